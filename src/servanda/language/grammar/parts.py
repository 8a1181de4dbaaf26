"""Parts of years and months: seasons, quarters, halves, "the first three months of 2023", "the last week of May", "the first Sunday in June"."""

from __future__ import annotations

import datetime as dt

from servanda.language.grammar import calendar
from servanda.language.grammar.calendar import Period
from servanda.language.grammar.clock import Clock, Form, Partial, lexicon
from servanda.language.grammar.dates import month_at, short_year_range, year_at, year_behind
from servanda.language.grammar.numbers import ordinal, read_number
from servanda.language.grammar.tokens import Words

_LENGTHS = {"quarter": 3, "half": 6, "trimester": 4}  # months
_LAST = 0  # the rank of "last" and "final"
_MONTHS = {"month": 1, "months": 1, "quarters": 3}
_DAYS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "weekend": 2}


def rank_at(words: Words, index: int) -> int | None:
    """The rank that a word gives: "first" 1, "2nd" 2, "last" 0."""
    lower = words.lowers[index]
    return _LAST if lower in {"last", "final", "closing"} else {"opening": 1, "latter": 2}.get(lower) or ordinal(lower)


def season_form(words: Words, index: int) -> Form | None:
    """ "spring 2022", "the summer of 1943", "autumn of 2020"."""
    at = index + 1 if words.lowers[index] == "the" else index
    month = lexicon("seasons").get(words.lowers[at])
    if month is None:
        return None
    year, end = year_behind(words, at + 1)
    if year:
        end = end + 2 if month == 12 and short_year_range(words, end - 1, year) == year + 1 else end  # "the winter of 2022-23"
        return Form(index, end, lambda _clock: calendar.months_period(year, month, 3))
    before = words.lowers[index - 1]
    bare = at == index and words.lowers[at] != "fall" and before in {"in", "by", "early", "late"}  # "in spring"; "in fall" is said of other things
    told = bare or (at > index and before in {"in", "during", "over", "by", "since", "until", "throughout", "before", "after"})
    if not told or (words.kinds[at + 1] == "word" and words.lowers[at + 1] in {"of", "offensive", "olympics", "games", "season", "break"}):
        return None
    return Form(index, at + 1, lambda clock: _near_season(clock, month))


def _near_season(clock: Clock, month: int) -> Period:
    stage = clock.stage
    return clock.nearest([calendar.months_period(year, month, 3) for year in (stage.year - 1, stage.year, stage.year + 1)]) if stage else calendar.UNRESOLVED


