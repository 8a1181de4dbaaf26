"""PLOVER as JSON Lines, after the fields of its manual: one object an event, every number with its name and the table it comes from.

An actor without a code has `code` null and its words as `entity_text`. The text of the story is left out, since corpora are often under licence;
offsets and document ids lead back to it.
"""

from __future__ import annotations

from typing import Any

from servanda.records import Claim, Document, Place
from servanda.views.exports.cells import ITEMS, LINE, link, words
from servanda.views.exports.dyads import Dyad
from servanda.views.exports.parties import Party
from servanda.views.exports.polecat import SCALE, nation, sectors_of
from servanda.views.exports.scales import event_class, goldstein, intensity, plover_class
from servanda.views.exports.writing import EventFormat, Row

FIELDS = (
    "id", "has_event", "date", "date_precision", "actor", "recipient", "event", "mode", "context", "cameo", "confidence", "event_text", "event_loc",
    "quad_code", "event_scale", "goldstein", "quad_gdelt", "penta_phoenix", "sources", "text_info", "cite_info", "coder",
)  # fmt: skip


def row(item: Dyad, scale: str) -> Row:
    """The fields of one event."""
    facts, event = item.facts, item.facts.event
    numbers = {
        "quad_code": plover_class(event.plover), "event_scale": intensity(event.plover, event.mode, SCALE), "goldstein": goldstein(item.cameo, scale),
        "quad_gdelt": event_class(item.cameo, "gdelt"), "penta_phoenix": event_class(item.cameo, "phoenix"),
    }  # fmt: skip
    return {
        "id": f"{event.event_id}-{item.number}" if item.number > 1 else event.event_id, "has_event": True,
        "date": facts.day, "date_precision": event.precision,
        "actor": list(map(entity, item.source)), "recipient": list(map(entity, item.target)),
        "event": event.plover, "mode": event.mode, "context": event.context, "cameo": item.cameo or None, "confidence": facts.confidence,
        "event_text": words(event.gist, LINE), "event_loc": _place(facts.place) if facts.place else None,
        **{name: number._asdict() if number is not None else None for name, number in numbers.items()},
        "sources": event.sources, "text_info": [_text(claim) for claim in facts.claims[:ITEMS]],
        "cite_info": [_citation(document) for document in facts.reports[:ITEMS]], "coder": "servanda",
    }  # fmt: skip


def entity(party: Party) -> dict[str, Any]:
    """A party as PLOVER's manual writes an entity."""
    return {
        "code": nation(party) or None, "identifier_id": party.code, "identifier_text": words(party.name) if party.code else None, "sector": sectors_of(party),
        "entity_text": words(party.said), "office": words(party.organ) or None,
    }  # fmt: skip


def _place(place: Place) -> dict[str, Any]:
    return {
        "extracted_place": words(place.name), "lat": place.lat, "lon": place.lon, "country_code": place.country, "resolution": place.precision,
    }  # fmt: skip


def _text(claim: Claim) -> dict[str, Any]:
    return {"text_story": claim.doc_id, "start": claim.start, "end": claim.end}


def _citation(document: Document) -> dict[str, Any]:
    return {
        "text_story": document.doc_id, "url": link(document.url) or None, "title": words(document.title, LINE) or None,
        "language": words(document.language), "publication": words(document.outlet) or None, "date": document.published,
    }  # fmt: skip


FORMAT = EventFormat(
    "plover", "events.plover.jsonl", "PLOVER, one JSON object an event, every number with its table", "json lines", FIELDS, row,
    expand=False, goldstein="gdelt", classes=("plover", "gdelt", "phoenix"), plover=SCALE,
)  # fmt: skip
