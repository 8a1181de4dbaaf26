"""Finds deadlines and terms in plain English text: by when, how long, counted from what.

Conventions: the anchor's own day is not counted (one day after 1 March is 2 March); hours are rounded up to days; months and years
run by the calendar once the anchor's day is known, until then 30 and 365 days. "by", "until", "through", "no later than" a period mean
its last day; "by mid-June" the 15th, "by mid-2019" 30 June, "by the start of" a period its first day; an hour is kept as its day; "before 1 May" means
30 April, the last day on which it can be done.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from functools import cache

from servanda.language.grammar import calendar
from servanda.language.grammar.anchors import Anchor, Times, lexicon, listed, ordered, phrases, read_anchor
from servanda.language.grammar.calendar import Period
from servanda.language.grammar.clock import Form
from servanda.language.grammar.fixed_terms import counted_from, d_day, fixed, next_meeting, placed, running, same_again, same_day, set_day, upon
from servanda.language.grammar.lengths import Length, read_length
from servanda.language.grammar.numbers import number_words
from servanda.language.grammar.phrases import read_phrases
from servanda.language.grammar.tense import outlook
from servanda.language.grammar.tokens import Words
from servanda.language.times import resolved
from servanda.records import Deadline

Rule = Callable[[Words, int, Times, dt.date | None], tuple[int, Deadline] | None]  # the deadline that starts at a token and the index behind it
_NOW = frozenset({"today", "tonight", "now"})
_NEXT = frozenset({"next"})
_SAME = re.compile(r"(?i)\b(?:same|that) (?:day|date)\b")
_HOUR = 9  # tokens of the longest hour before its day


def find_deadlines(text: str, published: dt.date | None) -> list[Deadline]:
    """Every deadline, term and "at once" of a text, left to right, without overlap; offsets count characters of `text`.

    `published` dates "by Friday" and "within the next 60 days". A relative deadline whose anchor has no day in the words has
    `date` None: give it one with `resolve`. Never raises.
    """
    words, _ = read_phrases(text)
    times = Times(resolved(text, published))
    rules, kinds = _rules(), words.kinds
    found: list[Deadline] = []
    behind = 0
    for index, lower in enumerate(words.lowers):
        if index < behind or (lower not in rules and kinds[index] != "number"):
            continue
        again = same_again(words, index, times, found[-1]) if found else None
        hits = (rule(words, index, times, published) for rule in rules["0" if kinds[index] == "number" else lower])
        hit = again or next(filter(None, hits), None)
        if hit is not None:
            behind = hit[0]
            found.append(as_before(hit[1], found))
    return found


def as_before(deadline: Deadline, found: list[Deadline]) -> Deadline:
    """ "Within 180 days of the same date", behind a term counted from an event: counted from that event."""
    last = found[-1] if found else None
    if last is None or last.kind != "relative" or last.anchor is None:
        return deadline
    if deadline.kind == "relative" and deadline.anchor is not None and _SAME.search(deadline.anchor):
        return Deadline(kind="relative", anchor=last.anchor, days=deadline.days, start=deadline.start, end=deadline.end, text=deadline.text)
    return deadline


def resolve(deadline: Deadline, anchor_day: dt.date) -> Deadline:
    """The deadline with its `date` (and `days`, by the calendar) counted from the anchor's day; others come back unchanged."""
    if deadline.kind != "relative" or deadline.date is not None or deadline.days is None:
        return deadline
    length = _length_in(deadline)
    day = length.reach(anchor_day) if length else calendar.shift_days(anchor_day, deadline.days)
    if day is None:
        return deadline
    return _with(deadline, day, (day - anchor_day).days)


def _with(deadline: Deadline, day: dt.date, days: int) -> Deadline:
    return Deadline(
        kind=deadline.kind, date=day.isoformat(), anchor=deadline.anchor, days=days, start=deadline.start, end=deadline.end, text=deadline.text
    )  # fmt: skip


def _length_in(deadline: Deadline) -> Length | None:
    """The length that the deadline's own words give, so that three months stay months."""
    words = Words(deadline.text)
    for index in range(len(words)):
        found = read_length(words, index)
        if found:
            return found[1] if found[1].days() == deadline.days else None
    return None


