"""The main path of this package: inputs to files, files to drafts, drafts to documents; what fails becomes a Rejection."""

from __future__ import annotations

import datetime
import hashlib
import zlib
from collections.abc import Iterator, Sequence
from gzip import BadGzipFile
from pathlib import Path

from servanda.documents.articles import broken_off, read_article
from servanda.documents.drafts import Draft, Refuse, rejection
from servanda.documents.files import SourceFile, find_files
from servanda.documents.making import make_document, today
from servanda.documents.newsroom.bundles import bundle_reader
from servanda.documents.newsroom.nexis import read_nexis
from servanda.documents.newsroom.xml import read_xml
from servanda.documents.rows import read_csv, read_json, read_jsonl
from servanda.errors import InputError
from servanda.records import Document

_READERS = {"jsonl": read_jsonl, "json": read_json, "csv": read_csv, "tsv": read_csv, "xml": read_xml, "rtf": read_nexis}


def _drafts(file: SourceFile, refuse: Refuse, latest: datetime.date) -> Iterator[Draft]:
    kept = False
    try:
        reader = bundle_reader(file) or _READERS.get(file.kind)
        for draft in reader(file, refuse) if reader else (read_article(file, refuse, latest),):
            kept = True
            yield draft
    except InputError as error:
        refuse(rejection(file.name, error))
    except BadGzipFile:
        refuse(rejection(file.name, InputError("the file is not compressed as .gz says, or damaged", mend="Compress it again with gzip, or drop the .gz")))
    except (EOFError, zlib.error):
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
        first = self._first.setdefault(document.doc_id, (fingerprint, document.source))
        if first == (fingerprint, document.source) and first[0] is fingerprint:
            return
        if first[0] == fingerprint:
            raise InputError(f"the same document (id {document.doc_id!r}) was read before from {first[1]}", mend="Nothing to do: the first is kept")
        raise InputError(f"the id {document.doc_id!r} was used before for another text, in {first[1]}", mend="Give each document an id of its own")


def _source(draft: Draft) -> str:
    return f"{draft.source}#{draft.place.removeprefix('line ').replace(' ', '-')}" if draft.place else draft.source


def read_documents(inputs: Sequence[str | Path], on_reject: Refuse, *, latest: datetime.date | None = None) -> Iterator[Document]:
    """Read files, folders (with all below them) and globs into Documents, in an order that depends on names alone.

    Known are .txt .text .md .html .htm .jsonl .ndjson .json .csv .tsv, each also .gz. Whatever cannot be used goes to `on_reject`
    with a reason, and reading goes on; nothing is raised for bad input. Memory stays constant apart from the ids seen, of which the
    second is refused. `latest` is the last day taken for the present (None: today in UTC).
    """
    latest = latest or today()
    seen = _Seen()
    # 1. inputs to files
    for file in find_files(inputs, on_reject):
        # 2. files to drafts
        for draft in _drafts(file, on_reject, latest):
            # 3. drafts to documents
            try:
                document = make_document(
                    draft.text, doc_id=draft.doc_id, outlet=draft.outlet, published=draft.published, title=draft.title,
                    url=draft.url, source=_source(draft), partial=draft.partial, status=draft.status, latest=latest,
                )  # fmt: skip
                seen.check(document)
            except InputError as error:
                on_reject(rejection(draft.source, error, draft.place))
                continue
            yield document
