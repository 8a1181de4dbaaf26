"""Words to vectors, each word once: a table that grows as words are met."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from servanda.language.network.features import Features, features
from servanda.language.network.layers import Floats, Ints, rectified
from servanda.language.network.pieces import Pieces
from servanda.language.network.weights import Weights

HASHED = ("word", "prefix", "suffix", "outline")
MOST_WORDS = 32_000  # kept at a time; at 144 values each they take 18 MB, set aside at the start so that a long run does not grow


class Words:
    """The vectors of words, kept from one batch to the next."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.pieces = Pieces(weights.tables.pieces)
        self.numbers: dict[str, int] = {}
        self.wide, self.narrow = weights.linear("words.wide"), weights.linear("words.narrow")
        self.tables = {name: weights[f"words.{name}"] for name in ("pieces", *HASHED)}
        self.vectors = np.zeros((MOST_WORDS, len(self.narrow.scale)), np.float32)

    def __call__(self, words: Sequence[str]) -> Floats:
        """(N, width): a row a word."""
        numbers, unique = self.numbers, dict.fromkeys(words)
        new = [word for word in unique if word not in numbers]
        if len(numbers) + len(new) > MOST_WORDS:
            numbers.clear()
            new = list(unique)
        if new:
            self.add(new)
        return self.vectors[[numbers[word] for word in words]]

    def add(self, words: Sequence[str]) -> None:
        """Computes the vectors of words not met before."""
        start = len(self.numbers)
        while start + len(words) > len(self.vectors):
            self.vectors = np.concatenate([self.vectors, np.zeros_like(self.vectors)])
        given = [features(word, self.pieces, self.weights.tables.lists) for word in words]
        self.vectors[start : start + len(words)] = self.computed(given)
        self.numbers.update(zip(words, range(start, start + len(words)), strict=True))

    def computed(self, given: Sequence[Features]) -> Floats:
        """The vectors: what the tables hold, side by side, through two layers."""
        pieces = self.tables["pieces"]
        means = np.stack([pieces[list(f.pieces)].mean(0) for f in given])
        bits = np.array([[f.lists >> bit & 1 for bit in range(self.weights.tables.list_count)] for f in given], np.float32)
        looked_up = [self.tables[name][column(getattr(f, name) for f in given)] for name in HASHED]
        rows = np.concatenate([pieces[column(f.pieces[0] for f in given)], means, *looked_up, bits], axis=1)
        return self.narrow(rectified(self.wide(rows)))


def column(values: Iterable[int]) -> Ints:
    """Row numbers."""
    return np.fromiter(values, np.int64)
