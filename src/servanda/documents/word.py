"""Word documents (.docx), by python-docx: paragraphs, headings, lists, and tables row by row.

Of the properties the title is taken, unless it is the name of a file; the days on which a file was made or saved are not days of
publication. Changes that are tracked are read as accepted; comments, notes, headers and footers are left out.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from servanda.documents.archives import ZIP_DAMAGE, check_whole
from servanda.documents.articles import whole
from servanda.documents.canonical import one_line
from servanda.documents.drafts import FAULTS, Draft, Reading, Refuse, draft_of_parts
from servanda.documents.files import SourceFile
from servanda.documents.plain import take_opening
from servanda.errors import InputError

if TYPE_CHECKING:
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BROKEN = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": " ", f"{_W}noBreakHyphen": "-"}
_LEFT_OUT = frozenset(
    {f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent", f"{_W}pPr", f"{_W}rPr", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
_NO_TITLE = re.compile(r"(?:microsoft word|untitled|document ?[0-9]{0,4}$|title$)|\S{1,200}\.(?:docx?|dotx?|rtf|pdf|odt)$", re.IGNORECASE)
_CELLS = " | "


def _words(element: Any) -> Iterator[str]:
    for child in element.iterchildren():
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _BROKEN:
            yield _BROKEN[child.tag]
        elif child.tag not in _LEFT_OUT:
            yield from _words(child)


def _paragraph(element: Any) -> str:
    text = "".join(_words(element)).strip()
    listed = element.find(f"{_W}pPr/{_W}numPr") is not None or _style(element).startswith("List")
    return f"- {text}" if text and listed else text


def _style(element: Any) -> str:
    style = element.find(f"{_W}pPr/{_W}pStyle")
    return style.get(f"{_W}val", "") if style is not None else ""


def _paragraphs(element: Any) -> Iterator[Any]:
    """The paragraphs of a cell, those of tables within it among them; text boxes are left out there as elsewhere."""
    for child in element.iterchildren():
        if child.tag == f"{_W}p":
            yield child
        elif child.tag not in _LEFT_OUT:
            yield from _paragraphs(child)


def _cell(element: Any) -> str:
    return " ".join(" ".join("".join(_words(part)).split()) for part in _paragraphs(element)).strip()


def _parts(element: Any, name: str) -> list[Any]:
    """The rows of a table, or cells of a row; those of tables within its cells are not among them."""
    return [*element.iterfind(f"{_W}{name}"), *element.iterfind(f"{_W}sdt/{_W}sdtContent/{_W}{name}")]


def _blocks(element: Any) -> Iterator[tuple[str, str]]:
    """(style, text) of the paragraphs and rows within the body or a part of it that only groups them."""
    for child in element.iterchildren():
        if child.tag == f"{_W}p":
            yield _style(child), _paragraph(child)
        elif child.tag == f"{_W}tbl":
            for row in _parts(child, "tr"):
                yield "", _CELLS.join(filter(None, map(_cell, _parts(row, "tc"))))
        elif child.tag not in _LEFT_OUT:
            yield from _blocks(child)


def _title(document: Document) -> str | None:
    title = one_line(document.core_properties.title or "", 300)
    return None if title is None or _NO_TITLE.match(title) else title


def _opened(data: bytes) -> Document:
    import docx  # here, because it is slow to import

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_whole(archive, len(data))
    except zipfile.BadZipFile as error:
        raise InputError("the file is no .docx, is damaged or has a password", mend="Save it again as .docx, without a password") from error
    return docx.Document(io.BytesIO(data))


def _read(data: bytes) -> tuple[str, dict[str, str]]:
    document = _opened(data)
    blocks = [block for block in _blocks(cast(Any, document.element.body)) if block[1]]
    text, parts = take_opening("\n\n".join(text for _, text in blocks))
    title = one_line(blocks[0][1], 300) if blocks and blocks[0][0] == "Title" else None
    if title:
        parts["title"] = title
        text = text.removeprefix(f"{title}\n\n")
    elif title := _title(document):
        parts.setdefault("title", title)
    return text, parts


def read_word(file: SourceFile, refuse: Refuse, reading: Reading) -> Iterator[Draft]:
    """The Draft of a Word document. Raises InputError if it cannot be read."""
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    data = whole(file)
    try:
        text, parts = _read(data)
    except (OpcError, LxmlError, *ZIP_DAMAGE, *FAULTS) as error:
        raise InputError(f"the document is damaged ({type(error).__name__})", mend="Save it again as .docx, or give its text as .txt") from error
    yield draft_of_parts(text, parts, file.name)
