"""To whom words are said that name nobody: an answer goes to whoever has just acted towards the one who answers.

"Norway seized three Danish trawlers on Monday. Copenhagen demanded their return.": the demand is made of Norway. It holds for words alone
(`verbal`, `spoken` of `tables/events.toml`), within one sentence and the next.
"""

from __future__ import annotations

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

    @staticmethod
    def _meant(before: Claim, to: Deed, claim: Claim, deed: Deed) -> tuple[str, ...]:
        words = deed.plover in tables().events.verbal | tables().events.spoken or claim.illocution == "endorsement"
        near = before.sentence_start <= claim.sentence_start <= before.sentence_end + NEXT
        ours, theirs = same_key(deed.source), same_key(to.source)
        if not words or not near or not ours:
            return ()
        if ours == theirs and claim.sentence_start == before.sentence_start:
            return to.target  # "protested to Denland and demanded the boats"
        return to.source if ours <= same_key(to.target) and not ours & theirs else ()
