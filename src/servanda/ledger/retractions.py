"""Which documents no longer count, because their outlet has withdrawn or corrected them.

A withdrawal takes out the earlier item it names, a corrected version takes the place of the earlier one. The earlier item is one of
the same outlet with the same address (or an id that is the notice's address), the same headline or, for the most part, the same
words. Copies of it in other outlets go with it, unless they stand as near to the corrected version: whoever reprints a report has
no knowledge of its own.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from servanda.ledger.reprints import CONTAINED, is_reprint, runs
from servanda.records import Document

WINDOW = 60  # days in which an outlet corrects an item, and others carry it
FEWEST = 5  # runs of words that a notice must share with the item it repeats
_NUMBER = re.compile(r"([0-9]{1,18})")
_Order = tuple[str, bool, list[tuple[int, str]], str]


@dataclass(frozen=True)
class _Words:
    """A document with its runs of words and its place in time."""

    document: Document
    runs: frozenset[int]
    order: _Order


def find_retracted(documents: Sequence[Document]) -> dict[str, str]:
    """Maps each document that no longer counts to the notice or version that speaks against it; the latest where several do.

    A notice of withdrawal is no report itself and is not in the map; the caller leaves out what has that status.
    """
    notices = sorted((d for d in documents if d.status != "usable" and d.outlet and d.published), key=_order)
    if not notices:
        return {}
    items: dict[str, list[_Words]] = {_outlet(notice): [] for notice in notices}
    for document in documents:
        if _outlet(document) in items and document.published:
            items[_outlet(document)].append(_words(document))
    gone: dict[str, str] = {}
    for notice in notices:
        gone.update((doc_id, notice.doc_id) for doc_id in _spoken_of(_words(notice), items[_outlet(notice)]))
    return gone | _copies(documents, gone) if gone else gone


def _words(document: Document) -> _Words:
    return _Words(document, runs(document), _order(document))


def _outlet(document: Document) -> str:
    return (document.outlet or "").casefold()


def _order(document: Document) -> _Order:
    """By publication; of one day, notices come after what they speak of, and version 10 of an item after its version 9."""
    parts = _NUMBER.split(document.doc_id)  # words and numbers in turn
    return document.published or "", document.status != "usable", [(int(part) if at % 2 else 0, part) for at, part in enumerate(parts)], document.doc_id


def _spoken_of(notice: _Words, items: Iterable[_Words]) -> list[str]:
    """The earlier items a notice is about: those with its address or words; where there are none, the last that had its headline."""
    late = notice.document
    earlier = [item for item in items if item.document.doc_id != late.doc_id and item.order < notice.order]
    near = [item for item in earlier if _apart(item.document, late) <= WINDOW]
    same = [item.document.doc_id for item in earlier if late.url and late.url in (item.document.url, item.document.doc_id)]
    same += [item.document.doc_id for item in near if _same_words(notice.runs, item.runs)]
    headed = [item.document for item in near if late.title and late.title.casefold() == (item.document.title or "").casefold()]
    return same or ([max(headed, key=_order).doc_id] if headed else [])


def _apart(a: Document, b: Document) -> int:
    """Days between two publications; a great number where one has no day."""
    try:
        days = [datetime.date.fromisoformat((document.published or "")[:10]) for document in (a, b)]
    except ValueError:
        return 10**6
    return abs((days[1] - days[0]).days)


def _same_words(a: frozenset[int], b: frozenset[int]) -> bool:
    common = len(a & b)
    return common >= FEWEST and common >= CONTAINED * min(len(a), len(b))


def _copies(documents: Iterable[Document], gone: dict[str, str]) -> dict[str, str]:
    """Copies of documents that no longer count, to what speaks against their original."""
    by_id = {document.doc_id: document for document in documents}
    originals = {doc_id: runs(by_id[doc_id]) for doc_id in sorted(gone)}
    versions = {doc_id: runs(by_id[doc_id]) for doc_id in sorted(set(gone.values())) if by_id[doc_id].status == "corrected"}
    index: dict[int, list[str]] = {}
    for doc_id, marks in originals.items():
        for mark in marks:
            index.setdefault(mark, []).append(doc_id)
    found: dict[str, str] = {}
    for document in by_id.values():
        if document.status != "usable" or document.doc_id in gone:
            continue
        own = runs(document)
        shared = Counter(doc_id for mark in own for doc_id in index.get(mark, ()))
        for doc_id, common in sorted(shared.items()):
            version = versions.get(gone[doc_id], frozenset())
            if _apart(by_id[doc_id], document) <= WINDOW and is_reprint(own, originals[doc_id]) and common > len(own & version):
                found[document.doc_id] = gone[doc_id]
    return found
