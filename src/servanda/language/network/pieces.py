"""Word pieces: unknown words as parts that are known ("Voskepar" as "vos", "##ke", "##par").

The greedy longest-match scheme and the vocabulary are BERT's (Devlin et al. 2019; Wu et al. 2016), small letters without accents.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

LONGEST_WORD = 60  # characters that are looked at
MOST_PIECES = 12  # of one word
UNKNOWN = "[UNK]"


def plain(word: str) -> str:
    """Small letters without accents, as the vocabulary has them."""
    decomposed = unicodedata.normalize("NFD", word[:LONGEST_WORD].lower())
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn")


class Pieces:
    """Cuts words into the numbers of their pieces."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.index = {piece: number for number, piece in enumerate(vocabulary) if piece}
        self.unknown = self.index[UNKNOWN]

    def __call__(self, word: str) -> list[int]:
        found: list[int] = []
        for part in parts(plain(word)):
            found += self.cut(part)
        return found[:MOST_PIECES] or [self.unknown]

    def cut(self, part: str) -> list[int]:
        """The longest known piece from the left, then the longest that goes on, and so forth; one unknown if that fails."""
        found: list[int] = []
        start = 0
        while start < len(part):
            prefix = "##" if start else ""
            end = next((end for end in range(len(part), start, -1) if prefix + part[start:end] in self.index), None)
            if end is None:
                return [self.unknown]
            found.append(self.index[prefix + part[start:end]])
            start = end
        return found


def parts(word: str) -> list[str]:
    """The word split around each punctuation mark, which is a part of its own."""
    found: list[str] = []
    joined = False
    for character in word:
        mark = not character.isalnum()
        if mark or not joined:
            found.append(character)
        else:
            found[-1] += character
        joined = not mark
    return found
