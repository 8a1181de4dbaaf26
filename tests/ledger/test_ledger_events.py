"""Which claims are events, and whose, where the clause alone does not say it."""

from __future__ import annotations

import msgspec
from story import Story, prisoners_story, treaty_story

from servanda.records import Event


def told(story: Story, on: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Type and sides of the events of a day."""
    events: tuple[Event, ...] = story.ledger().events
    return [(e.plover, e.source, e.target) for e in events if e.on == on]


def test_a_report_that_names_neither_side_is_an_event_between_debtor_and_creditor() -> None:
    s = prisoners_story()
    words = "Under the treaty with Sudria 12 sailors were let go on Saturday"
    s.say("t2", words, "act", "release", object="12 sailors", number=12, happened="2030-02-09", instrument="the treaty with Sudria", parties="NOR SWE")
    assert told(s, "2030-02-09") == [("RETREAT", ("NOR",), ("SWE",))]


def test_a_denied_performance_is_no_event() -> None:
    s = prisoners_story()
    s.say("t2", "Norland freed 12 sailors on Saturday", "act", "release", "NOR", object="12 sailors", number=12, happened="2030-02-09", polarity="negative")
    assert told(s, "2030-02-09") == []


def test_what_a_relative_clause_recalls_without_a_day_is_no_event() -> None:
    s = prisoners_story()
    s.say("t2", "which Sudria had promised", "act", "promise", "SWE", "NOR", plover="AGREE", clause="relative")
    assert told(s, "2030-02-10") == []
    s.say("t2", "who met the envoy of Sudria on Friday", "act", "meet", "NOR", "SWE", plover="CONSULT", clause="relative", happened="2030-02-08")
    assert told(s, "2030-02-08") == [("CONSULT", ("NOR",), ("SWE",))]


def test_an_agreement_signed_on_the_day_it_was_reached_is_one_event() -> None:
    s = treaty_story()
    s.say("t1", "Norland and Sudria have agreed", "act", "agree", "NOR SWE", happened="2030-01-10", plover="AGREE", predicate="agree")
    assert told(s, "2030-01-10") == [("SUPPORT", ("NOR", "SWE"), ())]


def test_a_noun_phrase_without_a_day_makes_no_agreement_news() -> None:
    s = Story()
    s.document("t1", "2030-01-10")
    pact = {"instrument": "its pact with Sudria", "parties": "NOR SWE", "modality": "presupposed", "clause": "nominal"}
    s.say("t1", "Norland spoke of its pact with Sudria", "act", "agree", "NOR SWE", object="its pact with Sudria", **pact)
    assert s.ledger().events == ()


def test_a_meeting_of_a_body_that_two_states_share_is_one_between_them() -> None:
    s = treaty_story()
    s.document("t2", "2030-03-10")
    s.say("t2", "The treaty between Norland and Sudria made a board", "act", "provide", instrument="The treaty between Norland and Sudria", parties="NOR SWE")
    claim = s.say("t2", "Their joint commission met on Friday", "act", "meet", "joint commission;", happened="2030-03-08")
    s.claims[-1] = msgspec.structs.replace(claim, frame="consult.meet")
    assert told(s, "2030-03-08") == [("CONSULT", ("NOR", "SWE"), ())]


def test_backing_a_bid_is_an_event() -> None:
    s = treaty_story()
    s.say("t1", "Denland backs the bid of Norland", "stance", "support", "DNK", "NOR", object="the bid of Norland", plover="SUPPORT")
    assert ("SUPPORT", ("DNK",), ("NOR",)) in told(s, "2030-01-10")
