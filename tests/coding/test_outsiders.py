"""Phrases that name those who brought an agreement about: by which words, and who is meant."""

from __future__ import annotations

import pytest
from corrected import coded

from servanda.coding.outsiders import OUTSIDER_FRAME, breaks, chaired, patterns, reaches, triggered
from servanda.ledger.mediators import OUTSIDER_FRAME as KNOWN


def test_the_ledger_knows_the_frame() -> None:
    assert OUTSIDER_FRAME == KNOWN


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("under the auspices of the league", "after"), ("Borean mediation", "before"), ("thrashed out with Borean help", "within"),
        ("brokered overnight by Borea", "after"), ("a Borean-brokered truce", "before"), ("Borean-led talks", "before"), ("talks hosted by Borea", "after"),
        ("in the presence of Borea's king", "after"), ("with Borea acting as go-between", "within"), ("with Borea's minister in the chair", "within"),
        ("thanked Borea for its good offices", "within"), ("Borea's minister, Ana Lund, who mediated", "before"), ("Borea, the mediator", "before"),
    ],
)  # fmt: skip
def test_words_that_name_an_outsider(words: str, place: str) -> None:
    assert place in {where for pattern, where in patterns() if pattern.search(words)}


@pytest.mark.parametrize("words", ["with Borea as a neighbour", "the help of its friends was refused", "signed by Borea", "led by Borea"])
def test_words_that_name_none(words: str) -> None:
    assert not any(pattern.search(words) for pattern, _ in patterns())


def test_what_stands_between_a_party_and_the_words_must_belong_to_it() -> None:
    assert reaches("'s foreign minister, Ana Lund")
    assert not reaches(" said, and the talks")
    assert breaks(" the border between ")
    assert not breaks(" the government of ")
    assert chaired().search("a joint commission, ")
    assert not chaired().search("two days of talks ")


def test_a_text_without_such_words_has_no_such_claim() -> None:
    assert not [c for c in coded("Armenia said that it had freed 14 sailors.").claims if c.frame == OUTSIDER_FRAME]


def test_the_words_are_looked_for_whole_and_the_longer_too() -> None:
    assert list(triggered("A truce brokered by Borea, brokers said", 0)) == [8, 27]
    assert not list(triggered("The pawnbroker shopped", 0))
