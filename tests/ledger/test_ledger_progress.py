"""Duties of whose performance nobody is named as the doer: states of acts and things, kindred acts, instalments, remainders."""

from __future__ import annotations

from typing import Any

import msgspec
from story import Story, prisoners_story, treaty_story


def state(s: Story, doc_id: str, words: str, frame: str, thing: str, action: str = "be", **more: Any) -> None:
    s.say(doc_id, words, "act", action, recipients="NOR", object=thing, **more)
    s.claims[-1] = msgspec.structs.replace(s.claims[-1], frame=f"progress.{frame}")


def power() -> Story:
    s = treaty_story()
    s.say("t1", "Norland will restore the power line to the port", "commissive", "restore", "NOR", object="the power line to the port")
    s.document("t2", "2030-02-10")
    return s


def steps(s: Story, at: int = 0) -> list[tuple[str, str]]:
    return [(h.on, h.status) for h in s.ledger().commitments[at].history[1:]]


def test_a_thing_that_is_back_was_restored_and_makes_an_event_of_the_debtor() -> None:
    s = power()
    state(s, "t2", "The power line has been back since Friday", "present", "The power line", happened="2030-02-08")
    assert steps(s) == [("2030-02-08", "fulfilled")]
    assert [(e.on, e.plover, e.source, e.target) for e in s.ledger().events if e.on != "2030-01-10"] == [("2030-02-08", "CONCEDE", ("NOR",), ("SWE",))]


def test_a_thing_that_still_stands_was_not_dismantled() -> None:
    s = treaty_story()
    s.say("t1", "Norland will dismantle the radio mast", "commissive", "dismantle", "NOR", object="the radio mast")
    s.document("t2", "2030-02-10")
    s.say("t2", "Norland dismantled the radio mast", "act", "dismantle", "NOR", object="the radio mast", happened="2030-02-08")
    s.document("t3", "2030-02-12")
    state(s, "t3", "The radio mast is in place", "present", "The radio mast")
    s.document("t4", "2030-02-20")
    state(s, "t4", "The dismantling of the radio mast ended on Monday", "complete", "dismantling of the radio mast", "dismantle", happened="2030-02-18")
    assert steps(s) == [("2030-02-18", "fulfilled")]


def test_others_who_are_still_held_are_not_those_of_the_promise() -> None:
    s = prisoners_story()
    s.say("t2", "Norland freed 12 sailors", "act", "release", "NOR", object="12 sailors", number=12, happened="2030-02-08")
    s.document("t3", "2030-02-12")
    state(s, "t3", "Nine other sailors are still in prison", "undone", "Nine other sailors", number=9)
    assert steps(s) == [("2030-02-08", "fulfilled")]


def test_an_exchange_of_papers_about_a_thing_is_no_destruction_of_it() -> None:
    s = treaty_story()
    s.say("t1", "Norland will destroy its missiles", "commissive", "destroy", "NOR", object="its missiles")
    s.document("t2", "2030-02-10")
    state(s, "t2", "The exchange of notes on the missiles took place", "complete", "exchange of notes on the missiles", "exchange")
    assert steps(s) == []


def test_the_remaining_ones_complete_the_number() -> None:
    s = prisoners_story()
    s.say("t2", "Norland freed the remaining 5 sailors", "act", "release", "NOR", object="the remaining 5 sailors", number=5, happened="2030-02-08")
    assert steps(s) == [("2030-02-08", "fulfilled")]


def test_equal_instalments_are_paid_in_the_order_in_which_they_fall_due() -> None:
    s = treaty_story()
    for due in ("2030-02-15", "2030-03-15"):
        s.say("t1", "Norland will pay 4 million crowns", "commissive", "pay", "NOR", object="4 million crowns", number=4e6, unit="crown", deadline=by(due))
    for doc_id, day in (("t2", "2030-02-14"), ("t3", "2030-03-14")):
        s.document(doc_id, day)
        s.say(doc_id, "Norland paid 4 million crowns", "act", "pay", "NOR", "SWE", object="4 million crowns", number=4e6, unit="crown", happened=day)
    assert [steps(s, at) for at in (0, 1)] == [[("2030-02-14", "fulfilled")], [("2030-03-14", "fulfilled")]]


