"""Reads `statuses.toml`: how each status is shown and what would change it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from servanda.records import Commitment, Record
from servanda.views.by_status import read_by_status

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
    return read_by_status(text, TABLE, StatusRow, "A status has style, change and perhaps before_deadline")


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
