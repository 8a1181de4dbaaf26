"""The ledger that is served: a private copy of the index, taken anew whenever a build has put another in its place.

A copy (a hard link where the file system allows) keeps every request on one build from its first read to its last, and never stands in
the way of a build that replaces the file. It is cleared away when the last request that reads it has ended.
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
import threading
import weakref
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from servanda import api
from servanda.errors import LookupFailed, RequestError, StoreError
from servanda.records import Document, LedgerTables, Record
from servanda.serve.search import SearchIndex
from servanda.store import Ledger
from servanda.store.decisions import DECISIONS
from servanda.store.folder import INDEX
from servanda.store.manifest import MANIFEST, read_manifest
from servanda.store.tables import TABLES, check_table
from servanda.views.explanation import Explanation, WhyFacts, claims_needed, documents_needed, explain
from servanda.views.exports.rows import document_row, time_row
from servanda.views.site import open_site

PATIENCE = 2.0  # seconds that a request waits for a ledger just built; a large one is shown to the next
OTHER_DAYS = 4  # ledgers as of other days that are kept
TURN = 10.0  # seconds that a request waits until others have had theirs derived

Mark = tuple[int, int, int]


class Edition:
    """One build of the ledger, with everything that is drawn from it. Safe to read from several threads."""

    def __init__(self, folder: Path) -> None:
        self.place = Path(tempfile.mkdtemp(prefix="servanda-serve-"))
        self._clear = weakref.finalize(self, shutil.rmtree, self.place, ignore_errors=True)
        self.mark = _taken(folder / INDEX, self.place / INDEX)
        for name in (DECISIONS, MANIFEST):
            if (folder / name).is_file():
                shutil.copyfile(folder / name, self.place / name)
        self.manifest = read_manifest(self.place)
        self.facts = api.site_facts(Ledger.open(self.place))
        self.tables: LedgerTables = self.facts.tables
        self.known_by = self.facts.known_by
        self.site = open_site(self.facts, served=True)
        self.search = SearchIndex.build(self.facts, self.place / "search.sqlite")
        self._other_days: OrderedDict[tuple[str | None, str | None], LedgerTables] = OrderedDict()
        self._deriving = threading.Lock()

    @property
    def stamp(self) -> str:
        """What tells this build from others."""
        return "-".join(f"{part:x}" for part in self.mark)

    @property
    def ledger(self) -> Ledger:
        """The ledger, for one thread."""
        return Ledger(self.place, derived=self.tables, known_by=self.known_by)

    def as_of(self, day: str | None, known_by: str | None) -> Ledger:
        """The ledger as of another day, for one thread; one is derived at a time, and the last few are kept.

        Raises:
            RequestError: if others have to be derived first, and take long.
        """
        if day is None and known_by is None:
            return self.ledger
        tables = self._other_days.get((day, known_by))
        return Ledger(self.place, derived=tables or self._derived(day, known_by), known_by=known_by)

    def _derived(self, day: str | None, known_by: str | None) -> LedgerTables:
        if not self._deriving.acquire(timeout=TURN):
            raise RequestError("the ledger is being derived as of other days", status=503, where=str(day or known_by), mend="Ask again in a moment")
        try:
            if (day, known_by) not in self._other_days:
                self._other_days[day, known_by] = Ledger.open(self.place).derive(day, known_by).tables
            tables = self._other_days[day, known_by]
            if len(self._other_days) > OTHER_DAYS:
                self._other_days.popitem(last=False)
            return tables
        finally:
            self._deriving.release()

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many rows each table has."""
        return {name: len(self.rows(name)) for name in TABLES}

    @cached_property
    def columns(self) -> dict[str, list[str]]:
        """The columns of each table, as SQL knows them."""
        names = Ledger.open(self.place).sql("SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal ORDER BY table_name, column_index")
        found: dict[str, list[str]] = {}
        for row in names.to_pylist():
            found.setdefault(row["table_name"], []).append(row["column_name"])
        return found

    @cached_property
    def decided_at(self) -> dict[str, str]:
        """Which row is decided about from a page, by the page's path."""
        rows = [(row, row.commitment_id) for row in self.tables.commitments] + [(row, row.agreement_id) for row in self.tables.agreements]
        return {self.site.links.of(row): row_id for row, row_id in rows}

    def find(self, wanted: str, ledger: Ledger | None = None) -> tuple[str, Any]:
        """The table and the row of an id.

        Raises:
            LookupFailed: if no row has it.
        """
        try:
            return (ledger or self.ledger).find(wanted)
        except LookupFailed as error:
            raise LookupFailed(f"no row has the id {wanted[:80]!r}", mend="The tables list ids") from error

    def explanation(self, table: str, row: Any, tables: LedgerTables | None = None) -> Explanation:
        """Why a row says what it says, without the paths of this machine that documents were read from."""
        claims = self.facts.some_claims(claims_needed(row))
        known = self.facts.some_documents(documents_needed(row, claims.values()))
        documents = {doc_id: pathless(document) for doc_id, document in known.items()}
        told = pathless(row) if isinstance(row, Document) else row
        return explain(WhyFacts(table, told, tables or self.tables, claims, documents, frames=self.facts.frames))

    def rows(self, table: str, tables: LedgerTables | None = None) -> Sequence[Record]:
        """The rows of a table as API and exports name them; of `tables` where the ledger is that of another day."""
        derived = tables or self.tables
        if table == "times":
            return [time_row(time, doc_id) for doc_id, times in self.facts.times.items() for time in times]
        if table == "documents":
            return [document_row(row, derived.reprint_of.get(row.doc_id)) for row in self.facts.documents]
        if table in ("claims", "quotations", "places", "rejects"):
            return tuple(getattr(self.facts, table))
        return tuple(getattr(derived, check_table(table)))


