"""Days moved without a new promise, and steps that words put in order."""

from __future__ import annotations

import pytest
from story import Story, treaty_story

from servanda.records import Deadline

DUE = Deadline(kind="date", date="2030-03-01")


def owing() -> Story:
    """Norland owes a list by 1 March; "t2" of 20 February is for the test to fill."""
    s = treaty_story()
    s.say("t1", "Norland will hand over the customs house", "commissive", "hand over", "NOR", object="the customs house", deadline=DUE)
    s.document("t2", "2030-02-20")
    return s


@pytest.mark.parametrize(
    ("words", "action", "modality", "day"),
    [
        ("Norland said that the handover of the customs house was put back to 4 May", "postpone", "claimed", "2030-05-04"),
        ("The handover of the customs house by Norland will be delayed until 20 March", "postpone", "future", "2030-03-20"),
        ("Norland put off the handover of the customs house by two weeks", "postpone", "asserted", "2030-03-15"),
        ("Norland may be allowed to put off the handover of the customs house to 4 May", "postpone", "asserted", "2030-03-01"),
        ("Norland put off the handover of the prisoners to 4 May", "postpone", "asserted", "2030-03-01"),
        ("The handover of the customs house by Norland, for which Sudria had given it until 4 May", "give", "asserted", "2030-03-01"),
    ],
)
def test_a_day_is_moved_by_the_words_of_a_later_text(words: str, action: str, modality: str, day: str) -> None:
    s = owing()
    s.say("t2", words, "act", action, "NOR", modality=modality)
    (row,) = s.ledger().commitments
    assert row.deadline.date == day


@pytest.mark.parametrize("length", ["99999999999999 days", "9999 years", "² weeks", "no weeks"])
def test_a_length_beyond_reason_moves_no_day_and_stops_nothing(length: str) -> None:
    s = owing()
    s.say("t2", f"Norland put off the handover of the customs house by {length}", "act", "postpone", "NOR", modality="asserted")
    assert [row.deadline.date for row in s.ledger().commitments] == ["2030-03-01"]


def test_a_day_beyond_the_calendar_is_none_and_stops_nothing() -> None:
    s = treaty_story()
    last = Deadline(kind="date", date="9999-12-25")
    s.say("t1", "Norland will hand over the customs house", "commissive", "hand over", "NOR", object="the customs house", deadline=last)
    s.document("t2", "2030-02-20")
    s.say("t2", "Norland put off the handover of the customs house by two weeks", "act", "postpone", "NOR", modality="asserted")
    assert [row.deadline.date for row in s.ledger().commitments] == ["9999-12-25"]


def test_a_text_without_a_day_moves_no_day_and_stops_nothing() -> None:
    s = owing()
    s.document("t3", "")
    s.say("t3", "Norland put off the handover of the customs house by two weeks", "act", "postpone", "NOR", modality="asserted")
    assert [row.deadline.date for row in s.ledger().commitments] == ["2030-03-01"]


def test_more_time_is_given_to_a_debtor_who_owes_one_such_act() -> None:
    s = owing()
    s.say("t2", "Sudria gave Norland until 31 March to hand over the rest", "act", "give", "SWE", "NOR")
    (row,) = s.ledger(as_of="2030-03-10").commitments
    assert (row.deadline.date, row.status) == ("2030-03-31", "announced")


@pytest.mark.parametrize(
    ("opening", "kinds"), [("Then Sudria will reopen the post", {"sequenced"}), ("Sudria will also reopen the post", {"exchange"})], ids=["then", "also"]
)
def test_then_puts_one_step_after_another(opening: str, kinds: set[str]) -> None:
    s = treaty_story()
    s.say("t1", "Norland will close the radio station", "commissive", "close", "NOR", object="the radio station")
    s.say("t1", opening, "commissive", "reopen", "SWE", object="the post")
    assert {relation.kind for row in s.ledger().commitments for relation in row.relations} == kinds


def test_days_alone_make_no_order() -> None:
    s = treaty_story()
    for month, thing in (("03", "charts"), ("06", "wrecks")):
        s.say("t1", f"Norland will publish the {thing}", "commissive", "publish", "NOR", object=thing, deadline=Deadline(kind="date", date=f"2030-{month}-01"))
    assert all(not row.relations for row in s.ledger().commitments)


@pytest.mark.parametrize(("thing", "kinds"), [("three million dollars", {"exchange"}), ("three million dollars of arrears", set())], ids=["price", "arrears"])
def test_a_sum_buys_the_other_sides_deed_unless_it_was_owed_before(thing: str, kinds: set[str]) -> None:
    s = treaty_story()
    s.say("t1", f"Norland will pay {thing}", "commissive", "pay", "NOR", object=thing, number=3_000_000, unit="USD")
    s.say("t1", "Sudria will open a consulate", "commissive", "open", "SWE", object="a consulate")
    assert {relation.kind for row in s.ledger().commitments for relation in row.relations} == kinds


def test_duties_without_an_end_facing_a_payment_are_no_price() -> None:
    s = treaty_story()
    s.say("t1", "Norland will pay three million dollars", "commissive", "pay", "NOR", object="three million dollars", number=3_000_000, unit="USD")
    s.say("t1", "Sudria will protect the pipeline", "commissive", "protect", "SWE", object="the pipeline")
    assert len(s.ledger().commitments) == 2  # and no error


def test_people_are_given_for_people_and_remains_for_remains() -> None:
    s = treaty_story()
    for who in ("NOR", "SWE"):
        s.say("t1", f"{who} will free soldiers", "commissive", "free", who, object="soldiers", number=4)
        s.say("t1", f"{who} will return remains", "commissive", "return", who, object="remains", number=9, unit="body")
    ledger = s.ledger()
    things = {row.commitment_id: row.object for row in ledger.commitments}
    assert all(things[relation.commitment_id] == row.object for row in ledger.commitments for relation in row.relations)
    assert any(row.relations for row in ledger.commitments)
