"""What one printing of a text added to another, dropped from it or put otherwise: sentence by sentence, then word by word where sentences are alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal, NamedTuple

MOST_SENTENCES = 1500  # of each text
MOST_WORDS = 300
MOST_WORK = 100_000_000  # of all sentences put otherwise: how often a word of one may be held to one of the other where the same words come again and again
ALIKE = 0.5  # share of words from which two sentences are one that was put otherwise
_END = re.compile(r"(?<=[.!?][\"”’')\]])\s+(?=[^a-z\s])|(?<=[.!?])\s+(?=[^a-z\s])|\n+")

Kind = Literal["same", "added", "dropped"]


class Words(NamedTuple):
    """Words that both have, or only one."""

    kind: Kind
    text: str


class Change(NamedTuple):
    """A sentence that was added, dropped or put otherwise ("changed": its words tell how); or a number of sentences that are the same."""

    kind: Literal["same", "added", "dropped", "changed"]
    words: tuple[Words, ...] = ()
    sentences: int = 0


def sentences(text: str) -> list[str]:
    """The sentences of a text, roughly: good enough to line two texts up."""
    return [" ".join(part.split()) for part in _END.split(text) if part.strip()]


def changes(before: str, after: str) -> list[Change]:
    """What became of one text in another.

    Sentences that come again and again in a long text are not looked for (`autojunk`), and beyond `MOST_WORK` no sentence is held to another word by
    word: else texts that are made for it would take minutes each.
    """
    old, new = sentences(before)[:MOST_SENTENCES], sentences(after)[:MOST_SENTENCES]
    found: list[Change] = []
    work = 0
    for kind, first, last, start, end in SequenceMatcher(None, old, new).get_opcodes():
        if kind == "equal":
            found.append(Change("same", sentences=last - first))
            continue
        for one, other in zip_longest(old[first:last], new[start:end], fillvalue=""):
            ours, theirs = one.split()[:MOST_WORDS], other.split()[:MOST_WORDS]
            work += len(ours) * len(theirs) * min(len(ours), len(theirs))
            words = _words(ours, theirs) if work <= MOST_WORK else ()
            found += [Change("changed", words)] if words else _apart(one, other)
    return found


def _apart(old: str, new: str) -> list[Change]:
    one = [Change("dropped", (Words("dropped", old),))] if old else []
    return [*one, Change("added", (Words("added", new),))] if new else one


def _words(old: Sequence[str], new: Sequence[str]) -> tuple[Words, ...]:
    """How one sentence was put otherwise; nothing where the two have little in common, or one is none."""
    if not old or not new:
        return ()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < ALIKE:
        return ()
    found = []
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            found.append(Words("same", " ".join(old[first:last])))
            continue
        found += [Words("dropped", " ".join(old[first:last]))] if last > first else []
        found += [Words("added", " ".join(new[start:end]))] if end > start else []
    return tuple(found)