def pathless(document: Document) -> Document:
    """A document without the path it was read from, which is the server's."""
    return msgspec.structs.replace(document, source="")


class Current:
    """The latest edition of the ledger in a folder.

    Raises:
        StoreError: if there is no ledger.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._edition = Edition(folder)
        self._loader = ThreadPoolExecutor(1, thread_name_prefix="servanda-edition")
        self._turn = threading.Lock()
        self._coming: tuple[Mark, Future[None]] | None = None

    def edition(self) -> Edition:
        """The latest edition that is ready; waits a moment for one that has just been built."""
        mark = _mark(self.folder / INDEX)
        if mark is not None and mark != self._edition.mark:
            with self._turn:
                if self._coming is None or self._coming[0] != mark:
                    self._coming = (mark, self._loader.submit(self._load, mark))
                coming = self._coming[1]
            with suppress(TimeoutError):
                coming.result(timeout=PATIENCE)
        return self._edition

    def _load(self, mark: Mark) -> None:
        if mark == self._edition.mark:
            return
        try:
            self._edition = Edition(self.folder)
        except Exception as error:  # whatever is wrong with what was put there: the last one that could be read is shown
            logging.getLogger(__name__).warning("%s: the new ledger cannot be read, the one before it is still shown (%s)", self.folder, error)

    def close(self) -> None:
        """Let go of what was taken."""
        self._loader.shutdown(wait=True, cancel_futures=True)
        self._edition._clear()


def _mark(path: Path) -> Mark | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def _taken(source: Path, place: Path) -> Mark:
    """Links or copies a file, whole even if it is replaced meanwhile, and returns what tells it from others.

    Raises:
        StoreError: if there is none.
    """
    try:
        os.link(source, place)
    except FileNotFoundError as error:
        raise StoreError("there is no ledger here", where=str(source.parent), mend=f"Make one with: servanda build INPUT... -o {source.parent}") from error
    except OSError:
        return _copied(source, place)
    found = place.stat()
    return found.st_ino, found.st_mtime_ns, found.st_size


def _copied(source: Path, place: Path) -> Mark:
    with source.open("rb") as file, place.open("wb") as copy:
        found = os.fstat(file.fileno())
        shutil.copyfileobj(file, copy, 1 << 20)
    return found.st_ino, found.st_mtime_ns, found.st_size
