"""Columns that the user names, Parquet, the JSON of trafilatura, and texts in other languages."""

from __future__ import annotations

import csv
import datetime
import gzip
import io
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from servanda.documents import column_names, make_document, read_documents
from servanda.errors import InputError
from servanda.records import Document, Rejection

LATEST = datetime.date(2024, 1, 1)
GOOD = "Norway and Chile agreed on Friday to reopen the harbour office."
COLUMNS = {"text": "Story", "published": "when", "outlet": "paper"}
ROWS: list[dict[str, Any]] = [
    {"Story": GOOD, "text": "teaser", "when": "2023-12-08", "date": "2023-01-01", "paper": "Fjord Wire"},
    {"Story": "Chile pays the rent.", "text": "teaser", "when": "2023-12-09", "date": "2023-01-01", "paper": "Fjord Wire"},
]


def read(path: Path, columns: dict[str, str] | None = None) -> tuple[list[Document], list[Rejection]]:
    refused: list[Rejection] = []
    documents = list(read_documents([path], refused.append, columns=columns, latest=LATEST))
    assert all(rejection.source and rejection.reason and rejection.mend for rejection in refused)
    return documents, refused


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    if path.suffix == ".parquet":
        pq.write_table(pa.Table.from_pylist(rows), path)
    elif path.suffix == ".jsonl":
        path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    else:
        out = io.StringIO()
        writer = csv.DictWriter(out, rows[0], delimiter="\t" if path.suffix == ".tsv" else ",")
        writer.writeheader()
        writer.writerows(rows)
        path.write_text(out.getvalue(), encoding="utf-8")


@pytest.mark.parametrize("suffix", ["csv", "tsv", "jsonl", "parquet"])
def test_columns_that_the_user_names(tmp_path: Path, suffix: str) -> None:
    write(tmp_path / f"a.{suffix}", ROWS)
    documents, refused = read(tmp_path, COLUMNS)
    assert refused == []
    assert [document.text for document in documents] == [GOOD, "Chile pays the rent."]
    assert [(document.published, document.outlet) for document in documents] == [("2023-12-08", "Fjord Wire"), ("2023-12-09", "Fjord Wire")]


@pytest.mark.parametrize("suffix", ["csv", "tsv", "parquet"])
def test_a_named_column_that_is_not_there(tmp_path: Path, suffix: str) -> None:
    write(tmp_path / f"a.{suffix}", ROWS)
    documents, (rejection,) = read(tmp_path, {"text": "body", "published": "when"})
    assert documents == []
    assert rejection.reason == "no column is named body (columns: Story, text, when, date, paper)"


def test_how_columns_are_written() -> None:
    assert column_names(["text=body, published=day", "id=no"]) == {"text": "body", "published": "day", "id": "no"}
    assert column_names({"text": "body"}) == {"text": "body"}
    for wrong in (["author=by"], ["text"], ["text="], {"author": "by"}):
        with pytest.raises(InputError, match="parts are id, outlet, published, title, url, language, text"):
            column_names(wrong)


def test_parquet_keeps_its_days(tmp_path: Path) -> None:
    days: dict[str, Any] = {
        "date": pa.array([datetime.date(2023, 12, 8)]), "pub_date": pa.array([1702029600_000000001], pa.timestamp("ns", "UTC")),
        "published": pa.array([datetime.datetime(2023, 12, 8, 23)], pa.timestamp("ms")),
    }  # fmt: skip
    for name, column in days.items():
        pq.write_table(pa.table({"body": [GOOD], name: column, "vector": [[1.0, 2.0]]}), tmp_path / f"{name}.parquet")
    refused: list[Rejection] = []
    documents = [next(read_documents([tmp_path / f"{name}.parquet"], refused.append, latest=LATEST)) for name in days]
    assert [document.published for document in documents] == ["2023-12-08"] * 3


@pytest.mark.parametrize("kind", [pa.timestamp("ms"), pa.timestamp("us"), pa.date32(), pa.date64()])
def test_a_day_that_no_calendar_holds_costs_only_its_row(tmp_path: Path, kind: pa.DataType) -> None:
    days = pa.array([1, 2**31 - 1 if kind == pa.date32() else 2**62 // 86_400_000 * 86_400_000], kind)
    pq.write_table(pa.table({"text": [GOOD, "Two."], "date": days}), tmp_path / "a.parquet")
    (document,), (rejection,) = read(tmp_path)
    assert (document.text, rejection.place) == (GOOD, "row 2")
    assert "could not be read" in rejection.reason


def test_parquet_rows_and_files_that_are_broken(tmp_path: Path) -> None:
    write(tmp_path / "a.parquet", [{"text": GOOD, "date": "2023-12-08"}, {"text": None, "date": "2023-12-08"}, {"text": "Two.", "date": "someday"}])
    whole = (tmp_path / "a.parquet").read_bytes()
    (tmp_path / "b.parquet").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "c.parquet.gz").write_bytes(gzip.compress(whole.replace(b"2023-12-08", b"2023-12-07")))
    write(tmp_path / "d.parquet", [{"name": "x"}])
    documents, refused = read(tmp_path)
    assert [document.text for document in documents] == [GOOD]
    places = [(Path(rejection.source).name, rejection.place) for rejection in refused]
    assert places[:3] == [("a.parquet", "row 2"), ("a.parquet", "row 3"), ("b.parquet", "")]
    assert "damaged" in refused[2].reason
    assert "no column holds the text" in refused[-1].reason


def test_the_json_of_trafilatura(tmp_path: Path) -> None:
    row = {
        "title": "Harbour office to reopen", "author": "A. Clerk", "url": "https://example.org/a", "hostname": "example.org", "description": "A word.",
        "sitename": "Fjord Wire", "date": "2023-12-08", "categories": "", "tags": "", "fingerprint": "79e4a1e4a1e4a1e4", "id": None, "license": None,
        "comments": "", "raw_text": GOOD + " Chile pays the rent.", "text": GOOD + "\nChile pays the rent.", "language": "en", "image": None, "pagetype": None,
        "source": "https://example.org/a", "source-hostname": "example.org", "excerpt": "A word.", "filedate": "2023-12-20",
    }  # fmt: skip
    (tmp_path / "a.json").write_text(json.dumps(row, indent=2), encoding="utf-8")
    (document,), refused = read(tmp_path)
    assert refused == []
    assert document.text == row["text"]
    assert (document.title, document.outlet, document.published, document.url) == (row["title"], "Fjord Wire", "2023-12-08", row["url"])
    assert document.doc_id != row["fingerprint"]  # pages that are alike share it


@pytest.mark.parametrize(
    ("declared", "read_as"),
    [("de", "de"), ("DE-at", "de"), ("deu", "deu"), ("en", None), ("en_GB", None), ("English", None), ("", None), ("und", None), ("42", None)],
)
def test_a_declared_language_counts_where_the_text_is_too_short(declared: str, read_as: str | None) -> None:
    if read_as is None:
        assert make_document("Die Parteien haben sich geeinigt.", language=declared).text
    else:
        with pytest.raises(InputError, match=f"not in English .it looks like language '{read_as}'"):
            make_document("Die Parteien haben sich geeinigt.", language=declared)


def test_english_under_a_wrong_declaration_is_read() -> None:
    text = "The two governments agreed on Friday that the office would open, and that the rent of the house would come from the fees of the harbour. " * 3
    assert make_document(text, language="de").text == text
