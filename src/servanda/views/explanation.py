"""The explanation of a row as records, for people (`why.py` draws it) and for programs (`servanda why --json`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

import msgspec

from servanda.ledger.decisions import row_id
from servanda.records import (
    Agreement,
    Claim,
    Commitment,
    Decision,
    Disagreement,
    Document,
    Endorsement,
    Evidence,
    Grade,
    LedgerTables,
    Record,
    Status,
)
from servanda.views.phrases import chain, displays
from servanda.views.roles import roles
from servanda.views.statuses import what_would_change

# Evidence of a status has that status as its role; any other role ("mention", "denial", "contradicted") moved nothing.
COUNTED = frozenset(get_args(Status))
DERIVED = ("agreements", "commitments", "endorsements", "appeals", "events", "positions", "disagreements")


@dataclass(frozen=True)
class WhyFacts:
    """What an explanation is drawn from: the row, and the claims and documents it rests on. `marks` puts »« around the words.

    `frames` are the examples of the frames that read the claims, by id.
    """

    table: str
    row: Record
    tables: LedgerTables
    claims: Mapping[str, Claim]
    documents: Mapping[str, Document]
    marks: bool = True
    frames: Mapping[str, str] = field(default_factory=dict)


class Witness(Record, frozen=True):
    """Words that a row rests on, or that were considered: `reason` says why they did not count. `claim` is None where no claim holds them.

    `words` are empty where the document is no longer in the ledger; `chain` runs from the outlet inwards to the speaker; `source` is the input that
    the document was read from.
    """

    role: str
    claim_id: str
    doc_id: str
    start: int
    end: int
    words: str = ""
    sentence: str = ""
    chain: str = ""
    published: str | None = None
    source: str = ""
    reprint_of: str | None = None
    frame_example: str = ""
    reason: str = ""
    claim: Claim | None = None


class Step(Record, frozen=True):
    """A step of a commitment's life, with by whose word, how many independent sources, and the words."""

    on: str
    status: Status
    known: str
    why: str
    grade: Grade
    sources: int
    witnesses: tuple[Witness, ...] = ()


class Explanation(Record, frozen=True):
    """Why a row says what it says.

    `rests_on` is evidence that moved no step; `related` maps how other rows stand to it to their display ids; `decisions` are what people
    decided about it.
    """

    table: str
    id: str
    display: str
    row: dict[str, Any]
    steps: tuple[Step, ...] = ()
    rests_on: tuple[Witness, ...] = ()
    not_counted: tuple[Witness, ...] = ()
    related: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    would_change: str = ""


def claims_needed(row: Record) -> set[str]:
    """The ids of the claims that a row rests on, or that were considered for it."""
    if isinstance(row, Claim):
        return {row.claim_id}
    ids = {evidence.claim_id for name in ("evidence", "considered") for evidence in getattr(row, name, ())}
    for change in getattr(row, "history", ()):
        ids.update(change.claims)
    return ids


def documents_needed(row: Record, claims: Iterable[Claim]) -> set[str]:
    """The ids of the documents whose words are shown."""
    if isinstance(row, Document):
        return {row.doc_id}
    return {claim.doc_id for claim in claims} | {evidence.doc_id for name in ("evidence", "considered") for evidence in getattr(row, name, ())}


def explain(facts: WhyFacts) -> Explanation:
    """The explanation of a row."""
    row = facts.row
    steps, counted = _steps(facts)
    evidence: tuple[Evidence, ...] = getattr(row, "evidence", ())
    rest = [item for item in evidence if item.claim_id not in counted]
    considered: list[Evidence] = []
    if isinstance(row, Commitment):
        considered = [*(item for item in rest if item.role not in COUNTED), *row.considered]
        rest = [item for item in rest if item.role in COUNTED]
    if isinstance(row, Claim):
        rest = [Evidence(claim_id=row.claim_id, doc_id=row.doc_id, start=row.start, end=row.end, role=row.illocution)]
    own = row_id(row)
    return Explanation(
        table=facts.table, id=own, display=getattr(row, "display", "") or own, row=msgspec.to_builtins(row), steps=steps,
        rests_on=tuple(_witness(facts, item) for item in rest),
        not_counted=tuple(_witness(facts, item, roles().not_counted.get(item.role, "")) for item in considered),
        related=_related(facts, own), decisions=tuple(ruling.decision for ruling in facts.tables.rulings if ruling.row == own),
        would_change=_would_change(facts),
    )  # fmt: skip


