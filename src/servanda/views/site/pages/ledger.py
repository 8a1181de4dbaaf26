"""The first page: who owes what to whom, what is overdue first."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.views.site.page import Page, Section
from servanda.views.site.site import Site


def pages(site: Site) -> Iterator[Page]:
    yield site.page("index.html", "Ledger", SECTION.name, "ledger.html", lambda: {"rows": site.facts.tables.commitments})


SECTION = Section("ledger", "Ledger", "index.html", pages)
