"""Places: found, told apart from namesakes, persons and states, and put on the map."""

from __future__ import annotations

import time

import pytest

from servanda.language.grammar import atlas
from servanda.language.grammar.folding import fold
from servanda.language.places import find_places, survey
from servanda.records import Dateline, Document, Place


def places(text: str, dateline: Dateline | None = None) -> list[Place]:
    found = find_places(Document(doc_id="d", text=text, dateline=dateline))
    assert all(text[place.start : place.end].strip() and place.doc_id == "d" for place in found)
    return found


def short(text: str) -> list[tuple[str, str | None, str]]:
    return [(text[place.start : place.end], place.country, place.precision) for place in places(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks were held in Tbilisi.", ("Tbilisi", "GEO", "city")),
        ("The talks in Nagorno-Karabakh went on.", ("Nagorno-Karabakh", "AZE", "province")),
        ("The army entered Tigray in November.", ("Tigray", "ETH", "province")),
        ("Ships crossed the Black Sea.", ("Black Sea", None, "point")),
        ("Crimea was named in the text.", ("Crimea", None, "province")),
        ("A convoy reached Gaza.", ("Gaza", "PSE", "province")),
        ("He moved to St. Petersburg.", ("St. Petersburg", "RUS", "city")),
        ("They met in Chişinău.", ("Chişinău", "MDA", "city")),
        ("They met in Chisinau.", ("Chisinau", "MDA", "city")),
        ("Shelling hit the Donetsk region.", ("Donetsk region", "UKR", "province")),
        ("The ministers met in Kiev.", ("Kiev", "UKR", "city")),
        ("Sudan's army went back to Abyei.", ("Abyei", None, "province")),
        ("The envoy spoke in New York.", ("New York", "USA", "city")),
        ("The envoy flew to Mexico City.", ("Mexico City", "MEX", "city")),
    ],
)
def test_one_place(text: str, expected: tuple[str, str | None, str]) -> None:
    assert short(text) == [expected]


def test_a_small_town_needs_its_country() -> None:
    assert short("A village in the Ijevan district of Armenia was shelled.") == [("Ijevan", "ARM", "city")]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The minister spoke in Tripoli, Lebanon.", "LBN"),
        ("The Libyan army holds Tripoli.", "LBY"),
        ("The British police closed a road in Birmingham.", "GBR"),
        ("The court sits in Cordoba, Argentina.", "ARG"),
        ("Spanish trains stopped in Cordoba.", "ESP"),
    ],
)
def test_namesakes_follow_the_countries_of_the_text(text: str, country: str) -> None:
    assert [place.country for place in places(text)] == [country]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The fire broke out in Birmingham, Ala., on Monday.", ["Birmingham", "Ala."]),
        ("The board met in Lewiston, Maine.", ["Lewiston", "Maine"]),
        ("The kiln stood in Athens, Georgia, and Savannah sent clay.", ["Athens", "Georgia", "Savannah"]),
        ("Idaho, Washington and Oregon share the pipeline.", ["Idaho", "Washington", "Oregon"]),
    ],
)
def test_a_state_is_a_place_and_decides_among_namesakes(text: str, names: list[str]) -> None:
    found = places(text)
    assert [(text[p.start : p.end], p.country) for p in found] == [(name, "USA") for name in names]


def test_a_state_in_a_list_is_not_the_city_of_its_name() -> None:
    (washington,) = (p for p in places("Idaho, Washington and Oregon share the pipeline.") if p.name == "Washington")
    assert (washington.precision, round(washington.lon or 0) < -115) == ("province", True)


@pytest.mark.parametrize("text", ["Talks were held in Gori, Georgia.", "Georgia and Turkey opened a tunnel.", "Georgian shepherds left Georgia."])
def test_georgia_is_the_country_unless_the_text_plays_in_the_state(text: str) -> None:
    assert all(place.country == "GEO" for place in places(text))
    assert [place.country for place in survey(Document(doc_id="d", text=text))[1]][:1] == ["GEO"]


def test_a_province_is_told_from_the_town_of_its_name_by_its_kind() -> None:
    assert short("Hail fell on Donetsk province.") == [("Donetsk", "UKR", "province")]
    assert short("Hail fell on Donetsk.") == [("Donetsk", "UKR", "city")]


def test_a_county_and_a_part_of_a_country_are_places() -> None:
    assert short("Wells ran dry in Rapides Parish.") == [("Rapides Parish", "USA", "province")]
    assert short("Wells ran dry in northern Syria.") == [("northern Syria", "SYR", "province")]


def test_a_name_in_capitals_heads_a_report() -> None:
    (place,) = places("GRDELICA, Serbia - A bridge was shut.".replace("GRDELICA", "SUBOTICA"))
    assert (place.name, place.country) == ("Subotica", "SRB")


def test_a_place_is_named_as_the_text_spells_it() -> None:
    assert [place.name for place in places("He left Bogota for Montreal.")] == ["Bogota", "Montreal"]
    (place,) = places("BOGOTA, May 3. He left.", Dateline(place="Bogota", date=None, start=0, end=14))
    assert (place.name, place.country) == ("Bogota", "COL")


