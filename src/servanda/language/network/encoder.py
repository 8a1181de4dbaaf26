"""Words in their sentence: convolutions over neighbours, then attention over the sentence.

Sentences of one length lie side by side and are handled at once, so nothing is padded and nothing masked.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from servanda.language.network.layers import Floats, Ints, Rounded, normalised, rectified, softmax
from servanda.language.network.weights import SCALE, Weights

END = f".weight{SCALE}"  # ends the names of the linear layers' scales
USUAL_LENGTH = 64  # words; the biases of the pairs of words in sentences up to here take 6 MB


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences of one length: their rows start at `start`, `count` sentences of `length` words each."""

    start: int
    count: int
    length: int

    @property
    def end(self) -> int:
        """The row after the last."""
        return self.start + self.count * self.length


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each word of a batch lies: rows in groups of sentences of like length.

    `left` and `right` are the rows of each row's neighbours in its sentence; the row after the last, which holds zeros, stands for none.
    """

    groups: tuple[Group, ...]
    rows: int
    left: Ints
    right: Ints

    @classmethod
    def of(cls, lengths: list[int]) -> Layout:
        """The layout of sentences with these lengths, ascending, none 0."""
        groups: list[Group] = []
        for length in sorted(set(lengths)):
            groups.append(Group(groups[-1].end if groups else 0, lengths.count(length), length))
        rows = groups[-1].end if groups else 0
        left, right = np.arange(rows) - 1, np.arange(rows) + 1
        for group in groups:
            left[group.start : group.end : group.length] = rows
            right[group.start + group.length - 1 : group.end : group.length] = rows
        return cls(tuple(groups), rows, left, right)


class Encoder:
    """Word vectors (rows, width) to vectors that know their sentence."""

    def __init__(self, weights: Weights) -> None:
        tables = weights.tables
        self.linear = {name.removesuffix(END): weights.linear(name.removesuffix(END)) for name in weights.arrays if name.endswith(END)}
        self.vectors = {name: weights[name] for name in weights.arrays if "norm" in name or name.endswith(".distance")}
        self.convolutions, self.transformers = tables.convolutions, tables.transformers
        self.attentions, self.relative = tables.attentions, tables.relative
        self.known: dict[tuple[str, int], Floats] = {}

    def __call__(self, rows: Floats, layout: Layout) -> Floats:
        for number in range(self.convolutions):
            rows += self.convolution(f"convolutions.{number}", rows, layout)
        for number in range(self.transformers):
            name = f"transformers.{number}"
            rows += self.attention(name, rows, layout)
            rows += self.feed_forward(name, self.normal(f"{name}.norm_forward", rows))
        return self.normal("norm", rows)

    def normal(self, name: str, rows: Floats) -> Floats:
        """Layer normalisation with the weights of that name."""
        return normalised(rows, self.vectors[f"{name}.weight"], self.vectors[f"{name}.bias"])

    def feed_forward(self, name: str, rows: Floats) -> Floats:
        """Two layers, the first rectified."""
        return self.linear[f"{name}.narrow"](Rounded.of(rectified(self.linear[f"{name}.wide"](rows)), positive=True))

    def convolution(self, name: str, rows: Floats, layout: Layout) -> Floats:
        """Each word with the words beside it."""
        normal = self.normal(f"{name}.norm", rows)
        none = np.concatenate([normal, np.zeros((1, normal.shape[1]), np.float32)])
        return self.feed_forward(name, np.concatenate([none[layout.left], normal, none[layout.right]], axis=1))

    def attention(self, name: str, rows: Floats, layout: Layout) -> Floats:
        """Each word with all words of its sentence (Vaswani et al. 2017), told their distance by a bias (Shaw et al. 2018)."""
        width, heads = rows.shape[1], self.attentions
        mixed = self.linear[f"{name}.mixed"](self.normal(f"{name}.norm", rows))
        seen = np.zeros_like(rows)
        scale = np.float32((width // heads) ** -0.5)
        for group in layout.groups:
            shape = (group.count, group.length, 3, heads, width // heads)
            queries, keys, values = mixed[group.start : group.end].reshape(shape).transpose(2, 0, 3, 1, 4)
            scores = np.matmul(queries, keys.transpose(0, 1, 3, 2))
            scores *= scale
            scores += self.distances(name, group.length)
            result = np.matmul(softmax(scores), values)
            seen[group.start : group.end] = result.transpose(0, 2, 1, 3).reshape(-1, width)
        return self.linear[f"{name}.out"](seen)

    def distances(self, name: str, length: int) -> Floats:
        """(attentions, length, length): the bias of each pair of words; kept for sentences of usual lengths."""
        known = self.known.get((name, length))
        if known is not None:
            return known
        places = np.arange(length)
        far = np.clip(places[None, :] - places[:, None], -self.relative, self.relative) + self.relative
        bias = self.vectors[f"{name}.distance"][:, far]
        if length <= USUAL_LENGTH:
            self.known[name, length] = bias
        return bias
