"""Lists of rows that have no page of their own: events; endorsements, appeals and positions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from servanda.views.site.commitment_rows import said_of
from servanda.views.site.page import Page, Section
from servanda.views.site.paging import Paged, paged
from servanda.views.site.site import Site

STATEMENTS = ("endorsements", "appeals", "positions")


def events(site: Site) -> Iterator[Page]:
    """What happened, in the order of the ledger."""
    return _list(site, "events", "events", "Events")


def statements(site: Site) -> Iterator[Page]:
    """What was welcomed, asked for and held."""
    for name in STATEMENTS:
        yield from _list(site, "statements", name, name.capitalize())


def _list(site: Site, section: str, name: str, title: str) -> Iterator[Page]:
    for part in paged(getattr(site.facts.tables, name), name):
        numbered = title if part.number == 1 else f"{title}, page {part.number}"
        yield site.page(part.path(part.number), numbered, section, f"{name}.html", partial(_values, site, part))


def _values(site: Site, part: Paged[Any]) -> dict[str, Any]:
    counts = {name: len(getattr(site.facts.tables, name)) for name in STATEMENTS}
    return {"part": part, "entries": [(row, said_of(site.facts, row.evidence[:3])) for row in part.rows], "counts": counts}


EVENTS = Section("events", "Events", "events.html", events)
SECTION = Section("statements", "Statements", "endorsements.html", statements)
