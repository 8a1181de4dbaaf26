"""JSON Lines: one object a row, with the field names of `servanda.records`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from servanda.records import Record
from servanda.views.exports.rows import json_lines, plain


def write(rows: Sequence[Record], record: type[Record], folder: Path, name: str) -> Path:
    """Write `NAME.jsonl` and return its path."""
    path = folder / f"{name}.jsonl"
    path.write_bytes(json_lines(plain(row) for row in rows))
    return path
