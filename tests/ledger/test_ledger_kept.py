"""Whether a word was kept, told from the other side: denials, witnesses, those who moved, acts stopped for good."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from story import Story, row_of, treaty_story


def owed(action: str, thing: str, number: float | None = None, unit: str = "person") -> Story:
    s = treaty_story()
    s.say("t1", f"Sudria will {action} {thing}", "commissive", action, "SWE", object=thing, number=number, unit=unit)
    s.document("t2", "2030-02-01", "Evening Post")
    return s


@pytest.mark.parametrize(("deed", "status"), [("received", "disputed"), ("altered", "fulfilled")])
def test_who_denies_to_have_received_a_thing_disputes_the_debtors_word_and_another_denial_does_not(deed: str, status: str) -> None:
    s = owed("hand over", "the maps of the strait")
    s.say("t2", "Sudria handed over the maps of the strait", "act", "hand over", "SWE", object="the maps of the strait", modality="claimed", speaker="SWE")
    s.document("t3", "2030-02-04")
    thing = f"it had {deed} the maps of the strait"
    s.say("t3", f"Norland denied that {thing}", "denial", "deny", "NOR", object=thing)
    assert row_of(s).status == status


@pytest.mark.parametrize(
    ("predicate", "action", "thing", "status"),
    [
        ("cancel", "stop", "the dispatch of the surveyors", "withdrawn"),
        ("suspend", "stop", "the dispatch of the surveyors", "suspended"),
        ("put off", "postpone", "dispatching the surveyors", "suspended"),
    ],
)
def test_an_act_is_stopped_for_a_time_or_for_good(predicate: str, action: str, thing: str, status: str) -> None:
    s = owed("dispatch", "the surveyors")
    s.say("t2", f"Sudria stopped {thing}", "act", action, "SWE", object=thing, predicate=predicate)
    assert row_of(s).status == status


def test_an_act_of_which_no_table_knows_the_verb_is_stopped_too() -> None:
    s = owed("scrape", "the mole of the harbour")
    s.say("t2", "Sudria halted the scraping of the mole", "act", "stop", "SWE", object="the scraping of the mole", predicate="halt")
    assert row_of(s).status == "suspended"


def test_those_who_came_home_were_let_go_by_whoever_held_them() -> None:
    s = owed("release", "eight anglers", 8)
    claim = s.say("t2", "eight anglers came home", "act", "come home", "NOR", object="eight anglers", number=8, happened="2030-01-30")
    movers = replace(claim.agents[0], text="eight anglers", end=claim.start + len("eight anglers"), kind="organ")
    s.claims[-1] = replace(claim, agents=(movers,), frame="open")
    assert row_of(s).status == "fulfilled"


def test_a_word_given_outside_any_agreement_is_confirmed_by_whom_it_names() -> None:
    s = Story()
    s.document("t1", "2030-01-10")
    s.say("t1", "Sudria will send 40 nurses to NOR", "commissive", "send", "SWE", "NOR", object="40 nurses", number=40)
    s.document("t2", "2030-02-01", "Evening Post")
    s.say("t2", "Sudria sent 40 nurses", "act", "send", "SWE", object="40 nurses", number=40, modality="claimed", speaker="NOR")
    assert row_of(s).grade == "counterpart"


def test_who_welcomes_what_was_done_bears_witness_to_it() -> None:
    s = owed("release", "eight anglers", 8)
    words = "Norland welcomed the eight anglers whom Sudria had released"
    praise = s.say("t2", words, "endorsement", "welcome", "NOR", object="eight anglers")
    told = s.say("t2", words, "act", "release", "SWE", object="eight anglers", number=8)
    s.claims[-1] = replace(told, start=praise.start, end=praise.end, sentence_start=praise.sentence_start, sentence_end=praise.sentence_end)
    assert row_of(s).grade == "counterpart"


def test_the_very_act_forborne_disputes_the_duty_whoever_tells_it() -> None:
    s = treaty_story()
    words = "Sudria shall not dam the upper river"
    s.say("t1", words, "commissive", "refrain", "SWE", object="dam the upper river", polarity="negative", predicate="dam")
    s.document("t2", "2030-03-01")
    s.say("t2", "Sudria dammed the upper river", "act", "dam", "SWE", object="the upper river", predicate="dam")
    assert row_of(s).status == "disputed"


def test_what_is_said_to_be_broken_may_be_the_duty_itself() -> None:
    s = treaty_story()
    s.say("t1", "Sudria will respect the truce", "commissive", "respect", "SWE", object="the truce")
    s.document("t2", "2030-03-01")
    s.say("t2", "Norland accused Sudria of violating the truce by shelling a hill", "act", "accuse", "NOR", "SWE", object="Sudria", plover="ACCUSE")
    assert row_of(s).status == "disputed"
