"""Promises whose second half leaves out the auxiliary or the verb of promising: "A is to allow a team aboard, the UN to move the oil by July and B to foot the
bill", "A undertook to mend the track and B to buy six engines".

Behind a promise in the same sentence, a party followed by "to" and a bare verb owes what that verb says.
"""

from __future__ import annotations

from msgspec.structs import replace

from servanda.coding.arguments import NO_DEADLINE
from servanda.coding.claims import ClaimMaker, claim_id
from servanda.coding.clauses import clause_tokens
from servanda.coding.parties import BODIES
from servanda.coding.phrases import phrase_tokens, preposition
from servanda.coding.situation import PROMISES
from servanda.language.parsed import Span, Token
from servanda.records import Claim, Mention
from servanda.records import Span as Words

FARTHEST = 3  # tokens between a party's name and "to"
PROMISING = {"promise", "agreement"}


def other_halves(claims: list[Claim], sentence: Span, maker: ClaimMaker) -> list[Claim]:
    """The promises of a sentence's other parties that share the auxiliary, or the verb of promising, of the first."""
    promises = [c for c in claims if c.illocution in PROMISES and c.polarity == "positive" and c.object is not None]
    if not promises:
        return []
    first = promises[0]
    owed = {c.start for c in claims if c.illocution in PROMISES}
    found: list[Claim] = []
    for to in sentence:
        if to.tag_ != "TO" or maker.parties.offset(to) <= first.start or to.i + 1 >= sentence.end or to.nbor(1).tag_ != "VB":
            continue
        verb, debtor = to.nbor(1), party_before(to, sentence, maker)
        if debtor is None or debtor.code in {m.code for m in first.agents} or any(maker.parties.offset(verb) == start for start in owed):
            continue
        made = half(first, debtor, verb, promises, maker)
        found += [made] if made is not None else []
    return found


def party_before(to: Token, sentence: Span, maker: ClaimMaker) -> Mention | None:
    """The party right before "to", where a comma or "and" stands before its name; None where it is part of another phrase."""
    before = [m for m in maker.parties.near(maker.parties.offset(sentence[0]), maker.parties.offset(to)) if m.code and m.kind in BODIES]
    mention = before[-1] if before else None
    if mention is None:
        return None
    tokens = [t for t in sentence if mention.start <= maker.parties.offset(t) < mention.end]
    if not tokens or not 0 < to.i - tokens[-1].i <= FARTHEST or any(t.is_punct or t.tag_.startswith("V") for t in sentence if tokens[-1].i < t.i < to.i):
        return None
    opening = tokens[0]
    while opening.i > sentence.start and opening.nbor(-1).dep_ in {"det", "amod", "compound"}:
        opening = opening.nbor(-1)
    led = opening.nbor(-1) if opening.i > sentence.start else None
    return mention if led is not None and (led.text in {",", ";"} or led.lower_ in {"and", "while"}) and preposition(tokens[-1]) == "" else None


def half(first: Claim, debtor: Mention, verb: Token, promises: list[Claim], maker: ClaimMaker) -> Claim | None:
    """The promise of another party, by its own verb, of its own thing, number and day."""
    behind = [c for c in verb.children if c.i > verb.i]
    thing = next((c for c in behind if c.dep_ == "obj"), None) or next((c for c in behind if preposition(c) == "for"), None)
    tokens = [t for t in clause_tokens(verb) if t.i >= verb.i]
    if thing is None or not tokens:
        return None
    words = [t for t in phrase_tokens(thing) if not (t.head is thing and t.dep_ in {"case", "det"})]
    start, end = maker.parties.offset(verb), maker.parties.offset(tokens[-1]) + len(tokens[-1])
    at, stop = maker.parties.offset(words[0]), maker.parties.offset(words[-1]) + len(words[-1])
    quantity = next((q for q in maker.particulars.quantities if q.start is not None and at <= q.start < stop and not maker.particulars.dated(q)), None)
    due = next((d for d in maker.particulars.deadlines if d.start is not None and start <= d.start < end), NO_DEADLINE)
    others = {m.code: m for c in promises for m in (*c.agents, *c.recipients) if m.code and m.code != debtor.code}
    particle = next((f" {c.lower_}" for c in verb.children if c.dep_ == "compound:prt"), "")
    return replace(
        first, claim_id=claim_id(first.doc_id, start, first.illocution, "open"), start=start, end=end, frame="open", predicate=verb.lemma_.lower(),
        action=f"{verb.lemma_.lower()}{particle}", agents=(debtor,), recipients=tuple(others.values()) if len(others) == 1 else (), quantity=quantity, parts=(),
        object=Words(start=at, end=stop, text=maker.parties.text[at:stop]), deadline=due, condition=None, plover=None, mode=None, cameo=None, context=(),
    )  # fmt: skip
