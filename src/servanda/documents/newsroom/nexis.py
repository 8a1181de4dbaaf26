"""Nexis bundles (Word, RTF, text): many articles a file, each with a head, "Body", the text, labelled lines and "End of Document".

    Harbour office to reopen
    Lantern Wire
    May 3, 2031 Saturday
    Copyright 2031 Lantern Wire All Rights Reserved
    Length: 431 words
    Body
    ...
    Load-Date: May 4, 2031
    End of Document

The older layout, "2 of 50 DOCUMENTS" with labels in capitals and the headline under HEADLINE, is read too. The layout changes often; what
is not found is left open, and only an article whose text is not found is refused.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence

from servanda.documents.articles import whole
from servanda.documents.canonical import paragraphs
from servanda.documents.drafts import Draft, Reading, Refuse, rejection
from servanda.documents.encodings import decode
from servanda.documents.files import SourceFile
from servanda.documents.newsroom.items import with_dateline
from servanda.documents.newsroom.office import rtf_lines, word_lines
from servanda.documents.newsroom.press import day_of_line, is_excerpt, stated_words
from servanda.documents.plain import take_opening
from servanda.documents.tables import newsroom
from servanda.errors import InputError

_END = "end of document"
_COUNTED = re.compile(r"(?:Document )?[0-9]{1,5} of [0-9]{1,5} DOCUMENTS?$")
_PAGE = re.compile(r"Page [0-9]{1,5}(?: of [0-9]{1,5})?$", re.IGNORECASE)
_RIGHTS = re.compile(r"(?:copyright|©|\(c\)|all rights reserved)", re.IGNORECASE)
_LABEL = re.compile(r"([A-Za-z][A-Za-z -]{1,30}):(?:\s{1,8}(.{0,2000}))?$")
_MARK_AHEAD = re.compile(rb"end of document|[0-9] of [0-9]{1,5} document", re.IGNORECASE)
_SNIFFED = 1 << 16
_CUT_OFF = 40  # words behind the last mark that are an article without its end; fewer are a footer


def _is_mark(line: str) -> bool:
    return line.casefold() == _END or bool(_COUNTED.match(line))


def looks_like_bundle(lines: Sequence[str]) -> bool:
    """Whether lines hold a mark between articles and a label that begins a text."""
    stripped = [line.strip() for line in lines]
    return any(_is_mark(line) for line in stripped) and any(_begins_body(line) for line in stripped)


def is_bundle(file: SourceFile) -> bool:
    """Whether a .docx or .txt file is a bundle of Nexis. False too where it cannot be opened: its own reader says why."""
    try:
        return _may_be_bundle(file) and looks_like_bundle(_lines(file))
    except (InputError, EOFError, OSError, zlib.error):
        return False


def _may_be_bundle(file: SourceFile) -> bool:
    """Spares the reading of a whole text file to find that it has no mark."""
    with file.open() as stream:
        return file.kind != "plain" or bool(_MARK_AHEAD.search(stream.read(_SNIFFED)))


def read_nexis(file: SourceFile, refuse: Refuse, reading: Reading) -> Iterator[Draft]:
    """A Draft an article of a bundle; an RTF file that is no bundle is one document. An article without a text is refused with its number."""
    lines = _lines(file)
    if not looks_like_bundle(lines):
        text, parts = take_opening("\n\n".join(line for line in lines if line.strip()))
        yield Draft(text=text, source=file.name, doc_id=parts.get("id"), outlet=parts.get("outlet"), published=parts.get("published"), title=parts.get("title"))
        return
    for number, article in enumerate(_articles(lines), 1):
        try:
            yield _draft(article, file.name, f"article {number}")
        except InputError as error:
            refuse(rejection(file.name, error, f"article {number}"))


def _lines(file: SourceFile) -> list[str]:
    data = whole(file)
    if file.kind == "docx":
        return word_lines(data)
    return rtf_lines(data) if file.kind == "rtf" else decode(data).splitlines()


def _articles(lines: Sequence[str]) -> Iterator[list[str]]:
    """The lines of each article that are not blank and no page numbers. Footers and covers that no mark ends are left out."""
    article: list[str] = []
    for line in (" ".join(line.split()) for line in lines):
        if _is_mark(line):
            if article and (line.casefold() == _END or any(map(_begins_body, article))):
                yield article
            article = []
        elif line and not _PAGE.match(line):
            article.append(line)
    if any(map(_begins_body, article)) or sum(len(line.split()) for line in article) > _CUT_OFF:
        yield article


def _begins_body(line: str) -> bool:
    return line.casefold().rstrip(" :") in newsroom().nexis.body


def _ends_body(line: str) -> bool:
    label = _LABEL.match(line)
    return (label[1] if label else line).casefold() in newsroom().nexis.tail


def _labelled(lines: Sequence[str]) -> dict[str, str]:
    found = (_LABEL.match(line) for line in lines)
    return {match[1].casefold(): match[2].strip() for match in reversed([match for match in found if match]) if match[2]}


def _head(lines: Sequence[str]) -> tuple[str | None, str | None, str | None]:
    """Headline, source and day of the lines above the body. The source stands above the day, the headline above the source or below the day."""
    at = next((n for n in range(len(lines) - 1, -1, -1) if day_of_line(lines[n])), None)
    if at is None:
        return None, None, None
    above = [line for line in lines[:at] if not _RIGHTS.match(line)]
    below = [line for line in lines[at + 1 :] if not _RIGHTS.match(line) and not _LABEL.match(line)]
    source = above[-1] if above else None
    title = above[-2] if len(above) > 1 else below[0] if below else None
    return title, source, day_of_line(lines[at])


def _draft(lines: list[str], source: str, place: str) -> Draft:
    begin = next((n for n, line in enumerate(lines) if _begins_body(line)), None)
    if begin is None:
        raise InputError(f'no line "Body" begins the text of the article that opens {lines[0][:60]!r}', mend="Download it again, or give its text as .txt")
    end = next((n for n in range(begin + 1, len(lines)) if _ends_body(lines[n])), len(lines))
    title, outlet, day = _head(lines[:begin])
    labels = _labelled(lines[:begin])
    title = labels.get("headline") or title
    text = paragraphs("\n\n".join(line for line in lines[begin + 1 : end] if line != title))  # a page's running head repeats the headline
    if not text:
        raise InputError(f"the article {(title or lines[0])[:60]!r} has no text", mend="Nothing to do, unless it should have text")
    loaded = _labelled(lines[end:]).get("load-date")
    return Draft(
        text=with_dateline(text, labels.get("dateline")), source=source, place=place, outlet=outlet, title=title,
        published=day or (day_of_line(loaded) if loaded else None), partial=is_excerpt(text, stated_words(labels.get("length", ""))),
    )  # fmt: skip
