"""Which texts of the press tell of no matter between parties: accidents, weather, crime, obituaries, candidates at home (`tables/beats.toml`).

Their claims are read like all others, and are seldom events of the field: "police warned people in the vicinity", "the ministry called on drivers".
"""

from __future__ import annotations

import re
from functools import cache

from servanda.coding.tables import table

WORD = re.compile(r"[A-Za-z][\w’'-]*")
OPENING = 1600  # characters of a text that tell what it is about


def on_beat(title: str, text: str) -> bool:
    """Whether a text's title and opening have as many different words of a beat as mark it."""
    found = {word.lower() for word in WORD.findall(f"{title} {text[:OPENING]}")}
    return any(len(words & found) >= least for words, least in beats())


@cache
def beats() -> tuple[tuple[frozenset[str], int], ...]:
    """The words of each beat, and how many different ones mark it."""
    return tuple((frozenset(beat["words"]), int(beat["least"])) for beat in table("beats")["beat"])
