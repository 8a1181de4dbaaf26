"""Periods: ISO weeks over year boundaries, months, days; what is none is refused with the mend."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.errors import InputError
from servanda.views.briefing.periods import Period, between, month, week, week_of


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023-W50", "2023-12-11", "2023-12-17"),
        ("2020-W53", "2020-12-28", "2021-01-03"),
        ("2021-W01", "2021-01-04", "2021-01-10"),
        ("2020-W01", "2019-12-30", "2020-01-05"),
        ("2024-W09", "2024-02-26", "2024-03-03"),
    ],
)
def test_weeks_are_those_of_iso_8601_whatever_year_their_days_lie_in(text: str, first: str, last: str) -> None:
    found = week(text)
    assert (found.first, found.last, found.name) == (first, last, f"week {text}")


@given(st.dates(dt.date(3, 1, 1), dt.date(9997, 12, 31)))
def test_the_week_of_a_day_holds_the_day_and_the_next_one_follows_it(day: dt.date) -> None:
    found = week_of(day.isoformat())
    assert found.first <= day.isoformat() <= found.last
    assert week_of(found.next_first) == week(week_of(found.next_first).name.removeprefix("week "))
    assert week_of(found.next_first).last == found.next_last
    assert week_of(found.before).last == found.before


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("2023-W53", "2023-W01 to 2023-W52"),
        ("2020-W54", "2020-W01 to 2020-W53"),
        ("2023-W00", "2023-W01 to 2023-W52"),
        ("2023-50", "like 2023-W50"),
        ("2023W50", "like 2023-W50"),
        ("2023-W5", "like 2023-W50"),
        ("２０２３-W50", "like 2023-W50"),
        ("last week", "like 2023-W50"),
        ("", "like 2023-W50"),
        ("9999-W52", "from 0002 to 9998"),
        ("0000-W01", "from 0002 to 9998"),
    ],
)
def test_what_is_no_week_is_refused_with_the_mend(text: str, mend: str) -> None:
    with pytest.raises(InputError, match=mend):
        week(text)


def test_months_and_days() -> None:
    assert month("2024-01") == Period("month 2024-01", "2024-01-01", "2024-01-31", "2024-02-01", "2024-02-29")
    assert month("2023-12") == Period("month 2023-12", "2023-12-01", "2023-12-31", "2024-01-01", "2024-01-31")
    assert between("2023-12-30", "2024-01-02") == Period("2023-12-30 to 2024-01-02", "2023-12-30", "2024-01-02", "2024-01-03", "2024-01-06")
    assert between("2024-03-01", "2024-03-01").before == "2024-02-29"
    for call in (lambda: month("2023-13"), lambda: month("2023-1"), lambda: between("2024-01-02", "2024-01-01"), lambda: between("2024-01-01", "9999-12-31")):
        with pytest.raises(InputError):
            call()
