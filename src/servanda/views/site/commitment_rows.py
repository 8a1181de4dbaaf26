"""A commitment as the lists show it: with the words it was promised in, and with who says how it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from servanda.records import Claim, Commitment, Evidence
from servanda.views.phrases import chain
from servanda.views.site.facts import SiteFacts
from servanda.views.site.quoting import Quoted, quoted
from servanda.views.site.tables import Group, statuses

AROUND = 160  # characters of a sentence around the words in a list


@dataclass(frozen=True)
class Said:
    """Words that somebody said: who, in what outlet, on which day, and where they stand."""

    quote: Quoted
    chain: str
    outlet: str
    published: str | None
    doc_id: str
    claim_id: str


@dataclass(frozen=True)
class CommitmentRow:
    """A row of the ledger. `promise` are the words of the promise, `report` those of its latest status where that is another."""

    row: Commitment
    group: Group
    sign: str
    promise: Said | None
    report: Said | None

    @property
    def said(self) -> Said | None:
        """By whom its present status is told."""
        return self.report or self.promise


def commitment_rows(facts: SiteFacts) -> list[CommitmentRow]:
    """All commitments, the most pressing first; of one status those due first, then in the ledger's order."""
    rank = {status: place for place, status in enumerate(statuses())}
    ordered = sorted(facts.tables.commitments, key=lambda row: (rank[row.status], row.deadline.date or "9999"))
    return [commitment_row(facts, row) for row in ordered]


def commitment_row(facts: SiteFacts, row: Commitment) -> CommitmentRow:
    """One commitment."""
    status = statuses()[row.status]
    evidence = {item.claim_id: item for item in reversed(row.evidence)}
    first = next((name for step in row.history[:1] for name in step.claims), None) or next((item.claim_id for item in row.evidence), None)
    last = next((name for step in row.history[-1:] for name in step.claims), None)
    promise = said(facts, first, evidence.get(first)) if first else None
    report = said(facts, last, evidence.get(last)) if last and last != first and len(row.history) > 1 else None
    return CommitmentRow(row, status.group, status.sign, promise, report)


def said(facts: SiteFacts, claim_id: str, item: Evidence | None = None) -> Said | None:
    """The words of a claim, those that the evidence picks where it is given; None where they are no longer in the ledger."""
    claim: Claim | None = facts.claims_by_id.get(claim_id)
    place = item or claim
    document = facts.documents_by_id.get(place.doc_id) if place else None
    if place is None or document is None:
        return None
    first, last = (claim.sentence_start, claim.sentence_end) if claim and claim.doc_id == place.doc_id else (None, None)
    quote = quoted(document, place.start, place.end, first, last, AROUND)
    told = chain([link for link in claim.attribution if link.speaker]) if claim else ""
    return Said(quote, told, document.outlet or document.doc_id, document.published, document.doc_id, claim_id)


def said_of(facts: SiteFacts, evidence: Iterable[Evidence]) -> list[Said]:
    """The words that a row rests on, each claim once."""
    each = {item.claim_id: item for item in evidence}
    return [words for words in (said(facts, claim_id, item) for claim_id, item in each.items()) if words]
