"""Words that may stand for a party beside the places where the text speaks of the parties: what is known of each pair, as numbers of rows of a table.

Pairs of mentions are ranked as in Clark and Manning (2016): by distance, by how often and how lately a party was named, and here by what the rules say.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from servanda.language.text_reader.asking import NAMING_SORTS, WORDS_SORTS, Naming, Text, Words

NEAR = 3  # names of a party before the words, and as many words told to stand for it, that are looked at
DISTANCES, COUNTS = (1, 2, 3, 4, 7), (2, 3, 6)  # sentences apart, and times named, from which each next row counts
IN_HEAD, BEHIND_HERE, BEHIND = 6, 7, 8  # rows of distances: in the dateline or title, later in the sentence, in a later one
# rows for: what rules say, distance, sort of the naming, times named, recency, voice, sort of the words, first naming
WIDTHS = (3, 9, 2 * len(NAMING_SORTS), 4, 6, 2, len(WORDS_SORTS), 3)
FIRST = tuple(sum(WIDTHS[:at]) for at in range(len(WIDTHS)))  # the row at which each begins
LATEST = 4  # parties named before, from which all count alike
UNNAMED_BEFORE = 5


@dataclass(frozen=True, slots=True)
class Pair:
    """A naming that the words are compared with, and what is known of the two."""

    naming: Naming
    known: tuple[int, ...]


def known_of(words: Words) -> tuple[int, ...]:
    """What is known of the words alone."""
    return FIRST[0] + (1 if words.rule else 2), FIRST[5] + words.voice, FIRST[6] + WORDS_SORTS.index(words.sort)


def pairs_of(words: Words, namings: Sequence[Naming], text: Text) -> dict[str, list[Pair]]:
    """Pairs by party, for each party that the text names; the latest named before the words first, then those named after them."""
    here, at = sentence_of(text, words.head[0]), words.head[0]
    named = [n for n in namings if n.sort != "told"]
    times, firsts = Counter(n.code for n in named), {n.code: n for n in reversed(named)}
    before = sorted((n for n in namings if n.place[0] < at and n.code in times), key=lambda n: (n.place, n.code), reverse=True)
    chosen: dict[str, list[Naming]] = {}
    for naming in before:
        alike = [n for n in chosen.setdefault(naming.code, []) if (n.sort == "told") == (naming.sort == "told")]
        if len(alike) < NEAR and not (naming.sort == "told" and naming.place[1] > at):
            chosen[naming.code].append(naming)
    latest = {code: rank for rank, code in enumerate(code for code, some in chosen.items() if some)}
    for naming in named:
        some = chosen.setdefault(naming.code, [])
        if naming.place[0] >= at and not any(n.place[0] >= at for n in some):
            some.append(naming)
    for code, some in chosen.items():
        if firsts[code] not in some:
            some.append(firsts[code])

    def known(naming: Naming) -> tuple[int, ...]:
        there = sentence_of(text, naming.place[0])
        rows = (
            0 if naming.code in words.rule else 1 if words.rule else 2,
            IN_HEAD if naming.place[0] < text.body_start else distance(here - there, naming.place[0] >= at),
            2 * NAMING_SORTS.index(naming.sort) + naming.exact,
            bisect_right(COUNTS, times[naming.code]),
            min(latest[naming.code], LATEST) if naming.code in latest else UNNAMED_BEFORE,
            int(words.voice),
            WORDS_SORTS.index(words.sort),
            0 if naming is not firsts[naming.code] else 1 if there == 0 else 2,
        )
        return tuple(first + row for first, row in zip(FIRST, rows, strict=True))

    return {code: [Pair(naming, known(naming)) for naming in some] for code, some in chosen.items() if some}


def distance(sentences: int, behind: bool) -> int:
    """The row of how far before the words a naming stands, or that it stands behind them."""
    return (BEHIND_HERE if sentences == 0 else BEHIND) if behind else bisect_right(DISTANCES, sentences)


def sentence_of(text: Text, at: int) -> int:
    """The number of the sentence in which a character stands, from 0."""
    return max(0, bisect_right(text.sentences, at, key=lambda sentence: sentence[0]) - 1)
