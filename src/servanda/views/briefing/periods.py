"""Periods of whole days: an ISO week, a month, or from one day to another, and the period that follows each."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from servanda.errors import InputError

WEEK = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)
MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
LAST_YEAR = 9998  # of a period, so that the one that follows it has days too


@dataclass(frozen=True)
class Period:
    """`first` and `last` are ISO days, both inclusive; so are the days of the period that follows, `next_first` to `next_last`."""

    name: str
    first: str
    last: str
    next_first: str
    next_last: str

    @property
    def before(self) -> str:
        """The day before the period."""
        return _moved(self.first, -1)


def week(text: str) -> Period:
    """An ISO 8601 week, Monday to Sunday. Week 1 holds the year's first Thursday, so the days of a week may lie in the year before or after.

    Raises:
        InputError: if there is no such week.
    """
    match = WEEK.fullmatch(text)
    if match is None:
        raise InputError(f"{text[:40]!r} is not a week", where="--week", mend="Write the ISO year and week like 2023-W50")
    year, number = _year(match[1], text, "--week"), int(match[2])
    weeks = dt.date(year, 12, 28).isocalendar().week  # 28 December lies in the last week of its year
    if not 1 <= number <= weeks:
        raise InputError(f"{text!r} is not a week", where="--week", mend=f"The ISO year {match[1]} has weeks {match[1]}-W01 to {match[1]}-W{weeks}")
    monday = dt.date.fromisocalendar(year, number, 1)
    return _of_days(f"week {text}", monday, monday + dt.timedelta(6))


def month(text: str) -> Period:
    """A calendar month, followed by the next.

    Raises:
        InputError: if there is no such month.
    """
    match = MONTH.fullmatch(text)
    if match is None or not 1 <= int(match[2]) <= 12:
        raise InputError(f"{text[:40]!r} is not a month", where="--month", mend="Write it like 2023-12")
    first = dt.date(_year(match[1], text, "--month"), int(match[2]), 1)
    following = _month_after(first)
    last_of_next = _month_after(following) - dt.timedelta(1)
    return Period(f"month {text}", first.isoformat(), (following - dt.timedelta(1)).isoformat(), following.isoformat(), last_of_next.isoformat())


def between(first: str, last: str) -> Period:
    """From one ISO day to another, both counted; followed by as many days.

    Raises:
        InputError: if the first lies behind the last, or a year is out of range.
    """
    one, other = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    _year(first[:4], first, "--from")
    _year(last[:4], last, "--until")
    if one > other:
        raise InputError(f"{first} lies behind {last}", where="--from", mend="Give the earlier day to --from and the later one to --until")
    return _of_days(f"{first} to {last}", one, other)


def week_of(day: str) -> Period:
    """The ISO week in which a day lies."""
    year, number, _ = dt.date.fromisoformat(day).isocalendar()
    return week(f"{year:04d}-W{number:02d}")


def days_between(one: str, other: str) -> int:
    """How many days lie from one ISO day to another."""
    return (dt.date.fromisoformat(other) - dt.date.fromisoformat(one)).days


def following(day: str) -> str:
    """The day after an ISO day."""
    return _moved(day, 1)


def _of_days(name: str, first: dt.date, last: dt.date) -> Period:
    after = last + dt.timedelta(1)
    return Period(name, first.isoformat(), last.isoformat(), after.isoformat(), (after + (last - first)).isoformat())


def _month_after(first: dt.date) -> dt.date:
    return dt.date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _moved(day: str, days: int) -> str:
    return (dt.date.fromisoformat(day) + dt.timedelta(days)).isoformat()


def _year(digits: str, text: str, where: str) -> int:
    if not 2 <= int(digits) <= LAST_YEAR:
        raise InputError(f"{text[:40]!r} lies outside the calendar", where=where, mend=f"Years run from 0002 to {LAST_YEAR}")
    return int(digits)
