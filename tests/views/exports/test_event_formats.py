"""What each format writes for a meeting, read back as its users do."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from told import YEREVAN, Told, claim, condemnation, document, meeting, party


def filled(row: dict[str, str]) -> dict[str, str]:
    return {name: cell for name, cell in row.items() if cell}


def test_icews_tells_who_did_what_to_whom(tmp_path: Path) -> None:
    row, mirror = meeting().loaded("icews", tmp_path)
    known = filled(row)
    assert known.pop("Event ID").isdigit()
    assert known.pop("Story ID").isdigit()
    assert known == {
        "Event Date": "2031-03-02", "Source Name": "Cabinet Office (Armenia)", "Source Sectors": "Government", "Source Country": "Armenia",
        "Event Text": "consultation of no further kind", "CAMEO Code": "040", "Intensity": "1.0",
        "Target Name": "Foreign Ministry (Georgia)", "Target Sectors": "Government", "Target Country": "Georgia",
        "Publisher": "Harbour Press", "City": "Yerevan", "Country": "Armenia", "Latitude": "40.1811", "Longitude": "44.5136",
    }  # fmt: skip
    assert (mirror["Source Name"], mirror["Target Name"]) == ("Foreign Ministry (Georgia)", "Cabinet Office (Armenia)")
    assert mirror["Event ID"] != row["Event ID"]


def test_icews_names_people_and_parts_of_a_state(tmp_path: Path) -> None:
    told = Told()
    told.tell(
        "ARM", "GEO", "ACCUSE", "111",
        claim(1, agents=[party("ARM", "Ms Vane", kind="person", role="GOV", organ="Ada Vane")], recipients=[party("GEO", "Georgian troops", role="MIL")]),
    )  # fmt: skip
    (row,) = told.loaded("icews", tmp_path)
    assert (row["Source Name"], row["Target Name"], row["Target Sectors"]) == ("Ada Vane", "Military (Georgia)", "Military")


def test_polecat_keeps_an_event_in_one_row(tmp_path: Path) -> None:
    (row,) = meeting().loaded("polecat", tmp_path)
    assert filled(row) == {
        "Event ID": "20310302-1-E000000000001_CONSULT", "Event Date": "2031-03-02", "Event Type": "CONSULT", "Intensity": "2.5", "Quad Code": "1",
        "Contexts": "diplomatic", "Actor Name": "Armenia", "Actor Country": "ARM", "Primary Actor Sector": "GOV", "Actor Sectors": "GOV",
        "Actor Title": "Cabinet Office", "Actor Name Raw": "Armenia's Cabinet Office", "Recipient Name": "Georgia", "Recipient Country": "GEO",
        "Primary Recipient Sector": "GOV", "Recipient Sectors": "GOV", "Recipient Title": "Foreign Ministry",
        "Recipient Name Raw": "the Georgian Foreign Ministry", "Placename": "Yerevan", "City": "Yerevan", "Country": "Armenia", "Latitude": "40.1811",
        "Longitude": "44.5136", "Raw Placename": "Yerevan", "Source": "Harbour Press", "Publication Date": "2031-03-04", "Story Locations": "Yerevan",
        "Language": "en", "Version": "servanda-polecat-1",
    }  # fmt: skip


def test_polecat_ids_name_the_mode_and_compound_sides_are_joined(tmp_path: Path) -> None:
    told = Told()
    told.tell("ARM GEO", "EU UN", "REJECT", "120", claim(), mode="meet")
    (row,) = told.loaded("polecat", tmp_path)
    assert row["Event ID"].endswith("_REJECT_meet")
    assert (row["Actor Name"], row["Actor Country"]) == ("Armenia;Georgia", "ARM;GEO")
    assert (row["Recipient Name"], row["Recipient Country"]) == ("European Union;United Nations", "EUR;UNO")


@pytest.mark.parametrize(("name", "added"), [("gdelt1", "20310304"), ("gdelt2", "20310304000000")])
def test_gdelt_writes_days_and_codes_in_its_own_ways(name: str, added: str, tmp_path: Path) -> None:
    row, mirror = meeting().loaded(name, tmp_path)
    known = filled(row)
    assert known.pop("GLOBALEVENTID").isdigit()
    assert known == {
        "SQLDATE": "20310302", "MonthYear": "203103", "Year": "2031", "FractionDate": "2031.1699",
        "Actor1Code": "ARMGOV", "Actor1Name": "ARMENIA", "Actor1CountryCode": "ARM", "Actor1Type1Code": "GOV",
        "Actor2Code": "GEOGOV", "Actor2Name": "GEORGIA", "Actor2CountryCode": "GEO", "Actor2Type1Code": "GOV",
        "IsRootEvent": "1", "EventCode": "040", "EventBaseCode": "040", "EventRootCode": "04", "QuadClass": "1", "GoldsteinScale": "1.0",
        "NumMentions": "2", "NumSources": "2", "NumArticles": "2", "Actor1Geo_Type": "0", "Actor2Geo_Type": "0",
        "ActionGeo_Type": "4", "ActionGeo_FullName": "Yerevan, Armenia", "ActionGeo_CountryCode": "AM", "ActionGeo_Lat": "40.1811",
        "ActionGeo_Long": "44.5136", "DATEADDED": added, "SOURCEURL": "https://harbour.example/d1",
    }  # fmt: skip
    assert (mirror["Actor1Code"], mirror["Actor2Code"]) == ("GEOGOV", "ARMGOV")


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ({"country": "DEU", "precision": "country", "name": "Germany"}, ("1", "Germany", "GM", "GM", "GM")),
        ({"country": "USA", "precision": "city", "name": "Dover"}, ("3", "Dover, United States", "US", "", "")),
        ({"country": "USA", "precision": "province", "name": "Ohio"}, ("2", "Ohio, United States", "US", "", "")),
        ({"country": "CHN", "precision": "province", "name": "Hebei"}, ("5", "Hebei, China", "CH", "", "")),
        ({"country": "SRB", "precision": "city", "name": "Novi Sad"}, ("4", "Novi Sad, Serbia", "RI", "", "")),
        ({"country": "PSE", "precision": "city", "name": "Rafah", "lon": 34.25}, ("4", "Rafah, Palestine", "GZ", "", "")),
        ({"country": "PSE", "precision": "city", "name": "Nablus", "lon": 35.26}, ("4", "Nablus, Palestine", "WE", "", "")),
        ({"country": None, "precision": "point", "name": "Cold Sea"}, ("4", "Cold Sea", "", "", "")),
    ],
)
def test_gdelt_places_have_fips_codes(place: dict[str, object], expected: tuple[str, ...], tmp_path: Path) -> None:
    told = Told()
    told.tell("ARM", "", "PROTEST", "140", claim(1, place=place))
    (row,) = told.loaded("gdelt2", tmp_path)
    fields = ("Type", "FullName", "CountryCode", "ADM1Code", "FeatureID")
    assert tuple(row[f"ActionGeo_{field}"] for field in fields) == expected


def test_gdelt_calls_an_event_root_only_where_a_first_paragraph_tells_it(tmp_path: Path) -> None:
    told = meeting()
    told.documents = {name: document(name, text="One.\n\nThe words.", body_start=0) for name in told.documents}
    told.claims = {name: claim(int(name[1:]), c.doc_id, c.agents, c.recipients) for name, c in told.claims.items()}
    assert told.loaded("gdelt1", tmp_path)[0]["IsRootEvent"] == "1"
    told.documents = {name: document(name, text="On.\n\nThe words.", body_start=0) for name in told.documents}
    late = {"start": 9, "end": 12, "sentence_start": 9}
    told.claims = {name: type(c)(**{f: getattr(c, f) for f in c.__struct_fields__} | late) for name, c in told.claims.items()}
    assert told.loaded("gdelt1", tmp_path)[0]["IsRootEvent"] == "0"


def test_phoenix_splits_actors_and_lists_its_sources(tmp_path: Path) -> None:
    row, _ = meeting().loaded("phoenix", tmp_path)
    known = filled(row)
    assert known.pop("EventID").removesuffix("_1").isdigit()
    assert known == {
        "Date": "20310302", "Year": "2031", "Month": "03", "Day": "02",
        "SourceActorFull": "ARMGOV", "SourceActorEntity": "ARM", "SourceActorRole": "GOV",
        "TargetActorFull": "GEOGOV", "TargetActorEntity": "GEO", "TargetActorRole": "GOV",
        "EventCode": "040", "EventRootCode": "04", "PentaClass": "1", "GoldsteinScore": "1.0", "Issues": "DIPLOMATIC,1",
        "Lat": "40.1811", "Lon": "44.5136", "LocationName": "Yerevan", "CountryCode": "ARM", "SentenceID": "d1_4;d2_4",
        "URLs": "https://harbour.example/d1;https://harbour.example/d2", "NewsSources": "Harbour Press;Island Courier",
    }  # fmt: skip


def test_plover_names_a_table_beside_every_number(tmp_path: Path) -> None:
    (row,) = map(json.loads, meeting().written("plover", tmp_path).splitlines())
    assert row["quad_code"] == {"value": 1, "name": "verbal cooperation", "table": "quad-plover-0.8"}
    assert row["event_scale"] == {"value": 2.5, "table": "plover-0.8-mended"}
    assert row["goldstein"] == {"value": 1.0, "table": "goldstein-gdelt-1"}
    assert row["quad_gdelt"]["table"] == "quad-gdelt-1"
    assert row["penta_phoenix"] == {"value": 1, "name": "verbal cooperation", "table": "penta-phoenix-1"}
    assert (row["id"], row["event"], row["cameo"], row["date"], row["sources"]) == ("E000000000001", "CONSULT", "040", "2031-03-02", 2)
    assert [entity["code"] for entity in (*row["actor"], *row["recipient"])] == ["ARM", "GEO"]
    assert row["actor"][0]["sector"] == ["GOV"]
    assert row["text_info"] == [{"text_story": "d1", "start": 4, "end": 40}, {"text_story": "d2", "start": 4, "end": 40}]
    assert [citation["publication"] for citation in row["cite_info"]] == ["Harbour Press", "Island Courier"]


def test_acled_has_a_slot_for_each_of_two_who_act_together(tmp_path: Path) -> None:
    told = Told()
    told.tell("ARM GEO", "", "AGREE", "057", claim(1, place=YEREVAN), on="2031-05-16")
    (row,) = told.loaded("acled", tmp_path)
    known = filled(row)
    assert known.pop("event_id_cnty").removeprefix("ARM").isdigit()
    assert known == {
        "event_date": "2031-05-16", "year": "2031", "time_precision": "1", "disorder_type": "Strategic developments",
        "event_type": "Strategic developments", "sub_event_type": "Agreement", "actor1": "Armenia", "inter1": "1", "actor2": "Georgia", "inter2": "1",
        "interaction": "11", "iso": "51", "country": "Armenia", "location": "Yerevan", "latitude": "40.1811", "longitude": "44.5136",
        "geo_precision": "1", "source": "Harbour Press", "notes": "an act", "tags": "plover=AGREE;cameo=057",
        "timestamp": str(int(datetime.datetime(2031, 3, 4, tzinfo=datetime.UTC).timestamp())),
    }  # fmt: skip


def test_acled_counts_no_deaths_and_gives_talk_no_type(tmp_path: Path) -> None:
    (row,) = meeting().loaded("acled", tmp_path)
    assert (row["event_type"], row["disorder_type"], row["fatalities"]) == ("", "", "")
    assert row["tags"] == "plover=CONSULT;cameo=040"


def test_acled_marks_civilians_as_targets_and_protesters_as_such(tmp_path: Path) -> None:
    told, rebels, people = Told(), party(None, "the hill band", role="REB"), party("ARM", "villagers", kind="people", role="CVL")
    told.tell("", "ARM", "ASSAULT", "180", claim(1, agents=[rebels], recipients=[people]), mode="beat")
    told.tell("ARM", "", "PROTEST", "141", claim(2, agents=[people]), mode="demo")
    attack, protest = told.loaded("acled", tmp_path)
    assert (attack["inter1"], attack["inter2"], attack["interaction"], attack["civilian_targeting"]) == ("2", "7", "27", "Civilian targeting")
    assert (attack["event_type"], attack["sub_event_type"]) == ("Violence against civilians", "Attack")
    assert (protest["inter1"], protest["interaction"], protest["event_type"]) == ("6", "60", "Protests")


def test_days_of_events_without_a_day_are_those_of_the_first_report(tmp_path: Path) -> None:
    told = condemnation()
    told.events = [type(e)(**{f: getattr(e, f) for f in e.__struct_fields__} | {"on": None, "precision": "unknown"}) for e in told.events]
    assert told.loaded("gdelt1", tmp_path)[0]["SQLDATE"] == "20310304"
    assert told.loaded("acled", tmp_path)[0]["time_precision"] == "2"
    told.documents = {}
    assert told.loaded("gdelt1", tmp_path)[0]["SQLDATE"] == ""
    assert told.loaded("gdelt2", tmp_path)[0]["DATEADDED"] == ""
    assert told.loaded("phoenix", tmp_path)[0]["Date"] == ""
