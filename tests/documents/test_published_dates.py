"""Dates beside texts: read when they mean one day, passed over when incomplete, refused when unreadable or ambiguous."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.documents.dates import date_in_address, near, read_published, whole_date
from servanda.documents.making import make_document
from servanda.documents.markdown import take_markdown
from servanda.documents.plain import take_opening
from servanda.errors import InputError


@pytest.mark.parametrize(
    "written",
    [
        "2023-12-08", "2023/12/08", "2023.12.08", "20231208", "20231208T101500Z", "2023-12-08T23:59:00+04:00", "2023-12-08 10:00:00.000",
        "8 December 2023", "08 Dec 2023", "8th of December 2023", "December 8, 2023", "Dec. 8 2023", "Dec 8th, 2023", "Friday, 8 December 2023",
        "Fri, 08 Dec 2023 10:00:00 GMT", "Fri, 8 Dec 2023 10:00:00 +0400", "Fri Dec 8 10:00:00 UTC 2023", "8-Dec-2023", "08.12.2023",
        "December 8, 2023 at 10:15 am", "DECEMBER 8, 2023", "1702000000", "1702000000000", "1702031250607", "(December 8, 2023)",
    ],
)  # fmt: skip
def test_one_day_in_many_forms(written: str) -> None:
    assert read_published(written) == "2023-12-08"


@pytest.mark.parametrize("written", ["31/12/2023", "12/31/2023", "31-12-2023"])
def test_slashed_dates_that_can_only_mean_one_day(written: str) -> None:
    assert read_published(written) == "2023-12-31"


def test_a_date_with_equal_day_and_month_is_not_ambiguous() -> None:
    assert read_published("05/05/2023") == "2023-05-05"


@pytest.mark.parametrize("written", [None, "", "  ", "null", "NaN", "2023", "2023-12", "December 2023", "Fri, 01 Ap", "Sat, 22 Ma", "Tue, 3 De", "8 December"])
def test_missing_or_incomplete_is_no_date(written: str | None) -> None:
    assert read_published(written) is None


@pytest.mark.parametrize("written", ["yesterday", "2023-13-40", "30 February 2023", "soon", "12:30", "the 8th", "8 Brumaire 2023", "x" * 5000])
def test_unreadable_dates_are_refused_with_their_words(written: str) -> None:
    with pytest.raises(InputError, match="could not be read") as caught:
        read_published(written)
    assert written[:20] in caught.value.what
    assert "YYYY-MM-DD" in caught.value.mend


def test_ambiguous_dates_are_refused_with_both_readings() -> None:
    with pytest.raises(InputError, match="2023-03-04 or 2023-04-03"):
        read_published("03/04/2023")


@given(st.dates(min_value=datetime.date(1000, 1, 1), max_value=datetime.date(2999, 12, 31)))
def test_every_day_survives_the_usual_spellings(day: datetime.date) -> None:
    for written in (day.isoformat(), f"{day.day} {day:%B} {day.year}", f"{day:%b} {day.day}, {day.year}", f"{day:%a, %d %b} {day.year} 00:00:00 GMT"):
        assert whole_date(written) == day.isoformat()


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        day = read_published(text)
    except InputError:
        return
    assert day is None or datetime.date.fromisoformat(day)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/2023/12/08/talks", "2023-12-08"), ("https://example.org/news/2023-12-08-talks.html", "2023-12-08"),
        ("https://example.org/2023/13/08/talks", None), ("https://example.org/item/20231208", None), (None, None),
    ],
)  # fmt: skip
def test_days_in_addresses(url: str | None, day: str | None) -> None:
    assert date_in_address(url) == day


@pytest.mark.parametrize(
    ("month", "day", "published", "expected"),
    [
        (12, 8, "2023-12-08", "2023-12-08"), (12, 31, "2024-01-02", "2023-12-31"), (1, 1, "2023-12-31", "2024-01-01"), (12, 9, "2023-12-08", "2023-12-09"),
        (2, 29, "2023-03-01", "2020-02-29"), (2, 30, "2023-03-01", None), (12, 8, None, None), (12, 31, "9999-12-31", "9999-12-31"),
    ],
)  # fmt: skip
def test_the_year_of_a_dateline_comes_from_publication(month: int, day: int, published: str | None, expected: str | None) -> None:
    assert near(month, day, published) == expected


@pytest.mark.parametrize(
    ("line", "outlet", "day"),
    [
        ("The Standard Courier, 4 June 2024", "The Standard Courier", "2024-06-04"),
        ("3 September 2024 | Horn Dispatch", "Horn Dispatch", "2024-09-03"),
        ("Source: Radio Coast - June 4, 2024", "Radio Coast", "2024-06-04"),
        ("Reuters · 2024-06-04", "Reuters", "2024-06-04"),
    ],
)
def test_a_line_under_the_headline_names_outlet_and_day(line: str, outlet: str, day: str) -> None:
    text, parts = take_opening(f"Talks resume\n{line}\n\nThe delegations met.")
    assert (text, parts) == ("The delegations met.", {"title": "Talks resume", "outlet": outlet, "published": day})
    marked, named = take_markdown(f"# Talks resume\n\n*{line}*\n\nThe delegations met.")
    assert (marked, named) == (text, parts)


@pytest.mark.parametrize("line", ["The envoy, 4 June 2024, was absent", "The Daily Star of 4 June 2024", "Ministry of Radio, 4 June 2024", ", 4 June 2024"])
def test_other_lines_with_a_day_name_no_outlet(line: str) -> None:
    assert "outlet" not in take_opening(f"{line}\n\nThe delegations met.")[1]


def test_place_and_day_on_a_line_of_their_own_are_a_dateline_and_no_headline() -> None:
    text, parts = take_opening("Joint statement\n\nGeneva, 8 December 2023\n\nThe delegations met on Monday.")
    document = make_document(text, **parts)  # type: ignore[arg-type]
    assert (document.title, document.published, document.dateline and document.dateline.place) == ("Joint statement", "2023-12-08", "Geneva")
