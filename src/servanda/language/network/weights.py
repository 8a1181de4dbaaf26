"""The network's weights and tables as they lie in the package: one file of arrays, one of labels, word pieces and lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from servanda.language.network.layers import WIDEST, Bytes, Floats, Linear, rounded_rows

ARRAYS, TABLES = "weights.npz", "tables.json"
SCALE = ".scale"  # ends the names of the scales of rounded matrices


class Tables(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the network's outputs stand for, its shape, and the words it looks up.

    `lists` gives for a word the bits of the lists of names it stands in, `list_count` how many lists there are; `relative` is how far
    words see their distance, `attentions` how many attentions a layer has.
    """

    tags: tuple[str, ...]
    pos: tuple[str, ...]
    deps: tuple[str, ...]
    names: tuple[str, ...]
    convolutions: int
    transformers: int
    attentions: int
    relative: int
    list_count: int
    pieces: tuple[str, ...]
    lists: dict[str, int]


def as_meant(arrays: Mapping[str, Floats | Bytes], name: str) -> Floats:
    """An array as it is meant, float32: a rounded matrix with its scales."""
    array = arrays[name].astype(np.float32)
    return array * arrays[name + SCALE].astype(np.float32)[:, None] if name + SCALE in arrays else array


@dataclass(frozen=True, slots=True)
class Weights:
    """Arrays by name, matrices rounded row by row (`NAME` and `NAME.scale`), and the tables."""

    arrays: Mapping[str, Floats | Bytes]
    tables: Tables

    def __getitem__(self, name: str) -> Floats:
        """An array as it is meant, float32."""
        return as_meant(self.arrays, name)

    def linear(self, name: str) -> Linear:
        """The layer of that name."""
        whole = np.ascontiguousarray(self.arrays[f"{name}.weight"].T, dtype=np.float32)
        assert len(whole) <= WIDEST, f"{name} takes more values than are summed without rounding"
        bias = self[f"{name}.bias"] if f"{name}.bias" in self.arrays else None
        return Linear(whole, self.arrays[f"{name}.weight{SCALE}"].astype(np.float32), bias)

    @classmethod
    def rounded(cls, arrays: Mapping[str, Floats], tables: Tables) -> Weights:
        """Trained weights, their matrices rounded."""
        found: dict[str, Floats | Bytes] = {}
        for name, array in arrays.items():
            if array.ndim == 2 and not name.endswith(".distance"):
                found[name], found[name + SCALE] = rounded_rows(array)
            else:
                found[name] = array.astype(np.float32)
        return cls(found, tables)

    @classmethod
    def load(cls, folder: Path) -> Weights:
        """From a folder that `save` wrote. Raises OSError where it is not there, msgspec.ValidationError where it is another version's."""
        with np.load(folder / ARRAYS, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        return cls(arrays, msgspec.json.decode((folder / TABLES).read_bytes(), type=Tables))

    def save(self, folder: Path) -> None:
        """Writes both files."""
        folder.mkdir(parents=True, exist_ok=True)
        stored: dict[str, Any] = dict(self.arrays)  # NumPy's stubs take any keyword for one of its own options
        np.savez(folder / ARRAYS, **stored)
        (folder / TABLES).write_bytes(msgspec.json.encode(self.tables))
