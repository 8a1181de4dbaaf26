"""Which documents name which parties, found by party and day without looking at all documents."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from servanda.ledger.agreements import ordinal
from servanda.ledger.corpus import Corpus
from servanda.ledger.parties import successor

UNDATED, NO_DAY = -1, -2  # documents without a day of publication, and with one that is no day


class Circles:
    """The documents of each party in order of their days."""

    def __init__(self, corpus: Corpus) -> None:
        named: dict[str, set[str]] = {}
        for claim in corpus.claims:
            for code in {successor(m.code) for m in (*claim.agents, *claim.recipients) if m.code}:
                named.setdefault(code, set()).add(claim.doc_id)
        self._by_party: dict[str, list[tuple[int, str]]] = {}
        for code, doc_ids in named.items():
            self._by_party[code] = sorted((_day(corpus.documents[doc_id].published), doc_id) for doc_id in doc_ids)

    def around(self, parties: frozenset[str], day: str | None, days: int) -> set[str]:
        """The documents that name two of the parties; where a day is given only those of that day or up to `days` later, and undated ones."""
        seen: set[str] = set()
        twice: set[str] = set()
        for code in parties:
            naming = {doc_id for _, doc_id in self._from(self._by_party.get(code, []), day, days)}
            twice |= seen & naming
            seen |= naming
        return twice

    @staticmethod
    def _from(dated: list[tuple[int, str]], day: str | None, days: int) -> list[tuple[int, str]]:
        if day is None:
            return dated
        first, undated = ordinal(day), dated[bisect_left(dated, (UNDATED,)) : bisect_left(dated, (UNDATED + 1,))]
        if first is None:
            return []
        return undated + dated[bisect_left(dated, (first,)) : bisect_right(dated, (first + days + 1,))]


def _day(published: str | None) -> int:
    if not published:
        return UNDATED
    day = ordinal(published[:10])
    return NO_DAY if day is None else day
