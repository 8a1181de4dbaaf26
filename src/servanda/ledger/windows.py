"""Windows that end with the reader: of the duties under a word the latest few that were promised by a day, whatever came after.

So an old report finds old duties however many new ones the ledger has, and what one report costs does not grow with the ledger.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

from servanda.ledger.agreements import ordinal

RECALL = 730  # days in which a clause that names no agreement may repeat a promise made under one
LATEST = 200  # duties under one word among which a reader looks for his own
_DAY = 1 << 32  # a day and the number of a duty are kept as one whole number, the day above
Group = TypeVar("Group", bound=Hashable)


def day_number(day: str) -> int:
    """Days from the year 1 to an ISO day; 0, which is before all, where it is none."""
    return ordinal(day) or 0


class Windows(Generic[Group]):
    """Numbers of duties under the words of groups, in order of the days on which they were promised."""

    def __init__(self, entries: Iterable[tuple[Group, str, int, int]]) -> None:
        """Each entry is a group, a word, the day of the promise as `day_number`, and the number of the duty."""
        self._groups: dict[Group, dict[str, list[int]]] = {}
        for group, word, day, number in entries:
            self._groups.setdefault(group, {}).setdefault(word, []).append(day * _DAY + number)
        for words in self._groups.values():
            for dated in words.values():
                dated.sort()

    def __contains__(self, group: Group) -> bool:
        """Whether any duty stands in the group."""
        return group in self._groups

    def latest(self, group: Group, words: frozenset[str], day: int, days: int | None = None, few: int = 0, most: int = LATEST) -> list[int]:
        """The `most` latest duties under each of the words that were promised by a day, with `days` not longer before it than that; once for each word.

        Where a word has no more than `few`, all of them come.
        """
        known, found = self._groups.get(group), list[int]()
        for word in words & known.keys() if known is not None else ():
            dated = known[word] if known is not None else []
            if len(dated) > few:
                end = bisect_left(dated, (day + 1) * _DAY)
                dated = dated[max(0, end - most, bisect_left(dated, (day - days) * _DAY) if days is not None else 0) : end]
            found.extend([entry % _DAY for entry in dated])
        return found
