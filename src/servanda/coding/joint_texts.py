"""Texts that several parties have put out, given in paragraphs without numbers or marks: "The memorandum provides as follows:", "A and B have agreed to
the following measures." They are quoted as their parties' own words."""

from __future__ import annotations

import re

from servanda.coding.parties import Parties
from servanda.coding.topics import AGREED, Topics, makers_of_text
from servanda.language.reading import Reading
from servanda.records import Mention

PAPER = r"(?:statement|declaration|communiqu[eé]|agreement|memorandum|protocol|accord|arrangement|minutes|notes?|text|treaty)"
GIVING = ("follow", "read", "provides", "states", "says", "runs")  # one of these stands in each paragraph that gives a text
GIVEN = re.compile(
    rf"(?i)\b{PAPER}\b[^\n]{{0,160}}\b(?:as follows|following|reads|read|provides|states|says|runs)\b[^\n]{{0,80}}[.:]\s*$"
    r"|\bhave agreed\b[^\n]{0,80}\b(?:following|as follows)[.:]\s*$"
)
JOINT = re.compile(
    rf"(?i)\b(?:joint|common|exchanged|signed|concluded|adopted)\b[^\n]{{0,60}}\b{PAPER}\b|\b{PAPER}\b[^\n]{{0,60}}\b(?:signed|adopted|agreed|published)\b"
)
BINDING = re.compile(r"\b(?:shall|will|undertakes?|agrees?|have agreed|has agreed|commits?|is to|are to|may|neither|both|each)\b")
OPENING = 160  # characters in which a preamble names its authors
PARTS = {"state", "organ", "armed group", "organisation", "group"}


def joint_texts(reading: Reading, parties: Parties, topics: Topics) -> list[tuple[int, int, tuple[Mention, ...]]]:
    """(start, end, authors) of each such stretch that is none of an agreement's numbered or quoted texts."""
    found: list[tuple[int, int, tuple[Mention, ...]]] = []
    text = reading.document.text
    end = -1
    who: tuple[Mention, ...] = ()
    for number, paragraph in enumerate(reading.paragraphs):
        words = text[paragraph.start : paragraph.end]
        covered = any(a < paragraph.end and paragraph.start < b for a, b, *_ in topics.texts)
        before = reading.paragraphs[number - 1] if number else None
        running = found and end == paragraph.start
        opening = not running and AGREED.search(words[:OPENING]) is not None and is_announced(reading, number)
        opened = authors(words, paragraph.start, parties) if opening else ()
        given = before is not None and not running and gives_text(text[before.start : before.end])
        who = opened or (makers_of_text(reading, topics, parties, paragraph.start) if given else who if running else ())
        if not covered and len(who) > 1 and words[:1] not in '"“«„' and (opened or BINDING.search(words)):
            start = found.pop()[0] if running else paragraph.start
            found.append((start, paragraph.end, who))
            end = reading.paragraphs[number + 1].start if number + 1 < len(reading.paragraphs) else paragraph.end
    return found


def is_announced(reading: Reading, number: int) -> bool:
    """Whether the title, or one of the first so many paragraphs, speaks of a text of several."""
    text = reading.document.text
    return any(JOINT.search(words) for words in (reading.document.title or "", *(text[p.start : p.end] for p in reading.paragraphs[:number])))


def gives_text(words: str) -> bool:
    """Whether a paragraph leads over to a text."""
    small = words.lower()
    return any(word in small for word in GIVING) and GIVEN.search(words) is not None


def authors(words: str, start: int, parties: Parties) -> tuple[Mention, ...]:
    """Whom a preamble names at its head."""
    stop = AGREED.search(words)
    groups = [g for g in parties.references.together if start <= g[0].start < start + OPENING]
    near = [m for m in (groups[0] if groups else ()) if m.code and m.kind in PARTS]
    return tuple(near) if stop is not None else ()
