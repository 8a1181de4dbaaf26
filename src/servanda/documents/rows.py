"""JSONL, JSON, CSV and TSV: one document an object or row, under the field names of fields.toml, or an item of ninjs.

A broken line costs only itself: it is refused with its number, the others go on.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping

import msgspec

from servanda.documents.drafts import Draft, Reading, Refuse, draft_of_parts, rejection
from servanda.documents.encodings import decode
from servanda.documents.files import SourceFile, read_bounded
from servanda.documents.lines import LONGEST_LINE, peek, text_lines
from servanda.documents.newsroom.items import item_draft
from servanda.documents.newsroom.ninjs import is_ninjs, read_ninjs
from servanda.documents.tables import FIELD_NAMES, field_names
from servanda.errors import InputError

LONGEST_JSON = 64 << 20  # bytes of one JSON value over several lines
_DELIMITERS = (",", ";", "\t", "|")


def _plain_value(value: object) -> str | None:
    """Strings and numbers as written; the name of an object such as {"@type": "Organization", "name": "..."}; None for the rest."""
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, str):
        return value if value.strip() else None
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _names(columns: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The names of each part, in order of preference; a column that the user names is the only one of its part."""
    return {part: (columns[part].lower(),) if part in columns else names for part, names in field_names().items()}


def _parts(row: Mapping[str, object], columns: Mapping[str, str]) -> dict[str, str]:
    by_name = {str(name).strip().lower(): value for name, value in row.items()}
    parts: dict[str, str] = {}
    for part, names in _names(columns).items():
        for name in names:
            value = _plain_value(by_name.get(name))
            if value and part == "outlet" and value.startswith(("http://", "https://")):
                parts.setdefault("url", value)  # "source" holds the address in some exports
            elif value:
                parts[part] = value
                break
    return parts


def draft_of(row: Mapping[str, object], source: str, place: str, columns: Mapping[str, str]) -> Draft:
    """The Draft of one object or row. Raises InputError if no field holds text."""
    if is_ninjs(row) and not columns:
        return item_draft(read_ninjs(row), source, place)
    parts = _parts(row, columns)
    if "text" not in parts:
        present = ", ".join(sorted(map(str, row))[:12]) or "none"
        raise InputError(f"no field holds the text (fields: {present[:300]})", mend=_name_it(columns))
    return draft_of_parts(parts["text"], parts, source, place)


def _name_it(columns: Mapping[str, str]) -> str:
    names = [columns["text"]] if "text" in columns else field_names()["text"]
    return f"Name it one of {', '.join(names)}, or say --column text=NAME"


def check_columns(names: Collection[str], columns: Mapping[str, str]) -> None:
    """Refuse a table whose header lacks the text, or a column that the user named. Raises InputError."""
    there = {name.strip().lower() for name in names}
    present = ", ".join(name.strip() for name in names)[:300]
    absent = [name for name in columns.values() if name.lower() not in there]
    if absent:
        raise InputError(f"no column is named {', '.join(absent)[:200]} (columns: {present})", where="line 1", mend="Name columns as the header does")
    if not there.intersection(_names(columns)["text"]):
        raise InputError(f"no column holds the text (columns: {present})", where="line 1", mend=_name_it(columns))


def column_names(given: Mapping[str, str] | Iterable[str]) -> dict[str, str]:
    """Which column holds which part, from a mapping, or from `text=body,published=date` and the like. Raises InputError."""
    if isinstance(given, Mapping):
        pairs = [(part, name, f"{part}={name}") for part, name in given.items()]
    else:
        pairs = [(pair.partition("=")[0], pair.partition("=")[2], pair) for item in given for pair in item.split(",")]
    for part, name, pair in pairs:
        if part.strip() not in FIELD_NAMES or not name.strip():
            raise InputError(f"{pair[:60]!r} names no column", where="column", mend=f"Write PART=NAME; parts are {', '.join(FIELD_NAMES)}")
    return {part.strip(): name.strip() for part, name, _ in pairs}


def _decoded(line: str) -> object:
    try:
        return msgspec.json.decode(line.encode("utf-8", "surrogatepass"))
    except RecursionError as error:
        raise InputError("the JSON is nested too deeply", mend="Give one flat object a document") from error
    except msgspec.DecodeError as error:
        raise InputError(f"broken JSON ({error})", mend="Write one complete JSON object a line") from error


