"""To whom words are said that name nobody: an answer goes to whoever has just acted towards the one who answers.

"Norway seized three Danish trawlers on Monday. Copenhagen demanded their return.": the demand is made of Norway. It holds for words alone
(`verbal`, `spoken` of `tables/events.toml`), within one sentence and the next.
"""

from __future__ import annotations

from servanda.ledger.dealings import dealings
from servanda.ledger.deeds import Deed
from servanda.ledger.parties import same_key
from servanda.ledger.tables import tables
from servanda.ledger.verdicts import verdicts
from servanda.records import Claim

NEXT = 2  # characters between a sentence and the next of its paragraph
WITHIN = 400  # characters within which an answer that is called one stands behind what it answers
KEPT = 4  # deeds of a document that are remembered, since a sentence may tell several before it comes to the answer


class Answers:
    """The deeds that each document told last."""

    def __init__(self) -> None:
        self._last: dict[str, list[tuple[Claim, Deed]]] = {}

    def address(self, claim: Claim, deed: Deed) -> Deed:
        """The deed, its target given by the deed before where its words name none."""
        known = self._last.setdefault(claim.doc_id, [])
        if known and not deed.target:
            deed.target = self._meant(*known[-1], claim, deed)
        known.append((claim, deed))
        del known[:-KEPT]
        return deed

    def who_acted_towards(self, claim: Claim, code: str) -> tuple[str, ...]:
        """Who has just done something to a party, in this sentence or the one before."""
        ours = same_key((code,))
        return next((deed.source for deed in self._before(claim) if _suffered(deed, ours)), ())

    def who_else_acted(self, claim: Claim, code: str) -> tuple[str, ...]:
        """Who has done something shortly before, told as done to nobody."""
        ours = same_key((code,))
        return next((deed.source for deed in self._shortly(claim) if deed.source and not deed.target and not ours & same_key(deed.source)), ())

    def who_spoke_against(self, claim: Claim, code: str) -> Deed | None:
        """What another has said to or of a party shortly before, by words that want an answer."""
        ours = same_key((code,))
        spoken = (deed for deed in self._shortly(claim) if deed.plover in verdicts().answered and deed.source and not ours & same_key(deed.source))
        return next((deed for deed in spoken if not deed.target or ours <= same_key(deed.target)), None)

    def who_met(self, claim: Claim) -> tuple[str, ...]:
        """Who met or talked, as this sentence or the one before tells."""
        return next((deed.source for deed in self._before(claim) if deed.plover == tables().events.talks.upper() and len(deed.source) > 1), ())

    def _shortly(self, claim: Claim) -> list[Deed]:
        """The deeds told shortly before, the latest first."""
        return [deed for told, deed in reversed(self._last.get(claim.doc_id, ())) if claim.sentence_start - told.sentence_end <= WITHIN]

    def _before(self, claim: Claim) -> list[Deed]:
        """The deeds of this sentence and the one before, the latest first."""
        known = self._last.get(claim.doc_id, ())
        return [deed for told, deed in reversed(known) if told.sentence_start <= claim.sentence_start <= told.sentence_end + NEXT]

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
