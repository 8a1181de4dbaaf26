"""Mends the statistical lemmatizer where it is known to fail: irregular verbs that are rare in treebanks, capitals at a sentence's start.

The table of forms is `tables/irregular_verbs.csv`; it applies only to words that the tagger calls verbs.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from spacy.tokens import Doc, Token

BASE_FORMS = {"VB", "VBP", "NN", "JJ"}  # Penn tags of words that stand in their lemma's form


@cache
def irregular_forms() -> dict[str, str]:
    """Past forms and participles of irregular verbs, to their lemma."""
    text = files("servanda.language").joinpath("tables", "irregular_verbs.csv").read_text("utf-8")
    return {row["form"]: row["lemma"] for row in csv.DictReader(text.splitlines())}


def led(token: Token) -> bool:
    """Whether "to" or an auxiliary stands just before: then a base form is what grammar asks for."""
    return token.i > 0 and token.doc[token.i - 1].tag_ in {"TO", "MD"}


def mend_lemmas(doc: Doc) -> Doc:
    """Sets lower-case lemmas for all but proper nouns, and those of irregular verbs from the table, whose past forms the tagger at times
    takes for base forms. Returns the same doc."""
    forms = irregular_forms()
    for token in doc:
        if token.pos_ == "PROPN":
            continue
        lower = token.lower_
        if token.tag_ in {"VB", "VBP"} and lower in forms and not led(token):
            token.tag_, token.lemma_ = "VBD", forms[lower]
        elif token.tag_ in BASE_FORMS and token.pos_ != "AUX":
            token.lemma_ = lower
        elif token.tag_.startswith("VB") and lower in forms:
            token.lemma_ = forms[lower]
        elif not token.lemma_.islower():
            token.lemma_ = token.lemma_.lower()
    return doc
