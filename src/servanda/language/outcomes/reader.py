"""What a sentence of later news tells of a promise: a small network's beliefs, where no rule reads it.

The network was fitted to pairs of promise and report that were written for it (`training/outcomes`). It is asked last and only for sentences that a rule
left alone; a claim that rests on it says so.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np

from servanda.language.bert import END, START, Encoder, Shape, stored
from servanda.language.network.pieces import Pieces
from servanda.language.outcomes.texts import Outcome

MODEL = Path(__file__).parent / "model"
MOST = (40, 72, 24)  # pieces of the promise, the sentence and the sentence before, as in training


class Tables(Shape, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The labels, the network's shape and its word pieces."""

    labels: tuple[Outcome, ...]


class OutcomeReader:
    """Promise and sentence to the belief in each outcome."""

    def __init__(self, folder: Path = MODEL) -> None:
        self.tables, arrays = stored(folder, Tables)
        self.encoder = Encoder(arrays, self.tables.layers, self.tables.attentions)
        self.weight, self.bias = arrays["scores.weight"].astype(np.float32), arrays["scores.bias"].astype(np.float32)
        self.cut = Pieces(self.tables.pieces)
        self.start, self.end = self.cut.index[START], self.cut.index[END]

    def __call__(self, promise: str, text: str, before: str) -> dict[Outcome, float]:
        """The belief in each outcome, summing to 1."""
        first = [self.start, *self._pieces(promise)[: MOST[0]], self.end]
        rest = [*self._pieces(text)[: MOST[1]], self.end, *self._pieces(before)[-MOST[2] :], self.end]
        rows = self.encoder(first + rest, [0] * len(first) + [1] * len(rest))
        scores = self.weight @ np.concatenate([rows[0], rows.mean(0)]) + self.bias
        beliefs = np.exp(scores - scores.max())
        return dict(zip(self.tables.labels, (beliefs / beliefs.sum()).tolist(), strict=True))

    def _pieces(self, text: str) -> list[int]:
        return [piece for word in text.split() for piece in self.cut(word)]


@lru_cache(maxsize=1)
def outcome_reader() -> OutcomeReader:
    """The reader with the weights of the package."""
    return OutcomeReader()
