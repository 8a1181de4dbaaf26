"""Tables with one row for every status of a commitment: no status may be missing, none unknown."""

from __future__ import annotations

import tomllib
from typing import TypeVar, get_args

import msgspec

from servanda.errors import TableError
from servanda.records import Record, Status

Row = TypeVar("Row", bound=Record)


def read_by_status(text: str, table: str, row_type: type[Row], mend: str) -> dict[str, Row]:
    """The rows of a TOML table by status. `table` is the file named in errors, `mend` says what a row holds.

    Raises:
        TableError: for an unknown or missing status, key or value, with the line where the table has one.
    """
    lines, rows = text.splitlines(), {}
    for name, row in tomllib.loads(text).items():
        where = f"{table}, line {lines.index(f'[{name}]') + 1}" if f"[{name}]" in lines else table
        if name not in get_args(Status):
            raise TableError(f"there is no status {name!r}", where=where, mend="Statuses are named in servanda.records")
        try:
            rows[name] = msgspec.convert(row, row_type)
        except msgspec.ValidationError as error:
            raise TableError(str(error), where=where, mend=mend) from error
    missing = [name for name in get_args(Status) if name not in rows]
    if missing:
        raise TableError(f"the status {missing[0]!r} has no row", where=table, mend="Add one")
    return rows
