"""Loads the package's tables: field names and the conventions of news wires.

A key that the schema does not know, or a value of another type, raises TableError with file and line.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import TypeVar

import msgspec

from servanda.errors import TableError

T = TypeVar("T")
FIELD_NAMES = ("id", "outlet", "published", "title", "url", "language", "text")


class _Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class FieldNames(_Table, frozen=True):
    """Names of each part of a document, in order of preference."""

    id: tuple[str, ...]
    outlet: tuple[str, ...]
    published: tuple[str, ...]
    title: tuple[str, ...]
    url: tuple[str, ...]
    text: tuple[str, ...]
    language: tuple[str, ...] = ()


class DatelineWords(_Table, frozen=True):
    """Words that can or cannot be the place of a dateline; lower case."""

    not_places: frozenset[str]
    not_place_words: frozenset[str]
    bare_places: frozenset[str]


class CreditWords(_Table, frozen=True):
    """Names and words by which an outlet is told from an institution."""

    agencies: frozenset[str]
    media_words: frozenset[str]
    not_media_words: frozenset[str]


class NoticeWords(_Table, frozen=True):
    """Marks before a headline and labels of notices, by the status they give a document."""

    usable: tuple[str, ...]
    corrected: tuple[str, ...]
    withdrawn: tuple[str, ...]
    labels: tuple[str, ...]


class WireTable(_Table, frozen=True):
    """The whole of wires.toml."""

    dateline: DatelineWords
    credit: CreditWords
    notice: NoticeWords


class FieldTable(_Table, frozen=True):
    """The whole of fields.toml."""

    fields: FieldNames


class PublicationStatuses(_Table, frozen=True):
    """Words of agency formats by the status they give a document; `usable` gives none."""

    usable: frozenset[str]
    withdrawn: frozenset[str]
    corrected: frozenset[str]


class ItemKinds(_Table, frozen=True):
    """Kinds of items that hold text."""

    text: frozenset[str]


class MarkupElements(_Table, frozen=True):
    """Local names of elements, lower case: those that break paragraphs, those that are passed over."""

    blocks: frozenset[str]
    skipped: frozenset[str]


class FactivaCodes(_Table, frozen=True):
    """Field codes by the part of a document that they hold, lower case, in order of preference (`text`: in the order of reading)."""

    id: tuple[str, ...]
    outlet: tuple[str, ...]
    published: tuple[str, ...]
    title: tuple[str, ...]
    text: tuple[str, ...]
    length: tuple[str, ...]


class NexisLabels(_Table, frozen=True):
    """Labels of lines by where they stand, lower case, without the colon."""

    body: frozenset[str]
    tail: frozenset[str]


class PointerLists(_Table, frozen=True):
    """Where lists of addresses keep them, and what of an address does not tell one page from another; lower case."""

    columns: dict[str, int]
    headers: frozenset[str]
    tracking: tuple[str, ...]
    same_site: frozenset[str]


class NewsroomTable(_Table, frozen=True):
    """The whole of newsroom.toml."""

    status: PublicationStatuses
    kinds: ItemKinds
    markup: MarkupElements
    factiva: FactivaCodes
    nexis: NexisLabels
    pointers: PointerLists


def parse_table(text: str, kind: type[T], name: str) -> T:
    """Read TOML `text` into `kind`. Raises TableError naming `name` and the line."""
    try:
        return msgspec.convert(tomllib.loads(text), kind)
    except tomllib.TOMLDecodeError as error:
        raise TableError(str(error), where=name, mend="Correct the TOML") from error
    except msgspec.ValidationError as error:
        key = re.search(r"`([^`$]+)`", str(error))
        line = next((n for n, row in enumerate(text.splitlines(), 1) if key and row.lstrip("[ ").startswith(key[1])), 0)
        raise TableError(str(error), where=f"{name}, line {line}" if line else name, mend="Use only the keys that the shipped table has") from error


def _shipped(name: str) -> str:
    return resources.files(__package__).joinpath("tables", name).read_text(encoding="utf-8")


@cache
def field_names() -> dict[str, tuple[str, ...]]:
    """Part of a document -> the names people give it, in lower case and order of preference."""
    table = parse_table(_shipped("fields.toml"), FieldTable, "fields.toml").fields
    return {part: tuple(name.lower() for name in getattr(table, part)) for part in FIELD_NAMES}


@cache
def field_of() -> dict[str, str]:
    """Name in lower case -> the part of a document it stands for."""
    return {name: part for part, names in field_names().items() for name in names}


@cache
def wires() -> WireTable:
    """The conventions of news wires."""
    return parse_table(_shipped("wires.toml"), WireTable, "wires.toml")


@cache
def newsroom() -> NewsroomTable:
    """Words of the formats of newsrooms and press archives."""
    return parse_table(_shipped("newsroom.toml"), NewsroomTable, "newsroom.toml")
