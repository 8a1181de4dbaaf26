"""Numbers that label, date, score or dial instead of counting: "Article 5", "won 3-1", "Pier 4", "(minister, 53,)", "+41 22 917"."""

from __future__ import annotations

from servanda.language.grammar.figures import Number
from servanda.language.grammar.numbers import is_number, ordinal
from servanda.language.grammar.tokens import DASHES, Words
from servanda.language.grammar.units import listed

_MANY = 10  # "the two countries" are the parties; "the 28 states" are counted
_CLOCK = frozenset({"am", "pm", "gmt", "utc", "o"})
_JOINTS = frozenset({"and", "to", "or", "-", "–", ","})


def is_label(words: Words, number: Number, unit: str) -> bool:
    """Whether the number names something instead of counting; `unit` is what the words behind it would make it count."""
    if number.unit or words.lowers[number.first] in {"a", "both"}:
        return False
    return _is_name(words, number) or _is_clock(words, number.last) or _is_one(words, number, unit) or (not unit and _lone(words, number))


def labelled_before(words: Words, first: int) -> bool:
    """Whether a word such as "article" or "No." stands before a number; a number in words that opens a sentence has none ("has done its part. Six men")."""
    if words.texts[first - 1] == "." and words.kinds[first] == "word":
        return False
    label = words.lowers[first - 2] if words.texts[first - 1] == "." else words.lowers[first - 1]
    return label in listed("words", "labels")


def _is_name(words: Words, number: Number) -> bool:
    opens = words.opens_sentence(number.first) or _behind_dateline(words, number.first)
    if words.kinds[number.first] == "word" and words.texts[number.first][0].isupper() and not opens:
        return True  # "the Group of Six"
    before, after = words[number.first - 1], words[number.last]
    if words.joined(number.first - 1) and (before.text in DASHES or before.text in {"/", ":", "+", "#", ".", "°"}):
        return True
    figures_behind = words.kinds[number.last + 1] in {"number", "mixed"}
    if words.joined(number.last - 1) and (after.text in {"/", ":", "°"} or (after.text in DASHES | {"+"} and figures_behind)):
        return True
    if labelled_before(words, number.first) or (after.lower.endswith(("ds", "hs")) and ordinal(after.lower[:-1]) is not None):
        return True
    return number.value < _MANY and before.lower in listed("words", "party_openers") and after.lower in listed("words", "parties")


def _is_clock(words: Words, at: int) -> bool:
    """ "9 a.m.", and the first of "9 and 11 am"."""
    if words.kinds[at + 1] == "number" and words.lowers[at] in _JOINTS:
        at += 2
    return words.lowers[at] in _CLOCK or (words.lowers[at] in {"a", "p"} and words.lowers[at + 1] == ".")


def _is_one(words: Words, number: Number, unit: str) -> bool:
    """Whether "one" is a pronoun: "one of the men", "on the one hand"; of a counted whole it is a part ("one of the 12")."""
    if words.lowers[number.first] != "one" or number.last != number.first + 1:
        return False
    after, before = words.lowers[number.last], words.lowers[number.first - 1]
    whole = number.last + 2 if words.lowers[number.last + 1] in {"the", "its", "their"} else number.last + 1
    if after in {"of", "or"} and is_number(words, whole):
        return False
    return after in listed("words", "one_before") | listed("words", "stops") or before in listed("words", "one_after") or not unit


def _behind_dateline(words: Words, at: int) -> bool:
    """ "(Harbour Wire) - Eleven men": a dash set apart behind a closing bracket opens a sentence."""
    dash = at - 1
    while dash >= 0 and words.texts[dash] in DASHES:
        dash -= 1
    return dash < at - 1 and dash >= 0 and words.texts[dash] == ")" and not words.joined(at - 1)


def _lone(words: Words, number: Number) -> bool:
    """A number without unit that stands as a name: "Boeing 737", "Pier 4", a lone year, an age, a ratio, a telephone number, an address."""
    before, token = words[number.first - 1], words[number.first]
    if number.value != int(number.value) or (before.text == "," and words.texts[number.last] == ","):
        return True  # "a quake of 6.3", "the minister, 53, said"
    if words.lowers[number.last] in {"to", "for", "against"} and words.lowers[number.last + 1] in {"one", "1"} and words.lowers[number.first - 1] != "from":
        return True  # "three to one"
    if token.kind != "number":
        return False
    if token.text.isdigit() and ((len(token.text) == 4 and 1500 <= number.value <= 2100) or (len(token.text) > 1 and token.text[0] == "0")):
        return True
    if before.kind == "number" or words.kinds[number.last] == "number":
        return True  # groups of digits
    if before.lower in listed("words", "places") or _is_address(words, number.last):
        return True
    return before.kind in {"word", "mixed"} and before.text[0].isupper() and not words.opens_sentence(number.first - 1)


def _is_address(words: Words, at: int) -> bool:
    """ "10 Harbour Street"."""
    named = words.texts[at][:1].isupper()
    return named and any(words.lowers[place] in listed("words", "streets") and words.texts[place][0].isupper() for place in (at + 1, at + 2))
