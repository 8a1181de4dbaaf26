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


def fold(name: str) -> str:
    """The key of a name ("Chişinău" -> "Chisinau", "Mek’ele" -> "Mekele"); case is kept."""
    return " ".join(name.replace("'", "").replace("`", "").split()) if name.isascii() else _unaccented(name)


@lru_cache(maxsize=4096)
def _unaccented(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.translate(_LETTERS))
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())
