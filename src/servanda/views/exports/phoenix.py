"""Phoenix (Open Event Data Alliance): 26 columns, tab-separated, no header, one row for every source and target.

An actor without a code reads "---", one of whom only the role is known "---REB", as PETRARCH writes them; a side without a party is empty.
"""

from __future__ import annotations

from servanda.views.exports.cells import day, degrees, joined, link, name, number, words
from servanda.views.exports.dyads import Dyad
from servanda.views.exports.parties import Party, iso_country
from servanda.views.exports.scales import event_class, goldstein
from servanda.views.exports.writing import EventFormat, Row

COLUMNS = (
    "EventID", "Date", "Year", "Month", "Day",
    "SourceActorFull", "SourceActorEntity", "SourceActorRole", "SourceActorAttribute",
    "TargetActorFull", "TargetActorEntity", "TargetActorRole", "TargetActorAttribute",
    "EventCode", "EventRootCode", "PentaClass", "GoldsteinScore", "Issues",
    "Lat", "Lon", "LocationName", "StateName", "CountryCode", "SentenceID", "URLs", "NewsSources",
)  # fmt: skip
UNKNOWN = "---"


def row(item: Dyad, scale: str) -> Row:
    """The cells of one row."""
    facts, place, iso = item.facts, item.facts.place, item.facts.day or ""
    penta, score = event_class(item.cameo, "phoenix"), goldstein(item.cameo, scale)
    return {
        "EventID": f"{item.row_id}_1", "Date": day(iso), "Year": iso[:4], "Month": iso[5:7], "Day": iso[8:10],
        **_side("Source", item.source), **_side("Target", item.target),
        "EventCode": item.cameo, "EventRootCode": item.cameo[:2],
        "PentaClass": penta.value if penta else None, "GoldsteinScore": number(score.value if score else None),
        "Issues": joined(f"{context.upper()},1" for context in facts.event.context),
        "Lat": degrees(place.lat) if place else None, "Lon": degrees(place.lon) if place else None,
        "LocationName": words(place.name) if place and place.precision not in ("country", "province") else None,
        "StateName": words(place.name) if place and place.precision == "province" else None,
        "CountryCode": iso_country(place.country) if place else None,
        "SentenceID": joined(f"{name(claim.doc_id)}_{claim.sentence_start}" for claim in facts.claims),
        "URLs": joined(link(document.url) for document in facts.reports), "NewsSources": joined(name(document.outlet) for document in facts.reports),
    }  # fmt: skip


def _side(side: str, parties: tuple[Party, ...]) -> Row:
    parts = [_parts(party) for party in parties]
    fields = ("Full", "Entity", "Role", "Attribute")
    return {f"{side}Actor{field}": ";".join(part[place] for part in parts) for place, field in enumerate(fields)}


def _parts(party: Party) -> tuple[str, str, str, str]:
    """Full code, entity, role and attribute."""
    entity, role, attribute = party.parts
    return (entity or UNKNOWN) + role + attribute, entity or UNKNOWN, role, attribute


FORMAT = EventFormat(
    "phoenix", "events.phoenix.txt", "Phoenix events, 26 columns, tab-separated without a header", "tab", COLUMNS, row,
    expand=True, goldstein="phoenix", classes=("phoenix",),
)  # fmt: skip
