"""Times told from another time: "yesterday", "last week", "two days ago", "the following day", "this September"."""

from __future__ import annotations

import datetime as dt

from servanda.language.grammar import calendar
from servanda.language.grammar.calendar import Period
from servanda.language.grammar.clock import Clock, Form, lexicon
from servanda.language.grammar.dates import month_at
from servanda.language.grammar.numbers import read_number
from servanda.language.grammar.tokens import DASHES, Words

LAST = frozenset({"last", "past", "previous", "preceding"})
NEXT = frozenset({"next", "coming", "following", "upcoming", "forthcoming"})
THIS = frozenset({"this", "current"})
THAT = frozenset({"that", "same"})
PARTS = frozenset({"morning", "afternoon", "evening", "night"})
_FIXED = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_FIXED_PHRASES = {"the": ((("the", "day", "before", "yesterday"), -2), (("the", "day", "after", "tomorrow"), 2)), "last": ((("last", "night"), -1),)}
_BESIDE = ((("the", "day", "before"), -1), (("the", "day", "after"), 1), (("the", "day", "following"), 1), (("the", "next", "morning"), 1))
ENDING = frozenset({"year", "month", "week"})  # units of "year's end"
_AROUND = LAST | NEXT
LEADING = LAST | NEXT | THIS
_POINTING = LEADING | THAT
LEADS = _POINTING | frozenset(_FIXED)  # words that open a form of this module
_LONGEST = 100_000  # units; more is no time but a count


def fixed_word(words: Words, index: int) -> Form | None:
    """ "today", "yesterday", "the day before yesterday", "this morning", "last night"."""
    lower = words.lowers[index]
    for phrase, days in _FIXED_PHRASES.get(lower, ()):
        end = words.phrase(index, phrase)
        if end > index:
            return _from_now(index, end, days)
    if lower in _FIXED:
        return _from_now(index, index + 2 if words.lowers[index + 1] in PARTS else index + 1, _FIXED[lower])
    if lower == "overnight" and not _leads_noun(words, index):
        return Form(index, index + 1, _overnight)
    if lower == "this" and words.lowers[index + 1] in PARTS:
        return _from_now(index, index + 2, 0)
    return None


def _leads_noun(words: Words, index: int) -> bool:
    """ "an overnight curfew": an article before it."""
    return words.lowers[index - 1] in {"a", "an", "the", "its", "their"}


def _overnight(clock: Clock) -> Period:
    """The night that ends on the day of publication; where the clause looks ahead, the one that begins on it."""
    other = calendar.shift_days(clock.now, 1 if clock.ahead else -1) if clock.now else None
    return Period(min(clock.now, other), max(clock.now, other), "range") if clock.now and other else calendar.UNRESOLVED


def _from_now(first: int, last: int, days: int) -> Form:
    return Form(first, last, lambda clock: calendar.day_period(calendar.shift_days(clock.now, days) if clock.now else None))


def deictic(words: Words, index: int) -> Form | None:
    """ "last week", "this year", "earlier this month", "the following day", "that same year", "the next month"."""
    at = words.phrase(index, ("earlier",), ("later",), ("late",), ("early",))
    modifier = words.lowers[index] if at > index else ""
    article = at
    at = at + 1 if words.lowers[at] == "the" else at
    said = article if at > article else index
    lead = words.lowers[at]
    if lead not in _POINTING:
        return None
    at += 1
    if lead == "that" and words.lowers[at] == "same":
        at += 1
    unit = lexicon("units").get(words.lowers[at]) if not words.lowers[at].endswith("s") else None
    if words.lowers[at] in PARTS and (lead in THAT or (article != at - 1 and lead in _AROUND)):
        unit = "day"  # "that evening", "the previous night"
    if unit in {None, "hour"} or (words.texts[at + 1] in DASHES and words.joined(at) and words.joined(at + 1)):
        return None
    told = said != index or lead in {"following", "preceding"} or (article != at - 1 and words.lowers[article] == "the")
    return Form(index, at + 1, lambda clock: _deictic(clock, lead, unit, told), None, modifier)


