"""Where sentences begin: after a stop, if a linear model over the words around it says so.

Breaks are set before anything else is read, so that each sentence is read by itself. A break is possible only behind a stop, a colon, a line's end or
the closing marks after them; whether "U.S." or "No." ends a sentence is learnt from the treebanks (as in Gillick 2009, "Sentence
boundary detection and the problem with the U.S.").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zlib import crc32

from servanda.language.network.features import outline
from servanda.language.network.layers import Floats
from servanda.language.sentences import CLOSING as CLOSING_MARKS
from servanda.language.sentences import STOPS

CLOSING = CLOSING_MARKS | {"“"}  # careless pages close with an opening mark
NEVER_FIRST = {",", ";"}
OPENING = {'"', "“", "‘", "(", "[", "``", "«"}
LABELS = {"article", "section", "clause", "paragraph", "point", "item"}
QUOTES = {'"', "“", "”", "``", "''"}
ROWS = 1 << 15
LONGEST = 200  # words of a sentence; a longer run (a table, hostile text) is cut at the last comma or semicolon before, else here
CUTS = {",", ";", ":", "-", "–", "—", "•"}


def candidates(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(position, stop): words before which a sentence may begin, and the word that stops the one before; never the first."""
    stop = -1
    for position, word in enumerate(words):
        if stop >= 0 and word not in NEVER_FIRST:
            yield position, stop
        closes = word in CLOSING and position > 0
        if word.endswith(STOPS) or (closes and stop < 0 and words[position - 1].endswith(",")):
            stop = position
        elif not (closes and stop >= 0):
            stop = -1


def cues(words: Sequence[str], position: int, stop: int, start: int) -> list[int]:
    """Rows of the model for one candidate, in a sentence that began at `start`."""
    since = position - start
    stopping = words[stop]
    before = words[stop - 1] if stop else ""
    after = words[position]
    skipped = position + 1 if after in OPENING else position
    first = words[skipped] if skipped < len(words) else ""
    second = words[skipped + 1] if skipped + 1 < len(words) else ""
    sign = stopping if len(stopping) == 1 else stopping[-1] + "w"
    shape, kind = outline(first), outline(before)
    closed = "".join(words[stop + 1 : position])[:3]
    opened = after if after in OPENING else ""
    quoted = "q" if sum(word in QUOTES for word in words[start:position]) % 2 else ""
    length = min(since, 12) if since < 12 else 12 + min(since // 10, 5)
    signs = [
        f"s{sign}", f"w{stopping.lower()}", f"b{before.lower()}{sign}", f"k{kind}{sign}", f"f{first.lower()}", f"g{shape}{sign}", f"h{second.lower()}",
        f"i{outline(second)}{shape}", f"p{kind}{sign}{shape}", f"c{closed}{quoted}{sign}", f"d{closed}{shape}", f"o{opened}{quoted}{sign}",
        f"u{opened}{quoted}{closed}", f"l{length}{sign}",
        f"q{stopping.lower()}{shape}", f"r{stopping.lower()}{first.lower()}", f"t{before.lower()}{sign}{shape}",
    ]  # fmt: skip
    return [crc32(text.encode()) % ROWS for text in signs]


def sentences(words: Sequence[str], weights: Floats) -> list[tuple[int, int]]:
    """(first, end) of each sentence of a run of words."""
    bounds, start = [], 0
    for position, stop in candidates(words):
        if is_label(words[start:position]) or weights[cues(words, position, stop, start)].sum() > 0:
            bounds += cut(words, start, position)
            start = position
    return bounds + cut(words, start, len(words))


def is_label(words: Sequence[str]) -> bool:
    """Whether words are only the label of a clause of a text ("Article 5."), which is no part of its sentence."""
    bare = [word for word in words if word not in OPENING]
    return len(bare) in (2, 3) and bare[0].lower() in LABELS and bare[1].rstrip(".").isdigit() and bare[-1].endswith((".", ":"))


def cut(words: Sequence[str], start: int, end: int) -> list[tuple[int, int]]:
    """A sentence in pieces of at most `LONGEST` words."""
    bounds = []
    while end - start > LONGEST:
        middle = next((i + 1 for i in range(start + LONGEST - 1, start + LONGEST // 2, -1) if words[i] in CUTS), start + LONGEST)
        bounds.append((start, middle))
        start = middle
    return [*bounds, (start, end)] if end > start else bounds
