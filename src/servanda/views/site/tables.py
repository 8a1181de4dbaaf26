"""Reads the tables of the pages: statuses and their groups, the codebook, the known limits. What does not fit is refused."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeVar, get_args

import msgspec

from servanda.errors import TableError
from servanda.records import Duty, Record, Status

Group = Literal["open", "kept", "done", "ended"]
T = TypeVar("T")


class StatusRow(Record, frozen=True):
    """How a status is shown: what it comes to, the sign before its word, what it means."""

    group: Group
    sign: str
    meaning: str


class GroupRow(Record, frozen=True):
    """The words for a group of statuses: over a party's rows, and in the choice of statuses."""

    owes: str
    choice: str


class Limit(Record, frozen=True):
    """One known limit."""

    name: str
    text: str


def read_table(text: str, file: str, kind: type[T]) -> T:
    """A table in TOML as a value of a type.

    Raises:
        TableError: if it does not fit.
    """
    try:
        return msgspec.convert(tomllib.loads(text), kind)
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as error:
        raise TableError(str(error), where=file, mend="Write it like the other rows") from error


def _shipped(file: str, kind: type[T]) -> T:
    return read_table(files("servanda.views.site").joinpath("tables", file).read_text("utf-8"), file, kind)


@cache
def statuses() -> dict[str, StatusRow]:
    """The statuses, the most pressing first.

    Raises:
        TableError: if there is one too many or too few.
    """
    rows = _shipped("statuses.toml", dict[str, StatusRow])
    if wrong := sorted(rows.keys() ^ set(get_args(Status))):
        raise TableError(f"the status {wrong[0]!r} is unknown or has no row", where="statuses.toml", mend="Statuses are named in servanda.records")
    return rows


@cache
def groups() -> dict[Group, GroupRow]:
    """The groups of statuses, in the order in which they are shown."""
    return _shipped("groups.toml", dict[Group, GroupRow])


@cache
def duties() -> dict[Duty, str]:
    """What duties are called."""
    return _shipped("duties.toml", dict[Duty, str])


@cache
def limits() -> list[Limit]:
    """The known limits."""
    return _shipped("limits.toml", dict[Literal["limit"], list[Limit]])["limit"]


@cache
def codebook() -> dict[str, dict[str, str]]:
    """What each column of each table means: by table, by field."""
    return _shipped("codebook.toml", dict[str, Any])
