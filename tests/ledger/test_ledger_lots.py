"""What is owed in several goes, promises that are given another day, and reports whose words count more than one thing or nothing but an amount."""

from __future__ import annotations

import msgspec
from story import Story, treaty_story

from servanda.ledger.labels import lots_in
from servanda.records import Commitment, Deadline

POWER = {"unit": "GWh"}


def due(day: str) -> Deadline:
    return Deadline(kind="date", date=day)


def tranches() -> Story:
    s = treaty_story()
    for word, day in (("first", "2030-03-31"), ("second", "2030-05-31")):
        words = f"Norland will deliver the {word} tranche of current"
        s.say("t1", words, "commissive", "deliver", "NOR", "SWE", object=f"the {word} tranche of current", deadline=due(day))
    return s


def steps(commitment: Commitment) -> list[tuple[str, str]]:
    return [(h.on, h.status) for h in commitment.history[1:]]


def test_lots_are_told_by_their_numbers() -> None:
    assert lots_in("the fourth and last batch") == {("batch", 4)}
    assert lots_in("the first of its four payments") == {("payment", 1)}
    assert lots_in("stage two of the second oil shipment") == {("stage", 2), ("shipment", 2)}
    assert lots_in("the first two batches") == frozenset()


def test_a_report_of_one_lot_is_none_of_another() -> None:
    s = tranches()
    s.document("t2", "2030-05-25")
    s.say("t2", "The second tranche of Norland was delivered", "act", "deliver", "", "NOR", object="The second tranche", happened="2030-05-24")
    first, second = s.ledger().commitments
    assert (steps(first), steps(second)) == ([("2030-04-01", "overdue")], [("2030-05-24", "fulfilled")])


def test_a_lot_that_is_complete_or_certified_was_given_whatever_else_the_words_say() -> None:
    s = tranches()
    s.document("t2", "2030-03-30")
    s.say("t2", "The first tranche is in", "act", "be", "", "NOR SWE", object="The first tranche")
    s.claims[-1] = msgspec.structs.replace(s.claims[-1], frame="progress.present")
    assert [steps(c) for c in s.ledger().commitments] == [[("2030-03-30", "fulfilled")], []]


def test_a_promise_that_names_the_day_it_takes_the_place_of_replaces_the_first() -> None:
    s = tranches()
    s.document("t2", "2030-05-10")
    words = "The second tranche of current, hitherto due by 31 May, will be delivered by Norland by 30 June"
    s.say("t2", words, "commissive", "deliver", "NOR", "SWE", object="The second tranche of current", deadline=due("2030-06-30"))
    s.document("t3", "2030-06-28")
    s.say("t3", "Norland delivered the second tranche", "act", "deliver", "NOR", "SWE", object="the second tranche", happened="2030-06-27")
    rows = s.ledger().commitments
    assert [(c.deadline.date, steps(c)) for c in rows[1:]] == [
        ("2030-05-31", [("2030-05-10", "superseded")]), ("2030-06-30", [("2030-06-27", "fulfilled")]),
    ]  # fmt: skip
    assert [(r.kind, r.commitment_id == rows[1].commitment_id) for r in rows[2].relations if r.kind == "supersedes"] == [("supersedes", True)]


def test_another_day_without_words_of_a_change_is_another_duty() -> None:
    s = tranches()
    s.document("t2", "2030-05-10")
    words = "Norland will deliver the second tranche of current by 30 June"
    s.say("t2", words, "commissive", "deliver", "NOR", "SWE", object="the second tranche of current", deadline=due("2030-06-30"))
    assert all(c.status != "superseded" for c in s.ledger().commitments)


def test_an_amount_alone_is_of_what_is_owed_in_its_measure() -> None:
    s = treaty_story()
    s.say("t1", "Norland will ship 400 tonnes of herring to Sudria", "commissive", "ship", "NOR", "SWE", object="400 tonnes of herring", number=400, unit="t")
    s.document("t2", "2030-02-10")
    amount = s.say("t2", "Two barges landed 150 tonnes in Sudria under the treaty", "act", "deliver", "", "SWE", object="150 tonnes", number=150, unit="t")
    assert amount.object is not None
    assert amount.quantity is not None
    whole = msgspec.structs.replace(amount.quantity, start=amount.object.start, end=amount.object.end)
    s.claims[-1] = msgspec.structs.replace(amount, quantity=whole)
    (row,) = s.ledger().commitments
    assert (row.status, row.done) == ("partly_fulfilled", 150)


def test_people_counted_side_by_side_are_told_one_by_one() -> None:
    s = treaty_story()
    s.say("t1", "Norland will free 20 Sudrian sailors", "commissive", "release", "NOR", "SWE", object="20 Sudrian sailors", number=20)
    s.say("t1", "Sudria will free 12 Norlandic miners", "commissive", "release", "SWE", "NOR", object="12 Norlandic miners", number=12)
    s.document("t2", "2030-02-10")
    both = "20 Sudrian sailors and 5 Norlandic miners"
    s.say("t2", f"Under the treaty {both} have been freed", "act", "release", object=both, number=20, happened="2030-02-09", instrument="the treaty")
    assert [(c.status, c.done) for c in s.ledger().commitments] == [("fulfilled", 20), ("partly_fulfilled", 5)]


def test_a_sentence_that_begins_with_the_whole_does_not_tell_that_all_was_done() -> None:
    s = treaty_story()
    s.say("t1", "Norland will pay 60 million euros to Sudria", "commissive", "pay", "NOR", "SWE", object="60 million euros", number=60_000_000, unit="EUR")
    s.document("t2", "2030-02-10")
    words = "Of the 60 million euros a good deal was paid by Norland"
    s.say("t2", words, "act", "pay", "NOR", "SWE", object="60 million euros", number=60_000_000, unit="EUR")
    assert [c.status for c in s.ledger().commitments] == ["in_progress"]


def test_what_was_to_be_closed_is_closed_and_is_not_while_it_is_open() -> None:
    for thing, state, predicate, status in (("open", "present", "open", "overdue"), ("shut", "undone", "shut", "fulfilled")):
        s = treaty_story()
        s.say("t1", "Norland will close the old shaft", "commissive", "close", "NOR", "SWE", object="the old shaft", deadline=due("2030-03-01"))
        s.document("t2", "2030-03-01")
        s.say("t2", f"The old shaft in Norland is {thing}", "act", "be", "", "NOR", object="The old shaft", predicate=predicate)
        s.claims[-1] = msgspec.structs.replace(s.claims[-1], frame=f"progress.{state}")
        assert [c.status for c in s.ledger("2030-03-05").commitments] == [status]
