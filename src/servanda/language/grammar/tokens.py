"""Plain tokens with offsets: the ground on which the number, time and deadline grammars stand."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

TokenKind = Literal["iso", "number", "mixed", "word", "mark"]

# Every alternative is unambiguous and possessive, so the scan is linear on any input.
_TOKEN = re.compile(
    r"(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9]))"
    r"|(?P<number>[0-9]++(?:,[0-9]{3}(?![0-9]))*+(?:\.[0-9]++)?+)(?P<tail>\w++)?+"
    r"|(?P<word>\w++)"
    r"|(?P<mark>[^\w\s])"
)
HYPHENS = frozenset("-‐‑–—")
DASHES = HYPHENS  # the same signs, where they stand for "to"


class Token(NamedTuple):
    """One token: its words, the same in lower case, offsets (end exclusive) and its kind.

    `number` is digits with thousands commas and one decimal point; `mixed` holds both letters and digits ("COP29", "1990s").
    """

    text: str
    lower: str
    start: int
    end: int
    kind: TokenKind


_BEFORE_SENTENCE = frozenset({"", ".", "!", "?", ":", "“", '"', "‘", "("})


_KINDS: tuple[TokenKind, ...] = ("mark", "iso", "number", "mixed", "word", "mark")  # by the number of the expression's last group
_MARGIN = 32  # empty entries behind the last token: more than any rule looks beyond either end


class Words:
    """The tokens of one text, as parallel lists with one entry a token: `texts`, `lowers` (in lower case), `starts`, `ends`, `kinds`.

    Behind the last token each list has a margin of empty entries, which negative indices reach too, so that grammars may look a
    few tokens beyond either end without bounds checks. `figures` are the indices of the tokens that hold digits or underscores.
    """

    __slots__ = ("ends", "figures", "kinds", "lowers", "size", "starts", "text", "texts")

    def __init__(self, text: str) -> None:
        self.text = text
        matches = list(_TOKEN.finditer(text))
        self.size = len(matches)
        self.texts = [match[0] for match in matches]
        self.lowers = [word.lower() for word in self.texts]
        self.starts = [match.start() for match in matches]
        self.ends = [match.end() for match in matches]
        self.kinds = [_KINDS[match.lastindex or 0] for match in matches]
        self.figures = {index for index, kind in enumerate(self.kinds) if kind != "mark" and not (kind == "word" and self.texts[index].isalpha())}
        for index in self.figures:
            if self.kinds[index] == "word":
                self.kinds[index] = "mixed"
        self.texts += [""] * _MARGIN
        self.lowers += [""] * _MARGIN
        self.starts += [-1] * _MARGIN
        self.ends += [-1] * _MARGIN
        self.kinds += ["mark"] * _MARGIN

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, index: int) -> Token:
        return Token(self.texts[index], self.lowers[index], self.starts[index], self.ends[index], self.kinds[index])

    def joined(self, index: int) -> bool:
        """Whether no space stands between this token and the next."""
        return 0 <= index < self.size - 1 and self.ends[index] == self.starts[index + 1]

    def same_paragraph(self, first: int, last: int) -> bool:
        """Whether no blank line stands between two tokens."""
        return "\n\n" not in self.text[self.ends[first] : self.starts[last]]

    def phrase(self, index: int, *choices: tuple[str, ...]) -> int:
        """The index after the first of the phrases that stands at `index`, else `index` itself."""
        first = self.lowers[index]
        for choice in choices:
            if choice[0] == first and (len(choice) == 1 or tuple(self.lowers[index : index + len(choice)]) == choice):
                return index + len(choice)
        return index

    def opens_sentence(self, index: int) -> bool:
        """Whether a token is the first of the text, of a line or of a sentence (so that its capital says nothing)."""
        return self.texts[index - 1] in _BEFORE_SENTENCE or self.opens_line(index)

    def opens_line(self, index: int) -> bool:
        """Whether a token is the first of its line (a heading, the start of a paragraph)."""
        return index == 0 or "\n" in self.text[self.ends[index - 1] : self.starts[index]]


@lru_cache(maxsize=8)
def tokenize(text: str) -> Words:
    """The tokens of a text; kept for a moment, because all grammars read them."""
    return Words(text)
