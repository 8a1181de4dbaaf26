"""Feasts and holidays whose day is fixed or can be computed (`[holidays]` of `times.toml`); those told by sighting the moon are left alone."""

from __future__ import annotations

import datetime as dt
from functools import cache

from servanda.language.grammar import calendar
from servanda.language.grammar.calendar import Period
from servanda.language.grammar.clock import Clock, Form, lexicon
from servanda.language.grammar.dates import year_at
from servanda.language.grammar.tokens import Words

_JULIAN = 13  # days from the Julian to the Gregorian calendar, 1900 to 2099


@cache
def _by_first() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Names of holidays by their first word, longest first, with the rule of each."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, rule in lexicon("holidays").items():
        words = tuple(name.replace("'", " ' ").split())
        found.setdefault(words[0], []).append((words, rule))
    return {first: tuple(sorted(group, key=lambda entry: -len(entry[0]))) for first, group in found.items()}


def first_words() -> frozenset[str]:
    """The words with which a holiday's name starts."""
    return frozenset(_by_first())


def holiday(words: Words, index: int) -> Form | None:
    """ "Easter", "Good Friday", "New Year's Eve", "Christmas Day 2022"; inside longer names ("Easter Island") it is none."""
    if not words.texts[index][:1].isupper():
        return None
    for name, rule in _by_first().get(words.lowers[index], ()):
        end = _name_end(words, index, name)
        if end > index:
            return _dated(words, index, end, rule)
    return None


def _dated(words: Words, index: int, end: int, rule: str) -> Form | None:
    year = year_at(words, end + 1 if words.lowers[end] in {"of", ","} else end)
    if year:
        return Form(index, year[1], lambda _clock: calendar.day_period(holiday_of(rule, year[0])))
    if words.texts[end][:1].isupper() and words.kinds[end] == "word":
        return None
    return Form(index, end, lambda clock: _near(clock, rule))


def _name_end(words: Words, index: int, name: tuple[str, ...]) -> int:
    """The index behind a name that stands at a token, whichever apostrophe it is printed with."""
    for offset, word in enumerate(name):
        found = words.lowers[index + offset]
        if found != word and not (word == "'" and found == "’"):
            return index
    return index + len(name)


def holiday_of(rule: str, year: int) -> dt.date | None:
    """The day of a holiday in a year: "12-25", "easter-2" (days from Easter), "orthodox+49". None for years outside the rule."""
    for feast, day_of in (("easter", easter), ("orthodox", orthodox_easter)):
        if rule.startswith(feast):
            return calendar.shift_days(day_of(year), int(rule[len(feast) :] or 0)) if 1900 <= year <= 2099 else None
    month, day = map(int, rule.split("-"))
    return calendar.valid_day(year, month, day)


def easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm, Meeus, Astronomical Algorithms, 1991, chapter 8)."""
    golden, (century, of_century) = year % 19, divmod(year, 100)
    skipped, rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - skipped - moon + 15) % 30
    leaps, last = divmod(of_century, 4)
    weekday = (32 + 2 * rest + 2 * leaps - epact - last) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


def orthodox_easter(year: int) -> dt.date:
    """Easter Sunday of the Julian calendar as a Gregorian day (Meeus, as above)."""
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + weekday + 114, 31)
    return dt.date(year, month, day + 1) + dt.timedelta(days=_JULIAN)


def _near(clock: Clock, rule: str) -> Period:
    middle = clock.middle_year
    if middle is None:
        return calendar.UNRESOLVED
    return clock.nearest([calendar.day_period(holiday_of(rule, year)) for year in (middle - 1, middle, middle + 1) if holiday_of(rule, year)])
