"""One key for the spellings of a name: without accents and apostrophes, with plain hyphens and single spaces."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ı": "i", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "ł": "l", "Ł": "L", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "ə": "a", "Ə": "A",
        "‐": "-", "‑": "-", "–": "-", "'": "", "’": "", "‘": "", "ʼ": "", "ʻ": "", "`": "", "´": "", "ʿ": "", "ʾ": "",
    }
)  # fmt: skip
_LONGEST = 80  # characters of a name worth remembering


def fold(name: str) -> str:
    """The key of a name ("Chişinău" -> "Chisinau", "Mek’ele" -> "Mekele"); case is kept."""
    return _remembered(name) if len(name) <= _LONGEST else _folded(name)


def _folded(name: str) -> str:
    if name.isascii():
        return " ".join(name.replace("'", "").replace("`", "").split())
    plain = unicodedata.normalize("NFD", name.translate(_LETTERS))
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())


@lru_cache(maxsize=8192)
def _remembered(name: str) -> str:
    return _folded(name)
