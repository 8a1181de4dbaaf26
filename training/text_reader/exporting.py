"""Fitted weights as the package has them: matrices rounded row by row, one file of arrays and one of tables."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from servanda.language.bert import ARRAYS, TABLES
from servanda.language.network.layers import Floats
from servanda.language.text_reader.reader import Tables
from training.outcomes.exporting import ATTENTIONS, encoder_arrays, save_rounded
from training.text_reader.labels import DUTIES, LABELS, SAID

HEADS = ("wide", "types", "duties", "query", "named", "pair", "score", "free", "nobody")  # the types only help to fit the encoder
ROWS = ("extra", "known", "direct")
PLACES = 512


def export(state: Mapping[str, Floats], pieces: tuple[str, ...], folder: Path) -> None:
    """Writes the weights and tables."""
    found = encoder_arrays(state, PLACES) | {f"{name}.weight": state[f"{name}.weight"] for name in ROWS}
    found |= {f"{name}.{kind}": state[f"{name}.{kind}"] for name in HEADS for kind in ("weight", "bias")}
    layers = save_rounded(found, folder / ARRAYS)
    tables = Tables(labels=LABELS, duties=DUTIES, said=SAID, layers=layers, attentions=ATTENTIONS, pieces=pieces)
    (folder / TABLES).write_bytes(msgspec.json.encode(tables))
