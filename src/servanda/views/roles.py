"""Reads `roles.toml`: why evidence did not count, and what would change a row that is no commitment."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from servanda.errors import TableError
from servanda.records import Record

TABLE = "roles.toml"


class Roles(Record, frozen=True):
    """The table: sentences by role, and by table of the ledger."""

    not_counted: dict[str, str]
    would_change: dict[str, str]


@cache
def roles() -> Roles:
    """The table that comes with the package.

    Raises:
        TableError: if it does not fit.
    """
    try:
        return msgspec.convert(tomllib.loads(files("servanda.views").joinpath(TABLE).read_text("utf-8")), Roles)
    except msgspec.ValidationError as error:
        raise TableError(str(error), where=TABLE, mend="It has not_counted and would_change, each of names and sentences") from error
