"""Lists of the addresses of reports: GDELT's Global Knowledge Graph, mentions and events, a table with an address column, or one address a line.

Such a list holds no texts. It answers which of the documents at hand it names; addresses are compared in a normal form.
"""

from __future__ import annotations

import csv
import zlib
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

import msgspec

from servanda.documents.drafts import Draft, Reading, Refuse, rejection
from servanda.documents.files import SourceFile
from servanda.documents.finding import find_files
from servanda.documents.lines import LONGEST_LINE, text_lines
from servanda.documents.tables import field_names, newsroom
from servanda.errors import InputError
from servanda.records import Document

_LONGEST_ADDRESS = 4000
_MOST_PARAMETERS = 100


class Named(msgspec.Struct, frozen=True):
    """A document that a list names, and the address it is named by."""

    url: str
    doc_id: str
    outlet: str | None
    published: str | None
    title: str | None


class Matches(msgspec.Struct, frozen=True):
    """How many different addresses a list holds, the documents that it names, in its order, and the addresses of which there is no document."""

    listed: int
    found: tuple[Named, ...]
    missing: tuple[str, ...]


def normal_address(url: str | None) -> str | None:
    """An address without what does not tell pages apart: scheme, "www.", port, fragment, tracking, a slash at the end. None for no address of the web."""
    written = (url or "").strip()[:_LONGEST_ADDRESS]
    table = newsroom().pointers
    try:
        parts = urlsplit(written)
        host = (parts.hostname or "").rstrip(".")
        pairs = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=_MOST_PARAMETERS)
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or "." not in host:
        return None
    first, _, site = host.partition(".")
    host = site if first in table.same_site and "." in site else host
    kept = sorted((name, value) for name, value in pairs if not any(fnmatchcase(name.lower(), pattern) for pattern in table.tracking))
    return host + unquote(parts.path).rstrip("/") + ("?" + urlencode(kept) if kept else "")


def _address_column(row: Sequence[str]) -> int | None:
    """The place from 0 of the address in the rows of a file of GDELT that has no header, told by the number of columns; None for another file."""
    at = newsroom().pointers.columns.get(str(len(row)))
    return at - 1 if at and normal_address(row[at - 1]) else None


def _header_column(row: Sequence[str]) -> int | None:
    names = {*field_names()["url"], *newsroom().pointers.headers}
    return next((at for at, name in enumerate(row) if name.strip().lower() in names), None)


def _cells(line: str, *, headed: bool = False) -> list[str]:
    """The cells of a row. Without a header a line that is an address is one cell, whatever commas it holds."""
    line = line.rstrip("\r\n").lstrip("\ufeff")
    if "\t" in line:
        return line.split("\t")  # GDELT quotes nothing
    if "," not in line or (not headed and normal_address(line)):
        return [line]
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_LINE))
    try:
        return next(csv.reader([line]), [])
    except csv.Error as error:
        raise InputError(f"broken CSV ({error})", mend="Save the list with a line break at the end of each line") from error


def listed_addresses(file: SourceFile, refuse: Refuse) -> Iterator[str]:
    """The addresses of a list as written, row by row. A row without an address of the web is refused with its line."""
    with file.open() as stream:
        column: int | None = None
        headed = False
        for number, line in text_lines(stream, lambda n, error: refuse(rejection(file.name, error, f"line {n}"))):
            if not line.strip():
                continue
            try:
                row = _cells(line, headed=headed)
            except InputError as error:
                refuse(rejection(file.name, error, f"line {number}"))
                continue
            if column is None:
                column = _header_column(row)
                if column is not None:
                    headed = len(row) > 1
                    continue
                found = _address_column(row)
                column = found if found is not None else 0
            if column < len(row) and normal_address(row[column]):
                yield row[column].strip()
                continue
            mend = "Nothing to do: it points at something that is not on the web" if len(row) > 1 else "Give one address a line"
            refuse(rejection(file.name, InputError("the row holds no address of the web", mend=mend), f"line {number}"))


def read_addresses(inputs: Sequence[str | Path], refuse: Refuse) -> Iterator[str]:
    """The addresses of all lists that `inputs` name. A list that cannot be read goes to `refuse`, the others are read."""
    for file in find_files(inputs, refuse):
        try:
            yield from listed_addresses(file, refuse)
        except InputError as error:
            refuse(rejection(file.name, error))
        except (EOFError, OSError, zlib.error) as error:
            refuse(rejection(file.name, InputError(f"the list cannot be read to its end ({error})", mend="Copy or download it again")))


def is_pointer_list(file: SourceFile) -> bool:
    """Whether a table is a file of GDELT: no header, one of its numbers of columns, the address where GDELT puts it."""
    try:
        with file.open() as stream:
            _, first = next(text_lines(stream, lambda n, error: None), (0, ""))
    except (InputError, EOFError, OSError, zlib.error):
        return False
    return "\t" in first and _address_column(_cells(first)) is not None


def refuse_pointer_list(file: SourceFile, refuse: Refuse, reading: Reading) -> Iterator[Draft]:
    """Raises InputError: there is nothing to read in a list of addresses."""
    mend = f"Ask which documents it names: servanda which {file.name}"
    raise InputError("this file of GDELT lists addresses and codes, it holds no texts and no events", mend=mend)


def match_addresses(addresses: Iterable[str], documents: Iterable[Document]) -> Matches:
    """Which documents a list names. An address listed twice counts once; one address may be that of several documents (versions, say)."""
    at: dict[str, list[Document]] = {}
    for document in documents:
        normal = normal_address(document.url)
        if normal:
            at.setdefault(normal, []).append(document)
    written: dict[str, str] = {}
    for address in addresses:
        written.setdefault(normal_address(address) or address, address)
    found = (
        Named(address, document.doc_id, document.outlet, document.published, document.title)
        for normal, address in written.items()
        for document in at.get(normal, ())
    )
    return Matches(len(written), tuple(found), tuple(address for normal, address in written.items() if normal not in at))
