"""The encoder of the readers of outcomes and of texts: a small BERT (Devlin et al. 2019) in NumPy, each input by itself.

Its arithmetic is that of the pipeline's network (`language/network/layers.py`): factors of matrix products are whole numbers, so that what is
read beside an input cannot change its result.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec
import numpy as np

from servanda.language.network.layers import WIDEST, Bytes, Floats, Linear, normalised, softmax
from servanda.language.network.weights import SCALE, as_meant

ARRAYS, TABLES = "weights.npz", "tables.json"  # the files of a model's folder
START, END = "[CLS]", "[SEP]"
CURVE = np.float32((2 / np.pi) ** 0.5)
CUBIC = np.float32(0.044715)
ONE, HALF = np.float32(1), np.float32(0.5)


class Shape(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The shape of an encoder, and its word pieces."""

    layers: int
    attentions: int
    pieces: tuple[str, ...]


Kind = TypeVar("Kind", bound=Shape)


def stored(folder: Path, kind: type[Kind]) -> tuple[Kind, dict[str, Floats | Bytes]]:
    """The tables and arrays of a model's folder."""
    with np.load(folder / ARRAYS, allow_pickle=False) as arrays:
        return msgspec.json.decode((folder / TABLES).read_bytes(), type=kind), {name: arrays[name] for name in arrays.files}


class Split:
    """A linear layer whose input is wider than is summed without rounding: parts of it, added in their order."""

    def __init__(self, whole: Floats, scale: Floats, bias: Floats) -> None:
        self.parts = [Linear(np.ascontiguousarray(whole[at : at + WIDEST]), scale, None) for at in range(0, len(whole), WIDEST)]
        self.bias = bias

    def __call__(self, rows: Floats) -> Floats:
        """(N, in) to (N, out)."""
        result: Floats = self.parts[0](rows[:, :WIDEST])
        for number, part in enumerate(self.parts[1:], 1):
            result += part(rows[:, number * WIDEST : (number + 1) * WIDEST])
        result += self.bias
        return result


def linear(arrays: Mapping[str, Floats | Bytes], name: str) -> Split:
    """The layer of that name."""
    whole = np.ascontiguousarray(arrays[f"{name}.weight"].T, dtype=np.float32)
    return Split(whole, arrays[f"{name}.weight{SCALE}"].astype(np.float32), arrays[f"{name}.bias"].astype(np.float32))


def bent(rows: Floats) -> Floats:
    """The Gaussian error linear unit by its hyperbolic tangent (Hendrycks and Gimpel 2016)."""
    inner = rows * rows
    inner *= CUBIC
    inner += ONE
    inner *= rows
    inner *= CURVE
    np.tanh(inner, out=inner)
    inner += ONE
    inner *= rows
    inner *= HALF
    return inner


class Encoder:
    """Numbers of pieces, and of the text that each belongs to, to vectors (pieces, width)."""

    def __init__(self, arrays: Mapping[str, Floats | Bytes], layers: int, attentions: int) -> None:
        self.arrays, self.layers, self.attentions = arrays, layers, attentions
        self.pieces, self.scales = arrays["pieces.weight"], arrays["pieces.weight" + SCALE].astype(np.float32)
        self.places, self.sorts = as_meant(arrays, "places.weight"), as_meant(arrays, "sorts.weight")
        self.linear: dict[str, Split] = {}
        for number in range(layers):
            for name in ("mixed", "out", "wide", "narrow"):
                self.linear[f"{number}.{name}"] = linear(arrays, f"layers.{number}.{name}")

    def __call__(self, pieces: Sequence[int], sorts: Sequence[int]) -> Floats:
        chosen = np.asarray(pieces)
        rows: Floats = self.pieces[chosen].astype(np.float32) * self.scales[chosen][:, None]
        rows += self.places[: len(chosen)]
        rows += self.sorts[np.asarray(sorts)]
        rows = self._normal("norm", rows)
        for number in range(self.layers):
            rows = self._normal(f"layers.{number}.norm_attention", rows + self._attention(number, rows))
            rows = self._normal(f"layers.{number}.norm_forward", rows + self.linear[f"{number}.narrow"](bent(self.linear[f"{number}.wide"](rows))))
        return rows

    def _normal(self, name: str, rows: Floats) -> Floats:
        return normalised(rows, self.arrays[f"{name}.weight"].astype(np.float32), self.arrays[f"{name}.bias"].astype(np.float32))

    def _attention(self, number: int, rows: Floats) -> Floats:
        """Each piece with all pieces (Vaswani et al. 2017)."""
        length, width = rows.shape
        heads = self.attentions
        mixed = self.linear[f"{number}.mixed"](rows).reshape(length, 3, heads, width // heads)
        queries, keys, values = mixed.transpose(1, 2, 0, 3)
        scores = np.matmul(queries, keys.transpose(0, 2, 1)) * np.float32((width // heads) ** -0.5)
        seen = np.matmul(softmax(scores), values)
        return self.linear[f"{number}.out"](np.ascontiguousarray(seen.transpose(1, 0, 2)).reshape(length, width))
