"""Rows of event tables (ICEWS, GDELT, ACLED, UCDP GED) as documents of their own kind: what the row says, cell by cell, and the data set as outlet.

The text holds the row's own note, if it has one, and a line for each cell that is kept ("CAMEO Code: 042;"): what is read in it is read off
these characters. A row that does not say who, what or when, or says it in no known code, is refused with its line.
"""

from __future__ import annotations

import csv
import datetime
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice

from servanda.documents.canonical import canonicalise
from servanda.documents.datasets import Dataset, Layout, cameo_type, dataset_table, layout_of, unquoted
from servanda.documents.dates import read_published
from servanda.documents.drafts import Draft, Reading, Refuse, rejection
from servanda.documents.files import SourceFile
from servanda.documents.lines import LONGEST_LINE, text_lines
from servanda.documents.rows import csv_rows, read_csv
from servanda.errors import InputError
from servanda.records import Document

END = ";"  # behind each cell
NOTHING = frozenset({"", "na", "nan", "null", "none", "n/a", "-"})  # how an empty cell is written
LONGEST_CELL, LONGEST_NOTE = 2_000, 20_000  # characters kept
MOST_HEADLINES = 50
LOOKED_AT = 5  # lines by which a table without a header is told
_MONTH_FIRST = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([12][0-9]{3})")
_STAMP = re.compile(r"([12][0-9]{3})([01][0-9])([0-3][0-9])[0-9]{6}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,12}(?:\.[0-9]{0,20})?")
_EXPORT = "Download or export the file again; correct the row, or leave it out"


def is_event_table(file: SourceFile) -> bool:
    """Whether a table is one of the event data sets, told by its header or, without one, by number and look of its cells."""
    try:
        with file.open() as stream:
            return _layout(list(islice(text_lines(stream, lambda number, error: None), LOOKED_AT))) is not None
    except (InputError, EOFError, OSError, zlib.error):
        return False


def _layout(lines: Sequence[tuple[int, str]]) -> Layout | None:
    """The layout that the first lines show: a header is the first, without one any whole row tells."""
    found = [layout for _, line in lines if (layout := layout_of(line)) is not None and (not layout.headed or line is lines[0][1])]
    return found[0] if found else None


def read_event_table(file: SourceFile, refuse: Refuse, reading: Reading) -> Iterator[Draft]:
    """A Draft for each row; rows that are broken go to `refuse` with their line. A table in which the user names the text is read as texts."""
    if "text" in reading.columns:
        yield from read_csv(file, refuse, reading)
        return
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_LINE))
    with file.open() as stream:
        lines = text_lines(stream, lambda number, error: refuse(rejection(file.name, error, f"line {number}")))
        first = list(islice(lines, LOOKED_AT))
        layout = _layout(first)
        if layout is None:
            raise InputError("the first lines cannot be read", mend=_EXPORT)
        rest = chain(first[1:] if layout.headed else first, lines)
        for number, row in csv_rows(rest, layout.delimiter, file.name, refuse, quoting=layout.delimiter != "\t"):
            try:
                yield row_draft(row, layout, file.name, f"line {number}", reading.latest)
            except InputError as error:
                refuse(rejection(file.name, error, f"line {number}"))


def row_draft(cells: Sequence[str], layout: Layout, source: str, place: str, latest: datetime.date) -> Draft:
    """The Draft of one row. Raises InputError for a row that cannot be used."""
    dataset, width = layout.dataset, len(layout.columns)
    if len(cells) < width or any(cell.strip() for cell in cells[width:]):
        raise InputError(f"the row has {len(cells)} cells, a row of {dataset.name} here has {width}", mend=_EXPORT)
    wanted = dict.fromkeys(dataset.cells, LONGEST_CELL) | ({dataset.notes: LONGEST_NOTE} if dataset.notes else {})
    row = {name: _value(cell, wanted[name]) for name, cell in zip(layout.columns, cells, strict=False) if name in wanted}
    row_id = _row_id(dataset, layout.key, row)
    _check_parties(dataset, row)
    _check_code(dataset, row)
    _check_numbers(dataset, row)
    return Draft(
        text=_text(dataset, row), source=source, place=place, doc_id=row_id, outlet=dataset.name, published=_days(dataset, row, latest),
        title=_title(dataset, row), url=row.get(dataset.address) or None, credit=row.get(dataset.credit) or None,
        dataset=layout.key, coded_from=_coded_from(dataset, row),
    )  # fmt: skip


