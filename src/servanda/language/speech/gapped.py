"""Reports without a verb of their own: "Lima says that the wells were shut, Santiago that they were open", "A speaks of 3 million, B of 2"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from servanda.language.parsed import Token
from servanda.language.speech.extent import trim
from servanda.language.speech.report import Report

CONJUNCTIONS = frozenset({"that", "of"})
RELATIVE = frozenset({"VERB", "AUX", "PART", "ADV", "PUNCT"})  # behind "that", what tells that it stands for the name before it
LONGEST = 4  # words of the second speaker's name


def with_gapped(reports: Sequence[Report]) -> list[Report]:
    """The reports, each cut where another speaker's words follow that lack their verb, and those."""
    found: list[Report] = []
    for report in reports:
        cue = report.cue_token
        second = _second(report) if cue is not None and not report.direct and not report.attitude and report.speaker is not None else None
        if second is None:
            found.append(report)
            continue
        first, conjunction = second
        doc = first.doc
        inside = [t.i for t in doc if report.start <= t.idx < report.end]
        own, other = trim(doc, inside[0], first.i - 1), trim(doc, conjunction.i, inside[-1] + 1)
        if own is None or other is None:
            found.append(report)
            continue
        found.append(replace(report, end=doc[own[0] : own[1]].end_char))
        words = doc[other[0] : other[1]]
        found.append(replace(report, start=words.start_char, end=words.end_char, speaker=doc[first.i : conjunction.i]))
    return found


def _second(report: Report) -> tuple[Token, Token] | None:
    """The first word of the second speaker's name and the conjunction behind it."""
    cue = report.cue_token
    if cue is None:
        return None
    doc, sent = cue.doc, cue.sent
    opener = next((t.lower_ for t in doc[cue.i + 1 : cue.i + 3] if t.lower_ in CONJUNCTIONS), None)
    for at in range(cue.i + 2, sent.end - 2):
        if doc[at].text != "," or not report.start < doc[at].idx < report.end:
            continue
        end = at + 1
        while end < sent.end and end - at <= LONGEST and doc[end].pos_ == "PROPN":
            end += 1
        if end == at + 1 or end + 1 >= sent.end or doc[end].lower_ not in CONJUNCTIONS:
            continue
        that = doc[end].lower_ == "that" and opener != "of" and doc[end + 1].pos_ not in RELATIVE
        if that or (opener == "of" and doc[end].lower_ == "of" and doc[end + 1].pos_ in {"NUM", "DET"}):
            return doc[at + 1], doc[end]
    return None
