"""PDF statements with a text layer, by pypdf. A title in the metadata counts only if it stands on the first page; dates there tell
when a file was made, not when it was published, and are not taken.
"""

from __future__ import annotations

import io
import logging
import struct
import zlib
from collections.abc import Iterator
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

from servanda.documents.articles import whole
from servanda.documents.canonical import one_line
from servanda.documents.drafts import FAULTS, Draft, Reading, Refuse, draft_of_parts
from servanda.documents.files import SourceFile
from servanda.documents.making import LONGEST_TEXT
from servanda.documents.plain import take_opening
from servanda.documents.printed import Line, paragraphs_of
from servanda.errors import InputError

MOST_PAGES = 2_000
LARGEST_PAGE = 8 << 20  # bytes of what a page draws; more is a drawing, and takes minutes
_FAULTS = (PyPdfError, zlib.error, struct.error, EOFError, OSError, *FAULTS)
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong with a file is told in its rejection


class _Lines:
    """Gathers the lines of a page from the pieces that pypdf hands out."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._pieces: list[str] = []
        self._at: tuple[float, float, float] | None = None

    def take(self, text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        """A piece of text with the matrices of page and text, as pypdf's `visitor_text` gives them."""
        for number, piece in enumerate(text.split("\n")):
            if number:
                self.end()
            if piece.strip() and self._at is None:
                x, y = tm[4], tm[5]
                self._at = (x * cm[0] + y * cm[2] + cm[4], x * cm[1] + y * cm[3] + cm[5], abs(size * (tm[3] or 1) * (cm[3] or 1)))
            self._pieces.append(piece)

    def end(self) -> None:
        """The line is whole."""
        text = " ".join("".join(self._pieces).translate(_LIGATURES).split())
        if text and self._at:
            self.lines.append(Line(text, *self._at))
        self._pieces, self._at = [], None


def _lines(page: PageObject) -> list[Line]:
    contents = page.get_contents()
    if contents is not None and len(contents.get_data()) > LARGEST_PAGE:
        raise InputError(f"a page draws more than {LARGEST_PAGE >> 20} MB", mend="Save its text as .txt")
    gathered = _Lines()
    page.extract_text(visitor_text=gathered.take)
    gathered.end()
    return gathered.lines


def _pages(reader: PdfReader) -> list[list[Line]]:
    if len(reader.pages) > MOST_PAGES:
        raise InputError(f"the file has more than {MOST_PAGES:,} pages", mend="Split it into its statements")
    pages, size = [], 0
    for page in reader.pages:
        pages.append(_lines(page))
        size += sum(len(line.text) for line in pages[-1])
        if size > LONGEST_TEXT:
            raise InputError(f"the text has more than {LONGEST_TEXT:,} characters", mend="Split it into its statements")
    return pages


def _title(reader: PdfReader, pages: list[list[Line]]) -> str | None:
    metadata = reader.metadata
    title = one_line(str(metadata.title), 300) if metadata and metadata.title else None
    first = " ".join(line.text for line in pages[0]) if pages else ""
    return title if title and len(title) > 3 and " ".join(title.split()).casefold() in first.casefold() else None


def _read(data: bytes) -> tuple[str, dict[str, str]]:
    if b"%PDF-" not in data[:1024]:
        raise InputError("the file is no PDF, whatever its name says", mend="Give it the suffix of what it is")
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted:
        raise InputError("the PDF is encrypted", mend="Save it without a password (qpdf --decrypt in.pdf out.pdf)")
    pages = _pages(reader)
    if not any(pages):
        raise InputError("the PDF has no text layer", mend="Run it through OCR first (ocrmypdf in.pdf out.pdf)")
    title = _title(reader, pages)
    text, parts = take_opening("\n\n".join(paragraphs_of(pages)))
    if title:
        parts.setdefault("title", title)
    return text, parts


def read_pdf(file: SourceFile, refuse: Refuse, reading: Reading) -> Iterator[Draft]:
    """The Draft of a PDF: paragraphs rebuilt from lines, what repeats on its pages dropped. Raises InputError if it cannot be read."""
    data = whole(file)
    try:
        text, parts = _read(data)
    except _FAULTS as error:
        raise InputError(f"the PDF is damaged ({type(error).__name__})", mend="Copy or download it again, or give its text as .txt") from error
    yield draft_of_parts(text, parts, file.name)
