"""The people a text names: gender by their words, and parts of names that stand for the whole."""

from __future__ import annotations

import pytest
from corrected import claim, codes, knowledge, reading

from servanda.coding.descriptions import headword
from servanda.coding.parties import Parties
from servanda.coding.people import gender_of
from servanda.coding.voices import presented_with

PRESENTED = "Brazil's foreign minister, Paulo Sandoval, met Hugo Lind of Guyana."


@pytest.mark.parametrize(
    ("words", "expected"),
    [(["ruth", "akello"], "female"), (["mr", "akello"], "male"), (["spokeswoman", "paul"], "female"), (["akello"], None), (["king", "queen"], None)],
)
def test_gender_is_told_by_nouns_before_given_names(words: list[str], expected: str | None) -> None:
    assert gender_of(words) == expected


def test_people_are_named_with_the_office_before_them() -> None:
    people = Parties(reading(PRESENTED), knowledge().gazetteer).people.named
    assert [(p.parts, p.phrase.text, p.gender) for p in people] == [(("Paulo", "Sandoval"), "minister", "male"), (("Hugo", "Lind"), "Hugo", "male")]


def test_he_is_the_subject_among_two_men() -> None:
    assert codes(claim(PRESENTED, "He praised Armenia.", action="praise").agents) == ["BRA"]


@pytest.mark.parametrize(("name", "head"), [("International Monetary Fund", "fund"), ("League of Arab States", "league"), (None, "")])
def test_the_head_of_a_bodys_name(name: str | None, head: str) -> None:
    assert headword(name) == head


@pytest.mark.parametrize(
    ("surname", "text", "expected"),
    [
        ("berg", "Secretary Dana Reed and Norwegian Foreign Minister Ola Berg", ["NOR"]),
        ("diallo", "President Kasso of Mali and Prime Minister Diallo of Niger", ["NER"]),
        ("tran", "Tran Minh Duc, Vietnamese Prime Minister", ["VNM"]),
        ("berg", "Talks with Norway", []),
    ],
)
def test_who_presents_a_speaker(surname: str, text: str, expected: list[str]) -> None:
    assert codes(presented_with(surname, text, knowledge().gazetteer.find(text))) == expected
