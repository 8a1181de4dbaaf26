"""How reports say that an act was early, late or in time, and the day that the ledger takes from it."""

from __future__ import annotations

import pytest
from story import Story, treaty_story

from servanda.ledger.punctuality import read_punctuality
from servanda.records import Commitment, Deadline


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("The road was reopened a day sooner than it had to be.", -1),
        ("It was opened on Monday, two days ahead of its date.", -2),
        ("The first lorry came through, eight days late.", 8),
        ("They paid with three days to spare.", -3),
        ("They were handed over 25 days after the date by which they were owed.", 25),
        ("The barrier was raised two days before the term ran out.", -2),
        ("It came three weeks late.", 21),
        ("It came a fortnight early.", -14),
    ],
)
def test_spans_before_and_after_what_was_due(sentence: str, days: int) -> None:
    found = read_punctuality(sentence)
    assert found is not None
    assert found.days == days


@pytest.mark.parametrize(
    "sentence",
    ["Two days later they met.", "It came two days before the summit.", "It is owed within ten days.", "He was 900 years late.", "They met for two days."],
)
def test_other_spans_say_nothing_of_punctuality(sentence: str) -> None:
    assert read_punctuality(sentence) is None


def test_in_time_names_no_day() -> None:
    found = read_punctuality("Norland paid on time.")
    assert found is not None
    assert found.days is None


def told(words: str, happened: str = "") -> Commitment:
    """A duty due on 20 January and a report of 25 January in these words."""
    s: Story = treaty_story()
    due = Deadline(kind="date", date="2030-01-20", text="by 20 January")
    s.say("t1", "Norland will hand over 30 rifles", "commissive", "hand over", "NOR", object="30 rifles", number=30, unit="rifle", deadline=due)
    s.document("t2", "2030-01-25", outlet="Outlet")
    s.say("t2", words, "act", "hand over", "NOR", "SWE", object="30 rifles", number=30, unit="rifle", happened=happened)
    (row,) = s.ledger().commitments
    return row


@pytest.mark.parametrize(
    ("words", "happened", "expected"),
    [
        ("Norland handed over 30 rifles two days early", "", ("2030-01-18", "fulfilled")),
        ("Norland handed over 30 rifles two days late", "", ("2030-01-22", "fulfilled_late")),
        ("Norland handed over 30 rifles in time", "", ("2030-01-20", "fulfilled")),
        ("Norland handed over 30 rifles", "", ("2030-01-25", "fulfilled_late")),
        ("Norland handed over 30 rifles two days early", "2030-01-19", ("2030-01-19", "fulfilled")),  # a day that is named goes first
        ("Norland handed over 30 rifles three weeks late", "", ("2030-01-25", "fulfilled_late")),  # not after it was told
    ],
)
def test_a_report_without_a_day_is_placed_by_its_deadline(words: str, happened: str, expected: tuple[str, str]) -> None:
    last = told(words, happened).history[-1]
    assert (last.on, last.status) == expected


def told_on(published: str, words: str, number: float) -> Commitment:
    """A duty of thirty rifles and a report that names no day of its own."""
    s: Story = treaty_story()
    deadline = Deadline(kind="date", date="2030-02-28", text="by 28 February")
    s.say("t1", "Norland will hand over 30 rifles", "commissive", "hand over", "NOR", object="30 rifles", number=30, unit="rifle", deadline=deadline)
    s.document("t2", published, outlet="Outlet")
    s.say("t2", words, "act", "hand over", "NOR", "SWE", object="30 rifles" if number == 30 else "rifles", number=number, unit="rifle")
    (row,) = s.ledger().commitments
    return row


@pytest.mark.parametrize(
    "words",
    [
        "Of the 30 rifles 12 had been handed over by 28 February",
        "Of the 30 rifles 12 had been handed over by the end of February",
        "Of the 30 rifles only 12 had been handed over when the day ended",
        "Of the 30 rifles only 12 had been handed over when the term ran out",
    ],
)
def test_what_had_been_done_by_a_day_was_part_of_it_on_that_day_before_the_rest_was_overdue(words: str) -> None:
    row = told_on("2030-03-03", words, 12)
    assert [(h.on, h.status) for h in row.history[1:]] == [("2030-02-28", "partly_fulfilled"), ("2030-03-01", "overdue")]


def test_a_part_told_without_had_is_of_the_day_of_its_report() -> None:
    row = told_on("2030-03-03", "Norland handed over 12 rifles that it owed by 28 February", 12)
    assert [(h.on, h.status) for h in row.history[1:]] == [("2030-03-01", "overdue")]


def test_all_was_done_on_the_day_on_which_the_last_of_them_came() -> None:
    row = told_on("2030-02-25", "The 30 rifles were handed over, the last of them on 21 February", 30)
    assert [(h.on, h.status) for h in row.history[1:]] == [("2030-02-21", "fulfilled")]
