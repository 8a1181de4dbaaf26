"""`Ledger`: a finished ledger, for reading. Tables come as records, as Arrow, as pandas or by SQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import duckdb
import pyarrow as pa

from servanda.errors import LookupFailed, StoreError
from servanda.records import (
    Agreement,
    Appeal,
    Claim,
    Commitment,
    Disagreement,
    Document,
    Endorsement,
    Event,
    LedgerTables,
    Place,
    Position,
    Quotation,
    Record,
    Rejection,
    Ruling,
    Time,
)
from servanda.store.columns import from_arrow, to_arrow
from servanda.store.derivation import derive_tables
from servanda.store.folder import INDEX
from servanda.store.index import CLOSED, Limits, all_tables, fill, query, query_within, reading
from servanda.store.tables import BASE, DERIVED, IDS, TABLES, check_table

if TYPE_CHECKING:
    import pandas as pd

R = TypeVar("R", bound=Record)


class Ledger:
    """A ledger as of a day. Open one with `Ledger.open("out")`; `derive` gives the same ledger as of another day.

    Every table is a property that returns a list of records: `ledger.commitments`, `ledger.claims` ...
    """

    def __init__(self, folder: Path, *, derived: LedgerTables | None = None, known_by: str | None = None) -> None:
        self.folder = folder
        self._derived = derived
        self._known_by = known_by
        self._connection: duckdb.DuckDBPyConnection | None = None

    @classmethod
    def open(cls, out: str | Path) -> Ledger:
        """The ledger in an output folder.

        Raises:
            StoreError: if there is none.
        """
        ledger = cls(Path(out))
        ledger._about  # noqa: B018  reads the index, so that a missing one is told here and not at first use
        return ledger

    @cached_property
    def _about(self) -> dict[str, str | None]:
        rows = self._query("SELECT name, value FROM about").to_pylist()
        return {row["name"]: row["value"] for row in rows}

    @property
    def as_of(self) -> str:
        """The day the statuses stand at (ISO)."""
        return self._derived.as_of if self._derived else self._about.get("as_of") or ""

    @property
    def known_by(self) -> str | None:
        """The day by which documents had to be published to count, if one was set."""
        return self._known_by if self._derived else self._about.get("known_by")

    @property
    def documents(self) -> list[Document]:
        return self._records("documents", Document)

    @property
    def claims(self) -> list[Claim]:
        return self._records("claims", Claim)

    @property
    def quotations(self) -> list[Quotation]:
        return self._records("quotations", Quotation)

    @property
    def places(self) -> list[Place]:
        return self._records("places", Place)

    @property
    def times(self) -> list[Time]:
        """Times of all documents; `arrow("times")` has the doc_id beside them."""
        return self._records("times", Time)

    @property
    def agreements(self) -> list[Agreement]:
        return self._records("agreements", Agreement)

    @property
    def commitments(self) -> list[Commitment]:
        return self._records("commitments", Commitment)

    @property
    def endorsements(self) -> list[Endorsement]:
        return self._records("endorsements", Endorsement)

    @property
    def appeals(self) -> list[Appeal]:
        return self._records("appeals", Appeal)

    @property
    def events(self) -> list[Event]:
        return self._records("events", Event)

    @property
    def positions(self) -> list[Position]:
        return self._records("positions", Position)

    @property
    def disagreements(self) -> list[Disagreement]:
        return self._records("disagreements", Disagreement)

    @property
    def rejects(self) -> list[Rejection]:
        return self._records("rejects", Rejection)

    @property
    def reprint_of(self) -> dict[str, str]:
        """For each reprint, the id of the document it repeats."""
        if self._derived:
            return dict(self._derived.reprint_of)
        rows = self._query("SELECT doc_id, reprint_of FROM documents WHERE reprint_of IS NOT NULL ORDER BY rowid").to_pylist()
        return {row["doc_id"]: row["reprint_of"] for row in rows}

    @property
    def retracted(self) -> dict[str, str]:
        """For each document that no longer counts, the id of the one that withdraws or replaces it."""
        if self._derived:
            return dict(self._derived.retracted)
        rows = self._query("SELECT doc_id, retracted_by FROM documents WHERE retracted_by IS NOT NULL ORDER BY rowid").to_pylist()
        return {row["doc_id"]: row["retracted_by"] for row in rows}

    @property
    def rulings(self) -> list[Ruling]:
        """What became of each decision, in the order they were made."""
        return self._records("rulings", Ruling)

    @property
    def tables(self) -> LedgerTables:
        """All derived tables in one record."""
        if self._derived:
            return self._derived
        with self.at_once():
            rows = {name: tuple(self.records(name)) for name in DERIVED}
            return LedgerTables(as_of=self.as_of, reprint_of=self.reprint_of, retracted=self.retracted, speakers={}, rulings=tuple(self.rulings), **rows)

    def records(self, name: str) -> list[Any]:
        """The rows of a table, as records.

        Raises:
            LookupFailed: if there is no such table.
        """
        return self._records(name, TABLES[check_table(name)])

    def arrow(self, name: str) -> pa.Table:
        """A table in Arrow's columns; nested values are structs and lists.

        Raises:
            LookupFailed: if there is no such table.
        """
        check_table(name)
        if self._derived:
            if name in DERIVED or name == "rulings":
                return to_arrow(self.records(name), TABLES[name])
            if name == "documents":
                return self._everything()["documents"]
        return self._query(f'SELECT * FROM "{name}" ORDER BY rowid')

    def pandas(self, name: str) -> pd.DataFrame:
        """A table as a data frame.

        Raises:
            LookupFailed: if there is no such table.
            StoreError: if pandas is not installed.
        """
        try:
            import pandas  # noqa: F401  asked for here, so that its absence is told in our words
        except ImportError as error:
            raise StoreError("pandas is not installed", mend="Install it with: pip install 'servanda[pandas]'") from error
        return self.arrow(name).to_pandas(maps_as_pydicts="strict")

    def sql(self, text: str, limits: Limits | None = None) -> pa.Table:
        """The answer to a DuckDB query over the tables. It can read the ledger and nothing else, and change nothing.

        Args:
            limits: for queries of strangers: one SELECT, its first rows alone, and an end to it. Not where the ledger is as of another day.

        Raises:
            LookupFailed: with what is wrong with the query, or which limit it met.
        """
        if limits is not None and not self._derived:
            return query_within(self.folder / INDEX, text, limits)
        if not self._derived:
            return self._query(text)
        connection = duckdb.connect(":memory:", config=CLOSED)
        try:
            fill(connection, self._everything())
            return query(connection, text)
        finally:
            connection.close()

    def derive(self, as_of: str | None = None, known_by: str | None = None) -> Ledger:
        """The same documents and claims, with statuses as of another day and only what was published by a day.

        Nothing is written. `as_of` is by default the last publication day among the documents that count.
        """
        with self.at_once():
            derived = derive_tables(self.documents, self.claims, self.folder, as_of, known_by)
        return Ledger(self.folder, derived=derived, known_by=known_by)

    def find(self, wanted: str) -> tuple[str, Record]:
        """The table and the row of an id, stable or as displayed (C-0001, in any case).

        Raises:
            LookupFailed: if no row has it.
        """
        with self.at_once():
            for name, column in IDS.items():
                for row in self._matching(name, column, wanted):
                    return name, row
        raise LookupFailed(f"no row has the id {wanted[:80]!r}", where=str(self.folder), mend="`servanda show commitments` lists ids")

    def _matching(self, name: str, column: str, wanted: str) -> list[Record]:
        display = wanted.upper()
        if self._derived and name in DERIVED:
            return [row for row in getattr(self._derived, name) if getattr(row, column) == wanted or row.display == display]
        test = f'"{column}" = ?' if name in BASE else f'"{column}" = ? OR display = ?'
        values = [wanted] if name in BASE else [wanted, display]
        return from_arrow(self._query(f'SELECT * FROM "{name}" WHERE {test} ORDER BY rowid', values), TABLES[name])

    def claims_by_id(self, ids: Iterable[str]) -> dict[str, Claim]:
        """Claims by their ids; those the ledger lacks are left out."""
        return {claim.claim_id: claim for claim in self._chosen("claims", Claim, ids)}

    def documents_by_id(self, ids: Iterable[str]) -> dict[str, Document]:
        """Documents by their ids; those the ledger lacks are left out."""
        return {document.doc_id: document for document in self._chosen("documents", Document, ids)}

    def _chosen(self, name: str, record: type[R], ids: Iterable[str]) -> list[R]:
        wanted = sorted(set(ids))
        if not wanted:
            return []
        marks = ", ".join("?" * len(wanted))
        return from_arrow(self._query(f'SELECT * FROM "{name}" WHERE "{IDS[name]}" IN ({marks}) ORDER BY rowid', wanted), record)

    def _records(self, name: str, record: type[R]) -> list[R]:
        if self._derived and (name in DERIVED or name == "rulings"):
            return list(getattr(self._derived, name))
        return from_arrow(self._query(f'SELECT * FROM "{name}" ORDER BY rowid'), record)

    def _query(self, text: str, values: Iterable[str] = ()) -> pa.Table:
        with self.at_once():
            if self._connection is None:
                raise TypeError("the index is open inside `at_once`")
            return query(self._connection, text, list(values))

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Keep the index open for several reads in a `with` block: faster, and all of one build."""
        if self._connection is not None:
            yield
            return
        with reading(self.folder / INDEX) as connection:
            self._connection = connection
            try:
                yield
            finally:
                self._connection = None

    def _everything(self) -> dict[str, pa.Table]:
        """All tables of a ledger that was derived in memory."""
        if not self._derived:
            raise TypeError("only a derived ledger is kept in memory")
        with self.at_once():
            base = {name: self._query(f'SELECT * FROM "{name}" ORDER BY rowid') for name in BASE}
            rejects = self.rejects
        return all_tables(base, self._derived, rejects, self._about | {"as_of": self.as_of, "known_by": self.known_by})
