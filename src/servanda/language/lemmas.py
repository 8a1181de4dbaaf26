"""Lemmas for the coder: the pipeline's lemmatizer behind a memory, mended where it is known to fail.

Base forms are their own lemma. Irregular past forms come from `tables/irregular_verbs.csv`, which applies only to words that the
tagger calls verbs; it also catches past forms that the tagger takes for base forms.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from spacy.language import Language
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc as Parse

from servanda.language.parsed import Doc, Token, plain

BASE_FORMS = {"VB", "VBP", "NN", "JJ"}  # Penn tags of words that stand in their lemma's form
KEPT = {"cache", "douche", "avalanche", "finesse", "crevasse", "posse", "impasse", "axe", "intern"}
MOST_REMEMBERED = 50_000  # word and tag pairs kept; then the memory starts anew


@cache
def irregular_forms() -> dict[str, str]:
    """Past forms and participles of irregular verbs, to their lemma."""
    text = files("servanda.language").joinpath("tables", "irregular_verbs.csv").read_text("utf-8")
    return {row["form"]: row["lemma"] for row in csv.DictReader(text.splitlines())}


class Lemmas:
    """Takes a parsed paragraph and gives it lemmas: lower case for all but proper nouns."""

    def __init__(self, nlp: Language) -> None:
        given = nlp.get_pipe("lemmatizer") if "lemmatizer" in nlp.pipe_names else None
        self.lemmatizer = given if isinstance(given, Lemmatizer) else None
        self.known: dict[tuple[str, str, str], str] = {}
        self.irregular = irregular_forms()

    def __call__(self, parse: Parse) -> Doc:
        doc = plain(parse)
        for token in doc:
            if token.tag_ in {"VB", "VBP"} and token.lower_ in self.irregular and not led(token):
                token.tag_ = "VBD"
            token.lemma_ = self.lemma(token, parse)
        return doc

    def lemma(self, token: Token, parse: Parse) -> str:
        """The token's lemma, from memory where the same word was met with the same tag."""
        key = (token.text, token.tag_, token.pos_)
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = self.fresh(token, parse)
            if len(self.known) > MOST_REMEMBERED:
                self.known.clear()
        return found

    def fresh(self, token: Token, parse: Parse) -> str:
        """The lemma of a word not met before."""
        if token.pos_ == "PROPN":
            return token.text
        if token.tag_.startswith("VB") and token.lower_ in self.irregular and token.tag_ not in {"VB", "VBP"}:
            return self.irregular[token.lower_]
        if token.tag_ in BASE_FORMS and token.pos_ != "AUX":
            return token.lower_
        given = self.lemmatizer.lemmatize(parse[token.i])[0] if self.lemmatizer is not None else token.lemma_ or token.lower_
        return without_ending(given.lower()) if token.tag_ in {"VBD", "VBN", "VBG"} else given.lower()


def without_ending(lemma: str) -> str:
    """Undoes what rules for unknown verbs leave: "brandishe", "torche", "patrolle". English has no verbs that end so."""
    if lemma.endswith(("she", "xe", "sse", "zze", "rche", "nche", "tche", "erne", "urne")) and len(lemma) > 4 and lemma not in KEPT:
        return lemma[:-1]
    return lemma[:-2] if lemma.endswith(("lle", "rre")) and len(lemma) > 5 else lemma


def led(token: Token) -> bool:
    """Whether "to" or an auxiliary stands just before: then a base form is what grammar asks for."""
    return token.i > 0 and token.doc[token.i - 1].tag_ in {"TO", "MD"}
