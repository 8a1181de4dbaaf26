"""Clauses that tell only who did likewise: "as did Italy", "So had Norway and Chad", "nor did Spain".

What they did stands in the main clause before, of the same sentence or the last; the claim of it is made again with the others as its agents.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from servanda.coding.claims import ClaimMaker, claim_id
from servanda.coding.clauses import conjuncts
from servanda.language.parsed import Span, Token
from servanda.records import Claim, Mention

LIKEWISE = {"as": "positive", "so": "positive", "nor": "negative", "neither": "negative"}  # with the polarity of what they take up
AUXILIARIES = {"did", "does", "do", "had", "has", "have"}
TAKEN_UP = {"act", "endorsement", "stance", "denial", "appeal"}
BEFORE_HEAD = {"det", "amod", "compound", "nmod:poss", "nummod"}


def elliptical_claims(sentence: Span, bounds: tuple[int, int], maker: ClaimMaker, before: Sequence[Claim]) -> list[Claim]:
    """The claims of a sentence's elliptical clauses. `before` are the document's claims so far, those of the sentence last."""
    found: list[Claim] = []
    for token in sentence[1:]:
        polarity = LIKEWISE.get(token.nbor(-1).lower_) if token.lower_ in AUXILIARIES else None
        subject = inverted_subject(token) if polarity else None
        if subject is None:
            continue
        offset = maker.parties.offset(token)
        who = tuple(m for m in maker.parties.resolve([subject]) if m.code or m.kind in {"organisation", "group", "armed group"})
        model = taken_up([c for c in before if c.polarity == polarity], offset, bounds)
        if model is not None and who:
            maker.parties.remember(subject, who)
            found.append(with_agents(model, who, maker, (offset, subject), bounds))
    return found


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
