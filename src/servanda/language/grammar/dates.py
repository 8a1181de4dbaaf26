"""Calendar dates in words and digits: days, months, years, decades, centuries."""

from __future__ import annotations

from servanda.language.grammar import calendar
from servanda.language.grammar.calendar import Period
from servanda.language.grammar.clock import Clock, Form, Partial, calendar_form, lexicon, listed
from servanda.language.grammar.numbers import number_words, ordinal
from servanda.language.grammar.tokens import DASHES, Words

EDGES = {"beginning": "start", "start": "start", "outset": "start", "turn": "start", "end": "end", "close": "end", "middle": "mid"}
_BEFORE_NAMED_MONTH = frozenset({"of", "by", "from", "to", "and", "before", "after"})


def month_at(words: Words, index: int, short: bool = True) -> tuple[int, int] | None:
    """Month number and the index behind a month's name ("Dec." takes its full stop along)."""
    if words.kinds[index] != "word" or not words.texts[index][0].isupper():
        return None
    month = lexicon("months").get(words.lowers[index])
    if month is None and short:
        month = lexicon("months_short").get(words.lowers[index])
        if month is not None and words.lowers[index + 1] == "." and words.joined(index):
            return month, index + 2
    return None if month is None else (month, index + 1)


def day_at(words: Words, index: int) -> tuple[int, int] | None:
    """Day of the month (1 to 31, "7", "7th", "seventh" before "of May") and the index behind it."""
    kind, text = words.kinds[index], words.texts[index]
    if kind == "number" and text.isdigit() and len(text) <= 2:
        value = int(text)
    elif (kind == "mixed" or (words.lowers[index + 1] == "of" and month_at(words, index + 2))) and (ranked := ordinal(words.lowers[index])):
        value = ranked
    else:
        return None
    return (value, index + 1) if 1 <= value <= 31 else None


def year_at(words: Words, index: int) -> tuple[int, int] | None:
    """A four-digit number from 1000 to 2199 and the index behind it."""
    text = words.texts[index]
    if words.kinds[index] != "number" or len(text) != 4 or not text.isdigit() or not 1000 <= int(text) <= 2199:
        return None
    return int(text), index + 1


def year_behind(words: Words, index: int) -> tuple[int | None, int]:
    """An optional year behind a date: ", 2023", "2023", "of 2023"."""
    at = index + 1 if words.lowers[index] in {",", "of"} else index
    found = year_at(words, at)
    if found and words.lowers[index] == "," and words.kinds[found[1]] == "word" and words.lowers[found[1]] in listed("traps", "count_after"):
        return None, index
    return found if found else (None, index)


def _second_day(words: Words, index: int) -> tuple[int, int] | None:
    """The second day of "7-9", "7 to 12", "7 and 8"."""
    if words.texts[index] in DASHES or words.lowers[index] in {"to", "and", "until", "through", "till"}:
        return day_at(words, index + 1)
    return None


def _between(first: Partial, last: Partial) -> Form:
    def solve(clock: Clock) -> Period:
        end = clock.resolve(last)
        year = end.last.year if end.last else None
        begin = clock.resolve(first._replace(year=first.year or year))
        if begin.first and end.first and begin.first > end.first and first.year is None and year:
            begin = clock.resolve(first._replace(year=year - 1))
        if begin.first and end.last and begin.first <= end.last:
            return Period(begin.first, end.last, "range")
        return end

    return Form(0, 0, solve, first, "", last)


def span_of(start: int, first: Form, last: Form) -> Form | None:
    """ "from A to B" as one range, if both are calendar dates; what A leaves out it takes from B."""
    if first.partial is None or last.partial is None or first.last_partial or (first.partial.month is None) != (last.partial.month is None):
        return None
    return _between(first.partial, last.partial)._replace(first=start, last=last.last)


def stretch_to(start: int, first: Form, last: Form) -> Form | None:
    """ "from Monday to Wednesday", "between May 2021 and yesterday": from the first day of one time to the last of the other."""
    bare = all(form.partial is None for form in (first, last))

    def solve(clock: Clock) -> Period:
        begin, end = first.solve(clock), last.solve(clock)
        if begin.first and end.last and begin.first > end.last and bare and begin.precision == end.precision == "day":
            if clock.ahead:  # weekdays: the later one of the week after, or the earlier one of the week before
                end = calendar.day_period(calendar.shift_days(end.last, 7))
            else:
                begin = calendar.day_period(calendar.shift_days(begin.first, -7))
        return Period(begin.first, end.last, "range") if begin.first and end.last and begin.first <= end.last else calendar.UNRESOLVED

    dated = first.partial or last.partial
    if dated is not None and not dated.year:
        return None
    return Form(start, last.last, solve)


