"""Places of events on the outlines of the world."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from servanda.records import Event, Place
from servanda.views.exports.facts import EventFacts
from servanda.views.exports.scales import plover_class
from servanda.views.site.projection import project

MOST_SPOTS, MOST_NAMES = 200, 14
SMALLEST, LARGEST = 7.0, 46.0
COARSE = ("country", "province")


@dataclass(frozen=True)
class Spot:
    """A place: where it stands on the map, how large by its events, which kind of them outweighs the other. `whole` is no point but a land or province."""

    name: str
    country: str | None
    x: float
    y: float
    r: float
    whole: bool
    kind: str
    events: tuple[Event, ...]
    cooperation: int
    conflict: int


@dataclass(frozen=True)
class Atlas:
    """All places, those with most events first; `placed` counts their events, `unplaced` those that have none."""

    spots: tuple[Spot, ...]
    placed: int
    unplaced: int

    @property
    def drawn(self) -> tuple[Spot, ...]:
        """The places on the map: large ones first, so that small ones lie upon them."""
        return self.spots[:MOST_SPOTS]

    @property
    def named(self) -> tuple[Spot, ...]:
        """The places that are named on the map: those with most events that do not stand in the way of one another."""
        found: list[Spot] = []
        for spot in self.drawn:
            if len(found) < MOST_NAMES and all(abs(spot.x - other.x) > 150 or abs(spot.y - other.y) > 30 for other in found):
                found.append(spot)
        return tuple(found)


def atlas(facts: Iterable[EventFacts]) -> Atlas:
    """The places of events: that of the first claim which has one, as in the exports."""
    at: dict[tuple[str, str | None, float, float, bool], list[Event]] = defaultdict(list)
    unplaced = 0
    for one in facts:
        key = _key(one.place)
        if key is None:
            unplaced += 1
        else:
            at[key].append(one.event)
    most = max(map(len, at.values()), default=1)
    spots = [_spot(key, tuple(events), most) for key, events in at.items()]
    spots.sort(key=lambda spot: (-len(spot.events), spot.name, spot.country or "", spot.x, spot.y))
    return Atlas(tuple(spots), sum(len(spot.events) for spot in spots), unplaced)


def _key(place: Place | None) -> tuple[str, str | None, float, float, bool] | None:
    if place is None or place.lat is None or place.lon is None:
        return None
    return place.name, place.country, place.lat, place.lon, place.precision in COARSE


def _spot(key: tuple[str, str | None, float, float, bool], events: tuple[Event, ...], most: int) -> Spot:
    name, country, lat, lon, whole = key
    x, y = project(lat, lon)
    classes = [known.value for event in events if (known := plover_class(event.plover)) is not None]
    good, bad = sum(value in (1, 2) for value in classes), sum(value in (3, 4) for value in classes)
    kind = "cooperation" if good > bad else "conflict" if bad > good else "neither"
    size = max(SMALLEST, LARGEST * math.sqrt(len(events) / most))
    return Spot(name, country, round(x, 1), round(y, 1), round(size, 1), whole, kind, events, good, bad)


@cache
def outlines() -> Markup:
    """The outlines of land as a path of SVG: Natural Earth at 1:110 million, made by `training/outlines`. A table of ours, so it is no text to be escaped."""
    return Markup(files("servanda.views.site").joinpath("tables", "outlines.txt").read_text("ascii").strip())
