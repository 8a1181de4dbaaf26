"""What the other side gives for a promise, named without a clause: "agreed to restore the lighthouses in return for landing rights"."""

from __future__ import annotations

import dataclasses

from msgspec.structs import replace

from servanda.coding.arguments import NO_DEADLINE, object_words
from servanda.coding.claims import ClaimMaker, claim_id
from servanda.coding.clauses import Clause
from servanda.coding.gifts import GIFT_FRAME, deed_of
from servanda.coding.phrases import preposition
from servanda.coding.situation import PROMISES
from servanda.coding.tables import words_in
from servanda.language.parsed import Token
from servanda.records import Claim

RETURNS = {"return", "exchange"}


def promised_price(maker: ClaimMaker, clause: Clause, claim: Claim) -> Claim | None:
    """The promise of the thing for which another is made, by the one party to which that is owed; None where no thing or no such party is named."""
    if claim.illocution not in PROMISES or claim.polarity == "negative":
        return None
    thing = price_of(clause)
    givers = tuple(m for m in claim.recipients if m.code)
    if thing is None or len({m.code for m in givers}) != 1 or not any(m.code for m in claim.agents):
        return None
    about = dataclasses.replace(clause, objects=[thing])
    words, (quantity, parts) = object_words(about, maker.parties), maker.particulars.quantity(about, maker.parties)
    if words is None:
        return None
    made = replace(
        claim, claim_id=claim_id(claim.doc_id, maker.parties.offset(thing), claim.illocution, GIFT_FRAME), frame=GIFT_FRAME, start=words.start, end=words.end,
        agents=givers[:1], recipients=tuple(m for m in claim.agents if m.code), object=words, quantity=quantity, parts=parts, deadline=NO_DEADLINE,
        condition=None, happened=None, plover=None, mode=None, cameo=None, context=(), clause="nominal", depth=claim.depth + 1,
    )  # fmt: skip
    action = deed_of(quantity)
    return replace(made, action=action, predicate=action)


def price_of(clause: Clause) -> Token | None:
    """The thing behind "in return for" or "in exchange for" in the clause; none that is itself a promise, a deed told by a clause, or somebody."""
    for noun in clause.obliques.get("in", ()):
        if noun.lemma_.lower() in RETURNS:
            behind = next((c for c in noun.children if c.pos_ == "NOUN" and preposition(c) == "for"), None)
            if behind is not None and behind.lemma_.lower() not in words_in("speech_acts.promise_nouns", "gifts.vague"):
                return behind
    return None
