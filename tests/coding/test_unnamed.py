"""Parties that no table knows, parties counted or owned, and things that act for their owner."""

from __future__ import annotations

from pathlib import Path

import pytest
from corrected import coded, codes, knowledge, reading

from servanda.actors import Gazetteer
from servanda.coding.document import Knowledge, code_reading
from servanda.records import Mention


def agents(sentence: str) -> list[Mention]:
    """Who acts, over all claims that have a PLOVER type, in text order."""
    return [m for c in coded(sentence).claims if c.plover for m in c.agents]


def words(sentence: str) -> list[tuple[str, str | None]]:
    """Words and code of those who act."""
    return [(m.text, m.code) for m in agents(sentence)]


@pytest.mark.parametrize(
    ("sentence", "text", "kind", "role"),
    [
        ("The rebels condemned Georgia.", "rebels", "people", "REB"),
        ("The employees condemned Georgia.", "employees", "people", "LAB"),
        ("The council condemned Georgia.", "council", "people", "UNS"),
        ("The charity condemned Georgia.", "charity", "people", "NGO"),
        ("The Harbour League condemned Georgia.", "Harbour League", "group", "UNS"),  # a body by name
        ("Anna Holm condemned Georgia.", "Anna Holm", "person", None),
        ("The growers blocked the road to Tbilisi.", "growers", "people", None),  # by the ending of the noun
        ("The sappers attacked the Georgian army.", "sappers", "people", None),
    ],
)
def test_people_bodies_names_and_agentive_nouns_act_without_a_code(sentence: str, text: str, kind: str, role: str | None) -> None:
    assert [(m.text, m.code, m.kind, m.role) for m in agents(sentence)] == [(text, None, kind, role)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The barrier blocked the road to Tbilisi.",  # ends like "grower"
        "The weather condemned Georgia.",
        "The harbour condemned Georgia.",
        "The values attacked the Georgian army.",
        "The rival condemned Georgia.",  # names nobody where nobody was named before
        "A neighbour condemned Georgia.",
        "A counterpart condemned Georgia.",
        "Norway's rivals condemned Georgia.",
    ],
)
def test_things_and_empty_descriptions_do_not_act(sentence: str) -> None:
    assert agents(sentence) == []


def test_an_empty_noun_with_a_number_names_somebody() -> None:
    assert words("Two countries condemned Georgia.") == [("Two countries", None)]


def test_a_body_of_a_state_has_its_code() -> None:
    assert [(m.code, m.role) for m in agents("The Norwegian charity condemned Georgia.")] == [("NOR", "NGO")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Lawmakers in Norway and Sweden condemned Georgia.", ["NOR", "SWE"]),
        ("The leaders of Norway, Sweden and Finland condemned Georgia.", ["NOR", "SWE", "FIN"]),
        ("The soldiers in the north condemned Georgia.", [None]),
    ],
)
def test_an_office_belongs_to_each_owner_of_a_coordinated_phrase(sentence: str, expected: list[str | None]) -> None:
    assert [m.code for m in agents(sentence)] == expected


def test_the_role_is_that_of_each_owner() -> None:
    assert {m.role for m in agents("The leaders of Norway, Sweden and Finland condemned Georgia.")} == {"GOV"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A group of Norwegian lawmakers condemned Georgia.", ("group of Norwegian lawmakers", "NOR", "LEG")),
        ("A team of Norway's soldiers met the Georgian minister.", ("team of Norway's soldiers", "NOR", "MIL")),
        ("A team of soldiers met the Georgian minister.", ("team of soldiers", None, "MIL")),
        ("The council condemned Georgia.", ("council", None, "UNS")),  # nobody counted: the group itself
    ],
)
def test_of_a_counted_group_those_counted_tell_who_it_is(sentence: str, expected: tuple[str, str | None, str]) -> None:
    assert [(m.text, m.code, m.role) for m in agents(sentence)] == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Norway's missiles struck a town in Georgia.", [("Norway's missiles", "NOR")]),
        ("Norwegian artillery shelled a town in Georgia.", [("Norwegian artillery", "NOR")]),
        ("A Norwegian report condemned Georgia.", [("Norwegian report", "NOR")]),
        ("Rebel missiles struck a town in Georgia.", [("Rebel", None)]),  # an owner without a code
        ("Norway's mountains struck a town in Georgia.", []),
    ],
)
def test_weapons_and_papers_act_for_their_owner_and_other_things_do_not(sentence: str, expected: list[tuple[str, str | None]]) -> None:
    assert words(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Lawmakers and officials in Norway condemned Georgia.", "NOR"),
        ("Soldiers and police in Norway attacked the village.", "NOR"),
        ("Norway's press and government condemned Georgia.", "NOR"),
    ],
)
def test_the_owner_beside_one_half_of_a_coordination_is_shared(sentence: str, code: str) -> None:
    assert {m.code for m in agents(sentence)} == {code}


OWN = "name,code,kind\nROHAN,ROH,actor\nARNOR,ARN,actor\nMINISTER,~GOV,agent\n"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [("The ministers of Rohan and Arnor condemned Georgia.", ["ROHGOV", "ARNGOV"]), ("The roads of Rohan and Arnor crossed Georgia.", [])],
)
def test_an_office_of_a_custom_table_joins_the_code_of_each_owner(tmp_path: Path, sentence: str, expected: list[str]) -> None:
    table = tmp_path / "own.csv"
    table.write_text(OWN, encoding="utf-8")
    found = code_reading(reading(sentence), Knowledge(Gazetteer.load([table]), knowledge().lexicon)).claims
    assert [code for c in found if c.plover for code in codes(c.agents)] == expected
