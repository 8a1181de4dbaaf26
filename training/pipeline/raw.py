"""Sentences of raw statements and news, for the teachers to label.

Text comes through the program's own reading of documents, paragraphs, tokens and sentence breaks. A sentence is taken once, and no document that
shares sentences with a test or development set.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.language import Language

from servanda.documents import read_documents
from servanda.language.network.breaks import sentences
from servanda.language.network.layers import Floats
from servanda.language.reading import paragraph_bounds
from training.pipeline.treebanks import read_conllu

CORPORA = ("state_department", "wikinews", "white_house")
SHORTEST, LONGEST = 3, 120  # words


def raw_sentences(shared: Path, breaks: Floats) -> list[list[str]]:
    """Words of each sentence of the raw corpora, each sentence once."""
    found = list(found_sentences(shared, spacy.blank("en"), breaks))
    print(len(found), "sentences,", sum(map(len, found)), "words", flush=True)
    return found


def held_out(shared: Path) -> frozenset[str]:
    """Sentences of the test and development sets, without blanks."""
    banks = ("gum_open-test", "gum_open-dev", "ewt-test")
    found = (sentence for bank in banks for sentence in read_conllu(shared / "corpora" / "treebanks" / f"{bank}.conllu"))
    return frozenset("".join(sentence.words) for sentence in found if len(sentence.words) > 5)


def found_sentences(shared: Path, nlp: Language, breaks: Floats) -> Iterator[list[str]]:
    """Words of each sentence of the raw corpora, each sentence once."""
    held, seen = held_out(shared), set[str]()
    for corpus in CORPORA:
        for document in read_documents([shared / "corpora" / "raw" / f"{corpus}.jsonl"], lambda rejection: None):
            found = list(split(document.text, nlp, breaks))
            if sum("".join(words) in held for words in found) > 1:
                print("left out, it is in a test set:", document.title)
                continue
            for words in found:
                key = "".join(words)
                if key not in seen and SHORTEST <= len(words) <= LONGEST:
                    seen.add(key)
                    yield words


def split(text: str, nlp: Language, breaks: Floats) -> Iterator[list[str]]:
    """The sentences of a text as the program splits it."""
    for start, end in paragraph_bounds(text):
        words = [token.text for token in nlp.make_doc(text[start:end]) if not token.is_space]
        yield from (words[a:b] for a, b in sentences(words, breaks))
