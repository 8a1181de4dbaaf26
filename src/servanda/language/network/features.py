"""What the network knows of a word by itself: its pieces, its outline, its ends, and the lists of names it stands in.

A word's vector depends on nothing around it, so it is computed once for each word and kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from zlib import crc32

from servanda.language.network.pieces import Pieces

PREFIXES = SUFFIXES = 4_000  # rows of the hashed tables; a word's row is the CRC-32 of its characters modulo these
WORDS = 30_000
OUTLINES = 1_000
LONGEST_OUTLINE = 8


@dataclass(frozen=True, slots=True)
class Features:
    """A word as numbers: pieces, rows of the hashed tables, bits of the lists it stands in."""

    pieces: tuple[int, ...]
    word: int
    prefix: int
    suffix: int
    outline: int
    lists: int


def outline(word: str) -> str:
    """The word's outline: X for capitals, x for small letters, d for digits, other marks as they are; at most two of a kind in a row."""
    found = ""
    for character in word[:40]:
        sign = "d" if character.isdigit() else ("X" if character.isupper() else "x") if character.isalpha() else character
        if not found.endswith(sign * 2):
            found += sign
    return found[:LONGEST_OUTLINE]


def row(kind: str, text: str, rows: int) -> int:
    """The row of a hashed table."""
    return crc32(f"{kind}{text}".encode()) % rows


def features(word: str, pieces: Pieces, lists: Mapping[str, int]) -> Features:
    """All of them. `lists` gives a word's bits."""
    low = word.lower()
    hashed = row("w", word, WORDS), row("p", word[:3], PREFIXES), row("s", low[-3:], SUFFIXES), row("o", outline(word), OUTLINES)
    return Features(tuple(pieces(word)), *hashed, lists.get(word, 0))
