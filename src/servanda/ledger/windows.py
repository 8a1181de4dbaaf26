"""Windows that end with the reader: of the duties under a key the latest few that were promised by a day, whatever came after.

So an old report finds old duties however many new ones the ledger has, and what one report costs does not grow with the ledger.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

from servanda.ledger.agreements import ordinal

LATEST = 200  # duties under one key among which a reader looks for his own
Key = TypeVar("Key", bound=Hashable)


def day_number(day: str) -> int:
    """Days from the year 1 to an ISO day; 0, which is before all, where it is none."""
    return ordinal(day) or 0


class Windows(Generic[Key]):
    """Numbers of duties under keys, in order of the days on which they were promised."""

    def __init__(self, entries: Iterable[tuple[Key, int, int]]) -> None:
        """Each entry is a key, the day of the promise as `day_number`, and the number of the duty."""
        self._dated: dict[Key, list[tuple[int, int]]] = {}
        for key, day, number in entries:
            self._dated.setdefault(key, []).append((day, number))
        for dated in self._dated.values():
            dated.sort()

    def __contains__(self, key: Key) -> bool:
        """Whether any duty stands under the key."""
        return key in self._dated

    def all_of(self, key: Key, most: int) -> set[int] | None:
        """All duties under the key, whenever promised; None where there are more than `most`."""
        dated = self._dated.get(key, ())
        return {number for _, number in dated} if len(dated) <= most else None

    def latest(self, key: Key, day: int, days: int | None = None) -> set[int]:
        """The latest duties under the key that were promised by a day; with `days` not longer before it than that."""
        dated = self._dated.get(key)
        if dated is None:
            return set()
        end = bisect_left(dated, (day + 1,))
        start = max(0, end - LATEST, bisect_left(dated, (day - days,)) if days is not None else 0)
        return {number for _, number in dated[start:end]}
