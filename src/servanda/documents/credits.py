"""Credits of other outlets ("Trend reports", "(With input from Xinhua)") and notices that correct or withdraw an item.

What an institution reports is no credit: a name counts as an outlet's by the tables of wires.toml, or by standing where
agencies sign ("..., Qafqazinfo reports." at the end of one of the first paragraphs).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from servanda.documents.canonical import one_line
from servanda.documents.tables import wires

_TAIL = r"(?:[\w/&'’-]|\.(?=\w)){0,29}"
_NAME = rf"(?P<name>[^\W\d_]{_TAIL}(?:\s(?:of|the|de|in|and|la|[^\W\d_a-z]{_TAIL})){{0,4}})"
_SIGNED = re.compile(rf"[,”\"]\s{_NAME}\s(?P<verb>reports|reported|informs)(?=[.\s]{{0,2}}$|,?\s(?:citing|referring|with\sreference|via)\s)")
_REPORTS = re.compile(rf"(?:^|(?<=[.,”\"]\s))(?:as\s)?{_NAME}\s(?:reports|reported|informs)(?=[\s,.])")
_INVERTED = re.compile(rf",\s(?:reports|reported\sby)\s{_NAME}(?=[.,]?\s|[.,]?$)")
_GIVEN_AS = re.compile(rf"\b(?:[Aa]ccording\sto|[Cc]iting|[Vv]ia|[Qq]uoted\sby|[Rr]eferring\sto|with\sreference\sto)\s(?:the\s)?{_NAME}")
_BRACKETED = re.compile(
    rf"^[(\[]?(?:[Ww]ith\s(?:additional\s)?(?:inputs?|reporting|material|files)\s(?:from|by)|[Ss]ources?:|[Vv]ia:?)\s{{1,4}}(?:the\s)?{_NAME}"
)
_SPLIT = re.compile(r"\s{0,3}(?:/|,\s{0,3}via\s{1,3}|;|,|\bvia\b|\band\b)\s{0,3}", re.IGNORECASE)
_NO_OUTLET = re.compile(r"^(?:in\s+english|exclusive|[0-9].*|updates?.*|adds?\s.*|recasts?.*|photos?)$", re.IGNORECASE)
_SCANNED, _LONGEST = 3, 4000

_BEING = r"(?:has\sbeen|have\sbeen|had\sbeen|was|is|is\shereby|are|stands)\s(?:hereby\s)?"
_ITEM = r"(?:(?:this|the|our|an|a)\s(?:earlier\s|previous\s|above\s|original\s)?(?:story|item|report|article|dispatch|version|piece|post|text|statement))"
_WITHDRAWN = re.compile(
    rf"{_ITEM}[^.;()\n]{{0,60}}\s{_BEING}(?:withdrawn|retracted|killed)|(?:we|{_ITEM})\s(?:withdraw|retract)s?\b|\bkill\s{_ITEM}|{_ITEM}\s[^.;()\n]{{0,40}}should\snot\sbe\s(?:used|published)",
    re.IGNORECASE,
)
_CORRECTED = re.compile(
    rf"\bcorrects\b|\bcorrected\sversion\b|{_ITEM}[^.;()\n]{{0,80}}\s{_BEING}(?:corrected|amended|updated\sto\scorrect)|"
    r"\b(?:earlier|previous|original)\sversion[^.;()\n]{0,80}\s(?:misstated|incorrectly|wrongly|erroneously|gave|said|stated|misspelled)\b",
    re.IGNORECASE,
)


def is_outlet(name: str, *, signed: bool) -> bool:
    """By the tables; an unknown name only where agencies sign, and only in the present tense, as they do."""
    table = wires().credit
    if name in table.agencies:
        return True
    words = {word.strip(".,'’").casefold() for word in name.split()}
    if words & table.not_media_words:
        return False
    if words & table.media_words:
        return not words <= table.media_words  # "Television reports showed ..."
    return signed and len(name.split()) <= 3 and words.isdisjoint({"the", "and", "of", "he", "she", "it", "they", "who", "which"})


def names_in_mark(mark: str) -> list[str]:
    """Outlets named in an agency mark, the one the report comes from first: "A/B" and "A, via B" give A and B."""
    if mark in wires().credit.agencies:
        return [mark]
    return [part.strip() for part in _SPLIT.split(mark) if part.strip() and not _NO_OUTLET.match(part.strip())]


def _name(match: re.Match[str] | None, text: str, *, signed: bool = False) -> str | None:
    if not match:
        return None
    name = re.sub(r"(?:'s|’s)$", "", match["name"].rstrip(".,"))
    name = re.sub(r"^(?:[^\s]{1,30}(?:'s|’s)\s|[Tt]he\s)", "", name)
    first = name if name in wires().credit.agencies else name.split("/")[0]
    if first not in wires().credit.agencies and not first[:1].isupper():
        return None
    # A person or body that "reports" something has been introduced before; an agency that signs is named once.
    signs = signed and match.groupdict().get("verb") != "reported" and text.count(first) == 1
    return first if is_outlet(first, signed=signs) else None


def _first(patterns: tuple[re.Pattern[str], ...], lines: list[str], text: str, *, signed: bool) -> str | None:
    names = (_name(match, text, signed=signed) for line in lines for pattern in patterns for match in pattern.finditer(line[:_LONGEST]))
    return next((name for name in names if name), None)


@dataclass(frozen=True, slots=True)
class Credit:
    """`signed` is the outlet whose report this is by its own words, `source` the outlet that it credits (itself, if no other)."""

    signed: str | None
    source: str | None


def find_credit(text: str) -> Credit:
    """The outlets that the first or last paragraphs credit with the report."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    signed = _first((_SIGNED, _INVERTED), lines[:_SCANNED], text, signed=True)
    given = _first((_GIVEN_AS, _REPORTS), lines[:_SCANNED], text, signed=False)
    bracketed = next((name for line in reversed(lines[-_SCANNED:]) if (name := _name(_BRACKETED.match(line[:300]), text, signed=True))), None)
    return Credit(signed, given or bracketed or signed)


