"""The arithmetic of the network in NumPy.

Every result for a word depends on its own sentence alone, to the last bit, whatever else is read beside it and however the
machine multiplies: the factors of matrix products are whole numbers so small that float32 holds every partial sum without rounding,
so the order of summation cannot show. Sums run over axes whose length is fixed by the network or by the sentence. So gating, batches and workers
cannot change a reading.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.int8]
Truths = npt.NDArray[np.bool_]

LARGEST_WEIGHT = 127  # whole numbers that weights are rounded to
LARGEST_VALUE = 255  # and values; 127 * 255 * WIDEST stays below 2**24, up to which float32 holds every whole number
WIDEST = 518  # values that may go into one product
TINY = np.float32(1e-5)
SMALLEST = np.float32(1e-20)


@dataclass(frozen=True, slots=True)
class Rounded:
    """Rows of values as whole numbers, and the size of one for each row."""

    whole: Floats
    size: Floats

    @classmethod
    def of(cls, rows: Floats, positive: bool = False) -> Rounded:
        """The rows rounded; `positive` ones are known to hold no value below 0."""
        size = np.maximum((rows if positive else np.abs(rows)).max(1, keepdims=True), SMALLEST) * np.float32(1 / LARGEST_VALUE)
        whole = rows * (1 / size)
        return cls(np.rint(whole, out=whole), size)


@dataclass(frozen=True, slots=True)
class Linear:
    """A layer y = Wx + b: whole numbers (in, out), a scale and a bias for each output."""

    whole: Floats
    scale: Floats
    bias: Floats | None

    def __call__(self, rows: Floats | Rounded) -> Floats:
        """(N, in) to (N, out)."""
        given = rows if isinstance(rows, Rounded) else Rounded.of(rows)
        result: Floats = given.whole @ self.whole
        result *= given.size
        result *= self.scale
        if self.bias is not None:
            result += self.bias
        return result


def rounded_rows(matrix: Floats) -> tuple[Bytes, Floats]:
    """Each row as whole numbers up to `LARGEST_WEIGHT`, and the scales that bring them back."""
    scale = np.maximum(np.abs(matrix).max(1), SMALLEST).astype(np.float32) / np.float32(LARGEST_WEIGHT)
    return np.rint(matrix / scale[:, None]).astype(np.int8), scale


def rectified(rows: Floats) -> Floats:
    """Negative values set to 0, in place."""
    return np.maximum(rows, 0, out=rows)


def normalised(rows: Floats, gain: Floats, bias: Floats) -> Floats:
    """Layer normalisation (Ba, Kiros and Hinton 2016) over the last axis."""
    centred: Floats = rows - rows.mean(-1, keepdims=True)
    scale = np.einsum("nd,nd->n", centred, centred) / np.float32(rows.shape[1]) + TINY
    centred *= (1 / np.sqrt(scale))[:, None]
    centred *= gain
    centred += bias
    return centred


def softmax(scores: Floats) -> Floats:
    """Over the last axis, in place."""
    scores -= scores.max(-1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(-1, keepdims=True)
    return scores
