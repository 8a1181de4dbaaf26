"""The event tables that are read as claims (`tables/datasets.toml`), and how a file of one is told by its first line."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

import msgspec

from servanda.documents.tables import parse_table

DELIMITERS = ("\t", ",", ";", "|")
LONGEST_LABEL = 200  # characters of a column's name
TimePrecision = Literal["day", "week", "month", "span"]


class _Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class Code(_Table, frozen=True):
    """A PLOVER type with its mode, and the CAMEO code where the table that names it has one."""

    plover: str | None = None
    mode: str | None = None
    cameo: str | None = None


class ActorColumns(_Table, frozen=True):
    """Where a data set keeps an actor; `otherwise` holds a name where `name` is empty. "" for no such column."""

    name: str
    otherwise: str = ""
    country: str = ""
    group: str = ""
    sectors: str = ""


class PlaceColumns(_Table, frozen=True):
    """Where a data set keeps a place. `names` goes from the narrowest to the widest, each with its precision.

    `precisions` says how exact it is by the cell of `precision`, where there is one.
    """

    names: dict[str, str]
    latitude: str
    longitude: str
    country: str = ""
    precision: str = ""
    precisions: dict[str, str] = {}


class DeathColumns(_Table, frozen=True):
    """Where a data set counts the dead: the best number, and the bounds where it gives them."""

    value: str
    low: str = ""
    high: str = ""


class Dataset(_Table, frozen=True):
    """How one data set writes an event. The fields are explained at the head of the table."""

    name: str
    told_by: tuple[str, ...]
    clause: tuple[str, ...]
    kept: tuple[str, ...]
    row_key: tuple[str, ...]
    day: str
    label: str
    source: ActorColumns
    target: ActorColumns
    place: PlaceColumns
    columns: tuple[str, ...] = ()
    older: tuple[str, ...] = ()
    shape: dict[str, str] = {}
    months_first: bool = False
    last_day: str = ""
    published: str = ""
    precision: str = ""
    precisions: dict[str, TimePrecision] = {}
    cameo: str = ""
    cameo_root: str = ""
    kind: str = ""
    kinds: dict[str, Code] = {}
    roles: dict[str, str] = {}
    notes: str = ""
    address: str = ""
    headlines: tuple[str, ...] = ()
    credit: str = ""
    claimant: str = ""
    deaths: DeathColumns | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """The columns whose cells stand in a document's text, in that order."""
        return (*self.clause, *self.kept)


class DatasetTable(_Table, frozen=True):
    """The whole of datasets.toml."""

    datasets: dict[str, Dataset]
    names: dict[str, str]
    countries: dict[str, str]
    groups: dict[str, str]
    cameo: dict[str, Code]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file writes the rows of a data set: its columns in order, whether its first line names them, and what parts its cells."""

    key: str
    columns: tuple[str, ...]
    headed: bool
    delimiter: str

    @property
    def dataset(self) -> Dataset:
        """The data set."""
        return dataset_table().datasets[self.key]


@cache
def dataset_table() -> DatasetTable:
    """The shipped table."""
    return parse_table(resources.files(__package__).joinpath("tables", "datasets.toml").read_text(encoding="utf-8"), DatasetTable, "datasets.toml")


def cameo_type(code: str) -> Code | None:
    """The PLOVER type and mode of a CAMEO code, by its longest known beginning; None for what is no CAMEO code."""
    known = dataset_table().cameo
    found = next((known[code[:length]] for length in range(len(code), 1, -1) if code[:length] in known), None)
    return found if found is not None and re.fullmatch(r"[0-9]{2,4}", code) else None


def split_line(line: str, delimiter: str) -> list[str]:
    """The cells of a line. Tables of tabs quote nothing, but some cells of theirs stand in quotation marks."""
    line = line.rstrip("\r\n").lstrip("\ufeff")
    if delimiter == "\t":
        return [unquoted(cell) for cell in line.split("\t")]
    return next(csv.reader([line], delimiter=delimiter), [])


def unquoted(cell: str) -> str:
    """A cell without the quotation marks around it."""
    return cell[1:-1] if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell


def layout_of(first_line: str) -> Layout | None:
    """The layout of the event table that begins with this line; None for anything else."""
    for delimiter in DELIMITERS:
        if first_line.count(delimiter) < 5:
            continue
        try:
            cells = split_line(first_line, delimiter)
        except csv.Error:
            continue
        if (found := _headed(cells, delimiter) or _headless(cells, delimiter)) is not None:
            return found
    return None


def _headed(cells: Sequence[str], delimiter: str) -> Layout | None:
    there = {cell.strip().lower() for cell in cells}
    for key, dataset in dataset_table().datasets.items():
        if there.issuperset(map(str.lower, dataset.told_by)):
            known = {name.lower(): name for name in (*dataset.columns, *dataset.cells, *dataset.told_by, dataset.notes)}
            written = (cell.strip()[:LONGEST_LABEL] for cell in cells)
            return Layout(key, tuple(known.get(name.lower(), name) for name in written), True, delimiter)
    return None


def _headless(cells: Sequence[str], delimiter: str) -> Layout | None:
    for key, dataset in dataset_table().datasets.items():
        for columns in _versions(dataset):
            if len(columns) == len(cells) and _fits(dataset.shape, dict(zip(columns, cells, strict=True))):
                return Layout(key, columns, False, delimiter)
    return None


def _versions(dataset: Dataset) -> Iterator[tuple[str, ...]]:
    if dataset.shape:
        yield dataset.columns
        yield tuple(name for name in dataset.columns if name not in dataset.older)


def _fits(shape: Mapping[str, str], row: Mapping[str, str]) -> bool:
    return all(re.fullmatch(pattern, row[name].strip()) for name, pattern in shape.items())
