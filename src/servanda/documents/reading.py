"""The main path of this package: inputs to files, files to drafts, drafts to documents; what fails becomes a Rejection."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from servanda.documents.articles import broken_off, read_article
from servanda.documents.drafts import Draft, Reading, Refuse, rejection
from servanda.documents.event_rows import row_document
from servanda.documents.feeds import read_feed
from servanda.documents.files import SourceFile
from servanda.documents.finding import find_files
from servanda.documents.lines import peek
from servanda.documents.making import make_document, today
from servanda.documents.newsroom.bundles import Reader, bundle_reader
from servanda.documents.newsroom.nexis import read_nexis
from servanda.documents.newsroom.xml import read_items
from servanda.documents.parquet import read_parquet
from servanda.documents.pdf import read_pdf
from servanda.documents.rows import read_csv, read_json, read_jsonl
from servanda.documents.sniffing import HEAD, XML_ROOTS, root_element
from servanda.documents.warc import read_warc
from servanda.documents.word import read_word
from servanda.errors import InputError
from servanda.records import Document

# Kind (files.py) -> its reader.
READERS: dict[str, Reader] = {
    "plain": read_article,
    "markdown": read_article,
    "webpage": read_article,
    "jsonl": read_jsonl,
    "json": read_json,
    "csv": read_csv,
    "tsv": read_csv,
    "parquet": read_parquet,
    "pdf": read_pdf,
    "docx": read_word,
    "feed": read_feed,
    "warc": read_warc,
    "newsroom": read_items,
    "rtf": read_nexis,
}


def _by_root(file: SourceFile) -> SourceFile:
    """An .xml file as the kind that its root element tells. Raises InputError if none is known."""
    with file.open() as stream:
        root = root_element(peek(stream, HEAD))
    if root not in XML_ROOTS:
        known = ", ".join(XML_ROOTS)
        raise InputError(f"the XML is of no known kind (its root element: {root or 'none'})", mend=f"Known roots are {known}")
    return replace(file, kind=XML_ROOTS[root])


def _drafts(file: SourceFile, refuse: Refuse, reading: Reading) -> Iterator[Draft]:
    kept = False
    try:
        known = _by_root(file) if file.kind == "xml" else file
        reader = bundle_reader(known) or READERS[known.kind]
        for draft in reader(known, refuse, reading):
            kept = True
            yield draft
    except InputError as error:
        refuse(rejection(file.name, error))
    except EOFError:
        refuse(rejection(file.name, broken_off(kept=kept)))
    except OSError as error:
        refuse(rejection(file.name, InputError(f"the file cannot be read ({error.strerror or error})", mend="Check that it exists and may be read")))


class _Seen:
    """Ids met so far, with the text's fingerprint and the place of the first; the only thing that grows with the input."""

    def __init__(self) -> None:
        self._first: dict[str, tuple[bytes, str]] = {}

    def check(self, document: Document) -> None:
        """Remember `document`. Raises InputError if its id has been used."""
        fingerprint = hashlib.blake2b(document.text.encode("utf-8"), digest_size=8).digest()
        first = self._first.get(document.doc_id)
        if first is None:
            self._first[document.doc_id] = fingerprint, document.source
            return
        if first[0] == fingerprint:
            raise InputError(f"the same document (id {document.doc_id!r}) was read before from {first[1]}", mend="Nothing to do: the first is kept")
        raise InputError(f"the id {document.doc_id!r} was used before for another text, in {first[1]}", mend="Give each document an id of its own")


def _source(draft: Draft) -> str:
    return f"{draft.source}#{draft.place.removeprefix('line ').replace(' ', '-')}" if draft.place else draft.source


def _document(draft: Draft, reading: Reading) -> Document:
    if draft.dataset:
        return row_document(draft, _source(draft))
    return make_document(
        draft.text, doc_id=draft.doc_id, outlet=draft.outlet, published=draft.published, title=draft.title, url=draft.url, language=draft.language,
        source=_source(draft), partial=draft.partial, status=draft.status, latest=reading.latest,
    )  # fmt: skip


def read_documents(
    inputs: Sequence[str | Path],
    on_reject: Refuse,
    *,
    columns: Mapping[str, str] | None = None,
    without: Path | None = None,
    latest: datetime.date | None = None,
) -> Iterator[Document]:
    """Read files, folders (with all below them), globs, archives, `-` and addresses of object stores into Documents, in an order that depends on names alone.

    The suffixes known are those of `files.KINDS`, each also packed. Whatever cannot be used goes to `on_reject` with a reason, and
    reading goes on; nothing is raised for bad input. Memory stays constant apart from the ids seen, of which the second is refused.
    `columns` says which column of a table holds which part (see `rows.column_names`); the folder `without` is passed over.
    `latest` is the last day taken for the present (None: today in UTC).
    """
    reading = Reading(latest or today(), columns or {})
    seen = _Seen()
    # 1. inputs to files
    for file in find_files(inputs, on_reject, without):
        # 2. files to drafts
        for draft in _drafts(file, on_reject, reading):
            # 3. drafts to documents
            try:
                document = _document(draft, reading)
                seen.check(document)
            except InputError as error:
                on_reject(rejection(draft.source, error, draft.place))
                continue
            yield document
