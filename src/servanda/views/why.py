"""Why a row of the ledger says what it says: the words, who reported them, what was counted, and what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import get_args

from rich.text import Text

from servanda.records import Agreement, Claim, Commitment, Document, Evidence, LedgerTables, Record, Status
from servanda.views.phrases import amount, chain, deed, direction, displays, mention, parties, standing
from servanda.views.statuses import statuses, what_would_change
from servanda.views.terminal import shown

# Evidence of a status has that status as its role; any other role ("mention", "denial", "contradicted") moved nothing.
COUNTED = frozenset(get_args(Status))
AROUND = 400  # characters of a sentence shown before and after the words, where it is long


@dataclass(frozen=True)
class WhyFacts:
    """What an explanation is drawn from: the row, and the claims and documents it rests on. `marks` puts »« around the words."""

    table: str
    row: Record
    tables: LedgerTables
    claims: Mapping[str, Claim]
    documents: Mapping[str, Document]
    marks: bool = True


def claims_needed(row: Record) -> set[str]:
    """The ids of the claims that a row rests on."""
    if isinstance(row, Claim):
        return {row.claim_id}
    ids = {evidence.claim_id for evidence in getattr(row, "evidence", ())}
    for change in getattr(row, "history", ()):
        ids.update(change.claims)
    return ids


def documents_needed(row: Record, claims: Iterable[Claim]) -> set[str]:
    """The ids of the documents whose words are shown."""
    if isinstance(row, Document):
        return {row.doc_id}
    return {claim.doc_id for claim in claims} | {evidence.doc_id for evidence in getattr(row, "evidence", ())}


def why(facts: WhyFacts) -> list[Text]:
    """The lines of the explanation."""
    row = facts.row
    lines = [_heading(facts)]
    if isinstance(row, Claim):
        return lines + _claim_lines(facts, row, None)
    if isinstance(row, Commitment):
        return lines + _commitment_lines(facts, row)
    if isinstance(row, Document):
        return [*lines, Text(f"  {shown(row.text, 600)}")]
    for evidence in getattr(row, "evidence", ()):
        lines += [Text(), Text(f"  as {shown(evidence.role, 40)}", "dim"), *_evidence_lines(facts, evidence)]
    return lines


def _heading(facts: WhyFacts) -> Text:
    row = facts.row
    line = Text(f"{getattr(row, 'display', '') or _identity(row)}  {facts.table.removesuffix('s')}  ", "bold")
    if isinstance(row, Commitment):
        line.append(f"{direction(row.debtor, row.beneficiary)} {deed(row, 200)}   ")
        line.append(standing(row), statuses()[row.status].style)
    elif isinstance(row, Agreement):
        stages = ", ".join(f"{stage} {day}" for stage, day in row.lifecycle.items())
        line.append(f"{shown(row.title, 200)}, {row.date or 'no date'}, {parties(row.parties)}" + (f" ({stages})" if stages else ""))
    else:
        line.append(_summary(row, displays(facts.tables)))
    return line


def _identity(row: Record) -> str:
    return str(getattr(row, "claim_id", getattr(row, "doc_id", "")))


def _summary(row: Record, names: Mapping[str, str]) -> str:
    """One line on any other row: its own fields, as far as they are words or lists of words."""
    skipped = {"display", "text", "body_start", "partial", "evidence", "history"}
    parts = []
    for name in row.__struct_fields__:
        value = getattr(row, name)
        if name in skipped or name.endswith("_id") or value in (None, "", (), False):
            continue
        if isinstance(value, tuple) and all(isinstance(item, str) for item in value):
            parts.append(f"{name} {parties(value)}")
        elif isinstance(value, str):
            parts.append(f"{name} {names.get(value, shown(value, 120))}")
    return " · ".join(parts)


def _commitment_lines(facts: WhyFacts, row: Commitment) -> list[Text]:
    lines = _terms(facts, row)
    counted: set[str] = set()
    for change in row.history:
        lines += [Text(), _change_line(change.on, change.status, change.known, change.why)]
        for claim_id in change.claims:
            counted.add(claim_id)
            evidence = next((item for item in row.evidence if item.claim_id == claim_id), None)
            lines += _claim_or_gone(facts, claim_id, evidence)
    rest = [evidence for evidence in row.evidence if evidence.claim_id not in counted]
    supporting = [evidence for evidence in rest if evidence.role in COUNTED]
    if supporting:
        lines += [Text(), Text("also resting on", "bold")]
        for evidence in supporting:
            lines += _evidence_lines(facts, evidence)
    passed_over = [evidence for evidence in rest if evidence.role not in COUNTED]
    if passed_over:
        lines += [Text(), Text("considered and not counted", "bold")]
        for evidence in passed_over:
            lines += [Text(f"  as {shown(evidence.role, 40)}", "dim"), *_evidence_lines(facts, evidence)]
    return [*lines, Text(), Text("what would change this: ", "bold").append(what_would_change(row, facts.tables.as_of), "not bold")]


def _change_line(on: str, status: str, known: str, why_moved: str) -> Text:
    line = Text(f"{on} ")
    line.append(status.replace("_", " ").upper(), statuses()[status].style)
    line.append(f"   known {known}" if known and known != on else "")
    return line.append(f"   {shown(why_moved, 300)}" if why_moved else "", "dim")


def _terms(facts: WhyFacts, row: Commitment) -> list[Text]:
    """Under which agreement, by when, on what condition, on whose word, with which others."""
    terms = []
    agreement = next((item for item in facts.tables.agreements if item.agreement_id == row.agreement_id), None)
    if agreement:
        terms.append(f"under {agreement.display} {shown(agreement.title, 120)}")
    if row.deadline.kind != "none":
        terms.append(f"deadline {row.deadline.date or shown(row.deadline.text, 80) or row.deadline.kind}")
    if row.condition:
        terms.append(f"on condition: {shown(row.condition, 200)}")
    if row.grade != "none":
        terms.append(f"on the word of: {row.grade}")
    names = displays(facts.tables)
    terms += [f"{relation.kind} {names.get(relation.commitment_id, relation.commitment_id)}" for relation in row.relations]
    return [Text("  " + " · ".join(terms), "dim")] if terms else []


def _claim_or_gone(facts: WhyFacts, claim_id: str, evidence: Evidence | None) -> list[Text]:
    claim = facts.claims.get(claim_id)
    return _claim_lines(facts, claim, evidence) if claim else [Text(f"  claim {claim_id} is no longer in the ledger", "dim")]


def _evidence_lines(facts: WhyFacts, evidence: Evidence) -> list[Text]:
    claim = facts.claims.get(evidence.claim_id)
    if claim:
        return _claim_lines(facts, claim, evidence)
    document = facts.documents.get(evidence.doc_id)
    if document is None:
        return [Text(f"  document {evidence.doc_id} is no longer in the ledger", "dim")]
    return [_quoted(document.text, 0, len(document.text), evidence.start, evidence.end, facts.marks), _origin(document, evidence.start, evidence.end, "")]


def _claim_lines(facts: WhyFacts, claim: Claim, evidence: Evidence | None) -> list[Text]:
    """The sentence with the words marked, what was read in it, and who says so."""
    document = facts.documents.get(claim.doc_id)
    if document is None:
        return [Text(f"  document {claim.doc_id} is no longer in the ledger", "dim")]
    start, end = (evidence.start, evidence.end) if evidence and evidence.doc_id == claim.doc_id else (claim.start, claim.end)
    return [
        _quoted(document.text, claim.sentence_start, claim.sentence_end, start, end, facts.marks),
        Text(f"    claim {claim.claim_id} · frame {shown(claim.frame, 60)} · {claim.illocution} · {claim.modality}, {claim.polarity}", "dim"),
        Text(f"    {_slots(claim)}", "dim"),
        _origin(document, start, end, chain(claim.attribution)),
    ]


def _slots(claim: Claim) -> str:
    slots = []
    if claim.agents:
        slots.append("who: " + ", ".join(map(mention, claim.agents)))
    slots.append(f"does: {shown(claim.action, 60)}")
    if claim.object:
        slots.append(f"what: {shown(claim.object.text, 120)}")
    if claim.recipients:
        slots.append("to: " + ", ".join(map(mention, claim.recipients)))
    if claim.quantity:
        slots.append(f"how much: {amount(claim.quantity)}")
    if claim.happened and claim.happened.first:
        slots.append(f"when: {claim.happened.first}" + (f" to {claim.happened.last}" if claim.happened.last not in (None, claim.happened.first) else ""))
    return " · ".join(slots)


def _origin(document: Document, start: int, end: int, said_by: str) -> Text:
    """`Trend → Secretary General [OTS] (said) → wire-3 [120:180], published 2023-12-08`."""
    links = [said_by or shown(document.outlet or "", 80), f"{shown(document.doc_id, 80)} [{start}:{end}]"]
    published = f", published {document.published}" if document.published else ""
    return Text("    " + " → ".join(link for link in links if link) + published, "cyan")


def _quoted(text: str, first: int, last: int, start: int, end: int, marks: bool) -> Text:
    """A stretch of a document with the words marked; where it is long, only what stands around them."""
    start, end = max(start, first), min(end, last)
    left, right = max(first, start - AROUND), min(last, end + AROUND)
    opening, closing = ("»", "«") if marks else ("", "")
    before, words, after = (shown(part, 4 * AROUND) for part in (text[left:start], text[start:end], text[end:right]))
    line = Text("  " + ("… " if left > first else "") + before)
    line.append(" " if before and text[start - 1 : start].isspace() else "")
    line.append(f"{opening}{words}{closing}", "bold reverse")
    line.append(" " if after and text[end : end + 1].isspace() else "")
    return line.append(after + (" …" if right < last else ""))