def _steps(facts: WhyFacts) -> tuple[tuple[Step, ...], set[str]]:
    row = facts.row
    if not isinstance(row, Commitment):
        return (), set()
    evidence = {item.claim_id: item for item in reversed(row.evidence)}
    steps = []
    for change in row.history:
        named = [evidence.get(name) or Evidence(claim_id=name, doc_id="", start=0, end=0, role=change.status) for name in change.claims]
        witnesses = tuple(_witness(facts, item) for item in named)
        steps.append(
            Step(on=change.on, status=change.status, known=change.known, why=change.why, grade=change.grade, sources=change.sources, witnesses=witnesses)
        )
    return tuple(steps), {name for change in row.history for name in change.claims}


def _witness(facts: WhyFacts, item: Evidence, reason: str = "") -> Witness:
    claim = facts.claims.get(item.claim_id)
    doc_id = item.doc_id or (claim.doc_id if claim else "")
    start, end = (item.start, item.end) if item.doc_id or claim is None else (claim.start, claim.end)
    document = facts.documents.get(doc_id)
    text, published, said_by = "", None, ""
    sentence = (0, 0)
    if document is not None:
        text, published, said_by = document.text, document.published, chain(claim.attribution) if claim else ""
        sentence = (claim.sentence_start, claim.sentence_end) if claim else (start, end)
    return Witness(
        role=item.role, claim_id=item.claim_id, doc_id=doc_id, start=start, end=end, words=text[start:end], sentence=text[slice(*sentence)],
        chain=said_by or (document.outlet if document and document.outlet else ""), published=published, source=document.source if document else "",
        reprint_of=facts.tables.reprint_of.get(doc_id),
        frame_example=facts.frames.get(claim.frame, "") if claim else "", reason=reason, claim=claim,
    )  # fmt: skip


def _related(facts: WhyFacts, own: str) -> dict[str, tuple[str, ...]]:
    """How other rows, and documents, stand to this one."""
    tables, row = facts.tables, facts.row
    found: dict[str, list[str]] = {}
    if isinstance(row, Agreement):
        found["commitments under it"] = [other.display for other in tables.commitments if other.agreement_id == own]
    found["endorsed in"] = [other.display for other in tables.endorsements if other.of == own]
    found["sources differ in"] = [other.display for other in tables.disagreements if other.about == own]
    if isinstance(row, Disagreement | Endorsement):
        about = row.about if isinstance(row, Disagreement) else row.of
        found["about"] = [displays(tables).get(about, about)]
    if isinstance(row, Claim | Document):
        found["counts in"] = [other.display for other in _rows(tables) if any(own in (item.claim_id, item.doc_id) for item in other.evidence)]
    doc_id = row.doc_id if isinstance(row, Claim | Document) else ""
    found["reprint of"] = [tables.reprint_of[doc_id]] if doc_id in tables.reprint_of else []
    found["withdrawn or replaced by"] = [tables.retracted[doc_id]] if doc_id in tables.retracted else []
    return {name: tuple(others) for name, others in found.items() if others}


def _rows(tables: LedgerTables) -> Iterable[Any]:
    return (row for name in DERIVED for row in getattr(tables, name))


def _would_change(facts: WhyFacts) -> str:
    row = facts.row
    if not isinstance(row, Commitment):
        return roles().would_change.get(facts.table, "")
    person = next((step for step in reversed(row.history) if step.grade == "person"), None)
    decided = f" The decision of {person.known} holds until later reports move it on, or it is taken back." if person else ""
    return what_would_change(row, facts.tables.as_of) + decided
