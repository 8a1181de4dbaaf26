"""Reports told by what moves or is taken, and the day and number that belong to them."""

from __future__ import annotations

import pytest
from corrected import coded

from servanda.records import Claim


def of(sentence: str, predicate: str) -> Claim:
    """The only claim of the predicate."""
    (found,) = [c for c in coded(sentence).claims if c.predicate == predicate]
    return found


@pytest.mark.parametrize(
    ("sentence", "predicate", "number"),
    [
        ("Five of the eight monitors promised by Sweden arrived the same day.", "arrive", 5),
        ("A first group of 18 monitors from Sweden reached Bergen on Sunday.", "reach", 18),
        ("The camp is short of eyes: 15 Swedish monitors arrived on March 29.", "arrive", 15),
        ("Seven of the twelve trucks promised by Norway were unloaded at Bergen on May 28.", "unload", 7),  # tagged as an adjective
        ("All families had received their 80 dollars, the Norwegian ministry confirmed.", "receive", 80),
        ("Three more Swedish monitors joined the team on June 2.", "join", 3),
    ],
)
def test_who_or_what_comes_is_counted_as_what_the_act_is_done_to(sentence: str, predicate: str, number: int) -> None:
    quantity = of(sentence, predicate).quantity
    assert quantity is not None
    assert quantity.value == number


@pytest.mark.parametrize(
    ("sentence", "predicate", "thing"),
    [
        ("Nine of the captives whom Norway had promised to set free walked out of the prison on Wednesday.", "walk", "Nine of the captives"),
        ("Twenty trucks, the first of two convoys, left the yard at Bergen on Thursday.", "leave", "Twenty trucks"),
    ],
)
def test_a_verb_that_the_parser_hung_too_low_keeps_its_subject(sentence: str, predicate: str, thing: str) -> None:
    assert [c.object and c.object.text for c in coded(sentence).claims if c.predicate == predicate] == [thing]


@pytest.mark.parametrize(
    ("sentence", "predicate", "day"),
    [
        ("The convoys did not start again until August 26.", "start", "2023-08-26"),
        ("The swap was completed on April 19, when Norway delivered the seven maps.", "deliver", "2023-04-19"),
        ("Norway cleared the last of its 22 minefields on September 24, six days ahead of time.", "clear", "2023-09-24"),
        ("Three million euros withheld by Norway since July reached Sweden on Tuesday.", "reach", "2023-12-05"),
    ],
)
def test_the_day_of_the_act(sentence: str, predicate: str, day: str) -> None:
    claim = of(sentence, predicate)
    assert claim.happened is not None
    assert claim.happened.first == day
    assert claim.polarity == "positive"


def test_what_has_been_put_out_again_and_again_is_an_act() -> None:
    assert of("Norway and Sweden have been publishing the readings of their gauges every day since June 1.", "publish").illocution == "act"


def test_an_act_told_as_gone_by_is_one_though_it_has_no_tense() -> None:
    claim = of("Thirty Swedish soldiers spent the night at home after being handed over at the frontier on Wednesday.", "hand")
    assert (claim.illocution, claim.modality) == ("act", "asserted")


def test_neither_of_two_that_act_is_a_denial() -> None:
    assert of("He acknowledged that neither Norway nor Sweden had imposed anything new since January.", "impose").polarity == "negative"
