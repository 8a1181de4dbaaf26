"""Which text here a row of an event table was coded from, by the address or the headline that the row gives: the row is no witness beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from servanda.records import Document

LEAST_WORDS = 4  # of a headline that can tell a report from others
WINDOW = timedelta(days=31)  # between a report and the day on which the row came out, where only the headline tells
_WORD = re.compile(r"[^\W_]+")


def texts_coded(documents: Iterable[Document]) -> dict[str, str]:
    """Maps the doc_id of each row to that of the earliest text that it was coded from; rows coded from other texts are left out."""
    known = list(documents)
    rows = [document for document in known if document.dataset and document.coded_from]
    if not rows:
        return {}
    from servanda.documents.newsroom.pointers import normal_address  # here, because the readers beside it are slow to import

    texts = sorted((d for d in known if not d.dataset and d.status != "withdrawn"), key=lambda d: (d.published or "9999", d.doc_id), reverse=True)
    by_address = {address: text for text in texts if (address := normal_address(text.url))}
    by_headline = {headline: text for text in texts if (headline := _headline(text.title))}
    found = {}
    for row in rows:
        named = [by_address.get(normal_address(source) or "") or _near(by_headline.get(_headline(source)), row) for source in row.coded_from]
        if text := next(filter(None, named), None):
            found[row.doc_id] = text.doc_id
    return found


def _headline(words: str | None) -> str:
    """A headline's words alone; "" where they are too few to tell."""
    found = _WORD.findall((words or "").casefold())
    return " ".join(found) if len(found) >= LEAST_WORDS else ""


def _near(text: Document | None, row: Document) -> Document | None:
    if text is None or not text.published or not row.published:
        return None
    return text if abs(date.fromisoformat(text.published[:10]) - date.fromisoformat(row.published[:10])) <= WINDOW else None
