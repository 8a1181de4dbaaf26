"""The ledger that is served: a private copy of the index, taken anew whenever a build has put another in its place.

A copy (a hard link where the file system allows) keeps every request on one build from its first read to its last, and never stands in
the way of a build that replaces the file. It is cleared away when the last request that reads it has ended.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
import weakref
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property
from pathlib import Path

from servanda.errors import StoreError
from servanda.records import LedgerTables, Record
from servanda.serve.search import SearchIndex
from servanda.store import Ledger
from servanda.store.decisions import DECISIONS
from servanda.store.folder import INDEX, MANIFEST, read_manifest

PATIENCE = 2.0  # seconds that a request waits for a ledger just built; a large one is shown to the next
OTHER_DAYS = 4  # ledgers as of other days that are kept

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
        plain = Ledger.open(self.place)
        self.tables: LedgerTables = plain.tables
        self.known_by = plain.known_by
        self.search = SearchIndex.build(plain, self.tables, self.place / "search.sqlite")
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
        """The ledger as of another day, for one thread; one is derived at a time."""
        if day is None and known_by is None:
            return self.ledger
        with self._deriving:
            if (day, known_by) not in self._other_days:
                self._other_days[day, known_by] = Ledger.open(self.place).derive(day, known_by).tables
                if len(self._other_days) > OTHER_DAYS:
                    self._other_days.popitem(last=False)
            return Ledger(self.place, derived=self._other_days[day, known_by], known_by=known_by)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many rows each table has."""
        from servanda.store.tables import TABLES

        query = " UNION ALL ".join(f"SELECT '{name}' AS name, count(*) AS n FROM \"{name}\"" for name in TABLES)
        return {row["name"]: row["n"] for row in Ledger.open(self.place).sql(query).to_pylist()}

    @cached_property
    def claims(self) -> list[Record]:
        """All claims, kept because choosing among them by party reads each."""
        return list(Ledger.open(self.place).claims)


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
            coming_done(coming)
        return self._edition

    def _load(self, mark: Mark) -> None:
        if mark == self._edition.mark:
            return
        try:
            self._edition = Edition(self.folder)
        except StoreError:
            return  # a build has put something there that cannot be read: the last one that could be is shown

    def close(self) -> None:
        """Let go of what was taken."""
        self._loader.shutdown(wait=True, cancel_futures=True)
        self._edition._clear()


def coming_done(coming: Future[None]) -> None:
    """Waits a moment."""
    try:
        coming.result(timeout=PATIENCE)
    except TimeoutError:
        return


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
