"""Who printed what first: outlets, and for each text that was reprinted the tree of its printings with what each changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from servanda.records import Document
from servanda.views.site.differences import Change, changes
from servanda.views.site.page import Page, Section
from servanda.views.site.pages.documents import headline
from servanda.views.site.paging import Paged, paged
from servanda.views.site.site import Site

MOST_OUTLETS = 300


class Printing(NamedTuple):
    """One printing of a text: how far down the tree it stands, which document it repeats, and what it changed."""

    document: Document
    depth: int
    origin: Document | None
    changes: list[Change]


class Outlet(NamedTuple):
    """What an outlet printed: documents, of them its own, of them reprints, and how often others reprinted it."""

    name: str
    documents: int
    own: int
    reprints: int
    reprinted: int


def pages(site: Site) -> Iterator[Page]:
    """The list of outlets and of reprinted texts, then a page for each of these."""
    known, tables = site.facts.documents_by_id, site.facts.tables
    roots = [known[doc_id] for doc_id in site.facts.reprints_of if doc_id in known and site.links.origin(doc_id) == doc_id]
    ordered = sorted(roots, key=lambda document: (document.published or "", document.doc_id), reverse=True)
    sizes = Counter(site.links.origin(doc_id) for doc_id in tables.reprint_of)
    for part in paged(ordered, "sources"):
        yield site.page(part.path(part.number), "Sources", SECTION.name, "sources.html", partial(_list_values, site, part, sizes))
    for root in ordered:
        yield site.page(site.links.sources(root.doc_id), f"Printings of: {headline(root)}", SECTION.name, "printings.html", partial(_values, site, root))


def _list_values(site: Site, part: Paged[Document], sizes: Counter[str]) -> dict[str, Any]:
    return {"part": part, "sizes": sizes, "headline": headline, "outlets": outlets(site)[:MOST_OUTLETS] if part.number == 1 else []}


def _values(site: Site, root: Document) -> dict[str, Any]:
    return {"root": root, "printings": list(printings(site, root)), "headline": headline}


def outlets(site: Site) -> list[Outlet]:
    """Every outlet, those with most documents first."""
    reprint_of, known = site.facts.tables.reprint_of, site.facts.documents_by_id
    total, copied, reprinted = (Counter[str]() for _ in range(3))
    for document in site.facts.documents:
        name = document.outlet or "no outlet named"
        total[name] += 1
        if document.doc_id in reprint_of:
            copied[name] += 1
            origin = known.get(reprint_of[document.doc_id])
            reprinted[(origin.outlet if origin else None) or "no outlet named"] += 1
    found = [Outlet(name, total[name], total[name] - copied[name], copied[name], reprinted[name]) for name in sorted(total)]
    return sorted(found, key=lambda outlet: (-outlet.documents, outlet.name))


def printings(site: Site, root: Document) -> Iterator[Printing]:
    """A text and its printings, each behind the one it repeats; of one such, in order of publication."""
    waiting: list[tuple[Document, int, Document | None]] = [(root, 0, None)]
    seen = set()
    while waiting:
        document, depth, origin = waiting.pop()
        if document.doc_id in seen:
            continue
        seen.add(document.doc_id)
        changed = changes(origin.text[origin.body_start :], document.text[document.body_start :]) if origin else []
        yield Printing(document, depth, origin, changed)
        copies = sorted(site.facts.reprints_of.get(document.doc_id, ()), key=lambda copy: (copy.published or "9999", copy.doc_id), reverse=True)
        waiting += [(copy, depth + 1, document) for copy in copies]


SECTION = Section("sources", "Sources", "sources.html", pages)
