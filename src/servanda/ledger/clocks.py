"""Deadlines counted from what they are tied to: signature, entry into force, another act under the same agreement."""

from __future__ import annotations

import datetime as dt
import re

from servanda.language.deadlines import resolve
from servanda.language.times import find_times
from servanda.ledger.agreements import Draft, days_between
from servanda.ledger.commitments import Book, Owed
from servanda.ledger.tables import tables
from servanda.ledger.terms import nearness, terms
from servanda.records import Deadline

SAID = 40  # characters beside a label in which its day is named
NEARBY = 730  # days after an agreement within which a text may say which day its "D-Day" is
DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def set_deadlines(book: Book) -> None:
    """Gives each commitment the deadline of its promises; relative ones get their day where the anchor's day is known."""
    for row in book.rows:
        given = [p.claim.deadline for p in row.promises if p.claim.deadline.kind not in ("none", "open")]
        if given:
            row.deadline = _resolved(book, row, max(given, key=lambda d: (d.date is not None, d.days is not None)))


def _resolved(book: Book, row: Owed, deadline: Deadline) -> Deadline:
    if deadline.kind != "relative" or deadline.date is not None or deadline.days is None:
        return deadline
    start = anchor_day(book, row, deadline.anchor or "")
    if start is None:
        return deadline
    try:
        return resolve(deadline, dt.date.fromisoformat(start))
    except (ValueError, OverflowError):
        return deadline


def anchor_day(book: Book, row: Owed, anchor: str) -> str | None:
    """The day a deadline counts from: a stage of the agreement's life, else the day of another act that the words name."""
    agreement = row.agreement
    if agreement is None:
        return None
    if named := DATE.search(anchor):
        return named.group()
    stages, life = tables().stages.anchors, agreement.lifecycle()
    words = anchor.lower().replace("(", " ").replace(")", " ").split()
    if not words:
        return agreement.day
    for word in words:
        for stage in stages.get(word, ()):
            if stage in life:
                return life[stage]
        if "reached" in stages.get(word, ()):
            return agreement.day
    if (day := _told_elsewhere(book, agreement.key, words) or _defined(book, agreement, anchor)) is not None:
        return day
    wanted = terms(anchor)
    for other in book.under(agreement):
        if other is not row and nearness(other.terms | terms(other.best.action), wanted) >= 0.6:
            done = [o.day for o in other.observations if o.kind == "done"]
            return min(done) if done else other.deadline.date
    return None


def _told_elsewhere(book: Book, parties: frozenset[str], words: list[str]) -> str | None:
    """The day of the anchor as another deadline of the same parties gives it: its own day less the days it counts."""
    for other in book.rows:
        if other.agreement is None or other.agreement.key != parties:
            continue
        for due in (p.claim.deadline for p in other.promises):
            if due.date and due.days is not None and (due.anchor or "").lower().split() == words:
                return (dt.date.fromisoformat(due.date) - dt.timedelta(days=due.days)).isoformat()
    return None


def _defined(book: Book, agreement: Draft, label: str) -> str | None:
    """The day that a document of the agreement's parties gives a label by: "D-Day is Sunday, March 10", "Thursday is D-Day"."""
    name = re.escape(label.strip())
    named = re.compile(rf"\b{name}\b", re.IGNORECASE)  # looked for first: it starts with a letter, the whole sentence with anything
    pattern = re.compile(rf"\b{name} (?:is|was|fell on|falls on|,) ?[^.;\n]{{1,{SAID}}}|[^.;\n]{{1,{SAID}}} (?:is|was|became) {name}\b", re.IGNORECASE)
    documents = book.corpus.documents
    own, others = {c.doc_id for c in agreement.claims}, book.circle(agreement)
    near = {d for d in others if 0 <= days_between(agreement.day, (documents[d].published or "")[:10] or agreement.day) <= NEARBY} if agreement.day else others
    for doc_id in sorted(own | near, key=lambda d: (documents[d].published or "", d)):
        document = documents[doc_id]
        if not named.search(document.text):
            continue
        for match in pattern.finditer(document.text):
            for when in find_times(match.group(), _date(document.published)):
                if when.precision == "day" and when.first:
                    return when.first
    return None


def _date(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
