"""Who deals with whom: the signed network by months, and the places of events on a map."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from servanda.views.exports.facts import facts_of
from servanda.views.site.between import source_of
from servanda.views.site.page import Page, Section
from servanda.views.site.paging import Paged, paged
from servanda.views.site.pictures.atlas import Atlas, Spot, atlas, outlines
from servanda.views.site.pictures.network import network
from servanda.views.site.site import Site


def network_pages(site: Site) -> Iterator[Page]:
    """The network, on one page."""
    yield site.page("network.html", "Network", NETWORK.name, "network.html", lambda: {"net": network(site.facts.directed.events)})


def map_pages(site: Site) -> Iterator[Page]:
    """The map, and the list of places, which may be long."""
    known = atlas(facts_of(source_of(site.facts)))
    for part in paged(known.spots, "map"):
        yield site.page(part.path(part.number), "Map", MAP.name, "map.html", partial(_values, known, part))


def _values(known: Atlas, part: Paged[Spot]) -> dict[str, Any]:
    return {"known": known, "part": part, "outlines": outlines()}


def _has_places(site: Site) -> bool:
    return any(one.place is not None and one.place.lat is not None for one in facts_of(source_of(site.facts)))


NETWORK = Section("network", "Network", "network.html", network_pages, wanted=lambda site: bool(site.facts.directed.events))
MAP = Section("map", "Map", "map.html", map_pages, wanted=_has_places)
