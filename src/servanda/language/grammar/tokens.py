"""Plain tokens with offsets: the ground on which the number, time and deadline grammars stand."""

from __future__ import annotations

import re
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
DASHES = frozenset("-‐‑–—")


class Token(NamedTuple):
    """One token: its words, the same in lower case, offsets (end exclusive) and its kind.

    `number` is digits with thousands commas and one decimal point; `mixed` holds both letters and digits ("COP29", "1990s").
    """

    text: str
    lower: str
    start: int
    end: int
    kind: TokenKind


NOTHING = Token("", "", -1, -1, "mark")


class Words:
    """The tokens of one text. Asking beyond either end gives an empty token, so grammars need no bounds checks."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = []
        for match in _TOKEN.finditer(text):
            kind: TokenKind = "mark"
            if match["iso"]:
                kind = "iso"
            elif match["number"]:
                kind = "mixed" if match["tail"] else "number"
            elif match["word"]:
                kind = "word" if match["word"].isalpha() else "mixed"
            self.tokens.append(Token(match[0], match[0].lower(), match.start(), match.end(), kind))

    def __len__(self) -> int:
        return len(self.tokens)

    def __getitem__(self, index: int) -> Token:
        return self.tokens[index] if 0 <= index < len(self.tokens) else NOTHING

    def low(self, index: int) -> str:
        """The token in lower case, "" beyond the ends."""
        return self.tokens[index].lower if 0 <= index < len(self.tokens) else ""

    def joined(self, index: int) -> bool:
        """Whether no space stands between this token and the next."""
        return 0 <= index < len(self.tokens) - 1 and self.tokens[index].end == self.tokens[index + 1].start

    def same_line(self, first: int, last: int) -> bool:
        """Whether no blank line stands between two tokens."""
        return "\n\n" not in self.text[self[first].end : self[last].start]

    def phrase(self, index: int, *choices: tuple[str, ...]) -> int:
        """The index after the first of the phrases that stands at `index`, else `index` itself."""
        for choice in choices:
            if all(self.low(index + offset) == word for offset, word in enumerate(choice)):
                return index + len(choice)
        return index

    def opens_sentence(self, index: int) -> bool:
        """Whether a token is the first of the text, of a line or of a sentence (so that its capital says nothing)."""
        before = self[index - 1]
        return before is NOTHING or before.text in {".", "!", "?", ":", "“", '"', "‘", "("} or "\n" in self.text[before.end : self[index].start]

    def opens_line(self, index: int) -> bool:
        """Whether a token is the first of its line (a heading, the start of a paragraph)."""
        return index == 0 or "\n" in self.text[self[index - 1].end : self[index].start]
