"""To whom words are said that name nobody: an answer goes to whoever has just acted towards the one who answers.

"Norway seized three Danish trawlers on Monday. Copenhagen demanded their return.": the demand is made of Norway. It holds for words alone
(`verbal`, `spoken` of `tables/events.toml`), within one sentence and the next.
"""

from __future__ import annotations

from servanda.ledger.dealings import dealings
from servanda.ledger.deeds import Deed
from servanda.ledger.parties import same_key
from servanda.ledger.tables import tables
from servanda.records import Claim

NEXT = 2  # characters between a sentence and the next of its paragraph


class Answers:
    """The deed that each document told last."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[Claim, Deed]] = {}

    def address(self, claim: Claim, deed: Deed) -> Deed:
        """The deed, its target given by the deed before where its words name none."""
        known = self._last.get(claim.doc_id)
        if known is not None and not deed.target:
            deed.target = self._meant(*known, claim, deed)
        self._last[claim.doc_id] = claim, deed
        return deed

    def who_acted_towards(self, claim: Claim, code: str) -> tuple[str, ...]:
        """Who has just done something to a party, in this sentence or the one before."""
        known = self._last.get(claim.doc_id)
        if known is None or not known[0].sentence_start <= claim.sentence_start <= known[0].sentence_end + NEXT:
            return ()
        return known[1].source if _suffered(known[1], same_key((code,))) else ()

    @staticmethod
    def _meant(before: Claim, to: Deed, claim: Claim, deed: Deed) -> tuple[str, ...]:
        words = deed.plover in tables().events.verbal | tables().events.spoken or claim.illocution == "endorsement"
        near = before.sentence_start <= claim.sentence_start <= before.sentence_end + NEXT
        ours, theirs = same_key(deed.source), same_key(to.source)
        if not words or not near or not ours:
            return ()
        if ours == theirs and claim.sentence_start == before.sentence_start:
            return to.target  # "protested to Denland and demanded the boats"
        if _suffered(to, ours):
            return to.source
        outside = claim.illocution == "endorsement" and not ours & (theirs | same_key(to.target))
        return (*to.source, *to.target) if outside and (to.target or len(to.source) > 1) else ()  # "A freed B's pilots. C welcomed the step"


def _suffered(deed: Deed, ours: frozenset[str]) -> bool:
    """Whether a deed was done to somebody: by its target, or where a hostile one names none, by his answering at once ("A cut the supply. B called it ...")."""
    if ours & same_key(deed.source):
        return False
    return ours <= same_key(deed.target) or (not deed.target and deed.plover in dealings().forcible)
