"""Of a crowd of duties that share a word with a report, those that may count for it: asked of all at once, by columns of numbers.

Sets of words and parties are kept as bits. Two names may share a bit, so that a duty may be kept that cannot count, never the other way round.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from servanda.language.amounts import PEOPLE, is_measured, kind_of_unit
from servanda.ledger.agreements import ordinal

if TYPE_CHECKING:
    from servanda.ledger.asked import Asked
    from servanda.ledger.commitments import Owed

LEAST = 0.5  # least agreement of objects by which a report counts without a matching number
PLAIN = 2  # shared words with which a report that names neither actor nor agreement says more than the kind of thing
NEVER = 10**7  # days; of a duty without a deadline
BITS = 128
NONE, NOT_ANY = -1, -2  # no agreement of a duty, and one that none has
Flags = NDArray[np.bool_]
Bits = NDArray[np.uint64]
Rank = tuple[float, bool, int, int]  # of a duty for a report: fit, still open, earliest deadline, first entered


@lru_cache(maxsize=65536)
def _bit(name: str) -> int:
    return 1 << crc32(name.encode()) % BITS


@lru_cache(maxsize=16384)
def bits_of(names: frozenset[str]) -> Bits:
    """A set of names as bits, by their checksums."""
    found = 0
    for name in names:
        found |= _bit(name)
    return np.frombuffer(found.to_bytes(BITS // 8, "little"), "<u8")


def _meet(some: Bits, others: Bits) -> Flags:
    """Whether two sets may have a name in common, row by row."""
    met: Flags = ((some[:, 0] & others[0]) | (some[:, 1] & others[1])) != 0
    return met


def due_day(row: Owed) -> int:
    """The day by which a duty is due as a number, `NEVER` without one."""
    return ordinal(row.deadline.date or "") or NEVER


class Crowd:
    """What a report asks of all duties at hand, one column each, by the numbers of the duties."""

    def __init__(self, rows: Iterable[Owed]) -> None:
        known = list(rows)
        size = max((row.number for row in known), default=-1) + 1
        self._words, self._classes, self._debtors, self._circles = (np.zeros((size, BITS // 64), np.uint64) for _ in range(4))
        self._negative, self._due = np.zeros(size, np.bool_), np.zeros(size, np.int32)
        self._lengths, self._heads, self._units, self._kinds = (np.zeros(size, np.int32) for _ in range(4))
        self._agreements = np.full(size, NONE, np.int64)
        self._values = np.full(size, np.nan)
        self._ids: dict[str, int] = {}
        for row in known:
            self._enter(row)

    def _enter(self, row: Owed) -> None:
        at, owed, agreement = row.number, row.quantity, row.agreement
        self._words[at], self._lengths[at], self._heads[at] = bits_of(row.terms), len(row.terms), self._id(row.head)
        self._classes[at], self._debtors[at], self._negative[at], self._due[at] = bits_of(row.classes), bits_of(row.key), row.negative, due_day(row)
        self._circles[at] = bits_of(agreement.key if agreement is not None else row.key)
        if agreement is not None:
            self._agreements[at] = agreement.number
        if owed is not None:
            self._values[at], self._units[at], self._kinds[at] = owed.value, self._id(owed.unit), self._id(kind_of_unit(owed.unit))

    def _id(self, name: str) -> int:
        return self._ids.setdefault(name, len(self._ids))

    def ranked(self, asked: Asked, numbers: NDArray[np.int64]) -> Iterator[Rank]:
        """Those of some duties for which the report may count, each with the most that its rank can be, the highest first."""
        report = asked.report
        numbers = numbers[self._may_be_meant(asked, numbers)]
        equal, linked = self._as_much(asked, numbers), self._linked(asked, numbers)
        shared = self._shared(report.terms, numbers)
        lot = bool(asked.lots)  # which each may be of
        short = np.maximum(np.minimum(self._lengths[numbers], len(report.terms)), 1)
        near = np.ones(len(numbers)) if asked.done_to or lot else np.minimum(shared / short, 1.0)
        near[(linked | self._same_measure(asked, numbers)) & (near < LEAST)] = LEAST
        if asked.head:
            near[self._is(self._heads, asked.head, numbers)] = 1.0
        if asked.counts_parts:
            near[~np.isnan(self._values[numbers])] = 1.0
        fits = (near >= LEAST) | equal | linked
        if not report.actors and not lot and fits.any():
            sure = equal | linked | (shared >= PLAIN) | asked.names | _meet(self._debtors[numbers], bits_of(asked.named))
            fits &= sure | self._in_circle(asked, numbers)
        most = (near + equal + 0.5 * linked + 0.5 * lot + 0.1)[fits]
        numbers = numbers[fits]
        order = np.lexsort((numbers, self._due[numbers], -most))
        columns = (most[order], np.ones(len(order), np.bool_), -self._due[numbers[order]], -numbers[order])
        return zip(*(column.tolist() for column in columns), strict=True)

    def _may_be_meant(self, asked: Asked, numbers: NDArray[np.int64]) -> Flags:
        """Whether the report may tell of the act, or of a kindred one done to the same thing."""
        acts = self._classes[numbers]
        kindred = _meet(acts, bits_of(asked.kindred))
        if not asked.report.carried:
            kindred &= self._is(self._heads, asked.head or "", numbers)
        meant: Flags = (_meet(acts, bits_of(asked.report.classes)) | kindred) & ~self._negative[numbers]
        return meant

    def _shared(self, terms: frozenset[str], numbers: NDArray[np.int64]) -> NDArray[np.int32]:
        """How many words are shared, at most: two that share a bit may both be meant by it."""
        told = bits_of(terms)
        common = np.bitwise_count(self._words[numbers] & told).astype(np.int32)
        shared: NDArray[np.int32] = common[:, 0] + common[:, 1] + (len(terms) - int(np.bitwise_count(told).sum()))
        return shared

    def _linked(self, asked: Asked, numbers: NDArray[np.int64]) -> Flags:
        agreement = asked.report.agreement
        linked: Flags = self._agreements[numbers] == (agreement.number if agreement is not None else NOT_ANY)
        return linked

    def _is(self, column: NDArray[np.int32], name: str, numbers: NDArray[np.int64]) -> Flags:
        """Where a column of names has that one."""
        alike: Flags = column[numbers] == self._ids.get(name, -1)
        return alike

    def _as_much(self, asked: Asked, numbers: NDArray[np.int64]) -> Flags:
        """Whether as much may be owed: one number, or another in another unit of the kind; any, where the report tells of the last of some number."""
        seen = asked.report.claim.quantity
        if asked.of_the_last:
            counted: Flags = ~np.isnan(self._values[numbers])
            return counted
        if seen is None:
            return np.zeros(len(numbers), np.bool_)
        other = ~self._is(self._units, seen.unit, numbers) & self._is(self._kinds, kind_of_unit(seen.unit), numbers)
        equal: Flags = (self._values[numbers] == seen.value) | other  # a number without its unit among them
        return equal

    def _same_measure(self, asked: Asked, numbers: NDArray[np.int64]) -> Flags:
        """Whether something is owed that is measured as what the report tells of: money, weight and the like."""
        seen = asked.report.claim.quantity
        if asked.of_money:
            some: Flags = ~np.isnan(self._values[numbers])
            return some
        if seen is None or not is_measured(seen.unit):
            return np.zeros(len(numbers), np.bool_)
        return self._is(self._kinds, kind_of_unit(seen.unit), numbers)

    def _in_circle(self, asked: Asked, numbers: NDArray[np.int64]) -> Flags:
        """Whether it may be the same thing or the same people, in a document that names the agreement or a party of it."""
        alike = self._is(self._heads, asked.head or "", numbers)
        seen = asked.report.claim.quantity
        if seen is not None and seen.unit == PEOPLE:
            alike |= self._is(self._units, PEOPLE, numbers)
        if asked.of_money:
            alike |= ~np.isnan(self._values[numbers])
        if not alike.any() or asked.names:
            return alike
        around = _meet(self._circles[numbers], bits_of(asked.around))
        spoken_of = [draft.number for draft in asked.registry.spoken_of(asked.report.claim.doc_id)]
        alike &= around | np.isin(self._agreements[numbers], spoken_of)
        return alike
