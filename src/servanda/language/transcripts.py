"""Transcripts: what journalists ask is not read, since a question asserts nothing and its "we" is nobody's.

A paragraph that opens with a label such as "QUESTION:" and those after it, up to the next label, are left out. The labels are in
`tables/transcripts.toml`.
"""

from __future__ import annotations

import re
from functools import cache

from servanda.language.grammar.tables import read_table

LABEL = re.compile(r"([A-Z][A-Za-z.' -]{0,40}):")
NOTE = r"(?: \([^()\n]{1,60}\))?"  # "HON. A. LUND (Minister of Trade):"
TURN = re.compile(rf"(?m)^(?:([A-Z][A-Z.'’ -]{{2,40}}){NOTE}:|\(\(([^()\n]{{1,40}})\)\))")  # "SECRETARY BLINKEN:", "((Wikinews))"
LABELLED = re.compile(r"(?m)^([A-Z][\w.'’ -]{0,40}): ")  # "Spokeswoman: No." between lines that open with "Q:"
SEAT = re.compile(r"(?m)^([A-Z][A-Z.'’ -]{2,40}) \(([^()\n]{1,60})\):")
FEWEST_TURNS = 3


def is_transcript(text: str) -> bool:
    """Whether the text gives spoken words turn by turn."""
    return _labelled(text) or sum(1 for _, _ in zip(TURN.finditer(text), range(FEWEST_TURNS), strict=False)) >= FEWEST_TURNS


def _labelled(text: str) -> bool:
    """Whether lines open with the labels of speakers, one of them a questioner's ("Q:")."""
    labels = [m[1].lower() for m in LABELLED.finditer(text)]
    return len(labels) >= FEWEST_TURNS and sum(label in questioners() for label in labels) > 1


def turns(text: str) -> list[tuple[int, int, str]]:
    """(start, end, label) of each turn of a transcript, in order; no transcript has none."""
    found = list((LABELLED if _labelled(text) else TURN).finditer(text)) if is_transcript(text) else []
    ends = [*(m.start() for m in found[1:]), len(text)]
    return [(m.start(), end, m[1] or m[m.re.groups]) for m, end in zip(found, ends, strict=False)]


def seats(text: str) -> dict[str, str]:
    """What a parliament's record says of its speakers behind their labels, lower case, by label: a ministry held, or a seat. Others have none."""
    return {m[1]: m[2].lower() for m in SEAT.finditer(text)}


@cache
def questioners() -> frozenset[str]:
    """Labels of those who ask, lower case. Raises TableError where the table holds anything else."""
    return frozenset(read_table("transcripts.toml", frozenset({"questioners"}))["questioners"])


def without_questions(text: str, bounds: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The paragraphs that are not questions. Where lines open with labels such as "Q:", any label ends a question ("Minister Roe:")."""
    kept, asking, labelled = [], False, _labelled(text)
    for start, end in bounds:
        label = LABEL.match(text, start)
        if label and (labelled or label[1].isupper() or label[1].lower() in questioners()):
            asking = label[1].lower() in questioners()
        if not asking:
            kept.append((start, end))
    return kept
