"""A page for each commitment: what was promised, what became of it and on whose word, what did not count, what would change it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from servanda.records import Commitment, LedgerTables
from servanda.views.explanation import Explanation, WhyFacts, claims_needed, explain
from servanda.views.phrases import deed, direction
from servanda.views.site.facts import SiteFacts
from servanda.views.site.page import Page, Section
from servanda.views.site.quoting import quoted_witness
from servanda.views.site.site import Site


def pages(site: Site) -> Iterator[Page]:
    """One page a commitment."""
    for row in site.facts.tables.commitments:
        title = f"{row.display} {direction(row.debtor, row.beneficiary)}: {deed(row)}"
        yield site.page(site.links.commitment(row.commitment_id), title, "ledger", "commitment.html", partial(_values, site, row))


def _values(site: Site, row: Commitment) -> dict[str, Any]:
    facts = site.facts
    return {
        "row": row, "told": explained(facts, row), "agreement": facts.agreements.get(row.agreement_id or ""),
        "quoted": partial(quoted_witness, facts), "related": [(relation.kind, facts.commitments.get(relation.commitment_id)) for relation in row.relations],
        "clashes": facts.disagreements_about.get(row.commitment_id, ()), "welcomed": facts.endorsements_of.get(row.commitment_id, ()),
    }  # fmt: skip


def explained(facts: SiteFacts, row: Commitment) -> Explanation:
    """What `servanda why` says of it. Only the rows that stand to it are handed over, so that many pages do not each go through the whole ledger."""
    near = LedgerTables(as_of=facts.tables.as_of, reprint_of=facts.tables.reprint_of, rulings=tuple(facts.rulings_of.get(row.commitment_id, ())))
    return explain(WhyFacts("commitments", row, near, facts.some_claims(claims_needed(row)), facts.documents_by_id, frames=facts.frames))


SECTION = Section("commitments", "", "", pages)
