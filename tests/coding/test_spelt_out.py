"""Bargains told piece by piece: the other half in the next sentence, terms behind a colon, lists without verbs, prices, and titles that name the parties."""

from __future__ import annotations

import pytest
from corrected import coded, knowledge, reading

from servanda.coding.coined import with_coined
from servanda.coding.document import prepared

LENT = "Norway agreed to lend Sweden two ships."
Owed = tuple[list[str | None], list[str | None], str, str]


def owed(*sentences: str) -> list[Owed]:
    """Debtors, creditors, act and thing of each promise of an item."""
    promises = [c for c in coded(*sentences, published="2023-10-10").claims if c.illocution in {"commissive", "performative"}]
    return [([m.code for m in c.agents], [m.code for m in c.recipients], c.action, c.object.text if c.object else "") for c in promises]


@pytest.mark.parametrize(
    ("sentences", "promise"),
    [
        ((LENT, "Sweden will mend the pier."), (["SWE"], ["NOR"], "mend", "pier")),
        (("Norway shall remove the barriers.",), (["NOR"], [], "lift", "barriers")),
        (("Norway agreed to lend Sweden two ships, an official said.",), (["NOR"], ["SWE"], "give", "two ships")),
        (("Norway agreed to restore the lighthouse in Sweden in return for landing rights.",), (["SWE"], ["NOR"], "provide", "landing rights")),
        (("The Norwegian side is to allow a team aboard, and Sweden to move the oil by May 2024.",), (["SWE"], ["NOR"], "move", "oil")),
    ],
)
def test_the_other_half_of_a_bargain_binds(sentences: tuple[str, ...], promise: Owed) -> None:
    assert owed(*sentences)[-1] == promise


@pytest.mark.parametrize(
    "sentence",
    [
        "Sweden will mend the pier.",
        "Norway had agreed to lend Sweden two ships, but withdrew its consent.",
        "The government denied that Norway had promised Sweden two ships.",
    ],
)
def test_nobody_is_bound_by_what_is_only_to_come_was_taken_back_or_is_denied(sentence: str) -> None:
    assert owed(sentence) == []


def test_what_stands_behind_the_colon_of_a_bargain_is_owed() -> None:
    told = owed("Norway and Sweden settled on a swap: Norway hands over the registers and Sweden pays for the copies.")
    assert [(debtor, thing) for debtor, _, _, thing in told] == [(["NOR"], "registers"), (["SWE"], "copies")]


@pytest.mark.parametrize(
    ("sentence", "promises"),
    [
        (
            "Norway announced a package for Sweden: 30 ambulances this year and a clinic by 2028.",
            [(["NOR"], ["SWE"], "provide", "30 ambulances"), (["NOR"], ["SWE"], "provide", "a clinic")],
        ),
        (
            "Pledges made in Oslo on Monday: Norway - 25 lorries for Sweden, by 15 January; Denmark - 40 tonnes of maize.",
            [(["NOR"], ["SWE"], "provide", "25 lorries for Sweden"), (["DNK"], [], "provide", "40 tonnes of maize")],
        ),
        (
            "Norway pledged 8 million euros, Denmark two clinics and Finland 40 tonnes of rice for Sweden.",
            [(["NOR"], ["SWE"], "pay", "8 million euros"), (["DNK"], ["SWE"], "pay", "two clinics"), (["FIN"], ["SWE"], "pay", "40 tonnes of rice for Sweden")],
        ),
    ],
)
def test_each_entry_of_a_list_is_owed_by_its_own_giver(sentence: str, promises: list[Owed]) -> None:
    assert owed(sentence) == promises


def test_infinitives_in_a_row_are_all_agreed_to() -> None:
    assert [act for _, _, act, _ in owed("Norway agreed to exchange maps, to stop the flights and to pay Sweden.")] == ["share", "suspend", "pay"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Agreement on the course of the border between Norway and Sweden, Oslo, 6 October 2023", "2023-10-06"),
        ("Under the protocol Norway will issue licences and Sweden will train the crews.", None),
    ],
)
def test_an_agreement_is_between_those_of_its_title_or_whose_duties_it_tells(text: str, day: str | None) -> None:
    (named,) = prepared(reading(text), knowledge()).topics.instruments
    assert ({m.code for m in named.parties}, named.date and named.date.first) == ({"NOR", "SWE"}, day)


def test_a_company_that_binds_itself_is_a_party_a_surname_is_none() -> None:
    text = "Lakeside Mining has undertaken to clean the river. The company will pay. Ana Lund promised help."
    assert [(m.text, m.code) for m in with_coined(text, [])] == [("Lakeside Mining", "Lakeside Mining"), ("The company", "Lakeside Mining")]
