"""Windows that end with the reader: of the duties under a word the latest few that were promised by a day, whatever came after.

So an old report finds old duties however many new ones the ledger has, and what one report costs does not grow with the ledger.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Hashable, Iterable, Sequence
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from servanda.ledger.agreements import ordinal

RECALL = 730  # days in which a clause that names no agreement may repeat a promise made under one
LATEST = 200  # duties under one word among which a reader looks for his own
FEWEST = 30  # entries from which on columns are faster than sets
_DAY = 1 << 32  # a day and the number of a duty are kept as one whole number, the day above
Group = TypeVar("Group", bound=Hashable)


def day_number(day: str) -> int:
    """Days from the year 1 to an ISO day; 0, which is before all, where it is none."""
    return ordinal(day) or 0


class Windows(Generic[Group]):
    """Numbers of duties under the words of groups, in order of the days on which they were promised."""

    def __init__(self, entries: Iterable[tuple[Group, str, int, int]]) -> None:
        """Each entry is a group, a word, the day of the promise as `day_number`, and the number of the duty."""
        gathered: dict[Group, dict[str, array[int]]] = {}
        for group, word, day, number in entries:
            words = gathered.setdefault(group, {})
            if word not in words:
                words[word] = array("q")  # 8 bytes an entry: there are some fifteen for each duty
            words[word].append(day * _DAY + number)
        self._groups = {group: {word: array("q", sorted(dated)) for word, dated in words.items()} for group, words in gathered.items()}

    def __contains__(self, group: Group) -> bool:
        """Whether any duty stands in the group."""
        return group in self._groups

    def latest(self, group: Group, words: frozenset[str], day: int, days: int | None = None, few: int = 0, most: int = LATEST) -> list[int]:
        """The `most` latest duties under each of the words that were promised by a day, with `days` not longer before it than that; once for each word.

        Where a word has no more than `few`, all of them come.
        """
        return [entry % _DAY for dated in self.windows(group, words, day, days, few, most) for entry in dated]

    def windows(self, group: Group, words: frozenset[str], day: int, days: int | None = None, few: int = 0, most: int = LATEST) -> list[array[int]]:
        """As `latest`, a window for each word that has one, as `numbers_of` reads it."""
        known = self._groups.get(group)
        found: list[array[int]] = []
        for word in words & known.keys() if known is not None else ():
            dated = known[word] if known is not None else array("q")
            if len(dated) > few:
                end = bisect_left(dated, (day + 1) * _DAY)
                dated = dated[max(0, end - most, bisect_left(dated, (day - days) * _DAY) if days is not None else 0) : end]
            found.append(dated)
        return found


def numbers_of(windows: Sequence[array[int]], others: Iterable[int] = ()) -> NDArray[np.int64]:
    """The numbers of the duties in some windows, and others, each once, in rising order."""
    if sum(map(len, windows)) < FEWEST:  # as most: plain numbers take less then
        return np.array(sorted({entry % _DAY for dated in windows for entry in dated}.union(others)), np.int64)
    columns = [np.frombuffer(dated, dtype=np.int64) for dated in windows if dated]
    found = np.concatenate([*columns, np.array(list(others), np.int64)]) % _DAY
    found.sort()
    first = np.ones(len(found), np.bool_)
    np.not_equal(found[1:], found[:-1], out=first[1:])
    return found[first]