def _object(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise InputError("the JSON value is no object", mend='Write {"text": "...", "published": "..."} for each document')
    return value


def read_jsonl(file: SourceFile, refuse: Refuse, reading: Reading) -> Iterator[Draft]:
    """One JSON object a line; empty lines are passed over."""
    with file.open() as stream:
        for number, line in text_lines(stream, lambda n, error: refuse(rejection(file.name, error, f"line {n}"))):
            if not line.strip():
                continue
            try:
                yield draft_of(_object(_decoded(line.lstrip("\ufeff"))), file.name, f"line {number}", reading.columns)
            except InputError as error:
                refuse(rejection(file.name, error, f"line {number}"))


def _is_whole(line: bytes) -> bool:
    """Whether a line holds an object that does not go on in the next."""
    try:
        return isinstance(_decoded(decode(line)), dict)
    except InputError:
        return False


def read_json(file: SourceFile, refuse: Refuse, reading: Reading) -> Iterator[Draft]:
    """One object, a list of objects, or, under the wrong suffix, JSONL."""
    with file.open() as stream:
        peek(stream)
        first = stream.readline(LONGEST_LINE)
    if first.lstrip(b"\xef\xbb\xbf \t").startswith(b"{") and _is_whole(first):
        yield from read_jsonl(file, refuse, reading)
        return
    data, complete = read_bounded(file, LONGEST_JSON)
    if not complete:
        raise EOFError
    value = _decoded(decode(data).lstrip("\ufeff"))
    for number, item in enumerate(value if isinstance(value, list) else [value], 1):
        place = f"item {number}" if isinstance(value, list) else ""
        try:
            yield draft_of(_object(item), file.name, place, reading.columns)
        except InputError as error:
            refuse(rejection(file.name, error, place))


def _header(line: str, tabs: bool, columns: Mapping[str, str]) -> tuple[list[str], str]:
    delimiter = "\t" if tabs else max(_DELIMITERS, key=lambda mark: (line.count(mark), -_DELIMITERS.index(mark)))
    try:
        names = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error as error:
        raise InputError(f"broken CSV ({error})", where="line 1", mend="Save the file with a line break at the end of each line") from error
    check_columns(names, columns)
    return names, delimiter


def read_csv(file: SourceFile, refuse: Refuse, reading: Reading) -> Iterator[Draft]:
    """Rows under a header line; quoted fields may hold newlines. The delimiter of .csv is the commonest of , ; tab | in the header."""
    # The limit is the interpreter's, not the reader's; articles are often longer than its default of 128 KB.
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_LINE))
    with file.open() as stream:
        lines = text_lines(stream, lambda n, error: refuse(rejection(file.name, error, f"line {n}")))
        names, delimiter = _header(next(lines, (0, ""))[1].lstrip("\ufeff"), file.kind == "tsv", reading.columns)
        for begun, row in csv_rows(lines, delimiter, file.name, refuse):
            try:
                yield _row_draft(row, names, file.name, f"line {begun}", reading.columns)
            except InputError as error:
                refuse(rejection(file.name, error, f"line {begun}"))


def csv_rows(
    lines: Iterator[tuple[int, str]], delimiter: str, source: str, refuse: Refuse, *, quoting: bool = True
) -> Iterator[tuple[int, list[str]]]:  # fmt: skip
    """(number of its first line, cells) of each row of the numbered `lines` that is not empty; a broken row goes to `refuse`."""
    begun, taken = 0, list[str]()

    def counted() -> Iterator[str]:
        nonlocal begun
        for number, line in lines:
            begun = begun or number
            taken.append(line)
            yield line

    rows = csv.reader(counted(), delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if quoting else csv.QUOTE_NONE)
    while True:
        begun = 0
        taken.clear()
        try:
            row = next(rows, None)
            if row and quoting:
                _check_closed(taken, delimiter)
        except csv.Error as error:
            refuse(rejection(source, InputError(f"broken CSV ({error})", mend="Quote fields that hold quotes or newlines"), f"line {begun}"))
            continue
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield begun, row


def _check_closed(lines: list[str], delimiter: str) -> None:
    """Raises csv.Error where the last row of a file breaks off inside a quoted cell, which the reader takes for whole."""
    if sum(line.count('"') for line in lines) % 2 == 0:
        return
    try:
        next(csv.reader(lines, delimiter=delimiter, strict=True), None)
    except csv.Error as error:
        if "unexpected end" in str(error):  # any other quotation mark out of place is read as it stands
            raise


def _row_draft(row: list[str], names: list[str], source: str, place: str, columns: Mapping[str, str]) -> Draft:
    if len(row) > len(names):
        raise InputError(f"the row has {len(row)} cells, the header {len(names)}", mend="Quote cells that hold the delimiter")
    return draft_of(dict(zip(names, row, strict=False)), source, place, columns)
