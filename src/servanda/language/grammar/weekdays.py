"""Weekdays: "Thursday", "last Thursday", "Tuesday next week", "the following Friday", "Thursday night"."""

from __future__ import annotations

from servanda.language.grammar import calendar
from servanda.language.grammar.calendar import Period
from servanda.language.grammar.clock import Clock, Form, lexicon, listed
from servanda.language.grammar.relative import LAST, LEADING, NEXT, PARTS, THIS
from servanda.language.grammar.tokens import Words

_TOLD = {"following": 1, "previous": -1, "preceding": -1}  # behind "the": counted from the day named last


def weekday(words: Words, index: int) -> Form | None:
    """One weekday with what leads or follows it; days inside names ("Bloody Sunday") are left alone."""
    article = words.lowers[index] == "the" and words.lowers[index + 1] in _TOLD
    lead_at = index + 1 if article else index
    lead = words.lowers[lead_at] if words.lowers[lead_at] in LEADING else ""
    at = lead_at + 1 if lead else lead_at
    number = lexicon("weekdays").get(words.lowers[at])
    if number is None or not words.texts[at][0].isupper() or words.lowers[at - 1] in listed("traps", "weekday_before"):
        return None
    if words.texts[at + 1][:1].isupper() and words.lowers[at + 1] in listed("traps", "weekday_after"):
        return None
    if article:
        return Form(index, at + 1, lambda clock: _beside(clock, number, _TOLD[lead]))
    end = at + 2 if words.lowers[at + 1] in PARTS else at + 1
    weeks = _week_behind(words, end) if not lead else None
    if weeks:
        return Form(index, weeks[1], lambda clock: _of_week(clock, number, weeks[0]))
    return Form(index, end, lambda clock: _weekday(clock, number, lead))


def _week_behind(words: Words, index: int) -> tuple[int, int] | None:
    """Which week stands behind a weekday ("of last week", "next week"), in weeks from now, and the index behind it."""
    at = index + 1 if words.lowers[index] == "of" else index
    lead = words.lowers[at]
    if words.lowers[at + 1] != "week" or lead not in LEADING:
        return None
    return (-1 if lead in LAST else 1 if lead in NEXT else 0), at + 2


def _of_week(clock: Clock, number: int, weeks: int) -> Period:
    monday = calendar.week_period(clock.now, weeks).first if clock.now else None
    return calendar.day_period(calendar.shift_days(monday, number)) if monday else calendar.UNRESOLVED


def _beside(clock: Clock, number: int, sign: int) -> Period:
    """The first such weekday after or before the day named last."""
    if clock.told is None:
        return calendar.UNRESOLVED
    days = sign * ((sign * (number - clock.told.weekday())) % 7 or 7)
    return calendar.day_period(calendar.shift_days(clock.told, days))


def _weekday(clock: Clock, number: int, lead: str) -> Period:
    now = clock.stage
    if now is None:
        return calendar.UNRESOLVED
    back = (now.weekday() - number) % 7
    if lead in LAST:
        days = -(back or 7)
    elif lead in NEXT:
        days = 7 - back
    elif lead in THIS or clock.ahead:
        days = -back % 7
    else:
        days = -back
    return calendar.day_period(calendar.shift_days(now, days))
