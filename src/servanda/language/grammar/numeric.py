"""Dates in digits alone: "7.12.2023", "25/11/2023", "12/25/2023", "2023/12/07".

With full stops the day comes first. With strokes a number over 12 tells which is the day; where both could be, the order of the text's other
dates decides, and without one the time is a range that holds both readings.
"""

from __future__ import annotations

from servanda.language.grammar import calendar
from servanda.language.grammar.calendar import Period
from servanda.language.grammar.clock import Clock, Form
from servanda.language.grammar.tokens import Words


def numeric_date(words: Words, index: int) -> Form | None:
    """A date in digits, or None. Two-digit years are left alone ("9/11", "24/7")."""
    if words.kinds[index] != "number" or (words.texts[index - 1] in {"/", "."} and words.joined(index - 1)):
        return None
    stops = _with_stops(words, index)
    if stops:
        day, month, year, end = stops
        return Form(index, end, lambda _clock: calendar.day_period(calendar.valid_day(year, month, day)))
    if words.texts[index + 1] != "/" or words.texts[index + 3] != "/" or not all(words.joined(at) for at in range(index, index + 4)):
        return None
    parts = [words.texts[at] for at in (index, index + 2, index + 4)]
    if not all(part.isdecimal() and part.isascii() for part in parts) or (words.texts[index + 5] == "/" and words.joined(index + 4)):
        return None
    sizes = tuple(map(len, parts))
    one, two, three = map(int, parts)
    if sizes[0] == 4 and max(sizes[1:]) <= 2:
        return Form(index, index + 5, lambda _clock: calendar.day_period(calendar.valid_day(one, two, three)))
    if sizes[2] == 4 and max(sizes[:2]) <= 2 and 1000 <= three <= 2199:
        return Form(index, index + 5, lambda clock: _in_order(clock, one, two, three))
    return None


def _with_stops(words: Words, index: int) -> tuple[int, int, int, int] | None:
    """Day, month, year and the index behind "7.12.2023": to the tokenizer a number with a decimal point, a stop and a number."""
    day, _, month = words.texts[index].partition(".")
    year = words.texts[index + 2]
    if words.texts[index + 1] != "." or not (words.joined(index) and words.joined(index + 1)) or len(year) != 4 or not year.isdecimal():
        return None
    if not (day.isdecimal() and month.isdecimal() and len(day) <= 2 and len(month) <= 2 and 1000 <= int(year) <= 2199):
        return None
    return int(day), int(month), int(year), index + 3


def _in_order(clock: Clock, one: int, two: int, year: int) -> Period:
    day_first, month_first = calendar.valid_day(year, two, one), calendar.valid_day(year, one, two)
    if day_first and month_first and day_first != month_first:
        if clock.day_first is None:
            return Period(min(day_first, month_first), max(day_first, month_first), "range")
        return calendar.day_period(day_first if clock.day_first else month_first)
    return calendar.day_period(day_first or month_first)


def text_order(words: Words) -> bool | None:
    """Whether dates with strokes put the day first, by those of the text that leave no choice; None where none does or they differ."""
    orders = set()
    for index in sorted(words.figures):
        if words.texts[index + 1] != "/" or words.texts[index + 3] != "/" or len(words.texts[index + 4]) != 4:
            continue
        one, two = words.texts[index], words.texts[index + 2]
        if one.isdecimal() and two.isdecimal() and len(one) <= 2 and len(two) <= 2 and (int(one) > 12) != (int(two) > 12):
            orders.add(int(one) > 12)
    return orders.pop() if len(orders) == 1 else None
