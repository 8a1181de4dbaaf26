"""Deadlines and terms: kinds, anchors, days, the day-count convention."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from servanda.errors import TableError
from servanda.language.deadlines import find_deadlines, resolve
from servanda.language.grammar.tables import parse_table
from servanda.records import Deadline

PUBLISHED = dt.date(2023, 12, 8)


def one(text: str) -> Deadline:
    found = find_deadlines(text, PUBLISHED)
    assert len(found) == 1, found
    assert text[found[0].start : found[0].end] == found[0].text
    return found[0]


@pytest.mark.parametrize(
    ("text", "anchor", "days", "date"),
    [
        ("to be done within 40 days of signing", "signing", 40, None),
        ("within 40 days of its signing on September 27, 2012, the sides", "signing", 40, "2012-11-06"),
        ("within 14 days of D-Day, March 10", "D-Day", 14, "2023-03-24"),
        ("within 30 days of D-Day (1 December 2016)", "D-Day", 30, "2016-12-31"),
        ("gone within three years of the treaty's entry into force", "entry into force", 1095, None),
        ("not later than five days after the pull-back of tanks", "pull-back of tanks", 5, None),
        ("to be complete at D+14", "D-Day", 14, None),
        ("valid for 120 days from signing", "signing", 120, None),
        ("holds for 13 years from the same date", "same date", 4748, None),
        ("starting on 17 February 2015 and ending within 14 days of that date", "same date", 14, "2015-03-03"),
        ("within ten days of the date of the handover", "handover", 10, None),
        ("will leave thirty days after the Lomé signing of 2 November 2022", "signing", 30, "2022-12-02"),
        ("The deal is valid for three years.", None, 1095, None),
        ("within three months of 14 December 2023", "14 December 2023", 91, "2024-03-14"),
        ("pay within 3 months", None, 90, None),
        ("within a 60-day period", None, 60, None),
        ("within 72 hours of the declaration", "declaration", 3, None),
        ("within 30 days after the date of signature", "signing", 30, None),
        ("within six months of the signing of the accord on 3 May 2020, both", "signing", 184, "2020-11-03"),
        ("within the next 60 days", "now", 60, "2024-02-06"),
        ("He will leave in two weeks", "now", 14, "2023-12-22"),
        ("It will enter into force 30 days after the exchange of letters", "exchange of letters", 30, None),
        ("extended for a further 60 days", None, 60, None),
        ("immediately after the signing, troops", "signing", 0, None),
    ],
)
def test_relative(text: str, anchor: str | None, days: int, date: str | None) -> None:
    found = one(text)
    assert (found.kind, found.anchor, found.days, found.date) == ("relative", anchor, days, date)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("by the end of 2015", "2015-12-31"),
        ("by the end of June", "2024-06-30"),
        ("by the end of the year", "2023-12-31"),
        ("out by April 5", "2024-04-05"),
        ("lasts until 18 March 2023", "2023-03-18"),
        ("runs through 17 July 2023", "2023-07-17"),
        ("no later than Friday", "2023-12-08"),
        ("not later than 30 June 2022", "2022-06-30"),
        ("before 1 May", "2024-04-30"),
        ("before the end of May 2024", "2024-05-31"),
        ("by mid-2019", "2019-06-30"),
        ("by mid-June 2024", "2024-06-15"),
        ("by 2030", "2030-12-31"),
        ("by Monday", "2023-12-11"),
    ],
)
def test_dates(text: str, date: str) -> None:
    found = one(text)
    assert (found.kind, found.date, found.days) == ("date", date, None)


@pytest.mark.parametrize("text", ["He must go immediately.", "at once", "without delay", "as soon as possible", "as a matter of urgency", "an immediate truce"])
def test_at_once(text: str) -> None:
    assert one(text).kind == "immediate"


@pytest.mark.parametrize("text", ["to meet at a date to be agreed", "for an indefinite period", "suspended until further notice"])
def test_open(text: str) -> None:
    assert one(text).kind == "open"


@pytest.mark.parametrize(
    "text",
    [
        "elections in the autumn",
        "jailed for three years",
        "For three years they fought",
        "by 75 votes to none",
        "led by 20 people",
        "within the borders of 1991",
        "within the framework",
        "in the immediate vicinity",
        "He did not immediately reply.",
        "ten days before",
        "on Wednesday through Friday",
        "before yesterday's announcement",
        "prior to the 2011 independence",
    ],
)
def test_what_is_no_deadline(text: str) -> None:
    assert find_deadlines(text, PUBLISHED) == []


def test_two_in_one_sentence() -> None:
    found = find_deadlines("starting no later than one day after the truce and ending within 14 days", PUBLISHED)
    assert [(hit.anchor, hit.days) for hit in found] == [("truce", 1), (None, 14)]


@pytest.mark.parametrize(
    ("text", "words", "days", "date"),
    [
        ("The fort is to be handed over within 60 days. The guns are to go over the same period.", "over the same period", 60, None),
        ("The fort is to be handed over within 60 days, and the loading must begin inside the same 60 days.", "inside the same 60 days", 60, None),
        ("The ferry leaves by 1 March 2024. By the same day the toll ends.", "By the same day", None, "2024-03-01"),
        ("They will open talks on 10 March 2024. They will by the same day free the crew.", "by the same day", None, "2024-03-10"),
    ],
)
def test_a_term_named_again_is_the_one_before(text: str, words: str, days: int | None, date: str | None) -> None:
    last = find_deadlines(text, PUBLISHED)[-1]
    assert (last.text, last.days, last.date) == (words, days, date)


def test_a_day_told_by_what_happens_on_it_is_an_anchor_with_those_words() -> None:
    told = one("They will pull back within 30 days of the day on which a lake patrol takes over from the army.")
    assert (told.anchor, told.days) == ("lake patrol takes over", 30)


def test_resolve_counts_months_by_the_calendar_and_not_the_anchors_own_day() -> None:
    months = resolve(one("within three months of the declaration"), dt.date(2023, 12, 14))
    assert (months.date, months.days) == ("2024-03-14", 91)
    assert resolve(one("within one day of the truce"), dt.date(2024, 2, 28)).date == "2024-02-29"
    years = resolve(one("within three years of its entry into force"), dt.date(1988, 6, 1))
    assert (years.date, years.days) == ("1991-06-01", 1096 - 1)
    assert resolve(one("within a month of signing"), dt.date(2023, 1, 31)).date == "2023-02-28"


def test_resolve_leaves_the_rest_alone() -> None:
    dated = one("by 1 May 2024")
    assert resolve(dated, dt.date(2023, 1, 1)) == dated
    fixed = one("within 40 days of its signing on September 27, 2012, the")
    assert resolve(fixed, dt.date(2020, 1, 1)) == fixed
    far = Deadline(kind="relative", days=40_000_000)
    assert resolve(far, dt.date(2020, 1, 1)) == far


def test_absurd_lengths_are_no_deadlines() -> None:
    assert find_deadlines("within 99999999999 days and within 900000 years", PUBLISHED) == []


def test_a_table_with_an_unknown_key_is_refused_with_its_line() -> None:
    with pytest.raises(TableError, match=r"own\.toml:2.*'clours'"):
        parse_table("own.toml", "open = []\nclours = []\n", frozenset({"open"}))
    with pytest.raises(TableError, match="not valid TOML"):
        parse_table("own.toml", "open = [", frozenset({"open"}))


@pytest.mark.parametrize("piece", ["within 3 days of ", "within ", "by the ", "for a period of ", "not later than ", "D+1 ", "immediately after "])
def test_hostile_text_stays_linear(piece: str) -> None:
    begin = time.perf_counter()
    find_deadlines(piece * (60_000 // len(piece)), PUBLISHED)
    assert time.perf_counter() - begin < 10
