"""Reads the lexicon's TOML files; every fault names its file and line.

A file may hold any of the tables below. Shipped files lie in `lexicon/`, a researcher's own come through `--frames`.

    [[frame]]            rows of acts (`frame_rows.Frame`)
    [[instrument]]       words that name documents (`frame_rows.InstrumentHead`)
    [class]              name = [noun lemmas]; every file adds to the list
    [composition.NAME]   what the operator NAME makes of an act's codes, by CAMEO prefix, TYPE-mode, TYPE or "*"; `like` names
                         the table that fills the gaps
    [cameo]              code = gloss
    [plover]             TYPE = [modes]
    contexts, actions, light_verbs, particles   lists of words
    same_action          lists of acts that count as one another when a promise is matched with a report
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import NoReturn, TypeVar

import msgspec

from servanda.errors import TableError

RowType = TypeVar("RowType", bound=msgspec.Struct)
HEADER = re.compile(r"\s*\[{1,2}\s*([A-Za-z0-9_.-]+)\s*\]{1,2}\s*(?:#.*)?$")
KEY = re.compile(r"\s*\"?([^\s\"=\[\]#]+)\"?\s*=")
MAXIMUM_BYTES = 5_000_000


class Content(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one file holds, its rows not yet checked."""

    frame: tuple[dict[str, object], ...] = ()
    instrument: tuple[dict[str, object], ...] = ()
    classes: dict[str, tuple[str, ...]] = msgspec.field(name="class", default_factory=dict)
    composition: dict[str, dict[str, dict[str, object] | str]] = {}
    cameo: dict[str, str] = {}
    plover: dict[str, tuple[str, ...]] = {}
    contexts: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    light_verbs: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    same_action: tuple[tuple[str, ...], ...] = ()


class Table:
    """A file of the lexicon: its content, and where each row and key stands."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self._lines: dict[tuple[str, int, str], int] = {}
        self._find_lines(text)
        self.content = self._decode(text)

    def _find_lines(self, text: str) -> None:
        table, rows = "", {"": 0}
        for number, line in enumerate(text.splitlines(), 1):
            if header := HEADER.match(line[:200]):
                table = header[1]
                rows[table] = rows.get(table, -1) + 1
                self._lines[table, rows[table], ""] = number
            elif key := KEY.match(line[:200]):
                self._lines.setdefault((table, rows[table], key[1]), number)

    def _decode(self, text: str) -> Content:
        try:
            return msgspec.convert(tomllib.loads(text), Content)
        except (tomllib.TOMLDecodeError, RecursionError) as fault:
            line = re.search(r"at line (\d+)", str(fault))
            where = f"{self.name}:{line[1]}" if line else self.name
            raise TableError(f"is not TOML: {fault}", where=where, mend="See the shipped tables for the form") from fault
        except msgspec.ValidationError as fault:
            key = _blamed(str(fault))
            where = self.where("", 0, key) if ("", 0, key) in self._lines else self.where(key)
            names = ", ".join(field.encode_name for field in msgspec.structs.fields(Content))
            raise TableError(str(fault), where=where, mend=f"A table file holds {names}") from fault

    def where(self, table: str, row: int = 0, key: str = "") -> str:
        """`FILE:LINE` of a key, of its row where the key has no line of its own, or the file alone."""
        line = self._lines.get((table, row, key)) or self._lines.get((table, row, ""))
        return f"{self.name}:{line}" if line else self.name

    def refuse(self, fault: str, table: str, row: int = 0, key: str = "", mend: str = "") -> NoReturn:
        """Raises TableError at that place."""
        raise TableError(fault, where=self.where(table, row, key), mend=mend)

    def rows(self, table: str, raw: tuple[dict[str, object], ...], kind: type[RowType]) -> Iterator[tuple[int, RowType]]:
        """The rows of `[[table]]` with their numbers. Raises TableError for unknown keys and bad values."""
        for number, row in enumerate(raw):
            yield number, self.row(table, number, row, kind)

    def row(self, table: str, number: int, raw: dict[str, object], kind: type[RowType], key: str = "") -> RowType:
        """One row as a record; `key` names the line where the row is a value of that key."""
        try:
            return msgspec.convert(raw, kind)
        except msgspec.ValidationError as fault:
            self.refuse(str(fault), table, number, key or _blamed(str(fault)), f"The keys of a row are {', '.join(kind.__struct_fields__)}")


def _blamed(message: str) -> str:
    """The key that the message of a failed conversion blames: the unknown one, else the first of the path."""
    found = re.search(r"unknown field `([^`]+)`", message) or re.search(r"at `\$\.([A-Za-z_]+)", message)
    return found[1] if found else ""


def shipped_tables() -> list[Table]:
    """The tables inside the package, in the order of their names."""
    folder = resources.files("servanda").joinpath("coding", "lexicon")
    entries = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda entry: entry.name)
    return [Table(entry.name, entry.read_text(encoding="utf-8")) for entry in entries]


def read_table(path: Path) -> Table:
    """A user's table. Raises TableError when it cannot be read or is not UTF-8 or TOML."""
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= MAXIMUM_BYTES else b""
    except OSError as fault:
        raise TableError(f"cannot be read ({fault.strerror})", where=str(path), mend="Give the path of a TOML file with [[frame]] rows") from fault
    if size > MAXIMUM_BYTES:
        raise TableError(f"has {size} bytes", where=str(path), mend=f"Split the table; a file may have {MAXIMUM_BYTES}")
    try:
        return Table(str(path), raw.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise TableError(f"is not UTF-8 at byte {fault.start}", where=str(path), mend="Save it as UTF-8") from fault
