"""Lines of files of many documents, bounded in length: a line that is too long is refused without being held in memory."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

from servanda.documents.encodings import decode, looks_binary, marked_encoding
from servanda.documents.files import Stream
from servanda.errors import InputError

LONGEST_LINE = 8 << 20  # bytes
RefuseLine = Callable[[int, InputError], None]


def peek(stream: Stream, size: int = 4096) -> bytes:
    """The next bytes of a stream without taking them. Raises InputError for an empty or binary file."""
    head = bytes(stream.peek(size)[:size])
    if not head:
        raise InputError("the file is empty", mend="Leave it out")
    if looks_binary(head):
        raise InputError("the file is binary, not text", mend="Give text; export the original as UTF-8 text")
    return head


def _too_long() -> InputError:
    return InputError(f"the line is longer than {LONGEST_LINE >> 20} MB", mend="Put each document on a line of its own")


def text_lines(stream: Stream, refuse: RefuseLine) -> Iterator[tuple[int, str]]:
    """(line number, line with its newline) of `stream`; lines that are too long or cannot be decoded go to `refuse`."""
    encoding = marked_encoding(peek(stream))
    if not encoding or encoding == "utf-8-sig":
        yield from _lines(stream, refuse)
        return
    wrapper = io.TextIOWrapper(stream, encoding, newline="\n")
    try:
        yield from _lines(wrapper, refuse)
    finally:
        if not stream.closed:
            wrapper.detach()  # else it would close a stream that is not its own


def _lines(source: Stream | io.TextIOWrapper, refuse: RefuseLine) -> Iterator[tuple[int, str]]:
    number = 0
    while True:
        try:
            line: str | bytes = source.readline(LONGEST_LINE)
            too_long = len(line) == LONGEST_LINE and not _ended(line)
            while too_long and (more := source.readline(1 << 16)) and not _ended(more):
                pass
        except UnicodeError:
            refuse(number + 1, InputError("the bytes do not fit the byte order mark", mend="Save the file as UTF-8"))
            return
        if not line:
            return
        number += 1
        if too_long:
            refuse(number, _too_long())
            continue
        try:
            yield number, line if isinstance(line, str) else decode(line)
        except InputError as error:
            refuse(number, error)


def _ended(line: str | bytes) -> bool:
    return line.endswith("\n") if isinstance(line, str) else line.endswith(b"\n")
