"""Lengths of time ("40 days", "three months", "72 hours", "half a year") and the day they reach from an anchor.

Day-count convention: the anchor's own day is not counted, so one day after 1 March is 2 March. Months and years run by the
calendar once the anchor's day is known; until then a month is 30 days and a year 365, with one more for every four years.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from servanda.language.grammar import calendar
from servanda.language.grammar.numbers import read_number
from servanda.language.grammar.tokens import HYPHENS, Words

_UNITS = {
    "hour": "hour", "hours": "hour", "day": "day", "days": "day", "week": "week", "weeks": "week", "fortnight": "fortnight",
    "month": "month", "months": "month", "year": "year", "years": "year", "decade": "decade", "decades": "decade",
}  # fmt: skip
_FILLERS = frozenset({"calendar", "working", "business", "consecutive", "full", "more", "further", "additional"})
_LONGEST = 36_525  # days: a century


class Length(NamedTuple):
    """So many units; `number` is a whole number except for hours."""

    number: float
    unit: str

    def days(self) -> int:
        """In days, where the anchor's day is not known."""
        if self.unit == "hour":
            return int(-(-self.number // 24))
        if self.unit == "month":
            years, months = divmod(int(self.number), 12)
            return years * 365 + months * 30
        if self.unit in {"year", "decade"}:
            span = int(self.number) * (10 if self.unit == "decade" else 1)
            return span * 365 + span // 4
        return int(self.number * {"day": 1, "week": 7, "fortnight": 14}[self.unit])

    def reach(self, anchor: dt.date) -> dt.date | None:
        """The last day of the length counted from an anchor's day; None beyond the calendar."""
        if self.unit in {"month", "year", "decade"}:
            months = self.number * {"month": 1, "year": 12, "decade": 120}[self.unit]
            if months == int(months):
                return calendar.shift_months(anchor, int(months))
        return calendar.shift_days(anchor, self.days())


def read_length(words: Words, index: int) -> tuple[int, Length] | None:
    """The length that starts at token `index` and the index behind it, or None. "60-day" counts where a noun follows."""
    number = read_number(words, index)
    if number is None and words.lowers[index] in {"a", "an"}:
        number = index + 1, 1.0
    if number is None and words.phrase(index, ("half", "a", "year")) > index:
        return index + 3, Length(6, "month")
    if number is None:
        return None
    at, count = number
    if words.texts[at] in HYPHENS and words.joined(at):
        at += 1
    while words.lowers[at] in _FILLERS and at < number[0] + 3:
        at += 1
    unit = _UNITS.get(words.lowers[at])
    if unit is None or count <= 0 or (count != int(count) and unit != "hour" and (count * 2 != int(count * 2) or unit != "year")):
        return None
    if count != int(count) and unit == "year":
        unit, count = "month", count * 12
    length = Length(count, unit)
    return (at + 1, length) if count <= _LONGEST and length.days() <= _LONGEST else None
