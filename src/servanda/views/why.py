"""Why a row of the ledger says what it says: the words, who reported them, what was counted, and what would change it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rich.text import Text

from servanda.records import Agreement, Claim, Commitment, Document, Record
from servanda.views.explanation import Explanation, Step, WhyFacts, Witness, claims_needed, documents_needed, explain
from servanda.views.phrases import amount, decided, deed, direction, displays, mention, parties, plural, standing
from servanda.views.statuses import statuses
from servanda.views.terminal import shown

__all__ = ["WhyFacts", "claims_needed", "documents_needed", "why"]

AROUND = 400  # characters of a sentence shown before and after the words, where it is long
_MADE = re.compile(r"[0-9a-f]{16}")  # the id of a document that came without one


def why(facts: WhyFacts) -> list[Text]:
    """The lines of the explanation."""
    told = explain(facts)
    lines = [_heading(facts, told)]
    if isinstance(facts.row, Commitment):
        lines += _terms(facts, facts.row)
    if isinstance(facts.row, Document):
        lines.append(Text(f"  {shown(facts.row.text, 600)}"))
    for step in told.steps:
        lines += [Text(), _step_line(step), *(line for witness in step.witnesses for line in _claim_or_gone(facts, witness))]
    lines += _resting_lines(facts, told)
    if told.not_counted:
        lines += [Text(), Text("considered and not counted", "bold")]
        for witness in told.not_counted:
            lines += [Text(f"  as {shown(witness.role, 40)}" + (f": {witness.reason}" if witness.reason else ""), "dim"), *_witness_lines(facts, witness)]
    if told.decisions:
        lines += [Text(), Text("decided", "bold")]
        lines += [Text(f"  {shown(one.author, 60)}, {one.on}: {decided(one)}") for one in told.decisions]
    if told.related:
        lines += [Text(), Text("see also", "bold")]
        lines += [Text(f"  {name}: {', '.join(shown(other, 80) for other in others[:20])}") for name, others in told.related.items()]
    return [*lines, Text(), Text("what would change this: ", "bold").append(told.would_change, "not bold")]


def _resting_lines(facts: WhyFacts, told: Explanation) -> list[Text]:
    """Evidence that moved no step: of a commitment under a heading, of other rows by what it is evidence of."""
    lines: list[Text] = []
    if told.steps and told.rests_on:
        lines += [Text(), Text("also resting on", "bold")]
    for witness in told.rests_on:
        if not told.steps and not isinstance(facts.row, Claim):
            lines += [Text(), Text(f"  as {shown(witness.role, 40)}", "dim")]
        lines += _witness_lines(facts, witness)
    return lines


def _heading(facts: WhyFacts, told: Explanation) -> Text:
    row = facts.row
    line = Text(f"{told.display}  {facts.table.removesuffix('s')}  ", "bold")
    if isinstance(row, Commitment):
        line.append(f"{direction(row.debtor, row.beneficiary)} {deed(row, 200)}   ")
        line.append(standing(row), statuses()[row.status].style)
    elif isinstance(row, Agreement):
        stages = ", ".join(f"{stage} {day}" for stage, day in row.lifecycle.items())
        line.append(f"{shown(row.title, 200)}, {row.date or 'no date'}, {parties(row.parties)}" + (f" ({stages})" if stages else ""))
    else:
        line.append(_summary(row, displays(facts.tables)))
    return line


def _summary(row: Record, names: Mapping[str, str]) -> str:
    """One line on any other row: its own fields, as far as they are words or lists of words."""
    skipped = {"display", "text", "body_start", "partial", "evidence", "history", "considered"}
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


def _step_line(step: Step) -> Text:
    line = Text(f"{step.on} ")
    line.append(step.status.replace("_", " ").upper(), statuses()[step.status].style)
    line.append(f"   known {step.known}" if step.known and step.known != step.on else "")
    line.append(f"   {shown(step.why, 300)}" if step.why else "", "dim")
    counted: list[str] = [step.grade] if step.grade != "none" else []
    counted += [plural(step.sources, "independent source")] if step.sources else []
    return line.append(f"   {', '.join(counted)}" if counted else "", "dim")


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


def _claim_or_gone(facts: WhyFacts, witness: Witness) -> list[Text]:
    if witness.claim is None:
        return [Text(f"  claim {shown(witness.claim_id, 80)} is no longer in the ledger", "dim")]
    return _witness_lines(facts, witness)


def _witness_lines(facts: WhyFacts, witness: Witness) -> list[Text]:
    """The sentence with the words marked, what was read in it, and who says so."""
    claim, document = witness.claim, facts.documents.get(witness.doc_id)
    if document is None:
        return [Text(f"  document {shown(witness.doc_id, 80)} is no longer in the ledger", "dim")]
    first, last = (claim.sentence_start, claim.sentence_end) if claim else (0, len(document.text))
    lines = [_quoted(document.text, first, last, witness.start, witness.end, facts.marks)]
    if claim:
        coded = " (a row of a data set: the codes are its own, nothing was read from a text)" if document.dataset else ""
        frame = f"frame {shown(claim.frame, 60)}{coded}" + (f" (as in: {shown(witness.frame_example, 160)})" if witness.frame_example else "")
        trust = f" · confidence {claim.confidence:.2f}" if claim.confidence is not None else ""
        trust += f" · read by the network ({claim.read:.2f})" if claim.read is not None else ""
        lines.append(Text(f"    claim {claim.claim_id} · {frame} · {claim.illocution} · {claim.modality}, {claim.polarity}{trust}", "dim"))
        lines.append(Text(f"    {_slots(claim)}", "dim"))
    return [*lines, _origin(witness)]


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


def _origin(witness: Witness) -> Text:
    """`Trend → Secretary General [OTS] (said) → wire-3 [120:180], published 2023-12-08`; by its file, where the document came without an id."""
    named = witness.source if _MADE.fullmatch(witness.doc_id) and witness.source else witness.doc_id
    links = [shown(witness.chain, 400), f"{shown(named, 80)} [{witness.start}:{witness.end}]"]
    published = f", published {witness.published}" if witness.published else ""
    copied = f", a reprint of {shown(witness.reprint_of, 80)}" if witness.reprint_of else ""
    return Text("    " + " → ".join(link for link in links if link) + published + copied, "cyan")


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
