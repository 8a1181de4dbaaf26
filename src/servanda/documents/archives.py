"""The members of a .zip archive, as files of their own; nothing is written to disk.

What a member and the whole archive unpack to is bounded before anything is read: the declared sizes are those that the reader
keeps to, and together they show members that overlap. An archive may hold another, one level deep.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from servanda.documents.drafts import Refuse, rejection
from servanda.documents.files import SourceFile, classified, read_bounded
from servanda.documents.packing import LARGEST_RATIO, UNSUSPECTED
from servanda.errors import InputError

if TYPE_CHECKING:
    from typing_extensions import Buffer

LARGEST_MEMBER = 512 << 20  # bytes, unpacked
LONGEST_INNER = 64 << 20  # bytes of an archive that must be held in memory: one inside another, or packed once more
_ENCRYPTED = 0x1
# What zipfile raises over a damaged or encrypted archive (NotImplementedError is a RuntimeError, UnicodeDecodeError a ValueError).
ZIP_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, LookupError, RuntimeError, ValueError, EOFError, OSError)
_DAMAGED = "Pack the archive again, or unpack it and give the folder"


class _Member(io.RawIOBase):
    """A member's bytes; damage is told as an InputError."""

    def __init__(self, inner: IO[bytes]) -> None:
        self._inner = inner

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        view = memoryview(buffer)
        try:
            data = self._inner.read(len(view))
        except ZIP_DAMAGE as error:
            raise InputError(f"the member is damaged ({error})", mend=_DAMAGED) from error
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._inner.close()
        super().close()


def _opener(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], BinaryIO]:
    def opened() -> BinaryIO:
        try:
            return cast(BinaryIO, _Member(archive.open(info)))
        except ZIP_DAMAGE as error:
            raise InputError(f"the member cannot be unpacked ({error})", mend=_DAMAGED) from error

    return opened


def _check(info: zipfile.ZipInfo) -> None:
    if info.flag_bits & _ENCRYPTED:
        raise InputError("the member is encrypted", mend="Unpack the archive with its password and give the folder")
    if info.file_size > LARGEST_MEMBER:
        raise InputError(f"the member unpacks to more than {LARGEST_MEMBER >> 20} MB", mend="Unpack the archive if you trust it and give the folder")
    if info.file_size > max(UNSUSPECTED, LARGEST_RATIO * info.compress_size):
        raise InputError(f"the member unpacks to more than {LARGEST_RATIO} times its size", mend="Unpack the archive if you trust it and give the folder")


def _hidden(name: str) -> bool:
    parts = name.split("/")
    return not parts[-1] or "__MACOSX" in parts or any(part.startswith(".") and part not in {".", ".."} for part in parts)


def _source(file: SourceFile) -> BinaryIO:
    """The bytes of an archive, which is read from its end."""
    if not file.packing:
        source = file.raw()
        if source.seekable():
            return source
        source.close()
    data, complete = read_bounded(file, LONGEST_INNER)
    if not complete:
        raise InputError("the compressed file breaks off", mend="Copy or download it again")
    return io.BytesIO(data)


def _opened(source: BinaryIO) -> zipfile.ZipFile:
    size = source.seek(0, io.SEEK_END)
    if not size:
        raise InputError("the file is empty", mend="Leave it out")
    try:
        archive = zipfile.ZipFile(source)
    except ZIP_DAMAGE as error:
        raise InputError(f"the archive cannot be opened ({error})", mend="Copy or download it again") from error
    check_whole(archive, size)
    return archive


def check_whole(archive: zipfile.ZipFile, size: int) -> None:
    """Refuse an archive of `size` bytes whose members together unpack to far more. Raises InputError."""
    if sum(info.file_size for info in archive.infolist()) > max(UNSUSPECTED, LARGEST_RATIO * size):
        raise InputError(f"the archive unpacks to more than {LARGEST_RATIO} times its size", mend="Unpack it yourself if you trust it")


def members(file: SourceFile, refuse: Refuse, *, inner: bool = False) -> Iterator[SourceFile]:
    """The readable members of the archive `file`, by name; the others are refused with a reason. Each may be read until the next is asked for."""
    with ExitStack() as held:
        try:
            archive = _opened(held.enter_context(_source(file)))
        except (InputError, OSError) as error:
            refuse(rejection(file.name, error if isinstance(error, InputError) else InputError(f"the file cannot be read ({error})", mend="Check its rights")))
            return
        shown = sorted((info for info in archive.infolist() if not _hidden(info.filename)), key=lambda info: info.filename)
        if not shown:
            refuse(rejection(file.name, InputError("no files are there", mend="Leave it out")))
        for info in shown:
            name = f"{file.name}/{info.filename}"
            try:
                _check(info)
                member = classified(name, _opener(archive, info))
                if member.kind == "zip" and inner:
                    raise InputError("an archive lies in an archive in an archive", mend="Unpack it and give the folder")
            except InputError as error:
                refuse(rejection(name, error))
                continue
            if member.kind == "zip":
                yield from members(member, refuse, inner=True)
            else:
                yield member
