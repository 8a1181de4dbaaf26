"""Amounts in the ledger: units of one kind, instalments told twice, single things."""

from __future__ import annotations

import pytest
from story import Story, treaty_story

from servanda.language.amounts import same_amount, value_in
from servanda.records import Deadline, Quantity


@pytest.mark.parametrize(
    ("a", "unit_a", "b", "unit_b", "same"),
    [
        (1.5, "tonne", 1500, "kg", True),
        (1.5, "bcm", 1.5e9, "m3", True),
        (2, "week", 14, "day", True),
        (1, "year", 365, "day", False),
        (2692, "missile", 2690, "", False),
        (5, "USD", 5, "EUR", True),  # what another currency is worth no table tells
        (100, "hectare", 1, "km2", True),
        (10, "mile", 16.1, "km", True),
    ],
)
def test_amounts_are_compared_across_the_units_of_a_kind(a: float, unit_a: str, b: float, unit_b: str, same: bool) -> None:
    first, second = Quantity(value=a, unit=unit_a), Quantity(value=b, unit=unit_b)
    assert same_amount(first, second) is same
    assert same_amount(second, first) is same


def test_a_value_is_converted_within_its_kind_only() -> None:
    assert value_in(Quantity(value=2500, unit="kg"), "tonne") == 2.5
    assert value_in(Quantity(value=2500, unit="kg"), "person") == 2500


def test_a_delivery_in_kilograms_fulfils_a_promise_in_tonnes() -> None:
    s = treaty_story()
    s.say("t1", "Norland will deliver 2 tonnes of seed", "commissive", "deliver", "NOR", object="2 tonnes of seed", number=2, unit="tonne")
    s.document("t2", "2030-03-01")
    s.say("t2", "Norland and Sudria met", "act", "meet", "NOR SWE")
    s.say("t2", "Norland delivered 2,000 kg of seed", "act", "deliver", "NOR", "SWE", object="2,000 kg of seed", number=2000, unit="kg", happened="2030-02-28")
    (row,) = [c for c in s.ledger().commitments if c.action == "deliver"]
    assert (row.status, row.done) == ("fulfilled", 2)


def instalment(story: Story, doc_id: str, thing: str, number: float, due: str) -> None:
    words = f"Norland will pay {thing} of {number:.0f} by {due}"
    deadline = Deadline(kind="date", date=due)
    story.say(doc_id, words, "commissive", "pay", "NOR", object=thing, number=number, unit="EUR", deadline=deadline, instrument="", in_text=False)


def test_one_instalment_told_in_other_words_is_one_commitment() -> None:
    s = treaty_story()
    for number, due in ((15, "2030-06-30"), (18, "2030-12-31")):
        instalment(s, "t1", "money", number, due)
        instalment(s, "t1", "the fund", number, due)
    rows = [c for c in s.ledger().commitments if c.action == "pay"]
    assert [(c.quantity.value if c.quantity else None, c.deadline.date) for c in rows] == [(15, "2030-06-30"), (18, "2030-12-31")]


@pytest.mark.parametrize(
    ("words", "action", "thing", "number"),
    [
        ("Norland will reopen the Selmar crossing to lorries", "open", "Selmar crossing to lorries", 1),
        ("Norland will open the road to Selmar", "open", "road to Selmar", None),
        ("Norland will publish a map of the shoals", "publish", "map of the shoals", 1),
        ("Norland will publish the readings of the gauges", "publish", "readings of the gauges", None),
        ("Norland will lend a transport aircraft", "lend", "transport aircraft", 1),
    ],
)
def test_a_single_countable_thing_is_one(words: str, action: str, thing: str, number: float | None) -> None:
    s = treaty_story()
    s.say("t1", words, "commissive", action, "NOR", object=thing)
    (row,) = [c for c in s.ledger().commitments if c.action == action]
    assert (row.quantity.value if row.quantity else None) == number
