"""Kinds of error that reading claims against running text brought up: each in a sentence of our own."""

from __future__ import annotations

from functools import cache

import pytest

from servanda.coding import Coder
from servanda.documents import make_document
from servanda.records import Coded


@cache
def coded(sentence: str, outlet: str | None = None) -> Coded:
    """What the shipped pipeline and the coder make of a sentence."""
    (result,) = _coder().code([make_document(sentence, doc_id="d", outlet=outlet)])
    return result


@cache
def _coder() -> Coder:
    return Coder.load()


@pytest.mark.parametrize(
    ("sentence", "target"),
    [
        ("Norway condemned the attack in the northern province of Sweden.", []),  # where it was is not who did it
        ("Norway condemned Denmark's attack in the northern province of Sweden.", ["DNK"]),
        ("Norway commended Malawi's calls for the withdrawal of Danish forces.", ["MWI"]),
        ("Norway stands firm with the people of Sweden.", ["SWE"]),
    ],
)
def test_only_the_owner_of_a_thing_is_the_other_side(sentence: str, target: list[str]) -> None:
    (claim, *_) = [c for c in coded(sentence).claims if c.plover]
    assert [m.code for m in claim.recipients] == target


@pytest.mark.parametrize(
    ("sentence", "plover"),
    [
        ("Norway offered steadfast solidarity with the people of Sweden.", "SUPPORT"),
        ("Norwegian ministers attacked the inquiry.", "ACCUSE"),
        ("Norwegian police are investigating the crash.", None),
        ("The drummer Harry Watts recommended Peter Lund to the singer.", None),  # between private people
    ],
)
def test_an_everyday_or_figurative_sense_is_no_act_of_the_field(sentence: str, plover: str | None) -> None:
    assert {c.plover for c in coded(sentence).claims} == {plover}


def test_that_men_were_arrested_is_announced_is_one_arrest() -> None:
    arrests = [c for c in coded("Officials announced that 300 suspects were arrested in Norway.").claims if c.plover]
    assert [c.predicate for c in arrests] == ["arrest"]


def test_of_names_who_suffers_an_arrest_that_is_a_noun() -> None:
    (claim,) = [c for c in coded("Norway announced an arrest of a fisherman on Monday.").claims if c.plover]
    assert [m.text for m in claim.recipients] == ["fisherman"]
