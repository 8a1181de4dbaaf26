"""Finds times in plain English text and turns them into ISO days.

Conventions: a modifier does not narrow a time ("early March" is the month of March, as in ISO-TimeML); weeks run Monday to
Sunday (ISO 8601); seasons are the northern ones by calendar months, winter named by the year in which it begins. A bare day and
month lies within 300 days before and 65 after publication, behind "by", "until", "will" within 60 before and 305 after, in a clause of the
past within 335 before and 30 after. In a paragraph of background ("In 1994 ...") it lies in or near the time that opened it. In a
chronicle (three in five dated days, of six or more, lie over 400 days before publication) bare dates follow the time named last.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from servanda.language.grammar import calendar
from servanda.language.grammar.clock import Clock, Form, listed
from servanda.language.grammar.numeric import text_order
from servanda.language.grammar.phrases import read_phrases
from servanda.language.grammar.tense import outlook
from servanda.language.grammar.tokens import Words
from servanda.records import Time

_CHRONICLE_AGE = dt.timedelta(days=400)
_CHRONICLE_DATES = 6


def find_times(text: str, published: dt.date | None) -> list[Time]:
    """Every time that the text names, left to right, without overlap; offsets count characters of `text`.

    `published` is the day from which "yesterday" and "in November" are told; without it they are kept with precision "unknown"
    and no days, unless an earlier time of the text gives them a year. Never raises.
    """
    words, _ = read_phrases(text)
    return [_time(words, form, period) for form, period in resolved(text, published)]


@lru_cache(maxsize=8)
def resolved(text: str, published: dt.date | None) -> list[tuple[Form, calendar.Period]]:
    """The time phrases of a text with the days they mean, resolved from left to right; kept for a moment, because times and deadlines both read them."""
    words, found = read_phrases(text)
    clock = Clock(published, chronicle=is_chronicle(found, published), day_first=text_order(words))
    pairs: list[tuple[Form, calendar.Period]] = []
    behind = 0
    for form in found:
        clock.outlook = outlook(words, form.first, form.last)
        if "\n" in words.text[words.ends[behind] : words.starts[form.first]]:
            clock.background = None
        behind = form.last - 1
        period = form.solve(clock)
        if _is_adverbial(words, form) and (form.partial is None or form.partial.year is not None):
            clock.turn_back(period)
        clock.note(period, heading=words.opens_line(form.first))
        pairs.append((form, period))
    return pairs


def _is_adverbial(words: Words, form: Form) -> bool:
    """Whether a time is told in its own right ("in 1994", "On 9 May 2020") and is no part of a name ("the accord of 9 May 2020")."""
    return words.lowers[form.first - 1] in listed("words", "adverbial") or words.opens_sentence(form.first)


def is_chronicle(found: list[Form], published: dt.date | None) -> bool:
    """Whether a text tells of times long past: most dates that have a year and a month lie over 400 days before publication."""
    if published is None:
        return True
    dated = [form.partial for form in found if form.partial and form.partial.year and form.partial.month]
    line = published - _CHRONICLE_AGE
    old = sum((partial.year or 0, partial.month or 0) < (line.year, line.month) for partial in dated)
    return len(dated) >= _CHRONICLE_DATES and old * 5 >= len(dated) * 3


def _time(words: Words, form: Form, period: calendar.Period) -> Time:
    start, end = words.starts[form.first], words.ends[form.last - 1]
    first = period.first.isoformat() if period.first else None
    last = period.last.isoformat() if period.last else None
    precision = period.precision if first and last else "unknown"
    return Time(first=first, last=last, precision=precision, start=start, end=end, text=words.text[start:end])
