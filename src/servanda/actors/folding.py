"""Length-preserving folding: text without diacritics and typographic variants, every character still at its own offset.

Names are compared in folded form, so that "Çavuşoğlu" meets "Cavusoglu"; spans found in the folded text are valid in the given one.
"""

from __future__ import annotations

import unicodedata

# Letters that Unicode does not decompose, with the one letter that newsrooms print in their place.
_UNDECOMPOSED = {
    "ı": "i", "ə": "e", "Ə": "E", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "t", "Þ": "T",
    "æ": "a", "Æ": "A", "œ": "o", "Œ": "O", "ß": "s", "ħ": "h", "Ħ": "H", "ŧ": "t", "Ŧ": "T", "ĸ": "k", "ŋ": "n", "Ŋ": "N",
}  # fmt: skip
_PUNCTUATION = {
    "’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "`": "'", "´": "'", "‐": "-", "‑": "-", "–": "-",
    "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\t": " ", "\n": " ", "\r": " ",
}  # fmt: skip


def _folding_table() -> dict[int, str]:
    table = {ord(char): plain for char, plain in (_UNDECOMPOSED | _PUNCTUATION).items()}
    for point in (*range(0x00C0, 0x0250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(point))[0]
        if base.isascii() and base.isalpha():
            table.setdefault(point, base)
    return table


_TABLE = _folding_table()
_FOLDED = frozenset(map(chr, _TABLE))  # none of these stands for another, so the order does not matter
_SPACES = str.maketrans({"\t": " ", "\n": " ", "\r": " ", "`": "'"})


def fold(text: str) -> str:
    """`text` with Latin diacritics, curly apostrophes, long hyphens and white space made plain; same length, so offsets stay valid."""
    if text.isascii():
        return text.translate(_SPACES)
    for char in _FOLDED.intersection(text):
        text = text.replace(char, _TABLE[ord(char)])
    return text
