"""Fitted weights as the package has them: matrices rounded row by row, one file of arrays and one of tables."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

import msgspec
import numpy as np

from servanda.language.bert import ARRAYS, TABLES
from servanda.language.network.layers import Floats, rounded_rows
from servanda.language.outcomes.reader import Tables
from servanda.language.outcomes.texts import Outcome

LABELS: tuple[Outcome, ...] = get_args(Outcome)
SIMPLE = {
    "encoder.embeddings.word_embeddings.weight": "pieces.weight",
    "encoder.embeddings.position_embeddings.weight": "places.weight",
    "encoder.embeddings.token_type_embeddings.weight": "sorts.weight",
    "encoder.embeddings.LayerNorm.weight": "norm.weight",
    "encoder.embeddings.LayerNorm.bias": "norm.bias",
}
LAYER = {
    "attention.output.dense": "out", "attention.output.LayerNorm": "norm_attention", "intermediate.dense": "wide", "output.dense": "narrow",
    "output.LayerNorm": "norm_forward",
}  # fmt: skip
ATTENTIONS, PLACES = 12, 160
UNROUNDED = ("norm", "scores", "bias", "sorts", "extra", "known", "direct")


def encoder_arrays(state: Mapping[str, Floats], places: int = PLACES) -> dict[str, Floats]:
    """A student's encoder under the package's names, for inputs of at most so many pieces."""
    found = {new: state[old] for old, new in SIMPLE.items()}
    found["places.weight"] = found["places.weight"][:places]
    number = 0
    while (prefix := f"encoder.encoder.layer.{number}.") + "output.dense.weight" in state:
        for kind in ("weight", "bias"):
            parts = [state[f"{prefix}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
            found[f"layers.{number}.mixed.{kind}"] = np.concatenate(parts)
            for old, new in LAYER.items():
                found[f"layers.{number}.{new}.{kind}"] = state[f"{prefix}{old}.{kind}"]
        number += 1
    return found


def save_rounded(found: Mapping[str, Floats], path: Path) -> int:
    """Writes the arrays, matrices rounded but for those of `UNROUNDED`; the number of the encoder's layers among them."""
    stored: dict[str, Any] = {}
    for name, array in found.items():
        if array.ndim == 2 and not name.startswith(UNROUNDED):
            stored[name], stored[name + ".scale"] = rounded_rows(array.astype(np.float32))
        else:
            stored[name] = array.astype(np.float32)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **stored)
    return len({name.split(".")[1] for name in found if name.startswith("layers.")})


def export(state: Mapping[str, Floats], pieces: tuple[str, ...], folder: Path) -> None:
    """Writes the weights and tables."""
    layers = save_rounded(encoder_arrays(state) | {name: state[name] for name in ("scores.weight", "scores.bias")}, folder / ARRAYS)
    tables = Tables(labels=LABELS, layers=layers, attentions=ATTENTIONS, pieces=pieces)
    (folder / TABLES).write_bytes(msgspec.json.encode(tables))