def row_document(draft: Draft, source: str) -> Document:
    """The Document of a row's Draft, whose text is canonical already."""
    return Document(
        doc_id=draft.doc_id or "", text=draft.text, outlet=draft.outlet, published=draft.published, title=draft.title, url=draft.url, credit=draft.credit,
        source=source, dataset=draft.dataset, coded_from=draft.coded_from,
    )  # fmt: skip


def _value(cell: str, longest: int) -> str:
    """A cell as one canonical line; "" where it says that there is nothing."""
    cell = unquoted(cell[: 2 * longest].strip())
    clean = cell.isascii() and cell.isprintable() and "&" not in cell  # most cells, and ten times as fast
    line = " ".join((cell if clean else canonicalise(cell)).split())[:longest].rstrip()
    return "" if line.lower() in NOTHING else line


def _row_id(dataset: Dataset, key: str, row: Mapping[str, str]) -> str:
    day = read_day(row.get(dataset.day, ""), months_first=dataset.months_first) or ""
    parts = [day if name == dataset.day else row.get(name, "") for name in dataset.row_key]
    if not all(parts):
        raise InputError(f"the row has no {' and '.join(dataset.row_key)}", mend=_EXPORT)
    return "-".join((key, *parts))[:200]


def _check_parties(dataset: Dataset, row: Mapping[str, str]) -> None:
    columns = [name for side in (dataset.source, dataset.target) for name in (side.name, side.otherwise) if name]
    if not any(row.get(name) for name in columns):
        raise InputError(f"the row names no actor ({', '.join(columns)})", mend=_EXPORT)


def _check_code(dataset: Dataset, row: Mapping[str, str]) -> None:
    if dataset.kind:
        kind = row.get(dataset.kind, "")
        if kind not in dataset.kinds:
            known = ", ".join(dataset.kinds)
            raise InputError(f"{dataset.kind} {kind[:60]!r} is not known", mend=f"Known are {known}"[:900])
        return
    code, root = row.get(dataset.cameo, ""), row.get(dataset.cameo_root, "")
    if not code:
        raise InputError(f"the row has no {dataset.cameo}", mend=_EXPORT)
    if cameo_type(code) is None or (root and not code.startswith(root.zfill(2))):
        mend = 'Codes are words, not numbers: "042" is no 42. Export the file again with the column as text'
        raise InputError(f"{dataset.cameo} {code[:20]!r} is no CAMEO code" + (f" of the root {root[:20]!r}" if root else ""), mend=mend)


def _check_numbers(dataset: Dataset, row: Mapping[str, str]) -> None:
    deaths, place = dataset.deaths, dataset.place
    bounds = {place.latitude: (-90.0, 90.0), place.longitude: (-180.0, 180.0)}
    bounds |= {name: (0.0, 1e9) for name in ((deaths.value, deaths.low, deaths.high) if deaths else ()) if name}
    for name, (least, most) in bounds.items():
        cell = row.get(name, "")
        if cell and not (_NUMBER.fullmatch(cell) and least <= float(cell) <= most):
            raise InputError(f"{name} {cell[:40]!r} is no number from {least:g} to {most:g}", mend=_EXPORT)
    for column, known in ((dataset.precision, [*dataset.precisions]), (place.precision, [*place.precisions])):
        if row.get(column) and row[column] not in known:
            raise InputError(f"{column} {row[column][:20]!r} is not known", mend=f"Known are {', '.join(known)}")


