"""Plain text: takes off what stands before the text proper: front matter, `Key: value` lines, a date, a title.

date 2023-12-08 KYIV, December 8. ...      Title: Talks resume        ---
                                           Date: 8 December 2023      title: Talks resume
                                                                      date: 2023-12-08
                                                                      ---

Talks resume
The Harbour Courier, 8 December 2023
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from servanda.documents.bylines import LONGEST, names_a_day, read_byline
from servanda.documents.canonical import canonicalise, paragraphs
from servanda.documents.datelines import find_dateline
from servanda.documents.dates import whole_date
from servanda.documents.tables import field_of

LONGEST_TITLE = 160
_FRONT_LINES = 60
_PAIR = re.compile(r"\s{0,4}([A-Za-z][A-Za-z_ -]{0,30}?)\s{0,4}:\s{1,8}(\S.{0,1000})$")
_DATE_OPENING = re.compile(r"\s{0,8}(?:date:?\s{1,4})?([12][0-9]{3}-[0-9]{2}-[0-9]{2})(?=\s|$)", re.IGNORECASE)
_NO_TITLE = re.compile(r"\s{0,8}(?:[-*+•◦▪]\s|\(|\[|\"|“)")


@dataclass(slots=True)
class Opening:
    """What stood before the text: parts of a document by name, and where the text goes on."""

    parts: dict[str, str] = field(default_factory=dict)
    end: int = 0

    def keep(self, part: str, value: str) -> None:
        """The first value of a part counts."""
        self.parts.setdefault(part, value.strip().strip("\"'").strip())


def _front_matter(text: str) -> Opening:
    opening = Opening()
    lines = text.lstrip("\n ").splitlines(keepends=True)[: _FRONT_LINES + 2]
    if not lines or lines[0].strip() != "---":
        return opening
    close = next((n for n, line in enumerate(lines[1:], 1) if line.strip() in {"---", "..."}), None)
    if close is None:
        return opening
    for line in lines[1:close]:
        pair = _PAIR.match(line.rstrip())
        part = field_of().get(pair[1].lower()) if pair else None
        if pair and part and part != "text":
            opening.keep(part, pair[2])
    opening.end = len(text) - len(text.lstrip("\n ")) + sum(map(len, lines[: close + 1]))
    return opening


def _header_lines(text: str, opening: Opening) -> None:
    """`Key: value` lines; one alone counts only if it gives the date, since "Source: ..." may also be words of the text."""
    found: list[tuple[str, str]] = []
    at = opening.end
    for line in text[at : at + 20_000].splitlines(keepends=True):
        pair = _PAIR.match(line.rstrip())
        part = field_of().get(pair[1].lower()) if pair else None
        if pair and part and part != "text":
            found.append((part, pair[2]))
        elif line.strip() or (found and not line.endswith("\n")):
            break
        at += len(line)
    if len(found) > 1 or any(part == "published" for part, _ in found):
        for part, value in found:
            opening.keep(part, value)
        opening.end = at


def _date(text: str, opening: Opening) -> None:
    match = _DATE_OPENING.match(text, opening.end)
    if match:
        opening.keep("published", match[1])
        opening.end = match.end()
        return
    start = len(text) - len(text[opening.end :].lstrip())
    line = text[start : start + 80].split("\n")[0]
    day = whole_date(line.strip().removeprefix("Date ").strip())
    byline = None if day else read_byline(_line(text, start))
    if byline:
        opening.keep("outlet", byline.outlet)
        line, day = _line(text, start), byline.published
    if day:
        opening.keep("published", day)
        opening.end = start + len(line)


def _line(text: str, start: int) -> str:
    """The line that begins at `start`; of an endless one, more than a byline may have."""
    return text[start : start + LONGEST + 1].split("\n")[0]


def _title(text: str, opening: Opening) -> None:
    rest = text[opening.end :].lstrip()
    line, newline, body = rest.partition("\n")
    line = line.strip()
    parted = bool(newline) and (body.lstrip(" ").startswith("\n") or read_byline(_line(body, 0)) is not None)
    if not line or len(line) > LONGEST_TITLE or not parted or not body.strip() or _NO_TITLE.match(line):
        return
    if line[-1] in '.!?:;,)…"”' or find_dateline(line, None) or names_a_day(line) or ("title" in opening.parts and opening.parts["title"] != line):
        return
    opening.keep("title", line)
    opening.end = len(text) - len(body)


def take_opening(text: str) -> tuple[str, dict[str, str]]:
    """Split a plain text file into its text, one blank line between paragraphs, and the parts named before it (keys of fields.toml)."""
    text = canonicalise(text)
    opening = _front_matter(text)
    _header_lines(text, opening)
    _date(text, opening)
    _title(text, opening)
    _date(text, opening)  # a date line may also stand under the title
    return paragraphs(text[opening.end :]), opening.parts
