"""Times in news English: spans, days, precision, and words that only look like times."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from servanda.language.times import find_times

PUBLISHED = dt.date(2023, 12, 8)  # a Friday


def one(text: str, published: dt.date | None = PUBLISHED) -> tuple[str, str | None, str | None, str]:
    found = find_times(text, published)
    assert len(found) == 1, found
    hit = found[0]
    assert hit.start is not None
    assert text[hit.start : hit.end] == hit.text
    return hit.text, hit.first, hit.last, hit.precision


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("signed on December 7, 2023, in Baku", "December 7, 2023", "2023-12-07"),
        ("the statement of 7 December", "7 December", "2023-12-07"),
        ("after the Dec. 7 talks", "Dec. 7", "2023-12-07"),
        ("on the 20th of June, 2021", "the 20th of June, 2021", "2021-06-20"),
        ("stamped 2022-08-26.", "2022-08-26", "2022-08-26"),
        ("opened on Friday, 26 August 2022", "Friday, 26 August 2022", "2022-08-26"),
        ("from Monday, September 17, 2012, onwards", "Monday, September 17, 2012", "2012-09-17"),
        ("they spoke on Thursday", "Thursday", "2023-12-07"),
        ("they spoke on Friday", "Friday", "2023-12-08"),
        ("they speak next Thursday", "next Thursday", "2023-12-14"),
        ("they spoke last Thursday", "last Thursday", "2023-12-07"),
        ("talks will resume on Monday", "Monday", "2023-12-11"),
        ("He said on Monday the talks would go on", "Monday", "2023-12-04"),
        ("he left yesterday", "yesterday", "2023-12-07"),
        ("he leaves tomorrow", "tomorrow", "2023-12-09"),
        ("he left two days ago", "two days ago", "2023-12-06"),
        ("on May 27 they met", "May 27", "2023-05-27"),
        ("on September 27 last year", "September 27 last year", "2022-09-27"),
        ("they have until June 1", "June 1", "2024-06-01"),
    ],
)
def test_days(text: str, words: str, day: str) -> None:
    assert one(text) == (words, day, day, "day")


@pytest.mark.parametrize(
    ("text", "words", "first", "last", "precision"),
    [
        ("in November", "November", "2023-11-01", "2023-11-30", "month"),
        ("in December", "December", "2023-12-01", "2023-12-31", "month"),
        ("by November", "November", "2024-11-01", "2024-11-30", "month"),
        ("this September", "this September", "2023-09-01", "2023-09-30", "month"),
        ("last December", "last December", "2022-12-01", "2022-12-31", "month"),
        ("next May", "next May", "2024-05-01", "2024-05-31", "month"),
        ("in March this year", "March this year", "2023-03-01", "2023-03-31", "month"),
        ("in early March", "early March", "2023-03-01", "2023-03-31", "month"),
        ("last month", "last month", "2023-11-01", "2023-11-30", "month"),
        ("earlier this month", "earlier this month", "2023-12-01", "2023-12-31", "month"),
        ("the end of June 2020", "the end of June 2020", "2020-06-01", "2020-06-30", "month"),
        ("in 1994", "1994", "1994-01-01", "1994-12-31", "year"),
        ("under the 2014 accord", "2014", "2014-01-01", "2014-12-31", "year"),
        ("by 2030", "2030", "2030-01-01", "2030-12-31", "year"),
        ("since mid-2019", "mid-2019", "2019-01-01", "2019-12-31", "year"),
        ("in late 2020", "late 2020", "2020-01-01", "2020-12-31", "year"),
        ("last year", "last year", "2022-01-01", "2022-12-31", "year"),
        ("last week", "last week", "2023-11-27", "2023-12-03", "range"),
        ("this week", "this week", "2023-12-04", "2023-12-10", "range"),
        ("three weeks earlier", "three weeks earlier", "2023-11-13", "2023-11-19", "range"),
        ("the third quarter", "the third quarter", "2023-07-01", "2023-09-30", "range"),
        ("in the first half of 2022", "the first half of 2022", "2022-01-01", "2022-06-30", "range"),
        ("Q3 2021 figures", "Q3 2021", "2021-07-01", "2021-09-30", "range"),
        ("in spring 2022", "spring 2022", "2022-03-01", "2022-05-31", "range"),
        ("in winter 2022", "winter 2022", "2022-12-01", "2023-02-28", "range"),
        ("in the 1990s", "the 1990s", "1990-01-01", "1999-12-31", "range"),
        ("between 2020 and 2023", "2020 and 2023", "2020-01-01", "2023-12-31", "range"),
        ("from 7 to 12 November", "7 to 12 November", "2023-11-07", "2023-11-12", "range"),
        ("on the night of 8 to 9 December", "8 to 9 December", "2023-12-08", "2023-12-09", "range"),
        ("the 28 February-1 March 2021 talks", "28 February-1 March 2021", "2021-02-28", "2021-03-01", "range"),
        ("between April and June 2020", "April and June 2020", "2020-04-01", "2020-06-30", "range"),
        ("the war of 1939-45", "1939-45", "1939-01-01", "1945-12-31", "range"),
        ("June 29 through July 5, 2022", "June 29 through July 5, 2022", "2022-06-29", "2022-07-05", "range"),
        ("over the past two weeks", "the past two weeks", "2023-11-24", "2023-12-08", "range"),
        ("in the 19th century", "the 19th century", "1801-01-01", "1900-12-31", "range"),
    ],
)
def test_longer_times(text: str, words: str, first: str, last: str, precision: str) -> None:
    assert one(text) == (words, first, last, precision)


@pytest.mark.parametrize(
    "text",
    [
        "They may go, and troops may march on for a second.",
        "Theresa May said the second may follow.",
        "the Sunday Times and Bloody Sunday",
        "Resolution 1970 and Article 2019",
        "1500 soldiers and 2,000 people",
        "COP29, 9M729, SS-20 and flight 1944",
        "$1990 and 2014 tonnes",
        "in the fall of the town",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert find_times(text, PUBLISHED) == []


def test_times_told_from_the_one_before() -> None:
    found = find_times("They met on 5 May 2021. The following day they signed, and three weeks later left. That year was hard.", PUBLISHED)
    assert [(hit.first, hit.precision) for hit in found] == [("2021-05-05", "day"), ("2021-05-06", "day"), ("2021-05-24", "range"), ("2021-01-01", "year")]


def test_bare_dates_follow_publication_in_news_and_the_story_in_a_chronicle() -> None:
    news = find_times("The accord of 9 November 2020 ended the war. On 7 December they met.", PUBLISHED)
    assert news[-1].first == "2023-12-07"
    dates = "On 1 March 1918, 3 March 1918, 5 April 1918, 6 April 1918, 9 May 1918 and 11 May 1918 they fought. "
    chronicle = find_times(dates + "A truce, made public in 1999, came on 4 August.", PUBLISHED)
    assert chronicle[-1].first == "1918-08-04"


def test_without_a_publication_day_nothing_is_guessed() -> None:
    assert one("yesterday", None) == ("yesterday", None, None, "unknown")
    found = find_times("On 4 May 2019 they met, on 9 May they parted.", None)
    assert [hit.first for hit in found] == ["2019-05-04", "2019-05-09"]


def test_impossible_and_ancient_days_have_no_value() -> None:
    assert one("on 30 February 2020") == ("30 February 2020", None, None, "unknown")
    assert one("in 218 BC")[1:] == (None, None, "unknown")


def test_the_year_nearest_to_publication() -> None:
    assert one("on 20 December", dt.date(2024, 1, 10))[1] == "2023-12-20"
    assert one("on 10 January", dt.date(2023, 12, 20))[1] == "2024-01-10"


@pytest.mark.parametrize("piece", ["the end of ", "from 1 May to ", "Mon, ", "12 ", "1,234", "May ", "early ", "a ", "two hundred and ", "2020-", "D+"])
def test_hostile_text_stays_linear(piece: str) -> None:
    begin = time.process_time()
    find_times(piece * (60_000 // len(piece)), PUBLISHED)
    assert time.process_time() - begin < 10


def test_times_that_each_may_open_the_next_are_not_looked_through_to_the_first() -> None:
    begin = time.process_time()
    assert len(find_times("at the time " * 8000, PUBLISHED)) == 8000
    assert time.process_time() - begin < 10


@pytest.mark.parametrize("opening", ["the week of ", "the first anniversary of "])
def test_times_within_times_without_end_are_read_from_the_innermost(opening: str) -> None:
    (found,) = find_times(opening * 3000 + "6 May 2023", PUBLISHED)
    assert found.text.endswith("6 May 2023")


def test_raised_figures_are_no_decade() -> None:
    assert find_times("the ²²²0s and the ¹⁹⁹0s", PUBLISHED) == []


def test_the_same_day_is_the_day_named_last_whatever_distance_was_told_in_between() -> None:
    text = "They were freed on Monday, December 4, under a protocol concluded three weeks ago. The same day 60 prisoners left."
    assert [t.first for t in find_times(text, PUBLISHED) if t.text == "The same day"] == ["2023-12-04"]


def test_a_chronicle_follows_its_headings_and_not_what_was_planned() -> None:
    dates = "On 1 March 1918, 3 March 1918, 5 April 1918, 6 April 1918, 9 May 1918 and 11 May 1918 they fought a war planned to end in 1919. "
    found = find_times(dates + "On 4 August they met.\n\n1921: The pact\n\nIn January they signed.", PUBLISHED)
    assert [hit.first for hit in found][-3:] == ["1918-08-04", "1921-01-01", "1921-01-01"]


def test_at_the_time_is_the_time_named_last() -> None:
    found = find_times("The depot was hit on 23 July. Both sides said at the time that they were not to blame.", PUBLISHED)
    assert [(hit.text, hit.first) for hit in found] == [("23 July", "2023-07-23"), ("the time", "2023-07-23")]


def test_a_day_that_just_ends_a_past_clause_may_lie_ahead() -> None:
    assert one("He has been called up for a match on 6 January")[1] == "2024-01-06"


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Only thirty had arrived by the end of September", "2023-09-30"),
        ("He had agreed to pay by the end of September", "2024-09-30"),
        ("They had promised thirty by the end of September", "2024-09-30"),
        ("Thirty will arrive by the end of September", "2024-09-30"),
    ],
)
def test_what_had_been_done_by_a_time_lies_behind_and_what_was_promised_by_it_ahead(text: str, last: str) -> None:
    assert one(text)[2] == last
