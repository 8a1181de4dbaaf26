"""What a reader of one format hands on: a text with the metadata found beside it, before it is made a Document."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from servanda.documents.credits import Status
from servanda.errors import InputError
from servanda.records import Rejection

Refuse = Callable[[Rejection], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One item as found. `source` is the file, `place` where in it ("line 7", "" for the whole); metadata are as written."""

    text: str
    source: str
    place: str = ""
    doc_id: str | None = None
    outlet: str | None = None
    published: str | None = None
    title: str | None = None
    url: str | None = None
    language: str | None = None
    partial: bool = False
    status: Status = "usable"  # as its metadata say; its words may say more
    credit: str | None = None
    dataset: str | None = None  # of the row of an event table, whose text is canonical
    coded_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """How inputs are read: the last day taken for the present, and the columns that hold parts of a document (by name of the part)."""

    latest: datetime.date
    columns: Mapping[str, str] = field(default_factory=dict)


# What a library can raise over a hostile file; each reader adds the library's own.
FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)


def draft_of_parts(text: str, parts: Mapping[str, str], source: str, place: str = "", *, partial: bool = False) -> Draft:
    """The Draft of `text` and the parts found beside it, under the names of fields.toml."""
    return Draft(
        text=text, source=source, place=place, doc_id=parts.get("id"), outlet=parts.get("outlet"), published=parts.get("published"),
        title=parts.get("title"), url=parts.get("url"), language=parts.get("language"), partial=partial,
    )  # fmt: skip


def rejection(source: str, error: InputError, place: str = "") -> Rejection:
    """The record of an InputError met in `source`."""
    return Rejection(source=source, place=place or error.where, reason=error.what, mend=error.mend)