def by(day: str) -> Any:
    return msgspec.convert({"kind": "date", "date": day}, type(prisoners_story().claims[0].deadline))


def test_licences_that_were_handed_over_were_issued() -> None:
    s = treaty_story()
    s.say("t1", "Norland will issue 24 licences", "commissive", "issue", "NOR", object="24 licences", number=24, unit="licence")
    s.document("t2", "2030-02-10")
    s.say("t2", "Norland handed over 24 licences", "act", "hand over", "NOR", "SWE", object="24 licences", number=24, unit="licence", happened="2030-02-08")
    assert steps(s) == [("2030-02-08", "fulfilled")]


def test_what_another_paper_wrote_moves_nothing() -> None:
    s = power()
    state(s, "t2", "A newspaper wrote that the power line was back", "present", "the power line", speaker="newspaper")
    assert steps(s) == []


def test_a_part_of_a_number_has_the_head_of_the_whole() -> None:
    s = prisoners_story()
    s.say("t2", "Four of the 12 sailors left prison on Friday", "act", "leave", object="Four of the 12 sailors", number=4, happened="2030-02-08")
    s.claims[-1] = msgspec.structs.replace(s.claims[-1], frame="open")
    s.say("t2", "Norland said so", "position", "say", "NOR")
    assert steps(s) == [("2030-02-08", "partly_fulfilled")]


def test_a_charge_of_breach_in_a_partys_words_is_an_accusation_of_the_other() -> None:
    s = treaty_story()
    s.document("t2", "2030-02-10")
    s.say("t2", "Norland closed the ford", "act", "close", "NOR", object="the ford")
    s.say("t2", "Sudria called the step a breach of the treaty", "position", "call", "SWE", instrument="treaty", speaker="SWE")
    assert ("ACCUSE", ("SWE",), ("NOR",)) in [(e.plover, e.source, e.target) for e in s.ledger().events]


def test_what_has_been_under_way_since_a_day_began_on_it() -> None:
    s = treaty_story()
    s.say("t1", "Norland and Sudria will run joint patrols", "commissive", "patrol", "NOR", object="joint patrols")
    s.document("t2", "2030-02-15")
    state(s, "t2", "The joint patrols, long awaited, have been under way since 12 February", "begun", "The joint patrols", "patrol")
    assert steps(s) == [("2030-02-12", "in_force")]


def test_a_number_of_those_who_are_all_owed_is_a_part() -> None:
    s = treaty_story()
    s.say("t1", "Norland will release all prisoners", "commissive", "release", "NOR", object="prisoners")
    s.document("t2", "2030-02-10")
    state(s, "t2", "The release of 139 prisoners took place", "complete", "release of 139 prisoners", "release", number=139, happened="2030-02-09")
    assert steps(s) == [("2030-02-09", "partly_fulfilled")]


def test_an_act_that_names_no_thing_is_that_of_the_one_duty_to_do_it() -> None:
    s = treaty_story()
    s.say("t1", "Norland will withdraw 150 soldiers", "commissive", "withdraw", "NOR", object="150 soldiers", number=150)
    s.document("t2", "2030-02-10")
    state(s, "t2", "The withdrawal from Hill Kappa was completed on Friday", "complete", "withdrawal from Hill Kappa", "withdraw", happened="2030-02-08")
    assert steps(s) == [("2030-02-08", "fulfilled")]


def test_the_same_number_of_people_is_those_owed() -> None:
    s = treaty_story()
    s.say("t1", "Norland will free 60 Sudrian prisoners", "commissive", "release", "NOR", object="60 Sudrian prisoners", number=60)
    s.document("t2", "2030-02-10")
    state(s, "t2", "Sixty Sudrian men from the jails were home on Friday", "home", "Sixty Sudrian men from the jails", number=60, happened="2030-02-08")
    assert steps(s) == [("2030-02-08", "fulfilled")]
