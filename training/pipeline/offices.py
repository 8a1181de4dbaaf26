"""Long names of offices are one name: "the Office of the Prime Minister of the Republic of Armenia".

The name corpora seldom hold such names, so the teacher cuts them in two or three. On raw text a run "Head of (the) Capitals ..." that begins with one of the
heads below is marked as one organisation, whatever the teacher believes of its parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from training.pipeline.samples import NAME_TAGS

HEADS = {
    "Office", "Ministry", "Department", "Embassy", "Secretariat", "Presidency", "Parliament", "Council", "Committee", "Commission", "Court", "Bureau",
    "Agency", "Institute", "Bank", "Chamber", "Organization", "Organisation", "Association", "Federation", "Authority", "Board", "Assembly",
    "Mission", "Directorate", "Service", "Staff", "Academy", "University",
}  # fmt: skip
LINKS = {"of", "for", "on", "to"}
NO_NAMES = {"I", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
BEGINS, INSIDE = NAME_TAGS.index("B-ORG"), NAME_TAGS.index("I-ORG")


def is_capitalised(word: str) -> bool:
    """Whether a word may be part of a name."""
    return word[:1].isupper() and any(c.islower() for c in word) and word not in NO_NAMES


def offices(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(start, end) of the runs: a head, then "of (the)" and capitalised words at least once, capitalised words before the head included."""
    at = 0
    while at < len(words):
        end = run_end(words, at + 1) if words[at] in HEADS else at + 1
        if words[at] in HEADS and end > at + 1:
            start = at
            while start > 0 and is_capitalised(words[start - 1]) and start - 1 > 0:
                start -= 1
            yield start, end
        at = end


def run_end(words: Sequence[str], at: int) -> int:
    """Where the run that has come to `at` ends."""
    end = at
    while end < len(words) and words[end] in LINKS:
        first = end + 2 if words[end + 1 : end + 2] == ["the"] else end + 1
        last = first
        while last < len(words) and is_capitalised(words[last]):
            last += 1
        if last == first:
            break
        end = last
    return end


def with_whole_offices(sentences: Sequence[Sequence[str]], names: npt.NDArray[np.float16]) -> npt.NDArray[np.float16]:
    """The distributions over name tags, words of all sentences one after the other, sure of the offices."""
    found, start = names.copy(), 0
    for words in sentences:
        for first, last in offices(words):
            rows = found[start + first : start + last]
            rows[:] = 0
            rows[0, BEGINS] = 1
            rows[1:, INSIDE] = 1
        start += len(words)
    return found
