"""Clauses in which nobody acts and that tell all the same how an act or a thing stands."""

from __future__ import annotations

import pytest
from corrected import coded, codes

from servanda.records import Claim


def told(sentence: str) -> list[Claim]:
    return [c for c in coded(sentence).claims if c.frame.startswith("progress.")]


@pytest.mark.parametrize(
    ("sentence", "frame", "action", "thing"),
    [
        ("The lights are back on in Tromso.", "progress.present", "be", "lights"),
        ("Swedish patrols on the lake have been suspended since Monday.", "progress.halted", "patrol", "Swedish patrols on the lake"),
        ("Fifteen captives are still in the hands of Norway.", "progress.undone", "be", "Fifteen captives"),
        ("Trains between the two ports are running again.", "progress.present", "be", "Trains between the two ports"),
        ("The ban on herring expired on Friday.", "progress.absent", "be", "ban on herring"),
        ("Norway confirmed the receipt of 40 million kroner from Sweden.", "progress.complete", "receive", "receipt of 40 million kroner from Sweden"),
        ("Dredging at the mouth of the river began on Friday.", "progress.begun", "dredging", "Dredging at the mouth of the river"),
        ("Only six of the 80 Swedish prisoners are still to be brought home.", "progress.left", "be", "Only six of the 80 Swedish prisoners"),
        ("Two of the nine boats have yet to arrive.", "progress.left", "be", "Two of the nine boats"),
        ("The clinic admitted its first patients on Friday.", "progress.present", "be", "clinic"),
        ("The camps above the lake stand empty.", "progress.absent", "be", "camps above the lake"),
        ("The raising of the wreck was completed on Friday.", "progress.complete", "raising", "raising of the wreck"),
    ],
)
def test_the_state_of_a_thing_or_an_act_is_a_claim_without_event(sentence: str, frame: str, action: str, thing: str) -> None:
    (claim,) = told(sentence)
    assert (claim.frame, claim.action, claim.object and claim.object.text) == (frame, action, thing)
    assert (claim.illocution, claim.plover) == ("act", None)


def test_a_verb_that_shares_its_subject_tells_of_the_same_act() -> None:
    claims = told("The dismantling of the mast began on 17 October and ended on 21 October.")
    assert [(c.frame, c.action, c.happened and c.happened.first) for c in claims] == [
        ("progress.begun", "dismantle", "2023-10-17"), ("progress.complete", "dismantle", "2023-10-21"),
    ]  # fmt: skip


def test_who_confirms_a_completion_is_the_witness() -> None:
    (claim,) = told("Completion of the withdrawal was confirmed by Norway on Tuesday.")
    assert (claim.frame, claim.action, claim.object and claim.object.text) == ("progress.complete", "withdraw", "withdrawal")
    assert [link.speaker and link.speaker.code for link in claim.attribution][-1] == "NOR"


def test_whose_hands_hold_people_is_named() -> None:
    (claim,) = told("Fifteen captives are still in the hands of Norway.")
    assert (codes(claim.agents), claim.quantity and claim.quantity.value) == (["NOR"], 15)


@pytest.mark.parametrize("sentence", ["The handover of the boats will be completed on Friday.", "Sweden fined the companies working in its harbours."])
def test_what_is_to_come_and_what_only_names_a_thing_tell_no_state(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "frame", "action", "thing"),
    [
        ("The second batch of cattle is in.", "progress.present", "be", "second batch of cattle"),
        ("The third stage was certified by Kenya on 9 May.", "progress.complete", "be", "third stage"),
        ("Passage of the seed law came on Tuesday.", "progress.complete", "pass", "Passage of the seed law"),
        ("Only 120 of the 300 herders are in the camp so far.", "progress.there", "be", "Only 120 of the 300 herders"),
    ],
)
def test_lots_that_are_in_stages_that_are_certified_and_those_counted_at_a_place_are_told(sentence: str, frame: str, action: str, thing: str) -> None:
    (claim,) = told(sentence)
    assert (claim.frame, claim.action, claim.object and claim.object.text, claim.plover) == (frame, action, thing, None)


def test_what_there_is_none_of_any_more_is_told_as_not_there() -> None:
    (claim,) = told("There has been no toll on the bridge since Monday.")
    assert (claim.frame, claim.polarity, claim.object and claim.object.text) == ("progress.present", "negative", "toll on the bridge")


def test_those_who_are_still_at_a_place_are_told_as_remaining_not_as_there() -> None:
    (claim,) = told("About 900 goats are still in the camp.")
    assert claim.frame == "progress.remaining"


def test_what_barges_of_nobody_landed_is_kept_without_event_codes() -> None:
    (claim,) = [c for c in coded("Two barges landed 150 tonnes of salt on Friday.").claims if c.predicate == "land"]
    assert (claim.object and claim.object.text, claim.quantity and claim.quantity.value, claim.plover) == ("150 tonnes of salt", 150, None)


def test_what_a_train_brought_is_kept_though_the_train_is_nobody() -> None:
    (claim,) = [c for c in coded("A third train brought 78 wagons to Oslo on Monday.").claims if c.predicate == "bring"]
    assert (claim.object and claim.object.text, claim.quantity and claim.quantity.value) == ("78 wagons", 78)


def test_the_year_of_a_thing_is_not_the_day_of_the_act() -> None:
    (claim,) = [c for c in coded("Norway paid two crowns for the electricity of last year.").claims if c.predicate == "pay"]
    assert claim.happened is None


def test_what_came_of_a_part_is_not_what_is_left() -> None:
    assert [c.frame for c in told("Two of the nine boats have arrived.")] == []
    assert "progress.left" not in [c.frame for c in told("Two of the nine boats were lifted on Friday to be painted.")]


def test_children_who_are_brought_in_are_not_restricted() -> None:
    claims = coded("Norway brought in the remaining 14 children on Tuesday.").claims
    assert [(c.frame, c.plover) for c in claims] == [("everyday.bring-in", None)]
