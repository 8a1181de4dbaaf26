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
