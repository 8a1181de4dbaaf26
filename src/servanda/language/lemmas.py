"""Mends the statistical lemmatizer where it is known to fail: irregular verbs that are rare in treebanks, capitals at a sentence's start.

The table of forms is `tables/irregular_verbs.csv`; it applies only to words that the tagger calls verbs.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from spacy.tokens import Doc


@cache
def irregular_forms() -> dict[str, str]:
    """Past forms and participles of irregular verbs, to their lemma."""
    text = files("servanda.language").joinpath("tables", "irregular_verbs.csv").read_text("utf-8")
    return {row["form"]: row["lemma"] for row in csv.DictReader(text.splitlines())}


def mend_lemmas(doc: Doc) -> Doc:
    """Sets lower-case lemmas for all but proper nouns, and those of irregular verbs from the table. Returns the same doc."""
    forms = irregular_forms()
    for token in doc:
        if token.pos_ == "PROPN":
            continue
        lower = token.lower_
        if token.tag_.startswith("VB") and lower in forms:
            token.lemma_ = forms[lower]
        elif not token.lemma_.islower():
            token.lemma_ = token.lemma_.lower()
    return doc
