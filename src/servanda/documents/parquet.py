"""Parquet: one document a row, read in batches, only the columns that are wanted."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from servanda.documents.articles import whole
from servanda.documents.drafts import FAULTS, Draft, Reading, Refuse, rejection
from servanda.documents.files import SourceFile
from servanda.documents.rows import check_columns, draft_of
from servanda.documents.tables import field_of
from servanda.errors import InputError

LONGEST_HELD = 256 << 20  # bytes of a file that is packed, and must be held since Parquet is read from its end
_BATCH = 64  # rows


@contextmanager
def _opened(file: SourceFile) -> Iterator[Any]:
    with file.open() as stream:
        if file.packing or not stream.seekable():
            yield pq.ParquetFile(io.BytesIO(whole(file, LONGEST_HELD)))
        elif stream.peek(1):
            yield pq.ParquetFile(stream)
        else:
            raise InputError("the file is empty", mend="Leave it out")


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime.date) else value  # times of day are dates too


def _values(column: Any) -> list[object]:
    """The values of a column. A time that no calendar of Python's holds is given as its number, so that it costs only its row."""
    try:
        return list(column.to_pylist())
    except OverflowError:
        return [_value(cell) for cell in column]


def _value(cell: Any) -> object:
    try:
        return cell.as_py()
    except OverflowError:
        return f"{cell.type} {cell.value}"


def _rows(batch: Any) -> Iterator[Mapping[str, object]]:
    columns = {}
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        fine = pa.types.is_timestamp(column.type) and column.type.unit == "ns"  # nanoseconds have no counterpart in Python
        columns[name] = _values(pc.cast(column, pa.timestamp("us", column.type.tz), safe=False) if fine else column)
    for values in zip(*columns.values(), strict=True):
        yield {name: _plain(value) for name, value in zip(columns, values, strict=True)}


def read_parquet(file: SourceFile, refuse: Refuse, reading: Reading) -> Iterator[Draft]:
    """The Drafts of a Parquet file's rows. A file that breaks off in its middle gives what came before."""
    number = 0
    try:
        with _opened(file) as table:
            names = table.schema_arrow.names
            check_columns(names, reading.columns)
            known = set(field_of()) | {name.lower() for name in reading.columns.values()}
            wanted = [name for name in names if name.strip().lower() in known]
            for batch in table.iter_batches(batch_size=_BATCH, columns=wanted, use_threads=False):
                for row in _rows(batch):
                    number += 1
                    try:
                        yield draft_of(row, file.name, f"row {number}", reading.columns)
                    except InputError as error:
                        refuse(rejection(file.name, error, f"row {number}"))
    except (pa.ArrowException, MemoryError, *FAULTS) as error:
        reason = f"the Parquet file is damaged ({type(error).__name__})" + (f" after row {number}" if number else "")
        raise InputError(reason, mend="Write or download it again") from error
