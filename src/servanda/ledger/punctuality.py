"""Days that a report of performance gives in other words than those of the act, so that its publication is not taken for its day.

It says how the act stood to the date that was set ("two days ahead of its date", "eight days late", "in time"), by when so much had been done ("20 had
arrived by 30 June", "... when the term ran out"), since when it has been going on, or when the last of several things came. The words are
`[punctuality]` of `tables/status_rules.toml`.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from servanda.language.grammar.lengths import read_length
from servanda.language.grammar.tokens import Words
from servanda.language.times import find_times
from servanda.ledger.observations import Observation
from servanda.ledger.readings import PROGRESS
from servanda.ledger.tables import tables
from servanda.ledger.terms import contains

UNITS = {"day", "week", "fortnight"}  # a month early has no day that all would give
ROUGHLY = {"nearly", "almost", "about", "around", "some", "roughly", "approximately", "than"}  # before a span that gives no day
REACH = 3  # tokens behind the span in which the word stands that tells early from late
MOST = 730  # days; what is told as later or earlier than this is no matter of punctuality
# What stands before a time, each behind a plain word without which it need not be looked for.
BY = ("by", re.compile(r"\bby\s(?:the\s(?:end|close|evening|morning|afternoon|night)\sof\s)?\Z", re.IGNORECASE))
SINCE = ("since", re.compile(r"\b(?:has|have)\sbeen\s[^,;:]{0,90}\bsince\s\Z", re.IGNORECASE))
LAST = ("last", re.compile(r"\blast\sof\s(?:them|these|those|whom|which)\s[^;:]{0,40}\Z", re.IGNORECASE))
WITHIN = re.compile(  # "came within two days", not "is owed within ten days"
    r"\b(?:came|arrived|followed|reached|(?:was|were|has|have|had)\s(?!to\b|due\b|owed\b)\w{2,15})\b[^,.;]{0,60}?"
    r"\bwithin\s(?:an?|the|[\w-]{2,12})\s(?:few\s|same\s)?(?:hours?|days?|weeks?)\b(?!\sof\b)",
    re.IGNORECASE,
)
BEHIND = 120  # characters before a time that are looked at
COARSE = ("day", "month")  # precisions of times whose first or last day is meant


@dataclass(frozen=True)
class Punctuality:
    """Days from the deadline to the act, negative before it; None where the words say only that it was in time."""

    days: int | None


def read_punctuality(sentence: str) -> Punctuality | None:
    """What a sentence says of how an act stood to its date, None where it says nothing."""
    words = Words(sentence)
    for at in range(words.size):
        read = read_length(words, at)
        if read is None or read[1].unit not in UNITS or read[1].days() > MOST or (at > 0 and words.lowers[at - 1] in ROUGHLY):
            continue
        end, length = read
        sign = _sign(words.lowers[end : end + REACH], " ".join(words.lowers[end : words.size]))
        if sign:
            return Punctuality(sign * length.days())
    in_time = contains(sentence, tables().statuses.punctuality.timely) or WITHIN.search(sentence) is not None
    return Punctuality(None) if in_time else None


def _sign(behind: list[str], rest: str) -> int:
    """Whether the words behind a span of days tell of before (-1) or after (1) what was due; 0 for neither."""
    known = tables().statuses.punctuality
    if any(behind[: len(phrase)] == phrase for phrase in map(str.split, known.early)):
        return -1
    if any(behind[: len(phrase)] == phrase for phrase in map(str.split, known.late)):
        return 1
    if contains(rest, known.due):  # "two days before the term ran out", "25 days after the date by which"
        return -1 if behind[0] == "before" else int(behind[0] == "after")
    return 0


def placed(seen: Observation, clause: str, sentence: str, deadline: str | None) -> Observation:
    """An observation without a day of its own, moved to the day that its clause or sentence gives in other words; others as they are."""
    if seen.exact or seen.kind not in ("done", "part", "begun"):
        return seen
    if (told := _told(seen, clause, sentence)) is not None:
        return replace(seen, day=told)
    return _by_deadline(seen, clause, deadline) if deadline is not None else seen


def _told(seen: Observation, clause: str, sentence: str) -> str | None:
    """The day by which so much had been done, since which it goes on, or on which the last of several things was done; None where no such day is told."""
    if seen.kind in ("part", "done") and contains(clause, ("had",)) and (day := _behind(BY, clause, seen.known, ends=True)) is not None:
        return day
    state = seen.claim is not None and seen.claim.frame.startswith(PROGRESS)  # whose clause is the verb alone
    if (day := _behind(SINCE, sentence if state else clause, seen.known)) is not None:
        return day
    return _behind(LAST, sentence, seen.known) if seen.kind == "done" else None


def _behind(cue: tuple[str, re.Pattern[str]], text: str, known: str, *, ends: bool = False) -> str | None:
    """The first day, or the last where it `ends`, of the time that stands behind the words, if it has gone by."""
    word, words = cue
    if known == "" or word not in text.lower():
        return None
    for time in find_times(text, dt.date.fromisoformat(known)):
        day = time.last if ends else time.first
        fits = time.start is not None and time.precision in COARSE and day is not None and day <= known
        if fits and time.start is not None and words.search(text[max(0, time.start - BEHIND) : time.start]):
            return day
    return None


def _by_deadline(seen: Observation, clause: str, deadline: str) -> Observation:
    """The observation on the day that its words give by the deadline."""
    known = tables().statuses.punctuality
    if seen.kind == "part" and deadline <= seen.known and contains(clause, ("had",)) and contains(clause, known.ended):
        return replace(seen, day=deadline)
    found = read_punctuality(clause)
    if found is None:
        return seen
    try:
        due = dt.date.fromisoformat(deadline)
        day = (due + dt.timedelta(days=found.days or 0)).isoformat()
    except (ValueError, OverflowError):
        return seen
    if found.days is None:
        return replace(seen, day=min(seen.day, day))
    return replace(seen, day=day, exact=True) if day <= seen.known else seen
