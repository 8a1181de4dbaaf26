"""The sections of a site, in the order of its navigation. A new one is a module of `pages` with a SECTION, and a line here."""

from __future__ import annotations

from servanda.views.site.facts import SiteFacts
from servanda.views.site.page import Section
from servanda.views.site.pages import agreements, commitments, disagreements, documents, ledger, method, parties, sources, statements
from servanda.views.site.site import Site

SECTIONS: tuple[Section, ...] = (
    ledger.SECTION, commitments.SECTION, parties.SECTION, agreements.SECTION, documents.SECTION, sources.SECTION, disagreements.SECTION,
    statements.EVENTS, statements.SECTION, method.SECTION,
)  # fmt: skip


def open_site(facts: SiteFacts, *, served: bool = False) -> Site:
    """The site of a ledger with all its sections."""
    return Site(facts, SECTIONS, served=served)
