"""Duties performed by what the owed thing itself is said to do, and reports that only seem to tell of it."""

from __future__ import annotations

import msgspec
from story import Story, treaty_story

from servanda.records import Time


def payments() -> Story:
    s = treaty_story()
    s.say("t1", "Norland will pay 15 million crowns to the fund", "commissive", "pay", "NOR", object="15 million crowns", number=15e6, unit="crown")
    s.document("t2", "2030-02-10")
    return s


def tell(s: Story, words: str, action: str, thing: str, number: float, unit: str, **more: object) -> None:
    s.say("t2", words, "act", action, object=thing, number=number, unit=unit, **more)  # type: ignore[arg-type]
    s.claims[-1] = msgspec.structs.replace(s.claims[-1], frame="open")


def test_money_that_reached_the_fund_was_paid() -> None:
    s = payments()
    tell(s, "The 15 million crowns reached the fund on Friday", "reach", "15 million crowns", 15e6, "crown", happened="2030-02-08")
    assert [(h.on, h.status) for h in s.ledger().commitments[0].history] == [("2030-01-10", "announced"), ("2030-02-08", "fulfilled")]


def prisoners() -> Story:
    s = treaty_story()
    s.say("t1", "Norland will free 12 sailors", "commissive", "release", "NOR", object="12 sailors", number=12)
    s.document("t2", "2030-02-10")
    return s


def test_an_act_of_a_month_before_the_promise_is_none_of_its_performance() -> None:
    s = prisoners()
    s.say("t2", "In June Norland freed 12 sailors", "act", "release", "NOR", object="12 sailors", number=12)
    s.claims[-1] = msgspec.structs.replace(s.claims[-1], happened=Time(first="2029-06-01", last="2029-06-30", precision="month"))
    assert [h.status for h in s.ledger().commitments[0].history] == ["announced"]


def test_that_they_had_been_held_does_not_say_that_they_still_are() -> None:
    s = prisoners()
    s.say("t2", "Norland freed 12 sailors on Friday", "act", "release", "NOR", object="12 sailors", number=12, happened="2030-02-08")
    s.document("t3", "2030-02-11")
    s.say("t3", "12 sailors who had been held by Norland", "act", "hold", "NOR", object="12 sailors", number=12, clause="relative")
    assert [h.status for h in s.ledger().commitments[0].history] == ["announced", "fulfilled"]
