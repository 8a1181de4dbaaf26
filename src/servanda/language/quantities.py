"""Finds counted and measured things in plain English text: value, unit, bound.

The unit is the head noun behind the number in its singular, "person" for people, ISO 4217 for money, the usual symbol for
measures (`tables/units.toml`). Shares are in percent ("two thirds of" is 66.67). A range gives both ends, a part the unit of its
whole, an elided noun that of the number before. Years, dates, clock times, scores, ordinals, sizes, numbers inside names and vague
counts ("hundreds of", "several dozen"), which nothing could be checked against, are no quantities.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple, cast

from servanda.language.grammar.figures import Number, number_at, openers
from servanda.language.grammar.labels import is_label, labelled_before
from servanda.language.grammar.numbers import is_number
from servanda.language.grammar.phrases import read_phrases
from servanda.language.grammar.tokens import DASHES, HYPHENS, Words
from servanda.language.grammar.units import hyphened, listed, section, unit_behind
from servanda.records import Bound, Quantity

_PARTS_OF = frozenset({"of", "out", "the", "its", "their", "his", "her", "these", "those", "all", "a", "total"})
_THEM = frozenset({"them", "whom", "which", "these", "those"})
_STOPS = frozenset({".", "!", "?", ";"})
_PLACED = frozenset({"at", "on", "in", "by", "since", "until", "from"})  # behind these a bare figure is a day, an hour or a place


@cache
def _bound_phrases() -> tuple[tuple[tuple[str, ...], Bound], ...]:
    found = [(tuple(phrase.split()), cast("Bound", bound)) for bound, ways in section("bounds").items() for phrase in ways]
    return tuple(sorted(found, key=lambda entry: (-len(entry[0]), entry[0])))


class _Found(NamedTuple):
    """A number with its unit; `end` is the token behind the unit, or behind the number where it has none."""

    number: Number
    end: int
    value: float
    unit: str
    bound: Bound


def find_quantities(text: str) -> list[Quantity]:
    """Every quantity of a text, left to right, without overlap; offsets count characters of `text`. Never raises."""
    words, phrased = read_phrases(text)
    dated = {index for form in phrased for index in range(form.first, form.last)}
    first_words, kinds = openers(), words.kinds
    found: list[_Found] = []
    behind, labelled = 0, -2  # `labelled` is the token behind the last number with a label: "Articles 5, 6 and 7"
    for index, lower in enumerate(words.lowers):
        if index < behind or index in dated or (lower not in first_words and (kinds[index] not in {"number", "mixed"} or index not in words.figures)):
            continue
        number = number_at(words, index)
        if number is None:
            continue
        pair = _dashed(words, number)
        if pair:
            found += pair
            behind = pair[-1].end
            continue
        end, unit = _unit(words, number)
        if labelled_before(words, index) or _goes_on(words, labelled, index, unit):
            labelled = number.last
        elif number.last - 1 not in dated and not is_label(words, number, unit) and (unit or end >= 0):
            end = end if unit else number.last
            found.append(_Found(number, end, number.value, unit, _bound(words, number, end)))
        behind = max(number.last, end)
    return [_quantity(words, each) for each in _completed(words, _joined_ranges(words, found))]


def _unit(words: Words, number: Number) -> tuple[int, str]:
    """The index behind the unit's noun and the unit; index -1 and "" where the number counts nothing."""
    at = number.last
    if number.unit:
        return at, number.unit
    if words.texts[at] in HYPHENS and words.joined(at - 1) and words.joined(at):
        return hyphened(words, at)
    return unit_behind(words, at, number.value == 1, number.scale > 1)


def _goes_on(words: Words, labelled: int, index: int, unit: str) -> bool:
    """Whether a number stands in a row of labels: "Articles 5, 6 and 7"."""
    between = words.lowers[labelled:index] if 0 < index - labelled <= 2 else []
    return bool(between) and set(between) <= {",", "and", "or", "to"} and (between == ["and"] or not unit)


def _dashed(words: Words, low: Number) -> list[_Found]:
    """ "3-5 dogs", "$3-5 million", "5-10%": both ends of a range; empty for scores, seasons and numbers to dial."""
    at = low.last
    if words.texts[at] not in DASHES or not words.joined(at - 1) or words.kinds[at + 1] != "number":
        return []
    high = None if words.joined(low.first - 1) and words.texts[low.first - 1] in DASHES else number_at(words, at + 1)
    if high is None or (high.value >= 1500 and "," not in words.texts[at + 1] and high.scale == 1):
        return []
    end, unit = _unit(words, high)
    unit = low.unit or unit
    value = _scaled(low, high)
    if not unit or value >= high.value:
        return []
    return [_Found(low, low.last, value, unit, "at least"), _Found(high, max(end, high.last), high.value, unit, "at most")]


