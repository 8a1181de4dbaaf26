"""Days, ISO weeks and months: which period holds a span of days, and which periods follow each other.

Weeks are those of ISO 8601: they begin on Monday and belong to the year of their Thursday, so that 2021-01-03 lies in 2020-W53.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from servanda.records import Record
from servanda.views.analysis.results import By

MONTHS = 12


class Period(Record, frozen=True, order=True):
    """A period by its first and last ISO day, with its name: `2023-12-07`, `2023-W49` or `2023-12`."""

    first: str
    last: str
    name: str


def iso_day(text: str | None) -> str | None:
    """A day as ISO writes it; None for whatever is none. What a ledger calls a day may come from texts."""
    try:
        return datetime.date.fromisoformat(text).isoformat() if text else None
    except ValueError:
        return None


def period_of(day: str, by: By) -> Period:
    """The period in which an ISO day lies."""
    date = datetime.date.fromisoformat(day)
    if by == "day":
        return Period(first=day, last=day, name=day)
    if by == "week":
        year, week, weekday = date.isocalendar()
        monday = date.toordinal() - weekday + 1
        return Period(first=_iso(monday), last=_iso(min(monday + 6, datetime.date.max.toordinal())), name=f"{year}-W{week:02}")
    after = (date.replace(day=28).toordinal() + 4) if date.year < datetime.MAXYEAR or date.month < MONTHS else None
    last = datetime.date.max if after is None else datetime.date.fromordinal(after - datetime.date.fromordinal(after).day)
    return Period(first=date.replace(day=1).isoformat(), last=last.isoformat(), name=day[:7])


def _iso(ordinal: int) -> str:
    return datetime.date.fromordinal(max(ordinal, 1)).isoformat()


def holding(first: str, last: str, by: By) -> Period | None:
    """The period that holds all days from `first` to `last`; None where they reach over its border."""
    period = period_of(first, by)
    return period if period.first <= last <= period.last else None


def periods(first: str, last: str, by: By) -> Iterator[Period]:
    """All periods from the one of `first` to the one of `last`, in order."""
    period = period_of(first, by)
    while period.first <= last:
        yield period
        ordinal = datetime.date.fromisoformat(period.last).toordinal() + 1
        if ordinal > datetime.date.max.toordinal():
            return
        period = period_of(_iso(ordinal), by)
