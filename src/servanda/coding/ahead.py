"""Days without a year that a promise names: those still to come, although the nearest of that name has gone by."""

from __future__ import annotations

import datetime as dt
import re

from msgspec.structs import replace

from servanda.coding.arguments import Particulars
from servanda.coding.clauses import Clause
from servanda.coding.parties import Parties
from servanda.language.grammar.calendar import shift_months
from servanda.records import Deadline

FRESH = 7  # days before publication in which a promise was given that a text tells as news
YEAR = re.compile(r"\b[0-9]{4}\b")


def due_by(particulars: Particulars, clause: Clause, parties: Parties, sentence: tuple[int, int]) -> Deadline:
    """By when the clause's act is promised. A day without a year that would have passed ("pledged on Monday to pay it by 31 December", in January) is
    that of the year to come, where the promise is of these days."""
    found, published = particulars.deadline(clause, parties), (particulars.document.published or "")[:10]
    if found.kind != "date" or found.date is None or not published or found.date >= published:
        return found
    if clause.modal in {"will", "shall", "is to"}:
        return to_come(found, published)
    today = dt.date.fromisoformat(published)
    days = [t.first for t in particulars.times_in(*sentence) if t.precision == "day" and t.first and t.first <= published and t.start != found.start]
    fresh = any((today - dt.date.fromisoformat(day)).days <= FRESH and day > found.date for day in days)
    return to_come(found, published) if fresh else found


def to_come(due: Deadline, published: str | None) -> Deadline:
    """The deadline, one without a year and behind another year's day ("killed in 2018 by June 10") moved to where it is still to come."""
    if due.kind != "date" or due.date is None or not published or due.date >= published[:10] or YEAR.search(due.text):
        return due
    moved = shift_months(dt.date.fromisoformat(due.date), 12 * (int(published[:4]) - int(due.date[:4])))
    return replace(due, date=not_before(moved.isoformat(), published[:10])) if moved is not None else due


def not_before(day: str, earliest: str) -> str:
    """The same day of the year in the first year that brings it to `earliest` or later."""
    moved = dt.date.fromisoformat(day)
    for _ in range(2):
        later = shift_months(moved, 12)
        if moved.isoformat() >= earliest or later is None:
            break
        moved = later
    return moved.isoformat()
