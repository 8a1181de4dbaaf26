"""Units of counts and measures, by `units.toml`: "person" for people, ISO 4217 for money, the usual symbol for measures, else the noun."""

from __future__ import annotations

from functools import cache
from typing import Any

from servanda.language.grammar.numbers import is_number
from servanda.language.grammar.tables import read_table
from servanda.language.grammar.tokens import HYPHENS, Words

_KEYS = frozenset({"person", "money", "national", "measures", "compound_measures", "hyphened", "kinds", "irregular", "words", "bounds"})
_PHRASE = 9  # tokens behind the number in which its head noun is looked for
_SYMBOLS = frozenset({"km", "kg", "m", "cm", "mm", "ha", "kW", "MW", "GW", "TW", "lb", "m2", "m3", "m²", "m³"})  # short ones, as written
_DETERMINERS = frozenset({"the", "its", "their", "his", "her", "our", "these", "those", "a", "an", "all", "some", "such"})
_POSTPOSED = (("or", "more"), ("or", "so"), ("or", "fewer"), ("or", "less"))
_BARE = frozenset({"plus", "odd"})  # behind a number: "20-plus lorries", "forty-odd sailors"


@cache
def section(name: str) -> dict[str, Any]:
    """One section of `units.toml`."""
    table: dict[str, Any] = read_table("units.toml", _KEYS)[name]
    return table


@cache
def listed(name: str, key: str) -> frozenset[str]:
    """One list of a section."""
    return frozenset(section(name)[key])


def singular(noun: str) -> str:
    """The singular of a lower-case English plural ("crossings" -> "crossing", "bodies" -> "body")."""
    if noun in section("irregular"):
        return str(section("irregular")[noun])
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "xes", "sses", "zzes", "oes")):
        return noun[:-2]
    return noun[:-1] if plural(noun) else noun


def plural(noun: str) -> bool:
    """Whether a lower-case noun is a plural, or its own."""
    return noun in section("irregular") or (len(noun) > 2 and noun.endswith("s") and not noun.endswith(("ss", "us", "is")))


def measure(words: Words, at: int) -> str | None:
    """The measure that a token names ("km", "tonne", "percent"), None for other words and for letters in the wrong case."""
    lower = words.lowers[at]
    unit = section("measures").get(lower)
    return str(unit) if unit and (len(lower) > 2 or words.texts[at] in _SYMBOLS or lower == "%") else None


def currency(words: Words, at: int) -> str | None:
    """The currency that a noun or a code names; its nationality is looked for before it ("Swiss francs" -> CHF)."""
    lower = words.lowers[at]
    if lower not in section("money") or (words.texts[at][0].isupper() and not words.texts[at].isupper()):
        return None
    before = words.lowers[at - 1]
    usual = str(section("money")[lower])
    nations = section("national").get(singular(lower)) or section("national").get(usual, {})
    return str(nations.get(f"{words.lowers[at - 2]} {before}") or nations.get(before) or usual)


def hyphened(words: Words, at: int) -> tuple[int, str]:
    """Unit and end of what a hyphen at `at` ties to a number ("a 50-kilometre zone", "a 35-strong force"); -1 where it counts nothing."""
    noun = at + 1
    lower, after = words.lowers[noun], words.lowers[noun + 1]
    if lower in _BARE:
        return _noun(words, noun + 1, False)
    if words.texts[noun + 1] in HYPHENS and words.lowers[noun + 2] == "old":
        return -1, ""
    compound = _compound(words, noun)
    if compound:
        return compound
    unit = measure(words, noun) or currency(words, noun)
    if unit and unit != "mm":
        return noun + 1, unit
    counted = section("hyphened").get(lower)
    of_states = lower == "member" and (after in listed("words", "unions") or words.texts[noun + 1][:1].isupper())
    return (noun + 1, str(counted)) if counted and not of_states else (-1, "")


def unit_behind(words: Words, at: int, single: bool, scaled: bool = False) -> tuple[int, str]:
    """The index behind the unit's noun and the unit of a number that ends before token `at`; -1 and "" where it counts nothing.

    `single` tells that the number is one; `scaled`, that it holds a word such as "million" (so that "pounds of" are money).
    """
    if words.texts[at] == "+" and words.joined(at - 1):
        at += 1
    more = words.phrase(at, *_POSTPOSED)
    if more > at and words.kinds[more] == "word" and words.lowers[more] not in listed("words", "stops"):
        at = more
    if words.lowers[at] == "of":
        at += 2 if words.lowers[at + 1] in _DETERMINERS else 1
        if is_number(words, at):
            return at, ""  # "two of four instalments": the whole has the noun
    if words.phrase(at, ("per", "cent")) > at:
        return at + 2, "percent"
    found = _compound(words, at) or _power(words, at)
    if found:
        return found
    if words.lowers[at] in {"us", "u"} and words.texts[at].isupper():
        at = at + 1 if words.lowers[at] == "us" else words.phrase(at, ("u", ".", "s", "."))
    if words.lowers[at] in {"pound", "pounds"} and words.lowers[at + 1] == "of" and not scaled:
        return at + 1, "lb"
    return _noun(words, at, single)


