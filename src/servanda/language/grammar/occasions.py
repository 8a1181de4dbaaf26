"""Times that other times name: anniversaries, the week of a day, the 15th of this month, the turn of the year, and what recurs."""

from __future__ import annotations

import datetime as dt

from servanda.language.grammar import calendar
from servanda.language.grammar.calendar import Period
from servanda.language.grammar.clock import Clock, Form, lexicon
from servanda.language.grammar.numbers import ordinal
from servanda.language.grammar.relative import LAST, NEXT, THIS
from servanda.language.grammar.tokens import DASHES, Words

_EACH = frozenset({"every", "each"})
_DAY_OPENERS = frozenset({"on", "by", "until", "till", "before", "from", "through"})
_DAY_ENDS = frozenset({"", "and", "or", "to", "at", "in", "said", "with", "after", "but", "as", "while", "when", "under", "if"})
_DETERMINERS = frozenset({"the", "its", "their", "a", "an"})


def recurring(words: Words, index: int) -> Form | None:
    """ "every Friday", "each month", "on Mondays": kept without days, since it names many."""
    lower, after = words.lowers[index], words.lowers[index + 1]
    if lower in _EACH and (after in lexicon("weekdays") or (after in lexicon("units") and not after.endswith("s"))) and words.lowers[index + 2] != "of":
        return Form(index, index + 2, lambda _clock: calendar.UNRESOLVED)
    if lower.endswith("s") and lower[:-1] in lexicon("weekdays") and words.texts[index][0].isupper():
        return Form(index, index + 1, lambda _clock: calendar.UNRESOLVED)
    return None


def day_of_month(words: Words, index: int) -> Form | None:
    """ "the 15th of this month", "the 3rd of next month"."""
    at = index + 1 if words.lowers[index] == "the" else index
    day = ordinal(words.lowers[at])
    end = words.phrase(at + 1, ("of", "the", "month"), ("of", "this", "month"), ("of", "last", "month"), ("of", "next", "month"))
    if day is None or end == at + 1 or not 1 <= day <= 31:
        return None
    lead = words.lowers[end - 2]
    step = -1 if lead in LAST else 1 if lead in NEXT else 0

    def solve(clock: Clock) -> Period:
        base = clock.now if lead in THIS | LAST | NEXT else clock.topic
        month = calendar.month_period(base.year, base.month + step).first if base else None
        return calendar.day_period(calendar.valid_day(month.year, month.month, day)) if month else calendar.UNRESOLVED

    return Form(index, end, solve)


def bare_day(words: Words, index: int) -> Form | None:
    """ "On the 28th", "by the 3rd": the next such day where the clause looks ahead, else the last."""
    if words.lowers[index] != "the" or words.kinds[index + 1] != "mixed" or words.lowers[index - 1] not in _DAY_OPENERS:
        return None
    day, behind = ordinal(words.lowers[index + 1]), index + 2
    ends = words.kinds[behind] == "mark" or words.lowers[behind] in _DAY_ENDS
    if day is None or not 1 <= day <= 31 or not ends or words.texts[behind] in DASHES:
        return None

    def solve(clock: Clock) -> Period:
        base = clock.now
        if base is None:
            return calendar.UNRESOLVED
        months = [calendar.month_period(base.year, base.month + step).first for step in ((0, 1, 2) if clock.ahead else (0, -1, -2))]
        days = [found for month in months if month and (found := calendar.valid_day(month.year, month.month, day))]
        return calendar.day_period(next((found for found in days if (found >= base if clock.ahead else found <= base)), None))

    return Form(index, behind, solve)


def turn_of_year(words: Words, index: int) -> Form | None:
    """ "the turn of the year": the last of December and the first of January."""
    end = words.phrase(index, ("the", "turn", "of", "the", "year"), ("turn", "of", "the", "year"))
    return Form(index, end, _turn) if end > index else None


def _turn(clock: Clock) -> Period:
    if clock.stage is None:
        return calendar.UNRESOLVED
    found = clock.nearest([calendar.day_period(calendar.valid_day(clock.stage.year + step, 12, 31)) for step in (-2, -1, 0, 1)])
    after = calendar.shift_days(found.last, 1) if found.last else None
    return Period(found.first, after, "range") if after else calendar.UNRESOLVED


def week_opener(words: Words, index: int) -> tuple[int, str] | None:
    """The index behind "the week of", "the month of", "the weekend beginning", with the unit; a date follows."""
    at = index + 1 if words.lowers[index] == "the" else index
    unit = words.lowers[at]
    if at == index or unit not in {"week", "month", "weekend"}:
        return None
    end = words.phrase(at + 1, ("of",), ("beginning",), ("starting",), ("ending",))
    return (end, unit) if end > at + 1 else None


def around(form: Form, index: int, unit: str) -> Form | None:
    """ "the week of 6 November": the week in which a date lies; "the month of May" is May."""
    if form.partial is None or form.partial.month is None or (unit != "month") != (form.partial.day is not None):
        return None
    if unit == "month":
        return form._replace(first=index)

    def solve(clock: Clock) -> Period:
        day = form.solve(clock).first
        return calendar.unit_period(unit, day) if day else calendar.UNRESOLVED

    return Form(index, form.last, solve)


def anniversary_opener(words: Words, index: int) -> tuple[int, int] | None:
    """The index behind "the tenth anniversary of the", and how many years; a date follows."""
    at = index + 1 if words.lowers[index] == "the" else index
    years = ordinal(words.lowers[at])
    if years is None or words.lowers[at + 1] != "anniversary" or words.lowers[at + 2] != "of":
        return None
    return (at + 4 if words.lowers[at + 3] in _DETERMINERS else at + 3), years


def anniversary(form: Form, index: int, years: int) -> Form | None:
    """ "the tenth anniversary of the 7 May 2014 truce": the same day or year, so many years later."""
    if form.partial is None or form.partial.year is None or form.last_partial is not None:
        return None
    year, month, day = form.partial
    shifted = (year or 0) + years

    def solve(_clock: Clock) -> Period:
        if month is None:
            return calendar.year_period(shifted)
        if day is None:
            return calendar.month_period(shifted, month)
        return calendar.day_period(_leap_safe(shifted, month, day))

    return Form(index, form.last, solve)


def _leap_safe(year: int, month: int, day: int) -> dt.date | None:
    """The day in that year; 28 February for the 29th in common years."""
    return calendar.valid_day(year, month, day) or (calendar.valid_day(year, 2, 28) if (month, day) == (2, 29) else None)
