"""One build, or one decision, at a time in a folder; one site at a time in its own.

The operating system holds the lock and lets go of it when the process ends, however it ends, so that the lock of a
killed build never has to be cleared by hand. The file's content only tells the next one who holds it.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from servanda.errors import FolderHeld, StoreError

LOCK_FILE = ".lock"

if sys.platform == "win32":
    import msvcrt

    # Windows locks bytes, not files, and a locked byte cannot be read: lock one far behind the holder's name.
    _FAR = 1 << 20

    def _try_lock(file: TextIO) -> None:
        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

    def _unlock(file: TextIO) -> None:
        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _try_lock(file: TextIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(file: TextIO) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


def _holder(file: TextIO) -> str:
    file.seek(0)
    try:
        held = json.loads(file.read(4096))
        return f"process {int(held['process'])} on {str(held['machine'])[:80]!r}"
    except (ValueError, KeyError, TypeError):
        return "another process"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder for the length of a `with` block.

    Raises:
        FolderHeld: if another process holds it, saying which.
        StoreError: if the folder cannot be written to.
    """
    try:
        file = (folder / LOCK_FILE).open("a+", encoding="utf-8")
    except OSError as error:
        raise StoreError(f"cannot be written to ({error.strerror})", where=str(folder), mend="Choose another folder with -o") from error
    with file, _held(file, folder, "building in"):
        yield


@contextmanager
def locked_beside(folder: Path) -> Iterator[None]:
    """Hold a folder that is put in its place as a whole, for the length of a `with` block: by a file beside it, which goes with the lock.

    Raises:
        FolderHeld: if another process holds it, saying which.
        StoreError: if the folder cannot be written.
    """
    path = folder.parent / f".{folder.name}-lock"
    while True:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            file = path.open("a+", encoding="utf-8")
        except OSError as error:
            raise StoreError(f"cannot be written ({error.strerror})", where=str(folder), mend="Choose another folder with --to") from error
        with file, _held(file, folder, "writing pages into"):
            if not _stands(file, path):
                continue  # who held it before took the file away after we had opened it
            try:
                yield
            finally:
                with suppress(OSError):  # where an open file cannot be removed, it stays for the next
                    path.unlink()
            return


def _stands(file: TextIO, path: Path) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


@contextmanager
def _held(file: TextIO, folder: Path, doing: str) -> Iterator[None]:
    try:
        _try_lock(file)
    except OSError as error:
        mend = "Wait for it to end, or work in another folder"
        raise FolderHeld(f"{_holder(file)} is {doing} this folder", where=str(folder), mend=mend) from error
    try:
        _write_holder(file, json.dumps({"process": os.getpid(), "machine": platform.node()}))
        yield
    finally:
        _write_holder(file, "")
        _unlock(file)


def _write_holder(file: TextIO, text: str) -> None:
    file.seek(0)
    file.truncate()
    file.write(text)
    file.flush()
