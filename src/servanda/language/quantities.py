"""Finds counted and measured things in plain English text: value, unit, bound.

The unit is the head noun behind the number in its singular, "person" for people, ISO 4217 for money, the usual symbol for
measures (`tables/units.toml`). Years, dates, clock times, scores, ordinals, numbers inside names and vague counts
("hundreds of") are no quantities.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import msgspec

from servanda.language.grammar.numbers import digits, number_words, ordinal, read_number
from servanda.language.grammar.phrases import read_phrases
from servanda.language.grammar.tables import read_table
from servanda.language.grammar.tokens import DASHES, HYPHENS, Words
from servanda.records import Bound, Quantity

_KEYS = frozenset({"person", "money", "measures", "irregular", "words", "bounds"})
_PHRASE = 7  # tokens behind the number in which its head noun is looked for
_POSSESSORS = frozenset({"the", "its", "their", "his", "her", "our", "these", "those", "a", "all"})


@cache
def _section(name: str) -> dict[str, Any]:
    table: dict[str, Any] = read_table("units.toml", _KEYS)[name]
    return table


@cache
def _listed(section: str, key: str) -> frozenset[str]:
    return frozenset(_section(section)[key])


@cache
def _bound_phrases() -> tuple[tuple[tuple[str, ...], Bound], ...]:
    bounds: dict[Bound, list[str]] = read_table("units.toml", _KEYS)["bounds"]
    found = [(tuple(phrase.split()), bound) for bound, ways in bounds.items() for phrase in ways]
    return tuple(sorted(found, key=lambda entry: (-len(entry[0]), entry[0])))


class _Number(NamedTuple):
    first: int
    last: int
    value: float
    money: str


def find_quantities(text: str) -> list[Quantity]:
    """Every quantity of a text, left to right, without overlap; offsets count characters of `text`. Never raises."""
    words, phrased = read_phrases(text)
    dated = {index for form in phrased for index in range(form.first, form.last)}
    openers, kinds = _openers(), words.kinds
    found: list[Quantity] = []
    behind = 0
    for index, lower in enumerate(words.lowers):
        if index < behind or index in dated or (lower not in openers and kinds[index] != "number"):
            continue
        number = _number(words, index)
        if number is None:
            continue
        end, unit = _unit(words, number)
        if number.last - 1 not in dated and not _is_name(words, number, unit) and not (unit == "" and end < 0):
            found.append(_quantity(words, number, end if unit else number.last, unit))
        behind = max(number.last, end)
    return _joined_ranges(words, found)


def _joined_ranges(words: Words, found: list[Quantity]) -> list[Quantity]:
    """Give the first number of "between 20 and 30 officers" or "10 to 15 people" the unit of the second, and both their bounds."""
    if len(found) < 2:
        return found
    starts = {start: index for index, start in enumerate(words.starts[: words.size])}
    for place in range(len(found) - 1):
        low, high = found[place], found[place + 1]
        joint = starts.get(high.start or 0, 0) - 1
        if low.unit or not high.unit or low.value >= high.value or words.starts[joint] - (low.end or 0) != 1:
            continue
        opener = words.lowers[starts.get(low.start or 0, 0) - 1]
        if words.lowers[joint] == "or":
            found[place] = msgspec.structs.replace(low, unit=high.unit)
        elif words.lowers[joint] == "to" or (words.lowers[joint] == "and" and opener == "between"):
            found[place] = msgspec.structs.replace(low, unit=high.unit, bound="at least")
            found[place + 1] = msgspec.structs.replace(high, bound="at most")
    return found


def singular(noun: str) -> str:
    """The singular of a lower-case English plural ("crossings" -> "crossing", "bodies" -> "body")."""
    if noun in _section("irregular"):
        return str(_section("irregular")[noun])
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "xes", "sses", "zzes", "oes")):
        return noun[:-2]
    return noun[:-1] if _plural(noun) else noun


def _plural(noun: str) -> bool:
    return noun in _section("irregular") or (len(noun) > 2 and noun.endswith("s") and not noun.endswith(("ss", "us", "is")))


@cache
def _openers() -> frozenset[str]:
    """Words and signs with which a quantity may start, digits apart."""
    return frozenset({"half", "a", "an", "us", *_section("money"), *number_words("small"), *number_words("tens")})


def _number(words: Words, index: int) -> _Number | None:
    """A number with the currency sign or code before it: "32", "$80bn", "USD 5 million"."""
    token = words[index]
    money = _section("money").get(token.lower, "") if token.kind == "mark" or token.text.isupper() else ""
    at = index + 1 if money else index
    if token.text == "US" and words.texts[index + 1] == "$":
        money, at = "USD", index + 2
    token = words[at]
    if token.kind == "mixed" and token.text[0].isdigit():
        value = _suffixed(token.lower) if money or token.lower.endswith(("m", "bn")) else None
        return _Number(index, at + 1, value, money) if value is not None and money else None
    found = read_number(words, at)
    return _Number(index, found[0], found[1], money) if found else None


def _suffixed(word: str) -> float | None:
    """The value of "80bn" or "2.5m"."""
    for suffix, scale in number_words("suffixes").items():
        body = word[: -len(suffix)]
        if word.endswith(suffix) and body.replace(",", "").replace(".", "", 1).isdecimal() and body.isascii():
            value = digits(body)
            return None if value is None else value * scale
    return None


def _unit(words: Words, number: _Number) -> tuple[int, str]:
    """The index behind the unit's noun and the unit; index -1 and "" where the number counts nothing."""
    if number.money:
        return number.last, number.money
    at = number.last
    joined = words.texts[at] in HYPHENS and words.joined(at - 1) and words.joined(at)
    if joined:
        measure = _section("measures").get(words.lowers[at + 1])
        aged = words.texts[at + 2] in HYPHENS and words.lowers[at + 3] == "old"
        return (at + 2, str(measure)) if measure and not aged else (-1, "")
    more = words.phrase(at, ("or", "more"), ("or", "so"), ("or", "fewer"), ("or", "less"))
    if more > at and words.kinds[more] == "word" and words.lowers[more] not in _listed("words", "stops"):
        at = more
    if words.lowers[at] == "of":
        at += 2 if words.lowers[at + 1] in _POSSESSORS else 1
    if words.phrase(at, ("per", "cent")) > at:
        return at + 2, "percent"
    if words.lowers[at] in {"square", "sq", "cubic"}:
        measure = _section("measures").get(words.lowers[at + 1])
        power = "3" if words.lowers[at] == "cubic" else "2"
        return (at + 2, f"{measure}{power}") if measure else (at, "")
    if words.lowers[at] in {"us", "u"} and words.texts[at].isupper():
        at = at + 1 if words.lowers[at] == "us" else words.phrase(at, ("u", ".", "s", "."))
    return _noun(words, at, number.value == 1)