@cache
def _rules() -> dict[str, tuple[Rule, ...]]:
    """The rules to try at a word with which a deadline may start, in their order; a number in digits is the word "0"."""
    numbers = {"0", "a", "an", "half"} | number_words("small").keys() | number_words("tens").keys()
    firsts: tuple[tuple[Rule, Iterable[str]], ...] = (
        (fixed, {*phrases("immediate"), *phrases("open"), "immediate"}),
        (d_day, {"d"}),
        (upon, {"upon"}),
        (set_day, {"deadline", *listed("expiring")}),
        (same_day, ordered("limits")),
        (running, {opening.split()[0] for opening in (*lexicon()["running"], *lexicon()["running_alone"])}),
        (_within, ordered("within")),
        (_term, ordered("terms")),
        (_dated, ordered("limits")),
        (_bare, {"in", *numbers}),
    )
    found: dict[str, tuple[Rule, ...]] = dict.fromkeys(ordered("again"), ())
    for rule, words in firsts:
        for word in words:
            found[word] = (*found.get(word, ()), rule)
    return found


def _within(words: Words, index: int, times: Times, published: dt.date | None) -> tuple[int, Deadline] | None:
    """ "within 40 days of signing", "no later than five days after the pull-back", "within a 60-day period"."""
    at = words.phrase(index, *ordered("within")[words.lowers[index]])
    if at == index or (words.lowers[index] == "at" and not _near_future(words, index)):
        return None
    article = at + 1 if words.lowers[at] in {"a", "an", "the"} and read_length(words, at + 1) else at
    found = read_length(words, article)
    if found is None:
        return None
    ahead = words.lowers[at - 1] in _NEXT
    return _counted(words, index, found, times, published, ahead)


def _counted(words: Words, start: int, found: tuple[int, Length], times: Times, published: dt.date | None, ahead: bool) -> tuple[int, Deadline]:
    """A relative deadline with the anchor that follows its length, if one does."""
    end, length = found
    if words.lowers[end] in {"period", "term", "deadline", "window", "timeframe"}:
        end += 1
    if words.texts[end] in {"'", "’"} and words.lowers[end + 1] == "time":
        end += 2  # "in two weeks' time"
    if words.lowers[end] in listed("anchor_openers"):
        anchor = read_anchor(words, end + 1, times)
        if anchor and anchor.name.lower() in _NOW:
            anchor = anchor._replace(day=published)
        if anchor:
            return counted_from(words, start, anchor.end, length, anchor)
    return counted_from(words, start, end, length, Anchor("now", published, end) if ahead else None)


def _term(words: Words, index: int, times: Times, published: dt.date | None) -> tuple[int, Deadline] | None:
    """ "valid for three years", "for 120 days from signing": the term of a duty, not the length of something past."""
    at = words.phrase(index, *ordered("terms")[words.lowers[index]])
    if at == index:
        return None
    article = at + 1 if words.lowers[at] in {"a", "an"} and read_length(words, at + 1) else at
    found = read_length(words, article)
    if found is None:
        return None
    termed = any(words.lowers[back] in listed("term_before") for back in range(index - 1, max(index - 6, -1), -1))
    if words.lowers[index] == "for" and found[1].unit == "hour" and words.lowers[found[0]] in {"on", "every", "each", "a", "per"}:
        return None  # "for twelve hours every Monday": how long each time
    anchored = words.lowers[index] == "for" and words.lowers[found[0]] != "of" and words.lowers[found[0]] in listed("anchor_openers")
    if not (termed or anchored or (words.lowers[index] == "for" and (_near_future(words, index) or words.lowers[at - 1] in _NEXT))):
        return None
    return _counted(words, index, found, times, published, words.lowers[at - 1] in _NEXT)


