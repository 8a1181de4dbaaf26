"""Deadlines counted from what they are tied to: signature, entry into force, another act under the same agreement."""

from __future__ import annotations

import datetime as dt
import re
from functools import cached_property, lru_cache

from servanda.language.deadlines import resolve
from servanda.language.times import find_times
from servanda.ledger.agreements import Draft
from servanda.ledger.circles import Circles
from servanda.ledger.commitments import Book, Owed, announced_on
from servanda.ledger.cues import classes_in
from servanda.ledger.sequences import is_bare_act, is_noun_of
from servanda.ledger.tables import tables
from servanda.ledger.terms import gerund, nearness, terms
from servanda.records import Deadline, Document

SAID = 40  # characters beside a label in which its day is named
NEARBY = 730  # days after an agreement within which a text may say which day its "D-Day" is
ORDER = {"first", "second", "third", "last", "next"}  # words that make of a stage's name one act of several ("within 60 days of the first meeting")
SEPARATOR = re.compile(r"[.;\n]")  # stands in no sentence that gives the day of a label
DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def set_deadlines(book: Book) -> None:
    """Gives each commitment the deadline of its promises; relative ones get their day where the anchor's day is known."""
    anchors = Anchors(book)
    for row in book.rows:
        given = [p.claim.deadline for p in row.promises if p.claim.deadline.kind not in ("none", "open")]
        if row.put_to is not None:
            row.deadline = row.put_to
        elif given:
            row.deadline = _resolved(anchors, row, max(given, key=lambda d: (d.date is not None, d.days is not None)))


def _resolved(anchors: Anchors, row: Owed, deadline: Deadline) -> Deadline:
    if deadline.kind != "relative" or deadline.date is not None or deadline.days is None:
        return deadline
    start = anchors.day(row, deadline.anchor or "")
    if start is None and row.agreement is None and not deadline.anchor:
        start = announced_on(anchors.book.corpus, row)[0]  # a word given by one side runs from the day it is given
    if start is None:
        return deadline
    try:
        return resolve(deadline, dt.date.fromisoformat(start))
    except (ValueError, OverflowError):
        return deadline


class Anchors:
    """The days that relative deadlines count from."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._told: dict[tuple[frozenset[str], str], Deadline] = {}
        for row in book.rows:
            for due in (p.claim.deadline for p in row.promises) if row.agreement is not None else ():
                if row.agreement is not None and due.date and due.days is not None:
                    self._told.setdefault((row.agreement.key, _spaced(due.anchor or "")), due)
        self._in_document: dict[tuple[str, str], str | None] = {}

    @cached_property
    def _circles(self) -> Circles:
        return Circles(self.book.corpus)

    def day(self, row: Owed, anchor: str) -> str | None:
        """The day a deadline counts from: a stage of the agreement's life, else the day of another act that the words name."""
        agreement = row.agreement
        if agreement is None:
            return None
        if named := DATE.search(anchor):
            return named.group()
        stages, life = tables().stages.anchors, agreement.lifecycle()
        words = _spaced(anchor.replace("(", " ").replace(")", " "))
        if not words:
            return agreement.day
        if (day := self._act_day(row, agreement, anchor)) is not None and words.split()[0] in ORDER:
            return day
        for word in words.split():
            for stage in stages.get(word, ()):
                if stage in life:
                    return life[stage]
            if "reached" in stages.get(word, ()):
                return agreement.day
        if (day := self._told_elsewhere(agreement.key, words) or self._defined(agreement, anchor.strip())) is not None:
            return day
        return self._act_day(row, agreement, anchor)

    def _act_day(self, row: Owed, agreement: Draft, anchor: str) -> str | None:
        """The day of another act under the agreement that the words name: when it was done, else when it is due."""
        wanted = terms(anchor)
        for other in self.book.under(agreement):
            near = nearness(other.terms | terms(f"{other.best.action} {gerund(other.best.action)}"), wanted) >= 0.6
            if other is not row and (near or (is_bare_act(anchor) and bool(classes_in(anchor) & other.classes) and is_noun_of(anchor, other))):
                done = [o.day for o in other.observations if o.kind in ("done", "part")]
                return min(done) if done else other.deadline.date
        return None

    def _told_elsewhere(self, parties: frozenset[str], words: str) -> str | None:
        """The day of the anchor as another deadline of the same parties gives it: its own day less the days it counts."""
        due = self._told.get((parties, words))
        return (dt.date.fromisoformat(due.date) - dt.timedelta(days=due.days)).isoformat() if due and due.date and due.days is not None else None

    def _defined(self, agreement: Draft, label: str) -> str | None:
        """The day that a document of the agreement's parties gives a label by: "D-Day is Sunday, March 10", "Thursday is D-Day"."""
        documents = self.book.corpus.documents
        doc_ids = {c.doc_id for c in agreement.claims} | self._circles.around(agreement.key, agreement.day, NEARBY)
        for doc_id in sorted(doc_ids, key=lambda d: (documents[d].published or "", d)):
            if (doc_id, label) not in self._in_document:
                self._in_document[doc_id, label] = _day_of_label(documents[doc_id], label)
            if (day := self._in_document[doc_id, label]) is not None:
                return day
        return None


def _day_of_label(document: Document, label: str) -> str | None:
    """The first day that the document gives a label by."""
    text = document.text
    if label.isascii() and text.isascii() and label.lower() not in text.lower():
        return None  # as most texts; a pattern without regard to case takes long to find nothing
    named, pattern = _patterns(label)
    parts = [text] if SEPARATOR.search(label) else SEPARATOR.split(text)
    for match in (m for part in parts if named.search(part) for m in pattern.finditer(part)):
        for when in find_times(match.group(), _date(document.published)):
            if when.precision == "day" and when.first:
                return when.first
    return None


@lru_cache(maxsize=256)
def _patterns(label: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The label alone, looked for first since it starts with a letter, and the sentence that gives its day, which starts with anything."""
    name = re.escape(label)
    said = rf"\b{name} (?:is|was|fell on|falls on|,) ?[^.;\n]{{1,{SAID}}}|[^.;\n]{{1,{SAID}}} (?:is|was|became) {name}\b"
    return re.compile(rf"\b{name}\b", re.IGNORECASE), re.compile(said, re.IGNORECASE)


def _spaced(words: str) -> str:
    return " ".join(words.lower().split())


def _date(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
