"""The pages of a ledger: made of its facts alone, so that they can be written to a folder or served alike."""

from servanda.views.site.facts import SiteFacts, facts_of
from servanda.views.site.page import Page, Section
from servanda.views.site.sections import open_site
from servanda.views.site.site import Site
from servanda.views.site.writing import write_site

__all__ = ["Page", "Section", "Site", "SiteFacts", "facts_of", "open_site", "write_site"]
