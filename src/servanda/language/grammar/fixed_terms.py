"""Deadlines that need no length of time before a date: "at once", "D+14", "upon signing", "the deadline is 7 May", "before the next session"."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from functools import cache

from servanda.language.grammar.anchors import Anchor, Times, canonical_anchor, lexicon, listed, ordered, phrases, read_anchor
from servanda.language.grammar.calendar import unit_period
from servanda.language.grammar.lengths import Length, read_length
from servanda.language.grammar.numbers import read_number
from servanda.language.grammar.tense import outlook
from servanda.language.grammar.tokens import Words
from servanda.records import Deadline

_REACH = 10  # tokens from "deadline" to its day
_AGAIN = 80  # tokens in which "the same period" finds its deadline
_FARTHEST = 9999  # days behind D-Day


def placed(words: Words, first: int, last: int, made: Deadline) -> Deadline:
    """The deadline with its words, tokens `first` to `last` (exclusive)."""
    start, end = words.starts[first], words.ends[last - 1]
    return Deadline(kind=made.kind, date=made.date, anchor=made.anchor, days=made.days, start=start, end=end, text=words.text[start:end])


def counted_from(words: Words, start: int, end: int, length: Length, anchor: Anchor | None) -> tuple[int, Deadline]:
    """A relative deadline with its day where the anchor's is known, and the index behind it."""
    day = length.reach(anchor.day) if anchor and anchor.day else None
    days = (day - anchor.day).days if day and anchor and anchor.day else length.days()
    made = Deadline(kind="relative", date=day.isoformat() if day else None, anchor=anchor.name if anchor else None, days=days)
    return end, placed(words, start, end, made)


def fixed(words: Words, index: int, times: Times, _published: dt.date | None) -> tuple[int, Deadline] | None:
    """Immediate and open phrases; "immediately after X" is counted from X."""
    lower = words.lowers[index]
    for phrase in phrases("immediate").get(lower, ()):
        end = words.phrase(index, phrase)
        if end == index:
            continue
        if words.lowers[end] in {"after", "upon", "following"} and phrase[-1] in {"immediately", "promptly"}:
            anchor = read_anchor(words, end + 1, times)
            if anchor:
                return counted_from(words, index, anchor.end, Length(0, "day"), anchor)
        return None if words.lowers[index - 1] in {"not", "n't", "t"} else (end, placed(words, index, end, Deadline(kind="immediate")))
    if lower == "immediate" and words.lowers[index + 1] in listed("immediate_before"):
        return index + 1, placed(words, index, index + 1, Deadline(kind="immediate"))
    for phrase in phrases("open").get(lower, ()):
        end = words.phrase(index, phrase)
        if end > index:
            return end, placed(words, index, end, Deadline(kind="open"))
    return None


def same_day(words: Words, index: int, times: Times, _published: dt.date | None) -> tuple[int, Deadline] | None:
    """ "By the same date": the day named last before."""
    end = _behind_same_day(words, index)
    day = times.day_before(index) if end > index else None
    return (end, placed(words, index, end, Deadline(kind="date", date=day.isoformat()))) if day is not None else None


def _behind_same_day(words: Words, index: int) -> int:
    for phrase in ordered("limits").get(words.lowers[index], ()):
        at = words.phrase(index, phrase)
        end = words.phrase(at, ("the", "same", "date"), ("the", "same", "day"), ("that", "same", "date"), ("that", "date")) if at > index else at
        if end > at:
            return end
    return index


def same_again(words: Words, index: int, times: Times, before: Deadline | None) -> tuple[int, Deadline] | None:
    """ "Within the same period", "inside the same 60 days", "by the same day": the deadline named last before, within the reach of a few sentences; a
    day that has been named since then comes first."""
    if before is None or before.end is None or before.kind not in {"date", "relative"}:
        return None
    behind = bisect_left(words.starts, before.end)
    end = index if times.named_between(behind, index) else _behind_same_day(words, index)
    end = _behind_same_time(words, index) if end == index else end
    return (end, placed(words, index, end, before)) if end > index and index - behind <= _AGAIN else None


