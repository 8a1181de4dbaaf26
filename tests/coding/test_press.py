"""Kinds of error that reading claims out of press texts brought up: each in a sentence of our own."""

from __future__ import annotations

from functools import cache

import pytest

from servanda.coding import Coder
from servanda.documents import make_document
from servanda.records import Claim


@cache
def coded(text: str) -> tuple[Claim, ...]:
    """What the shipped pipeline and the coder make of a text."""
    (result,) = _coder().code([make_document(text, doc_id="d")])
    return result.claims


@cache
def _coder() -> Coder:
    return Coder.load()


def types(text: str) -> set[str]:
    """The PLOVER types of a text's claims."""
    return {c.plover for c in coded(text) if c.plover}


@pytest.mark.parametrize(
    "text",
    [
        "Premier Ana Lund released her memoir on Friday.",
        "The Kenyan minister was released from hospital on Friday.",
        "Kenyan police searched for survivors.",
        "Lakeside lies directly to the north of Nairobi.",
        "President Ana Lund held a rally in the capital.",
        "Kenyan rangers shot two wolves.",
        "The Kenyan helicopter crashed into a hill.",
        "The verdict led to protests in Kenya.",
        "The minister's lawyers appealed the verdict.",
        "Kenya beat Uganda by three goals.",
        "Kenya welcomed half a million tourists this year.",
        "The Kenyan minister suffered a cardiac arrest.",
        "The president's visitor met the requirement of residence.",
        "Kenyan police rushed to the spot.",
        "The Kenyan president wished Uganda further progress.",
        "The purchase of the mill by a Kenyan company raised concern among deputies in Uganda.",
        "Today, the Kenyan court set a date for the trial of a Ugandan minister.",
        "Last year, the Kenyan army ordered four Ugandan drones.",
        "The Kenyan minister told this to reporters on Monday.",
        "Kenya's hostility towards Uganda has grown.",
        "The Kenyan premier held a news conference in Kampala.",
        "Economists warned the Kenyan government that prices may rise.",
    ],
)
def test_an_everyday_sense_has_no_code(text: str) -> None:
    assert types(text) == set()


@pytest.mark.parametrize(
    ("text", "plover"),
    [
        ("Kenya's president called his Ugandan counterpart a fool.", None),  # "call" gives a name
        ("The agency called Nevada for Ana Lund.", None),
        ("Kenya's president called his Ugandan counterpart on Friday.", "CONSULT"),
        ("Premier Ana Lund attacked Per Roe for paying no taxes.", "ACCUSE"),
        ("Kenyan troops attacked the village for sheltering rebels.", "ASSAULT"),
        ("A man set himself on fire in front of the Kenyan embassy.", None),
        ("The Kenyan judge died after a long battle with cancer.", None),
        ("Three Kenyans were killed in a car accident near Mombasa.", None),
        ("Police warned drivers to stay off the road.", None),  # the public at large
        ("Kenya's president urged Ugandan drivers to stay off the road.", "REQUEST"),
        ("Kenya's president spoke to Sky News.", None),  # an interview
        ("Kenyan law forbids insults to the king.", None),
        ("The poet was born after the Kenyan Civil War.", None),  # a war's name
        ("A federal court ruled in the case of a baker.", None),
        ("Kenya told Uganda to leave.", "REQUEST"),
        ("The Kenyan minister took aim at the president of Uganda.", "ACCUSE"),
        ("Hostilities between Kenya and Uganda broke out.", "ASSAULT"),
        ("A statement by Kenya accused Uganda of theft.", "ACCUSE"),
        ("Kenya warned the Ugandan government that its banks would be closed.", "THREATEN"),
        ("Kenya's minister questioned whether Uganda was right.", None),
        ("Kenya's minister questioned the legality of the Ugandan tariff.", "ACCUSE"),
        ("Kenyan police questioned two Ugandan editors.", "ACCUSE"),
        ("Kenya paid US$40 million for the road.", None),
        ("Settlers would sometimes kill Kenyan farmers.", None),  # what used to be done
    ],
)
def test_what_a_word_means_is_told_by_what_stands_beside_it(text: str, plover: str | None) -> None:
    assert types(text) == ({plover} if plover else set())


def named(text: str, predicate: str) -> tuple[list[str], list[str]]:
    """The two sides of the first claim with a predicate: codes, or words where there is none."""
    claim = next(c for c in coded(text) if c.predicate == predicate)
    return [m.code or m.text for m in claim.agents], [m.code or m.text for m in claim.recipients]


