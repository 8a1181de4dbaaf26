"""Of a crowd of duties that share a word with a report, those that may count for it: asked of all at once, by columns of numbers.

Sets of words and parties are kept as bits. Two names may share a bit, so that a duty may be kept that cannot count, never the other way round.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from servanda.language.amounts import PEOPLE, is_measured, kind_of_unit
from servanda.ledger.agreements import ordinal
from servanda.ledger.parties import codes, same_key
from servanda.ledger.windows import day_number

if TYPE_CHECKING:
    from servanda.ledger.asked import Asked
    from servanda.ledger.commitments import Owed
    from servanda.records import Quantity

LEAST = 0.5  # least agreement of objects by which a report counts without a matching number
OVER = 1.25  # how much more than promised a report under the same agreement may tell of
PLAIN = 2  # shared words with which a report that names neither actor nor agreement says more than the kind of thing
NEVER = 10**7  # days; of a duty without a deadline
BITS = 512
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


@lru_cache(maxsize=16384)
def _words_of(names: frozenset[str]) -> tuple[tuple[int, np.uint64], ...]:
    """The machine words of the bits of a set of names that are not empty, by their places: few, of a few names."""
    return tuple((at, word) for at, word in enumerate(bits_of(names)) if word)


def _meet(some: Bits, numbers: NDArray[np.int64], others: frozenset[str]) -> Flags:
    """Whether two sets may have a name in common, for each of some rows."""
    met = np.zeros(len(numbers), np.bool_)
    for at, word in _words_of(others):
        met |= some[numbers, at] & word != 0
    return met


def due_day(row: Owed) -> int:
    """The day by which a duty is due as a number, `NEVER` without one."""
    return ordinal(row.deadline.date or "") or NEVER


class Crowd:
    """What a report asks of all duties at hand, one column each, by the numbers of the duties."""

    def __init__(self, rows: Iterable[Owed], names_around: Callable[[Owed], frozenset[str]], replaced_on: Callable[[Owed], int]) -> None:
        """`names_around` gives the names in the paragraphs of a duty, `replaced_on` the day on which another takes its place as `day_number`."""
        known = list(rows)
        size = max((row.number for row in known), default=-1) + 1
        self._words, self._classes, self._debtors, self._circles, self._takers, self._names = (np.zeros((size, BITS // 64), np.uint64) for _ in range(6))
        self._unread = {row.number: row for row in known}  # duties whose paragraphs nobody has looked into for names
        self._names_around = names_around
        self._negative, self._due = np.zeros(size, np.bool_), np.zeros(size, np.int32)
        self._lengths, self._heads, self._units, self._kinds = (np.zeros(size, np.int32) for _ in range(4))
        self._agreements = np.full(size, NONE, np.int64)
        self._values = np.full(size, np.nan)
        self._ids: dict[str, int] = {}
        for row in known:
            self._enter(row)
        self._replaced = np.zeros(size, np.int32)
        self._replaced[[row.number for row in known]] = [replaced_on(row) if row.superseded_by is not None else NEVER for row in known]

    def _enter(self, row: Owed) -> None:
        at, owed, agreement = row.number, row.quantity, row.agreement
        self._words[at], self._lengths[at], self._heads[at] = bits_of(row.terms), len(row.terms), self._id(row.head)
        self._classes[at], self._debtors[at], self._negative[at], self._due[at] = bits_of(row.classes), bits_of(row.key), row.negative, due_day(row)
        self._circles[at] = bits_of(row.circle)
        self._takers[at] = bits_of(same_key(code for p in row.promises for code in codes(p.claim.recipients, people=True)))
        if agreement is not None:
            self._agreements[at] = agreement.number
        if owed is not None:
            self._values[at], self._units[at], self._kinds[at] = owed.value, self._id(owed.unit), self._id(kind_of_unit(owed.unit))

    def _id(self, name: str) -> int:
        return self._ids.setdefault(name, len(self._ids))

    def ranked(self, asked: Asked, numbers: NDArray[np.int64]) -> Iterator[Rank]:
        """Those of some duties for which the report may count, each with the most that its rank can be, the highest first."""
        numbers = numbers[self._may_be_meant(asked, numbers)]
        numbers = numbers[self._replaced[numbers] >= day_number(asked.report.day)]
        numbers = numbers[~(self._is_less(asked, numbers) | self._is_to_others(asked, numbers))]
        equal, linked, lot = self._as_much(asked, numbers), self._linked(asked, numbers), bool(asked.lots)  # which each may be of
        alike = np.ones(len(numbers)) if asked.done_to or lot else self._likeness(asked, numbers)
        money, part = self._is_money(asked, numbers), self._is_whole(asked, numbers)
        fits = (alike + equal >= LEAST) | linked | money | part
        near = np.where(part, 1.0, alike)
        near[(self._same_measure(asked, numbers) | money | self._is_own(asked, numbers)) & (near < LEAST)] = LEAST
        fits &= (near >= LEAST) | equal | linked
        if not asked.report.actors and not lot and fits.any():
            sure = equal | linked | (self._shared(asked.report.terms, numbers) >= PLAIN) | _meet(self._debtors, numbers, asked.named)
            at = np.flatnonzero(fits & ~sure)
            fits[at] = self._in_circle(asked, numbers[at])
        most = (near + equal + 0.5 * linked + 0.5 * lot + 0.1)[fits]
        numbers = numbers[fits]
        order = np.lexsort((numbers, self._due[numbers], -most))
        columns = (most[order], np.ones(len(order), np.bool_), -self._due[numbers[order]], -numbers[order])
        return zip(*(column.tolist() for column in columns), strict=True)

    def _may_be_meant(self, asked: Asked, numbers: NDArray[np.int64]) -> Flags:
        """Whether the report may tell of the act, or of a kindred one done to the same thing."""
        kindred = _meet(self._classes, numbers, asked.kindred)
        if not asked.report.carried:
            kindred &= self._is(self._heads, asked.head or "", numbers)
        meant: Flags = (_meet(self._classes, numbers, asked.report.classes) | kindred) & ~self._negative[numbers]
        return meant

    def _is_less(self, asked: Asked, numbers: NDArray[np.int64]) -> Flags:
        """Whether less is owed than the report tells of."""
        seen = asked.report.claim.quantity
        if seen is None:
            return np.zeros(len(numbers), np.bool_)
        less: Flags = self._is(self._units, seen.unit, numbers) & (self._values[numbers] * OVER < seen.value)  # what is not linked may be the actor's own
        return less

    def _is_to_others(self, asked: Asked, numbers: NDArray[np.int64]) -> Flags:
        """Whether the act was done to states of which neither the agreement nor the promise knows."""
        if not asked.receivers:
            return np.zeros(len(numbers), np.bool_)
        known = _meet(self._circles, numbers, asked.receivers) | _meet(self._takers, numbers, asked.receivers)
        others: Flags = (self._agreements[numbers] != NONE) & ~known
        return others

    def _likeness(self, asked: Asked, numbers: NDArray[np.int64]) -> NDArray[np.float64]:
        """How near the words are at most; of a thing of the same head, those of the thing alone."""
        near = self._nearness(asked.report.terms, numbers)
        if asked.head and not asked.report.carried:
            same = np.flatnonzero(self._is(self._heads, asked.head, numbers))
            near[same] = np.maximum(near[same], self._nearness(asked.thing, numbers[same]))
        return near

    def _nearness(self, terms: frozenset[str], numbers: NDArray[np.int64]) -> NDArray[np.float64]:
        short = np.maximum(np.minimum(self._lengths[numbers], len(terms)), 1)
        near: NDArray[np.float64] = np.minimum(self._shared(terms, numbers) / short, 1.0)
        return near

    def _shared(self, terms: frozenset[str], numbers: NDArray[np.int64]) -> NDArray[np.int32]:
        """How many words are shared, at most: two that share a bit may both be meant by it."""
        shared = np.full(len(numbers), len(terms) - int(np.bitwise_count(bits_of(terms)).sum()), np.int32)
        for at, word in _words_of(terms):
            shared += np.bitwise_count(self._words[numbers, at] & word)
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
        equal = np.isin(self._values[numbers], asked.ordinals) if asked.ordinals else np.zeros(len(numbers), np.bool_)
        if asked.of_money and asked.sum_before is not None:
            equal |= self._values[numbers] == asked.sum_before.value
        if seen is not None:
            equal |= self._may_equal(seen, numbers)
        return equal

    def _may_equal(self, seen: Quantity, numbers: NDArray[np.int64]) -> Flags:
        """Where one number is owed, with or without its unit, or another in another unit of the kind."""
        other = ~self._is(self._units, seen.unit, numbers) & self._is(self._kinds, kind_of_unit(seen.unit), numbers)
        equal: Flags = (self._values[numbers] == seen.value) | other
        return equal

    def _is_whole(self, asked: Asked, numbers: NDArray[np.int64]) -> Flags:
        """Whether as much is owed as the whole of which the report may count a part."""
        whole = np.zeros(len(numbers), np.bool_)
        for told in asked.counted:
            whole |= self._may_equal(told, numbers)
        return whole

    def _is_money(self, asked: Asked, numbers: NDArray[np.int64]) -> Flags:
        """Whether a sum may be owed, where the report names nothing but money."""
        some: Flags = ~np.isnan(self._values[numbers]) & asked.of_money
        return some

    def _is_own(self, asked: Asked, numbers: NDArray[np.int64]) -> Flags:
        """Whether a thing of that name is owed by a party that the clause names, or that says so."""
        same = self._is(self._heads, asked.head, numbers) if asked.head else np.zeros(len(numbers), np.bool_)
        return same & _meet(self._debtors, numbers, asked.named) if same.any() else same

    def _same_measure(self, asked: Asked, numbers: NDArray[np.int64]) -> Flags:
        """Whether something is owed that is measured as what the report tells of: money, weight and the like."""
        seen = asked.report.claim.quantity
        if seen is None or not is_measured(seen.unit):
            return np.zeros(len(numbers), np.bool_)
        return self._is(self._kinds, kind_of_unit(seen.unit), numbers)

    def _in_circle(self, asked: Asked, numbers: NDArray[np.int64]) -> Flags:
        """Whether it may be the same thing or the same people, in a document that names the agreement or a party of it or in a sentence that names a
        place of the promise."""
        alike = self._is(self._heads, asked.head or "", numbers) | self._is_money(asked, numbers) | self._is_whole(asked, numbers)
        seen = asked.report.claim.quantity
        if seen is not None and seen.unit == PEOPLE:
            alike |= self._is(self._units, PEOPLE, numbers)
        inside = np.zeros(len(numbers), np.bool_)
        if alike.any():
            spoken_of = [draft.number for draft in asked.registry.spoken_of(asked.report.claim.doc_id)]
            inside = alike & (_meet(self._circles, numbers, asked.around) | np.isin(self._agreements[numbers], spoken_of))
        if asked.names:
            at = np.flatnonzero((alike | (self._nearness(asked.thing, numbers) >= 1)) & ~inside)
            inside[at] = self._is_placed(asked.names, numbers[at])
        return inside

    def _is_placed(self, names: frozenset[str], numbers: NDArray[np.int64]) -> Flags:
        """Whether the paragraph of the promise may have one of the names, which is read when first asked for: of most duties it never is."""
        for number in self._unread.keys() & numbers.tolist():
            self._names[number] = bits_of(self._names_around(self._unread.pop(number)))
        return _meet(self._names, numbers, names)
