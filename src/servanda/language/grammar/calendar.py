"""Days, months and other spans of the calendar, both ends inclusive."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import NamedTuple

from servanda.records import Precision


class Period(NamedTuple):
    """A span of days with its precision. `first` is None where the words name a time that cannot be resolved."""

    first: dt.date | None
    last: dt.date | None
    precision: Precision


UNRESOLVED = Period(None, None, "unknown")


def valid_day(year: int, month: int, day: int) -> dt.date | None:
    """The day, or None if the calendar has no such day."""
    if not (1 <= year <= 9998 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return dt.date(year, month, day)


def shift_days(day: dt.date, days: int) -> dt.date | None:
    """The day so many days later, None beyond the calendar's years."""
    ordinal = day.toordinal() + days
    return dt.date.fromordinal(ordinal) if 1 <= ordinal <= dt.date(9998, 12, 31).toordinal() else None


def shift_months(day: dt.date, months: int) -> dt.date | None:
    """The same day so many months later; the last of the month where that day does not exist (31 January + 1 = 28 February)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9998:
        return None
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def day_period(day: dt.date | None) -> Period:
    """One day."""
    return Period(day, day, "day") if day else UNRESOLVED


def month_period(year: int, month: int) -> Period:
    """One calendar month; month numbers outside 1 to 12 run on into the neighbouring years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if not 1 <= year <= 9998:
        return UNRESOLVED
    return Period(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]), "month")


def months_period(year: int, month: int, length: int) -> Period:
    """Several calendar months as a range, from month number `month` of `year`."""
    first, last = month_period(year, month), month_period(year, month + length - 1)
    return Period(first.first, last.last, "range") if first.first and last.last else UNRESOLVED


def year_period(year: int) -> Period:
    """One calendar year."""
    return Period(dt.date(year, 1, 1), dt.date(year, 12, 31), "year") if 1 <= year <= 9998 else UNRESOLVED


def years_period(first: int, last: int) -> Period:
    """Several calendar years as a range."""
    return Period(dt.date(first, 1, 1), dt.date(last, 12, 31), "range") if 1 <= first <= last <= 9998 else UNRESOLVED


def week_period(day: dt.date, weeks: int = 0) -> Period:
    """The week (Monday to Sunday, ISO 8601) of a day, or one so many weeks later."""
    monday = shift_days(day, 7 * weeks - day.weekday())
    sunday = shift_days(monday, 6) if monday else None
    return Period(monday, sunday, "range") if sunday else UNRESOLVED


def shift(period_unit: str, day: dt.date, count: int) -> dt.date | None:
    """A day moved by so many days, weeks, months, quarters, years, decades or centuries."""
    if period_unit in _DAYS:
        return shift_days(day, count * _DAYS[period_unit])
    return shift_months(day, count * _MONTHS[period_unit])


_DAYS = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def unit_period(unit: str, day: dt.date) -> Period:
    """The day, week, weekend, month, quarter, year, decade or century in which a day lies."""
    if unit == "day":
        return day_period(day)
    if unit == "weekend":
        week = week_period(day)
        return Period(shift_days(week.last, -1) if week.last else None, week.last, "range")
    if unit in {"week", "fortnight"}:
        return week_period(day)
    if unit == "month":
        return month_period(day.year, day.month)
    if unit == "quarter":
        return months_period(day.year, (day.month - 1) // 3 * 3 + 1, 3)
    if unit == "year":
        return year_period(day.year)
    span = 10 if unit == "decade" else 100
    start = day.year - day.year % span + (1 if span == 100 else 0)
    return years_period(max(start, 1), start + span - 1)
