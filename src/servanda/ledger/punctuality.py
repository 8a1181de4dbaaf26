"""How early or late a report calls an act ("two days ahead of its date", "eight days late", "in time"), and the day that follows.

Reports of performance often name no day but say how it stood to the date that was set. The ledger then counts from the deadline
instead of taking the day of publication for the day of the act. The words are `[punctuality]` of `tables/status_rules.toml`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from servanda.language.grammar.lengths import read_length
from servanda.language.grammar.tokens import Words
from servanda.ledger.observations import Observation
from servanda.ledger.tables import tables
from servanda.ledger.terms import contains

UNITS = {"day", "week", "fortnight"}  # a month early has no day that all would give
REACH = 3  # tokens behind the span in which the word stands that tells early from late
MOST = 730  # days; what is told as later or earlier than this is no matter of punctuality


@dataclass(frozen=True)
class Punctuality:
    """Days from the deadline to the act, negative before it; None where the words say only that it was in time."""

    days: int | None


def read_punctuality(sentence: str) -> Punctuality | None:
    """What a sentence says of how an act stood to its date, None where it says nothing."""
    words = Words(sentence)
    for at in range(words.size):
        read = read_length(words, at)
        if read is None or read[1].unit not in UNITS or read[1].days() > MOST:
            continue
        end, length = read
        sign = _sign(words.lowers[end : end + REACH], " ".join(words.lowers[end : words.size]))
        if sign:
            return Punctuality(sign * length.days())
    return Punctuality(None) if contains(sentence, tables().statuses.punctuality.timely) else None


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


def placed(seen: Observation, sentence: str, deadline: str | None) -> Observation:
    """An observation without a day of its own, moved to the day that its words give by the deadline; others as they are."""
    if deadline is None or seen.exact or seen.kind not in ("done", "part", "begun"):
        return seen
    found = read_punctuality(sentence)
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
