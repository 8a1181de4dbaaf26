"""How early or late a report calls an act ("two days ahead of its date", "eight days late", "in time"), and the day that follows.

Reports of performance often name no day but say how it stood to the date that was set. The ledger then counts from the deadline
instead of taking the day of publication for the day of the act. The words are `[punctuality]` of `tables/status_rules.toml`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from servanda.language.grammar.numbers import read_number
from servanda.language.grammar.tokens import Words
from servanda.ledger.observations import Observation
from servanda.ledger.tables import tables
from servanda.ledger.terms import contains

UNITS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "fortnight": 14}
REACH = 3  # tokens behind the unit in which the word stands that tells early from late
MOST = 730  # days; what is told as later or earlier than this is no matter of punctuality


@dataclass(frozen=True)
class Punctuality:
    """Days from the deadline to the act, negative before it; None where the words say only that it was in time."""

    days: int | None


def read_punctuality(sentence: str) -> Punctuality | None:
    """What a sentence says of how an act stood to its date, None where it says nothing."""
    known, words = tables().statuses.punctuality, Words(sentence)
    for at, word in enumerate(words.lowers[: words.size]):
        unit = UNITS.get(word)
        count = _count_before(words, at) if unit else None
        if not unit or count is None or count * unit > MOST:
            continue
        sign = _sign(words.lowers[at + 1 : at + 1 + REACH], " ".join(words.lowers[at + 1 : words.size]))
        if sign:
            return Punctuality(sign * round(count * unit))
    return Punctuality(None) if contains(sentence, known.timely) else None


def _count_before(words: Words, at: int) -> float | None:
    """The number that ends before token `at`; "a day" is one."""
    if words.lowers[at - 1] in ("a", "an"):
        return 1.0
    for start in range(max(at - 4, 0), at):
        read = read_number(words, start)
        if read is not None and read[0] == at:
            return read[1]
    return None


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
