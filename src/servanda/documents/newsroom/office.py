"""The paragraphs of Word and RTF files, read as hostile: sizes are bounded, no link, field or object is followed."""

from __future__ import annotations

import io
import re
import zipfile

from lxml import etree
from striprtf.striprtf import rtf_to_text

from servanda.documents.archives import ZIP_DAMAGE
from servanda.documents.articles import LONGEST_FILE
from servanda.documents.drafts import FAULTS
from servanda.documents.newsroom.markup import local, parse_xml
from servanda.errors import InputError

_MEND = "Save it again, or give the text as .txt"
# The library matches link fields and font tables by patterns that take quadratic time; neither is needed for the words.
_LINK = re.compile(r"\\fldinst\{", re.IGNORECASE)
_FONTS = re.compile(r"\\fonttbl(?![a-z])", re.IGNORECASE)


def word_lines(data: bytes) -> list[str]:
    """The paragraphs of a .docx file without headers and footers. Raises InputError if it is damaged or too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            member = archive.getinfo("word/document.xml")
            if member.file_size > LONGEST_FILE:
                raise InputError(f"the text of the file takes more than {LONGEST_FILE >> 20} MB", mend="Download it in smaller parts")
            content = archive.read(member)
    except ZIP_DAMAGE as error:
        raise InputError(f"the Word file is damaged ({str(error)[:100]})", mend=_MEND) from error
    lines, parts = [], []
    for event, node in etree.iterwalk(parse_xml(content), events=("start", "end")):
        name = local(node)
        if event == "start":
            parts.append((node.text or "") if name == "t" else " " if name == "tab" else "")
        elif name in ("p", "br", "cr"):
            lines.append("".join(parts))
            parts = []
    return lines


def rtf_lines(data: bytes) -> list[str]:
    """The paragraphs of an RTF file. Raises InputError if it is none."""
    text = data.decode("cp1252", "replace").lstrip("\ufeff\r\n\t ")
    if not text.startswith("{\\rtf"):
        raise InputError("the file is no RTF", mend=_MEND)
    try:
        plain = rtf_to_text(_FONTS.sub(r"\\*\\info", _LINK.sub(r"\\fldinst\n{", text)), errors="replace")  # type: ignore[no-untyped-call]
    except FAULTS as error:
        raise InputError(f"the RTF is damaged ({str(error)[:100]})", mend=_MEND) from error
    return str(plain).split("\n")
