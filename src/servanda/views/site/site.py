"""A site: the pages of one ledger, made when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from importlib.resources import files
from typing import Any

from jinja2.runtime import Macro

from servanda.records import Duty
from servanda.views.phrases import displays
from servanda.views.site.commitment_rows import CommitmentRow, commitment_rows
from servanda.views.site.facts import SiteFacts, grouped
from servanda.views.site.links import Links
from servanda.views.site.page import Page, Section
from servanda.views.site.rendering import render
from servanda.views.site.tables import StatusRow, duties, statuses

ASSETS = ("assets/site.css", "assets/site.js", "assets/pictures.css", "assets/periods.js")


class Site:
    """The pages of a ledger: `pages` has them by path, `Page.make` gives their content.

    `served` adds the script by which `servanda serve` brings in its search and its decisions; a site on disk has no trace of it.
    """

    def __init__(self, facts: SiteFacts, sections: Sequence[Section], *, served: bool = False) -> None:
        self.facts = facts
        self.links = Links(facts)
        self.served = served
        self._sections = sections
        self._rows: dict[tuple[str, str, str, bool], str] = {}

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Those that this ledger has something for."""
        return tuple(section for section in self._sections if section.wanted(self))

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Every file of the site by its path, style sheet and script among them."""
        found = {path: Page(path, "", _asset(path)) for path in ASSETS}
        for section in self.sections:
            for page in section.pages(self):
                if page.path in found:
                    raise TypeError(f"two pages have the path {page.path}")
                found[page.path] = page
        return found

    @cached_property
    def ledger_rows(self) -> list[CommitmentRow]:
        """All commitments as lists show them, the most pressing first."""
        return commitment_rows(self.facts)

    @cached_property
    def rows_by_party(self) -> tuple[dict[str, list[CommitmentRow]], dict[str, list[CommitmentRow]]]:
        """Commitments by who owes them, and by whom they are owed to, the most pressing first."""
        debtors = grouped((code, one) for one in self.ledger_rows for code in dict.fromkeys(one.row.debtor))
        return debtors, grouped((code, one) for one in self.ledger_rows for code in dict.fromkeys(one.row.beneficiary))

    @cached_property
    def rows_of_agreement(self) -> dict[str, list[CommitmentRow]]:
        """Commitments by the agreement they stand in, in the ledger's order."""
        rows = sorted(self.ledger_rows, key=lambda one: one.row.display)
        return grouped((one.row.agreement_id, one) for one in rows if one.row.agreement_id)

    @cached_property
    def duties(self) -> dict[Duty, str]:
        """What kinds of duty are called."""
        return duties()

    @cached_property
    def statuses(self) -> dict[str, StatusRow]:
        """How statuses are shown."""
        return statuses()

    @cached_property
    def displays(self) -> dict[str, str]:
        """Display ids of agreements and commitments by stable ids."""
        return displays(self.facts.tables)

    def page(self, path: str, title: str, section: str, template: str, values: Callable[[], Mapping[str, Any]]) -> Page:
        """A page made of a template that extends `base.html`. `values` is asked for its values when the page is made.

        Templates also have what `common` gives, `title` and `section`.
        """
        return Page(path, title, lambda: render(template, self.common(path) | {"title": title, "section": section} | dict(values())))

    def common(self, path: str) -> dict[str, Any]:
        """What every template has: `site`, `facts`, `links`, `href` (an address of `links` as seen from the page at `path`) and `kept` (`kept_row`)."""
        root = href(path, "./")
        return {
            "site": self, "facts": self.facts, "links": self.links, "href": lambda target: href(path, target),
            "kept": lambda macro, one, words=False: self.kept_row(root, macro, one, words),
        }  # fmt: skip

    def kept_row(self, root: str, macro: Macro, one: CommitmentRow, words: bool) -> str:
        """What `macro` makes of a commitment on a page that has the site's root at `root`: made once, since half a dozen pages show the same row."""
        key = (root, macro.name, one.row.commitment_id, words)
        if key not in self._rows:
            self._rows[key] = macro(one, words)
        return self._rows[key]


def href(here: str, target: str) -> str:
    """An address of the site as seen from one of its pages; "" stays ""."""
    return "../" * here.count("/") + target if target else ""


def _asset(path: str) -> Callable[[], str]:
    return lambda: files("servanda.views.site").joinpath(*path.split("/")).read_text("utf-8")
