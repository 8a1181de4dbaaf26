"""Strangers, crowds and those named only by whose they are: what pronouns take up, and what an owner's code does not reach."""

from __future__ import annotations

import pytest
from corrected import coded, codes, knowledge

from servanda.coding.naming import coordinated
from servanda.records import Claim


def last(*sentences: str, **metadata: str | None) -> Claim:
    """The last claim with a PLOVER type."""
    return [c for c in coded(*sentences, **metadata).claims if c.plover][-1]


def test_she_is_the_stranger_who_acted_last_not_a_known_party_before() -> None:
    claim = last("Norway condemned Sweden.", "Anna Holm met Norway's envoy.", "She condemned Sweden.")
    assert [(m.text, m.code) for m in claim.agents] == [("Anna Holm", None)]


def test_they_are_the_crowd_that_acted_last() -> None:
    claim = last("Armenia and Azerbaijan released prisoners.", "The miners blocked a road.", "They condemned Georgia.")
    assert [(m.text, m.code) for m in claim.agents] == [("miners", None)]


def test_a_pronoun_that_stands_for_nobody_named_keeps_its_words_as_the_other_side() -> None:
    assert [(m.text, m.code) for m in last("Norway condemned them.").recipients] == [("them", None)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ukraine's critics condemned Sweden.", [None]),  # not Ukraine's own
        ("His Norwegian counterpart condemned Sweden.", ["NOR"]),
        ("Experts on Norway condemned Sweden.", [None]),
    ],
)
def test_an_owners_code_reaches_its_own_people_only(sentence: str, expected: list[str | None]) -> None:
    assert codes(last(sentence).agents) == expected


def test_whose_arrest_it_is_was_arrested() -> None:
    claims = [c for c in coded("The opposition leader's arrest was condemned by Norway.").claims if c.plover == "COERCE"]
    assert [(codes(c.agents), [m.text for m in c.recipients]) for c in claims] in ([], [([], ["opposition leader"])])
    assert not any(m.text == "opposition leader" for c in claims for m in c.agents)


def test_a_storm_with_a_name_accuses_nobody() -> None:
    assert [c.plover for c in coded("Hurricane Zeta slammed the coast.").claims if c.plover] == []


def test_an_accord_is_nobody_to_praise() -> None:
    assert last("Norway praised the Harbour Accords.").recipients == ()


def test_whom_the_praised_thing_belongs_to_is_praised() -> None:
    assert [(m.text, m.code) for m in last("Norway praised Holm's courage.").recipients] == [("Holm", None)]


def test_whom_an_attack_was_against_is_not_condemned() -> None:
    claims = [c for c in coded("Norway condemned an attack against Ukraine.").claims if c.plover == "ACCUSE"]
    assert [codes(c.recipients) for c in claims] == [[]]


def test_ministers_of_two_states_named_side_by_side_are_a_pair() -> None:
    text = "Ministers Ana Lund of Georgia and Per Holm of Iran met; Georgia and, later, Iran spoke."
    pairs = coordinated(text, knowledge().gazetteer.find(text))
    assert [codes(pair) for pair in pairs] == [["GEO", "IRN"]]
