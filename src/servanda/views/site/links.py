"""Where each row of a ledger stands in the site: addresses relative to its root. `Site.href` makes them relative to a page.

    index.html  commitments/NAME.html  agreements/NAME.html  documents/NAME.html#claim-NAME  parties/CODE.html  dyads/AZE-ARM.html

A long document has further pages (`NAME/part-2.html`), and a long list too (`events-2.html`).
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from servanda.ledger.decisions import row_id
from servanda.records import Agreement, Claim, Commitment, Document, Record
from servanda.views.site.facts import KINDS, SiteFacts
from servanda.views.site.naming import file_name, party_page, row_name

PER_PAGE = 200  # rows of a list
PART = 60_000  # characters of a document on one page

# The lists of rows that have no page of their own: where they begin, and what their anchors begin with.
LISTS = {"events": "event", "endorsements": "endorsement", "appeals": "appeal", "positions": "position", "disagreements": "disagreement"}


def list_page(name: str, number: int, later: str = "") -> str:
    """The path of a page of a list, from 1. `later` is what further pages are called by, where it is not the name of the first."""
    return f"{name}.html" if number == 1 else f"{later or name}-{number}.html"


def part_starts(text: str) -> list[int]:
    """Where the parts of a text begin: at a line or a word, as late as a part may last."""
    starts = [0]
    while len(text) - starts[-1] > PART:
        middle, most = starts[-1] + PART // 2, starts[-1] + PART
        breaks = text.rfind("\n", middle, most) + 1 or text.rfind(" ", middle, most) + 1
        starts.append(breaks or most)
    return starts


def page_of(place: int) -> int:
    """The page on which the row at a place (from 0) of a list stands."""
    return place // PER_PAGE + 1


class Links:
    """Addresses of the rows of one ledger. Rows and documents that it does not have get ""."""

    def __init__(self, facts: SiteFacts) -> None:
        self._facts = facts
        self._parts: dict[str, list[int]] = {}

    def commitment(self, commitment_id: str) -> str:
        return f"commitments/{row_name(commitment_id)}.html" if commitment_id in self._facts.commitments else ""

    def agreement(self, agreement_id: str) -> str:
        return f"agreements/{row_name(agreement_id)}.html" if agreement_id in self._facts.agreements else ""

    def document(self, doc_id: str, at: int = 0) -> str:
        """The page of a document on which the character at a place stands."""
        if doc_id not in self._facts.documents_by_id:
            return ""
        part = bisect_right(self.parts(doc_id), at)
        return f"documents/{file_name(doc_id)}.html" if part <= 1 else f"documents/{file_name(doc_id)}/part-{part}.html"

    def parts(self, doc_id: str) -> list[int]:
        """Where the pages of a document begin: one for most."""
        if doc_id not in self._parts:
            self._parts[doc_id] = part_starts(self._facts.documents_by_id[doc_id].text)
        return self._parts[doc_id]

    def claim(self, claim_id: str) -> str:
        """The words of a claim in its document."""
        claim = self._facts.claims_by_id.get(claim_id)
        page = self.document(claim.doc_id, claim.start) if claim else ""
        return f"{page}#claim-{file_name(claim_id)}" if page else ""

    def party(self, code: str) -> str:
        """The ledger of one party."""
        return f"parties/{party_page(code)}.html" if code in self.parties else ""

    def dyad(self, first: str, second: str) -> str:
        """The history of two parties. Both orders lead to the same page: the one whose code comes first in the alphabet stands first."""
        if (pair := tuple(sorted((first, second)))) not in self.dyads:
            return ""
        plain = all(party_page(code) == code and "-" not in code for code in pair)
        return f"dyads/{'-'.join(pair) if plain else file_name(chr(0).join(pair))}.html"

    @cached_property
    def parties(self) -> frozenset[str]:
        """Parties that owe something or are owed it."""
        return frozenset(code for row in self._facts.tables.commitments for code in (*row.debtor, *row.beneficiary))

    @cached_property
    def dyads(self) -> frozenset[tuple[str, ...]]:
        """Pairs of parties that have a page."""
        return frozenset(self._facts.dyads)

    def sources(self, doc_id: str) -> str:
        """The tree of reprints in which a document stands."""
        origin = self.origin(doc_id)
        return f"sources/{file_name(origin)}.html" if origin in self._facts.reprints_of and origin in self._facts.documents_by_id else ""

    def origin(self, doc_id: str) -> str:
        """The document that a reprint goes back to; the document itself where it is none."""
        seen = {doc_id}
        while (earlier := self._facts.tables.reprint_of.get(doc_id)) is not None and earlier not in seen:
            seen.add(earlier)
            doc_id = earlier
        return doc_id

    def listed(self, name: str, wanted: str) -> str:
        """A row of one of `LISTS`, as an anchor on the page where it stands."""
        place = self._places[name].get(wanted)
        return "" if place is None else f"{list_page(name, page_of(place))}#{LISTS[name]}-{row_name(wanted)}"

    @cached_property
    def _places(self) -> dict[str, dict[str, int]]:
        return {name: {row_id(row): place for place, row in enumerate(getattr(self._facts.tables, name))} for name in LISTS}

    def of(self, row: Record) -> str:
        """The address of any row."""
        match row:
            case Commitment():
                return self.commitment(row.commitment_id)
            case Agreement():
                return self.agreement(row.agreement_id)
            case Document():
                return self.document(row.doc_id)
            case Claim():
                return self.claim(row.claim_id)
        kind = KINDS.get(type(row))
        return self.listed(kind, row_id(row)) if kind in LISTS else ""

    def row(self, named: str) -> str:
        """The address of an agreement or commitment that another row names by its id."""
        return self.commitment(named) or self.agreement(named)
