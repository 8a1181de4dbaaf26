"""What news of a bargain binds its parties to, in words that carry no "shall": time given, halves without a verb, schedules, bodies of both."""

from __future__ import annotations

import pytest
from corrected import coded

from servanda.records import Claim

SIGNED = "Norway and Sweden signed an accord on Tuesday."


def owed(*sentences: str, published: str = "2023-12-08") -> list[Claim]:
    """The promises of an item."""
    return [c for c in coded(*sentences, published=published).claims if c.illocution in {"commissive", "performative"}]


def told(*sentences: str) -> list[tuple[list[str | None], str, str]]:
    """Debtors, act and thing of each promise behind the news that an accord was signed."""
    return [([m.code for m in c.agents], c.action, c.object.text if c.object else "") for c in owed(SIGNED, *sentences)]


@pytest.mark.parametrize(
    ("sentence", "debtor", "thing"),
    [
        ("Sweden has 15 days to ship 50 tonnes of oil to Norway.", "SWE", "50 tonnes of oil"),
        ("The accord gives Norway 40 days to open the bridge.", "NOR", "bridge"),
        ("Norway has until 1 May 2024 to open the bridge.", "NOR", "bridge"),
        ("The accord requires Sweden to publish its statistics.", "SWE", "its statistics"),
        ("The accord provides for the return of 40 boats by Norway.", "NOR", "40 boats by Norway"),
        ("Sweden, for its part, takes over the 140 employees of the camp.", "SWE", "140 employees of the camp"),
        ("Norway takes over the 140 employees of the camp.", "NOR", "140 employees of the camp"),
        ("Withdrawal of Swedish troops is to be completed by 30 June.", "SWE", "Swedish troops"),
        ("Norway is to demolish the tower on condition that both bans are gone.", "NOR", "tower"),
    ],
)
def test_it_binds_the_one_whom_it_names(sentence: str, debtor: str, thing: str) -> None:
    assert [(codes, what) for codes, _, what in told(sentence)] == [([debtor], thing)]


@pytest.mark.parametrize("sentence", ["Norway had until May to open the bridge."])
def test_it_binds_nobody(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "action", "thing"),
    [
        ("A joint commission is to place the pillars by 30 May.", "place", "pillars"),
        ("Neither side will put the captives on television.", "refrain", "put the captives on television"),
    ],
)
def test_a_joint_body_and_neither_side_bind_both(sentence: str, action: str, thing: str) -> None:
    assert told(sentence) == [(["NOR", "SWE"], action, thing)]


def test_a_commission_to_be_set_up_is_owed_beside_what_it_does() -> None:
    assert ("establish", "joint commission") in [
        (act, what) for _, act, what in told("A joint commission, to be set up within 30 days of signature, will count the boats.")
    ]


def test_the_second_half_without_a_verb_is_the_other_partys() -> None:
    halves = owed(SIGNED, "Norway is to give back the remains of 19 sailors, Sweden those of 23 soldiers, by 20 January 2024.")
    assert [([m.code for m in c.agents], c.object and c.object.text, c.quantity and c.quantity.value, c.deadline.date) for c in halves] == [
        (["NOR"], "remains of 19 sailors", 19, "2024-01-20"), (["SWE"], "remains of 23 soldiers", 23, "2024-01-20"),
    ]  # fmt: skip


def test_a_ban_each_is_two_promises() -> None:
    assert [(codes, what) for codes, _, what in told("Norway will lift its ban on ham, and Sweden its ban on cheese.")] == [
        (["NOR"], "its ban"),
        (["SWE"], "ban on cheese"),
    ]


def test_to_whom_more_is_given_owes_nothing() -> None:
    assert {code for codes, *_ in told("Norway will give Sweden 19 boats and Finland 23 paintings.") for code in codes} == {"NOR"}


