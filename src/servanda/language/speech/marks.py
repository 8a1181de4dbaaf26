"""Words in quotation marks, from the text alone.

Marks are paired within a paragraph: double marks (straight, curly, doubled apostrophes, guillemets) first, single ones outside
them. A mark that stays open ends with its paragraph; it is carried on only where the next paragraph opens with a mark again
(the usual way to print a quotation of several paragraphs). One pass over the text; no back-tracking.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

OPENING = "“„«‟"
CLOSING = "”»"
SINGLE_OPENING = "‘‚"
SINGLE = "'’"
DOUBLE = re.compile("[“„«‟”»\"]|''|``")
ANY_SINGLE = re.compile(f"[{SINGLE_OPENING}{SINGLE}]")
LEADERS = "([{—–-/\"“‘'…"


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words in quotation marks, offsets with the marks; `closed` is False where the paragraph ends before a closing mark."""

    start: int
    end: int
    closed: bool
    single: bool = False


def find_quoted(text: str) -> list[Quoted]:
    """The outermost quoted words of one paragraph, in order, offsets into `text`."""
    doubles = _doubles(text)
    found = list(doubles)
    at = 0
    for gap_end, after in [*((q.start, q.end) for q in doubles), (len(text), len(text))]:
        found.extend(_singles(text, at, gap_end))
        at = after
    return sorted(found, key=lambda q: q.start)


def opens(text: str) -> bool:
    """Whether a paragraph begins with a quotation mark."""
    return text.startswith((*OPENING, *SINGLE_OPENING, '"', "''", "``"))


def _doubles(text: str) -> list[Quoted]:
    """Pairs of double marks. A mark of opening shape inside an open pair nests if a closing mark is left for it."""
    found: list[Quoted] = []
    marks = _double_marks(text)
    start, depth = -1, 0
    for i, (at, width, shape) in enumerate(marks):
        inward = _reads_as_opening(text, at, width)
        if start < 0:
            if shape != "close" or inward:
                start, depth = at, 1
        elif shape == "open":
            depth += 1
        elif shape == "close" or not inward:
            depth -= 1
            if depth == 0 or not _closes_next(text, marks, i):
                found.append(Quoted(start, at + width, closed=True))
                start = -1
        else:  # a straight mark that opens again: the one before was never closed
            start, depth = at, 1
    if start >= 0:
        found.append(Quoted(start, len(text.rstrip()), closed=False))
    return found


def _double_marks(text: str) -> list[tuple[int, int, str]]:
    """(offset, width, shape) of each double mark; the shape is "open", "close" or "either"."""
    marks: list[tuple[int, int, str]] = []
    for match in DOUBLE.finditer(text):
        mark = match.group()
        shape = "open" if mark in OPENING or mark == "``" else "close" if mark in CLOSING else "either"
        if shape == "open" and mark in OPENING and _reads_as_closing(text, match.start()):
            shape = "close"  # the wrong curl
        marks.append((match.start(), len(mark), shape))
    return marks


def _reads_as_opening(text: str, at: int, width: int) -> bool:
    """A mark opens where white space or a bracket stands before it and a word after it."""
    before = text[at - 1] if at else " "
    after = text[at + width] if at + width < len(text) else " "
    return (before.isspace() or before in LEADERS) and not after.isspace() and after not in ",.;:!?)"


def _reads_as_closing(text: str, at: int) -> bool:
    """A mark closes where a word or a stop stands before it and white space or the end after it."""
    return at > 0 and not text[at - 1].isspace() and text[at - 1] not in LEADERS and (at + 1 == len(text) or text[at + 1].isspace())


def _closes_next(text: str, marks: list[tuple[int, int, str]], i: int) -> bool:
    """Whether the mark after the i-th closes: tells a nested pair's end from the last end, where the outer mark was forgotten."""
    if i + 1 == len(marks):
        return False
    at, width, shape = marks[i + 1]
    return shape == "close" or (shape == "either" and not _reads_as_opening(text, at, width))


def _singles(text: str, start: int, end: int) -> list[Quoted]:
    """Pairs of single marks in a stretch without double ones; apostrophes are told by the letters around them."""
    found: list[Quoted] = []
    opened, possible = -1, -1
    for mark in ANY_SINGLE.finditer(text, start, end):
        at = mark.start()
        before = text[at - 1] if at else " "
        after = text[at + 1] if at + 1 < len(text) else " "
        starts = (before.isspace() or before in "([—–") and (after.isupper() or after.islower()) and not _elided(text, at)
        if starts:
            if opened >= 0 and possible >= 0:
                found.append(Quoted(opened, possible + 1, closed=True, single=True))
            opened, possible = at, -1
        elif opened >= 0 and not after.isalnum() and not before.isspace():
            possible = at
            if before != "s":  # an s before the mark may be a plural's genitive: wait for a better end
                found.append(Quoted(opened, at + 1, closed=True, single=True))
                opened, possible = -1, -1
    if opened >= 0 and possible >= 0:
        found.append(Quoted(opened, possible + 1, closed=True, single=True))
    return found


def _elided(text: str, at: int) -> bool:
    """Words that begin with an apostrophe ("'em", "'tis")."""
    word = text[at + 1 : at + 6].lower()
    return text[at] in SINGLE and word.startswith(("em ", "em,", "em.", "tis ", "til ", "cause", "n "))
