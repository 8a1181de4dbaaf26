"""What a relative deadline is counted from: "signing", "entry into force", "D-Day", with its day where the words give it."""

from __future__ import annotations

import bisect
import datetime as dt
from functools import cache
from typing import Any, NamedTuple

from servanda.language.grammar.calendar import Period
from servanda.language.grammar.clock import Form
from servanda.language.grammar.tables import read_table
from servanda.language.grammar.tokens import HYPHENS, Words

_KEYS = frozenset({"immediate", "immediate_before", "open", "meetings", "expiring", "set_links", "hours", "hour_words", "due_before", "given_before"})
_KEYS |= {"again", "again_units"}
_KEYS |= {"running", "running_alone", "limits", "within", "terms", "term_before", "anchor_openers", "anchor_determiners", "anchor_stops", "anchors"}
_REACH = 60  # tokens in which "that date" finds its day
_WORDS = 8  # an anchor's longest name, in tokens


@cache
def lexicon() -> dict[str, Any]:
    """The table `deadlines.toml`."""
    return read_table("deadlines.toml", _KEYS)


@cache
def listed(key: str) -> frozenset[str]:
    """One list of `deadlines.toml` as a set."""
    return frozenset(lexicon()[key])


@cache
def phrases(key: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases of one list by their first word, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in lexicon()[key]:
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(group, key=lambda words: -len(words))) for first, group in found.items()}


@cache
def ordered(key: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases of one list by their first word, in the table's order."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in lexicon()[key]:
        words = tuple(phrase.split())
        found[words[0]] = (*found.get(words[0], ()), words)
    return found


@cache
def _canonical() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, ways in lexicon()["anchors"].items():
        for way in ways:
            words = tuple(way.replace("-", " - ").split())
            found.setdefault(words[0], []).append((words, name))
    return {first: tuple(sorted(group, key=lambda entry: -len(entry[0]))) for first, group in found.items()}


class Times:
    """The resolved time phrases of a text, by the token at which they start."""

    def __init__(self, pairs: list[tuple[Form, Period]]) -> None:
        self.by_first = {form.first: (form, period) for form, period in pairs}
        self.firsts = sorted(self.by_first)

    def at(self, index: int) -> tuple[Form, Period] | None:
        """The phrase that starts at a token."""
        return self.by_first.get(index)

    def covers(self, index: int) -> bool:
        """Whether a token lies within a time phrase."""
        place = bisect.bisect_right(self.firsts, index) - 1
        return place >= 0 and index < self.by_first[self.firsts[place]][0].last

    def day_before(self, index: int) -> dt.date | None:
        """The day named last before a token, within the reach of a sentence."""
        for place in range(bisect.bisect_left(self.firsts, index) - 1, -1, -1):
            first = self.firsts[place]
            if index - first > _REACH:
                break
            if self.by_first[first][1].precision == "day":
                return self.by_first[first][1].last
        return None

    def named_between(self, first: int, last: int) -> bool:
        """Whether a day is named from token `first` up to, not including, token `last`."""
        named = self.firsts[bisect.bisect_left(self.firsts, first) : bisect.bisect_left(self.firsts, last)]
        return any(self.by_first[at][1].precision == "day" for at in named)


class Anchor(NamedTuple):
    """The anchor's plain name, its day if the words give one, and the index behind it."""

    name: str
    day: dt.date | None
    end: int


def read_anchor(words: Words, index: int, times: Times) -> Anchor | None:
    """The anchor whose name starts at token `index` (behind "of", "from", "after"), or None."""
    dated = times.at(index)
    if dated and dated[1].last:
        return Anchor(words.text[words.starts[index] : words.ends[dated[0].last - 1]], dated[1].last, dated[0].last)
    if words.lowers[index] == "now":
        return Anchor("now", None, index + 1)
    at = index
    while words.lowers[at] in listed("anchor_determiners"):
        at += 1
    if words.lowers[at] in {"date", "day", "moment"} and words.lowers[at + 1] == "of":
        at += 3 if words.lowers[at + 2] in listed("anchor_determiners") else 2
    told = words.phrase(at, ("day", "on", "which"), ("date", "on", "which"), ("day", "when"), ("moment", "when"))
    at = told + (words.lowers[told] in listed("anchor_determiners")) if told > at else at  # "the day on which a force takes over"
    back = words.phrase(at, ("same", "date"), ("same", "day"), ("date",), ("day",))
    if back > at:  # "within 14 days of that date"
        return Anchor("same date", times.day_before(index), back)
    start = at
    for place in range(at, at + 4):  # "the treaty's entry into force", "Georgia's signing"
        if words.texts[place] in {"'", "’"} and words.lowers[place + 1] == "s":
            start = at = place + 2
            break
    known = canonical_anchor(words, at, times)
    if known:
        return known
    end = _name_end(words, start, times)
    if end == start:
        return None
    plain = [name for way, name in _canonical().get(words.lowers[end - 1], ()) if len(way) == 1]  # "the Pretoria signing"
    return _with_day(words, plain[0] if plain else words.text[words.starts[start] : words.ends[end - 1]], end, times)


def canonical_anchor(words: Words, index: int, times: Times) -> Anchor | None:
    """An anchor that the table names ("signing", "entry into force") at a token, or None."""
    for way, name in _canonical().get(words.lowers[index], ()):
        end = words.phrase(index, way)
        if end > index:
            return _with_day(words, name, _skip_object(words, end, times), times)
    return None


def _skip_object(words: Words, index: int, times: Times) -> int:
    """Past "of the agreement" or "the memorandum" behind a known anchor, so that a day behind it is seen."""
    at = index + 1 if words.lowers[index] == "of" else index
    if words.lowers[at] not in listed("anchor_determiners") or times.at(at):
        return index
    end = _name_end(words, at + 1, times)
    return end if end > at + 1 else index


def _name_end(words: Words, start: int, times: Times) -> int:
    """Where a noun phrase of the anchor ends; "of" may lengthen it once."""
    at, linked = start, False
    while at < start + _WORDS and at < len(words) and not times.covers(at):
        token = words[at]
        if token.lower == "of" and not linked and at > start:
            at, linked = at + 2 if words.lowers[at + 1] in listed("anchor_determiners") else at + 1, True
            continue
        if token.kind == "mark" and not (token.text in HYPHENS and words.joined(at - 1) and words.joined(at)):
            break
        if token.lower in listed("anchor_stops") or "\n" in words.text[words.ends[at - 1] : token.start]:
            break
        at += 1
    while at > start and (words.lowers[at - 1] in {"of", "not"} or words.lowers[at - 1] in listed("anchor_determiners")):
        at -= 1
    return at


def _with_day(words: Words, name: str, end: int, times: Times) -> Anchor:
    """Take along a day in apposition: "signing on September 27, 2012", "D-Day, March 10", "D-Day (1 December)"."""
    at = end
    while words.lowers[at] in {"on", ",", "(", "of"} and at < end + 2:
        at += 1
    dated = times.at(at)
    if dated and dated[1].precision == "day" and dated[1].last and (at > end or name == "D-Day"):
        close = dated[0].last + (1 if words.lowers[at - 1] == "(" and words.lowers[dated[0].last] == ")" else 0)
        return Anchor(name, dated[1].last, close)
    return Anchor(name, None, end)