def _noun(words: Words, start: int, single: bool) -> tuple[int, str]:
    """The head noun of the phrase that starts at a token, as a unit."""
    end = _phrase_end(words, start)
    for at in range(start, end):
        lower = words.lowers[at]
        if lower in _listed("words", "no_unit"):
            return -1, ""
        unit = _known(words, at, single)
        if unit is None:
            continue
        if words.texts[at + 1] in {"'", "’"} and words.lowers[at + 2] == "s":
            return start, ""  # "three men's teams"
        if at + 1 < end and _known(words, at + 1, single) is not None and lower not in _section("measures"):
            continue
        if unit == "year" and words.lowers[at + 1] in {"old", "of"} and words.lowers[at + 2] != "the":
            return -1, ""
        return at + 1, unit
    if single and end > start:
        head = next((at for at in range(start + 1, end) if words.lowers[at].endswith(("ed", "ing", "ly"))), end) - 1
        return (head + 1, words.lowers[head]) if words.texts[head].islower() else (start, "")
    return start, ""


def _phrase_end(words: Words, start: int) -> int:
    at = start
    while at < min(start + _PHRASE, len(words)):
        token = words[at]
        hyphen = token.text in HYPHENS and words.joined(at - 1) and words.joined(at)
        if token.lower in _listed("words", "stops") or token.kind in {"number", "iso"} or (token.kind == "mark" and not hyphen and token.text != "%"):
            break
        if at > start and "\n" in words.text[words.ends[at - 1] : token.start]:
            break
        at += 1
    return at


