"""A headline that names its speaker before a colon: "Lund: the dam will stand"."""

from __future__ import annotations

from servanda.language.parsed import Doc
from servanda.language.speech.extent import FINITE, trim
from servanda.language.speech.report import Report
from servanda.language.speech.speakers import SUBJECTS

LABEL = 6  # words of the speaker before the colon
FEWEST = 3  # words behind the colon
SINGLE = frozenset({"‘", "’", "'"})
LONGEST = 40  # words of a headline
SPEAKERS = frozenset({"PERSON", "ORG"})  # a place before a colon tells what a text is about

SOURCES = frozenset({  # nouns for those and that which headlines name as their source
    "poll", "survey", "study", "report", "source", "official", "expert", "analyst", "insider", "minister", "ministry", "president", "premier",
    "envoy", "ambassador", "spokesman", "spokeswoman", "police", "army", "navy", "military", "government", "cabinet", "court", "judge", "prosecutor",
    "lawyer", "mayor", "governor", "chief", "adviser", "aide", "witness", "diplomat", "negotiator", "mediator", "observer", "monitor", "watchdog",
    "agency", "union", "economist", "historian", "scientist", "newspaper", "camp",
})  # fmt: skip


def _quoted(doc: Doc, bounds: tuple[int, int]) -> bool:
    """Whether the words behind the colon are all in one pair of quotation marks, and so found as direct speech."""
    marks = [t.i for t in doc[bounds[0] : bounds[1]] if t.is_quote or t.text in SINGLE]
    return len(marks) > 0 and marks[0] == bounds[0] and (len(marks) == 1 or marks[1] >= bounds[1] - 2)


def find_headline(doc: Doc) -> Report | None:
    """The words that a text's first paragraph gives to a person or body before a colon; None where it is no such headline, or quotes them."""
    colon = next((i for i in range(1, min(len(doc), LABEL + 1)) if doc[i].text == ":"), None)
    if colon is None or len(doc) > LONGEST:
        return None
    label, bounds = doc[:colon], trim(doc, colon + 1, len(doc))
    named = any(t.ent_type_ == "PERSON" or t.lemma_.lower() in SOURCES for t in label)  # headlines often leave the verb out: "Lund: No end in sight"
    told = named or any(t.tag_ in FINITE or t.dep_ in SUBJECTS for t in doc[colon + 1 :])
    if (
        bounds is None
        or not told
        or bounds[1] - bounds[0] < FEWEST
        or _quoted(doc, bounds)
        or not all(t.pos_ in ("PROPN", "NOUN", "ADJ", "DET", "PART") for t in label)
    ):
        return None
    if not any(t.ent_type_ in SPEAKERS or t.lemma_.lower() in SOURCES for t in label):
        return None
    words = doc[bounds[0] : bounds[1]]
    return Report(words.start_char, words.end_char, label, ":", None, direct=False)
