"""Packed streams (.gz, .bz2, .xz, .zst), unpacked as they are read, and bounded: nobody's archive may fill memory or time.

Whatever the packer, a stream that ends too early raises EOFError after what came before has been read; one that is no such
stream, is damaged or unpacks to far more than it weighs raises InputError.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from servanda.errors import InputError

if TYPE_CHECKING:
    from typing_extensions import Buffer

# Text packs to a third or a tenth, tables of repeated words to a fiftieth; a ratio of 200 over this many bytes is a bomb.
LARGEST_RATIO, UNSUSPECTED = 200, 10 << 20
_CHUNK = 1 << 16


class Readable(Protocol):
    """What gives its next bytes."""

    def read(self, size: int = -1, /) -> bytes: ...


class _Counted(io.RawIOBase):
    """Packed bytes, counted as they are taken."""

    def __init__(self, packed: BinaryIO) -> None:
        self._packed, self.taken = packed, 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        data = self._packed.read(size)
        self.taken += len(data)
        return data

    def close(self) -> None:
        self._packed.close()
        super().close()


def _gzip(packed: _Counted) -> Readable:
    return cast(Readable, _ReadOnce(gzip.GzipFile(fileobj=packed, mode="rb").read1))


def _bz2(packed: _Counted) -> Readable:
    return cast(Readable, _ReadOnce(bz2.BZ2File(packed, "rb").read1))


def _xz(packed: _Counted) -> Readable:
    return cast(Readable, _ReadOnce(lzma.LZMAFile(cast(BinaryIO, packed), "rb").read1))


def _zstd(packed: _Counted) -> Readable:
    import pyarrow  # here, because it is slow to import

    return cast(Readable, pyarrow.CompressedInputStream(pyarrow.PythonFile(packed, mode="r"), "zstd"))


class _ReadOnce:
    """Reads of at most one chunk: `read` would lose what it has when the stream breaks off."""

    def __init__(self, read1: Callable[[int], bytes]) -> None:
        self.read = read1


UNPACKERS: dict[str, Callable[[_Counted], Readable]] = {
    ".gz": _gzip,
    ".bz2": _bz2,
    ".xz": _xz,
    ".zst": _zstd,
}


class _Unpacked(io.RawIOBase):
    """The bytes within a packed stream."""

    def __init__(self, packed: BinaryIO, suffix: str) -> None:
        self._packed, self._suffix, self._given = _Counted(packed), suffix, 0
        self._inner = UNPACKERS[suffix](self._packed)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        view = memoryview(buffer)
        data = self._next(min(len(view), _CHUNK))
        self._given += len(data)
        if self._given > max(UNSUSPECTED, LARGEST_RATIO * self._packed.taken):
            raise InputError(f"the file unpacks to more than {LARGEST_RATIO} times its size", mend="Unpack it yourself if you trust it")
        view[: len(data)] = data
        return len(data)

    def _next(self, size: int) -> bytes:
        try:
            return self._inner.read(size)
        except EOFError:
            raise
        except (OSError, zlib.error, lzma.LZMAError) as error:
            if self._given or "Truncated" in str(error):
                raise EOFError from error  # damaged further in: what came before can be used
            mend = f"Pack it again, or drop the {self._suffix}"
            raise InputError(f"the file is not compressed as {self._suffix} says, or damaged", mend=mend) from error

    def close(self) -> None:
        self._packed.close()
        super().close()


def unpacked(packed: BinaryIO, suffix: str) -> io.BufferedReader:
    """The bytes within `packed`, which `suffix` (a key of UNPACKERS) says how to unpack."""
    return io.BufferedReader(_Unpacked(packed, suffix), _CHUNK)
