"""Who acts and towards whom, where the words stand further off than the frame's own places."""

from __future__ import annotations

import pytest
from corrected import codes, event_types, first_event


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Norway called for sanctions against Sweden over the dispute.", ["SWE"]),
        ("Two pilots sought asylum in Norway.", ["NOR"]),
        ("The court dismissed the complaint filed by Sweden.", ["SWE"]),
        ("Norway called up the guard for a fight against Sweden.", ["SWE"]),
    ],
)
def test_a_party_that_hangs_on_a_noun_of_the_pattern_is_the_other_side(sentence: str, expected: list[str]) -> None:
    assert codes(first_event(sentence).recipients) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Norway criticised the closure of newspapers in Sweden.", ["SWE"]),
        ("Norway criticised the arrest of two editors in Sweden.", ["SWE"]),
        ("Norway criticised the attack in Sweden.", []),  # anybody may have attacked there
    ],
)
def test_what_officers_did_in_a_state_is_held_against_that_state(sentence: str, expected: list[str]) -> None:
    assert codes(first_event(sentence).recipients) == expected


@pytest.mark.parametrize(
    ("sentence", "plover", "expected"),
    [
        ("Norway will not lift the ban until Sweden frees the crew.", "REJECT", ["SWE"]),
        ("Norway threatened to close the strait unless Sweden pays its debt.", "THREATEN", ["SWE"]),
        ("Miners called off the strike after the Norwegian government accepted the deal.", "CONCEDE", ["NOR"]),
    ],
)
def test_who_is_to_move_first_or_did_is_the_other_side(sentence: str, plover: str, expected: list[str]) -> None:
    found = first_event(sentence)
    assert (found.plover, codes(found.recipients)) == (plover, expected)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Norway gave 300 million euros to promote farming in Sweden.", ["SWE"]),
        ("The Northern Front declared a ceasefire in Norway.", ["NOR"]),
        ("Norway will extend the curfew in Oslo.", ["NOR"]),
    ],
)
def test_aid_truces_and_curfews_reach_the_place_that_they_are_for(sentence: str, expected: list[str]) -> None:
    assert codes(first_event(sentence).recipients) == expected


def test_what_several_do_with_each_other_has_no_other_side() -> None:
    agreed = first_event("Norway and Sweden agreed to share data on Finland.")
    assert (codes(agreed.agents), agreed.recipients) == (["NOR", "SWE"], ())
    failed = first_event("Norway and Sweden failed to reach agreement on fishing.")
    assert (failed.cameo, codes(failed.agents), failed.recipients) == ("127", ["NOR", "SWE"], ())


def test_the_people_of_two_states_are_not_warned_by_either() -> None:
    assert [m.text for m in first_event("Norway and Sweden warned their people about the Northern Front.").recipients] == ["Northern Front"]


def test_whose_bombing_killed_has_killed() -> None:
    assert [m.text for m in first_event("A bombing by the Northern Front killed nine sailors.").agents] == ["Northern Front"]


def test_hearsay_of_what_was_done_is_a_claim_and_of_what_is_to_come_none() -> None:
    found = first_event("Norway is said to have attacked Sweden.")
    assert (found.illocution, found.modality, codes(found.agents), codes(found.recipients)) == ("act", "claimed", ["NOR"], ["SWE"])
    assert event_types("Norway is said to attack Sweden.") == []


def test_a_request_to_come_is_a_request() -> None:
    found = first_event("Norway will urge Sweden to free the crew.")
    assert (found.plover, found.cameo, codes(found.recipients)) == ("REQUEST", "0253", ["SWE"])


def test_not_opposing_is_a_promise() -> None:
    found = first_event("Norway will not oppose the candidacy of Sweden.")
    assert (found.plover, codes(found.recipients)) == ("AGREE", ["SWE"])


def test_an_order_is_the_deed_that_it_orders_past_those_who_get_it() -> None:
    found = first_event("Two newspapers were ordered to suspend publication.")
    assert (found.plover, [m.text for m in found.recipients]) == ("COERCE", ["Two newspapers"])


def test_to_allow_that_something_is_so_yields_nothing() -> None:
    assert event_types("The governor allowed that Norway was a cold place.") == []