def _deictic(clock: Clock, lead: str, unit: str, told: bool) -> Period:
    """`told` marks the narrator's forms with an article ("the next day"), which follow the time named last."""
    base = clock.topic if lead in THAT or told or (clock.chronicle and lead in _AROUND) else clock.now
    if unit == "day" and (lead in THAT or told) and clock.last_day is not None:
        base = clock.last_day
    if unit == "weekend" and lead == "this":
        return _weekend(clock)
    if told and unit != "day" and lead in {"past", "last", "next", "coming"} and not clock.chronicle:
        base = clock.now
    if base is None:
        return calendar.UNRESOLVED
    step = -1 if lead in LAST else 1 if lead in NEXT else 0
    if lead == "past" and unit != "day":
        return Period(calendar.shift(unit, base, -1), base, "range")
    if unit == "quarter":
        base = calendar.unit_period("quarter", base).first or base
    moved = calendar.shift(unit, base, step)
    return calendar.unit_period(unit, moved) if moved else calendar.UNRESOLVED


def _weekend(clock: Clock) -> Period:
    """ "This weekend": the one at hand or to come from Thursday on or where the clause looks ahead, else the one just past."""
    now = clock.now
    if now is None:
        return calendar.UNRESOLVED
    coming = clock.ahead or now.weekday() >= 3
    moved = now if coming else calendar.shift_days(now, -7)
    return calendar.unit_period("weekend", moved) if moved else calendar.UNRESOLVED


def then(words: Words, index: int) -> Form | None:
    """ "at the time", "at that time": the time named last."""
    end = words.phrase(index, ("the", "time"), ("that", "time"))
    if end == index or words.lowers[index - 1] != "at" or words.lowers[end] in {"of", "when", "the", "a"}:
        return None
    return Form(index, end, lambda clock: clock.last or calendar.UNRESOLVED)


def the_weekend(words: Words, index: int) -> Form | None:
    """ "over the weekend", "at the weekend": the latest one that has begun, where the clause looks ahead the one to come."""
    if words.phrase(index, ("the", "weekend")) == index or words.lowers[index - 1] not in {"over", "at", "during", "on"} or words.lowers[index + 2] == "of":
        return None
    return Form(index, index + 2, _past_weekend)


def _past_weekend(clock: Clock) -> Period:
    now = clock.now
    begun = now is not None and (clock.ahead or now.weekday() >= 5)
    moved = now if begun or now is None else calendar.shift_days(now, -7)
    return calendar.unit_period("weekend", moved) if moved else calendar.UNRESOLVED


def month_or_season(words: Words, index: int) -> Form | None:
    """ "last July", "this September", "next spring", "that summer"."""
    lead, at = words.lowers[index], index + 1
    if (lead not in LEADING and lead != "that") or lead == "past":
        return None
    month = month_at(words, at, short=False)
    season = lexicon("seasons").get(words.lowers[at])
    if month and not words.texts[month[1]].isdigit():
        return Form(index, month[1], lambda clock: _led(clock, lead, month[0], 1))
    return Form(index, at + 1, lambda clock: _led(clock, lead, season, 3)) if season else None


def _led(clock: Clock, lead: str, month: int, length: int) -> Period:
    base = clock.topic if lead == "that" or clock.chronicle else clock.now
    if base is None:
        return calendar.UNRESOLVED
    year = base.year - (month == 12 and length == 3 and base.month <= 2)  # the winter that began last December
    if lead in LAST and month == 12 and length == 3 and base.month <= 2:
        year -= 1
    elif lead in LAST:
        year -= month + length - 1 >= base.month
    elif lead in NEXT:
        year += month <= base.month
    return calendar.month_period(year, month) if length == 1 else calendar.months_period(year, month, length)


def behind_date(words: Words, form: Form) -> Form:
    """Lengthen a date or month that has no year by "last year", "this year", "next year", "of that year"."""
    if form.partial is None or form.partial.year is not None or form.partial.month is None:
        return form
    at = form.last + 1 if words.lowers[form.last] in {"of", ","} else form.last
    at = at + 1 if words.lowers[at] == "the" else at
    lead = words.lowers[at]
    more = 2 if lead == "that" and words.lowers[at + 1] == "same" else 1
    if lead not in _POINTING or words.lowers[at + more] != "year":
        return form
    partial, last_partial = form.partial, form.last_partial

    def solve(clock: Clock) -> Period:
        base = clock.topic if lead in THAT or lead == "following" else clock.now
        if base is None:
            return calendar.UNRESOLVED
        year = base.year + (-1 if lead in LAST else 1 if lead in NEXT else 0)
        first = clock.resolve(partial._replace(year=year))
        last = clock.resolve(last_partial._replace(year=year)) if last_partial else first
        return Period(first.first, last.last, "range" if last_partial else first.precision)

    return Form(form.first, at + more + 1, solve)


