"""Printed pages back to paragraphs: what repeats on every page goes, lines are joined, words that were hyphenated made whole."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_EDGE = 3  # lines at the top and bottom of a page that may be running heads
_GAP = 1.3  # times the usual distance of lines: from there a paragraph begins
_SHORT = 0.8  # of the usual length: a line so short that ends a sentence ends its paragraph
_ITEM = 0.6  # of the usual length: a line so short before a capital is a heading or an item of a list
_NUMBER = re.compile(r"[-–—\s]{0,6}(?:page\s{1,3})?[0-9]{1,4}(?:\s{0,3}(?:/|of)\s{0,3}[0-9]{1,4})?[-–—\s.]{0,6}$", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]+")
_BULLET = re.compile(r"(?:[•◦▪‣*·–—-]|\(?[0-9]{1,3}[.)]|\(?[a-z][.)])\s")
_HYPHENATED = re.compile(r"([^\W\d_]{1,60})[-‐\u00ad]$")
_COMPOUND = re.compile(r"[^\W\d_]{1,60}-[^\W\d_]{1,60}")
_WORD_START = re.compile(r"[^\W\d_]{1,60}")
_ENDED = re.compile(r"[.!?:;][\"'”’)\]]{0,3}$")


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its words, where it begins (in points from the left and the bottom of the page) and the height of its letters."""

    text: str
    x: float
    y: float
    size: float


def _running(pages: Sequence[Sequence[Line]]) -> Counter[tuple[str, int]]:
    """In how many pages a line stands at the same height of the top or bottom, whatever its digits."""
    return Counter(shape for page in pages for shape in {_shape(line) for line in _edges(page)})


def _edges(page: Sequence[Line]) -> Sequence[Line]:
    return page if len(page) <= 2 * _EDGE else [*page[:_EDGE], *page[-_EDGE:]]


def _shape(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", " ".join(line.text.split())).casefold(), round(line.y / 4)


def without_running(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without heads and feet that stand on two pages and at least on half of them, and without page numbers."""
    often = {shape for shape, count in _running(pages).items() if count >= max(2, (len(pages) + 1) // 2)}
    kept = []
    for page in pages:
        edges = {id(line) for line in _edges(page) if _shape(line) in often or (len(pages) > 1 and _NUMBER.match(line.text))}
        kept.append([line for line in page if id(line) not in edges])
    return kept


def _usual_gap(page: Sequence[Line]) -> float:
    gaps = Counter(round(above.y - below.y, 1) for above, below in itertools.pairwise(page) if above.y > below.y)
    return min(gaps, key=lambda gap: (-gaps[gap], gap)) if gaps else 0.0


def _begins(line: Line, above: Line, gap: float, left: float, width: int) -> bool:
    """Whether `line` begins a paragraph under `above`, on the same page."""
    if _BULLET.match(line.text) or abs(line.size - above.size) > 0.15 * above.size:
        return True
    if gap and above.y - line.y > _GAP * gap:
        return True
    if len(above.text) < _ITEM * width and line.text[:1].isupper():
        return True
    indented = line.x - left > 0.8 * line.size and abs(above.x - left) < 0.3 * line.size
    return bool(_ENDED.search(above.text)) and (indented or len(above.text) < _SHORT * width)


def _continues(line: Line, last: str) -> bool:
    """Whether the first line of a page goes on with the paragraph of the page before."""
    return not _ENDED.search(last) and not _BULLET.match(line.text) and (line.text[:1].islower() or last[-1:] in ",-‐\u00ad" or not last[-1:].isalnum())


def paragraphs_of(pages: Sequence[Sequence[Line]]) -> list[str]:
    """The paragraphs of printed pages, in order, each on one line."""
    pages = without_running(pages)
    compounds = {match.casefold() for page in pages for line in page for match in _COMPOUND.findall(line.text)}
    width = max((len(line.text) for page in pages for line in page), default=0)
    found: list[list[str]] = []
    for page in pages:
        gap, left = _usual_gap(page), min((line.x for line in page), default=0.0)
        above: Line | None = None
        for line in page:
            begins = _begins(line, above, gap, left, width) if above else not (found and _continues(line, found[-1][-1]))
            if begins or not found:
                found.append([line.text])
            else:
                found[-1].append(line.text)
            above = line
    return [_joined(lines, compounds) for lines in found]


def _joined(lines: Sequence[str], compounds: set[str]) -> str:
    parts = [lines[0]]
    for line in lines[1:]:
        broken, onward = _HYPHENATED.search(parts[-1]), _WORD_START.match(line)
        if not broken or not onward or not onward[0][0].islower():
            parts.append(line if broken else f" {line}")
            continue
        if f"{broken[1]}-{onward[0]}".casefold() not in compounds:
            parts[-1] = parts[-1][:-1]  # a compound that is written with its hyphen elsewhere keeps it here
        parts.append(line)
    return "".join(parts)
