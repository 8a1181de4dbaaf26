"""Records to Arrow tables and back, by the types the records declare.

Nested records become Arrow structs and tuples become lists, so that SQL can look into them; nothing is kept as JSON
text, and what is read back equals what was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, TypeVar

import msgspec
import pyarrow as pa
from msgspec import inspect

from servanda.errors import StoreError

R = TypeVar("R", bound=msgspec.Struct)

BATCH = 200  # rows turned at once: no other thread runs meanwhile
SHORT, MOST_SHARED = 40, 65_536  # characters of a text that is kept once however many rows have it, and how many texts and numbers are remembered

_SCALARS: dict[type[inspect.Type], pa.DataType] = {
    inspect.StrType: pa.string(),
    inspect.LiteralType: pa.string(),
    inspect.IntType: pa.int64(),
    inspect.FloatType: pa.float64(),
    inspect.BoolType: pa.bool_(),
}


def _arrow_type(kind: inspect.Type) -> pa.DataType:
    if isinstance(kind, inspect.UnionType):
        present = [option for option in kind.types if not isinstance(option, inspect.NoneType)]
        if len(present) != 1:
            raise TypeError(f"a field of a record may be one type or None, not {kind}")
        return _arrow_type(present[0])
    if isinstance(kind, inspect.StructType):
        return pa.struct([pa.field(field.name, _arrow_type(field.type)) for field in kind.fields])
    if isinstance(kind, inspect.VarTupleType):
        return pa.list_(_arrow_type(kind.item_type))
    if isinstance(kind, inspect.DictType):
        return pa.map_(_arrow_type(kind.key_type), _arrow_type(kind.value_type))
    return _SCALARS[type(kind)]


@cache
def schema_of(record: type[msgspec.Struct]) -> pa.Schema:
    """The Arrow schema of a record type: one column a field, in the order of the fields."""
    kind = inspect.type_info(record)
    if not isinstance(kind, inspect.StructType):
        raise TypeError(f"{record} is not a record")
    return pa.schema([pa.field(field.name, _arrow_type(field.type)) for field in kind.fields])


def to_arrow(rows: Iterable[msgspec.Struct], record: type[msgspec.Struct], **leading: Sequence[str | None]) -> pa.Table:
    """Records of one type as an Arrow table; `leading` adds text columns before theirs (the doc_id of times, for one)."""
    plain = [msgspec.to_builtins(row) for row in rows]
    table = pa.Table.from_pylist(plain, schema=schema_of(record))
    for place, (name, values) in enumerate(leading.items()):
        table = table.add_column(place, pa.field(name, pa.string()), pa.array(values, pa.string()))
    return table


def from_arrow(table: pa.Table, record: type[R]) -> list[R]:
    """The records of an Arrow table; columns the record does not have are left out.

    Raises:
        StoreError: if a row does not fit the record, which means that the file was written by another version.
    """
    schema = schema_of(record)
    missing = [name for name in schema.names if name not in table.column_names]
    if missing:
        raise StoreError(f"a stored table lacks the column {missing[0]}", mend="Build again into a new folder")
    maps = [field.name for field in schema if pa.types.is_map(field.type)]
    records: list[R] = []
    usual = {f.name: msgspec.to_builtins(f.default) for f in msgspec.structs.fields(record) if isinstance(f.default, msgspec.Struct)}
    shared: dict[object, object] = {}
    try:
        for batch in table.select(schema.names).to_batches(max_chunksize=BATCH):
            rows: list[dict[str, Any]] = batch.to_pylist()
            for row in rows:
                for name in maps:
                    row[name] = dict(row[name])
                for name, value in usual.items():
                    if row[name] == value:
                        del row[name]  # so that all such rows have one record there
                _share(row, shared)
            if len(shared) > MOST_SHARED:
                shared.clear()
            records += [msgspec.convert(row, record) for row in rows]
        return records
    except msgspec.ValidationError as error:
        raise StoreError(f"a stored row does not fit its record: {error}", mend="Build again into a new folder") from error


def _share(content: dict[str, Any], shared: dict[object, object]) -> None:
    """Puts one object for each short text and whole number that comes up again: codes, names, frames, days and offsets are most of what a claim takes."""
    for name, value in content.items():
        kind = type(value)
        if kind is str:
            if len(value) <= SHORT:
                content[name] = shared.setdefault(value, value)
        elif kind is int:
            content[name] = shared.setdefault(value, value)
        elif kind is dict:
            _share(value, shared)
        elif kind is list and value:
            if type(value[0]) is dict:
                for part in value:
                    _share(part, shared)
            elif type(value[0]) is str:
                content[name] = [shared.setdefault(part, part) for part in value]
