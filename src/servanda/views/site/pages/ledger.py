"""The first page: who owes what to whom, the most pressing first; and one ledger for each party.

The rows of further pages lie beside them as scripts (`ledger-rows-2.js`), which the filter loads when it is used: a page that opens from
disk may load scripts, and nothing else.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from servanda.views.looks import kinds_of_looks, looks
from servanda.views.site.commitment_rows import CommitmentRow
from servanda.views.site.page import Page, Section
from servanda.views.site.paging import Paged, paged
from servanda.views.site.rendering import render
from servanda.views.site.site import Site, href
from servanda.views.site.tables import groups, statuses

LEADING = 12  # parties named on the first page


@dataclass(frozen=True)
class Account:
    """What a party still owes, how much of it is overdue, what it has done or keeps, and what it is still owed."""

    code: str
    owes: int
    overdue: int
    done: int
    owed: int


def pages(site: Site) -> Iterator[Page]:
    """The ledger, its further pages and their rows as scripts; then the parties."""
    for part in paged(site.ledger_rows, "index", "ledger"):
        title = "Ledger" if part.number == 1 else f"Ledger, page {part.number}"
        yield site.page(part.path(part.number), title, SECTION.name, "ledger.html", partial(_values, site, part))
        if part.number > 1:
            yield Page(f"ledger-rows-{part.number}.js", "", partial(_script, site, part))
    yield site.page("parties.html", "Parties", SECTION.name, "parties.html", lambda: {"accounts": accounts(site)})
    yield from _party_pages(site)


def _values(site: Site, part: Paged[CommitmentRow]) -> dict[str, object]:
    tables = site.facts.tables
    known = accounts(site)
    names = sorted(((site.facts.name(account.code), account.code) for account in known), key=lambda pair: (pair[0].casefold(), pair))
    return {
        "part": part, "accounts": [one for one in known if one.owes][:LEADING], "party_names": names, "groups": groups(), "status_rows": statuses(),
        "counts": Counter(row.status for row in tables.commitments), "parties_count": len(known),
        "looks": _looks(site) if part.number == 1 else [], "stories": len(site.facts.documents) - len(tables.reprint_of) - len(tables.retracted),
    }  # fmt: skip


def _looks(site: Site) -> list[tuple[str, str, str]]:
    """What a person should check: address, display id and text."""
    kinds = kinds_of_looks()
    found = looks(site.facts.tables, site.facts.claims_by_id)
    return [(site.links.row(look.row_id), look.display, look.text) for look in found if kinds[look.kind].board]


def _script(site: Site, part: Paged[CommitmentRow]) -> str:
    values = {"site": site, "facts": site.facts, "links": site.links, "href": lambda target: href("index.html", target), "rows": part.rows}
    rows = render("ledger_rows.html", values).split("<!--row-->")
    return f"servandaRows({part.number}, {json.dumps([row.strip() for row in rows if row.strip()])});\n"


def accounts(site: Site) -> list[Account]:
    """Every party that owes or is owed, those that still owe most first."""
    owes, overdue, done, owed = (Counter[str]() for _ in range(4))
    for one in site.ledger_rows:
        for code in dict.fromkeys(one.row.debtor):
            owes[code] += one.group == "open"
            overdue[code] += one.row.status == "overdue"
            done[code] += one.group in ("done", "kept")
        for code in dict.fromkeys(one.row.beneficiary):
            owed[code] += one.group == "open"
    found = [Account(code, owes[code], overdue[code], done[code], owed[code]) for code in sorted(site.links.parties)]
    return sorted(found, key=lambda account: (-account.overdue, -account.owes, -account.done, -account.owed, account.code))


def _party_pages(site: Site) -> Iterator[Page]:
    """The ledger of each party: what it still owes, then what it has done, then what it is owed."""
    owed_by, owed_to = site.rows_by_party
    order = {group: place for place, group in enumerate(groups())}
    for code in sorted(site.links.parties):
        mine = sorted(owed_by.get(code, ()), key=lambda one: order[one.group])
        rows = [(one.group, one) for one in mine] + [("owed", one) for one in owed_to.get(code, ())]
        first = site.links.party(code).removesuffix(".html")
        for part in paged(rows, first, f"{first}-page"):
            name = site.facts.name(code)
            title = name if part.number == 1 else f"{name}, page {part.number}"
            yield site.page(part.path(part.number), title, SECTION.name, "party.html", partial(_party_values, code, part, rows))


def _party_values(code: str, part: Paged[tuple[str, CommitmentRow]], rows: Sequence[tuple[str, CommitmentRow]]) -> dict[str, object]:
    totals = Counter(group for group, _ in rows)
    headings = {group: words.owes for group, words in groups().items()} | {"owed": "Is owed by others"}
    blocks = [(name, heading, [one for group, one in part.rows if group == name], totals[name]) for name, heading in headings.items()]
    return {"code": code, "part": part, "blocks": [block for block in blocks if block[2]], "totals": totals}


SECTION = Section("ledger", "Ledger", "index.html", pages)