def _bare(words: Words, index: int, times: Times, published: dt.date | None) -> tuple[int, Deadline] | None:
    """ "will enter into force 30 days after signing", "will leave in two weeks": only where the clause looks ahead."""
    opened = words.lowers[index] == "in"
    found = read_length(words, index + 1 if opened else index)
    if found is None or times.covers(index) or _is_rate(words, index, found[0]):
        return None
    if not opened and _is_given(words, index, found[0]):
        return counted_from(words, index, found[0], found[1], None)
    due = any(words.lowers[back] in listed("due_before") for back in range(index - 1, max(index - 4, -1), -1))
    if not (_near_future(words, index) or words.lowers[index - 1] in {"force", "effect"} or (due and not opened)):
        return None
    if words.lowers[found[0]] in {"after", "from", "following"}:
        return _counted(words, index, found, times, published, False)
    return _counted(words, index, found, times, published, True) if opened and words.lowers[found[0]] != "of" else None


def _is_rate(words: Words, index: int, end: int) -> bool:
    """ "40,000 tonnes a month from March": so much in each, not a month counted from March."""
    counted = words.lowers[index - 1].endswith("s") and words.lowers[index - 1] not in listed("due_before")
    return words.lowers[index] in {"a", "an"} and end == index + 2 and counted and words.lowers[end] in {"from", "after", "since"}


def _is_given(words: Words, index: int, end: int) -> bool:
    """ "has 30 days to answer", "gave them 48 hours to leave": a length that somebody is given for a deed."""
    given = words.lowers[end] == "to" and words.kinds[end + 1] == "word"
    return given and any(words.lowers[back] in listed("given_before") for back in range(index - 1, max(index - 6, -1), -1))


def _near_future(words: Words, index: int) -> bool:
    return outlook(words, index) == "future"


def _dated(words: Words, index: int, times: Times, _published: dt.date | None) -> tuple[int, Deadline] | None:
    """ "by the end of 2015", "until 18 March 2023", "no later than Friday", "before 1 May"."""
    meeting = next_meeting(words, index)
    if meeting:
        return meeting
    at = _behind_hour(words, words.phrase(index, *ordered("limits")[words.lowers[index]]), times)
    if words.lowers[index] == "before" and words.lowers[index + 1] in listed("hours") and outlook(words, index) == "past":
        return None  # "was seized before dawn on Thursday"
    if at == index or times.covers(index) or (words.lowers[index] == "through" and times.covers(index - 1)):
        return None
    at = next((place for place in (at, at + 1) if times.at(place) and (place == at or words.lowers[at] in {"the", "on", "about", "around"})), at)
    found = times.at(at)
    if found is None or found[1].last is None:
        return None
    behind = found[0].last
    if words.texts[behind] in {"'", "’"} or (found[1].precision == "year" and words.lowers[at - 1] == "the" and words.kinds[behind] == "word"):
        return None  # "before yesterday's announcement", "prior to the 2011 independence"
    day = _before(found) if words.lowers[index] in {"before", "prior"} else _by(found)
    if day is None or (words.lowers[index] == "through" and found[1].precision == "range"):
        return None
    end = words.phrase(found[0].last, ("at", "the", "latest"))
    return end, placed(words, index, end, Deadline(kind="date", date=day.isoformat()))


def _behind_hour(words: Words, index: int, times: Times) -> int:
    """The index of the day behind an hour ("noon on Thursday", "6 p.m. on Monday", "14:00 GMT on 7 May"), else the index itself."""
    if words.lowers[index] not in listed("hours") and words.kinds[index] != "number":
        return index
    for at in range(index + 1, index + _HOUR):
        if times.at(at):
            return at
        if words.kinds[at] not in {"number", "mixed", "mark"} and words.lowers[at] not in listed("hour_words"):
            break
    return index


def _by(found: tuple[Form, Period]) -> dt.date | None:
    """The last day on which a thing due "by" a time can be done."""
    form, period = found
    if form.modifier == "start":
        return period.first
    if form.modifier in {"mid", "early"} and period.last:
        if period.precision == "month":
            return period.last.replace(day=15 if form.modifier == "mid" else 10)
        if period.precision == "year":
            return period.last.replace(month=6, day=30) if form.modifier == "mid" else period.last.replace(month=3, day=31)
    return period.last


def _before(found: tuple[Form, Period]) -> dt.date | None:
    """The day before a time begins; "before the end of" a time means its last day."""
    form, period = found
    if form.modifier in {"end", "mid"}:
        return _by(found)
    return calendar.shift_days(period.first, -1) if period.first else None
