"""An act that is to be left undone changes what a promise, a plan or a request makes of it; and what a verb's pattern asks of what stands behind it."""

from __future__ import annotations

import pytest
from corrected import coded


def told(sentence: str) -> list[tuple[str, str | None, str | None]]:
    """Frame, PLOVER type and CAMEO code of the claims that have one."""
    return [(c.frame, c.plover, c.cameo) for c in coded(sentence).claims if c.plover or c.cameo]


@pytest.mark.parametrize(
    ("sentence", "plover", "cameo"),
    [
        ("Armenia pledged not to shell Georgia.", "CONCEDE", "0356"),
        ("Armenia vowed not to meet Georgia.", "REJECT", "125"),
        ("Georgia urged Armenia not to shell the town.", "REQUEST", "0256"),
        ("Armenia decided not to send an envoy to Georgia.", "REJECT", "125"),
        ("Georgia urged Armenia to refrain from shelling the town.", "REQUEST", "0256"),
    ],
)
def test_of_an_act_left_undone_the_opposite_is_promised_or_asked(sentence: str, plover: str, cameo: str) -> None:
    assert [row[1:] for row in told(sentence)] == [(plover, cameo)]


def test_what_is_promised_not_to_be_done_is_a_duty_to_refrain() -> None:
    promise = next(c for c in coded("Armenia pledged not to shell Georgia.").claims if c.illocution == "commissive")
    assert (promise.action, promise.polarity) == ("refrain", "negative")


def test_to_stop_people_from_a_thing_is_no_ceasefire() -> None:
    assert [row[1] for row in told("Armenia stopped migrants from entering Georgia.")] == ["REJECT"]


def test_a_preposition_and_its_noun_belong_to_the_verb_though_they_hang_on_its_object() -> None:
    assert [row[0] for row in told("The navy threatened the island with a blockade.")] == ["threaten.blockade"]


def test_confidence_in_a_party_supports_it_in_a_thing_it_is_hope() -> None:
    assert [row[:2] for row in told("Armenia voiced confidence in Georgia.")] == [("support.confidence", "SUPPORT")]
    assert told("Armenia voiced confidence in the harvest.") == [("support.optimism", None, "013")]


def sides(sentence: str) -> list[tuple[str | None, list[str | None], list[str | None]]]:
    """PLOVER type, source codes and target codes of the claims that have a type."""
    return [(c.plover, [m.code for m in c.agents], [m.code for m in c.recipients]) for c in coded(sentence).claims if c.plover]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Armenia no longer recognises Georgia.", ("REJECT", ["ARM"], ["GEO"])),
        ("Armenia became the first state to recognise Georgia.", ("SUPPORT", ["ARM"], ["GEO"])),
        ("Armenia joined Georgia in condemning Iran.", ("ACCUSE", ["ARM", "GEO"], ["IRN"])),
        ("There were clashes between Armenian and Georgian troops.", ("ASSAULT", ["ARM", "GEO"], [])),
        ("Armenia has no plans to sell jets to Georgia.", ("REJECT", ["ARM"], ["GEO"])),
        ("Armenia called on Georgia to stop arming the islands.", ("REQUEST", ["ARM"], ["GEO"])),
    ],
)
def test_words_that_turn_or_carry_an_act(sentence: str, expected: tuple[str, list[str], list[str]]) -> None:
    assert expected in sides(sentence)


@pytest.mark.parametrize(
    ("sentence", "plover"),
    [
        ("Armenia refused to hand two suspects to Georgia.", "REJECT"),
        ("Armenia demanded the withdrawal of Georgian troops from Gora.", "REQUEST"),
        ("Armenia condemned the bombing of a hospital by Georgia.", "ACCUSE"),
        ("Armenia called for the release of three sailors held by Georgia.", "REQUEST"),
        ("Armenian drones struck a refinery in Georgia.", "ASSAULT"),
    ],
)
def test_the_other_side_is_the_known_party_of_the_act_below(sentence: str, plover: str) -> None:
    assert (plover, ["ARM"], ["GEO"]) in sides(sentence)


def test_who_is_praised_is_whose_deed_it_was() -> None:
    assert ("SUPPORT", ["GEO"], ["ARM"]) in sides("The decision by Armenia drew praise from Georgia.")
