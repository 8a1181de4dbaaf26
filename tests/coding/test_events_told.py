"""Kinds of events that short items tell: who does it where several or nobody is named, journeys on the side, drills, crowds, words that are no deed."""

from __future__ import annotations

from functools import cache

import pytest

from servanda.coding import Coder
from servanda.documents import make_document
from servanda.records import Claim


@cache
def _coder() -> Coder:
    return Coder.load()


def coded(text: str) -> tuple[Claim, ...]:
    """What the shipped pipeline and the coder make of a text."""
    (result,) = _coder().code([make_document(text, doc_id="d", published="2021-05-06")])
    return result.claims


def sides(text: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Type, sources and targets of a text's claims of events."""
    return [(c.plover, tuple(m.code or m.text for m in c.agents), tuple(m.code or m.text for m in c.recipients)) for c in coded(text) if c.plover]


def test_each_adjective_before_a_thing_that_acts_names_a_doer() -> None:
    assert ("ASSAULT", ("TCD", "MLI", "NER"), ("NGA",)) in sides("Chadian, Malian and Nigerien jets bombed two camps in Nigeria on Tuesday.")


def test_its_minister_behind_the_words_is_of_whom_they_tell() -> None:
    (complaint,) = [
        c for c in coded("Kenya shut the pipeline on Monday. Kampala had not been warned, its energy minister complained.") if c.predicate == "complain"
    ]
    assert [m.code for m in complaint.agents] == ["UGA"]


@pytest.mark.parametrize(
    "text",
    ["Ghana's president, on a private visit to Togo, opened a school.", "During a trip to Lomé on Monday, Ghana's minister praised the harvest."],
)
def test_who_is_on_a_visit_visits(text: str) -> None:
    assert ("CONSULT", ("GHA",), ("TGO",)) in sides(text)


def test_a_drill_of_one_navy_is_a_show_of_force_and_that_of_two_common_work() -> None:
    assert [kind for kind, *_ in sides("Japan began a naval exercise off Okinawa.")] == ["MOBILIZE"]
    assert [kind for kind, *_ in sides("Japan and Australia began a naval exercise off Okinawa.")] == ["COOPERATE"]
    assert [kind for kind, *_ in sides("Japan and its partners began a naval exercise off Okinawa.")] == ["COOPERATE"]


def test_people_who_rally_against_something_protest() -> None:
    assert [kind for kind, *_ in sides("Thousands of farmers rallied in Lima against the accord.")] == ["PROTEST"]


def test_to_regret_a_death_blames_nobody() -> None:
    assert sides("Kenya regretted the loss of life.") == []


def test_who_promises_to_look_into_something_accuses_nobody() -> None:
    assert "ACCUSE" not in {kind for kind, *_ in sides("Kenya promised to investigate the shooting.")}


def test_jets_sent_across_a_line_are_no_aid() -> None:
    assert [kind for kind, *_ in sides("Chad sent ten jets across the line.")] == ["MOBILIZE"]


def test_a_sum_in_the_money_of_the_north_is_promised() -> None:
    (promise,) = [c for c in coded("The Norwegian government will put 12 million kroner into a school in Laos.") if c.illocution == "commissive"]
    assert promise.plover == "AGREE"


def test_they_are_those_whom_the_act_was_done_to_where_one_says_it() -> None:
    claims = coded("Estonia expelled two Kenyan diplomats, saying they had spread propaganda about the war.")
    (spread,) = [c for c in claims if c.predicate == "spread"]
    assert [m.code for m in spread.agents] == ["KEN"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The treaty with Togo passed the French parliament on Monday.", "SUPPORT"),
        ("French senators gave their consent to the treaty with Togo.", "SUPPORT"),
        ("Germany declared four Kenyan envoys unwelcome.", "SANCTION"),
        ("Libya announced a halt to all military operations.", "CONCEDE"),
        ("North Korea expressed regret to South Korea for the mines.", "SUPPORT"),
        ("Congo's customs held 400 Zambian lorries at the border.", "COERCE"),
        ("Russia cut supplies to Belarus by 15 percent on Monday.", "COERCE"),
    ],
)
def test_families_of_verbs_and_their_types(text: str, kind: str) -> None:
    assert [found for found, *_ in sides(text)] == [kind]


def test_what_it_is_high_time_for_has_not_been_done() -> None:
    assert sides("It is high time that Congo reopened the road, said the miners.") == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Kenya let Uganda know that the bridge was shut.", []),
        ("The World Food Programme flew ten tonnes of flour to Mogadishu.", ["AID"]),
        ("Kenya resented Uganda's step.", ["ACCUSE"]),
        ("Kenya doubted that the truce would hold.", []),
    ],
)
def test_more_words_that_are_another_deed_or_none(text: str, kinds: list[str]) -> None:
    assert [found for found, *_ in sides(text)] == kinds


def test_in_whose_capital_something_is_signed_is_no_party() -> None:
    text = (
        "The two parties to the Ethiopian accord agreed on Thursday on the terms.\n\n"
        "The terms signed in the Kenyan capital provide for a team. The parties for their part will appoint liaison officers."
    )
    assert "KEN" not in {m.code for c in coded(text) if c.illocution == "commissive" for m in c.agents}
