"""A headline that names its speaker before a colon: "Lund: the dam will stand"."""

from __future__ import annotations

from servanda.language.parsed import Doc
from servanda.language.speech.extent import FINITE, trim
from servanda.language.speech.report import Report
from servanda.language.speech.speakers import SUBJECTS

LABEL = 6  # words of the speaker before the colon
LONGEST = 40  # words of a headline
SPEAKERS = frozenset({"PERSON", "ORG"})  # a place before a colon tells what a text is about


def find_headline(doc: Doc) -> Report | None:
    """The words that a text's first paragraph gives to a person or body before a colon; None where it is no such headline, or quotes them."""
    colon = next((i for i in range(1, min(len(doc), LABEL + 1)) if doc[i].text == ":"), None)
    if colon is None or len(doc) > LONGEST:
        return None
    label, bounds = doc[:colon], trim(doc, colon + 1, len(doc))
    told = any(t.tag_ in FINITE or t.dep_ in SUBJECTS for t in doc[colon + 1 :])
    if bounds is None or not told or doc[bounds[0]].is_quote or not all(t.pos_ in ("PROPN", "NOUN", "ADJ", "DET", "PART") for t in label):
        return None
    if not any(t.ent_type_ in SPEAKERS for t in label):
        return None
    words = doc[bounds[0] : bounds[1]]
    return Report(words.start_char, words.end_char, label, ":", None, direct=False)