def quarter_form(words: Words, index: int) -> Form | None:
    """ "Q3 2023", "Q3", "H1 2025", "the third quarter of 2023", "the first half of 2022", "the second half of March"."""
    token = words.texts[index]
    if len(token) == 2 and token[0] in "QH" and token[1] in ("1234" if token[0] == "Q" else "12"):
        length = 3 if token[0] == "Q" else 6
        found = year_at(words, index + 2 if words.lowers[index + 1] == "of" else index + 1)
        return _of_year(index, found[1] if found else index + 1, found[0] if found else None, int(token[1]), length)
    at = index + 1 if words.lowers[index] == "the" else index
    rank, length = rank_at(words, at), _LENGTHS.get(words.lowers[at + 1], 0)
    if rank is None or not length or rank > 12 // length or (rank == _LAST and words.lowers[at + 2] not in {"of", "in"}):
        return None
    month = month_at(words, at + 3) if words.lowers[at + 2] == "of" and length == 6 else None
    if month:
        year, end = year_behind(words, month[1])
        return Form(index, end, lambda clock: _half_month(clock.resolve(Partial(year, month[0])), rank or 2))
    year, end = year_behind(words, at + 2)
    if year:
        return _of_year(index, end, year, rank or 12 // length, length)
    for offset, phrase in _YEARS:
        end = words.phrase(at + 2, phrase)
        if end > at + 2:
            return _part_of_year(index, end, offset, (rank - 1) % (12 // length) * length + 1, length)
    if length == 3 and at > index and words.lowers[at + 2] not in {"of", "in", "final", "finals"}:
        return _of_year(index, at + 2, None, rank, length)
    return None


_YEARS = ((-1, ("of", "last", "year")), (0, ("of", "this", "year")), (0, ("of", "the", "year")), (1, ("of", "next", "year")))


def _of_year(start: int, end: int, year: int | None, rank: int, length: int) -> Form:
    first = (rank - 1) * length + 1
    if year is None:
        return Form(start, end, lambda clock: _near(clock, first, length))
    return Form(start, end, lambda _clock: calendar.months_period(year, first, length))


def _part_of_year(start: int, end: int, offset: int, month: int, length: int) -> Form:
    def solve(clock: Clock) -> Period:
        return calendar.months_period(clock.now.year + offset, month, length) if clock.now else calendar.UNRESOLVED

    return Form(start, end, solve)


def _near(clock: Clock, first: int, length: int) -> Period:
    if clock.stage is None:
        return calendar.UNRESOLVED
    found = calendar.months_period(clock.stage.year, first, length)
    if found.first and found.first > clock.stage and not clock.ahead:
        return calendar.months_period(clock.stage.year - 1, first, length)
    if found.last and found.last < clock.stage and clock.ahead:
        return calendar.months_period(clock.stage.year + 1, first, length)
    return found


def _half_month(month: Period, rank: int) -> Period:
    if month.first is None or month.last is None:
        return month
    middle = month.first.replace(day=15)
    return Period(month.first, middle, "range") if rank == 1 else Period(middle.replace(day=16), month.last, "range")


def stretch_of(words: Words, index: int) -> Form | None:
    """ "the first three months of 2023", "the last week of May", "the first ten days of July 2022", "the second weekend of June"."""
    at = index + 1 if words.lowers[index] == "the" else index
    rank = rank_at(words, at)
    if rank is None:
        return None
    number = read_number(words, at + 1)
    unit_at, count = number if number else (at + 1, 1.0)
    unit = words.lowers[unit_at]
    if words.lowers[unit_at + 1] not in {"of", "in"} or count != int(count) or not 1 <= count <= 31 or (number and rank > 1):
        return None
    size = int(count)
    if unit in _MONTHS and (year := year_at(words, unit_at + 2)):
        length = size * _MONTHS[unit]
        first = 13 - length if rank == _LAST else (rank - 1) * length + 1
        fits = first >= 1 and first + length <= 13
        return Form(index, year[1], lambda _clock: calendar.months_period(year[0], first, length)) if fits else None
    month = month_at(words, unit_at + 2)
    if unit not in _DAYS or not month:
        return None
    named, end = year_behind(words, month[1])
    partial = Partial(named, month[0])
    if unit == "weekend":
        return Form(index, end, lambda clock: _weekend(clock.resolve(partial), rank))
    return Form(index, end, lambda clock: _days_of(clock.resolve(partial), rank, size * _DAYS[unit]))


def _days_of(month: Period, rank: int, length: int) -> Period:
    """So many days of a month: the first ones, the last ones, or the `rank`-th run of that length."""
    if month.first is None or month.last is None:
        return month
    begin = calendar.shift_days(month.last, 1 - length) if rank == _LAST else calendar.shift_days(month.first, (rank - 1) * length)
    if begin is None or not month.first <= begin <= month.last:
        return calendar.UNRESOLVED
    end = min(month.last, begin + dt.timedelta(days=length - 1))
    return calendar.day_period(begin) if begin == end else Period(begin, end, "range")


def _weekend(month: Period, rank: int) -> Period:
    saturday = ranked_weekday(month, 5, rank).first
    sunday = calendar.shift_days(saturday, 1) if saturday else None
    return Period(saturday, sunday, "range") if sunday else calendar.UNRESOLVED


def ranked_weekday(month: Period, number: int, rank: int) -> Period:
    """The first, second ... or last weekday of a month ("the first Sunday of June"); rank 0 is the last."""
    if month.first is None or month.last is None:
        return month
    if rank == _LAST:
        return calendar.day_period(calendar.shift_days(month.last, -((month.last.weekday() - number) % 7)))
    day = 1 + (number - month.first.weekday()) % 7 + 7 * (rank - 1)
    return calendar.day_period(calendar.valid_day(month.first.year, month.first.month, day))


def weekday_of_month(words: Words, index: int) -> Form | None:
    """ "the first Sunday of June", "the last Friday in October 2022"."""
    at = index + 1 if words.lowers[index] == "the" else index
    rank, number = rank_at(words, at), lexicon("weekdays").get(words.lowers[at + 1])
    month = month_at(words, at + 3) if words.lowers[at + 2] in {"of", "in"} else None
    if rank is None or number is None or not month or rank > 5:
        return None
    year, end = year_behind(words, month[1])
    return Form(index, end, lambda clock: ranked_weekday(clock.resolve(Partial(year, month[0])), number, rank))


def fiscal_year(words: Words, index: int) -> Form | None:
    """ "FY2024", "FY 2024", "fiscal year 2024", "fiscal 2023-24": the years that name it, since each country begins it on another day."""
    lower = words.lowers[index]
    if lower in {"fy", "fiscal", "financial"}:
        at = index + 2 if words.lowers[index + 1] == "year" else index + 1
        year = year_at(words, at)
        last = short_year_range(words, at, year[0]) if year else None
        if year and last:
            return Form(index, at + 3, lambda _clock: calendar.years_period(year[0], last))
        return Form(index, year[1], lambda _clock: calendar.year_period(year[0])) if year else None
    if lower.startswith("fy") and len(lower) in {4, 6} and lower[2:].isdecimal() and words.texts[index][0] == "F":
        number = int(lower[2:]) + (2000 if len(lower) == 4 else 0)
        return Form(index, index + 1, lambda _clock: calendar.year_period(number))
    return None
