"""Clauses that tell only who did likewise: "as did Italy", "So had Norway and Chad", "nor did Spain", "Italy had done so on Monday"; and those that leave
out the thing: "freed 40".

What they did stands in the main clause before, of the same sentence or the last; the claim of it is made again with the others as its agents. A thing
left out stands behind the same verb earlier in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from servanda.coding.arguments import own_extent
from servanda.coding.claims import ClaimMaker, claim_id
from servanda.coding.clauses import conjuncts, verbal_clause
from servanda.coding.phrases import preposition
from servanda.language.parsed import Span, Token
from servanda.records import Claim, Mention
from servanda.records import Span as Words

LIKEWISE = {"as": "positive", "so": "positive", "nor": "negative", "neither": "negative"}  # with the polarity of what they take up
DOING = {"so": "do", "same": "do", "likewise": "do", "suit": "follow"}  # words that take up a deed, and their verbs
UNREAL = {"MD", "TO"}  # what stands by a verb that tells of nothing done
AUXILIARIES = {"did", "does", "do", "had", "has", "have"}
TAKEN_UP = {"act", "endorsement", "stance", "denial", "appeal"}
NUMBER = re.compile(r"[\d.,]{1,20}\s*")  # alone, or before a thing
BEFORE_HEAD = {"det", "amod", "compound", "nmod:poss", "nummod"}


def elliptical_claims(sentence: Span, bounds: tuple[int, int], maker: ClaimMaker, before: Sequence[Claim], own: Sequence[Claim]) -> list[Claim]:
    """The claims of a sentence's elliptical clauses. `before` are the document's claims so far, `own` those of the sentence's other clauses."""
    found: list[Claim] = []
    if sentence.lowers.isdisjoint(AUXILIARIES | DOING.keys()):
        return []
    for token in sentence[1:]:
        polarity = LIKEWISE.get(token.nbor(-1).lower_) if token.lower_ in AUXILIARIES else None
        subject = inverted_subject(token) if polarity else None
        if subject is None:
            continue
        offset = maker.parties.offset(token)
        who = tuple(m for m in maker.parties.resolve([subject]) if m.code or m.kind in {"organisation", "group", "armed group"})
        model = taken_up([c for c in (*before, *own) if c.polarity == polarity], offset, bounds)
        if model is not None and who:
            maker.parties.remember(subject, who)
            found.append(with_agents(model, who, maker, (offset, subject), bounds))
    return found + [made for token in sentence[1:] if token.lower_ in DOING and (made := done_likewise(token, bounds, maker, (*before, *own)))]


def done_likewise(token: Token, bounds: tuple[int, int], maker: ClaimMaker, told: Sequence[Claim]) -> Claim | None:
    """ "The assembly in Tirana had done so on Monday", "Norway followed suit": the deed told before, by others and on their own day."""
    verb = token.head
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    unreal = any(c.tag_ in UNREAL or c.dep_ == "neg" or c.lower_ in {"not", "never"} for c in verb.children)
    if verb.lemma_.lower() != DOING[token.lower_] or verb.tag_ not in {"VBD", "VBN"} or subject is None or unreal or token.i < verb.i:
        return None
    offset = maker.parties.offset(verb)
    who = tuple(m for m in maker.parties.resolve([subject]) if m.code)
    model = taken_up([c for c in told if c.polarity == "positive" and c.illocution == "act"], offset, bounds)
    doers = {m.code for m in model.agents} if model is not None else set()
    if subject.pos_ == "NOUN" and (not who or {m.code for m in who} & doers):  # "in Tirana the assembly had done so"
        places = [maker.parties.covering(c) for c in verb.children if c.dep_ == "obl" and preposition(c) == "in"]
        who = tuple(m for m in places if m is not None and m.code)
    if model is None or not who or {m.code for m in who} & doers:
        return None
    made = with_agents(model, who, maker, (offset, subject), bounds)
    start, end = own_extent(verbal_clause(verb), maker.parties)
    mutual = len(made.recipients) < len(model.recipients)  # "A ratified the treaty with B. B had done so before": B towards A
    whom = (*made.recipients, *model.agents) if mutual else made.recipients
    return replace(made, start=start, end=end, recipients=whom, happened=maker.particulars.happened(verbal_clause(verb), maker.parties))


def inverted_subject(auxiliary: Token) -> Token | None:
    """The noun phrase right behind the auxiliary, where no verb follows it ("had Chad not signed" is a condition)."""
    doc, sentence_end = auxiliary.doc, auxiliary.sent.end
    subject = doc[auxiliary.i + 1] if auxiliary.i + 1 < sentence_end else auxiliary
    while subject.dep_ in BEFORE_HEAD and subject.head.i > subject.i:
        subject = subject.head
    if subject.pos_ not in {"NOUN", "PROPN"}:
        return None
    last = max(t.i for t in conjuncts(subject))
    following = doc[last + 1] if last + 1 < sentence_end else None
    return None if following is not None and following.tag_ in {"VB", "VBN", "VBD", "TO", "RB"} else subject


def taken_up(claims: Sequence[Claim], offset: int, bounds: tuple[int, int]) -> Claim | None:
    """The last main clause before the offset in the sentence, else in the sentence before it."""
    mains = [c for c in claims if c.start < offset and c.clause == "main" and c.illocution in TAKEN_UP and c.agents]
    here = [c for c in mains if c.sentence_start == bounds[0]]
    last = max((c.sentence_start for c in claims if c.sentence_start < bounds[0]), default=-1)
    return next(iter(reversed(here or [c for c in mains if c.sentence_start == last])), None)


def with_agents(model: Claim, who: tuple[Mention, ...], maker: ClaimMaker, at: tuple[int, Token], bounds: tuple[int, int]) -> Claim:
    """The claim made again of others; a quantity is that of the first alone."""
    offset, subject = at
    codes = {m.code for m in who if m.code}
    start = offset - 3 if maker.parties.text[offset - 3 : offset].strip() else offset
    last = conjuncts(subject)[-1]
    return replace(
        model, claim_id=claim_id(model.doc_id, offset, model.illocution, model.frame), start=start, end=maker.parties.offset(last) + len(last),
        sentence_start=bounds[0], sentence_end=bounds[1], agents=who, recipients=tuple(m for m in model.recipients if m.code not in codes),
        quantity=None, parts=(), attribution=maker.speech.chain(offset),
    )  # fmt: skip


def with_things(claims: Iterable[Claim]) -> list[Claim]:
    """A sentence's claims; where one says only how many, the thing is that of the same verb before ("A will free 85 prisoners and B will free 40")."""
    told: list[Claim] = []
    for claim in claims:
        bare = claim.object is not None and NUMBER.fullmatch(claim.object.text) is not None
        model = next((c for c in reversed(told) if bare and claim.quantity is not None and c.predicate == claim.predicate and c.quantity is not None), None)
        told.append(claim if model is None else _of_the_thing(claim, model))
    return told


def _of_the_thing(claim: Claim, model: Claim) -> Claim:
    """The claim with the thing and the act of another."""
    number = NUMBER.match(model.object.text) if model.object is not None else None
    if model.object is None or model.quantity is None or claim.quantity is None or number is None or number.end() == len(model.object.text):
        return claim
    thing = Words(start=model.object.start + number.end(), end=model.object.end, text=model.object.text[number.end() :])
    return replace(
        claim, object=thing, quantity=replace(claim.quantity, unit=model.quantity.unit), frame=model.frame, action=model.action, plover=model.plover,
        mode=model.mode, context=model.context, cameo=model.cameo,
    )  # fmt: skip
