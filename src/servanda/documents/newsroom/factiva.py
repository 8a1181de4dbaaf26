"""Factiva's HTML: many articles a page, with field codes (HD, PD, SN, LP, TD ...) in tables or, in the display format, in a fixed order.

The display format gives, each in an element of its own: headline, byline, "431 words", day, time, source, code of the source, page, language,
copyright, paragraphs of the class `articleParagraph`, and "Document LANT000020310503e7530001".
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping

from servanda.documents.articles import whole
from servanda.documents.drafts import Draft, Reading, Refuse, rejection
from servanda.documents.encodings import decode
from servanda.documents.files import SourceFile
from servanda.documents.newsroom.markup import feed_html
from servanda.documents.newsroom.press import day_of_line, is_excerpt, stated_words
from servanda.documents.tables import newsroom
from servanda.errors import InputError

_ARTICLE = re.compile(r"(?:article|[a-z]{2}Article)$")
_MARKS = re.compile(rb"class\s?=\s?[\"'][^\"'<>]{0,80}(?:[a-z]{2}Article\b|articleParagraph)")
_CODE = re.compile(r"[A-Z]{2,3}$")
_TIME = re.compile(r"[0-9]{1,2}:[0-9]{2}")
_ACCESSION = re.compile(r"(?:Document )?([A-Za-z0-9]{10,40})$")
_SNIFFED = 1 << 16
Part = tuple[str, str]  # role and words: "headline", "paragraph", "cell", "row" (between two rows, no words) or "line"


def is_factiva(file: SourceFile) -> bool:
    """Whether a page carries the class names of Factiva's articles within its first 64 KB."""
    try:
        with file.open() as stream:
            return bool(_MARKS.search(stream.read(_SNIFFED)))
    except (InputError, EOFError, OSError, zlib.error):
        return False


class _Page:
    """A parser target: the parts of each article of a page."""

    def __init__(self) -> None:
        self._articles: list[list[Part]] = []
        self._depth, self._begun = 0, 0  # elements open; how many were when the article began, 0 outside
        self._roles: list[tuple[int, str]] = []
        self._words: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        classes = (attributes.get("class") or "").split()
        role = _role(tag, classes, attributes.get("id"))
        if role or tag in newsroom().markup.blocks:
            self._part()
        self._depth += 1
        if role:
            self._roles.append((self._depth, role))
        if not self._begun and any(map(_ARTICLE.match, classes)):
            self._begun = self._depth
            self._articles.append([])

    def end(self, tag: str) -> None:
        """An element ends."""
        has_role = bool(self._roles) and self._roles[-1][0] == self._depth
        if has_role or tag in newsroom().markup.blocks:
            self._part()
        if has_role:
            self._roles.pop()
        if tag == "tr" and self._begun:
            self._articles[-1].append(("row", ""))
        if self._begun == self._depth:
            self._begun = 0
        self._depth -= 1

    def data(self, text: str) -> None:
        """Words between two tags."""
        self._words.append(text)

    def close(self) -> list[list[Part]]:
        """The parts of each article."""
        self._part()
        return self._articles

    def _part(self) -> None:
        """What was read since the last part is one."""
        words, self._words = " ".join("".join(self._words).split()), []
        if words and self._begun:
            roles = [role for _, role in self._roles]
            self._articles[-1].append(("cell" if "cell" in roles else roles[-1] if roles else "line", words))


def _role(tag: str, classes: list[str], name: str | None) -> str:
    if tag == "td":
        return "cell"
    if "articleParagraph" in classes:
        return "paragraph"
    return "headline" if name == "hd" or any(one.endswith("Headline") for one in classes) else ""


def _coded(parts: list[Part]) -> dict[str, list[str]]:
    """Field codes in lower case -> the paragraphs of their cells."""
    fields: dict[str, list[str]] = {}
    code: str | None = None
    for role, words in parts:
        if role == "row":
            code = None
        elif role == "cell" and code is None and _CODE.match(words):
            code = words.lower()
        elif code:
            fields.setdefault(code, []).append(words)
    return fields


def _in_order(parts: list[Part]) -> dict[str, list[str]]:
    """The same of the display format, by the order and shape of its lines."""
    fields: dict[str, list[str]] = {}
    for role, words in parts:
        accession = _ACCESSION.match(words)
        if role == "headline":
            fields.setdefault("hd", []).append(words)
        elif role == "paragraph":
            fields.setdefault("td", []).append(words)
        elif accession and "td" in fields:
            fields["an"] = [accession[1]]
        elif "td" in fields:
            continue
        elif stated_words(words):
            fields["wc"] = [words]
        elif "pd" not in fields and day_of_line(words):
            fields["pd"] = [words]
        elif "pd" in fields and "sn" not in fields and not _TIME.match(words):
            fields["sn"] = [words]
    return fields


def _draft(parts: list[Part], source: str, place: str) -> Draft:
    fields = _coded(parts) or _in_order(parts)
    codes = newsroom().factiva

    def first(names: tuple[str, ...]) -> str | None:
        return next((" ".join(fields[name]) for name in names if name in fields), None)

    title, day, accession = first(codes.title), first(codes.published), first(codes.id)
    text = "\n\n".join(words for code in codes.text for words in fields.get(code, ()))
    if not text:
        raise InputError(f"the article {(title or 'without a headline')[:60]!r} has no text", mend="Export it with its full text")
    number = _ACCESSION.match(accession) if accession else None
    return Draft(
        text=text, source=source, place=place, doc_id=number[1] if number else None, outlet=first(codes.outlet), title=title,
        published=(day_of_line(day) or day) if day else None, partial=is_excerpt(text, stated_words(first(codes.length) or "")),
    )  # fmt: skip


def read_factiva(file: SourceFile, refuse: Refuse, reading: Reading) -> Iterator[Draft]:
    """A Draft an article of a page of Factiva. An article without a text is refused with its number."""
    articles: list[list[Part]] = feed_html(decode(whole(file), markup=True), _Page())
    if not articles:
        raise InputError("the page holds no articles of Factiva", mend="Export the articles again as HTML")
    for number, parts in enumerate(articles, 1):
        try:
            yield _draft(parts, file.name, f"article {number}")
        except InputError as error:
            refuse(rejection(file.name, error, f"article {number}"))
