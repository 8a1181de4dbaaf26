"""A CSV in the shape of ACLED, 31 columns. It is no ACLED data: types are drawn from PLOVER's by `tables/acled.csv`.

What ACLED does not code (talk, support, aid) keeps empty types; PLOVER type and CAMEO code stand under `tags`. `timestamp` is midnight UTC
of the last report's day. Deaths are not counted here, so `fatalities` is empty, never 0.
"""

from __future__ import annotations

import datetime

from servanda.records import Place, Precision
from servanda.views.exports import tables
from servanda.views.exports.cells import LINE, degrees, joined, name, words
from servanda.views.exports.dyads import Dyad
from servanda.views.exports.icews import called
from servanda.views.exports.parties import Party, country_name, iso_country
from servanda.views.exports.writing import EventFormat, Row

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
    "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
    "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
# 1 the day, 2 within a week (the day of the report stands for it), 3 within a month or more
_TIME: dict[Precision, int] = {"day": 1, "unknown": 2, "range": 2, "month": 3, "year": 3}
_SPACE = {"point": 1, "city": 1, "province": 2, "country": 3}
_PROTESTERS, _CIVILIANS, _OTHERS = "6", "7", "8"


def row(item: Dyad, _: str) -> Row:
    """The cells of one row."""
    facts, event, place = item.facts, item.facts.event, item.facts.place
    kinds = tables.acled_kinds()
    kind = kinds.get((event.plover, event.mode or "")) or kinds.get((event.plover, ""))
    source, target = (item.source, item.target) if item.target else (item.source[:1], item.source[1:])  # those who act together have a slot each
    one, two = (_inter(side, event.plover) for side in (source, target))
    violent = kind is not None and kind.disorder_type == "Political violence"
    return {
        "event_id_cnty": _country(item) + str(item.row_id), "event_date": facts.day, "year": (facts.day or "")[:4], "time_precision": _TIME[event.precision],
        **(kind._asdict() if kind else {}), **_side(1, source, one), **_side(2, target, two),
        "interaction": "".join(sorted((one, two))).ljust(2, "0") if one or two else None,
        "civilian_targeting": "Civilian targeting" if violent and two == _CIVILIANS else None,
        **_where(place), "source": joined(name(document.outlet) for document in facts.reports), "notes": words(event.gist, LINE),
        "tags": joined((f"plover={event.plover}", f"mode={event.mode}" if event.mode else "", f"cameo={item.cameo}" if item.cameo else "")),
        "timestamp": _seconds(facts.last_published),
    }  # fmt: skip


def _side(number: int, parties: tuple[Party, ...], inter: str) -> Row:
    named = [name(called(party)) for party in parties]
    return {f"actor{number}": "".join(named[:1]), f"assoc_actor_{number}": joined(named[1:], "; "), f"inter{number}": inter}


def _inter(parties: tuple[Party, ...], plover: str) -> str:
    """ACLED's number for the kind of a side's first actor; civilians who protest are protesters. "" where the side has nobody."""
    if not parties:
        return ""
    first = parties[0]
    known = tables.sectors().get(first.types[0]) if first.types else None
    inter = known.inter if known else "1" if first.state else _OTHERS
    return _PROTESTERS if plover == "PROTEST" and inter == _CIVILIANS else inter


def _country(item: Dyad) -> str:
    place = item.facts.place
    parties = (*item.source, *item.target)
    return (iso_country(place.country) if place else "") or next((code for party in parties if (code := iso_country(party.state))), "XXX")


def _where(place: Place | None) -> Row:
    if place is None:
        return {}
    known = tables.countries().get(place.country or "")
    return {
        "iso": (known.numeric.lstrip("0") if known else None), "country": country_name(place.country), "admin1": _province(place),
        "location": words(place.name), "latitude": degrees(place.lat), "longitude": degrees(place.lon), "geo_precision": _SPACE.get(place.precision, 3),
    }  # fmt: skip


def _province(place: Place) -> str:
    return words(place.name) if place.precision == "province" else ""


def _seconds(day: str | None) -> int | None:
    if day is None:
        return None
    return int(datetime.datetime.fromisoformat(day).replace(tzinfo=datetime.UTC).timestamp())


FORMAT = EventFormat("acled", "events.acled.csv", "a CSV in the shape of ACLED, 31 columns", "csv", COLUMNS, row, expand=False)
