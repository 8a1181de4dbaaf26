"""Words behind the colon of a clause that tells how somebody speaks or sees it: "The minister was blunt: the road would stay shut." The words are in
`cues.toml`, `stances`."""

from __future__ import annotations

from servanda.language.parsed import Doc, Token
from servanda.language.speech.cues import Cues
from servanda.language.speech.extent import FINITE, trim
from servanda.language.speech.report import Report
from servanda.language.speech.speakers import SUBJECTS, noun_phrase

LONGEST = 18  # words of such a clause
SPEAKING = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP"})
PERSONS = frozenset({"he", "she", "they", "who"})
SEEING = frozenset({"see", "think", "argue", "believe", "view", "have"})  # "sees it differently", "thinks otherwise"


def find_stances(doc: Doc, cues: Cues, quoted: frozenset[int], reports: list[Report]) -> list[Report]:
    """The reports of one paragraph behind such colons; `quoted` are tokens in quotation marks, `reports` those already found, none of which is told again."""
    found: list[Report] = []
    for colon in (t for t in doc if t.text == ":" and t.i not in quoted and t.i + 1 not in quoted):
        sent = colon.sent
        stance = next((t for t in doc[sent.start : colon.i] if t.lower_ in cues.stances or t.lemma_.lower() in cues.stances), None)
        if stance is None or colon.i - sent.start > LONGEST or not _told(doc, colon.i + 1, sent.end):
            continue
        speaker, bounds = _holder(stance, sent.start, colon.i), trim(doc, colon.i + 1, sent.end)
        if speaker is None or bounds is None:
            continue
        words, span = doc[bounds[0] : bounds[1]], noun_phrase(speaker, last=stance.i)
        known = span[0].lower_ in PERSONS or any(t.ent_type_ in SPEAKING or t.pos_ == "PROPN" for t in span)
        if known and not any(r.start < words.end_char and words.start_char < r.end and not r.attitude for r in reports):
            found.append(Report(words.start_char, words.end_char, span, stance.lemma_.lower(), stance, direct=False))
    return found


def _told(doc: Doc, start: int, end: int) -> bool:
    """Whether a clause of its own, with subject and finite verb, stands in a stretch."""
    return any(t.tag_ in FINITE for t in doc[start:end]) and any(t.dep_ in SUBJECTS for t in doc[start:end])


def _holder(stance: Token, first: int, last: int) -> Token | None:
    """The subject of whom a stance is told: of its copula, its own verb, or the verb that it describes."""
    carrier = stance.head if stance.dep_ == "advmod" and stance.head.lemma_.lower() in SEEING else stance
    if carrier is stance and stance.pos_ == "ADV":
        return None
    subject = next((c for c in carrier.children if c.dep_ in SUBJECTS and first <= c.i < last), None)
    finite = carrier.tag_ in FINITE or any(c.tag_ in FINITE for c in carrier.children)
    return subject if finite else None
