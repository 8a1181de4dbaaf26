"""Ledgers made by hand: one commitment, what became of it, and the documents that say so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import msgspec

from servanda.records import Claim, Commitment, Document, Evidence, LedgerTables, StatusChange
from servanda.views.briefing.composing import BriefingFacts
from servanda.views.briefing.periods import Period, week

WEEK = week("2024-W02")  # 8 to 14 January


@dataclass
class Words:
    """Documents by id; a document's text is its words."""

    documents: dict[str, Document] = field(default_factory=dict)

    def claims_by_id(self, ids: Iterable[str]) -> dict[str, Claim]:
        return {}

    def documents_by_id(self, ids: Iterable[str]) -> dict[str, Document]:
        return {name: self.documents[name] for name in ids if name in self.documents}


def document(doc_id: str, text: str, published: str = "2024-01-09", **fields: Any) -> Document:
    return Document(doc_id=doc_id, text=text, published=published, outlet=fields.pop("outlet", "Harbour News"), **fields)


def evidence(doc_id: str, role: str = "announced", end: int = 20) -> Evidence:
    return Evidence(claim_id=f"k-{doc_id}", doc_id=doc_id, start=0, end=end, role=role)


def step(on: str, status: Any, doc_id: str = "", known: str = "", **fields: Any) -> StatusChange:
    return StatusChange(on=on, status=status, known=known or on, why="said", claims=(f"k-{doc_id}",) if doc_id else (), **fields)


def commitment(number: int = 1, *history: StatusChange, **fields: Any) -> Commitment:
    """Norvik owes Selmark a convoy, promised on 3 January unless told otherwise."""
    steps = history or (step("2024-01-03", "announced", "promise"),)
    base = Commitment(
        commitment_id=f"c{number}", display=f"C-{number:04d}", agreement_id=None, debtor=("Norvik",), beneficiary=("Selmark",), action="send",
        object="a relief convoy", status=steps[-1].status, grade=steps[-1].grade, history=steps,
        evidence=tuple(evidence(change.claims[0][2:], change.status) for change in steps if change.claims),
    )  # fmt: skip
    return msgspec.structs.replace(base, **fields)


def facts(
    before: Iterable[Commitment] = (), after: Iterable[Commitment] = (), *, words: Words | None = None, period: Period = WEEK, **fields: Any
) -> BriefingFacts:  # fmt: skip
    """The facts of a week in which `before` became `after`; `fields` are further tables of the later ledger, or the party."""
    party = fields.pop("party", None)
    as_of = fields.pop("as_of", period.last)
    return BriefingFacts(
        period, LedgerTables(as_of=period.before, commitments=tuple(before), agreements=fields.pop("agreements_before", ())),
        LedgerTables(as_of=as_of, commitments=tuple(after), **fields), period.last, words or Words(), party,
    )  # fmt: skip