def weekday_prefix(words: Words, index: int) -> int:
    """The index behind "Friday," or "Fri., " before a date; `index` itself where there is none."""
    lower = words.lowers[index]
    if lower not in lexicon("weekdays") and lower not in lexicon("weekdays_short"):
        return index
    at = index + 1
    while words.lowers[at] in {",", ".", "the", "on"} and at < index + 4:
        at += 1
    return at


def day_first(words: Words, start: int, index: int) -> Form | None:
    """ "7 December 2023", "7th of December", "7-9 December", "8 to 9 December"."""
    at = index + 1 if words.lowers[index] == "the" and (words.kinds[index + 1] == "mixed" or words.lowers[index + 2] == "of") else index
    day = day_at(words, at)
    if not day or (words.texts[at - 1] in {"$", "€", "£", "."} and words.joined(at - 1)):
        return None
    second = _second_day(words, day[1])
    at = second[1] if second else day[1]
    at = at + 1 if words.lowers[at] == "of" else at
    month = month_at(words, at)
    if not month:
        return None
    year, end = year_behind(words, month[1])
    if second and second[0] > day[0]:
        return _between(Partial(year, month[0], day[0]), Partial(year, month[0], second[0]))._replace(first=start, last=end)
    return None if second else calendar_form(start, end, Partial(year, month[0], day[0]))


def month_first(words: Words, start: int, index: int) -> Form | None:
    """ "December 7, 2023", "Dec. 7", "December 7-9", "December 2023", "July-August 2020"."""
    month = month_at(words, index)
    if not month:
        return None
    at = month[1] + 1 if words.lowers[month[1]] == "the" and words.kinds[month[1] + 1] == "mixed" else month[1]
    day = day_at(words, at)
    if day and not (words.texts[day[1]] == ":" and words.joined(day[1])):
        second = _second_day(words, day[1])
        if second and second[0] > day[0] and not month_at(words, second[1]):
            year, end = year_behind(words, second[1])
            return _between(Partial(year, month[0], day[0]), Partial(year, month[0], second[0]))._replace(first=start, last=end)
        year, end = year_behind(words, day[1])
        return calendar_form(start, end, Partial(year, month[0], day[0]))
    other = month_at(words, month[1] + 1) if words.texts[month[1]] in DASHES else None
    if other and (late := year_behind(words, other[1]))[0]:
        return _between(Partial(late[0], month[0]), Partial(late[0], other[0]))._replace(first=start, last=late[1])
    year, end = year_behind(words, month[1])
    return calendar_form(start, end, Partial(year, month[0])) if year else None


def bare_month(words: Words, index: int) -> Form | None:
    """A month alone ("November"); names that are also persons or verbs only behind "in", "since", "last" ..."""
    month = month_at(words, index, short=False)
    if not month:
        return None
    edge = words.lowers[index - 1] == "of" and words.lowers[index - 2] in EDGES
    opened = edge or words.lowers[index - 1] in listed("traps", "month_openers") or (words.texts[index - 1] in DASHES and words.lowers[index - 2] == "mid")
    named = words.lowers[index] in listed("traps", "month_names")
    after = words[index + 1]
    capitals = after.text[:1].isupper() or (words.texts[index - 1][:1].isupper() and not words.opens_sentence(index - 1))
    if month_at(words, index + 2, short=False) and (after.lower in {"to", "and", "until"} or after.text in DASHES):
        opened = True
    if words.lowers[index + 1] in {"last", "this", "next"} and words.lowers[index + 2] == "year":
        opened = True
    if not opened and (capitals or (named and (words.lowers[index - 1] not in _BEFORE_NAMED_MONTH or words.lowers[index] == "may"))):
        return None
    return calendar_form(index, month[1], Partial(None, month[0]))


def iso_day(words: Words, index: int) -> Form | None:
    """ "2023-12-07"."""
    if words.kinds[index] != "iso":
        return None
    year, month, day = (int(part) for part in words.texts[index].split("-"))
    return calendar_form(index, index + 1, Partial(year, month, day)) if calendar.valid_day(year, month, day) else None


def short_year_range(words: Words, index: int, year: int) -> int | None:
    """The last year of "1939-45", "2022/23", "1941–1945"."""
    if not (words.texts[index + 1] in DASHES or words.texts[index + 1] == "/") or not (words.joined(index) and words.joined(index + 1)):
        return None
    text = words.texts[index + 2]
    if words.kinds[index + 2] != "number" or not text.isdigit() or len(text) not in {2, 4}:
        return None
    last = int(text) if len(text) == 4 else year - year % 100 + int(text)
    return last if year < last <= min(year + 150, 2199) else None


