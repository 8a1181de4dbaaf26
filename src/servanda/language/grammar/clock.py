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
from servanda.language.grammar.tokens import Words

_KEYS = frozenset({"months", "months_short", "weekdays", "weekdays_short", "seasons", "units", "traps", "words"})
_YEAR = dt.timedelta(days=365)
_DISTANT = 900  # days
_BEHIND = 160  # days that a chronicle's next date may lie before the last one
LOOK_BACK = 10  # tokens before a time that may carry "will" or "by"


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
    """

    published: dt.date | None
    chronicle: bool = False
    last: Period | None = None
    last_day: dt.date | None = None  # the day named last: "three weeks ago" in between is none
    outlook: str = ""  # "limit" after by/until/before/next, "future" after will/shall, else ""

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

    def note(self, period: Period, heading: bool) -> None:
        """Remember a time as the one named last. In a chronicle a distant year in passing ("declassified in 2005") is not followed."""
        if period.first is None:
            return
        stage = self.stage if self.last else None
        passing = period.precision in {"year", "range"} and not heading and stage is not None and abs((period.first - stage).days) > _DISTANT
        if not (self.chronicle and passing):
            self.last = period
            self.last_day = period.first if period.precision == "day" else self.last_day

    def nearest(self, choices: list[Period], ahead: bool = False) -> Period:
        """The one period of several years that fits the stage: within 300 days before to 65 after, or 60 before to 305 after."""
        stage = self.stage
        if stage is None:
            return calendar.UNRESOLVED
        before = 60 if ahead or self.outlook else 300
        if self.chronicle:
            before = _BEHIND
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
        if partial.day is None and not self.chronicle:
            return self.bare_month(partial.month, stage)
        return self.nearest([found for year in (stage.year - 1, stage.year, stage.year + 1) if (found := _dated(partial, year)).first])

    def bare_month(self, month: int, stage: dt.date) -> Period:
        """ "in November": the latest one up to the current month, the coming one where the clause looks ahead."""
        if self.outlook:
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


def outlook(words: Words, index: int) -> str:
    """Whether a time at token `index` lies ahead: "limit" after by, until, before, next, "future" after will or shall, else ""."""
    at = index - 1
    while words.lowers[at] in {"the", "end", "of", "early", "late", "mid", "beginning", "start", "middle", "-", "than", "on"}:
        if words.lowers[at] == "than" and words.lowers[at - 1] in {"later"}:
            return "limit"
        at -= 1
    if words.lowers[at] in listed("words", "limits"):
        return "limit"
    for back in range(at, max(at - LOOK_BACK, -1), -1):
        word = words.lowers[back]
        if word in listed("words", "future"):
            return "future"
        if words.kinds[back] == "mark" and word not in {"-", "'", "’"}:
            break
        if word in listed("words", "past") or (word.endswith("ed") and len(word) > 4) or word == "that":
            break
    return ""
