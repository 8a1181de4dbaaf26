"""Numbers that may count something, with what their own words say of the unit: money, shares, "40kg", "both", "a pair of"."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from servanda.language.grammar.numbers import digits, number_words, read_number
from servanda.language.grammar.tokens import HYPHENS, Words
from servanda.language.grammar.units import currency, listed, measure, plural, section

_MEASURE_SUFFIXES = {"km": "km", "kg": "kg", "cm": "cm", "mw": "MW", "gw": "GW", "ha": "hectare", "lb": "lb", "m": "m", "km²": "km2", "km2": "km2"}
_ORDINAL = frozenset({"first", "second", "last", "latter", "former", "third", "fourth", "next", "this", "early", "late"})
_ITS = frozenset({"the", "its", "their", "his", "her", "our", "these", "those"})


class Number(NamedTuple):
    """A number of the text: its tokens (`last` exclusive), value, and the unit where its own words name it.

    `scale` is that of its last word of size (a million in "2.5 million"), one where it has none.
    """

    first: int
    last: int
    value: float
    unit: str = ""
    scale: float = 1.0


@cache
def openers() -> frozenset[str]:
    """Words and signs with which a quantity may start, digits apart."""
    signs = {sign.removesuffix("$") for sign in section("money") if sign != "$"}
    return frozenset({"half", "a", "an", "us", "both", "another", *signs, *section("money"), *number_words("small"), *number_words("tens")})


def number_at(words: Words, index: int) -> Number | None:
    """The number that starts at token `index`, or None."""
    share = _share(words, index) or _one_in(words, index)
    if share:
        return share
    lower = words.lowers[index]
    if lower == "both":
        return _both(words, index)
    if lower in {"a", "another"}:
        group = number_words("groups").get(words.lowers[index + 1])
        if group and words.lowers[index + 2] == "of":
            return Number(index, index + 2, group)
        if words.lowers[index + 1] == "single" and words.kinds[index + 2] == "word":
            return Number(index, index + 2, 1)
    if lower == "half" and words.lowers[index + 1] in {"a", "an"}:
        unit = measure(words, index + 2)
        if unit:
            return Number(index, index + 3, 0.5, unit)
    at, money = _sign(words, index)
    token = words[at]
    if token.kind == "mixed" and token.text[0].isdigit():
        return _suffixed(words, index, at, money)
    found = read_number(words, at)
    return Number(index, found[0], found[1], money, _scale(words, found[0])) if found else None


def _scale(words: Words, end: int) -> float:
    return number_words("scales").get(words.lowers[end - 1], 1)


def _sign(words: Words, index: int) -> tuple[int, str]:
    """The currency sign or code at a token and the index behind it: "$", "US$", "EUR"."""
    token = words[index]
    signed = words.texts[index + 1] == "$" and words.joined(index)
    if signed and token.text.isupper() and f"{token.lower}$" in section("money"):
        return index + 2, str(section("money")[f"{token.lower}$"])
    money = section("money").get(token.lower, "") if token.kind == "mark" or token.text.isupper() else ""
    return (index + 1, str(money)) if money else (index, "")


def _suffixed(words: Words, index: int, at: int, money: str) -> Number | None:
    """ "$80bn", "500m euros", "40kg": digits with letters behind them."""
    lower = words.lowers[at]
    cut = next((place for place, sign in enumerate(lower) if not (sign.isascii() and (sign.isdigit() or sign in ",."))), len(lower))
    value, letters = digits(lower[:cut].rstrip(",.")) if lower[:cut].strip(",.").replace(",", "").replace(".", "", 1).isdecimal() else None, lower[cut:]
    if value is None:
        return None
    scale = number_words("suffixes").get(letters)
    counted = bool(money or currency(words, at + 1) or words.lowers[at + 1] in listed("person", "nouns"))
    if scale and (counted or len(letters) > 1):
        return Number(index, at + 1, value * scale, money, scale)
    unit = _MEASURE_SUFFIXES.get(letters)
    return Number(index, at + 1, value, unit) if unit and not money and at == index else None


def _share(words: Words, index: int) -> Number | None:
    """ "two thirds of", "a quarter of", "half the", "cut by a third": percent, to two places."""
    parts = number_words("fractions")
    lower, at, count = words.lowers[index], index + 1, 1
    if lower == "half":
        at = index
    elif lower not in {"a", "an"}:
        count = number_words("small").get(lower, 0)
        at += 1 if words.texts[at] in HYPHENS and words.joined(at) else 0
    whole = parts.get(words.lowers[at])
    if not whole or not 0 < count < whole or words.lowers[index - 1] in _ORDINAL:
        return None
    after, behind = words.lowers[at + 1], words.lowers[at + 2]
    if after == "of" and behind in {"a", "an"}:
        scale = number_words("scales").get(words.lowers[at + 3])
        return Number(index, at + 4, count * scale / whole, "", scale) if scale else None
    rest = lower == "half" and (after in _ITS or words.lowers[index - 1] in {"remaining", "other"})
    by = words.lowers[index - 1] == "by" and (words.kinds[at + 1] == "mark" or after in listed("words", "stops"))
    return Number(index, at + 1, round(100 * count / whole, 2), "percent") if after == "of" or rest or by else None


def _one_in(words: Words, index: int) -> Number | None:
    """ "one in five children": a share."""
    if words.lowers[index] != "one" or words.lowers[index + 1] != "in":
        return None
    whole = read_number(words, index + 2)
    if whole is None or not 2 <= whole[1] <= 1000 or not plural_noun(words, whole[0]):
        return None
    return Number(index, whole[0], round(100 / whole[1], 2), "percent")


def _both(words: Words, index: int) -> Number | None:
    """ "both officers" are two; "both soldiers and farmers" and "both sides" are no count."""
    noun = index + 1
    counted = plural_noun(words, noun) and words.lowers[noun] not in listed("words", "parties") and words.lowers[noun + 1] not in {"and", "in"}
    return Number(index, index + 1, 2) if counted else None


def plural_noun(words: Words, at: int) -> bool:
    """Whether a token is a noun in the plural, by its looks."""
    lower = words.lowers[at]
    return words.kinds[at] == "word" and (plural(lower) or lower in listed("person", "nouns")) and lower not in listed("words", "stops")
