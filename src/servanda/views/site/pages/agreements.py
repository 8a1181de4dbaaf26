"""The list of agreements, and a page for each: parties and organs, its life, its clauses by kind, who welcomed it, texts that mirror it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from servanda.records import Agreement, Claim, Document
from servanda.views.site.commitment_rows import CommitmentRow, Said, said, said_of
from servanda.views.site.facts import grouped
from servanda.views.site.page import Page, Section
from servanda.views.site.paging import Paged, paged
from servanda.views.site.site import Site

MOST_MIRRORS = 4  # texts set side by side


def pages(site: Site) -> Iterator[Page]:
    """The list, then one page an agreement."""
    for part in paged(site.facts.tables.agreements, "agreements"):
        yield site.page(part.path(part.number), "Agreements", SECTION.name, "agreements.html", partial(_list_values, site, part))
    for row in site.facts.tables.agreements:
        yield site.page(site.links.agreement(row.agreement_id), f"{row.display} {row.title}", SECTION.name, "agreement.html", partial(_values, site, row))


def _list_values(site: Site, part: Paged[Agreement]) -> dict[str, Any]:
    return {"part": part, "clauses": {row.agreement_id: site.rows_of_agreement.get(row.agreement_id, []) for row in part.rows}}


def _values(site: Site, row: Agreement) -> dict[str, Any]:
    facts = site.facts
    clauses = site.rows_of_agreement.get(row.agreement_id, [])
    return {
        "row": row, "clauses": clauses,
        "by_duty": grouped((one.row.duty, one) for one in clauses), "life": sorted(row.lifecycle.items(), key=lambda step: step[1]),
        "said": said_of(facts, row.evidence), "welcomed": [(one, said_of(facts, one.evidence)) for one in facts.endorsements_of.get(row.agreement_id, ())],
        "clashes": facts.disagreements_about.get(row.agreement_id, ()), "mirrors": mirrors(site, row, clauses),
    }  # fmt: skip


def mirrors(site: Site, row: Agreement, clauses: list[CommitmentRow]) -> list[tuple[Document, list[Said]]]:
    """Documents that give the text of an agreement, each with the passages that state its clauses; reprints are left out.

    A text is mirrored where each side publishes it in its own words.
    """
    facts = site.facts
    found: dict[str, dict[str, Claim]] = {}
    for evidence in [*row.evidence, *(item for one in clauses for item in one.row.evidence)]:
        claim = facts.claims_by_id.get(evidence.claim_id)
        if claim is not None and claim.in_text and claim.doc_id not in facts.tables.reprint_of:
            found.setdefault(claim.doc_id, {})[claim.claim_id] = claim
    texts = []
    for doc_id, claims in found.items():
        if doc_id in facts.documents_by_id:
            ordered = sorted(claims.values(), key=lambda claim: (claim.start, claim.end))
            texts.append((facts.documents_by_id[doc_id], [words for words in (said(facts, claim.claim_id) for claim in ordered) if words]))
    return sorted(texts, key=lambda text: (text[0].published or "9999", text[0].doc_id))[:MOST_MIRRORS]


SECTION = Section("agreements", "Agreements", "agreements.html", pages)
