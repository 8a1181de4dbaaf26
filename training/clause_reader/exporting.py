"""Fitted weights as the package has them: matrices rounded row by row, one file of arrays and one of tables."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from servanda.language.clause_reader.reader import ARRAYS, TABLES, Tables
from servanda.language.network.layers import Floats, rounded_rows
from training.clause_reader.labels import DUTIES, LABELS, SAID
from training.outcomes.exporting import ATTENTIONS, UNROUNDED, encoder_arrays

HEADS = ("wide", "duties")  # the types only help to fit the encoder


def export(state: Mapping[str, Floats], pieces: tuple[str, ...], folder: Path) -> None:
    """Writes the weights and tables."""
    found = encoder_arrays(state) | {"extra.weight": state["extra.weight"]}
    found |= {f"{name}.{kind}": state[f"{name}.{kind}"] for name in HEADS for kind in ("weight", "bias")}
    stored: dict[str, Any] = {}
    for name, array in found.items():
        if array.ndim == 2 and not name.startswith((*UNROUNDED, "extra")):
            stored[name], stored[name + ".scale"] = rounded_rows(array.astype(np.float32))
        else:
            stored[name] = array.astype(np.float32)
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(folder / ARRAYS, **stored)
    layers = len({name.split(".")[1] for name in found if name.startswith("layers.")})
    tables = Tables(labels=LABELS, duties=DUTIES, said=SAID, layers=layers, attentions=ATTENTIONS, pieces=pieces)
    (folder / TABLES).write_bytes(msgspec.json.encode(tables))