def _behind_same_time(words: Words, index: int) -> int:
    """The index behind "within the same 60 days", "over the same months"."""
    at = words.phrase(index, *ordered("again").get(words.lowers[index], ()))
    if at == index:
        return index
    found = read_length(words, at)
    return found[0] if found is not None else at + 1 if words.lowers[at] in listed("again_units") else index


def running(words: Words, index: int, _times: Times, published: dt.date | None) -> tuple[int, Deadline] | None:
    """ "Before the year is out", "in the course of this month": the last day of the period that runs when it is said."""
    begun = [(at, closings) for opening, closings in _running().items() if (at := words.phrase(index, opening)) > index]
    for unit in ("year", "month", "week"):
        for at, closings in begun:
            if words.lowers[at] != unit:
                continue
            ends = [end for closing in closings if (end := words.phrase(at + 1, closing) if closing else at + 1) > at]
            last = unit_period(unit, published).last if ends and published is not None else None
            if last is not None:
                return max(ends), placed(words, index, max(ends), Deadline(kind="date", date=last.isoformat()))
    return None


@cache
def _running() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The words before "year" with those that may stand behind it, () for none."""
    table: dict[str, list[str]] = lexicon()["running"]
    followed = {tuple(opening.split()): tuple(tuple(closing.split()) for closing in closings) for opening, closings in table.items()}
    return {tuple(opening.split()): ((),) for opening in lexicon()["running_alone"]} | followed


def d_day(words: Words, index: int, _times: Times, _published: dt.date | None) -> tuple[int, Deadline] | None:
    """ "D+14", "D-Day plus seven", "D-Day + 14 days"."""
    if words.texts[index] != "D":
        return None
    at = words.phrase(index + 1, ("-", "day"), ("day",))
    number = read_number(words, at + 1) if words.lowers[at] in {"+", "plus"} else None
    if number is None or number[1] != int(number[1]) or number[1] > _FARTHEST:
        return None
    end = number[0] + 1 if words.lowers[number[0]] == "days" else number[0]
    return counted_from(words, _with_limit(words, index), end, Length(int(number[1]), "day"), Anchor("D-Day", None, end))


def _with_limit(words: Words, index: int) -> int:
    """Where "by", "on" or "not later than" before a token begins, else the token itself."""
    for length in (4, 3, 2, 1):
        first = index - length
        if first >= 0 and words.phrase(first, *ordered("limits").get(words.lowers[first], ()), ("on",)) == index:
            return first
    return index


def upon(words: Words, index: int, times: Times, _published: dt.date | None) -> tuple[int, Deadline] | None:
    """ "upon signing": on the anchor's own day, where the clause does not tell of what is past."""
    anchor = canonical_anchor(words, index + 1, times)
    if anchor is None or outlook(words, index, anchor.end) == "past":
        return None
    return counted_from(words, index, anchor.end, Length(0, "day"), anchor)


def set_day(words: Words, index: int, times: Times, _published: dt.date | None) -> tuple[int, Deadline] | None:
    """ "the deadline is 7 May", "a deadline of 7 May", "expires on 7 May": the day alone is the deadline's words."""
    for at in range(index + 1, index + _REACH):
        if words.texts[at] in {".", ";", "?", "!", ""}:
            return None
        dated = times.at(at)
        if dated and dated[1].last and any(words.phrase(at - len(link), link) == at for group in ordered("set_links").values() for link in group):
            return dated[0].last, placed(words, at, dated[0].last, Deadline(kind="date", date=dated[1].last.isoformat()))
    return None


def next_meeting(words: Words, index: int) -> tuple[int, Deadline] | None:
    """ "before the next session of the commission": a day still to be fixed."""
    at = words.phrase(index, *ordered("limits").get(words.lowers[index], ()))
    if words.lowers[at] not in listed("anchor_determiners") or words.lowers[at + 1] != "next" or words.lowers[at + 2] not in listed("meetings"):
        return None
    end = at + 3
    if words.lowers[end] == "of" and words.lowers[end + 1] in listed("anchor_determiners"):
        end += 3
    return end, placed(words, index, end, Deadline(kind="open"))
