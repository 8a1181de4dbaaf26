"""Rows of event tables to claims: actors through the gazetteer, the data set's own codes, and every part read off its cell."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from event_tables import ACLED, CLASH, GDELT2, ICEWS, RAID, TALKS, UCDP, VISIT, Row, comma, tab
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.actors import Gazetteer
from servanda.coding import Coder
from servanda.coding.row_claims import code_row
from servanda.documents import read_documents
from servanda.documents.datasets import Layout
from servanda.documents.event_rows import row_document, row_draft
from servanda.errors import InputError
from servanda.records import Claim, Coded, Document

LATEST = datetime.date(2031, 12, 31)


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def documents(folder: Path, text: str) -> list[Document]:
    (folder / "rows.tab").write_text(text, "utf-8")
    return list(read_documents([folder / "rows.tab"], lambda reject: pytest.fail(reject.reason), latest=LATEST))


@pytest.fixture
def coded(tmp_path: Path, gazetteer: Gazetteer) -> object:
    def code(columns: tuple[str, ...], row: Row) -> Coded:
        (document,) = documents(tmp_path, tab(columns, [row]))
        return code_row(document, gazetteer)

    return code


def sides(claim: Claim) -> list[tuple[str, str | None, str, str | None]]:
    return [(m.text, m.code, m.kind, m.role) for m in (*claim.agents, *claim.recipients)]


@pytest.mark.parametrize(
    ("columns", "row", "parties", "codes"),
    [
        (ICEWS, TALKS, [("Foreign Ministry (Norway)", "NOR", "organ", "GOV"), ("Foreign Ministry (Chile)", "CHL", "organ", "GOV")], ("CONSULT", None, "046")),
        (
            ICEWS, TALKS | {"Source Name": "Citizen (Norway)", "Source Sectors": "Social,General Population / Civilian / Social", "CAMEO Code": "1411"},
            [("Citizen (Norway)", "NOR", "people", "CVL"), ("Foreign Ministry (Chile)", "CHL", "organ", "GOV")], ("PROTEST", "demo", "1411"),
        ),
        (
            ICEWS, TALKS | {"Source Name": "United Nations", "Source Country": "", "Source Sectors": "International Government Organization"},
            [("United Nations", "UN", "organisation", "IGO"), ("Foreign Ministry (Chile)", "CHL", "organ", "GOV")], ("CONSULT", None, "046"),
        ),
        (
            ICEWS, TALKS | {"Source Name": "Hill Brotherhood", "Source Country": "", "Source Sectors": "Insurgents", "CAMEO Code": "010"},
            [("Hill Brotherhood", None, "armed group", "REB"), ("Foreign Ministry (Chile)", "CHL", "organ", "GOV")], (None, None, "010"),
        ),
        (GDELT2, VISIT, [("SANTIAGO", "CHL", "organ", "GOV"), ("THE CARPATHIANS", "ROU", "state", None)], ("CONSULT", "visit", "042")),
        (
            GDELT2, VISIT | {"Actor1Name": "", "Actor1Code": "IGOUNO", "Actor1CountryCode": "", "Actor1KnownGroupCode": "UNO", "Actor1Type1Code": "IGO"},
            [("IGOUNO", "UN", "organisation", "IGO"), ("THE CARPATHIANS", "ROU", "state", None)], ("CONSULT", "visit", "042"),
        ),
        (
            ACLED, CLASH,
            [("Military Forces of Norway (2029-)", "NOR", "organ", "MIL"), ("Northern Fjord Front", None, "armed group", "REB")], ("ASSAULT", None, "190"),
        ),
        (
            ACLED, CLASH | {"sub_event_type": "Peaceful protest", "actor1": "Protesters (Norway)", "inter1": "6", "actor2": "", "inter2": ""},
            [("Protesters (Norway)", "NOR", "people", "OPP")], ("PROTEST", "demo", "141"),
        ),
        (UCDP, RAID, [("Fjord Front", None, "armed group", None), ("Civilians", None, "people", "CVL")], ("ASSAULT", None, "180")),
        (
            UCDP, RAID | {"side_a": "Government of Norway", "side_b": "Government of Russia (Soviet Union)", "type_of_violence": "1"},
            [("Government of Norway", "NOR", "organ", "GOV"), ("Government of Russia (Soviet Union)", "RUS", "organ", "GOV")], ("ASSAULT", None, "190"),
        ),
    ],
)  # fmt: skip
def test_actors_and_codes(coded, columns, row, parties, codes) -> None:  # type: ignore[no-untyped-def]
    (claim,) = coded(columns, row).claims
    assert sides(claim) == parties
    assert (claim.plover, claim.mode, claim.cameo) == codes


@pytest.mark.parametrize(("columns", "row"), [(ICEWS, TALKS), (GDELT2, VISIT), (ACLED, CLASH), (UCDP, RAID)])
def test_every_part_is_read_off_its_cell_and_the_data_set_is_named_as_source(coded, columns, row) -> None:  # type: ignore[no-untyped-def]
    result = coded(columns, row)
    (claim,), text = result.claims, result.document.text
    parts = [*claim.agents, *claim.recipients, claim.object, claim.happened, claim.quantity, *claim.parts, *(a.speaker for a in claim.attribution)]
    for part in filter(None, parts):
        assert text[part.start : part.end] == part.text
        assert part.text in row.values()
    assert text[claim.place.start : claim.place.end] == claim.place.name
    assert claim.sentence_start <= claim.start < claim.end <= claim.sentence_end == len(text)
    assert claim.frame == f"table.{result.document.dataset}"
    assert claim.attribution[0].outlet == result.document.outlet
    assert (result.places, result.times) == ((claim.place,), (claim.happened,))


def test_deaths_keep_their_bounds_and_the_claimant_is_in_the_chain(coded) -> None:  # type: ignore[no-untyped-def]
    (claim,) = coded(UCDP, RAID).claims
    assert [(count.value, count.unit, count.bound) for count in (claim.quantity, *claim.parts)] == [
        (5.0, "person", "about"), (4.0, "person", "at least"), (9.0, "person", "at most"),
    ]  # fmt: skip
    assert [link.outlet or link.speaker.text for link in claim.attribution] == ["UCDP GED", "village elder"]
    (clash,) = coded(ACLED, CLASH).claims
    assert (clash.quantity.value, clash.quantity.bound, clash.parts) == (3.0, "exact", ())
    assert coded(ACLED, CLASH | {"fatalities": "0"}).claims[0].quantity.value == 0.0
    assert coded(ACLED, CLASH | {"fatalities": ""}).claims[0].quantity is None


@pytest.mark.parametrize(
    ("columns", "row", "first", "last", "precision"),
    [
        (ICEWS, TALKS, "2031-05-02", "2031-05-02", "day"),
        (ACLED, CLASH, "2031-05-02", "2031-05-02", "day"),
        (ACLED, CLASH | {"time_precision": "2"}, "2031-04-29", "2031-05-05", "range"),
        (ACLED, CLASH | {"time_precision": "3"}, "2031-05-01", "2031-05-31", "month"),
        (UCDP, RAID, "2031-05-03", "2031-05-06", "range"),
        (UCDP, RAID | {"date_end": RAID["date_start"], "date_prec": "1"}, "2031-05-03", "2031-05-03", "day"),
    ],
)
def test_days_are_as_exact_as_the_row_says(coded, columns, row, first, last, precision) -> None:  # type: ignore[no-untyped-def]
    happened = coded(columns, row).claims[0].happened
    assert (happened.first, happened.last, happened.precision) == (first, last, precision)


@pytest.mark.parametrize(
    ("columns", "row", "name", "precision"),
    [
        (ICEWS, TALKS, "Bergen", "city"),
        (ICEWS, TALKS | {"City": "", "Province": "Vestland"}, "Vestland", "province"),
        (ICEWS, TALKS | {"City": "NA"}, "Norway", "country"),
        (GDELT2, VISIT, "Bergen, Hordaland, Norway", "city"),
        (GDELT2, VISIT | {"ActionGeo_Type": "1", "ActionGeo_FullName": "Norway"}, "Norway", "country"),
        (ACLED, CLASH | {"geo_precision": "3"}, "Bergen", "province"),
        (UCDP, RAID | {"where_prec": "1"}, "Bergen town", "point"),
    ],
)
def test_places_with_coordinates_and_precision(coded, columns, row, name, precision) -> None:  # type: ignore[no-untyped-def]
    place = coded(columns, row).claims[0].place
    assert (place.name, place.country, place.lat, place.lon, place.precision) == (name, "NOR", 60.39, 5.32, precision)


def test_rows_among_texts_are_coded_in_their_order_and_load_no_pipeline_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = documents(tmp_path, comma(ACLED, [CLASH, CLASH | {"event_id_cnty": "NOR13"}]))
    coder = Coder.load()
    monkeypatch.setattr(Coder, "nlp", property(lambda self: pytest.fail("the pipeline was loaded")))
    assert [result.document.doc_id for result in coder.code(rows)] == ["acled-NOR12", "acled-NOR13"]


CELLS = st.one_of(
    st.sampled_from(["", "NA", "042", "10", "1", "3", "2031-05-02", "20310502", "5/2/2031", "9999-99-99", "1935705600", "-91", "1e9", "Norway", "a;b", ";: "]),
    st.text(max_size=30),
)


@settings(max_examples=150, deadline=None)
@given(key=st.sampled_from(["icews", "gdelt", "acled", "ucdp"]), changes=st.dictionaries(st.integers(0, 60), CELLS, max_size=12))
def test_whatever_stands_in_the_cells_a_row_is_refused_with_a_reason_or_coded_whole(key: str, changes: dict[int, str], gazetteer: Gazetteer) -> None:
    columns, good = {"icews": (ICEWS, TALKS), "gdelt": (GDELT2, VISIT), "acled": (ACLED, CLASH), "ucdp": (UCDP, RAID)}[key]
    cells = [changes.get(at, good.get(name, "")) for at, name in enumerate(columns)]
    try:
        draft = row_draft(cells, Layout(key, columns, True, ","), "a.csv", "line 2", LATEST)
    except InputError:
        return
    result = code_row(row_document(draft, "a.csv#2"), gazetteer)
    (claim,), text = result.claims, result.document.text
    assert text == "\n".join(text.splitlines())
    for part in (*claim.agents, *claim.recipients, claim.object, claim.happened, claim.quantity):
        assert part is None or text[part.start : part.end] == part.text