def test_those_between_whom_a_paper_was_signed_signed_it() -> None:
    assert named("The deal was signed between Kenya, Ghana and Togo in May.", "sign") == (["KEN", "GHA", "TGO"], [])
    assert named("The deal was brokered between Kenya and Ghana.", "broker")[0] == []


def test_they_are_not_whom_their_clause_is_addressed_to() -> None:
    text = "Kenya and Uganda signed a pact. A group of ministers met in Cairo on Friday. They called on Kenya to halt the drilling."
    assert named(text, "call") == (["group of ministers"], ["KEN"])
    text = "The protesters from Kenya and Ghana rallied. They have asked the Kenyan president to resign."
    assert named(text, "ask")[0] == ["KEN", "GHA"]  # a state's people may address it


@pytest.mark.parametrize(
    ("body", "whose"),
    [("Lakeshire Police", "Lakeshire Police"), ("The National Police", "KEN"), ("The Metropolitan Police", "KEN")],
)
def test_a_police_with_a_name_of_its_own_is_not_that_of_whoever_was_spoken_of_last(body: str, whose: str) -> None:
    assert named(f"Kenya's president spoke. {body} arrested an activist.", "arrest")[0] == [whose]


def test_congress_is_american_only_in_a_text_that_speaks_of_america() -> None:
    abroad = "Kenya and Uganda are at odds. Kenya trades with Uganda, says Kenya. The United States is silent. Congress condemned Uganda."
    assert "USA" not in named(abroad, "condemn")[0]
    assert named("The United States and Uganda are at odds. Congress condemned Uganda.", "condemn")[0] == ["USA"]


def test_a_given_name_before_a_family_s_is_no_president_s_surname() -> None:
    (claim,) = coded("MP Mubarak Al-Hilal urged the Kenyan government to resign.")
    assert [m.code for m in claim.agents] == [None]


def dated(text: str) -> set[str]:
    """The PLOVER types of the claims of an item of May 2024."""
    (result,) = _coder().code([make_document(text, doc_id="d", published="2024-05-06")])
    return {c.plover for c in result.claims if c.plover}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2009 Kenyan troops attacked Somalia.", set()),
        ("Kenyan troops attacked Somalia on Friday.", {"ASSAULT"}),
        ("In 2009, Kenya began shelling Somalia.", set()),
    ],
)
def test_what_happened_more_than_a_year_before_is_background(text: str, expected: set[str]) -> None:
    assert dated(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A fire broke out in Kampala on Friday. Officials said it killed nine people.",
        "The Islamic Republic of Iran deeply regrets this mistake.",
        "The party is banned in Kenya.",
        "The aid that we are giving Kenya in terms of food is large.",
        "The President of Kenya will travel to Kisumu, Kenya, in June.",
    ],
)
def test_mishaps_regret_of_ones_own_deeds_standing_law_and_trips_at_home_are_no_events(text: str) -> None:
    assert not types(text) & {"ASSAULT", "ACCUSE", "COERCE", "SANCTION", "AGREE"}


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("Three Somali men were killed in a Kenyan drone strike on Friday.", {"KEN"}, {"SOM"}),
        ("Three Somali men were killed in a raid by Kenyan forces.", {"KEN"}, {"SOM"}),
        ("Three Somali men were killed in the Kenyan attack.", set(), {"SOM"}),
    ],
)
def test_whose_strike_it_was_in_which_somebody_was_killed(text: str, source: set[str], target: set[str]) -> None:
    (claim,) = coded(text)
    assert {m.code for m in claim.agents} == source
    assert {m.code for m in claim.recipients} == target


def test_officials_who_attack_each_other_over_something_do_it_in_words() -> None:
    assert types("President Ana Lund attacked Senator Jan Holm on taxes.") == {"ACCUSE"}


def test_an_infinitive_that_goes_on_with_a_purpose_tells_of_nothing_done() -> None:
    assert "CONSULT" not in types("The Kenyan envoy will travel to Uganda to open a school and meet with Ugandan officials.")


@pytest.mark.parametrize(("trade", "expected"), [("singer", set()), ("journalist", {"ASSAULT"})])
def test_the_murder_of_a_private_person_is_no_event_and_of_a_journalist_one(trade: str, expected: set[str]) -> None:
    assert types(f"Peru's court heard Kenyan {trade} Ana Lund in May. Lund was murdered on Friday by nobody known.") & {"ASSAULT"} == expected
