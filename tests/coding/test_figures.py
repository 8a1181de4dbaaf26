"""Rival figures: when two numbers in one passage are two sources' counts of one thing."""

from __future__ import annotations

import pytest
from corrected import coded

from servanda.coding.figures import FIGURE_FRAME
from servanda.ledger.corpus import RIVAL_FIGURE

FREED = "Armenia said that it had freed 14 sailors."


def sides(*sentences: str) -> list[tuple[float, str | None]]:
    claims = coded(*sentences).claims
    return [(c.quantity.value, c.agents[0].code if c.agents else None) for c in claims if c.frame == FIGURE_FRAME and c.quantity is not None]


def test_the_ledger_knows_the_frame() -> None:
    assert FIGURE_FRAME == RIVAL_FIGURE


@pytest.mark.parametrize(
    ("words", "rival"),
    [
        ("Azerbaijan puts the number at 11.", 11),
        ("Azerbaijan speaks of nine.", 9),
        ("Nine, says the Azerbaijani ministry.", 9),
    ],
)
def test_a_number_without_a_noun_rivals_the_one_before(words: str, rival: float) -> None:
    assert sides(FREED, words) == [(14, "ARM"), (rival, "AZE")]


@pytest.mark.parametrize(
    "words",
    [
        "Azerbaijan puts the cost at 11.",  # another thing
        "Azerbaijan speaks of nine more.",  # an addition
        "Azerbaijan asks for 20.",  # a wish
        "Azerbaijan freed 11.",  # a deed of its own
        "Armenia puts the number at 11.",  # the same voice
    ],
)
def test_what_is_no_rival(words: str) -> None:
    assert sides(FREED, words) == []


def test_three_sources_make_one_dispute_about_one_thing() -> None:
    words = ("Azerbaijan puts the number at 11.", "Georgia puts the number of those freed at 15.")
    found = [c for c in coded(FREED, *words).claims if c.frame == FIGURE_FRAME]
    assert [(c.quantity.value, c.agents[0].code) for c in found if c.quantity] == [(14, "ARM"), (11, "AZE"), (15, "GEO")]
    assert {c.object.text for c in found if c.object} == {"sailors"}


def test_who_confirms_a_number_gives_it_too() -> None:
    assert sides(FREED, "The OSCE confirmed the number.", "Azerbaijan puts the number at 11.") == [(14, "OSCE"), (11, "AZE")]


def test_counts_of_one_thing_that_tell_the_same_of_it_are_rivals_and_the_whole_is_none() -> None:
    found = sides("Armenia said that 40 of its 90 wells had faults.", "There were faults at 12 wells, Azerbaijan said.")
    assert found == [(40, "ARM"), (12, "AZE")]


def test_a_cited_report_speaks_for_whoever_put_it_out() -> None:
    found = sides("Armenia discussed the report of the OSCE.", "Faults were found at 40 wells, according to the report.", "Azerbaijan speaks of nine.")
    assert found == [(40, "OSCE"), (9, "AZE")]