def year_form(words: Words, index: int) -> Form | None:
    """A year alone, a range of years, or a year BC; numbers that count something or label something are no years."""
    era = _before_christ(words, index)
    if era:
        return era
    found = year_at(words, index)
    last = short_year_range(words, index, found[0]) if found and 1500 <= found[0] <= 2100 else None
    if not found or not (last or _is_year(words, index)):
        return None
    year = found[0]
    if last:
        return Form(index, index + 3, lambda _clock: calendar.years_period(year, last), Partial(year), "", Partial(last))
    return calendar_form(index, index + 1, Partial(year))


def _is_year(words: Words, index: int) -> bool:
    year, before, after = int(words.texts[index]), words.lowers[index - 1], words.lowers[index + 1]
    if words.opens_line(index) and year >= 1500 and after == ":" and not words.joined(index + 1):
        return True  # "2005: Elections", a heading
    if before in listed("traps", "label_before") or before in {"$", "€", "£", "#", "/", "+"} or after in {"%", "°", ":", "+"}:
        return False
    if words.lowers[index - 2] == "mid" and words.texts[index - 1] in DASHES:
        return True
    if words.texts[index - 1] in DASHES and words.joined(index - 1) and before != "–":
        return False
    plural = len(after) > 3 and after.isalpha() and after.endswith("s") and after not in {"this", "does", "was", "versus"}
    if before in {"in", "since"} and year >= 1500:
        return after not in listed("traps", "count_after")
    compound = words.texts[index + 1] in {"-", "/"} and words.joined(index) and words.kinds[index + 2] == "word"
    if plural or compound or after in listed("traps", "count_after"):
        return before in {"the", "its", "their", "his", "her"} and 1900 <= year <= 2100 and after not in listed("traps", "count_after")
    if before in listed("traps", "year_openers"):
        return True
    enclosed = before in {"(", ",", "–", "[", ";"} and after in {")", ",", "–", "-", ";", ".", "]"}
    return (enclosed and year >= 1500) or (1900 <= year <= 2100 and after in {")", ",", ".", ";", "and", "to"})


def _before_christ(words: Words, index: int) -> Form | None:
    if words.kinds[index] == "number" and words.lowers[index + 1] in {"bc", "bce"} and words.texts[index].isdigit():
        return Form(index, index + 2, lambda _clock: calendar.UNRESOLVED)
    return None


def decade_or_century(words: Words, index: int) -> Form | None:
    """ "the 1990s", "1990s", "the 19th century", "the twentieth century"."""
    at = index + 1 if words.lowers[index] == "the" else index
    lower = words.lowers[at]
    if len(lower) == 5 and lower[:3].isdecimal() and lower.endswith("0s") and 1000 <= int(lower[:4]) <= 2190:
        start = int(lower[:4])
        return Form(index, at + 1, lambda _clock: calendar.years_period(start, start + 9))
    if at > index and (tens := _bare_decade(words, at)):
        return Form(index, tens[1], lambda _clock: calendar.years_period(1900 + tens[0], 1909 + tens[0]))
    rank = ordinal(lower)
    if rank is None and lower == "twenty" and (unit := ordinal(words.lowers[at + 2])) and words.texts[at + 1] in DASHES:
        rank, at = 20 + unit, at + 2
    behind = at + 2 if words.texts[at + 1] in DASHES else at + 1
    if rank and 1 <= rank <= 22 and words.lowers[behind] == "century":
        if words.lowers[behind + 1] in {"bc", "bce"}:
            return Form(index, behind + 2, lambda _clock: calendar.UNRESOLVED)
        return Form(index, behind + 1, lambda _clock: calendar.years_period(rank * 100 - 99, rank * 100))
    return None


def _bare_decade(words: Words, index: int) -> tuple[int, int] | None:
    """The decade of the twentieth century in "the '90s" and "the nineties" (from the twenties on), and the index behind it."""
    at = index + 1 if words.texts[index] in {"'", "’", "‘"} and words.joined(index) else index
    lower = words.lowers[at]
    if at > index and len(lower) == 3 and lower[0] in "23456789" and lower.endswith("0s"):
        return int(lower[:2]), at + 1
    tens = number_words("tens").get(lower[:-3] + "y") if lower.endswith("ies") and at == index else None
    return (tens, at + 1) if tens and tens >= 20 else None
