"""POLECAT: 40 columns, tab-separated, with a header; PLOVER types, one row an event with the parties of a side joined by semicolons.

Names that no table knows read "None" and stand as said under `... Name Raw`, as in POLECAT; a side without any party is empty.
"""

from __future__ import annotations

from servanda.views.exports import tables
from servanda.views.exports.cells import day, joined, name, number, words
from servanda.views.exports.dyads import Dyad
from servanda.views.exports.icews import location
from servanda.views.exports.parties import Party
from servanda.views.exports.scales import intensity, plover_class
from servanda.views.exports.writing import EventFormat, Row

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title",
    "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
VERSION = "servanda-polecat-1"  # of this layout, so that two versions of the package give the same bytes
SCALE = "mended"
NONSTATE = ("IGO", "NGO")  # codes that PLOVER writes in the place of a country


def row(item: Dyad, _: str) -> Row:
    """The cells of one row. COW and Wikipedia ids, people and organisations of the story stay empty: the ledger does not keep them."""
    facts, event, place = item.facts, item.facts.event, item.facts.place
    story = facts.reports[0] if facts.reports else None
    score, quad = intensity(event.plover, event.mode, SCALE), plover_class(event.plover)
    kind = "_".join(part for part in (event.plover, event.mode) if part)
    return {
        "Event ID": f"{day(facts.day)}-{item.number}-{name(event.event_id)}_{kind}", "Event Date": facts.day,
        "Event Type": event.plover, "Event Mode": event.mode, "Intensity": number(score.value if score else None),
        "Quad Code": quad.value if quad else None, "Contexts": joined(event.context),
        **_side("Actor", item.source), **_side("Recipient", item.target),
        **location(place), "Placename": words(place.name) if place else None, "Raw Placename": words(place.name) if place else None,
        "Source": words(story.outlet) if story else None, "Publication Date": facts.published,
        "Story Locations": name(place.name) if place else None, "Language": words(story.language) if story else None, "Version": VERSION,
    }  # fmt: skip


def _side(side: str, parties: tuple[Party, ...]) -> Row:
    roles = [role for party in parties for role in sectors_of(party)]
    return {
        f"{side} Name": joined(name(party.name) if party.code else "None" for party in parties),
        f"{side} Country": joined(nation(party) for party in parties),
        f"Primary {side} Sector": roles[0] if roles else None, f"{side} Sectors": joined(roles),
        f"{side} Title": joined(name(party.organ) for party in parties if party.organ),
        f"{side} Name Raw": joined(name(party.said) for party in parties),
    }  # fmt: skip


def sectors_of(party: Party) -> tuple[str, ...]:
    """PLOVER's sectors of a party; organisations of states and others have none, their kind stands as their country."""
    return tuple(role for role in party.types if role not in NONSTATE)


def nation(party: Party) -> str:
    """ISO alpha-3, or PLOVER's code for a party that belongs to no state (UNO, EUR, IGO, NGO); "" where nothing is known."""
    if party.state:
        return name(party.state)
    known = tables.actors().get(party.code or "")
    own = {"UNO": "UNO", "EEC": "EUR"}.get(known.group if known else "", "")
    return own or (party.sort if party.sort in NONSTATE else "")


FORMAT = EventFormat(
    "polecat", "ngecEvents.servanda.DV.txt", "POLECAT events, 40 columns, tab-separated with a header", "tab with header", COLUMNS, row,
    expand=False, classes=("plover",), plover=SCALE,
)  # fmt: skip