def test_a_schedule_in_the_next_sentence_makes_parts_of_the_promise() -> None:
    parts = owed(
        SIGNED, "Norway will send Sweden 90 lorries.",
        "The lorries are to come in three lots of 30 lorries each, the first by 30 January, the second by 30 March and the last by 31 May.",
        "For each of them Sweden will ship 20 tonnes of pine, due by 15 January, 15 March and 15 May.",
    )  # fmt: skip
    assert [(c.agents[0].code, c.quantity and c.quantity.value, c.deadline.date) for c in parts] == [
        ("NOR", 30, "2024-01-30"), ("NOR", 30, "2024-03-30"), ("NOR", 30, "2024-05-31"),
        ("SWE", 20, "2024-01-15"), ("SWE", 20, "2024-03-15"), ("SWE", 20, "2024-05-15"),
    ]  # fmt: skip


def test_a_passive_is_owed_by_who_alone_promised_its_thing() -> None:
    assert [codes for codes, *_ in told("Sweden will donate two tonnes of vaccine.", "The vaccine will be shipped in May.")] == [["SWE"], ["SWE"]]


def test_who_will_not_be_allowed_owes_not_to_do_it() -> None:
    assert told("Sweden will not be allowed to build a dam.") == [(["SWE"], "refrain", "build a dam")]


@pytest.mark.parametrize("sentence", ["Sweden will receive 40 boats from Norway.", "Sweden will get 40 boats by 1 May."])
def test_what_one_will_receive_the_other_owes(sentence: str) -> None:
    (duty,) = owed(SIGNED, sentence)
    assert ([m.code for m in duty.agents], [m.code for m in duty.recipients], duty.action, duty.quantity and duty.quantity.value) == (
        ["NOR"],
        ["SWE"],
        "give",
        40,
    )


def test_what_one_will_receive_of_a_third_nobody_owes() -> None:
    (claim,) = owed(SIGNED, "Sweden will receive 40 boats from Finland.")
    assert ([m.code for m in claim.agents], claim.action) == (["SWE"], "receive")


def test_to_report_to_the_other_side_is_a_duty_and_what_about_its_thing() -> None:
    assert told("Sweden will report to Norway on each step.") == [(["SWE"], "report", "step")]


def test_a_sum_put_into_something_is_a_pledge() -> None:
    (pledge,) = owed("Norway announced that it would put 900,000 euros into the demarcation.")
    assert (pledge.action, pledge.quantity and pledge.quantity.value, pledge.object and pledge.object.text) == (
        "pay",
        900_000,
        "900,000 euros into the demarcation",
    )


def test_those_with_whom_it_was_reached_as_mediators_are_no_parties() -> None:
    claims = coded(
        "Norway and Sweden will exchange captives under an accord reached on Tuesday with Turkey and Qatar as mediators.", "Norway releases 48 sailors."
    ).claims
    assert {m.code for c in claims for m in c.agents if c.frame != "instrument.outsider"} == {"NOR", "SWE"}
    assert claims[-1].illocution == "performative"


def test_when_it_is_to_be_returned_is_no_condition() -> None:
    assert ("hand back", "barracks") in [(act, what) for _, act, what in told("Norway leaves by 31 May, when the barracks is to be handed back to Sweden.")]


def test_the_north_is_the_state_where_the_text_names_both() -> None:
    (duty,) = owed("North Korea and South Korea signed an accord on Tuesday.", "The North is to admit eight inspectors.")
    assert [m.code for m in duty.agents] == ["PRK"]


def test_notes_exchanged_are_an_agreement_of_the_two_whom_the_text_names_most() -> None:
    claims = coded(
        "The barracks is to be handed back to Sweden by 31 May under notes exchanged in Oslo on Thursday.",
        "Norway leaves by 31 May, when the barracks is to be handed back to Sweden.",
    ).claims
    assert any(
        c.instrument is not None and c.instrument.head == "exchange of letters" and {p.code for p in c.instrument.parties} == {"NOR", "SWE"} for c in claims
    )


def test_what_the_men_of_a_front_will_do_the_front_owes() -> None:
    (duty,) = owed("The rebel Deep South Front (DSF) and Norway signed a truce.", "The Front's men will leave the camp.")
    assert [(m.code, m.kind) for m in duty.agents] == [("DSF", "organ")]


def test_visits_that_inspectors_will_make_are_owed_by_nobody() -> None:
    assert told("Soldiers of the two sides will pay their first visits in July.") == []
