"""From word vectors to the analysis: the tree of each sentence, its labels, tags and names.

The counterpart in training, with the sources of the forms, is `training/pipeline/heads.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from servanda.language.network.encoder import Encoder, Layout
from servanda.language.network.layers import Floats, Ints, Rounded, rectified
from servanda.language.network.trees import trees
from servanda.language.network.weights import Weights

NEVER = np.float32(-1e4)  # the score of an arc from a word to itself


@dataclass(frozen=True, slots=True)
class Analysis:
    """Columns over the rows of a layout: `heads` are rows of the same sentence counted from 1, 0 is the root; the others number labels."""

    heads: Ints
    deps: Ints
    tags: Ints
    pos: Ints
    names: Floats


class Heads:
    """What stands on top of the encoder, and shares its weights' names."""

    def __init__(self, encoder: Encoder, weights: Weights) -> None:
        self.linear = {name.removeprefix("heads."): layer for name, layer in encoder.linear.items() if name.startswith("heads.")}
        self.preferred = weights["heads.preferred.weight"][0]
        root = weights["heads.root"][None]
        self.root_head = rectified(self.linear["head"](root))[0]
        self.root_label = self.linear["label_head"](root)
        self.root_preferred = np.float32(self.root_head @ self.preferred)

    def __call__(self, rows: Floats, layout: Layout) -> Analysis:
        linear, given = self.linear, Rounded.of(rows)  # once for all the layers that read them
        heads = self.arcs(given, layout)
        chosen = np.concatenate([linear["label_head"](given), self.root_label])[self.rows_of(heads, layout)]
        chosen += linear["label_dependent"](given)
        deps = linear["label"](Rounded.of(rectified(chosen), positive=True)).argmax(1)
        names = linear["names"](Rounded.of(rectified(linear["names_hidden"](given)), positive=True))
        return Analysis(heads, deps, linear["tags"](given).argmax(1), linear["pos"](given).argmax(1), names)

    def arcs(self, given: Rounded, layout: Layout) -> Ints:
        """The best tree of each sentence."""
        dependents = self.linear["product"](Rounded.of(rectified(self.linear["dependent"](given)), positive=True))
        heads = rectified(self.linear["head"](given))
        preferred = np.einsum("nd,d->n", heads, self.preferred)
        found = np.zeros(layout.rows, np.int64)
        for group in layout.groups:
            count, length = group.count, group.length
            part = slice(group.start, group.end)
            dependent = dependents[part].reshape(count, length, -1)
            scores = np.empty((count, length, 1 + length), np.float32)
            scores[:, :, 0] = np.einsum("bld,d->bl", dependent, self.root_head) + self.root_preferred
            scores[:, :, 1:] = np.matmul(dependent, heads[part].reshape(count, length, -1).transpose(0, 2, 1)) + preferred[part].reshape(count, 1, length)
            itself = np.arange(length)
            scores[:, itself, itself + 1] = NEVER
            found[part] = trees(scores).ravel()
        return found

    def rows_of(self, heads: Ints, layout: Layout) -> Ints:
        """The rows of the heads; the root is the row after the last."""
        rows = np.full(layout.rows, layout.rows)
        for group in layout.groups:
            firsts = np.repeat(np.arange(group.start, group.end, group.length), group.length)
            part = heads[group.start : group.end]
            rows[group.start : group.end] = np.where(part == 0, layout.rows, firsts + part - 1)
        return rows
