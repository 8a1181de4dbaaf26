"""Duties performed by what the owed thing itself is said to do, and reports that only seem to tell of it."""

from __future__ import annotations

from typing import Any

import msgspec
from story import Story, prisoners_story, treaty_story

from servanda.records import Time


def payments() -> Story:
    s = treaty_story()
    s.say("t1", "Norland will pay 15 million crowns to the fund", "commissive", "pay", "NOR", object="15 million crowns", number=15e6, unit="crown")
    s.document("t2", "2030-02-10")
    return s


def tell(s: Story, words: str, action: str, thing: str, number: float, unit: str, **more: Any) -> None:
    s.say("t2", words, "act", action, object=thing, number=number, unit=unit, **more)
    s.claims[-1] = msgspec.structs.replace(s.claims[-1], frame="open")


def test_money_that_reached_the_fund_was_paid() -> None:
    s = payments()
    tell(s, "The 15 million crowns reached the fund on Friday", "reach", "15 million crowns", 15e6, "crown", happened="2030-02-08")
    assert [(h.on, h.status) for h in s.ledger().commitments[0].history] == [("2030-01-10", "announced"), ("2030-02-08", "fulfilled")]


def test_an_act_of_a_month_before_the_promise_is_none_of_its_performance() -> None:
    s = prisoners_story()
    s.say("t2", "In June Norland freed 12 sailors", "act", "release", "NOR", object="12 sailors", number=12)
    s.claims[-1] = msgspec.structs.replace(s.claims[-1], happened=Time(first="2029-06-01", last="2029-06-30", precision="month"))
    assert [h.status for h in s.ledger().commitments[0].history] == ["announced"]


def test_that_they_had_been_held_does_not_say_that_they_still_are() -> None:
    s = prisoners_story()
    s.say("t2", "Norland freed 12 sailors on Friday", "act", "release", "NOR", object="12 sailors", number=12, happened="2030-02-08")
    s.document("t3", "2030-02-11")
    s.say("t3", "12 sailors who had been held by Norland", "act", "hold", "NOR", object="12 sailors", number=12, clause="relative")
    assert [h.status for h in s.ledger().commitments[0].history] == ["announced", "fulfilled"]


def test_what_was_suspended_is_in_progress_once_it_is_resumed() -> None:
    s = treaty_story()
    s.say("t1", "Norland will withdraw 800 soldiers from the valley", "commissive", "withdraw", "NOR", object="800 soldiers from the valley", number=800)
    s.document("t2", "2030-02-10")
    stop = {"happened": "2030-02-08", "predicate": "halt"}
    s.say("t2", "Norland halted the withdrawal of soldiers from the valley", "act", "stop", "NOR", object="withdrawal of soldiers from the valley", **stop)
    s.document("t3", "2030-03-10")
    again = {"happened": "2030-03-08", "predicate": "resume"}
    s.say("t3", "Norland resumed the withdrawal of soldiers from the valley", "act", "start", "NOR", object="withdrawal of soldiers from the valley", **again)
    steps = [(h.on, h.status) for h in s.ledger().commitments[0].history]
    assert steps == [("2030-01-10", "announced"), ("2030-02-08", "suspended"), ("2030-03-08", "in_progress")]


def test_a_gift_under_no_agreement_is_aid_and_a_due_is_not() -> None:
    s = Story()
    s.document("t1", "2030-01-10")
    s.say("t1", "Norland will give Sudria 12 lorries", "commissive", "give", "NOR", "SWE", object="12 lorries", number=12, unit="lorry")
    s.document("t2", "2030-02-10")
    s.say("t2", "Norland handed over 12 lorries", "act", "hand over", "NOR", object="12 lorries", number=12, unit="lorry", happened="2030-02-08")
    assert [(e.plover, e.source, e.target) for e in s.ledger().events if e.on == "2030-02-08"] == [("AID", ("NOR",), ("SWE",))]
    due = payments()
    due.say("t2", "Norland paid 15 million crowns", "act", "pay", "NOR", object="15 million crowns", number=15e6, unit="crown", happened="2030-02-08")
    assert [(e.plover, e.source, e.target) for e in due.ledger().events if e.on == "2030-02-08"] == [("COOPERATE", ("NOR",), ("SWE",))]


def test_a_clause_that_only_says_which_thing_is_meant_performs_nothing() -> None:
    s = prisoners_story()
    s.say("t2", "the 12 sailors freed by Norland under its law", "act", "release", "NOR", object="the 12 sailors", number=12, clause="relative")
    s.claims[-1] = msgspec.structs.replace(s.claims[-1], frame="open")
    assert [h.status for h in s.ledger().commitments[0].history] == ["announced"]