@cache
def _prefix() -> re.Pattern[str]:
    notice = wires().notice
    words = {"usable": notice.usable, "corrected": notice.corrected, "withdrawn": notice.withdrawn}
    marks = "|".join(rf"(?P<{status}>{'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})" for status, names in words.items())
    return re.compile(rf"\s{{0,8}}(?:{marks})(?:\s[0-9]{{1,2}})?(?:\s?[:–—]\s{{0,2}}|-|\s-{{1,2}}\s)", re.IGNORECASE)


Status = Literal["usable", "corrected", "withdrawn"]


def strip_mark(headline: str) -> tuple[str, Status]:
    """Take marks such as "UPDATE 1-" or "CORRECTED:" off a headline; the status that they give. Words in ordinary spelling need a colon."""
    status: Status = "usable"
    for _ in range(3):
        match = _prefix().match(headline)
        if not match or not (headline[match.start() :].lstrip()[:2].isupper() or ":" in match[0]):
            break
        headline = headline[match.end() :]
        if match["withdrawn"]:
            status = "withdrawn"
        elif match["corrected"] and status == "usable":
            status = "corrected"
    return headline.strip(), status


def _is_notice(line: str) -> bool:
    bare = line.lstrip("([*_ ").casefold().replace("’", "'")
    return line[:1] in "([" or any(bare.startswith(label) for label in wires().notice.labels)


def find_status(text: str, title: str | None, body_start: int) -> Status:
    """Whether the item says of itself, in its headline or in a notice, that it corrects an earlier one or is withdrawn."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    heads = [head for head in (title, *text[:body_start].split("\n"), *lines[:1]) if head]
    found = {strip_mark(head[:400])[1] for head in heads}
    notices = [line[:1500] for line in (*lines[:3], *lines[-3:]) if _is_notice(line)]
    if "withdrawn" in found or any(_WITHDRAWN.search(line) for line in notices):
        return "withdrawn"
    labels = ("correction", "clarification")
    if "corrected" in found or any(_CORRECTED.search(line) or line.lstrip("([* ").casefold().startswith(labels) for line in notices):
        return "corrected"
    return "usable"


def clean_title(title: str | None) -> str | None:
    """A headline on one line without the marks before it."""
    line = one_line(title) if title else None
    return (strip_mark(line)[0] or line) if line else None
