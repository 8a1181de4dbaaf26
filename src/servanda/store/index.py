"""The DuckDB file: every table of a ledger in one place, for SQL.

It can be rebuilt from the shards at any time. It is written aside and renamed into place, so that a reader sees the
old one or the new one, and it is only ever opened to read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from servanda.errors import LookupFailed, StoreError
from servanda.records import LedgerTables, Rejection, Ruling
from servanda.store.columns import to_arrow
from servanda.store.shards import flush
from servanda.store.tables import DERIVED

# A reader's SQL must reach nothing but the ledger: no other file, no network, no extension fetched from one.
CLOSED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


def derived_tables(ledger: LedgerTables) -> dict[str, pa.Table]:
    """The derived tables, and what became of decisions, in Arrow's columns."""
    return {name: to_arrow(getattr(ledger, name), record) for name, record in (DERIVED | {"rulings": Ruling}).items()}


def all_tables(base: Mapping[str, pa.Table], ledger: LedgerTables, rejects: Sequence[Rejection], about: Mapping[str, str | None]) -> dict[str, pa.Table]:
    """What the index holds: base tables (documents with `reprint_of` and `retracted_by`), derived tables, rejects, and `about`."""
    documents = base["documents"]
    for name, found in (("reprint_of", ledger.reprint_of), ("retracted_by", ledger.retracted)):
        column = pa.array([found.get(doc_id) for doc_id in documents["doc_id"].to_pylist()], pa.string())
        if name in documents.column_names:
            documents = documents.drop_columns([name])
        documents = documents.append_column(pa.field(name, pa.string()), column)
    facts = pa.table({"name": pa.array(list(about), pa.string()), "value": pa.array(list(about.values()), pa.string())})
    return {
        **base,
        "documents": documents,
        **derived_tables(ledger),
        "rejects": to_arrow(rejects, Rejection),
        "about": facts,
    }


def fill(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, pa.Table]) -> None:
    """Make one table of each Arrow table, rows in the same order."""
    for name, table in tables.items():
        connection.register("incoming", table)
        connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM incoming').fetchall()
        connection.unregister("incoming")


def write_index(path: Path, tables: Mapping[str, pa.Table]) -> None:
    """Write the index aside and put it in the place of the old one.

    Raises:
        StoreError: if it cannot be written.
    """
    aside = path.with_name(f".{path.name}-{os.getpid()}")
    aside.unlink(missing_ok=True)
    try:
        connection = duckdb.connect(str(aside))
        try:
            fill(connection, tables)
        finally:
            connection.close()
    except duckdb.Error as error:
        raise StoreError(f"cannot be written ({first_line(error)})", where=str(path), mend="Make room on the disk and build again") from error
    flush(aside)
    os.replace(aside, path)


@contextmanager
def reading(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The index, open to read.

    Raises:
        StoreError: if there is none, or it is not one.
    """
    if not path.is_file():
        raise StoreError("there is no ledger here", where=str(path.parent), mend="Make one with: servanda build INPUT... -o " + str(path.parent))
    try:
        connection = duckdb.connect(str(path), read_only=True, config=CLOSED)
    except duckdb.Error as error:
        mend = "Delete it and run the build again: it is only an index"
        raise StoreError(f"cannot be opened ({first_line(error)})", where=str(path), mend=mend) from error
    try:
        yield connection
    finally:
        connection.close()


def query(connection: duckdb.DuckDBPyConnection, text: str, values: Sequence[str] = ()) -> pa.Table:
    """The answer to a query.

    Raises:
        LookupFailed: with what DuckDB says is wrong with it.
    """
    try:
        answer = connection.sql(text, params=list(values)) if values else connection.sql(text)
        return pa.table({}) if answer is None else answer.to_arrow_table()
    except duckdb.Error as error:
        raise LookupFailed(first_line(error), where="SQL", mend="`SHOW TABLES` and `DESCRIBE commitments` tell what there is") from error


def first_line(error: BaseException) -> str:
    """The first line of a message, bounded."""
    return str(error).strip().partition("\n")[0][:300]
