"""Custom actor tables: names, role nouns, terms, and what is refused with file and line."""

from __future__ import annotations

import csv
import datetime
from functools import partial

import pytest

from servanda.actors import Gazetteer
from servanda.errors import TableError


def load(tmp_path, text: str, name: str = "own.csv") -> Gazetteer:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return Gazetteer.load([path])


TABLE = """name,code,kind,from,until
RURITANIA,RUR,actor,,
RURITAN*,RUR,actor,,
GREEN_BRIGADE_,GRNREB,actor,,
OTTO KELLER,RURGOV,actor,20100101,20141231
OTTO KELLER,RURELI,actor,20150101,
GERMANY,TEU,actor,,
WATCHMAN,~COP,agent,,
WATCH!PERSON!,~COP,agent,,
FOREIGN MINISTER,~GOVFRM,agent,,
RELIEF BODY,NGO~,agent,,
"""


def test_names_in_any_case_before_the_shipped_ones(tmp_path):
    found = load(tmp_path, TABLE).find("Ruritania, Ruritanian traders, the Green Brigade and germany")
    assert [(one.text, one.code) for one in found] == [("Ruritania", "RUR"), ("Ruritanian traders", "RUR"), ("Green Brigade", "GRNREB"), ("germany", "TEU")]


def test_terms(tmp_path):
    gazetteer = load(tmp_path, TABLE)
    assert gazetteer.find("Otto Keller", datetime.date(2012, 5, 1))[0].code == "RURGOV"
    assert gazetteer.find("Otto Keller", datetime.date(2020, 5, 1))[0].code == "RURELI"


def test_role_nouns_join_the_code_of_the_actor_beside_them(tmp_path):
    gazetteer = load(tmp_path, TABLE)
    found = gazetteer.find("A Ruritania watchman, France's watchwoman and the foreign minister of Ruritania Jan Kos")
    assert [(one.text, one.code, one.role) for one in found] == [
        ("Ruritania watchman", "RURCOP", "COP"),
        ("France's watchwoman", "FRACOP", "COP"),
        ("foreign minister of Ruritania Jan Kos", "RURGOVFRM", "GOVFRM"),
    ]
    assert gazetteer.find("a Ruritania relief body")[0].code == "NGORUR"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name,code,colour\nA,B,red\n", "own.csv:1: unknown columns: colour"),
        ("name,kind\nA,actor\n", "own.csv:1"),
        ("name,code,kind\nA,B,ghost\n", "own.csv:2: unknown kind 'ghost'"),
        ("name,code,kind,from,until\nA,B,actor,someday,\n", "own.csv:2: 'someday' is not a day"),
        ("name,code,kind,from,until\nA,B,actor,20231345,\n", "own.csv:2: '20231345' is not a day"),
        ("name,code,kind\nA,COP,agent\n", "own.csv:2: an agent's code needs one '~'"),
        ("name,code,kind\n,COP,actor\n", "own.csv:2: a row needs a name and a code"),
        ("name,code,kind\nA,B,actor\nA,B\n", "own.csv:3: the row does not have as many cells"),
    ],
)
def test_a_bad_table_is_refused_with_its_line(tmp_path, text, message):
    with pytest.raises(TableError) as raised:
        load(tmp_path, text)
    assert message in str(raised.value)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(TableError, match=r"nowhere\.csv"):
        Gazetteer.load([tmp_path / "nowhere.csv"])


BRANCHES = """name,code,kind,from,until
RURITANIA,RUR,actor,,
THE RU,RURUNI,actor,,
B.L.A,BLA,actor,,
RELIEF BODY,NGO~,agent,,
MSF,NGO~,agent,,
GREY GOOSE,~GGS,agent,,
ENVOY,~GOV,agent,,
CHAIRWOMAN,~GOV,agent,,
POLICE,~COP,agent,,
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Relief Body Ruritania met", [("Relief Body Ruritania", "NGORUR")]),
        ("an MSF Ruritania envoy", [("MSF Ruritania envoy", "NGORURGOV")]),  # before our own name of the body
        ("MSF met Ruritania", [("MSF", "MSF"), ("Ruritania", "RUR")]),
        ("Ruritania's grey geese and Ruritania chairwomen", [("Ruritania's grey geese", "RURGGS"), ("Ruritania chairwomen", "RURGOV")]),
        ("Ruritania's polices", [("Ruritania", "RUR")]),
        ("the R.U. team, the RU team", [("R.U.", "RURUNI"), ("RU", "RURUNI")]),
        ("the BLA and the B.L.A. met", [("BLA", "BLA"), ("B.L.A.", "BLA")]),
    ],
)
def test_branches_plurals_and_initials(tmp_path, text, expected):
    assert [(one.text, one.code) for one in load(tmp_path, BRANCHES).find(text)] == expected


@pytest.mark.parametrize("name", ["_", "*", "__*", ".", "--", "\u2026"])
@pytest.mark.parametrize(("code", "kind"), [("RUR", "actor"), ("~COP", "agent")])
def test_a_name_without_letters_is_refused_and_stops_no_gazetteer(tmp_path, name, code, kind):
    with pytest.raises(TableError) as refused:
        load(tmp_path, f"name,code,kind\nRURITANIA,RUR,actor\n{name},{code},{kind}\n")
    assert refused.value.where.endswith("own.csv:3")


def test_a_cell_longer_than_any_is_refused_with_its_line_though_articles_may_have_long_ones(tmp_path, request):
    request.addfinalizer(partial(csv.field_size_limit, csv.field_size_limit(10**7)))
    with pytest.raises(TableError) as refused:
        load(tmp_path, f"name,code\nRURITANIA,RUR\n{'A' * 140_000},RUR\n")
    assert refused.value.where.endswith("own.csv:3")
