"""A reporter's outline of a text: "The agreed minute, in short:", "Its main points, in summary:", and behind it what each party does by it, told in the
present tense or with "will" and "is to". It ends with the first paragraph that tells what has happened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from servanda.coding.parties import BODIES, Parties
from servanda.coding.subjects import own_subjects
from servanda.coding.tables import table
from servanda.coding.topics import Topics, makers_of_text
from servanda.language.parsed import Span
from servanda.language.reading import Paragraph, Reading
from servanda.records import Instrument, Mention

PAPER = re.compile(
    r"(?i)\b(?:statement|declaration|communiqu[eé]|agreement|memorandum|protocol|accord|arrangement|minutes?|text|treaty|pact|deal|plan|settlement)\b"
)
Outline = tuple[int, int, tuple[Mention, ...], Instrument | None]


def outlines(reading: Reading, parties: Parties, topics: Topics) -> list[Outline]:
    """(start, end, authors, paper) of each outline; its authors are the makers of the paper that it sums up, else the parties of whom it tells."""
    text, heads = reading.document.text, outline_heads()
    found: list[Outline] = []
    for number, paragraph in enumerate(reading.paragraphs):
        words = text[paragraph.start : paragraph.end]
        if heads.search(words) is None or PAPER.search(words) is None:
            continue
        told = list(terms_told(reading.paragraphs[number + 1 :], text))
        if not told:
            continue
        start, end = told[0].start, told[-1].end
        acting = {m.code: m for p in told for m in subjects_of(p, parties) if m.code and m.kind in BODIES}
        makers = makers_of_text(reading, topics, parties, start)
        who = makers if acting.keys() <= {m.code for m in makers} else tuple(acting.values())
        if len(who) > 1 and not any(a < end and start < b for a, b, *_ in topics.texts):
            named = [i for i in topics.instruments if i.start < start]
            found.append((start, end, who, named[-1] if named else None))
    return found


@cache
def outline_heads() -> re.Pattern[str]:
    """The last words of a paragraph that an outline follows (`pledges.toml`, `outlining`)."""
    words = "|".join(re.escape(phrase) for phrase in table("pledges")["outlining"])
    return re.compile(rf"(?i)\b(?:{words})\b[^.\n]{{0,60}}[:.]\s*\Z")


def terms_told(paragraphs: Sequence[Paragraph], text: str) -> Iterator[Paragraph]:
    """The paragraphs up to the first one that holds a sentence which could be no term of a text."""
    for paragraph in paragraphs:
        if text[paragraph.start] in '"“«„' or not all(map(is_term, paragraph.doc.sents)):
            return
        yield paragraph


def is_term(sentence: Span) -> bool:
    """Whether a sentence's main verb stands in the present tense or behind an auxiliary of duty, and nobody says it."""
    root = sentence.root
    helping = [c for c in root.children if c.dep_.startswith("aux") or c.dep_ == "cop"]
    past = root.tag_ == "VBD" or any(c.tag_ == "VBD" or c.lower_ in {"has", "have", "had"} for c in helping)
    return not past and (root.pos_ in {"VERB", "AUX"} or bool(helping))


def subjects_of(paragraph: Paragraph, parties: Parties) -> list[Mention]:
    """Who acts in the main clauses of a paragraph."""
    return [m for sentence in paragraph.doc.sents for m in parties.resolve(own_subjects(sentence.root))]
