"""The shipped tables hold together: sorted, unique, known codes, a source in every row."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest

from servanda.actors.contexts import load_contexts
from servanda.actors.organs import load_organs
from servanda.actors.scanning import surface_forms
from servanda.actors.tables import read_actors, read_members, read_names

SOURCES = {"own", "factbook", "phoenix", "country-orgs", "un-regional-groups"}
UNDATED = {"name", "official", "acronym", "adjective", "people"}


@pytest.fixture(scope="module")
def names():
    return read_names()


def test_every_row_has_a_source_fit_to_ship(names):
    assert {row.source for row in names} <= SOURCES
    assert {actor.source for actor in read_actors().values()} <= SOURCES


@pytest.mark.parametrize("file", ["actors.csv", "names.csv", "members.csv"])
def test_files_are_sorted_and_unique(file):
    lines = files("servanda.actors").joinpath("data", file).read_text("utf-8").splitlines()[1:]
    assert len(lines) == len(set(lines))
    keys = [line.split(",")[0].strip('"') for line in lines if not line.startswith('"')]
    assert keys == sorted(keys)


def test_one_row_a_name_party_and_term(names):
    seen = Counter((row.name, row.code, row.first, row.last) for row in names)
    assert [key for key, count in seen.items() if count > 1] == []


def test_every_code_is_known(names):
    actors = read_actors()
    assert {row.code for row in names if row.form != "stop"} <= set(actors)
    for code, members in read_members().items():
        assert {code, *members} <= set(actors)


def test_every_party_can_be_found_by_some_name(names):
    named = {row.code for row in names}
    assert [code for code in read_actors() if code not in named] == []


def test_coverage():
    kinds = Counter(actor.kind for actor in read_actors().values())
    states = {code for code, actor in read_actors().items() if actor.kind == "state" and len(code) == 3 and code.isupper()}
    assert len(states) >= 195
    assert kinds["organisation"] >= 400
    assert kinds["armed group"] >= 150


def test_united_nations_members_are_states():
    actors = read_actors()
    members = [code for code in read_members()["UN"] if actors[code].kind != "state"]
    assert members == []
    assert len(read_members()["UN"]) >= 193


def test_regional_groups_of_the_united_nations():
    members = read_members()
    assert len(members["Eastern European Group"]) == 23
    assert {"ARM", "AZE", "GEO"} <= set(members["Eastern European Group"])
    assert "TUR" in members["WEOG"]
    assert "XKX" not in {code for group in ("Eastern European Group", "WEOG") for code in members[group]}


def test_terms_run_forwards(names):
    assert [row for row in names if row.first and row.last and row.first > row.last] == []


def test_names_of_states_and_peoples_are_not_shared(names):
    owners: dict[str, set[str]] = {}
    for row in names:
        if row.form in UNDATED and not row.first and not row.last and row.source != "phoenix":
            owners.setdefault(row.name, set()).add(row.code)
    assert {name: codes for name, codes in owners.items() if len(codes) > 1} == {}


def test_no_name_is_a_lower_case_word(names):
    spoken = {"eurozone", "anti-balaka"}
    assert [row.name for row in names for form in surface_forms(row) if form.islower() and " " not in form and form not in spoken] == []


def test_organ_words_are_lower_case_and_context_lists_load():
    organs = load_organs()
    assert [phrase for phrase in organs.phrases if phrase != phrase.lower() or phrase != " ".join(phrase.split())] == []
    assert load_contexts().following


def test_the_tables_stay_small():
    total = sum(len(files("servanda.actors").joinpath("data", file).read_bytes()) for file in ("actors.csv", "names.csv", "members.csv"))
    assert total < 6_000_000