def test_a_border_post_is_on_the_map() -> None:
    assert short("Lorries queued at Torkham and at Kazungula.") == [("Torkham", None, "point"), ("Kazungula", None, "point")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A pipe burst on Sandpiper Street.", "Sandpiper Street"),
        ("Two boats sank on Lake Quillowen.", "Lake Quillowen"),
        ("Eels died in the Quillowen river.", "Quillowen river"),
        ("Sluices of the Monte Quillo dam were shut.", "Monte Quillo"),
    ],
)
def test_a_place_of_no_table_keeps_its_words_without_coordinates(text: str, name: str) -> None:
    (place,) = places(text)
    assert (place.name, place.country, place.lat, place.precision) == (name, None, None, "point")


def test_names_of_the_pipeline_add_places_and_keep_persons_out() -> None:
    text = "In Quillowen, Lord Mayor Ann Tabriz spoke. Tabriz left for Ulm."
    start = text.index("Quillowen")
    names = [(start, start + 9, "LOC"), (text.index("Ann"), text.index(" spoke"), "PERSON")]
    assert [place.name for place in find_places(Document(doc_id="d", text=text), names)] == ["Quillowen", "Ulm"]


def test_a_local_body_tells_its_place_and_a_newspaper_does_not() -> None:
    assert short("Hamburg Police found the Leipzig Gazette's van.") == [("Hamburg", "DEU", "city")]


def test_coordinates() -> None:
    (baku,) = places("He spoke in Baku.")
    assert baku.lat == pytest.approx(40.4, abs=0.1)
    assert baku.lon == pytest.approx(49.9, abs=0.1)


@pytest.mark.parametrize(
    "text",
    [
        "Armenia and Azerbaijan signed; Georgia welcomed it.",
        "Mr. Houston met Paris Hilton.",
        "President Lincoln and General Jackson wrote.",
        "Reading the text, most may march on.",
        "The Washington Post and the Geneva Conventions were cited.",
        "the University of Leeds",
        "The White House and Hamas",
        "A Canadian said so on Monday in August.",
    ],
)
def test_what_is_no_place(text: str) -> None:
    assert places(text) == []


def test_a_person_stays_a_person_throughout() -> None:
    assert places("Deputy Minister Ian Denton spoke. Denton left, and led Denton's party.") == []


def test_the_dateline_is_a_place_and_its_country_counts() -> None:
    text = "BAKU, Azerbaijan, December 8. The minister left."
    (place,) = places(text, Dateline(place="Baku, Azerbaijan", date="2023-12-08", start=0, end=29))
    assert (place.start, place.end, place.name, place.country) == (0, 4, "Baku", "AZE")
    assert places("NOWHERETOWN, May 3. Nothing.", Dateline(place="Nowheretown", date=None, start=0, end=18)) == []


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("GENEVA/NEW YORK", [("Geneva", "CHE"), ("New York", "USA")]),  # each of its towns
        ("NUKU'ALOFA", [("Nukualofa", "TON")]),
        ("PORT-AU-PRINCE", [("Port-au-Prince", "HTI")]),  # small words within a name in capitals
        ("ST PETERSBURG", [("Saint Petersburg", "RUS")]),
        ("DJIBOUTI", [("Djibouti", "DJI")]),  # the town, not the country of its name
        ("ARGYLE, St Vincent", [("Argyle", "VCT")]),  # no town of that name that the table has there
    ],
)
def test_a_dateline_names_its_towns_in_capitals(place: str, found: list[tuple[str, str]]) -> None:
    line = f"{place}, May 2"
    told = places(f"{line}. The minister left.", Dateline(place=place.partition(",")[0], date="2024-05-02", start=0, end=len(line)))
    assert [(p.name, p.country) for p in told] == found


def test_places_come_in_order_and_do_not_overlap() -> None:
    found = places("From Kyiv to Odesa, then Warsaw and New York.")
    assert [place.start for place in found] == sorted(place.start for place in found)
    assert [place.name for place in found][:3] == ["Kyiv", "Odesa", "Warsaw"]


def test_folded_names_meet() -> None:
    assert fold("Mek’ele") == fold("Mekele") == "Mekele"
    assert fold("Kraków") == "Krakow"


def test_every_line_of_the_table_is_found() -> None:
    lines = atlas._table().decode("utf-8").split("\n")[1:-1]
    keys = [line.split("\t", 1)[0] for line in lines]
    assert keys == sorted(keys)
    assert all(atlas.known(key) for key in keys[::997])
    assert len(atlas.entries(keys[0])) == keys.count(keys[0])
    assert len(atlas.entries("Springfield")) == keys.count("Springfield") > 10
    assert not atlas.known("Qqqq")
    assert not atlas.known("")
    assert not atlas.opens("Qqqq")
    assert atlas.opens("New")


def test_the_table_is_whole() -> None:
    assert atlas.known("Stepanakert")
    assert {entry.country for entry in atlas.entries("Kherson")} == {"UKR"}
    assert atlas.countries()["Azerbaijani"] == "AZE"
    assert atlas.weights()["threshold"] > 0


@pytest.mark.parametrize("piece", ["Springfield, ", "St. ", "New ", "of the city of ", "Armenia's ", "Baku-", "San Antonio in "])
def test_hostile_text_stays_linear(piece: str) -> None:
    begin = time.process_time()
    places(piece * (60_000 // len(piece)))
    assert time.process_time() - begin < 10
