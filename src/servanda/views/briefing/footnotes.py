"""Footnotes: numbered as lines ask for them, one for each stretch of words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from servanda.records import Claim, Document, Evidence
from servanda.views.briefing.content import Footnote
from servanda.views.exports.cells import link
from servanda.views.phrases import chain
from servanda.views.terminal import shown

QUOTE = 300  # characters of a quotation at most
A_LINE = 3  # footnotes of one line at most: originals before reprints, then by the day of publication


class Footnotes:
    """The footnotes of one briefing. `claims` and `documents` hold those that its rows rest on, `reprint_of` maps reprints to their originals."""

    def __init__(self, claims: Mapping[str, Claim], documents: Mapping[str, Document], reprint_of: Mapping[str, str]) -> None:
        self._claims, self._documents, self._reprint_of = claims, documents, reprint_of
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._notes: list[Footnote] = []

    @property
    def all(self) -> tuple[Footnote, ...]:
        """All footnotes so far, by number."""
        return tuple(self._notes)

    def of(self, evidence: Iterable[Evidence], most: int = A_LINE) -> tuple[int, ...]:
        """The numbers of the footnotes for some evidence, one for each document."""
        first: dict[str, Evidence] = {}
        for item in evidence:
            first.setdefault(item.doc_id, item)
        ordered = sorted(first.values(), key=lambda item: (item.doc_id in self._reprint_of, self._published(item.doc_id) or "9999", item.doc_id, item.start))
        return tuple(self._number(item) for item in ordered[:most])

    def _published(self, doc_id: str) -> str | None:
        return self._documents[doc_id].published if doc_id in self._documents else None

    def _number(self, item: Evidence) -> int:
        key = (item.doc_id, item.start, item.end)
        if key not in self._numbers:
            self._numbers[key] = len(self._notes) + 1
            self._notes.append(self._note(item, self._numbers[key]))
        return self._numbers[key]

    def _note(self, item: Evidence, number: int) -> Footnote:
        document, claim = self._documents.get(item.doc_id), self._claims.get(item.claim_id)
        return Footnote(
            number=number, quote=shown(document.text[item.start : item.end], QUOTE) if document else "",
            outlet=shown(document.outlet or "", 80) if document else "", said_by=shown(chain(claim.attribution), QUOTE) if claim else "",
            doc_id=shown(item.doc_id, 80), start=item.start, end=item.end, published=document.published if document else None,
            url=link(document.url) if document else "", reprint_of=shown(self._reprint_of[item.doc_id], 80) if item.doc_id in self._reprint_of else None,
        )  # fmt: skip
