"""Reads `statuses.toml`: how each status is shown and what would change it."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import get_args

import msgspec

from servanda.errors import TableError
from servanda.records import Commitment, Record, Status

TABLE = "statuses.toml"


class StatusRow(Record, frozen=True):
    """One row of the table."""

    style: str
    change: str
    before_deadline: str = ""


def read_statuses(text: str) -> dict[str, StatusRow]:
    """The rows of a statuses table, one for every status there is.

    Raises:
        TableError: for an unknown or missing status, key or value, with the line where the table has one.
    """
    lines = text.splitlines()
    rows = {}
    for name, row in tomllib.loads(text).items():
        where = f"{TABLE}, line {lines.index(f'[{name}]') + 1}" if f"[{name}]" in lines else TABLE
        if name not in get_args(Status):
            raise TableError(f"there is no status {name!r}", where=where, mend="Statuses are named in servanda.records")
        try:
            rows[name] = msgspec.convert(row, StatusRow)
        except msgspec.ValidationError as error:
            raise TableError(str(error), where=where, mend="A status has style, change and perhaps before_deadline") from error
    missing = [name for name in get_args(Status) if name not in rows]
    if missing:
        raise TableError(f"the status {missing[0]!r} has no row", where=TABLE, mend="Add one")
    return rows


@cache
def statuses() -> dict[str, StatusRow]:
    """The table that comes with the package."""
    return read_statuses(files("servanda.views").joinpath(TABLE).read_text("utf-8"))


def what_would_change(commitment: Commitment, as_of: str) -> str:
    """One or two sentences: what would move this commitment to another status."""
    row = statuses()[commitment.status]
    day = commitment.deadline.date
    ahead = day is not None and day >= as_of
    return " ".join(part for part in (row.change, row.before_deadline.format(date=day) if ahead else "") if part)
