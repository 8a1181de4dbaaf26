"""Finds the files that inputs name: files, folders, globs, archives, standard input, object stores.

The order depends on names alone: inputs as given, folders sorted, so the same inputs give the same documents in the same order.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from servanda.documents.archives import members
from servanda.documents.drafts import Refuse, rejection
from servanda.documents.files import ROWS, SourceFile, classified
from servanda.documents.remote import is_remote, remote_files
from servanda.documents.standard_input import STANDARD_INPUT, standard_input
from servanda.errors import InputError
from servanda.records import Rejection

_CHUNK = 1 << 16
_COUNTED = 256 << 20  # bytes of a file whose lines are counted; the lines of a larger one are estimated
_UNCOUNTED = frozenset({"parquet", "feed", "xml", "newsroom", "rtf", "warc"})  # kinds of which only reading tells how many documents they hold


def _shown(path: str | Path) -> str:
    """A path as it is reported. Names on disk may be in no encoding at all; what is kept of them is text."""
    return os.fsencode(path.as_posix() if isinstance(path, Path) else path).decode("utf-8", "replace")


def _walk(folder: Path, refuse: Refuse) -> Iterator[Path]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        refuse(Rejection(source=_shown(folder), place="", reason=f"the folder cannot be read ({error.strerror})", mend="Give yourself the right to read it"))
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
    if os.path.isdir(path):  # False, unlike `Path.is_dir`, for what no file can be called: a text given in place of its path
        yield from _walk(path, refuse)
    elif os.path.lexists(path):
        yield path
    elif glob.has_magic(str(item)):
        for match in sorted(glob.glob(str(item), recursive=True)):
            if os.path.isdir(match):
                yield from _walk(Path(match), refuse)
            else:
                yield Path(match)
    else:
        refuse(Rejection(source=_shown(path), place="", reason="there is no such file or folder", mend="Check the path"))


def _on_disk(path: Path) -> SourceFile:
    found = classified(_shown(path), lambda: path.open("rb"), path)
    if not path.is_file():
        raise InputError("it is no regular file", mend="Give a file that can be opened and read")
    return found


def _local(item: str | Path, refuse: Refuse, seen: set[str], without: str) -> Iterator[SourceFile]:
    any_found = False
    for path in _named(item, refuse):
        any_found = True
        real = os.path.realpath(path)
        if real in seen or (without and Path(real).is_relative_to(without)):
            continue
        seen.add(real)
        try:
            yield _on_disk(path)
        except InputError as error:
            refuse(rejection(_shown(path), error))
    if not any_found and (os.path.isdir(item) or glob.has_magic(str(item))):
        refuse(Rejection(source=_shown(Path(item)), place="", reason="no files are there", mend="Check the path"))


def _found(item: str | Path, refuse: Refuse, seen: set[str], without: str) -> Iterator[SourceFile]:
    if without and Path(without) in Path(os.path.realpath(item)).parents:
        without = ""  # the item itself is named
    try:
        if str(item) == STANDARD_INPUT:
            with standard_input() as file:
                yield file
        elif is_remote(str(item)):
            yield from remote_files(str(item), refuse, seen)
        else:
            yield from _local(item, refuse, seen, without)
    except InputError as error:
        refuse(rejection(_shown(item), error))


def find_files(inputs: Sequence[str | Path], refuse: Refuse, without: Path | None = None) -> Iterator[SourceFile]:
    """The readable files that `inputs` name, each once, members of archives among them; what cannot be read is refused with a reason.

    Hidden files inside folders, and whatever lies in the folder `without` and is not named itself, are passed over. A file may be read until the
    next is asked for.
    """
    seen: set[str] = set()
    for item in inputs:
        for file in _found(item, refuse, seen, os.path.realpath(without) if without else ""):
            if file.kind == "zip":
                yield from members(file, refuse)
            else:
                yield file


def _line_count(file: SourceFile) -> int | None:
    if file.path is None or file.packing:
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
            count = _line_count(file) if file.kind in ROWS else None if file.kind in _UNCOUNTED else 1
        except (OSError, InputError):
            continue
        if count is None:
            return None
        total += count
    return total
