"""Datelines and agency marks at the head of wire items, in the shapes that agencies print them.

    BAKU, Azerbaijan, December 8. The ...          MOSCOW/NEW YORK, July 17 (Agency) - The ...
    UNITED NATIONS, Dec 8 (Agency) -- The ...      Geneva, 7 February 2024 - The ...
    YEREVAN, DECEMBER 8, ARMENPRESS. The ...       MOSCOW, December 8. /TASS/. The ...
    (Reuters) - The ...                            ISLAMABAD: The ...

The shape decides, not a list of towns; only a town without date and agency must be in the table, since a speaker's name in
capitals looks the same ("THE PRESIDENT: ...").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from servanda.documents.dates import MONTH, month_number, whole_date
from servanda.documents.tables import wires

HEAD = 320  # characters in which a dateline must end
_PREAMBLE_PARAGRAPHS, _PREAMBLE_LONGEST = 8, 220

_WORD = r"[^\W\d_][^\W\d_.'’-]{0,24}(?:['’.-][^\W\d_]{0,24}){0,5}"
_DASH = r"(?:--|[-–—―])"
_NUMERIC_DAY = r"(?P<day{0}>[0-9]{{1,2}})(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s(?P<year{0}>[12][0-9]{{3}}))?"
_DATE = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?(?:"
    + rf"(?P<month1>{MONTH})\s{_NUMERIC_DAY.format(1)}{_YEAR.format(1)}|{_NUMERIC_DAY.format(2)}\s(?P<month2>{MONTH}){_YEAR.format(2)}"
    + r"|(?P<iso>[12][0-9]{3}-[0-9]{2}-[0-9]{2}))(?![\w-])"
)
_MARK = r"(?:\((?P<round>[^()\n]{2,70})\)|/(?P<slashed>[^/\n]{2,40})/|\[(?P<square>[^\[\]\n]{2,60})\])"
_LINE = re.compile(
    rf"(?P<place>{_WORD}(?:[ /]{_WORD}){{0,4}})?"
    rf"(?P<regions>(?:,\s(?!{MONTH}\s[0-9]){_WORD}(?:\s{_WORD}){{0,3}}){{0,2}})"
    rf"(?:[,.]{{0,2}}\s?(?P<date>{_DATE}))?"
    rf"(?:\s?[,.]?\s?(?P<mark>{_MARK})|,\s(?P<bare>[^\W\d_a-z]{{3,20}})(?=[.:\n]|\s{_DASH}))?"
    rf"(?P<close>\s?[.:]?\s?{_DASH}(?=\s)|\s{_DASH}|[.:](?=\s|$)|[ ]?(?=\n)|(?<=[])/])\s?[:\x22”](?=\s)|(?<=[])/])(?=\s))",
)
_AGENCY = re.compile(r"([^\W\d_][\w/-]{1,20})\s?[.:](?=\s)")  # "KYIV, December 8. UNN. The ..."


@dataclass(frozen=True, slots=True)
class DatelineFound:
    """`start`/`end` cover place, region and date; `body` is where the text goes on; `mark` the agency mark without its brackets."""

    place: str | None
    month: int | None
    day: int | None
    year: int | None
    mark: str | None
    start: int
    end: int
    body: int


def _date_of(match: re.Match[str]) -> tuple[int | None, int | None, int | None]:
    parts = match.groupdict()
    if parts["iso"]:
        year, month, day = map(int, parts["iso"].split("-"))
        return year, month, day
    for n in "12":
        if parts[f"month{n}"]:
            return (int(parts[f"year{n}"]) if parts[f"year{n}"] else None), month_number(parts[f"month{n}"]), int(parts[f"day{n}"])
    return None, None, None


def _shape_holds(match: re.Match[str]) -> bool:
    """Whether place, date, mark and closing sign together are those of a dateline and not of a sentence."""
    place, date, mark = match["place"], match["date"], match["mark"] or match["bare"]
    close = match["close"].strip()
    alone = date is not None and match.string[match.end() : match.end() + 1] == "\n"  # "New York, 8 December 2023" on a line of its own
    dashed = bool(close) and close[-1] not in ".:"
    agency = mark is not None and mark.strip("()[]/ ") in wires().credit.agencies
    if place is None:
        return bool(mark) and (dashed or (date is not None and close == "."))
    words, table = place.casefold(), wires().dateline
    if words in table.not_places or set(words.split()) & table.not_place_words or any(words.startswith(f"{head} ") for head in table.not_places):
        return False
    if place.isupper() and len(place) > 1:
        marked = bool(mark and (dashed or close == "." or (close == ":" and mark.strip("([/")[:1].isalpha()))) or (agency and not close)
        return bool(date and (close or mark or alone)) or marked or (bool(close) and close != "." and words in table.bare_places)
    if not all(word[0].isupper() or word.casefold() in {"de", "la", "el", "of", "upon", "al", "am"} for word in re.split(r"[ /]", place)):
        return False
    slashed = bool(match["slashed"] and match["slashed"].strip().isupper() and close == ".")  # "Ulaanbaatar /MONTSAME/. The ..."
    return bool(date and (dashed or mark or close == "." or (alone and re.search(r"[0-9]{4}", date)))) or bool(mark and dashed) or slashed


def _skip_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _match_at(text: str, start: int) -> DatelineFound | None:
    match = _LINE.match(text[: start + HEAD], start)
    if not match or match.end() == start or not _shape_holds(match):
        return None
    regions = [region.strip() for region in match["regions"].split(",") if region.strip()]
    if not all(region[0].isupper() for region in regions):
        return None
    year, month, day = _date_of(match)
    mark = next((match[name].strip() for name in ("round", "slashed", "square", "bare") if match[name]), None)
    end = max(match.end("date"), match.end("regions"), match.end("place"), start)
    bracketed = whole_date(mark) if mark and month is None else None
    if bracketed:  # "GENEVA (8 December 2023) - ..."
        year, month, day = map(int, bracketed.split("-"))
        mark, end = None, match.end("mark")
    body = _skip_blanks(text, match.end())
    signed = _AGENCY.match(text, body)
    if mark is None and signed and signed[1] in wires().credit.agencies:
        mark, body = signed[1], _skip_blanks(text, signed.end())
    place = match["place"]
    if place and place.endswith(".") and "." not in place[:-1]:
        place = place[:-1]  # "MOSCOW. Dec 8", but not "WASHINGTON D.C."
    return DatelineFound(place, month, day, year, mark, start, end, body)


def find_dateline(text: str, start: int | None) -> DatelineFound | None:
    """The dateline of `text` at `start`, or, with None, at the head of one of the first paragraphs after short lines (title, byline, summary)."""
    if start is not None:
        return _match_at(text, start)
    at = 0
    for _ in range(_PREAMBLE_PARAGRAPHS):
        while at < len(text) and text[at].isspace():
            at += 1
        if at >= len(text):
            return None
        found = _match_at(text, at)
        if found:
            return found
        end = text.find("\n", at, at + _PREAMBLE_LONGEST + 1)
        if end < 0:
            return None
        at = end
    return None
