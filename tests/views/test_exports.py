"""Exports: field names, whole numbers, flat cells, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.records import Agreement, Claim, Commitment, Disagreement, Document, Evidence, Mention, Quantity, Rejection, RivalValue, StatusChange, Time
from servanda.views.exports import flat, jsonl
from servanda.views.exports.rows import DocumentRow, columns_of, csv_bytes, document_row, neutral, plain, time_row, write_rejects

COMMITMENT = Commitment(
    commitment_id="c", display="C-0001", agreement_id=None, debtor=("AZE", "ARM"), beneficiary=(), action="release", object="=1+1",
    quantity=Quantity(value=32.0, unit="person"), done=31.5, history=(StatusChange(on="2023-12-07", status="announced", known="2023-12-08", why="said"),),
    evidence=(Evidence(claim_id="k", doc_id="d", start=1, end=2, role="announced"),),
)  # fmt: skip


def cells(text: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.decode(), newline="")))


def test_json_lines_have_the_names_of_the_records_and_whole_numbers(tmp_path: Path) -> None:
    row = json.loads(jsonl.write([COMMITMENT], Commitment, tmp_path, "commitments").read_text())
    assert list(row) == list(Commitment.__struct_fields__)
    assert '"value":32,' in (tmp_path / "commitments.jsonl").read_text()
    assert row["done"] == 31.5
    assert row["history"] == [{"on": "2023-12-07", "status": "announced", "known": "2023-12-08", "why": "said", "claims": [], "grade": "none", "sources": 0}]
    assert row["evidence"] == [{"claim_id": "k", "doc_id": "d", "start": 1, "end": 2, "role": "announced"}]
    assert row["deadline"]["kind"] == "none"


def test_values_of_disagreements_stay_words() -> None:
    row = Disagreement(disagreement_id="d", display="D-0001", about="c", field="quantity", values=(RivalValue(value="32.0", by="A", doc_id="x"),))
    assert plain(row)["values"] == [{"value": "32.0", "by": "A", "doc_id": "x"}]


def test_csv_is_flat_and_keeps_parties_readable(tmp_path: Path) -> None:
    text = flat.write([COMMITMENT], Commitment, tmp_path, "commitments").read_bytes()
    assert b"\r" not in text
    (row,) = cells(text)
    assert row["debtor"] == "AZE; ARM"
    assert row["beneficiary"] == ""
    assert (row["quantity_value"], row["quantity_unit"], row["done"]) == ("32", "person", "31.5")
    assert row["object"] == "'=1+1"
    assert json.loads(row["evidence"])[0]["claim_id"] == "k"
    assert list(row) == columns_of(Commitment)


def test_csv_names_parties_by_code_or_by_their_words(tmp_path: Path) -> None:
    mentions = (Mention(start=0, end=1, text="Baku", code="AZE"), Mention(start=2, end=3, text="the rebels"))
    claim = Claim(
        claim_id="k", doc_id="d", start=0, end=1, sentence_start=0, sentence_end=1, illocution="act", predicate="p", action="a", frame="f", agents=mentions
    )
    (row,) = cells(flat.write([claim], Claim, tmp_path, "claims").read_bytes())
    assert row["agents"] == "AZE; the rebels"
    assert row["in_text"] == "false"
    assert row["quantity_value"] == ""


def test_csv_writes_stages_of_an_agreement(tmp_path: Path) -> None:
    row = Agreement(
        agreement_id="a", display="A", title="t", instrument="treaty", date=None, parties=(), lifecycle={"reached": "2023-12-07", "signed": "2023-12-08"}
    )
    assert cells(flat.write([row], Agreement, tmp_path, "agreements").read_bytes())[0]["lifecycle"] == "reached: 2023-12-07; signed: 2023-12-08"


@pytest.mark.parametrize("cell", ["=1+1", "+cmd|x", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "-", "+1-800-555", "=1\n"])
def test_formulas_are_neutralised(cell: str) -> None:
    assert neutral(cell) == "'" + cell.replace("\r", "\n")


@pytest.mark.parametrize(
    ("cell", "written"), [("-5", "-5"), ("+3.25", "+3.25"), (-5, "-5"), (1.5, "1.5"), (None, ""), (True, "true"), ("a=b", "a=b"), ("", "")]
)
def test_other_cells_are_left_alone(cell: object, written: str) -> None:
    assert neutral(cell) == written


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30), min_size=1, max_size=4))
def test_any_text_can_be_read_back(row: list[str]) -> None:
    (_, back) = csv.reader(io.StringIO(csv_bytes(["h"] * len(row), [row]).decode(), newline=""))
    assert [cell.removeprefix("'") for cell in back] == [cell.replace("\r\n", "\n").replace("\r", "\n").removeprefix("'") for cell in row]


def test_documents_are_exported_without_text_and_path() -> None:
    document = Document(doc_id="d", text="words", outlet="Trend", published="2023-12-08", source="/home/me/a.txt")
    row = plain(document_row(document, "e"))
    assert row["reprint_of"] == "e"
    assert row["outlet"] == "Trend"
    assert "text" not in row
    assert "source" not in row
    assert list(row)[:4] == ["doc_id", "outlet", "published", "reprint_of"]
    assert columns_of(DocumentRow) == list(row)


def test_times_are_exported_with_their_document() -> None:
    assert plain(time_row(Time(first=None, last=None, precision="unknown", text="then"), "d"))["doc_id"] == "d"


def test_rejects_are_written_for_people_and_programs_and_left_alone_when_the_same(tmp_path: Path) -> None:
    rejects = [Rejection(source="=evil.csv", place="line 3", reason="no text", mend="Add it")]
    write_rejects(tmp_path, rejects)
    assert cells((tmp_path / "rejects.csv").read_bytes()) == [{"source": "'=evil.csv", "place": "line 3", "reason": "no text", "mend": "Add it"}]
    assert json.loads((tmp_path / "rejects.jsonl").read_text())["source"] == "=evil.csv"
    before = (tmp_path / "rejects.csv").stat().st_mtime_ns
    write_rejects(tmp_path, rejects)
    assert (tmp_path / "rejects.csv").stat().st_mtime_ns == before