def _compound(words: Words, at: int) -> tuple[int, str] | None:
    second = at + 2 if words.texts[at + 1] in HYPHENS and words.joined(at) else at + 1
    unit = section("compound_measures").get(f"{words.lowers[at]} {words.lowers[second]}")
    return (second + 1, str(unit)) if unit else None


def _power(words: Words, at: int) -> tuple[int, str] | None:
    """ "square kilometres", "sq. km", "cubic metres"."""
    if words.lowers[at] not in {"square", "sq", "cubic", "cu"}:
        return None
    noun = at + 2 if words.texts[at + 1] == "." else at + 1
    unit = section("measures").get(words.lowers[noun])
    power = "3" if words.lowers[at].startswith("cu") else "2"
    return (noun + 1, f"{unit}{power}") if unit else (at, "")


def _noun(words: Words, start: int, single: bool) -> tuple[int, str]:
    """The head noun of the phrase that starts at a token, as a unit."""
    end = _phrase_end(words, start)
    for at in range(start, end):
        lower = words.lowers[at]
        if lower in listed("words", "no_unit"):
            return -1, ""
        if lower in listed("words", "same_again"):
            return at + 1, ""
        model = _model(words, at)
        if model:
            return model
        unit = _known(words, at, single)
        if unit is None or (words.texts[at - 1] in HYPHENS and words.kinds[at - 2] == "number" and at - 2 >= start):
            continue  # "two 120-mm mortars"
        if words.texts[at + 1] in {"'", "’"} and words.lowers[at + 2] == "s":
            return start, ""  # "three men's teams"
        if at + 1 < end and _known(words, at + 1, single) is not None and not measure(words, at):
            continue
        if unit == "year" and words.lowers[at + 1] in {"old", "of"} and words.lowers[at + 2] != "the":
            return -1, ""
        return at + 1, unit
    if single and end > start:
        head = next((at for at in range(start + 1, end) if words.lowers[at].endswith(("ed", "ing", "ly"))), end) - 1
        return (head + 1, words.lowers[head]) if words.texts[head].islower() else (start, "")
    return start, ""


def _model(words: Words, at: int) -> tuple[int, str] | None:
    """ "F-16s", "AK-47s": a type of weapon that is counted by its name, singular."""
    if words.texts[at + 1] not in HYPHENS or not words.texts[at].isupper() or not (words.joined(at) and words.joined(at + 1)):
        return None
    number = words.texts[at + 2]
    return (at + 3, f"{words.texts[at]}-{number[:-1]}") if number.endswith("s") and number[:-1].isdecimal() else None


def _phrase_end(words: Words, start: int) -> int:
    at = start
    while at < min(start + _PHRASE, len(words)):
        token = words[at]
        hyphen = token.text in HYPHENS and words.joined(at - 1) and words.joined(at)
        stop = token.lower in listed("words", "stops") or token.kind == "iso" or (token.kind == "number" and not _of_type(words, at, start))
        if stop or (token.kind == "mark" and not hyphen and token.text != "%"):
            break
        if at > start and "\n" in words.text[words.ends[at - 1] : token.start]:
            break
        at += 1
    return at


def _of_type(words: Words, at: int, start: int) -> bool:
    """Whether a number inside a phrase names a type or a size: "three S-300 batteries", "six Leopard 2 tanks", "two 120-mm mortars"."""
    if words.joined(at) and words.texts[at + 1] in HYPHENS and words.joined(at + 1):
        return words.kinds[at + 2] == "word"
    named = at > start and (words.texts[at - 1] in HYPHENS or words.texts[at - 1][:1].isupper())
    return named and words.texts[at].isdecimal() and words.kinds[at + 1] == "word" and words.lowers[at + 1] not in listed("words", "stops")


def _known(words: Words, at: int, single: bool) -> str | None:
    """The unit that a token names, None for adjectives and other words."""
    token = words[at]
    if token.kind == "mark":
        return "percent" if token.text == "%" else None
    unit = currency(words, at) or measure(words, at)
    if unit:
        return unit
    if token.lower in listed("person", "nouns"):
        return (
            None
            if token.lower in listed("person", "adjectives") and words.kinds[at + 1] == "word" and words.lowers[at + 1] not in listed("words", "stops")
            else "person"
        )
    if token.text[0].isupper():
        return "person" if token.lower.endswith(("ans", "eans", "ese", "ians", "ens", "ks", "is", "nts")) and token.kind == "word" and not single else None
    if len(token.lower) > 5 and token.lower.endswith(tuple(section("person")["endings"])):
        return "person"
    return singular(token.lower) if not single and plural(token.lower) else None