def _known(words: Words, at: int, single: bool) -> str | None:
    """The unit that a token names, None for adjectives and other words."""
    token = words[at]
    if token.kind == "mark":
        return "percent" if token.text == "%" else None
    if token.lower in _section("money") and not token.text[0].isupper():
        return str(_section("money")[token.lower])
    if token.lower in _section("measures") and (len(token.lower) > 2 or token.text in {"km", "kg", "m", "cm", "mm", "ha", "MW", "GW"}):
        return str(_section("measures")[token.lower])
    if token.lower in _listed("person", "nouns"):
        return (
            None
            if token.lower in _listed("person", "adjectives") and words.kinds[at + 1] == "word" and words.lowers[at + 1] not in _listed("words", "stops")
            else "person"
        )
    if token.text[0].isupper():
        return "person" if token.lower.endswith(("ans", "eans", "ese", "ians", "ens", "ks", "is", "nts")) and token.kind == "word" and not single else None
    return singular(token.lower) if not single and _plural(token.lower) else None


def _is_name(words: Words, number: _Number, unit: str) -> bool:
    """Whether the number labels, dates or scores instead of counting."""
    if number.money:
        return False
    opens = words.opens_sentence(number.first) or _behind_dateline(words, number.first)
    if words.kinds[number.first] == "word" and words.texts[number.first][0].isupper() and not opens:
        return True  # "the Group of Six"
    before, after, lower = words[number.first - 1], words[number.last], words.lowers[number.first]
    touching = words.joined(number.first - 1)
    if touching and (before.text in DASHES or before.text in {"/", ":", "+", "#", ".", "°"}):
        return True
    if words.joined(number.last - 1) and (after.text in {"/", ":", "°"} or (after.text in DASHES and (words.kinds[number.last + 1] in {"number", "mixed"}))):
        return True
    label = words[number.first - 2] if before.text == "." else before
    if label.lower in _listed("words", "labels") or (after.lower.endswith(("ds", "hs")) and ordinal(after.lower[:-1]) is not None):
        return True
    if after.lower in {"am", "pm", "gmt", "utc", "o"} or (after.lower in {"a", "p"} and words.lowers[number.last + 1] == "."):
        return True
    if lower == "one" and number.last == number.first + 1:
        return after.lower in _listed("words", "one_before") | _listed("words", "stops") or before.lower in _listed("words", "one_after") or not unit
    if before.lower in _listed("words", "party_openers") and words.lowers[number.last] in _listed("words", "parties"):
        return True
    return not unit and _looks_like_label(words, number)


def _behind_dateline(words: Words, at: int) -> bool:
    """ "(Harbour Wire) - Eleven men": a dash set apart behind a closing bracket opens a sentence."""
    dash = at - 1
    while dash >= 0 and words.texts[dash] in DASHES | {"--"}:
        dash -= 1
    return dash < at - 1 and dash >= 0 and words.texts[dash] == ")" and not words.joined(at - 1)


def _looks_like_label(words: Words, number: _Number) -> bool:
    """A number without unit behind a capitalised word ("Boeing 737"), a lone year, or one of many digits."""
    before, token = words[number.first - 1], words[number.first]
    if number.value != int(number.value) or (before.text == "," and words.texts[number.last] == ","):
        return True  # "a quake of 6.3", "the minister, 53, said"
    if token.kind == "number" and token.text.isdigit() and len(token.text) == 4 and 1500 <= number.value <= 2100:
        return True
    return before.kind in {"word", "mixed"} and before.text[0].isupper() and not words.opens_sentence(number.first - 1) and token.kind == "number"


def _bound(words: Words, number: _Number, end: int) -> Bound:
    for phrase, bound in _bound_phrases():
        start = number.first - len(phrase)
        if start >= 0 and words.phrase(start, phrase) > start:
            return bound
    for at in (number.last, end):
        if words.phrase(at, ("or", "more")) > at:
            return "at least"
        if words.phrase(at, ("or", "fewer"), ("or", "less")) > at:
            return "at most"
        if words.phrase(at, ("or", "so")) > at:
            return "about"
    return "exact"


def _quantity(words: Words, number: _Number, end: int, unit: str) -> Quantity:
    start, stop = words.starts[number.first], words.ends[end - 1]
    return Quantity(value=number.value, unit=unit, bound=_bound(words, number, end), start=start, end=stop, text=words.text[start:stop])
