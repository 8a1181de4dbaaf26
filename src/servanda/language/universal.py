"""Parses in CLEAR labels turned into Universal Dependencies: the one seam for pipelines that are not ours.

CLEAR (Choi and Palmer 2012) hangs a noun under its preposition, a predicate under its copula and each conjunct under the one before it; Universal
Dependencies (de Marneffe et al. 2021) hang the preposition and the copula under their noun and all conjuncts, with the conjunction before each,
under the first. Labels that differ only in name are in `tables/clear_labels.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD
from spacy.language import Language
from spacy.tokens import Doc

NAME = "universal_dependencies"
CLEAR_ONLY = {"dobj", "pobj", "nsubjpass", "auxpass"}
TURNED = {"prep", "pobj", "pcomp", "agent", "dative", "attr", "acomp", "conj"}  # what hangs elsewhere; the rest is renamed first
NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "DET", "SYM", "X"}
LIFTED = {"nsubj", "csubj", "aux", "mark", "cc", "punct", "advmod", "advcl", "conj", "expl", "prep", "obl", "ccomp", "parataxis", "discourse"}


@cache
def clear_labels() -> dict[str, str]:
    """CLEAR's names of labels to those of Universal Dependencies."""
    table = tomllib.loads(files("servanda.language").joinpath("tables", "clear_labels.toml").read_text("utf-8"))
    return {str(key): str(value) for key, value in table.items()}


def speaks_clear(labels: Iterable[str]) -> bool:
    """Whether a parser's labels are CLEAR's."""
    return bool(CLEAR_ONLY & set(labels))


@Language.component(NAME)
def universal_dependencies(doc: Doc) -> Doc:
    """Turns the parse of a document in place."""
    if len(doc):
        heads, labels = Turned(doc).result()
        distances = (np.array(heads, np.int64) - np.arange(len(doc))).astype(np.int64).view(np.uint64)
        names = np.array([doc.vocab.strings.add(label) for label in labels], np.uint64)
        columns: Any = np.stack([distances, names], axis=1)  # spaCy's stubs know its own array types only
        doc.from_array([HEAD, DEP], columns)
    return doc


class Turned:
    """A parse on its way from one scheme to the other: `heads` and `labels` by token."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.heads = [token.head.i for token in doc]
        names = clear_labels()
        self.labels = [token.dep_ if token.dep_ in TURNED else names.get(token.dep_, token.dep_) for token in doc]

    def result(self) -> tuple[list[int], list[str]]:
        """Heads and labels after all turns."""
        self.infinitives()
        self.copulas()
        self.prepositions()
        self.coordination()
        names = clear_labels()
        return self.heads, [names.get(label, label) if label in TURNED else label for label in self.labels]

    def children(self, head: int) -> list[int]:
        """Positions that hang on the head now, in order."""
        return [i for i, of in enumerate(self.heads) if of == head and i != head]

    def hang(self, token: int, head: int, label: str) -> None:
        """Hangs a token elsewhere."""
        self.heads[token], self.labels[token] = head, label

    def raise_over(self, upper: int, lower: int, label: str) -> None:
        """Puts `lower` in the place of `upper`, which hangs on it from now on."""
        if self.heads[upper] == upper:
            self.heads[lower] = lower
        else:
            self.heads[lower] = self.heads[upper]
        self.labels[lower] = self.labels[upper]
        self.hang(upper, lower, label)

    def infinitives(self) -> None:
        """ "to sign": an auxiliary there, a mark here."""
        for word in range(len(self.doc)):
            if self.labels[word] == "aux" and self.doc[word].tag_ == "TO":
                self.labels[word] = "mark"

    def copulas(self) -> None:
        """ "is ready", "is a party": the predicate heads the clause, "is" is its copula, and what hung on "is" hangs on the predicate."""
        for verb in range(len(self.doc)):
            if self.doc[verb].lemma_.lower() != "be" or self.labels[verb] in {"aux", "aux:pass"}:
                continue
            below = self.children(verb)
            predicate = next((i for i in below if self.labels[i] in {"attr", "acomp"} and i > verb), None)
            if predicate is None:
                continue
            for other in below:
                if other != predicate and self.labels[other] in LIFTED:
                    self.heads[other] = predicate
            self.raise_over(verb, predicate, "cop")

    def prepositions(self) -> None:
        """ "the release of prisoners", "released by Armenia": the noun takes the preposition's place and the preposition marks its case."""
        for word in reversed(range(len(self.doc))):
            if self.labels[word] not in {"prep", "agent", "dative"}:
                continue
            below = self.children(word)
            noun = next((i for i in below if self.labels[i] in {"pobj", "pcomp", "prep"}), None)
            if noun is None:
                if self.labels[word] == "prep":
                    self.labels[word] = "advmod"
                continue
            inner, governor, own = self.labels[noun], self.heads[word], self.labels[word]
            for other in below:
                if other != noun:
                    self.heads[other] = noun
            self.heads[noun] = governor
            if inner == "pcomp":
                self.hang(word, noun, "mark")
                self.labels[noun] = "acl" if self.doc[governor].pos_ in NOMINAL else "advcl"
            else:
                self.hang(word, noun, "case")
                self.labels[noun] = self.case_label(own, self.doc[word].head.i)

    def case_label(self, own: str, governor: int) -> str:
        """What a noun with a preposition is to what governed the preposition."""
        if own == "agent":
            return "obl:agent"
        if own == "dative":
            return "obl"
        return "nmod" if self.doc[governor].pos_ in NOMINAL else "obl"

    def coordination(self) -> None:
        """ "A, B and C": B and C hang on A, "and" on C."""
        for word in range(len(self.doc)):
            if self.labels[word] != "conj":
                continue
            before = self.heads[word]
            siblings = self.children(before)
            nearest = max((i for i in siblings if i < word and self.labels[i] == "conj"), default=before)
            for mark in siblings:
                if nearest < mark < word and self.labels[mark] in {"cc", "punct"}:
                    self.heads[mark] = word
            first = before
            for _ in range(len(self.doc)):
                if self.labels[first] != "conj":
                    break
                first = self.heads[first]
            self.heads[word] = first
