"""What event formats are made from: an event with the claims and documents it rests on, read from a ledger some at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from servanda.records import Claim, Document, Event, Place
from servanda.views.exports import tables

AT_ONCE = 1000  # events whose claims and documents are held in memory


class EventSource(Protocol):
    """A ledger, as far as event formats need it."""

    @property
    def events(self) -> list[Event]: ...

    def claims_by_id(self, ids: Iterable[str]) -> dict[str, Claim]: ...

    def documents_by_id(self, ids: Iterable[str]) -> dict[str, Document]: ...


@dataclass(frozen=True)
class EventFacts:
    """One event, its claims in the order of its evidence, and their documents by id."""

    event: Event
    claims: tuple[Claim, ...] = ()
    documents: Mapping[str, Document] = field(default_factory=dict)

    @cached_property
    def reports(self) -> tuple[Document, ...]:
        """The documents that tell of the event, in order of publication."""
        own = dict.fromkeys(evidence.doc_id for evidence in self.event.evidence)
        known = [self.documents[doc_id] for doc_id in own if doc_id in self.documents]
        return tuple(sorted(known, key=lambda document: (document.published or "9999", document.doc_id)))

    @property
    def published(self) -> str | None:
        """The day on which the first report came out."""
        return self.reports[0].published if self.reports else None

    @property
    def last_published(self) -> str | None:
        """The day on which the last report came out."""
        return max((document.published for document in self.reports if document.published), default=None)

    @property
    def day(self) -> str | None:
        """The day of the event; that of its first report where the ledger has none."""
        return self.event.on or self.published

    @cached_property
    def place(self) -> Place | None:
        """Where it happened: the place of the first claim that has one."""
        return next((claim.place for claim in self.claims if claim.place is not None), None)

    @cached_property
    def cameo(self) -> str:
        """The CAMEO code, that of the PLOVER type and mode (`tables/cameo.csv`) where the event has none; "" where neither is known."""
        known, event = tables.cameo_codes(), self.event
        return event.cameo or known.get((event.plover, event.mode or "")) or known.get((event.plover, "")) or ""

    @cached_property
    def confidence(self) -> float | None:
        """How far its codes can be trusted, 0 to 1: that of the claim that vouches most for it; None where no claim has one."""
        return max((claim.confidence for claim in self.claims if claim.confidence is not None), default=None)

    @cached_property
    def leads(self) -> bool:
        """Whether a document tells of the event in its first paragraph."""
        return any(self._in_first_paragraph(claim) for claim in self.claims)

    def _in_first_paragraph(self, claim: Claim) -> bool:
        document = self.documents.get(claim.doc_id)
        return document is not None and "\n\n" not in document.text[document.body_start : claim.sentence_start].strip()


def whole_number(*parts: str) -> int:
    """A number for formats whose ids are numbers, by what identifies the thing.

    It has 52 bits, so that programs which keep all numbers as floating point (R) keep it exactly.
    """
    return int(hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:13], 16)


def facts_of(ledger: EventSource) -> Iterator[EventFacts]:
    """All events of a ledger in order, with their claims and documents."""
    events = ledger.events
    for start in range(0, len(events), AT_ONCE):
        some = events[start : start + AT_ONCE]
        evidence = [evidence for event in some for evidence in event.evidence]
        claims = ledger.claims_by_id(item.claim_id for item in evidence)
        documents = ledger.documents_by_id(item.doc_id for item in evidence)
        for event in some:
            own = (claims[item.claim_id] for item in event.evidence if item.claim_id in claims)
            yield EventFacts(event, tuple(own), documents)
