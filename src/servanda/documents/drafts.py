"""What a reader of one format hands on: a text with the metadata found beside it, before it is made a Document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

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
    partial: bool = False
    status: Status = "usable"  # as its metadata say; its words may say more


def rejection(source: str, error: InputError, place: str = "") -> Rejection:
    """The record of an InputError met in `source`."""
    return Rejection(source=source, place=place or error.where, reason=error.what, mend=error.mend)
