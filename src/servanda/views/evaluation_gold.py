"""Marked texts checked for scoring: every type known, every marked phrase found in its text.

Two kinds: `relations` mark the PLOVER type of what one span does to another, `triples` the CAMEO code between two actors' codes.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal, NamedTuple

from servanda.documents.canonical import canonicalise
from servanda.documents.drafts import Refuse, rejection
from servanda.documents.making import make_document
from servanda.errors import InputError, TableError
from servanda.records import Document, Record
from servanda.views.evaluation_rows import Entry, MarkedRow, read_rows

Kind = Literal["relations", "triples"]
Spans = tuple[tuple[int, int], ...]
UNKNOWN_SIDE = "---"
TABLE = "evaluation.toml"
_CODE = re.compile(r"\d{2,4}")
_LAST_ROOT = 20  # CAMEO has roots 01 to 20


class Types(NamedTuple):
    """The scored types by their group, and by the type they are merged in."""

    group: Mapping[str, str]
    merged: Mapping[str, str]


class GoldPair(Record, frozen=True):
    """What the source's words do to the target's. Spans are every place of the words in the document's text, () for a side not marked or not found."""

    event: str
    source_text: str
    target_text: str
    source: Spans
    target: Spans


class GoldTriple(Record, frozen=True):
    """Codes of source, event and target; "---" is an unknown side."""

    source: str
    event: str
    target: str


class GoldRecord(Record, frozen=True):
    """One marked text. `pairs` or `triples` is filled, as `kind` says; both may be empty where nothing is to be read."""

    kind: Kind
    document: Document
    file: str
    line: int
    pairs: tuple[GoldPair, ...] = ()
    triples: tuple[GoldTriple, ...] = ()


@cache
def scored_types() -> Types:
    """The types of `evaluation.toml`.

    Raises:
        TableError: if the table that comes with the package has other keys.
    """
    table = tomllib.loads(files("servanda.views").joinpath(TABLE).read_text("utf-8"))
    if set(table) != {"group", "merged"}:
        raise TableError(f"the tables must be group and merged, not {', '.join(table)}", where=TABLE)
    group = {name: group for group, names in table["group"].items() for name in names}
    merged = {name: into for into, names in table["merged"].items() for name in names}
    if unknown := (set(merged) | set(merged.values())) - set(group):
        raise TableError(f"types without a group: {', '.join(sorted(unknown))}", where=TABLE)
    return Types(group, merged)


def read_gold(paths: Iterable[Path], refuse: Refuse, kind: Kind | None = None) -> list[GoldRecord]:
    """The marked texts of some files in their order. What cannot be used goes to `refuse` with file, line and mend.

    Without `kind` each file's entries tell it: `source_text` or `target_text` make relations, `source` or `target` triples.
    """
    records = []
    for path in paths:
        rows = read_rows(path, refuse)
        told = kind or _kind_of(rows)
        if rows and told is None:
            mend = "Give the entries source_text and target_text, or source and target, or say --kind"
            refuse(rejection(str(path), InputError("no entry tells whether relations or triples are marked", mend=mend)))
            continue
        for row in rows:
            try:
                records.append(_record(row, told or "relations", str(path), refuse))
            except InputError as error:
                refuse(rejection(str(path), error, f"line {row.line}"))
    return records


def _kind_of(rows: Sequence[MarkedRow]) -> Kind | None:
    for row in rows:
        for entry in row.expected:
            if entry.has("source_text", "target_text"):
                return "relations"
            if entry.has("source", "target"):
                return "triples"
    return None


def _record(row: MarkedRow, kind: Kind, file: str, refuse: Refuse) -> GoldRecord:
    name = f"{file}#{row.line}" if row.id is None else str(row.id)
    document = make_document(row.text, doc_id=name, published=row.date or None, source=f"{file}#{row.line}")
    sides = ("source_text", "target_text") if kind == "relations" else ("source", "target")
    if any(not entry.has(*sides) for entry in row.expected):
        raise InputError(f"an entry has neither {sides[0]} nor {sides[1]}", mend=f"Entries of {kind} have event, {sides[0]} and {sides[1]}")
    if kind == "triples":
        triples = tuple(_triple(entry) for entry in row.expected)
        return GoldRecord(kind=kind, document=document, file=file, line=row.line, triples=triples)

    def tell(error: InputError) -> None:
        refuse(rejection(file, error, f"line {row.line}"))

    pairs = tuple(_pair(entry, document.text, tell) for entry in row.expected)
    return GoldRecord(kind=kind, document=document, file=file, line=row.line, pairs=pairs)


def _triple(entry: Entry) -> GoldTriple:
    event = entry.event.strip()
    if not _CODE.fullmatch(event) or (len(event) == 2 and int(event) > _LAST_ROOT):
        raise InputError(f"{event[:40]!r} is no CAMEO code", mend='Write the code with its leading zero ("042", not "42")')
    return GoldTriple(source=_side(entry.source) or UNKNOWN_SIDE, event=event, target=_side(entry.target) or UNKNOWN_SIDE)


def _side(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _pair(entry: Entry, text: str, tell: Callable[[InputError], None]) -> GoldPair:
    """The pair; a side whose words the text lacks is told and left open, as the other can still point to the claim."""
    event = entry.event.strip().upper()
    if event not in scored_types().group:
        raise InputError(f"unknown PLOVER type {entry.event[:40]!r}", mend="Types are " + ", ".join(sorted(scored_types().group)))
    words = {"source_text": _side(entry.source_text), "target_text": _side(entry.target_text)}
    spans = {name: places(text, canonicalise(phrase).strip()) for name, phrase in words.items()}
    lost = [f"{name} {phrase[:80]!r}" for name, phrase in words.items() if phrase and not spans[name]]
    mend = "Mark words as the text has them, or leave the side empty"
    if lost and not any(spans.values()):
        raise InputError(f"{' and '.join(lost)} not in the text", mend=mend)
    if lost:
        tell(InputError(f"{lost[0]} is not in the text; the pair is scored by its other side", mend=mend))
    return GoldPair(event=event, source=spans["source_text"], target=spans["target_text"], **words)


def places(text: str, phrase: str) -> Spans:
    """Every place of `phrase` in `text`; where the whole does not occur, every place of its longest word."""
    found, at = [], text.find(phrase) if phrase else -1
    while at >= 0:
        found.append((at, at + len(phrase)))
        at = text.find(phrase, at + 1)
    words = phrase.split()
    return tuple(found) if found or len(words) < 2 else places(text, max(words, key=len))
