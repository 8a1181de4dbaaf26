"""A ledger for each party: what it still owes, then what it has done, then what it is owed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from servanda.views.site.commitment_rows import CommitmentRow
from servanda.views.site.page import Page, Section
from servanda.views.site.paging import Paged, paged
from servanda.views.site.site import Site
from servanda.views.site.tables import groups


@dataclass(frozen=True)
class Account:
    """What a party still owes, how much of it is overdue, what it has done or keeps, and what it is still owed."""

    code: str
    owes: int
    overdue: int
    done: int
    owed: int


def pages(site: Site) -> Iterator[Page]:
    """The list, then one ledger a party."""
    yield site.page("parties.html", "Parties", SECTION.name, "parties.html", lambda: {"accounts": accounts(site)})
    yield from _party_pages(site)


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


SECTION = Section("parties", "Parties", "parties.html", pages)
