"""Two parties: what each did to the other, what they agreed, what was promised and delivered. A list of pairs, and a page a pair."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from servanda.views.exports.tables import code_names
from servanda.views.site.between import MOST_PAGES, Act, Between
from servanda.views.site.commitment_rows import commitment_row
from servanda.views.site.page import Page, Section
from servanda.views.site.paging import Paged, paged
from servanda.views.site.pictures.timeline import months, timeline
from servanda.views.site.site import Site


def pages(site: Site) -> Iterator[Page]:
    """The list of pairs, then their pages; a pair of many acts has several."""
    known = site.facts.dyads
    for part in paged(list(known.values()), "dyads"):
        yield site.page(part.path(part.number), "Dyads", SECTION.name, "dyads.html", partial(_list_values, part, len(known) >= MOST_PAGES))
    for pair, between in known.items():
        first = site.links.dyad(*pair).removesuffix(".html")
        title = " and ".join(site.facts.name(code) for code in pair)
        for acts in paged(between.acts[::-1], first):
            yield site.page(acts.path(acts.number), title, SECTION.name, "dyad.html", partial(_values, site, between, acts))


def _list_values(part: Paged[Between], cut: bool) -> dict[str, Any]:
    return {"part": part, "cut": cut}


def _values(site: Site, between: Between, acts: Paged[Act]) -> dict[str, Any]:
    facts = site.facts
    picture = timeline(between, facts.tables.as_of) if acts.number == 1 else None
    return {
        "between": between, "acts": acts, "picture": picture, "codes": code_names(),
        "columns": months(between, picture.axis) if picture else None,
        "promises": [commitment_row(facts, row) for row in between.commitments],
        "by_display": {row.display: row for row in facts.tables.commitments} if between.exchanges else {},
    }  # fmt: skip


SECTION = Section("dyads", "Dyads", "dyads.html", pages, wanted=lambda site: bool(site.facts.dyads))