def read_day(cell: str, *, months_first: bool = False) -> str | None:
    """The ISO day of a cell; None for an empty one. Raises InputError for what is no day."""
    if months_first and (slashed := _MONTH_FIRST.fullmatch(cell)):
        cell = f"{slashed[3]}-{int(slashed[1]):02}-{int(slashed[2]):02}"
    elif stamp := _STAMP.fullmatch(cell):
        cell = "-".join(stamp.groups())
    day = read_published(cell)
    if cell and day is None:
        raise InputError(f"{cell[:40]!r} is no day", mend="Write days as YYYY-MM-DD")
    return day


def _days(dataset: Dataset, row: Mapping[str, str], latest: datetime.date) -> str:
    """When the row came out: the day that it says, else that of the event. Raises InputError where its days are none or lie in the future."""
    first = read_day(row.get(dataset.day, ""), months_first=dataset.months_first)
    if first is None:
        raise InputError(f"the row has no {dataset.day}", mend=_EXPORT)
    last = read_day(row.get(dataset.last_day, "")) or first
    if last < first:
        raise InputError(f"the event ends on {last}, before it begins on {first}", mend=_EXPORT)
    came_out = _published(row.get(dataset.published, "")) if dataset.published else None
    end = (latest + datetime.timedelta(days=1)).isoformat()
    if max(last, came_out or "") > end:
        raise InputError(f"the date {max(last, came_out or '')} lies in the future", mend="Correct the date of the row")
    return max(came_out or last, first)


def _published(cell: str) -> str | None:
    """The last of the days in a cell, which may list several; None where it has none that can be read."""
    days = []
    for part in cell.split(";")[:MOST_HEADLINES]:
        try:
            days.append(read_day(part.strip()))
        except InputError:
            continue  # days of sources are written in many ways; the row itself is dated by the event
    return max(filter(None, days), default=None)


def _coded_from(dataset: Dataset, row: Mapping[str, str]) -> tuple[str, ...]:
    """The addresses and headlines of the reports that the row says it was coded from."""
    found = [row[dataset.address]] if row.get(dataset.address) else []
    for column in dataset.headlines:
        parts = _quoted_parts(row.get(column, ""))[:MOST_HEADLINES]
        found += parts + [part.split(",", 2)[-1].strip() for part in parts]  # a headline, or "outlet,day,headline"
    return tuple(dict.fromkeys(part[:500] for part in found if part))


def _quoted_parts(cell: str) -> list[str]:
    """The parts of a list such as `"outlet,day,headline"; "outlet,day,headline"`."""
    return [part for piece in cell.split(";") if (part := piece.strip().strip('"').strip())]


def _title(dataset: Dataset, row: Mapping[str, str]) -> str:
    """Who, what and to whom, in the row's own words."""
    one, other = (row.get(side.name) or row.get(side.otherwise, "") for side in (dataset.source, dataset.target))
    return " – ".join(part[:120] for part in (one, row.get(dataset.label, ""), other) if part)


def _text(dataset: Dataset, row: Mapping[str, str]) -> str:
    lines = [f"{name}: {row[name]}{END}" for name in dataset.cells if row.get(name)]
    note = row.get(dataset.notes, "")
    return (f"{note}\n\n" if note else "") + "\n".join(lines)


def row_cells(document: Document) -> dict[str, tuple[int, int]]:
    """Where the cells of a row's document stand in its text, by their columns: (start, end) in characters."""
    dataset = dataset_table().datasets[document.dataset or ""]
    known = frozenset(dataset.cells)
    found: dict[str, tuple[int, int]] = {}
    at = document.text.find("\n\n") + 2 if dataset.notes and "\n\n" in document.text else 0
    for line in document.text[at:].split("\n"):
        name, colon, _ = line.partition(": ")
        if colon and name in known:
            found[name] = (at + len(name) + 2, at + len(line.removesuffix(END)))
        at += len(line) + 1
    return found
