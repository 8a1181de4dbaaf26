"""Reads the line that names outlet and day, as it stands under a headline when an article is pasted from a page.

The Standard Courier, 4 June 2024        3 September 2024 | Horn Dispatch        Source: Radio Coast - June 4, 2024
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from servanda.documents.credits import is_outlet
from servanda.documents.dates import whole_date
from servanda.documents.tables import wires

LONGEST = 120
_PARTED = re.compile(r"\s{0,4}(?:[,|·•–—]|\s-{1,2}(?=\s))\s{0,4}")
_SOURCE = re.compile(r"(?:source|published\s(?:in|by)|from)\s{0,2}:?\s{1,4}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Byline:
    """The outlet as written, and the ISO day."""

    outlet: str
    published: str


def read_byline(line: str) -> Byline | None:
    """The outlet and day of a line that holds these and nothing else; None for any other, such as a dateline ("Geneva, 8 December 2023")."""
    for name, day in _with_day(line):
        name = _SOURCE.sub("", name, count=1).strip()
        if _is_outlet(name):
            return Byline(name, day)
    return None


def names_a_day(line: str) -> bool:
    """Whether a line is a name and a day, of an outlet or of a place: no headline."""
    return next(_with_day(line), None) is not None


def _with_day(line: str) -> Iterator[tuple[str, str]]:
    """What may be a name beside a day, and the ISO day, for every mark that parts the line."""
    line = line.strip()
    if not 8 <= len(line) <= LONGEST:
        return
    for mark in _PARTED.finditer(line):
        for name, written in ((line[: mark.start()], line[mark.end() :]), (line[mark.end() :], line[: mark.start()])):
            day = whole_date(written.strip())
            if day and name.strip():
                yield name.strip(), day


def _is_outlet(name: str) -> bool:
    """By the tables; "The Times" and "The Standard Courier" too, whose words all are those of the press."""
    bare = name.removeprefix("The ")
    titled = bare != name and all(word.istitle() and word.lower() in wires().credit.media_words for word in bare.split())
    return titled or is_outlet(bare, signed=False)