def _scaled(low: Number, high: Number) -> float:
    """The value of the lower end, with the word of size that it shares with the upper one ("two to three million")."""
    return low.value * high.scale if low.scale == 1 and low.value < high.value / high.scale else low.value


def _joined_ranges(words: Words, found: list[_Found]) -> list[_Found]:
    """Give the first number of "between 20 and 30 officers" or "10 to 15 people" the unit of the second, and both their bounds."""
    for place in range(len(found) - 1):
        low, high = found[place], found[place + 1]
        joint, value = high.number.first - 1, _scaled(low.number, high.number)
        if low.end != joint or value >= high.value or low.bound == "at most" or (low.unit and low.unit != high.unit):
            continue
        before = words.lowers[max(0, low.number.first - 8) : low.number.first]
        joined = words.lowers[joint]
        changed = bool(set(before) & listed("words", "changes")) and before[-1:] == ["from"]
        if joined not in {"to", "or"} and not (joined == "and" and before[-1:] == ["between"]):
            continue
        if changed:
            found[place] = low._replace(unit=high.unit)
        else:
            found[place] = low._replace(unit=high.unit, value=value, bound="at least")
            found[place + 1] = high._replace(bound="at most")
    return found


def _completed(words: Words, found: list[_Found]) -> list[_Found]:
    """Give numbers without a noun the unit of what they are part of, or of the number before whose noun they leave out."""
    for place in range(len(found) - 2, -1, -1):
        part, whole = found[place], found[place + 1]
        between = words.lowers[part.end : whole.number.first]
        if not part.unit and "of" in between and set(between) <= _PARTS_OF:
            found[place] = part._replace(unit=whole.unit, value=_scaled(part.number, whole.number))  # "66 of the 90 million dollars"
    for place in range(1, len(found)):
        before, each = found[place - 1], found[place]
        if not each.unit and before.unit and before.unit != "percent" and _same_thing(words, before, each):
            found[place] = each._replace(unit=before.unit)
    return found


def _same_thing(words: Words, before: _Found, each: _Found) -> bool:
    """Whether a number leaves out the noun of the one before, in one sentence."""
    start, after = each.number.first, each.number.last
    if any(words.texts[at] in _STOPS or words.opens_line(at) for at in range(before.end, start)):
        return False
    if words.lowers[after] == "of" and words.lowers[after + 1] in _THEM:
        return True
    measured = before.unit in section("money").values() or before.unit in section("measures").values() or before.unit[-1:] in {"2", "3"}
    listed_on = words.lowers[start - 1] in {"and", ","} and words.lowers[after] in _PLACED  # "40 tonnes on Monday and 60 on Friday"
    if measured:
        return each.number.scale > 1 or listed_on
    return each.end > after or words.lowers[start - 1] not in _PLACED


def _bound(words: Words, number: Number, end: int) -> Bound:
    for phrase, bound in _bound_phrases():
        start = number.first - len(phrase)
        if start >= 0 and words.phrase(start, phrase) > start and not (phrase == ("over",) and words.lowers[start - 1] in listed("words", "with_over")):
            return bound
    if words.lowers[number.first] in {"a", "another"} and words.lowers[number.first + 1] == "couple":
        return "about"
    for at in (number.last, end):
        if words.phrase(at, ("or", "more")) > at or (words.texts[at] == "+" and words.joined(at - 1)):
            return "at least"
        if words.phrase(at, ("or", "fewer"), ("or", "less")) > at:
            return "at most"
        if words.phrase(at, ("or", "so")) > at:
            return "about"
    tied = words.lowers[number.last + 1] if words.texts[number.last] in HYPHENS and words.joined(number.last - 1) else ""
    if tied in {"plus", "odd"}:
        return "at least" if tied == "plus" else "about"
    return _postposed(words, end)


def _postposed(words: Words, at: int) -> Bound:
    """ "twenty officers at least"."""
    after = words.phrase(at, ("at", "least"), ("at", "most"))
    if after == at or is_number(words, after) or words.lowers[after] in {"once", "twice", "a", "some"}:
        return "exact"
    return "at least" if words.lowers[after - 1] == "least" else "at most"


def _quantity(words: Words, found: _Found) -> Quantity:
    start, stop = words.starts[found.number.first], words.ends[found.end - 1]
    return Quantity(value=found.value, unit=found.unit, bound=found.bound, start=start, end=stop, text=words.text[start:stop])
