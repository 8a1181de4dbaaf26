"""Disputes told by who speaks after whom: a charge with its answer, a report of performance with its denial, another day, another number."""

from __future__ import annotations

import pytest
from story import Story, treaty_story

from servanda.ledger.retorts import calls_breach, doubts


def sides(story: Story) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(d.field, [(v.value, v.by) for v in d.values]) for d in story.ledger().disagreements]


def renounced() -> Story:
    s = treaty_story()
    s.say("t1", "Norland will not dredge the northern channel", "commissive", "dredge", "NOR", object="the northern channel", polarity="negative")
    s.document("t2", "2030-03-01", outlet="Island Courier")
    return s


def withdrawing() -> Story:
    s = treaty_story()
    s.say("t1", "Norland will withdraw its gunboats", "commissive", "withdraw", "NOR", object="its gunboats")
    s.document("t2", "2030-02-10", outlet="Island Courier")
    return s


@pytest.mark.parametrize(
    ("answer", "disputed"),
    [("Norland said that the channel had been a sandbank", True), ("Norland acknowledged that its dredgers had been there", False)],
    ids=["answers", "owns up"],
)
def test_whoever_is_charged_disputes_it_by_whatever_he_answers(answer: str, disputed: bool) -> None:
    s = renounced()
    charge = "Sudria complained of dredgers in the northern channel, in breach of the treaty"
    s.say("t2", charge, "position", "complain", "SWE")
    s.say("t2", answer, "position", "acknowledge" if not disputed else "state", "NOR", speaker="NOR")
    assert [row.status for row in s.ledger().commitments] == ["disputed"]
    assert sides(s) == ([("status", [("broken", "SWE"), ("not broken", "NOR")])] if disputed else [])


def test_a_report_that_the_other_side_denies_at_once_is_disputed() -> None:
    s = withdrawing()
    s.say("t2", "The gunboats have left, Norland says", "position", "state", "NOR", speaker="NOR")
    s.say("t2", "Sudria denies it: two of them are still there", "denial", "deny", "SWE", object="it")
    (row,) = s.ledger().commitments
    assert row.status == "disputed"
    assert sides(s) == [("status", [("done", "NOR"), ("not done", "SWE")])]


@pytest.mark.parametrize(
    ("words", "breach"),
    [
        ("That is exactly what was forbidden by the protocol.", True),
        ("Athens called it incompatible with the letters.", True),
        ("Two hulls had been broken up for firewood.", False),
        ("Neither government speaks of a breach.", False),
    ],
)
def test_what_calls_something_a_breach(words: str, breach: bool) -> None:
    assert calls_breach(words) is breach


def test_doubts_are_about_the_thing_that_is_owed() -> None:
    gunboat = frozenset({"gunboat"})
    assert doubts("Only one gunboat has gone.", gunboat)
    assert doubts("A crew is still there.", gunboat)
    assert not doubts("A friend who is late is no enemy.", gunboat)
    assert not doubts("The gunboats will not be idle.", gunboat)
