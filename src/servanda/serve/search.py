"""Full-text search over documents, claims, commitments and agreements, in SQLite's FTS5.

Words are compared by their stems, without case or accents. A query is words that must all be there, "phrases" and beginnings* of words;
any other sign is only a sign, so that no query is wrong. Results come best first by BM25, a heading counting four times its text.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Literal, get_args

from servanda.errors import LookupFailed, RequestError
from servanda.records import Record
from servanda.views.phrases import deed, direction
from servanda.views.site import SiteFacts

Kind = Literal["documents", "claims", "commitments", "agreements"]
KINDS: tuple[Kind, ...] = get_args(Kind)
MOST_TERMS = 32
SECONDS = 5.0
SNIPPET = 240  # characters
_OPEN, _CLOSE = "\x02", "\x03"  # stand around matches while FTS5 hands them over; taken out of what is indexed
_TABLE = """
CREATE VIRTUAL TABLE entries USING fts5(
  kind UNINDEXED, id UNINDEXED, display UNINDEXED, doc_id UNINDEXED, start UNINDEXED, day UNINDEXED, title, body,
  tokenize = 'porter unicode61 remove_diacritics 2'
)"""
_FIND = f"""
SELECT kind, id, display, doc_id, start, day, highlight(entries, 6, '{_OPEN}', '{_CLOSE}'), highlight(entries, 7, '{_OPEN}', '{_CLOSE}'),
  bm25(entries, 0, 0, 0, 0, 0, 0, 4.0, 1.0) AS rank
FROM entries WHERE entries MATCH ? AND kind IN ({{kinds}}) ORDER BY rank, rowid LIMIT ? OFFSET ?"""
_COUNT = "SELECT kind, count(*) FROM entries WHERE entries MATCH ? GROUP BY kind"


class Marked(Record, frozen=True):
    """Words with the places of what matched in them: pairs of start and end within `text`, in characters, end exclusive.

    `start` is where the words stand in their document; None where they are a heading, or of no single document.
    """

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    start: int | None = None


class Hit(Record, frozen=True):
    """One result. `id` is stable, `display` the id as shown; `score` is higher for better ones and comparable within one query only."""

    kind: Kind
    id: str
    display: str
    title: Marked
    snippet: Marked
    score: float
    doc_id: str | None = None
    day: str | None = None


class Found(Record, frozen=True):
    """A page of results. `counts` tells how many there are of each kind, whichever kind was asked for; `terms` how the query was understood."""

    terms: tuple[str, ...]
    counts: dict[str, int]
    total: int
    hits: tuple[Hit, ...] = ()


def terms_of(query: str) -> tuple[str, ...]:
    """The terms of a query as FTS5 takes them: quoted words and phrases, with a star where a beginning is meant."""
    terms: list[str] = []
    for place, part in enumerate(query.encode("utf-8", "replace").decode().replace("\0", " ").split('"')):
        for words in [part] if place % 2 else part.split():
            plain = " ".join(words.replace("*", " ").split())
            if any(letter.isalnum() for letter in plain):
                terms.append(f'"{plain}"' + ("*" if words.endswith("*") and not place % 2 else ""))
    return tuple(dict.fromkeys(terms))[:MOST_TERMS]


class SearchIndex:
    """A search index in a file. Each search opens it for itself, so that threads do not share a connection."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def build(cls, facts: SiteFacts, path: Path) -> SearchIndex:
        """The index of a ledger, written to a new file."""
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
            connection.execute(_TABLE)
            for rows in (_documents(facts), _claims(facts), _agreements(facts), _commitments(facts)):
                connection.executemany("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?)", map(_clean, rows))
            connection.commit()
        return cls(path)

    def find(self, query: str, kind: str | None = None, *, limit: int = 20, offset: int = 0) -> Found:
        """The results of a query, best first.

        Raises:
            LookupFailed: if there is no such kind.
            RequestError: if the query takes too long.
        """
        if kind is not None and kind not in KINDS:
            raise LookupFailed(f"there is nothing of the kind {kind[:40]!r} to search", mend="Kinds are " + ", ".join(KINDS))
        terms = terms_of(query)
        if not terms:
            return Found(terms=(), counts=dict.fromkeys(KINDS, 0), total=0)
        kinds = [kind] if kind else list(KINDS)
        with closing(sqlite3.connect(f"{self.path.as_uri()}?mode=ro", uri=True)) as connection:
            end = time.monotonic() + SECONDS
            connection.set_progress_handler(lambda: time.monotonic() > end, 10_000)
            try:
                counted = dict(connection.execute(_COUNT, (" AND ".join(terms),)))
                marks = ", ".join("?" * len(kinds))
                rows = connection.execute(_FIND.format(kinds=marks), (" AND ".join(terms), *kinds, limit, offset)).fetchall()
            except sqlite3.OperationalError as error:
                raise RequestError(f"the search took longer than {SECONDS:g} seconds", status=503, where="search", mend="Ask for rarer words") from error
        counts: dict[str, int] = {name: counted.get(name, 0) for name in KINDS}
        return Found(terms=terms, counts=counts, total=sum(counts[name] for name in kinds), hits=tuple(map(_hit, rows)))


