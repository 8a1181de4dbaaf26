"""Files of marked texts as they are written: JSON Lines with a list of expected entries, or CSV with one entry a row.

A line that cannot be used is refused with its number; the others go on. What the entries mean is checked in `evaluation_gold`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import msgspec

from servanda.documents.drafts import Refuse, rejection
from servanda.documents.encodings import decode
from servanda.errors import InputError

LONGEST_CELL = 8 << 20  # characters
SIDES = ("source_text", "target_text", "source", "target")
_JSON_MEND = 'Write {"id": "...", "text": "...", "expected": [{"event": "...", ...}]} on one line; codes are strings'
_CSV_MEND = "Columns are id,text,date,event,source_text,target_text or id,text,date,event,source,target"


class Entry(msgspec.Struct, frozen=True):
    """One mark: the event with its two sides, as words of the text (`*_text`) or as actors' codes. Sides that the file lacks are unset."""

    event: str
    source_text: str | msgspec.UnsetType | None = msgspec.UNSET
    target_text: str | msgspec.UnsetType | None = msgspec.UNSET
    source: str | msgspec.UnsetType | None = msgspec.UNSET
    target: str | msgspec.UnsetType | None = msgspec.UNSET

    def has(self, *names: str) -> bool:
        """Whether one of these sides is given, be it empty."""
        return any(getattr(self, name) is not msgspec.UNSET for name in names)


class MarkedRow(msgspec.Struct):
    """One text with its marks. `line` is where it begins; `expected` is empty where nothing is to be read from the text."""

    text: str
    expected: list[Entry]
    id: str | int | None = None
    date: str | None = None
    line: int = 0


def read_rows(path: Path, refuse: Refuse) -> list[MarkedRow]:
    """The rows of one file: CSV or TSV by its suffix, else JSON Lines. Files and lines that cannot be used go to `refuse`."""
    try:
        text = decode(path.read_bytes()).lstrip("\ufeff")
        if path.suffix.lower() in (".csv", ".tsv"):
            return _csv_rows(text, path, refuse)
        return list(_json_rows(text, path, refuse))
    except InputError as error:
        refuse(rejection(str(path), error))
    except OSError as error:
        fault = InputError(f"the file cannot be read ({error.strerror or error})", mend="Check that it exists and may be read")
        refuse(rejection(str(path), fault))
    return []


def _json_rows(text: str, path: Path, refuse: Refuse) -> Iterator[MarkedRow]:
    seen: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = msgspec.json.decode(line.encode("utf-8", "surrogatepass"), type=MarkedRow)
            if row.id is not None and (first := seen.setdefault(str(row.id), number)) != number:
                raise InputError(f"the id {str(row.id)[:80]!r} stands in line {first} too", mend="Give each text an id of its own, with all its marks under it")
        except (msgspec.DecodeError, RecursionError) as error:
            refuse(rejection(str(path), InputError(f"is no marked text ({error})", mend=_JSON_MEND), f"line {number}"))
            continue
        except InputError as error:
            refuse(rejection(str(path), error, f"line {number}"))
            continue
        row.line = number
        yield row


def _csv_rows(text: str, path: Path, refuse: Refuse) -> list[MarkedRow]:
    """Rows of one id (without ids: of one text) are one marked text; its later rows may leave the text out."""
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_CELL))  # the interpreter's default is 128 KB
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if path.suffix.lower() == ".tsv" else ",")
    columns = [name.strip().lower() for name in next(reader, [])]
    if not {"text", "event"} <= set(columns):
        raise InputError(f"the columns {', '.join(columns)[:200] or 'are missing'} do not hold marked texts", where="line 1", mend=_CSV_MEND)
    rows: dict[str, MarkedRow] = {}
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
            if cells is None:
                return list(rows.values())
            if any(cell.strip() for cell in cells):
                _add_row(rows, columns, cells, line)
        except csv.Error as error:
            refuse(rejection(str(path), InputError(f"broken CSV ({error})", mend="Quote cells that hold quotes or newlines"), f"line {line}"))
        except InputError as error:
            refuse(rejection(str(path), error, f"line {line}"))


def _add_row(rows: dict[str, MarkedRow], columns: list[str], cells: list[str], line: int) -> None:
    if len(cells) != len(columns):
        raise InputError(f"the row has {len(cells)} cells, the header {len(columns)}", mend="Quote cells that hold the delimiter")
    row = dict(zip(columns, cells, strict=True))
    sides = {name: row[name].strip() for name in SIDES if name in row}
    entry = Entry(event=row["event"].strip(), **sides)
    name = row.get("id", "").strip() or row["text"]
    marked = rows.setdefault(name, MarkedRow(text=row["text"], expected=[], id=row.get("id", "").strip() or None, date=row.get("date"), line=line))
    if row["text"].strip() and row["text"] != marked.text:
        raise InputError(
            f"the id {name[:80]!r} has another text in line {marked.line}", mend="Give each text an id of its own, or leave the text of later rows empty"
        )
    if entry.event or any(sides.values()):
        marked.expected.append(entry)
