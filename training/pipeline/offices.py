"""Long names of offices and bodies are one name: "the Office of the Prime Minister of the Republic of Armenia", "Western Cape High Court".

The name corpora seldom hold such names, so the teacher cuts them in two or three, or takes the place in them for all. On raw text a run
"Head of (the) Capitals ..." that begins with one of the heads below, and a run of capitals that ends in one of the heads or tails, is marked as
one organisation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from training.pipeline.samples import NAME_TAGS, TITLES, demonyms

HEADS = {
    "Office", "Ministry", "Department", "Embassy", "Secretariat", "Presidency", "Parliament", "Council", "Committee", "Commission", "Court", "Bureau",
    "Agency", "Institute", "Bank", "Chamber", "Organization", "Organisation", "Association", "Federation", "Authority", "Board", "Assembly",
    "Mission", "Directorate", "Service", "Staff", "Academy", "University", "Government",
}  # fmt: skip
TAILS = {
    "Party", "Congress", "Army", "Navy", "Police", "Forces", "Foundation", "Corporation", "Company", "Group", "Committees", "Times", "News", "Fund", "Tribunal",
    "Senate", "Movement", "Alliance", "League", "Front", "College", "School", "Institution", "Centre", "Center", "Network", "Coalition", "Union", "Society",
}  # fmt: skip
LINKS = {"of", "for", "on", "to"}
NO_PART = {
    *TITLES, "the", "a", "an", "this", "that", "these", "our", "your", "his", "her", "its", "their", "my", "and", "in", "at", "on", "by", "for", "as",
    "when", "but",
}  # fmt: skip
PLACES = {("West", "Bank"), ("Soviet", "Union")}
NO_NAMES = {"I", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
BEGINS, INSIDE = NAME_TAGS.index("B-ORG"), NAME_TAGS.index("I-ORG")


def is_capitalised(word: str) -> bool:
    """Whether a word may be part of a name."""
    return word[:1].isupper() and any(c.islower() for c in word) and word not in NO_NAMES


def offices(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(start, end) of the runs: a head or tail with the capitalised words before it and, of a head, "of (the)" and capitalised words after it."""
    nationalities = demonyms()
    done = at = 0
    while at < len(words):
        end = run_end(words, at + 1) if words[at] in HEADS else at + 1
        if words[at] in HEADS | TAILS and not is_capitalised("".join(words[at + 1 : at + 2])):
            start = at
            while start > done and is_capitalised(words[start - 1]) and words[start - 1].lower() not in NO_PART:
                start -= 1
            while start < at and words[start] in nationalities:
                start += 1
            if end - start > 1 and tuple(words[start:end]) not in PLACES:
                yield start, end
                done = end
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
