"""Duties not to act: charged with by telling the act, and seen to be kept."""

from __future__ import annotations

import msgspec
from story import Story, treaty_story


def borders() -> Story:
    s = treaty_story()
    words = "Norland and Sudria shall not fly drones near the border"
    s.say("t1", words, "commissive", "fly", "NOR SWE", object="drones near the border", polarity="negative", predicate="fly")
    s.document("t2", "2030-03-01")
    return s


def statuses(story: Story) -> list[str]:
    (row,) = story.ledger().commitments
    return [step.status for step in row.history]


def test_telling_the_forbidden_act_is_a_charge_though_no_breach_is_named() -> None:
    s = borders()
    s.say("t2", "Norland accused Sudria of flying a drone at the border", "act", "accuse", "NOR", "SWE", object="Sudria", plover="ACCUSE")
    assert statuses(s) == ["announced", "disputed"]


def test_a_charge_of_something_else_touches_no_duty() -> None:
    s = borders()
    s.say("t2", "Norland accused Sudria of rigging a vote at the border", "act", "accuse", "NOR", "SWE", object="Sudria", plover="ACCUSE")
    assert statuses(s) == ["announced"]


def test_a_party_that_is_a_named_body_finds_nothing_against_another() -> None:
    s = Story()
    s.document("t1", "2030-01-10")
    s.say("t1", "The UN and Norland signed a treaty", "act", "sign", "UN NOR", object="treaty", instrument="treaty", happened="2030-01-10", plover="SUPPORT")
    s.say("t1", "Norland shall not fly drones near the border", "commissive", "fly", "NOR", object="drones near the border", polarity="negative")
    s.document("t2", "2030-03-01")
    s.say("t2", "The UN accused Norland of flying a drone at the border", "act", "accuse", "UN", "NOR", object="Norland", plover="ACCUSE")
    assert statuses(s) == ["announced", "disputed"]


def test_a_duty_not_to_act_holds_where_nobody_has_acted() -> None:
    s = borders()
    s.say("t2", "No drone has been flown near the border since", "act", "fly", object="drone", polarity="negative", predicate="fly")
    assert statuses(s) == ["announced", "holding"]


def test_one_sides_restraint_says_nothing_of_the_other() -> None:
    s = borders()
    s.say("t2", "Sudria has flown no drone near the border since", "act", "fly", "SWE", object="drone", polarity="negative", predicate="fly")
    assert statuses(s) == ["announced"]


def test_a_ceasefire_holds_where_nobody_has_fired() -> None:
    s = treaty_story()
    s.say("t1", "Norland and Sudria will halt all fire", "commissive", "cease", "NOR SWE", object="all fire")
    s.document("t2", "2030-03-01")
    s.say("t2", "Nobody has opened fire since", "act", "shoot", object="fire", polarity="negative", predicate="open")
    s.claims[-1] = msgspec.structs.replace(s.claims[-1], frame="assault.shoot")
    assert statuses(s) == ["announced", "holding"]


def test_what_nobody_has_seen_was_not_done() -> None:
    s = borders()
    s.say("t2", "No drones have been seen since, said Norland", "act", "say", object="drones", polarity="negative", predicate="see", speaker="NOR")
    assert statuses(s) == ["announced", "holding"]


def test_what_nobody_has_seen_of_another_thing_keeps_no_duty() -> None:
    s = borders()
    s.say("t2", "No wolves have been seen since, said Norland", "act", "say", object="wolves", polarity="negative", predicate="see", speaker="NOR")
    assert statuses(s) == ["announced"]


def test_one_word_of_the_act_is_enough_where_the_creditor_charges_its_debtor() -> None:
    s = borders()
    s.say("t2", "Norland accused Sudria of sending a drone", "act", "accuse", "NOR", "SWE", object="Sudria", plover="ACCUSE")
    assert statuses(s) == ["announced", "disputed"]
    s = borders()
    s.say("t2", "Denmark accused Sudria of sending a drone", "act", "accuse", "DNK", "SWE", object="Sudria", plover="ACCUSE")
    assert statuses(s) == ["announced"]  # whom it concerns says nothing


def test_fees_not_charged_are_fees_not_taken() -> None:
    s = treaty_story()
    s.say("t1", "Norland shall not take fees on grain", "commissive", "refrain", "NOR", object="take fees on grain", polarity="negative", predicate="take")
    s.document("t2", "2030-03-01")
    s.say("t2", "No fee was charged, Sudria said", "act", "impose", object="fee", polarity="negative", predicate="charge", speaker="SWE")
    assert statuses(s) == ["announced", "holding"]
