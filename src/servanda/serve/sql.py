"""Queries of strangers, answered in a process of its own: one that will not end, or eats memory, is ended from outside.

DuckDB is interrupted when a query has taken its time; a few of its functions do not listen, and the process is killed then. The next query
gets a new one. One query runs at a time.
"""

from __future__ import annotations

import signal
import sys
import threading
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa

from servanda.errors import LookupFailed, RequestError, ServandaError
from servanda.records import Record
from servanda.store import Ledger
from servanda.store.index import Limits, first_line

ROWS = 1000
LIMITS = Limits(rows=ROWS, seconds=10.0, megabytes=512)
LONGEST = 20_000  # characters of a query
MOST_BYTES = 8_000_000  # of an answer
GRACE = 2.0  # seconds for DuckDB to notice that it is interrupted
START = 30.0  # seconds for the process to load what it needs
READY = b"ready"
ADDRESS_SPACE = 6 << 30  # bytes; much of it is reserved by libraries and never used


class Column(Record, frozen=True):
    """A column of an answer: its name, and its type as Arrow calls it."""

    name: str
    type: str


class Answer(Record, frozen=True):
    """The answer to a query: a list of values for each row. `truncated` tells that there are more rows than were asked for."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...] = ()
    truncated: bool = False


class Refusal(Record, frozen=True, tag="refusal"):
    """What is wrong with a query, sent back by the process."""

    what: str
    where: str = "SQL"
    mend: str = ""


class Told(Answer, frozen=True, tag="answer"):
    """An answer, sent back by the process."""


class Asker:
    """Asks the process; safe to call from several threads."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self.limits = limits
        self._turn = threading.Lock()
        self._process: BaseProcess | None = None
        self._line: Connection | None = None

    def ask(self, folder: Path, text: str, rows: int = ROWS) -> Answer:
        """The answer to one SELECT over the ledger in a folder.

        Raises:
            LookupFailed: with what is wrong with the query, or which limit it met.
            RequestError: if another query runs for too long, or none can be answered.
        """
        if not self._turn.acquire(timeout=self.limits.seconds):
            raise RequestError("another query is still running", status=503, where="SQL", mend="Ask again in a moment")
        try:
            return self._asked(folder, text, rows)
        finally:
            self._turn.release()

    def _asked(self, folder: Path, text: str, rows: int) -> Answer:
        line = self._started()
        try:
            line.send((folder, text.encode("utf-8", "replace").decode(), Limits(min(rows, ROWS), self.limits.seconds, self.limits.megabytes)))
            if line.poll(self.limits.seconds + GRACE):
                told = msgspec.json.decode(line.recv_bytes(), type=Told | Refusal)
                if isinstance(told, Refusal):
                    raise LookupFailed(told.what, where=told.where, mend=told.mend)
                return Answer(columns=told.columns, rows=told.rows, truncated=told.truncated)
        except (OSError, EOFError) as error:
            self._end()
            raise LookupFailed("the query took more memory than it may", where="SQL", mend="Ask for less at once") from error
        self._end()
        raise LookupFailed(f"the query took longer than {self.limits.seconds:g} seconds", where="SQL", mend="Ask for less: a LIMIT, a WHERE")

    def _started(self) -> Connection:
        if self._process is None or self._line is None or not self._process.is_alive():
            context = get_context("spawn")
            self._line, other = context.Pipe()
            self._process = context.Process(target=answer_queries, args=(other,), daemon=True, name="servanda-sql")
            self._process.start()
            other.close()
            if not _says_ready(self._line):
                self._end()
                raise RequestError("no query can be answered now", status=503, where="SQL", mend="Ask again in a moment")
        return self._line

    def _end(self) -> None:
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
        self._process = self._line = None

    def close(self) -> None:
        """End the process."""
        with self._turn:
            self._end()


def _says_ready(line: Connection) -> bool:
    try:
        return line.poll(START) and line.recv_bytes() == READY
    except (OSError, EOFError):
        return False


def answer_queries(line: Connection) -> None:
    """The process: answers until its other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends this
    _bound_memory()
    line.send_bytes(READY)
    while True:
        try:
            folder, text, limits = line.recv()
        except EOFError:
            return
        line.send_bytes(_reply(Ledger(folder), text, limits))


def _reply(ledger: Ledger, text: str, limits: Limits) -> bytes:
    try:
        table = ledger.sql(text, Limits(limits.rows + 1, limits.seconds, limits.megabytes))
        content = msgspec.json.encode(_answer(table, limits.rows), enc_hook=str)
    except ServandaError as error:
        return msgspec.json.encode(Refusal(what=error.what, where=error.where, mend=error.mend))
    except (MemoryError, OSError, OverflowError, TypeError, ValueError) as error:
        return msgspec.json.encode(Refusal(what=f"the answer cannot be written down ({first_line(error)})", mend="Ask for less, or cast it to text"))
    if len(content) > MOST_BYTES:
        return msgspec.json.encode(Refusal(what=f"the answer is longer than {MOST_BYTES:,} bytes", mend="Ask for fewer columns or rows"))
    return content


def _answer(table: pa.Table, rows: int) -> Told:
    columns = tuple(Column(name=field.name, type=str(field.type)) for field in table.schema)
    values = [column.to_pylist(maps_as_pydicts="lossy") for column in table.slice(0, rows).columns]
    return Told(columns=columns, rows=tuple(zip(*values, strict=True)), truncated=table.num_rows > rows)


def _bound_memory() -> None:
    if sys.platform == "win32":
        return
    import resource

    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE if hard == resource.RLIM_INFINITY else min(hard, ADDRESS_SPACE), hard))
