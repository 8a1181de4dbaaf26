"""A file to read: what its name says it holds and how it is packed, and its bytes."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from servanda.documents.packing import UNPACKERS, unpacked
from servanda.errors import InputError

Stream = io.BufferedReader
# Suffix -> kind; reading.py names the reader of each kind. A kind of XML that has no suffix of its own goes into sniffing.py.
KINDS: dict[str, str] = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "webpage",
    ".htm": "webpage",
    ".xhtml": "webpage",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".parquet": "parquet",
    ".pdf": "pdf",
    ".docx": "docx",
    ".rss": "feed",
    ".atom": "feed",
    ".warc": "warc",
    ".xml": "xml",
    ".newsml": "newsroom",
    ".nitf": "newsroom",
    ".rtf": "rtf",
    ".zip": "zip",
}
ROWS = frozenset({"jsonl", "json", "csv", "tsv"})  # kinds of which a line is about a document
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read. `name` is how it is reported; `packing` is a key of UNPACKERS or ""; `path` is None for what lies on no disk of ours."""

    name: str
    kind: str
    packing: str
    raw: Callable[[], BinaryIO]
    path: Path | None = None

    def open(self) -> Stream:
        """The unpacked bytes as a buffered stream. Can be called again."""
        raw = self.raw()
        if self.packing:
            return unpacked(raw, self.packing)
        return raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, raw), _CHUNK)


def classified(name: str, raw: Callable[[], BinaryIO], path: Path | None = None) -> SourceFile:
    """The file that `name` names. Raises InputError if its suffix is not known."""
    bare = PurePosixPath(name)
    packing = bare.suffix.lower() if bare.suffix.lower() in UNPACKERS else ""
    suffix = PurePosixPath(bare.stem).suffix if packing else bare.suffix
    kind = KINDS.get(suffix.lower())
    if kind is None:
        mend = f"Known are {' '.join(KINDS)}, each also with {' '.join(UNPACKERS)}"
        raise InputError(f"the suffix {bare.suffix[:20]!r} is not known", mend=mend)
    return SourceFile(name, kind, packing, raw, path)


def read_bounded(file: SourceFile, longest: int) -> tuple[bytes, bool]:
    """All bytes of `file`, and whether it is complete (a packed file may break off). Raises InputError above `longest` bytes."""
    parts: list[bytes] = []
    size, complete = 0, True
    with file.open() as stream:
        while True:
            try:
                chunk = stream.read1(_CHUNK)  # `read` would lose what it has when the file breaks off
            except EOFError:
                complete = False
                break
            if not chunk:
                break
            parts.append(chunk)
            size += len(chunk)
            if size > longest:
                raise InputError(f"the file holds more than {longest >> 20} MB", mend="Split it into its articles, one file or line each")
    return b"".join(parts), complete
