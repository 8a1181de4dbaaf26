"""Trains the sentence breaks: logistic regression over the cues of `servanda.language.network.breaks`, on the paragraphs of the treebanks."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language

from servanda.language.network.breaks import ROWS, candidates, cues
from servanda.language.network.layers import Floats
from training.pipeline.treebanks import Sentence, augmented, paragraphs, read_conllu

PASSES, RATE, DECAY = 12, 0.2, 1e-4


def decisions(groups: Iterable[list[Sentence]], nlp: Language) -> Iterator[tuple[list[int], bool]]:
    """Cues of every candidate in the paragraphs, and whether a sentence begins there: over the treebank's words and over the tokeniser's."""
    for group in groups:
        words = [word for sentence in group for word in sentence.words]
        starts = set(accumulate((len(sentence.words) for sentence in group), initial=0))
        yield from decided(words, starts)
        text, begins = "", set()
        for sentence in group:
            begins.add(len(text))
            text += "".join(word + " " * space for word, space in zip(sentence.words, sentence.spaces, strict=True))
        tokens = [token for token in nlp.make_doc(text) if not token.is_space]
        found = [token.text for token in tokens]
        if found != words:
            yield from decided(found, {i for i, token in enumerate(tokens) if token.idx in begins})


def decided(words: list[str], starts: set[int]) -> Iterator[tuple[list[int], bool]]:
    """Cues of every candidate in a run of words, and whether a sentence begins there."""
    last = 0
    for position, stop in candidates(words):
        begins = position in starts
        yield cues(words, position, stop, last), begins
        if begins:
            last = position


def wrongly_quoted(groups: Iterable[list[Sentence]]) -> Iterator[list[Sentence]]:
    """The paragraphs with plain quotation marks, with opening marks at both ends, and with closing ones: as careless pages have them."""
    for group in groups:
        if any(word == '"' for sentence in group for word in sentence.words):
            for mark in "“”":
                yield [replace(s, words=[mark if word == '"' else word for word in s.words]) for s in group]


def trained(shared: Path, banks: Iterable[str], seed: int = 5) -> Floats:
    """The weights, averaged over all steps."""
    folder = shared / "corpora" / "treebanks"
    groups = [group for bank in banks for group in paragraphs(read_conllu(folder / f"{bank}.conllu"))]
    given = list(decisions([*augmented(groups), *wrongly_quoted(groups)], spacy.blank("en")))
    weights, total, steps = np.zeros(ROWS), np.zeros(ROWS), 0
    chance = random.Random(seed)
    for number in range(PASSES):
        chance.shuffle(given)
        for rows, begins in given:
            sure = 1 / (1 + np.exp(-weights[rows].sum()))
            np.add.at(weights, rows, RATE / (1 + number) * (begins - sure))
        weights *= 1 - DECAY
        total, steps = total + weights, steps + 1
    return (total / steps).astype(np.float32)