def _hit(row: tuple[Kind, str, str, str | None, int | None, str | None, str, str, float]) -> Hit:
    kind, row_id, display, doc_id, start, day, title, body, rank = row
    text, marks = _unmarked(title)
    return Hit(
        kind=kind, id=row_id, display=display, title=Marked(text=text, marks=marks), snippet=_snippet(*_unmarked(body), start),
        score=round(-rank, 6), doc_id=doc_id, day=day,
    )  # fmt: skip


def _unmarked(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A text without the signs around its matches, and where these stood."""
    parts = text.split(_OPEN)
    plain, marks, at = [parts[0]], [], len(parts[0])
    for part in parts[1:]:
        inside, _, after = part.partition(_CLOSE)
        marks.append((at, at + len(inside)))
        plain += [inside, after]
        at += len(inside) + len(after)
    return "".join(plain), tuple(marks)


def _snippet(text: str, marks: tuple[tuple[int, int], ...], start: int | None) -> Marked:
    """The piece of a text that has most of the matches, cut between words."""
    best, most = 0, 0
    last = 0
    for first, mark in enumerate(marks):
        while last < len(marks) and marks[last][1] <= mark[0] + SNIPPET:
            last += 1
        if last - first > most:
            best, most = mark[0], last - first
    low = max(0, min(best - SNIPPET // 5, len(text) - SNIPPET))
    high = min(len(text), low + SNIPPET)
    if low and (space := text.find(" ", low, best)) >= 0:
        low = space + 1
    if high < len(text) and (space := text.rfind(" ", best, high)) > best:
        high = space
    inside = tuple((first - low, end - low) for first, end in marks if first >= low and end <= high)
    return Marked(text=text[low:high], marks=inside, start=None if start is None else start + low)


Entry = tuple[str, str, str, str | None, int | None, str | None, str, str]


def _clean(entry: Entry) -> Entry:
    return (*entry[:6], _without_signs(entry[6]), _without_signs(entry[7]))


def _without_signs(text: str) -> str:
    return text.replace(_OPEN, " ").replace(_CLOSE, " ").replace("\0", " ")


def _documents(facts: SiteFacts) -> Iterator[Entry]:
    for row in facts.documents:
        heading = " · ".join(part for part in (row.title, row.outlet) if part) or row.doc_id
        yield "documents", row.doc_id, row.doc_id, row.doc_id, 0, row.published, heading, row.text


def _claims(facts: SiteFacts) -> Iterator[Entry]:
    for row in facts.claims:
        parties = ", ".join(dict.fromkeys(party.name or party.text for party in (*row.agents, *row.recipients)))
        heading = f"{row.illocution}: {row.action}" + (f" · {parties}" if parties else "")
        document = facts.documents_by_id.get(row.doc_id)
        words = document.text[row.start : row.end] if document else ""
        yield "claims", row.claim_id, row.claim_id, row.doc_id, row.start, row.published, heading, words


def _agreements(facts: SiteFacts) -> Iterator[Entry]:
    for row in facts.tables.agreements:
        body = f"{row.instrument} · {_named((*row.parties, *row.mediators), facts)}"
        yield "agreements", row.agreement_id, row.display, None, None, row.date, f"{row.title} ({direction(row.parties, ())})", body


def _commitments(facts: SiteFacts) -> Iterator[Entry]:
    for row in facts.tables.commitments:
        heading = f"{direction(row.debtor, row.beneficiary)} {deed(row, 200)}"
        parts = (_named((*row.debtor, *row.beneficiary), facts), row.status.replace("_", " "), row.condition or "", row.deadline.text)
        day = row.history[0].on if row.history else None
        yield "commitments", row.commitment_id, row.display, None, None, day, heading, " · ".join(part for part in parts if part)


def _named(codes: Iterable[str], facts: SiteFacts) -> str:
    return ", ".join(dict.fromkeys(map(facts.name, codes)))
