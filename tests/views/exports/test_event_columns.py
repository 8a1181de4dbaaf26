"""Each format has the columns its users load, in their order, and one cell a column whatever the event."""

from __future__ import annotations

from pathlib import Path

import pytest
from told import Told, condemnation, meeting

from servanda.views.exports import gdelt1, gdelt2
from servanda.views.exports.formats import EVENTS

TABS = [name for name, form in EVENTS.items() if form.style.startswith("tab")]


@pytest.mark.parametrize(("name", "count"), [("icews", 20), ("polecat", 40), ("gdelt1", 58), ("gdelt2", 61), ("phoenix", 26), ("acled", 31)])
def test_formats_have_as_many_columns_as_their_loaders_expect(name: str, count: int) -> None:
    assert len(EVENTS[name].columns) == len(set(EVENTS[name].columns)) == count


# The place of columns that loaders take by number, counted from one.
@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("icews", {1: "Event ID", 2: "Event Date", 7: "CAMEO Code", 8: "Intensity", 11: "Target Country", 13: "Sentence Number", 20: "Longitude"}),
        ("polecat", {5: "Intensity", 6: "Quad Code", 8: "Actor Name", 14: "Actor Name Raw", 23: "Wikipedia Recipient ID", 31: "GeoNames ID", 40: "Version"}),
        ("gdelt1", {2: "SQLDATE", 6: "Actor1Code", 16: "Actor2Code", 27: "EventCode", 31: "GoldsteinScale", 39: "Actor1Geo_ADM1Code", 40: "Actor1Geo_Lat"}),
        ("gdelt1", {50: "ActionGeo_Type", 52: "ActionGeo_CountryCode", 56: "ActionGeo_FeatureID", 57: "DATEADDED", 58: "SOURCEURL"}),
        ("gdelt2", {26: "IsRootEvent", 30: "QuadClass", 40: "Actor1Geo_ADM2Code", 54: "ActionGeo_CountryCode", 60: "DATEADDED", 61: "SOURCEURL"}),
        ("phoenix", {1: "EventID", 6: "SourceActorFull", 14: "EventCode", 16: "PentaClass", 18: "Issues", 24: "SentenceID", 26: "NewsSources"}),
        ("acled", {1: "event_id_cnty", 10: "inter1", 16: "iso", 25: "geo_precision", 29: "fatalities", 31: "timestamp"}),
    ],
)
def test_columns_stand_where_loaders_look_for_them(name: str, places: dict[int, str]) -> None:
    assert {place: EVENTS[name].columns[place - 1] for place in places} == places


def test_the_second_gdelt_only_adds_three_columns() -> None:
    added = [column for column in gdelt2.COLUMNS if column not in gdelt1.COLUMNS]
    assert added == ["Actor1Geo_ADM2Code", "Actor2Geo_ADM2Code", "ActionGeo_ADM2Code"]
    assert [column for column in gdelt2.COLUMNS if column not in added] == list(gdelt1.COLUMNS)


@pytest.mark.parametrize("name", TABS)
def test_every_line_has_a_cell_for_every_column(name: str, tmp_path: Path) -> None:
    told = meeting()
    told.events += condemnation().events
    told.tell("", "", "ASSAULT", None)
    lines = told.written(name, tmp_path).decode().splitlines()
    assert {line.count("\t") for line in lines} == {len(EVENTS[name].columns) - 1}
    assert (lines[0].split("\t") == list(EVENTS[name].columns)) == (EVENTS[name].style == "tab with header")


def test_files_are_called_as_loaders_look_for_them() -> None:
    assert {name: form.file for name, form in EVENTS.items() if form.file.endswith(".CSV")}.keys() == {"gdelt1", "gdelt2"}
    assert EVENTS["polecat"].file.startswith("ngecEvents.")
    assert EVENTS["polecat"].file.endswith(".DV.txt")
    assert len({form.file for form in EVENTS.values()}) == len(EVENTS)


@pytest.mark.parametrize("name", EVENTS)
def test_an_empty_ledger_gives_a_file_without_rows(name: str, tmp_path: Path) -> None:
    assert Told().written(name, tmp_path).count(b"\n") == (0 if EVENTS[name].style in ("tab", "json lines") else 1)


@pytest.mark.parametrize("name", EVENTS)
def test_the_same_events_give_the_same_bytes(name: str, tmp_path: Path) -> None:
    assert meeting().written(name, tmp_path) == meeting().written(name, tmp_path)
