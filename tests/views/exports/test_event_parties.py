"""Parties in the formats: codes, roles, and actors that no table knows, who are never dropped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from told import Told, claim, condemnation, government, party

from servanda.records import Mention
from servanda.views.exports.facts import facts_of
from servanda.views.exports.parties import Party, sides


def both(told: Told) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The parties of either side by code or words."""
    (facts,) = facts_of(told)
    source, target = sides(facts)
    return tuple(one.key for one in source), tuple(one.key for one in target)


def the_party(code: str, *mentions: Mention, kind: str = "state") -> Party:
    told = Told()
    told.tell(code, "", "SUPPORT", "050", claim(1, agents=mentions or [party(code, kind=kind)]))
    (facts,) = facts_of(told)
    return sides(facts)[0][0]


@pytest.mark.parametrize(
    ("code", "role", "full"),
    [
        ("ARM", "GOV", "ARMGOV"),
        ("ARM", None, "ARM"),
        ("ROU", "MIL", "ROMMIL"),
        ("EU", None, "IGOEUREEC"),
        ("UN", None, "IGOUNO"),
        ("NATO", "MIL", "IGOMILWSTNAT"),
        ("OTS", None, "IGO"),
        ("ICRC", None, "NGOIRC"),
        ("Hamas", None, "PSEREBHMS"),
        ("ARSA", None, "REB"),
        ("Abkhazia", "GOV", "GOV"),
    ],
)
def test_full_codes_are_cameos(code: str, role: str | None, full: str) -> None:
    assert the_party(code, party(code, role=role)).full == full


def test_a_role_is_taken_from_whichever_claim_has_it_but_not_from_the_people() -> None:
    plain, office, soldiers = party("ARM", kind="state"), government("ARM", "the Cabinet Office", "Cabinet Office"), party("ARM", kind="people", role="MIL")
    assert the_party("ARM", soldiers, plain, office).roles == ("GOV",)
    assert the_party("ARM", soldiers).roles == ("MIL",)
    assert the_party("ARM", plain, office).organ == "Cabinet Office"


def test_unknown_actors_keep_their_words_on_the_side_where_they_act() -> None:
    assert both(condemnation()) == (("ARM",), ("the hill militia",))
    told = Told()
    told.tell("ARM", "GEO", "CONSULT", "040", claim(1, agents=[party("ARM"), party(None, "the hill militia")], recipients=[party("GEO")]))
    assert both(told) == (("ARM", "the hill militia"), ("GEO",))
    told = Told()
    told.tell("", "ARM", "ASSAULT", "190", claim(1, agents=[party(None, "gunmen")], recipients=[party("ARM")]))
    assert both(told) == (("gunmen",), ("ARM",))


def test_words_for_parties_that_stand_there_are_no_further_actors() -> None:
    told = Told()
    told.tell("ARM GEO", "", "AGREE", "057", claim(1, agents=[party(None, "The two sides"), party("ARM"), party("GEO")]))
    assert both(told) == (("ARM", "GEO"), ())
    told = Told()
    told.tell("ARM GEO", "", "AGREE", "057", claim(1, agents=[party(None, "the two leaders")]))
    assert both(told) == (("ARM", "GEO"), ())


def test_who_is_charged_by_a_speaker_stands_as_target() -> None:
    told = Told()
    told.tell("ARM", "", "ACCUSE", "112", claim(1, agents=[party(None, "the hill militia")]))
    assert both(told) == (("ARM",), ("the hill militia",))


def test_bodies_that_the_ledger_names_by_their_words_are_unknown_actors() -> None:
    told = Told()
    told.tell("Ruritania", "", "REQUEST", "020", claim(1, agents=[party(None, "Ruritania", kind="state", name="Ruritania")]))
    (facts,) = facts_of(told)
    ((one,), _) = sides(facts)
    assert (one.code, one.name, one.full) == (None, "Ruritania", "")


def test_words_that_look_like_a_code_do_not_become_one() -> None:
    told = Told()
    told.tell("", "", "PROTEST", "140", claim(1, agents=[party(None, "AU")]))
    (facts,) = facts_of(told)
    assert (sides(facts)[0][0].code, sides(facts)[0][0].full) == (None, "")


def test_parties_of_a_table_of_the_users_are_known_by_their_mentions(tmp_path: Path) -> None:
    one = the_party("QQQ", party("QQQ", "Quorn", name="Quorn", kind="state", role="GOV"))
    assert (one.code, one.name, one.state, one.full) == ("QQQ", "Quorn", "QQQ", "QQQGOV")


@pytest.mark.parametrize(
    ("form", "cells"),
    [
        ("icews", {"Target Name": "the hill militia", "Target Country": "", "Target Sectors": ""}),
        ("polecat", {"Recipient Name": "None", "Recipient Name Raw": "the hill militia", "Recipient Country": ""}),
        ("gdelt1", {"Actor2Code": "", "Actor2Name": "THE HILL MILITIA", "Actor2CountryCode": ""}),
        ("gdelt2", {"Actor2Code": "", "Actor2Name": "THE HILL MILITIA"}),
        ("phoenix", {"TargetActorFull": "---", "TargetActorEntity": "---", "TargetActorRole": ""}),
        ("acled", {"actor2": "the hill militia", "inter2": "8"}),
    ],
)
def test_unknown_actors_come_out_as_each_formats_users_expect(form: str, cells: dict[str, str], tmp_path: Path) -> None:
    (row,) = condemnation().loaded(form, tmp_path)
    assert {name: row[name] for name in cells} == cells


def test_unknown_actors_have_words_and_no_code_in_plover(tmp_path: Path) -> None:
    (row,) = map(json.loads, condemnation().written("plover", tmp_path).splitlines())
    assert row["recipient"] == [{"code": None, "identifier_id": None, "identifier_text": None, "sector": [], "entity_text": "the hill militia", "office": None}]


def test_the_role_of_an_unknown_actor_is_kept(tmp_path: Path) -> None:
    told = Told()
    told.tell("", "ARM", "ASSAULT", "190", claim(1, agents=[party(None, "insurgents", role="REB", organ="insurgents")], recipients=[party("ARM")]))
    assert told.loaded("icews", tmp_path)[0]["Source Name"] == "insurgents"
    assert told.loaded("phoenix", tmp_path, expand=False)[0]["SourceActorFull"] == "---REB"
    assert told.loaded("gdelt1", tmp_path)[0]["Actor1Code"] == told.loaded("gdelt1", tmp_path)[0]["Actor1Type1Code"] == "REB"
    assert told.loaded("icews", tmp_path)[0]["Source Sectors"] == "Rebel"
    assert told.loaded("polecat", tmp_path)[0]["Primary Actor Sector"] == "REB"


def test_a_side_without_anybody_is_empty_and_not_unknown(tmp_path: Path) -> None:
    told = Told()
    told.tell("ARM", "", "PROTEST", "140", claim(1, agents=[party("ARM")]))
    assert told.loaded("phoenix", tmp_path)[0]["TargetActorFull"] == ""
    assert told.loaded("polecat", tmp_path)[0]["Recipient Name"] == ""
