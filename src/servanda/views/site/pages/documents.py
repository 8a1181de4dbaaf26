"""The list of documents, and the text of each with everything marked that was read in it, and what the ledger makes of it beside."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from servanda.records import Claim, Document, Record
from servanda.views.phrases import direction
from servanda.views.site.facts import KINDS
from servanda.views.site.highlighting import paragraphs
from servanda.views.site.page import Page, Section
from servanda.views.site.paging import Paged, paged
from servanda.views.site.site import Site
from servanda.views.terminal import cut, shown


def pages(site: Site) -> Iterator[Page]:
    """The list, the latest first, then each document, long ones in parts."""
    ordered = sorted(site.facts.documents, key=lambda document: (document.published or "", document.doc_id), reverse=True)
    for part in paged(ordered, "documents"):
        yield site.page(part.path(part.number), "Documents", SECTION.name, "documents.html", partial(_list_values, site, part))
    for document in site.facts.documents:
        starts = site.links.parts(document.doc_id)
        for number, start in enumerate(starts):
            title = headline(document) if number == 0 else f"{headline(document)}, part {number + 1}"
            path = site.links.document(document.doc_id, start)
            yield site.page(path, title, SECTION.name, "document.html", partial(_values, site, document, number))


def headline(document: Document) -> str:
    """The title of a document, or its first words where it has none."""
    return cut(document.title or shown(document.text[document.body_start : document.body_start + 200], 90) or document.doc_id, 200)


def _list_values(site: Site, part: Paged[Document]) -> dict[str, Any]:
    counts = {document.doc_id: len(site.facts.claims_of.get(document.doc_id, ())) for document in part.rows}
    return {"part": part, "counts": counts, "headline": headline}


def _values(site: Site, document: Document, number: int) -> dict[str, Any]:
    facts, starts = site.facts, site.links.parts(document.doc_id)
    end = starts[number + 1] if number + 1 < len(starts) else len(document.text)
    rows = rows_of(site, document)
    return {
        "document": document, "headline": headline, "number": number, "starts": starts, "paragraphs": list(paragraphs(facts, document, starts[number], end)),
        "gist": gist, "rows": rows, "rows_on": facts.rows_on, "kinds": KINDS,
        "origin": facts.documents_by_id.get(facts.tables.reprint_of.get(document.doc_id, "")), "copies": facts.reprints_of.get(document.doc_id, ()),
        "replaced": facts.tables.retracted.get(document.doc_id),
    }  # fmt: skip


def rows_of(site: Site, document: Document) -> dict[str, list[Record]]:
    """The rows that rest on a document, by kind."""
    each = {id(row): row for claim in site.facts.claims_of.get(document.doc_id, ()) for row in site.facts.rows_on.get(claim.claim_id, ())}
    found: dict[str, list[Record]] = {}
    for row in each.values():
        found.setdefault(KINDS[type(row)], []).append(row)
    return {kind: sorted(found[kind], key=lambda row: str(getattr(row, "display", ""))) for kind in KINDS.values() if kind in found}


def gist(claim: Claim) -> str:
    """`AZE→ARM release 32 servicemen`: a claim in a few words."""
    sides = direction([party.code or party.text for party in claim.agents], [party.code or party.text for party in claim.recipients])
    denied = "not " if claim.polarity == "negative" else ""
    return shown(f"{sides} {denied}{claim.action} {claim.object.text if claim.object else ''}", 110)


SECTION = Section("documents", "Documents", "documents.html", pages)
