"""Rows of a table for the eye: `servanda show`, with its filters by party and status."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from rich.text import Text

from servanda.errors import LookupFailed, TableError
from servanda.records import Deadline, Decision, Mention, Place, Quantity, Record, RivalValue, Span, Status, Time
from servanda.views.phrases import amount, mention, number, parties
from servanda.views.statuses import statuses
from servanda.views.terminal import columns, shown

TABLE = "listing.toml"
PARTY_FIELDS = ("debtor", "beneficiary", "parties", "mediators", "by", "to", "source", "target", "agents", "recipients", "speaker")
WIDEST = 60


@cache
def listed_fields() -> dict[str, list[str]]:
    """The fields that are printed of each table.

    Raises:
        TableError: if the table that comes with the package is not made of lists of names.
    """
    table = tomllib.loads(files("servanda.views").joinpath(TABLE).read_text("utf-8"))
    for name, fields in table.items():
        if not isinstance(fields, list) or not all(isinstance(entry, str) for entry in fields):
            raise TableError("is not a list of field names", where=f"{TABLE}, {name}", mend="Write it like the others")
    return table


def concerns(row: Record, party: str) -> bool:
    """Whether a party, by code or name and whatever its case, takes part in a row."""
    wanted = party.casefold()
    return any(wanted in _names(getattr(row, name, None)) for name in PARTY_FIELDS)


def _names(value: Any) -> set[str]:
    if isinstance(value, str):
        return {value.casefold()}
    if isinstance(value, Mention):
        return {name.casefold() for name in (value.code, value.name, value.text) if name}
    return {name for item in value for name in _names(item)} if isinstance(value, tuple) else set()


def select(table: str, rows: Iterable[Record], *, party: str | None = None, status: str | None = None) -> list[Record]:
    """The rows that concern a party and have a status.

    Raises:
        LookupFailed: if the table has no parties or no status, or there is no such status.
    """
    chosen = list(rows)
    fields = set(listed_fields().get(table, ()))
    if party is not None:
        if not fields & set(PARTY_FIELDS):
            raise LookupFailed(f"{table} have no parties", mend="--party goes with commitments, agreements, events, claims and the like")
        chosen = [row for row in chosen if concerns(row, party)]
    if status is not None:
        wanted = status.casefold().replace(" ", "_")
        if table != "commitments":
            raise LookupFailed(f"{table} have no status of performance", mend="--status goes with commitments")
        if wanted not in get_args(Status):
            raise LookupFailed(f"there is no status {status[:40]!r}", mend="Statuses are " + ", ".join(get_args(Status)))
        chosen = [row for row in chosen if getattr(row, "status", None) == wanted]
    return chosen


def listing(table: str, rows: Sequence[Record], names: Mapping[str, str] | None = None) -> list[Text]:
    """Rows in columns under a heading, and how many there are. `names` maps stable ids of other rows to display ids."""
    known = names or {}
    fields = listed_fields()[table]
    if not rows:
        return [Text(f"no {table}", "dim")]
    heading = [Text(name.replace("_", " "), "bold") for name in fields]
    cells = [[Text(_named(getattr(row, name), known), _style(name, row)) for name in fields] for row in rows]
    return [*columns([heading, *cells], gap=2), Text(f"{len(rows)} {table if len(rows) != 1 else table.removesuffix('s')}", "dim")]


def _named(value: Any, names: Mapping[str, str]) -> str:
    return names[value] if isinstance(value, str) and value in names else cell(value)


def _style(name: str, row: Record) -> str:
    value = getattr(row, name)
    return statuses()[value].style if name == "status" and value in statuses() else ""


def cell(value: Any) -> str:
    """A value in a few words."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, str):
        return shown(value, WIDEST)
    if isinstance(value, dict):
        return shown(", ".join(f"{name} {item}" for name, item in value.items()), WIDEST)
    if isinstance(value, tuple):
        return shown("; ".join(map(cell, value)), WIDEST) if value and not isinstance(value[0], str) else (parties(value) if value else "")
    return _record_cell(value)


def _record_cell(value: Record) -> str:
    if isinstance(value, Mention):
        return shown(value.code, WIDEST) if value.code else mention(value)
    if isinstance(value, Quantity):
        return amount(value)
    if isinstance(value, Deadline):
        return value.date or shown(value.text, WIDEST) or ("" if value.kind == "none" else value.kind)
    if isinstance(value, Time):
        return value.first or ""
    if isinstance(value, RivalValue):
        return shown(f"{value.value} ({value.by})", WIDEST)
    if isinstance(value, Decision):
        return shown(f"{value.author}, {value.on}: {value.action} {value.target} ({value.reason})", WIDEST)
    if isinstance(value, Span):
        return shown(value.text, WIDEST)
    return shown(value.name, WIDEST) if isinstance(value, Place) else ""
