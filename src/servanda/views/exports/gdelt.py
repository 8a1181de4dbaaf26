"""What the two versions of GDELT's event table share: actors, event codes, days, counts, place. Neither has a header row.

Actors carry CAMEO's three-letter codes, places FIPS 10-4. A row is an event of the ledger seen from one dyad, not a mention of it.
"""

from __future__ import annotations

from servanda.records import Document, Place
from servanda.views.exports import tables
from servanda.views.exports.cells import LINE, day, degrees, link, number, words
from servanda.views.exports.dyads import Dyad
from servanda.views.exports.parties import Party, country_name
from servanda.views.exports.scales import event_class, goldstein
from servanda.views.exports.writing import Row

_ACTOR = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code", "Type2Code", "Type3Code")
# FIPS has codes of their own for the West Bank and the Gaza Strip, ISO one for both; the Gaza Strip lies west of this meridian.
_GAZA_WEST_OF = 34.57


def columns(geography: tuple[str, ...]) -> tuple[str, ...]:
    """The columns of a version, whose places have the fields of `geography`."""
    return (
        "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
        *(f"Actor1{field}" for field in _ACTOR), *(f"Actor2{field}" for field in _ACTOR),
        "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
        "NumMentions", "NumSources", "NumArticles", "AvgTone",
        *(f"{whose}Geo_{field}" for whose in ("Actor1", "Actor2", "Action") for field in geography), "DATEADDED", "SOURCEURL",
    )  # fmt: skip


def row(item: Dyad, scale: str, added: str) -> Row:
    """The cells of one row; `added` is what stands in DATEADDED. Tone, ethnic and religious codes, the actors' own places stay empty."""
    facts, code, iso = item.facts, item.cameo, item.facts.day
    quad, score = event_class(code, "gdelt"), goldstein(code, scale)
    return {
        "GLOBALEVENTID": item.row_id, "SQLDATE": day(iso), "MonthYear": day(iso)[:6], "Year": day(iso)[:4], "FractionDate": fraction(iso),
        **_actor("Actor1", item.source), **_actor("Actor2", item.target),
        "IsRootEvent": int(facts.leads), "EventCode": code, "EventBaseCode": code[:3], "EventRootCode": code[:2],
        "QuadClass": quad.value if quad else None, "GoldsteinScale": number(score.value if score else None),
        "NumMentions": len(facts.event.evidence), "NumSources": facts.event.sources, "NumArticles": len(facts.reports),
        "Actor1Geo_Type": 0, "Actor2Geo_Type": 0, **_geography(facts.place),
        "DATEADDED": added, "SOURCEURL": address(facts.reports[0]) if facts.reports else None,
    }  # fmt: skip


def fraction(iso: str | None) -> str:
    """The day as a fraction of its year, four decimals, with months of 30 days and years of 365 as in GDELT's rows, never above .9999."""
    if not iso:
        return ""
    year, month, of_month = iso.split("-")
    return f"{int(year) + min(0.9999, ((int(month) - 1) * 30 + int(of_month)) / 365):.4f}"


def address(document: Document) -> str:
    """Where a document can be found: its address, else its outlet and id."""
    return link(document.url) or words(" ".join(part for part in (document.outlet, document.doc_id) if part), LINE)


def _actor(side: str, parties: tuple[Party, ...]) -> Row:
    """The ten cells of an actor. Several parties of a side that is kept whole are joined by semicolons, types by party."""
    if not parties:
        return {}
    types = list(dict.fromkeys(role for party in parties for role in party.types))[:3]
    return {
        f"{side}Code": ";".join(party.full for party in parties), f"{side}Name": ";".join(words(party.name).replace(";", ",").upper() for party in parties),
        f"{side}CountryCode": ";".join(party.country for party in parties), f"{side}KnownGroupCode": ";".join(party.group for party in parties),
        **{f"{side}Type{number}Code": role for number, role in enumerate(types, 1)},
    }  # fmt: skip


def fips(place: Place) -> str:
    """The FIPS 10-4 code of a place's country; "" where it has none."""
    if place.country == "PSE" and place.lon is not None and place.lon < _GAZA_WEST_OF:
        return "GZ"
    known = tables.countries().get(place.country or "")
    return known.fips if known else ""


def _geography(place: Place | None) -> Row:
    """The event's place. Types after GDELT: 1 country, 2 US state, 3 US city, 4 city elsewhere, 5 province elsewhere, 0 none."""
    if place is None:
        return {"ActionGeo_Type": 0}
    here, american = fips(place), place.country == "USA"
    kind = {"country": 1, "province": 2 if american else 5}.get(place.precision, 3 if american else 4)
    nation = country_name(place.country)
    whole = place.name if kind == 1 or not nation else f"{place.name}, {nation}"
    return {
        "ActionGeo_Type": kind, "ActionGeo_FullName": words(whole), "ActionGeo_CountryCode": here,
        "ActionGeo_ADM1Code": here if kind == 1 else None, "ActionGeo_Lat": degrees(place.lat), "ActionGeo_Long": degrees(place.lon),
        "ActionGeo_FeatureID": here if kind == 1 else None,
    }  # fmt: skip
