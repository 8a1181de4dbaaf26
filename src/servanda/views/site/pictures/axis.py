"""A line of time, and its division into steps of whole months."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from servanda.views.site.wording import day_words, month_words

LENGTHS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 12_000)  # months of a step
YEAR = 12
SHORT = 62  # days: a line no longer has ticks of days
LETTER, BESIDE = 6.2, 4.0  # how broad a letter of a label is, and how far beside its mark it stands, where a picture is 1000 broad


@dataclass(frozen=True)
class Step:
    """Some whole months: first and last ISO day, and what they are called."""

    first: str
    last: str
    label: str

    def holds(self, day: str) -> bool:
        return self.first <= day <= self.last


class Tick(NamedTuple):
    """A mark on a line of time: where it stands, its label ("" for none), and on which side of the mark that begins."""

    x: float
    label: str
    anchor: str


@dataclass(frozen=True)
class Axis:
    """A line from one ISO day to another over a picture's breadth, with labelled ticks."""

    first: str
    last: str
    left: float
    right: float

    def x(self, day: str) -> float:
        """Where a day stands; days beyond the ends stand at the ends."""
        start, end = _number(self.first), _number(self.last)
        share = (min(max(_number(day), start), end) - start) / max(1, end - start)
        return round(self.left + share * (self.right - self.left), 1)

    @property
    def ticks(self) -> list[Tick]:
        """Marks at some months' beginnings, at some days where the line is short. A label that would run into the one before is left out."""
        found: list[Tick] = []
        taken = self.left
        for x, label in self._marks:
            breadth = LETTER * len(label) + 2 * BESIDE
            late = x + breadth > self.right
            start = x - breadth if late else x
            free = start >= taken
            found.append(Tick(x, label if free else "", "end" if late else "start"))
            taken = max(x, start + breadth) if free else taken
        return found

    @property
    def _marks(self) -> list[tuple[float, str]]:
        length = _number(self.last) - _number(self.first)
        if length <= SHORT:
            apart = next(days for days in (1, 2, 3, 5, 7, 14) if length // days < 8)
            return [(self.x(day), day_words(day)) for day in _days(self.first, length, apart)]
        marks = [(self.x(step.first), step.label.partition(" to ")[0]) for step in steps(self.first, self.last, 9) if step.first >= self.first]
        return marks if len(marks) > 1 else [(self.left, month_words(self.first))]


def _days(first: str, length: int, apart: int) -> list[str]:
    return [date.fromordinal(_number(first) + days).isoformat() for days in range(0, length + 1, apart)]


def _number(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def axis_over(days: Iterable[str | None], as_of: str, left: float, right: float) -> Axis | None:
    """The line over some days up to the day of the ledger; None where no day is known."""
    known = [day for day in days if day]
    if not known:
        return None
    return Axis(min(known), max([*known, as_of] if as_of else known), left, right)


def steps(first: str, last: str, most: int) -> list[Step]:
    """Steps of equally many whole months, at most so many, that cover all days from `first` to `last`."""
    start, end = _month(first), _month(last)
    length = next(length for length in LENGTHS if (end // length) - (start // length) < most)
    return [_step(number * length, length) for number in range(start // length, end // length + 1)]


def _month(day: str) -> int:
    return int(day[:4]) * YEAR + int(day[5:7]) - 1


def _step(month: int, length: int) -> Step:
    first = date(max(month // YEAR, 1), month % YEAR + 1, 1).isoformat()
    after = month + length
    last = date.fromordinal(date(after // YEAR, after % YEAR + 1, 1).toordinal() - 1).isoformat() if after // YEAR <= date.max.year else date.max.isoformat()
    if length == 1:
        return Step(first, last, month_words(first))
    if length == YEAR:
        return Step(first, last, first[:4])
    return Step(first, last, f"{month_words(first)} to {month_words(last)}" if length < YEAR else f"{first[:4]} to {last[:4]}")
