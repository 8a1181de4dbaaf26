"""CSV: one flat row a record, safe to open in a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from servanda.records import Record
from servanda.views.exports.rows import columns_of, csv_bytes, flat, plain


def write(rows: Sequence[Record], record: type[Record], folder: Path, name: str) -> Path:
    """Write `NAME.csv` and return its path."""
    path = folder / f"{name}.csv"
    path.write_bytes(csv_bytes(columns_of(record), (flat(plain(row), record) for row in rows)))
    return path
