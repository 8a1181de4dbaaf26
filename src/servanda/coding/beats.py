"""Which texts of the press tell of no matter between parties: accidents, weather, crime, obituaries, candidates at home (`tables/beats.toml`).

Their claims are read like all others, and are seldom events of the field: "police warned people in the vicinity", "the ministry called on drivers".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from servanda.coding.tables import table
from servanda.records import Mention

WORD = re.compile(r"[A-Za-z][\w’'-]*")
OPENING = 1600  # characters of a text that tell what it is about
BETWEEN = 3  # times that a text about something between parties names the second of them


def is_aside(title: str, text: str, mentions: Iterable[Mention]) -> bool:
    """Whether a text knows one party only, or is on a beat and names no second party often."""
    often = sorted(Counter(m.code for m in mentions if m.code and m.kind != "people").values(), reverse=True)
    second = often[1] if len(often) > 1 else 0
    return not second or (second < BETWEEN and on_beat(title, text))


def on_beat(title: str, text: str) -> bool:
    """Whether a text's title and opening have as many different words of a beat as mark it."""
    found = {word.lower() for word in WORD.findall(f"{title} {text[:OPENING]}")}
    return any(len(words & found) >= least for words, least in beats())


@cache
def beats() -> tuple[tuple[frozenset[str], int], ...]:
    """The words of each beat, and how many different ones mark it."""
    return tuple((frozenset(beat["words"]), int(beat["least"])) for beat in table("beats")["beat"])
