"""What changed between two ledgers, and why as far as it can be known: documents, decisions, versions of tables, days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import msgspec

from servanda.ledger.decisions import claims_of, row_id
from servanda.records import Commitment, Decision, LedgerTables, Record
from servanda.views.explanation import DERIVED
from servanda.views.pairing import pairs
from servanda.views.phrases import decided
from servanda.views.terminal import shown

UNTOLD = ("display", "evidence", "history", "considered", "text")  # what differs without saying that the thing does, or is told in another way
MOST_NAMED = 5  # documents named in one cause


@dataclass(frozen=True)
class Side:
    """One of the two ledgers. `documents` maps ids to a hash of what they say; `versions` are those of program, coder and rules."""

    name: str
    tables: LedgerTables
    documents: Mapping[str, str]
    versions: Mapping[str, str]
    known_by: str | None

    @cached_property
    def decisions(self) -> list[Decision]:
        """What people decided in it."""
        return [ruling.decision for ruling in self.tables.rulings]


class FieldChange(Record, frozen=True):
    """A field before and after, as plain values."""

    name: str
    before: Any
    after: Any


class RowChange(Record, frozen=True):
    """A row that is new, gone or changed. `id` and `display` are those of the second ledger, of a row that is gone those of the first."""

    table: str
    change: Literal["added", "gone", "changed"]
    id: str
    display: str
    was: str  # its display id in the first ledger, "" where it is new
    row: dict[str, Any]
    fields: tuple[FieldChange, ...] = ()
    causes: tuple[str, ...] = ()


class Difference(Record, frozen=True):
    """All that differs between two ledgers; `versions` and `days` hold (before, after) by name."""

    before: str
    after: str
    documents_added: tuple[str, ...] = ()
    documents_gone: tuple[str, ...] = ()
    documents_changed: tuple[str, ...] = ()
    documents_retracted: dict[str, str] = msgspec.field(default_factory=dict)  # to what withdraws or replaces them
    decisions_made: tuple[Decision, ...] = ()
    decisions_taken_back: tuple[Decision, ...] = ()
    versions: dict[str, tuple[str, str]] = msgspec.field(default_factory=dict)
    days: dict[str, tuple[str | None, str | None]] = msgspec.field(default_factory=dict)
    rows: tuple[RowChange, ...] = ()

    @property
    def same(self) -> bool:
        """Whether both hold the same documents, decisions and rows; another version that changes none of them does not count."""
        parts = (self.documents_added, self.documents_gone, self.documents_changed, self.documents_retracted, self.decisions_made)
        return not any((*parts, self.decisions_taken_back, self.rows))


def difference(a: Side, b: Side) -> Difference:
    """What turned `a` into `b`."""
    both = a.documents.keys() & b.documents.keys()
    days = {"as_of": (a.tables.as_of, b.tables.as_of), "known_by": (a.known_by, b.known_by)}
    found = Difference(
        before=a.name, after=b.name, documents_added=tuple(sorted(b.documents.keys() - a.documents.keys())),
        documents_gone=tuple(sorted(a.documents.keys() - b.documents.keys())),
        documents_changed=tuple(sorted(name for name in both if a.documents[name] != b.documents[name])),
        documents_retracted={name: by for name, by in sorted(b.tables.retracted.items()) if a.tables.retracted.get(name) != by and name in a.documents},
        decisions_made=tuple(one for one in b.decisions if one not in a.decisions),
        decisions_taken_back=tuple(one for one in a.decisions if one not in b.decisions),
        versions={name: (a.versions[name], b.versions.get(name, "")) for name in a.versions if a.versions[name] != b.versions.get(name, "")},
        days={name: pair for name, pair in days.items() if pair[0] != pair[1]},
    )  # fmt: skip
    causes = _Causes(found, a)
    return msgspec.structs.replace(found, rows=tuple(change for table in DERIVED for change in _changes(causes, table, a, b)))


def _changes(causes: _Causes, table: str, a: Side, b: Side) -> Iterator[RowChange]:
    matched = pairs(getattr(a.tables, table), getattr(b.tables, table))
    for before, row in matched.rows:
        fields = _fields(before, row) if before is not None else ()
        if before is None or fields:
            change: Literal["added", "changed"] = "changed" if before is not None else "added"
            was = before.display if before is not None else ""
            yield RowChange(
                table=table, change=change, id=row_id(row), display=row.display, was=was, row=msgspec.to_builtins(row), fields=fields,
                causes=causes.of(before, row),
            )  # fmt: skip
    for row in matched.gone:
        yield RowChange(
            table=table, change="gone", id=row_id(row), display=row.display, was=row.display, row=msgspec.to_builtins(row), causes=causes.of(row, None)
        )


def _fields(before: Record, after: Record) -> tuple[FieldChange, ...]:
    """The fields that differ; of the evidence how much there is, of the history the steps."""
    old, new = msgspec.to_builtins(before), msgspec.to_builtins(after)
    changed = [FieldChange(name=name, before=old[name], after=new[name]) for name in old if name not in UNTOLD and old[name] != new[name]]
    for part, told in (("evidence", len), ("history", _steps)):
        if part in old and told(old[part]) != told(new[part]):
            changed.append(FieldChange(name=part, before=told(old[part]), after=told(new[part])))
    return tuple(changed)


def _steps(history: list[dict[str, Any]]) -> list[str]:
    return [f"{step['on']} {step['status']}" for step in history]


class _Causes:
    """Why rows are new, gone or changed, of one difference: what went in is looked up by the documents, claims and ids of a row."""

    def __init__(self, found: Difference, a: Side) -> None:
        self.found, self.a = found, a
        self.added, self.changed, self.gone = (frozenset(ids) for ids in (found.documents_added, found.documents_changed, found.documents_gone))
        self.told: list[str] = []
        self.about: dict[str, list[int]] = {}
        for verb, decisions in (("decision", found.decisions_made), ("decision taken back", found.decisions_taken_back)):
            for one in decisions:
                for name in {one.target, one.other or "", f"{one.target}/{one.other}"}:
                    self.about.setdefault(name, []).append(len(self.told))
                self.told.append(f"{verb} of {shown(one.author, 40)}: {decided(one)}")

    def of(self, before: Any, after: Any) -> tuple[str, ...]:
        """What touches a row itself, else what can have touched it."""
        old, new = _documents(before), _documents(after)
        retracted = self.found.documents_retracted
        causes = [
            *_named("new document", new & self.added),
            *_named("changed document", (old | new) & self.changed),
            *_named("document gone", old & self.gone),
            *(f"{shown(name, 60)} was withdrawn or replaced by {shown(retracted[name], 60)}" for name in sorted(old & retracted.keys())),
        ]
        ids = {name for row in (before, after) if row is not None for name in (row_id(row), *claims_of(row))}
        causes += [self.told[at] for at in sorted({at for name in ids for at in self.about.get(name, ())})]
        days = self.found.days
        if isinstance(after, Commitment) and not causes and after.history and after.history[-1].on > self.a.tables.as_of and "as_of" in days:
            causes.append(f"it stands as of {days['as_of'][1]}, not {self.a.tables.as_of}")
        return tuple(causes) or tuple(_at_large(self.found))


def _at_large(found: Difference) -> Iterator[str]:
    """Causes that touch no row in particular."""
    names = {"coder": "the texts were read by another version of coder or tables", "derivation": "the ledger was drawn up by other rules"}
    yield from (words for name, words in names.items() if name in found.versions)
    yield from (f"{name.replace('_', ' ')} {pair[0]} became {pair[1]}" for name, pair in found.days.items())
    if found.documents_added or found.documents_gone or found.documents_changed or found.documents_retracted or found.decisions_made:
        yield "it follows from other rows, documents or decisions that changed"


def _named(what: str, documents: set[str]) -> Iterator[str]:
    if documents:
        names = sorted(documents)
        more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
        yield f"{what}{'s' if len(names) > 1 and not what.endswith('gone') else ''} {', '.join(shown(name, 60) for name in names[:MOST_NAMED])}{more}"


def _documents(row: Any) -> set[str]:
    return {item.doc_id for item in row.evidence} if row is not None else set()
