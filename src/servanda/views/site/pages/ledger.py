"""The first page: who owes what to whom, the most pressing first.

Where there are several pages, the rows of each lie beside them as a script too (`ledger-rows-2.js`), which the filter of another loads when it is used:
a page that opens from disk may load scripts, and nothing else.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from functools import partial

from servanda.views.looks import kinds_of_looks, looks
from servanda.views.site.commitment_rows import CommitmentRow
from servanda.views.site.page import Page, Section
from servanda.views.site.pages.parties import accounts
from servanda.views.site.paging import Paged, paged
from servanda.views.site.rendering import render
from servanda.views.site.site import Site
from servanda.views.site.tables import groups, statuses

LEADING = 12  # parties named on the first page


def pages(site: Site) -> Iterator[Page]:
    """The ledger, its further pages and the rows of all as scripts."""
    for part in paged(site.ledger_rows, "index", "ledger"):
        title = "Ledger" if part.number == 1 else f"Ledger, page {part.number}"
        yield site.page(part.path(part.number), title, SECTION.name, "ledger.html", partial(_values, site, part))
        if part.count > 1:
            yield Page(f"ledger-rows-{part.number}.js", "", partial(_script, site, part))


def _values(site: Site, part: Paged[CommitmentRow]) -> dict[str, object]:
    tables = site.facts.tables
    known = accounts(site)
    names = sorted(((site.facts.name(account.code), account.code) for account in known), key=lambda pair: (pair[0].casefold(), pair))
    return {
        "part": part, "accounts": [one for one in known if one.owes][:LEADING], "party_names": names, "groups": groups(), "status_rows": statuses(),
        "counts": Counter(row.status for row in tables.commitments), "parties_count": len(known),
        "looks": _looks(site) if part.number == 1 else [],
        "stories": sum(not document.dataset for document in site.facts.counted) - len(tables.reprint_of) - len(tables.retracted),
    }  # fmt: skip


def _looks(site: Site) -> list[tuple[str, str, str]]:
    """What a person should check: address, display id and text."""
    kinds = kinds_of_looks()
    found = looks(site.facts.tables, site.facts.claims_by_id)
    return [(site.links.row(look.row_id), look.display, look.text) for look in found if kinds[look.kind].board]


def _script(site: Site, part: Paged[CommitmentRow]) -> str:
    rows = render("ledger_rows.html", site.common("index.html") | {"rows": part.rows}).split("<!--row-->")
    return f"servandaRows({part.number}, {json.dumps([row.strip() for row in rows if row.strip()])});\n"


SECTION = Section("ledger", "Ledger", "index.html", pages)
