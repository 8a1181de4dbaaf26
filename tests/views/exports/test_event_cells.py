"""Words from the web in cells: they break no row, run in no spreadsheet, swallow no line and stay short."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from told import Told, claim, condemnation, document, meeting, party

from servanda.views.exports import cells
from servanda.views.exports.formats import EVENTS

HOSTILE = '=HYPERLINK("http://x.example")\tname\r\nE\u2028nd \x00\x1b[31m\u202e"; ' + "y" * 5000


def poisoned() -> Told:
    """An event whose every word comes from somebody who means ill."""
    told = condemnation(HOSTILE)
    told.documents = {"d1": document("d1", outlet=HOSTILE, url='https://x.example/a;b\t\n"c', title=HOSTILE, language=HOSTILE)}
    place = {"name": HOSTILE, "country": "ARM", "precision": "city"}
    told.claims["c1"] = claim(1, agents=[party("ARM", organ=HOSTILE, kind="person")], recipients=told.claims["c1"].recipients, place=place)
    told.events = [type(e)(**{f: getattr(e, f) for f in e.__struct_fields__} | {"gist": HOSTILE}) for e in told.events]
    return told


@pytest.mark.parametrize("name", [name for name, form in EVENTS.items() if form.style != "json lines"])
def test_hostile_words_break_no_row_and_run_in_no_spreadsheet(name: str, tmp_path: Path) -> None:
    (row,) = poisoned().loaded(name, tmp_path)
    assert any("HYPERLINK" in cell for cell in row.values())
    assert not any(cell.startswith(("=", "+", "@")) for cell in row.values())
    assert max(map(len, row.values())) < 2500
    raw = poisoned().written(name, tmp_path).decode()
    assert len(raw.splitlines()) == 1 + (EVENTS[name].style in ("tab with header", "csv"))
    assert not set(raw) & set("\r\x00\x1b\u2028\u202e")


@pytest.mark.parametrize("name", [name for name, form in EVENTS.items() if form.style.startswith("tab")])
def test_readers_with_and_without_quotes_see_the_same_rows(name: str, tmp_path: Path) -> None:
    raw = poisoned().written(name, tmp_path).decode() * 2
    plain = list(csv.reader(io.StringIO(raw), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert list(csv.reader(io.StringIO(raw), delimiter="\t")) == plain


def test_hostile_words_stay_one_json_object(tmp_path: Path) -> None:
    (row,) = map(json.loads, poisoned().written("plover", tmp_path).splitlines())
    assert len(json.dumps(row)) < 5000
    assert row["recipient"][0]["entity_text"].startswith("'=HYPERLINK")


def test_links_are_whole_and_of_the_web_or_left_out() -> None:
    assert cells.link('https://x.example/a;b "c') == "https://x.example/a%3Bb%22c"
    assert cells.link("javascript:alert(1)") == cells.link("/home/me/a.txt") == cells.link(None) == cells.link("http://[x") == ""
    assert cells.link("https://x.example/" + "a" * 3000) == ""


def test_items_of_lists_keep_their_sign_out_of_their_words() -> None:
    assert cells.joined(["a", "", "b", "a"]) == "a;b"
    assert cells.name("one; two") == "one, two"
    assert cells.joined(map(str, range(1000))).count(";") == cells.ITEMS - 1


def test_many_sources_are_bounded(tmp_path: Path) -> None:
    told = meeting()
    told.documents = {f"d{number}": document(f"d{number}", outlet=f"Outlet {number}") for number in range(1, 1000)}
    told.tell("ARM", "GEO", "CONSULT", "040", *(claim(number, f"d{number}") for number in range(1, 1000)))
    row = told.loaded("phoenix", tmp_path)[-1]
    assert row["NewsSources"].count(";") == row["URLs"].count(";") == cells.ITEMS - 1
    assert len(json.loads(told.written("plover", tmp_path).splitlines()[-1])["cite_info"]) == cells.ITEMS


@given(st.text(max_size=60))
def test_any_words_make_one_safe_cell(text: str) -> None:
    cell = cells.words(text)
    assert not set(cell) & set('\t\n\r"')
    assert not cell.startswith(("=", "+", "-", "@")) or cell.lstrip("+-").replace(".", "", 1).isdigit()


@pytest.mark.parametrize(("value", "cell"), [(None, ""), (40.0, "40"), (44.51361, "44.5136"), (-3.5, "-3.5"), (0.0, "0"), (-0.00001, "0")])
def test_degrees_have_four_decimals_at_most(value: float | None, cell: str) -> None:
    assert cells.degrees(value) == cell


def test_documents_without_an_address_are_named_by_outlet_and_id(tmp_path: Path) -> None:
    told = meeting()
    told.documents = {name: document(name, url=None) for name in told.documents}
    assert told.loaded("gdelt1", tmp_path)[0]["SOURCEURL"] == "Harbour Press d1"
