"""Files of one document each: plain text, Markdown, HTML."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from servanda.documents.drafts import Draft, Reading, Refuse, draft_of_parts, rejection
from servanda.documents.encodings import decode, looks_binary, marked_encoding
from servanda.documents.files import SourceFile, read_bounded
from servanda.documents.markdown import take_markdown
from servanda.documents.plain import take_opening
from servanda.documents.webpages import read_page
from servanda.errors import InputError

LONGEST_FILE = 32 << 20  # bytes


def whole(file: SourceFile, longest: int = LONGEST_FILE) -> bytes:
    """All bytes of a file that is of use only as a whole. Raises InputError if it is empty, larger than `longest` bytes or breaks off."""
    data, complete = read_bounded(file, longest)
    if not complete:
        raise broken_off(kept=False)
    if not data.strip():
        raise InputError("the file is empty", mend="Leave it out")
    return data


def _taken_apart(file: SourceFile, data: bytes, latest: datetime.date) -> tuple[str, dict[str, str]]:
    text = decode(data, markup=file.kind == "webpage")
    if file.kind == "webpage":
        return read_page(text, latest)
    return take_markdown(text) if file.kind == "markdown" else take_opening(text)


def read_article(file: SourceFile, refuse: Refuse, reading: Reading) -> Iterator[Draft]:
    """The Draft of a whole file. What a broken packed file held before the break is kept, marked partial, and the break reported."""
    data, complete = read_bounded(file, LONGEST_FILE)
    if not complete:
        refuse(rejection(file.name, broken_off(kept=bool(data))))
        data = _whole_characters(data)
    if not data.strip():
        raise InputError("the file is empty", mend="Leave it out")
    if looks_binary(data) or (b"\x00" in data and not marked_encoding(data)):
        raise InputError("the file is binary, not text", mend="Give text; export the original as UTF-8 text")
    text, parts = _taken_apart(file, data, reading.latest)
    yield draft_of_parts(text, parts, file.name, partial=not complete)


def broken_off(*, kept: bool) -> InputError:
    """The report of a packed file that ends too early."""
    return InputError("the compressed file breaks off" + ("; what came before is kept" if kept else ""), mend="Copy or download it again")


def _whole_characters(data: bytes) -> bytes:
    """`data` without the beginning of a UTF-8 character that the break cut."""
    for back in range(1, min(4, len(data)) + 1):
        byte = data[-back]
        if byte >= 0xC0:
            return data[:-back] if back < (2 if byte < 0xE0 else 3 if byte < 0xF0 else 4) else data
        if byte < 0x80:
            return data
    return data
