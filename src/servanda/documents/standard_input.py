"""Standard input (`-`), kept in a file while it is read, since some formats are read from their end."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from servanda.documents.files import SourceFile
from servanda.documents.sniffing import HEAD, kind_of, packing_of
from servanda.errors import InputError

STANDARD_INPUT = "-"
NAME = "standard input"
LARGEST = 4 << 30  # bytes
_CHUNK = 1 << 20


def _kept(path: Path) -> None:
    size = 0
    with path.open("wb") as out:
        while chunk := sys.stdin.buffer.read(_CHUNK):
            size += len(chunk)
            if size > LARGEST:
                raise InputError(f"standard input holds more than {LARGEST >> 30} GB", mend="Give it as files")
            out.write(chunk)


@contextmanager
def standard_input() -> Iterator[SourceFile]:
    """All of standard input as a file whose kind and packing are told from its first bytes. Raises InputError above `LARGEST` bytes."""
    if sys.stdin is None or sys.stdin.isatty():
        raise InputError("nothing is piped into standard input", mend="Write for example: cat items.jsonl | servanda build -")
    with tempfile.TemporaryDirectory(prefix="servanda-") as folder:
        path = Path(folder) / "input"
        _kept(path)
        with path.open("rb") as stream:
            packing = packing_of(stream.read(HEAD))
        file = SourceFile(NAME, "plain", packing, lambda: path.open("rb"))
        try:
            with file.open() as inner:
                kind = kind_of(inner.read1(HEAD))
        except EOFError:
            kind = "plain"
        yield SourceFile(NAME, kind, packing, file.raw)
