"""No CSV that the program writes has a cell that a spreadsheet runs; numbers stay numbers."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import inspect
from test_whole_formats import PACT, WholeLedger, commitment
from told import condemnation, document

from servanda.records import Place, Quantity, Record, Rejection
from servanda.store.tables import EXPORTED
from servanda.views.exports import flat
from servanda.views.exports.formats import EVENTS
from servanda.views.exports.rows import csv_bytes, neutral, write_rejects

RUN = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
FORMULA = '=HYPERLINK("https://x.example";"y")'


def cells(content: bytes) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(content.decode("utf-8"), newline="")) for cell in row]


def harmless(content: bytes) -> bool:
    found = cells(content)
    assert any("HYPERLINK" in cell for cell in found)
    return all(not RUN.match(cell) or NUMBER.fullmatch(cell) for cell in found)


def poisoned(kind: Any) -> Any:
    """A value of a type with the formula wherever words can stand."""
    if isinstance(kind, inspect.UnionType):
        return poisoned(next(option for option in kind.types if not isinstance(option, inspect.NoneType)))
    if isinstance(kind, inspect.StructType):
        return kind.cls(**{entry.name: poisoned(entry.type) for entry in kind.fields})
    if isinstance(kind, inspect.VarTupleType):
        return (poisoned(kind.item_type),)
    if isinstance(kind, inspect.DictType):
        return {FORMULA: poisoned(kind.value_type)}
    if isinstance(kind, inspect.LiteralType):
        return kind.values[0]
    return {inspect.StrType: FORMULA, inspect.IntType: -5, inspect.FloatType: -5.5, inspect.BoolType: False}[type(kind)]


@pytest.mark.parametrize("name", sorted(EXPORTED))
def test_tables_run_nothing_whatever_stands_in_their_words(name: str, tmp_path: Path) -> None:
    record: type[Record] = EXPORTED[name]
    assert harmless(flat.write([poisoned(inspect.type_info(record))], record, tmp_path, name).read_bytes())


def test_rejects_scores_and_events_in_csv_run_nothing(tmp_path: Path) -> None:
    write_rejects(tmp_path, [Rejection(source=FORMULA, place=FORMULA, reason=FORMULA, mend=FORMULA)])
    assert harmless((tmp_path / "rejects.csv").read_bytes())
    told = condemnation(FORMULA)
    told.documents["d1"] = document("d1", text="  " + FORMULA + " and more words", outlet=FORMULA)
    for form in (form for form in EVENTS.values() if form.style == "csv"):
        assert harmless(told.written(form.name, tmp_path))
    row = commitment(action=FORMULA, debtor=(FORMULA,), commitment_id="-C1")
    assert harmless(WholeLedger(row, events=told, agreements=[msgspec.structs.replace(PACT, title=FORMULA)]).file("barometer", tmp_path)[0])


def test_numbers_stay_numbers(tmp_path: Path) -> None:
    assert cells(csv_bytes(("a",), [[-5], [-5.5], ["-5"], ["+3.2"], [None], [True]])) == ["a", "-5", "-5.5", "-5", "+3.2", "", "true"]
    assert "-5" in cells(flat.write([Quantity(value=-5.0, unit="degree")], Quantity, tmp_path, "q").read_bytes())
    place = Place(doc_id="d", start=0, end=1, name="x", lat=-5.25, lon=-70.0)
    assert {"-5.25", "-70.0"} <= set(cells(flat.write([place], Place, tmp_path, "p").read_bytes()))


@given(st.text())
def test_no_text_becomes_a_cell_that_runs(text: str) -> None:
    (row,) = csv.reader(io.StringIO(csv_bytes(("a", "b"), [["x", text]]).decode("utf-8").removeprefix("a,b\n"), newline=""))
    assert row[1] == neutral(text)
    assert not RUN.match(row[1]) or NUMBER.fullmatch(row[1])
