"""ICEWS: 20 columns, tab-separated, with a header, one row for every source and target; CAMEO codes are strings ("010", never 10).

`Event ID` is a key only together with `Event Date`, as ICEWS documents it. `Story ID` is a number made from the document's id.
"""

from __future__ import annotations

from servanda.records import Place
from servanda.views.exports import tables
from servanda.views.exports.cells import degrees, joined, name, number, words
from servanda.views.exports.dyads import Dyad
from servanda.views.exports.facts import whole_number
from servanda.views.exports.parties import Party, country_name
from servanda.views.exports.scales import goldstein
from servanda.views.exports.writing import EventFormat, Row

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity",
    "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher",
    "City", "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip


def row(item: Dyad, scale: str) -> Row:
    """The cells of one row. District and Sentence Number stay empty: the ledger does not keep them."""
    facts, place = item.facts, item.facts.place
    story = facts.reports[0] if facts.reports else None
    score = goldstein(item.cameo, scale)
    return {
        "Event ID": item.row_id, "Event Date": facts.day,
        **_side("Source", item.source), **_side("Target", item.target),
        "Event Text": tables.code_names().get(item.cameo), "CAMEO Code": item.cameo, "Intensity": number(score.value if score else None),
        "Story ID": whole_number(story.doc_id) if story else None, "Publisher": words(story.outlet) if story else None,
        **location(place),
    }  # fmt: skip


def location(place: Place | None) -> Row:
    """City, province, country and coordinates of a place, by the names that ICEWS and POLECAT share."""
    if place is None:
        return {}
    known = {"Country": country_name(place.country), "Latitude": degrees(place.lat), "Longitude": degrees(place.lon)}
    if place.precision == "province":
        return known | {"Province": words(place.name)}
    return known if place.precision == "country" else known | {"City": words(place.name)}


def _side(side: str, parties: tuple[Party, ...]) -> Row:
    sectors = [sector for party in parties for sector in _sectors(party)]
    return {
        f"{side} Name": joined((name(called(party)) for party in parties), "; "), f"{side} Sectors": joined(sectors, ","),
        f"{side} Country": joined((country_name(party.state) for party in parties), "; "),
    }  # fmt: skip


def _sectors(party: Party) -> list[str]:
    known = tables.sectors()
    return [known[role].icews if role in known else name(role) for role in party.types]


def called(party: Party) -> str:
    """A party as ICEWS names it: the person, "Military (Armenia)" for a part of a state, else its name or words."""
    if party.person and party.organ:
        return party.organ
    if party.organ:
        return f"{party.organ} ({party.name})"
    return f"{_sectors(party)[0]} ({party.name})" if party.state and party.roles else party.name


FORMAT = EventFormat(
    "icews", "events.icews.tab", "ICEWS events, 20 columns, tab-separated with a header", "tab with header", COLUMNS, row, expand=True, goldstein="icews"
)
