"""The DuckDB file: every table of a ledger in one place, for SQL.

It can be rebuilt from the shards at any time. It is written aside and renamed into place, so that a reader sees the
old one or the new one, and it is only ever opened to read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

import duckdb
import pyarrow as pa

from servanda.errors import LookupFailed, StoreError
from servanda.profiling import stage
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


# Nor may a stranger's fill the disk.
MEMORY_ONLY = CLOSED | {"max_temp_directory_size": "0KB"}
READS = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)


@dataclass(frozen=True)
class Limits:
    """What one query of a stranger may take: rows of its answer, seconds, and megabytes of working memory."""

    rows: int
    seconds: float
    megabytes: int = 512


def derived_tables(ledger: LedgerTables) -> dict[str, pa.Table]:
    """The derived tables, and what became of decisions, in Arrow's columns."""
    return {name: to_arrow(getattr(ledger, name), record) for name, record in (DERIVED | {"rulings": Ruling}).items()}


@stage("index")
def all_tables(base: Mapping[str, pa.Table], ledger: LedgerTables, rejects: Sequence[Rejection], about: Mapping[str, str | None]) -> dict[str, pa.Table]:
    """What the index holds: base tables (documents with `reprint_of` and `retracted_by`, quotations with all speakers known), derived tables, rejects,
    and `about`."""
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
        "quotations": with_speakers(base["quotations"], ledger.speakers),
        **derived_tables(ledger),
        "rejects": to_arrow(rejects, Rejection),
        "about": facts,
    }


def with_speakers(quotations: pa.Table, known: Mapping[str, Mapping[str, str]]) -> pa.Table:
    """Quotations, with the codes of speakers whom another document presents (`LedgerTables.speakers`)."""
    if not known:
        return quotations
    rows = quotations.select(["doc_id", "speaker"]).to_pylist()
    for row in rows:
        speaker = row["speaker"]
        if speaker is not None:
            here = known.get(row["doc_id"], {}) if speaker["code"] is None else known.get("", {})
            speaker["code"] = here.get(speaker["code"] or speaker["text"], speaker["code"])
    at, field = quotations.column_names.index("speaker"), quotations.schema.field("speaker")
    return quotations.set_column(at, field, pa.array([row["speaker"] for row in rows], field.type))


def fill(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, pa.Table]) -> None:
    """Make one table of each Arrow table, rows in the same order."""
    for name, table in tables.items():
        connection.register("incoming", table)
        connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM incoming').fetchall()
        connection.unregister("incoming")


@stage("index")
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
        aside.unlink(missing_ok=True)  # a full disk gets its room back at once
        raise StoreError(f"cannot be written ({first_line(error)})", where=str(path), mend="Make room on the disk and build again") from error
    flush(aside)
    os.replace(aside, path)


@contextmanager
def reading(path: Path, config: Mapping[str, str | bool | int | float | list[str]] = CLOSED) -> Iterator[duckdb.DuckDBPyConnection]:
    """The index, open to read.

    Raises:
        StoreError: if there is none, or it is not one.
    """
    if not path.is_file():
        raise StoreError("there is no ledger here", where=str(path.parent), mend="Make one with: servanda build INPUT... -o " + str(path.parent))
    try:
        connection = duckdb.connect(str(path), read_only=True, config=dict(config))
    except duckdb.Error as error:
        mend = "Delete it and run the build again: it is only an index"
        raise StoreError(f"cannot be opened ({first_line(error)})", where=str(path), mend=mend) from error
    try:
        connection.execute("SET enable_progress_bar = false")  # DuckDB draws it on standard output, which is for results
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


def query_within(path: Path, text: str, limits: Limits) -> pa.Table:
    """The first rows of the answer to one SELECT, which is interrupted when it takes too long.

    Raises:
        LookupFailed: with what is wrong with it, or which limit it met.
    """
    with reading(path, MEMORY_ONLY | {"memory_limit": f"{limits.megabytes}MB"}) as connection:
        connection.execute("SET lock_configuration = true")
        clock = Timer(limits.seconds, connection.interrupt)
        clock.start()
        try:
            statements = connection.extract_statements(text)
            if len(statements) != 1 or statements[0].type not in READS:
                raise LookupFailed("only one SELECT at a time is answered", where="SQL", mend="`SHOW TABLES` and `DESCRIBE commitments` tell what there is")
            return _first_rows(pa.RecordBatchReader.from_stream(connection.sql(statements[0])), limits.rows)
        except duckdb.InterruptException as error:
            mend = "Ask for less: a LIMIT, fewer tables at once, a WHERE"
            raise LookupFailed(f"the query took longer than {limits.seconds:g} seconds", where="SQL", mend=mend) from error
        except duckdb.Error as error:
            raise LookupFailed(first_line(error), where="SQL", mend="`SHOW TABLES` and `DESCRIBE commitments` tell what there is") from error
        finally:
            clock.cancel()


def _first_rows(answer: pa.RecordBatchReader, most: int) -> pa.Table:
    batches: list[pa.RecordBatch] = []
    for batch in answer:
        batches.append(batch)
        if sum(part.num_rows for part in batches) >= most:
            break
    return pa.Table.from_batches(batches, answer.schema).slice(0, most)


def first_line(error: BaseException) -> str:
    """The first line of a message, bounded."""
    return str(error).strip().partition("\n")[0][:300]
