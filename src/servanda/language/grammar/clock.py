"""What a time phrase is read against: the day of publication, the times named before, and whether the clause looks ahead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from servanda.language.grammar import calendar
from servanda.language.grammar.calendar import Period
from servanda.language.grammar.tables import read_table

_KEYS = frozenset({"months", "months_short", "weekdays", "weekdays_short", "seasons", "units", "traps", "words", "holidays"})
_YEAR = dt.timedelta(days=365)
_DISTANT = 900  # days
_BEHIND = 160  # days that a chronicle's next date may lie before the last one
_BACKGROUND = 300  # days before publication from which a time told in its own right is background
_BEFORE = {"limit": 60, "future": 60, "past": 335}  # days before the stage in which a bare date may lie


@cache
def lexicon(section: str) -> dict[str, Any]:
    """One section of `times.toml`."""
    table: dict[str, Any] = read_table("times.toml", _KEYS)[section]
    return table


@cache
def listed(section: str, key: str) -> frozenset[str]:
    """One word list of `times.toml`."""
    return frozenset(lexicon(section)[key])


class Partial(NamedTuple):
    """A calendar date as far as the words give it."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


@dataclass(slots=True)
class Clock:
    """The state in which phrases are resolved, from left to right.

    In a chronicle (a text about times long before its publication) bare dates follow the last one named, not the publication day.
    In news they do so within a paragraph of background: one that has told of a time long past (`background`).
    """

    published: dt.date | None
    chronicle: bool = False
    last: Period | None = None
    last_day: dt.date | None = None  # the day named last: "three weeks ago" in between is none
    outlook: str = ""  # as `tense.outlook` gives it
    headed: bool = False  # whether the time named last is the year of a heading
    background: Period | None = None
    day_first: bool | None = None  # the order of numeric dates, as `numeric.text_order` gives it

    @property
    def ahead(self) -> bool:
        """Whether the phrase at hand lies ahead: behind a limit ("by") or a verb of the future."""
        return self.outlook in {"limit", "future"}

    @property
    def told(self) -> dt.date | None:
        """The day "two days later" is counted from: the day named last, else the time named last, else publication."""
        return self.last_day or self.topic

    @property
    def now(self) -> dt.date | None:
        """The day "today" and "last week" are told from."""
        return self.published

    @property
    def topic(self) -> dt.date | None:
        """The day "the following day" and "that year" are told from: the time named last, else publication."""
        return self.last.last if self.last and self.last.last else self.published

    @property
    def stage(self) -> dt.date | None:
        """The day bare dates lie near: publication; in a chronicle the middle of the time named last (of its first year)."""
        if not self.chronicle or self.last is None or self.last.first is None or self.last.last is None:
            return self.published
        return self.last.first + min(self.last.last - self.last.first, _YEAR) / 2

    @property
    def middle_year(self) -> int | None:
        """The year of the background or the stage: bare dates lie in it or in its neighbours."""
        if self.background is not None and self.background.first is not None:
            return self.background.first.year
        return self.stage.year if self.stage else None

    def turn_back(self, period: Period) -> None:
        """A time told in its own right begins a stretch of background if it is long past, and ends one if it is not."""
        if self.chronicle or self.published is None or period.last is None or period.first is None:
            return
        past = period.last.year < self.published.year if period.precision == "year" else (self.published - period.last).days > _BACKGROUND
        self.background = period if past and period.precision in {"day", "month", "year"} else None

    def note(self, period: Period, heading: bool) -> None:
        """Remember a time as the one named last. A chronicle follows neither a distant year in passing ("declassified in 2005") nor what
        was to come ("planned for 1976")."""
        if period.first is None:
            return
        stage = self.stage if self.last else None
        passing = period.precision in {"year", "range"} and not heading and stage is not None and abs((period.first - stage).days) > _DISTANT
        if not (self.chronicle and (passing or (self.ahead and self.last is not None))):
            self.last, self.headed = period, heading and period.precision == "year"
            self.last_day = period.first if period.precision == "day" and self.outlook != "limit" else self.last_day

    def nearest(self, choices: list[Period]) -> Period:
        """The one period of several years that fits: within 300 days before to 65 after the stage, 60 to 305 where the clause looks ahead,
        335 to 30 where it tells of the past."""
        stage, before = self.stage, _BEFORE.get(self.outlook, 300)
        if self.chronicle and self.headed and self.last is not None and self.last.first is not None:
            stage, before = self.last.first, 0  # "1921: The pact", then "in January"
        elif self.chronicle:
            before = _BEHIND
        elif self.background is not None and self.background.first is not None and self.background.last is not None:
            year = self.background.precision == "year"
            stage, before = (self.background.first, 0) if year else (self.background.last, _BEHIND)
        if stage is None:
            return calendar.UNRESOLVED
        for period in choices:
            if period.first and -before <= (period.first - stage).days <= 365 - before:
                return period
        return calendar.UNRESOLVED

    def resolve(self, partial: Partial) -> Period:
        """The days that a partial calendar date means."""
        if partial.year is not None:
            return _dated(partial, partial.year)
        stage = self.stage
        if stage is None or partial.month is None:
            return calendar.UNRESOLVED
        if partial.day is None and not self.chronicle and self.background is None:
            return self.bare_month(partial.month, stage)
        middle = self.middle_year or stage.year
        return self.nearest([found for year in (middle - 1, middle, middle + 1) if (found := _dated(partial, year)).first])

    def bare_month(self, month: int, stage: dt.date) -> Period:
        """ "in November": the latest one up to the current month, the coming one where the clause looks ahead."""
        if self.ahead:
            return calendar.month_period(stage.year + (month < stage.month), month)
        return calendar.month_period(stage.year - (month > stage.month), month)


def _dated(partial: Partial, year: int) -> Period:
    if partial.month is None:
        return calendar.year_period(year)
    if partial.day is None:
        return calendar.month_period(year, partial.month)
    return calendar.day_period(calendar.valid_day(year, partial.month, partial.day))


class Form(NamedTuple):
    """A time phrase: tokens `first` to `last` (exclusive), how to resolve it, and what it says of itself.

    `partial` is set for calendar dates (ranges are built from them); `modifier` keeps "early", "mid", "late", "start", "end".
    """

    first: int
    last: int
    solve: Callable[[Clock], Period]
    partial: Partial | None = None
    modifier: str = ""
    last_partial: Partial | None = None


def calendar_form(first: int, last: int, partial: Partial) -> Form:
    """A form for a calendar date."""
    return Form(first, last, lambda clock: clock.resolve(partial), partial)
