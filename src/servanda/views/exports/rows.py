"""Rows as plain values for export, and the JSON Lines and CSV files made of them.

Cells of a CSV file that a spreadsheet would take for a formula get a leading apostrophe (OWASP, "CSV injection");
numbers are left as they are.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from msgspec import inspect

from servanda.records import Document, Precision, Record, Rejection, Time

Row = dict[str, Any]

# Spreadsheets also take the wide forms of these signs for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?\d{1,30}(?:\.\d{1,30})?")
# Whole numbers are written without a point in these fields: 32 servicemen, not 32.0.
_COUNTS = ("value", "done")


class DocumentRow(Record, frozen=True):
    """A document as exports name it: without its text, and without the path it was read from, which differs between machines."""

    doc_id: str
    outlet: str | None
    published: str | None
    reprint_of: str | None
    title: str | None
    url: str | None
    language: str
    credit: str | None
    status: str
    partial: bool
    dataset: str | None


class TimeRow(Record, frozen=True):
    """A time with the document it stands in."""

    doc_id: str
    start: int | None
    end: int | None
    text: str
    first: str | None
    last: str | None
    precision: Precision


def document_row(document: Document, reprint_of: str | None) -> DocumentRow:
    """A document as exports name it."""
    own = {name: getattr(document, name) for name in DocumentRow.__struct_fields__ if name != "reprint_of"}
    return DocumentRow(reprint_of=reprint_of, **own)


def time_row(time: Time, doc_id: str) -> TimeRow:
    """A time with its document."""
    return TimeRow(doc_id=doc_id, **{name: getattr(time, name) for name in TimeRow.__struct_fields__ if name != "doc_id"})


def plain(record: Record) -> Row:
    """A record as dicts, lists and scalars, counts as whole numbers where they are."""
    return {key: _whole(key, value) for key, value in msgspec.to_builtins(record).items()}


def _whole(key: str, value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _whole(name, item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_whole(key, item) for item in value]
    return int(value) if key in _COUNTS and isinstance(value, float) and value.is_integer() else value


def json_lines(rows: Iterable[Row]) -> bytes:
    """One JSON object a line, UTF-8, keys in the order of the fields."""
    return b"".join(msgspec.json.encode(row) + b"\n" for row in rows)


def columns_of(record: type[msgspec.Struct]) -> list[str]:
    """The columns of a record in a flat table: a nested record gives one column for each of its fields."""
    return [name for name, _ in _columns(record)]


@cache
def _columns(record: type[msgspec.Struct]) -> list[tuple[str, tuple[str, ...]]]:
    kind = inspect.type_info(record)
    if not isinstance(kind, inspect.StructType):
        raise TypeError(f"{record} is not a record")
    return _flat_columns(kind, ())


def _flat_columns(kind: inspect.StructType, path: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
    columns: list[tuple[str, tuple[str, ...]]] = []
    for entry in kind.fields:
        options = entry.type.types if isinstance(entry.type, inspect.UnionType) else (entry.type,)
        nested = [option for option in options if isinstance(option, inspect.StructType)]
        here = (*path, entry.encode_name)
        columns += _flat_columns(nested[0], here) if nested else [("_".join(here), here)]
    return columns


def flat(row: Row, record: type[msgspec.Struct]) -> list[Any]:
    """The cells of a row, in the order of `columns_of`."""
    return [_cell(_at(row, path)) for _, path in _columns(record)]


def _at(row: Any, path: Sequence[str]) -> Any:
    for step in path:
        if not isinstance(row, dict):
            return None
        row = row.get(step)
    return row


def _cell(value: Any) -> Any:
    """Lists of words are joined; parties are named by code, or by their words where no table knows them; the rest is JSON."""
    if isinstance(value, dict):
        return "; ".join(f"{key}: {item}" for key, item in value.items())
    if not isinstance(value, list):
        return value
    if all(isinstance(item, str) for item in value):
        return "; ".join(value)
    if all(isinstance(item, dict) and {"code", "text"} <= item.keys() for item in value):
        return "; ".join(item["code"] or item["text"] for item in value)
    return msgspec.json.encode(value).decode()


def neutral(cell: Any) -> str:
    """A cell that no spreadsheet runs."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if not isinstance(cell, str):
        return str(cell)
    # A bare carriage return ends a line for some readers although it stands in a cell.
    kept = cell.replace("\r\n", "\n").replace("\r", "\n")
    return "'" + kept if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell) else kept


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A CSV file: UTF-8, a header, lines ending in a line feed, formulas neutralised."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8", "replace")


def write_rejects(folder: Path, rejects: Sequence[Rejection]) -> None:
    """`rejects.csv` and `rejects.jsonl`, left alone where they say the same already."""
    rows = [plain(reject) for reject in rejects]
    table = csv_bytes(columns_of(Rejection), (flat(row, Rejection) for row in rows))
    contents: Mapping[str, bytes] = {"rejects.csv": table, "rejects.jsonl": json_lines(rows)}
    for name, content in contents.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != content:
            path.write_bytes(content)
