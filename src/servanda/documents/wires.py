"""Reads the conventions of a wire item off its canonical text: dateline, agency mark, credit, corrections and withdrawals."""

from __future__ import annotations

import re
from dataclasses import dataclass

from servanda.documents.credits import Status, find_credit, find_status, names_in_mark, strip_mark
from servanda.documents.datelines import DatelineFound, find_dateline
from servanda.documents.dates import near, whole_date
from servanda.records import Dateline

_OPENING_DATE = re.compile(r"\s{0,40}(?:[Dd]ate:?\s{1,4})?(?P<day>[12][0-9]{3}-[0-9]{2}-[0-9]{2})(?=\s)|\s{0,40}(?P<line>[^\n]{6,40}?)\s{0,4}(?:\n|$)")


@dataclass(frozen=True, slots=True)
class WireHead:
    """What the text says about itself. `opening_date` is the full date it opens with, `outlet` the one named last in an agency mark or credit."""

    dateline: Dateline | None
    body_start: int
    outlet: str | None
    credit: str | None
    status: Status
    published: str | None


def _opening_date(text: str) -> tuple[str | None, int]:
    match = _OPENING_DATE.match(text)
    day = whole_date(match["day"] or match["line"].strip()) if match else None
    return (day, match.end()) if match and day else (None, 0)


def _skip_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _after_mark(text: str, at: int) -> int:
    """Past a mark such as "CORRECTION:" that stands before a dateline on the same line."""
    rest = text[at : at + 200]
    return at + rest.find(strip_mark(rest)[0][:40]) if rest else at


def _day(found: DatelineFound, published: str | None) -> str | None:
    if found.month is None or found.day is None:
        return None
    if found.year is not None:
        return whole_date(f"{found.year}-{found.month:02}-{found.day:02}")
    return near(found.month, found.day, published)


def read_wire(text: str, *, published: str | None = None, title: str | None = None) -> WireHead:
    """Read the head and foot of `text` (canonical). `published` is the ISO day that gives a dateline its year."""
    opened, start = _opening_date(text)
    start = _skip_blanks(text, start)
    found = find_dateline(text, start) or find_dateline(text, _after_mark(text, start)) or (find_dateline(text, None) if not opened else None)
    if found and found.body >= len(text):
        found = None  # a text must follow
    known = published or opened
    day = _day(found, known) if found else None
    has_words = found is not None and found.end > found.start and (found.place is not None or found.day is not None)
    dateline = Dateline(place=found.place, date=day, start=found.start, end=found.end) if found and has_words else None
    body = found.body if found else start
    marked = names_in_mark(found.mark) if found and found.mark else []
    credit = find_credit(text[body:])
    return WireHead(
        dateline=dateline,
        body_start=body,
        outlet=marked[-1] if marked else credit.signed,
        credit=marked[0] if marked else credit.source,
        status=find_status(text, title, body),
        published=opened or (day if found and found.year else None),
    )
