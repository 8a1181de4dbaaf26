"""Finds the files that inputs name (files, folders, globs) and opens them, compressed or not.

The order depends on names alone: inputs as given, folders sorted, so the same inputs give the same documents in the same order.
"""

from __future__ import annotations

import glob
import gzip
import io
import os
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from servanda.documents.drafts import Refuse
from servanda.errors import InputError
from servanda.records import Rejection

Stream = io.BufferedReader | gzip.GzipFile
Kind = Literal["plain", "markdown", "webpage", "jsonl", "json", "csv", "tsv", "xml", "docx", "rtf"]
KINDS: dict[str, Kind] = {
    ".txt": "plain", ".text": "plain", ".md": "markdown", ".markdown": "markdown", ".html": "webpage", ".htm": "webpage", ".xhtml": "webpage",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv", ".tsv": "tsv",
    ".xml": "xml", ".newsml": "xml", ".nitf": "xml", ".docx": "docx", ".rtf": "rtf",
}  # fmt: skip
ROWS = frozenset({"jsonl", "json", "csv", "tsv"})
_CHUNK = 1 << 16
_COUNTED = 256 << 20  # bytes of a file whose lines are counted; the lines of a larger one are estimated


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read: its path, the kind its suffix tells, whether it is gzip."""

    path: Path
    kind: Kind
    compressed: bool

    @property
    def name(self) -> str:
        return self.path.as_posix()

    def open(self) -> Stream:
        """The uncompressed bytes as a buffered stream."""
        return gzip.open(self.path, "rb") if self.compressed else self.path.open("rb")


def _classified(path: Path) -> SourceFile | None:
    compressed = path.suffix.lower() == ".gz"
    suffix = Path(path.stem).suffix if compressed else path.suffix
    kind = KINDS.get(suffix.lower())
    return SourceFile(path, kind, compressed) if kind else None


def _walk(folder: Path, refuse: Refuse) -> Iterator[Path]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        refuse(Rejection(source=folder.as_posix(), place="", reason=f"the folder cannot be read ({error.strerror})", mend="Give yourself the right to read it"))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), refuse)
        else:
            yield Path(entry.path)


def _named(item: str | Path, refuse: Refuse) -> Iterator[Path]:
    path = Path(item)
    if path.is_dir():
        yield from _walk(path, refuse)
    elif os.path.lexists(path):
        yield path
    elif glob.has_magic(str(item)):
        for match in sorted(glob.glob(str(item), recursive=True)):
            if Path(match).is_dir():
                yield from _walk(Path(match), refuse)
            else:
                yield Path(match)
    else:
        refuse(Rejection(source=path.as_posix(), place="", reason="there is no such file or folder", mend="Check the path"))


def _checked(path: Path, refuse: Refuse) -> SourceFile | None:
    found = _classified(path)
    if found is None:
        known = " ".join(KINDS)
        refuse(Rejection(source=path.as_posix(), place="", reason=f"the suffix {path.suffix!r} is not known", mend=f"Known are {known}, each also with .gz"))
    elif not path.is_file():
        refuse(Rejection(source=path.as_posix(), place="", reason="it is no regular file", mend="Give a file that can be opened and read"))
    else:
        return found
    return None


def find_files(inputs: Sequence[str | Path], refuse: Refuse) -> Iterator[SourceFile]:
    """The readable files that `inputs` name, each once, hidden ones skipped inside folders; the others are refused with a reason."""
    seen: set[str] = set()
    for item in inputs:
        any_found = False
        for path in _named(item, refuse):
            any_found = True
            real = os.path.realpath(path)
            if real in seen:
                continue
            seen.add(real)
            found = _checked(path, refuse)
            if found:
                yield found
        if not any_found and (Path(item).is_dir() or glob.has_magic(str(item))):
            refuse(Rejection(source=Path(item).as_posix(), place="", reason="no files are there", mend="Check the path"))


def read_bounded(file: SourceFile, longest: int) -> tuple[bytes, bool]:
    """All bytes of `file`, and whether it is complete (a gzip file may break off). Raises InputError above `longest` bytes."""
    parts: list[bytes] = []
    size, complete = 0, True
    with file.open() as stream:
        while True:
            try:
                chunk = stream.read1(_CHUNK)  # `read` would lose what it has when the file breaks off
            except (EOFError, zlib.error):
                complete = False
                break
            if not chunk:
                break
            parts.append(chunk)
            size += len(chunk)
            if size > longest:
                raise InputError(f"the file holds more than {longest >> 20} MB", mend="Split it into its articles, one file or line each")
    return b"".join(parts), complete


def _line_count(file: SourceFile) -> int | None:
    if file.compressed:
        return None
    size = file.path.stat().st_size
    with file.path.open("rb") as stream:
        if size > _COUNTED:
            head = stream.read(16 * _CHUNK)
            return max(1, size * head.count(b"\n") // len(head))
        count, last = 0, b"\n"
        while chunk := stream.read(_CHUNK):
            count, last = count + chunk.count(b"\n"), chunk[-1:]
    return count + (last != b"\n") - (file.kind in {"csv", "tsv"} and count > 0)


def document_count(inputs: Sequence[str | Path]) -> int | None:
    """About how many documents `inputs` hold, for a progress bar: files, or lines of JSONL and CSV. None where only unpacking would tell."""
    total = 0
    for file in find_files(inputs, lambda _: None):
        try:
            count = _line_count(file) if file.kind in ROWS else 1
        except OSError:
            continue
        if count is None:
            return None
        total += count
    return total
