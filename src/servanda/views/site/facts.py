"""What the pages are drawn from: a ledger's rows and documents, with the ways into them that pages need."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol, TypeVar

from servanda.records import (
    Agreement,
    Appeal,
    Claim,
    Commitment,
    Disagreement,
    Document,
    Endorsement,
    Event,
    LedgerTables,
    Mention,
    Place,
    Position,
    Quotation,
    Record,
    Rejection,
    Ruling,
    Time,
)
from servanda.views.analysis.directed_events import Observed
from servanda.views.site import between

# What rows of each kind are called together, in the order in which they are named.
KINDS: dict[type[Record], str] = {
    Commitment: "commitments", Agreement: "agreements", Endorsement: "endorsements", Appeal: "appeals", Event: "events", Position: "positions",
    Disagreement: "disagreements",
}  # fmt: skip

K = TypeVar("K")
V = TypeVar("V")


class LedgerSource(Protocol):
    """A ledger, as far as pages need it."""

    @property
    def tables(self) -> LedgerTables: ...
    @property
    def known_by(self) -> str | None: ...
    @property
    def documents(self) -> list[Document]: ...
    @property
    def claims(self) -> list[Claim]: ...
    @property
    def quotations(self) -> list[Quotation]: ...
    @property
    def places(self) -> list[Place]: ...
    @property
    def times(self) -> list[Time]: ...
    @property
    def rejects(self) -> list[Rejection]: ...
    def arrow(self, name: str) -> Any: ...


@dataclass(frozen=True)
class SiteFacts:
    """A ledger as pages need it. `times` are by doc_id; `frames` are examples of frames by id; `versions` are those of what read the texts."""

    tables: LedgerTables
    documents: tuple[Document, ...] = ()
    claims: tuple[Claim, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    places: tuple[Place, ...] = ()
    times: Mapping[str, tuple[Time, ...]] = field(default_factory=dict)
    rejects: tuple[Rejection, ...] = ()
    known_by: str | None = None
    frames: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def documents_by_id(self) -> dict[str, Document]:
        return {document.doc_id: document for document in self.documents}

    @cached_property
    def counted(self) -> tuple[Document, ...]:
        """The documents that the ledger counts, as far as their day decides that: those published by `known_by`, where it is set."""
        return tuple(document for document in self.documents if not self.known_by or (document.published or "")[:10] <= self.known_by)

    @cached_property
    def claims_by_id(self) -> dict[str, Claim]:
        return {claim.claim_id: claim for claim in self.claims}

    @cached_property
    def claims_of(self) -> dict[str, list[Claim]]:
        """Claims by document."""
        return grouped((claim.doc_id, claim) for claim in self.claims)

    @cached_property
    def quotations_of(self) -> dict[str, list[Quotation]]:
        return grouped((quotation.doc_id, quotation) for quotation in self.quotations)

    @cached_property
    def places_of(self) -> dict[str, list[Place]]:
        return grouped((place.doc_id, place) for place in self.places)

    @cached_property
    def agreements(self) -> dict[str, Agreement]:
        return {row.agreement_id: row for row in self.tables.agreements}

    @cached_property
    def commitments(self) -> dict[str, Commitment]:
        return {row.commitment_id: row for row in self.tables.commitments}

    @cached_property
    def endorsements_of(self) -> dict[str, list[Endorsement]]:
        """Endorsements by the row they are of."""
        return grouped((row.of, row) for row in self.tables.endorsements)

    @cached_property
    def disagreements_about(self) -> dict[str, list[Disagreement]]:
        return grouped((row.about, row) for row in self.tables.disagreements)

    @cached_property
    def rulings_of(self) -> dict[str, list[Ruling]]:
        return grouped((ruling.row, ruling) for ruling in self.tables.rulings if ruling.row)

    @cached_property
    def rows_on(self) -> dict[str, list[Record]]:
        """Derived rows by the claim they rest on, each once."""
        pairs: dict[str, dict[int, Record]] = defaultdict(dict)
        for name in KINDS.values():
            for row in getattr(self.tables, name):
                for evidence in row.evidence:
                    pairs[evidence.claim_id][id(row)] = row
        return {claim_id: list(rows.values()) for claim_id, rows in pairs.items()}

    @cached_property
    def reprints_of(self) -> dict[str, list[Document]]:
        """The copies of each document that has some."""
        known = self.documents_by_id
        return grouped((origin, known[copy]) for copy, origin in self.tables.reprint_of.items() if copy in known)

    @cached_property
    def directed(self) -> Observed:
        """Every event of two parties with codes, by direction."""
        return between.directed(self)

    @cached_property
    def dyads(self) -> dict[between.Pair, between.Between]:
        """The pairs of parties that have a page, those with most events first."""
        return between.pairs_with_pages(self)

    @cached_property
    def names(self) -> dict[str, str]:
        """What parties are called, by code: as the table of actors that read the texts names them."""
        told: dict[str, Counter[str]] = defaultdict(Counter)
        for claim in self.claims:
            for party in mentions(claim):
                if party.code and party.name:
                    told[party.code][party.name] += 1
        return {code: min(counts, key=lambda name: (-counts[name], name)) for code, counts in told.items()}

    def some_claims(self, ids: Iterable[str]) -> dict[str, Claim]:
        """Claims by their ids; those the ledger lacks are left out."""
        return _some(self.claims_by_id, ids)

    def some_documents(self, ids: Iterable[str]) -> dict[str, Document]:
        """Documents by their ids; those the ledger lacks are left out."""
        return _some(self.documents_by_id, ids)

    def name(self, code: str) -> str:
        """What a party is called; its code or its own words where it has no other name."""
        return self.names.get(code, code)


def _some(known: Mapping[K, V], ids: Iterable[K]) -> dict[K, V]:
    return {name: known[name] for name in ids if name in known}


def mentions(claim: Claim) -> Iterable[Mention]:
    """Every party that a claim names."""
    yield from claim.agents
    yield from claim.recipients
    yield from (link.speaker for link in claim.attribution if link.speaker)
    if claim.instrument:
        yield from claim.instrument.parties


def grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    """Values by key, in the order they come."""
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def facts_of(ledger: LedgerSource, frames: Mapping[str, str], versions: Mapping[str, str]) -> SiteFacts:
    """The facts of a ledger. `frames` are examples of frames by id."""
    owners = ledger.arrow("times")["doc_id"].to_pylist()
    times = grouped(zip(owners, ledger.times, strict=True))
    return SiteFacts(
        tables=ledger.tables, documents=tuple(ledger.documents), claims=tuple(ledger.claims), quotations=tuple(ledger.quotations),
        places=tuple(ledger.places), times={doc_id: tuple(found) for doc_id, found in times.items()}, rejects=tuple(ledger.rejects),
        known_by=ledger.known_by, frames=frames, versions=versions,
    )  # fmt: skip