def counted(words: Words, index: int) -> Form | None:
    """ "two days ago", "three weeks earlier", "a year later", "ten days on", "ten days from now", "the last two years"."""
    at = index + 1 if words.lowers[index] == "the" else index
    lead = words.lowers[at] if words.lowers[at] in _AROUND else ""
    number = read_number(words, at + 1 if lead else at)
    if number is None and not lead and words.lowers[at] in {"a", "an"}:
        number = at + 1, 1.0
    if number is None or number[1] != int(number[1]) or not 0 < number[1] <= _LONGEST:
        return None
    unit = lexicon("units").get(words.lowers[number[0]])
    if unit is None:
        return None
    count, behind = int(number[1]), number[0] + 1
    if lead:
        sign = -1 if lead in LAST else 1
        return Form(index, behind, lambda clock: _stretch(clock, unit, sign * count))
    if words.lowers[behind] == "ago":
        return Form(index, behind + 1, lambda clock: _moved(clock.now, unit, -count))
    if words.lowers[behind] == "from" and words.lowers[behind + 1] == "now":
        return Form(index, behind + 2, lambda clock: _moved(clock.now, unit, count))
    on = words.lowers[behind] == "on" and words.kinds[behind + 1] == "mark"  # "ten days on, nothing has moved"
    if on or (words.lowers[behind] in {"earlier", "previously", "later", "afterwards", "afterward"} and words.lowers[behind + 1] != "than"):
        sign = -1 if words.lowers[behind] in {"earlier", "previously"} else 1
        return Form(index, behind + 1, lambda clock: _moved(clock.told if unit in {"day", "hour"} else clock.topic, unit, sign * count))
    return None


def _moved(base: dt.date | None, unit: str, count: int) -> Period:
    """A time so many units away: exact for days and hours, else the week, month or year in which it falls."""
    if base is None:
        return calendar.UNRESOLVED
    if unit == "hour":
        return calendar.day_period(calendar.shift_days(base, int(count / 24)))
    moved = calendar.shift(unit, base, count)
    return calendar.unit_period("year" if unit in {"decade", "century"} else unit, moved) if moved else calendar.UNRESOLVED


def _stretch(clock: Clock, unit: str, count: int) -> Period:
    base = clock.now
    if unit == "hour":
        unit, count = "day", -(-abs(count) // 24) * (1 if count > 0 else -1)
    other = calendar.shift(unit, base, count) if base else None
    if base is None or other is None:
        return calendar.UNRESOLVED
    return Period(min(base, other), max(base, other), "range")


def day_beside(words: Words, index: int) -> Form | None:
    """ "the day before" and "the day after" where no event follows, "a day later" being counted."""
    for phrase, days in _BESIDE if words.lowers[index] == "the" else ():
        end = words.phrase(index, phrase)
        if end > index and (words.kinds[end] == "mark" or phrase[1] == "next"):
            return _beside(index, end, days)
    return None


def _beside(first: int, last: int, days: int) -> Form:
    return Form(first, last, lambda clock: _moved(clock.told, "day", days))


def unit_beside(words: Words, index: int) -> Form | None:
    """ "the year before", "the week after", "the night before" where no event follows."""
    unit = lexicon("units").get(words.lowers[index + 1]) if words.lowers[index] == "the" else None
    if words.lowers[index] == "the" and words.lowers[index + 1] in PARTS and words.lowers[index + 2] == "before":
        unit = "day"
    sign = {"before": -1, "after": 1}.get(words.lowers[index + 2])
    if unit in {None, "hour"} or sign is None or words.lowers[index + 1].endswith("s") or words.kinds[index + 3] != "mark":
        return None
    return Form(index, index + 3, lambda clock: _moved(clock.told if unit == "day" else clock.topic, unit or "day", sign))


def unit_end(words: Words, index: int) -> Form | None:
    """ "year's end", "month's end": the current one, at its end."""
    unit = words.lowers[index]
    marked = unit in ENDING and words.texts[index + 1] in {"'", "’"} and words.lowers[index + 2] == "s"
    if not marked or words.lowers[index + 3] != "end":
        return None
    return Form(index, index + 4, lambda clock: calendar.unit_period(unit, clock.stage) if clock.stage else calendar.UNRESOLVED, None, "end")


def named_unit(words: Words, index: int) -> Form | None:
    """ "the year", "the month" behind "the end of": the current one, in a chronicle the one named last."""
    unit = lexicon("units").get(words.lowers[index + 1])
    if words.lowers[index] != "the" or unit in {None, "day"} or words.lowers[index + 1].endswith("s") or words.lowers[index + 2] == "of":
        return None
    return Form(index, index + 2, lambda clock: calendar.unit_period(unit, clock.stage) if clock.stage and unit else calendar.UNRESOLVED)
