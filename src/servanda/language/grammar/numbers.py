"""Cardinal numbers in digits, in words, or mixed ("1,846", "thirty-two", "2.5 million", "half a dozen")."""

from __future__ import annotations

from functools import cache

from servanda.language.grammar.tables import read_table
from servanda.language.grammar.tokens import HYPHENS, Words

_TABLE = "numbers.toml"
_KEYS = frozenset({"small", "tens", "scales", "ordinals", "fractions", "groups", "suffixes"})
_LARGEST = 1e15  # a longer run of digits is an identifier, not a count


@cache
def number_words(section: str) -> dict[str, int]:
    """One section of `numbers.toml`: words to their values."""
    table: dict[str, int] = read_table(_TABLE, _KEYS)[section]
    return table


def digits(text: str) -> float | None:
    """The value of a `number` token, None for absurdly long ones."""
    return None if len(text) > 20 or (value := float(text.replace(",", ""))) > _LARGEST else value


def ordinal(word: str) -> int | None:
    """ "third" or "3rd" -> 3; None for other words."""
    if word[:-2].isdigit() and len(word) <= 6 and word[-2:] in {"st", "nd", "rd", "th"} and word.isascii():
        return int(word[:-2])
    return number_words("ordinals").get(word)


def is_number(words: Words, at: int) -> bool:
    """Whether a token is a number in digits or the word of a small one ("40", "forty")."""
    return words.kinds[at] == "number" or words.lowers[at] in number_words("small") or words.lowers[at] in number_words("tens")


class _Sum:
    """Adds number words up, group by group ("two hundred" + "thousand")."""

    def __init__(self) -> None:
        self.total, self.group, self.last, self.ceiling = 0.0, 0.0, "", float("inf")

    def take(self, word: str) -> bool:
        """Add one word; False if it cannot continue the number."""
        small, tens, scales = number_words("small"), number_words("tens"), number_words("scales")
        if word in small and self.last in {"", "tens", "hundred", "scale"} and (self.last != "tens" or 0 < small[word] < 10):
            self.group, self.last = self.group + small[word], "small"
        elif word in tens and self.last in {"", "hundred", "scale"}:
            self.group, self.last = self.group + tens[word], "tens"
        elif word == "hundred" and self.last in {"", "small", "tens", "digits"} and self.group < 100:
            self.group, self.last = (self.group or 1) * 100, "hundred"
        elif word in scales and self.last != "scale" and scales[word] < self.ceiling:
            self.total, self.group, self.last = self.total + (self.group or 1) * scales[word], 0.0, "scale"
            self.ceiling = scales[word]
        else:
            return False
        return True


def _half(words: Words, index: int) -> tuple[int, float] | None:
    """ "half a million", "half a dozen", "half-a-million"."""
    after = index + 1
    if words.texts[after] in HYPHENS and words.joined(after):
        after += 1
    if words.lowers[after] not in {"a", "an"}:
        return None
    after += 2 if words.texts[after + 1] in HYPHENS and words.joined(after + 1) else 1
    scale = number_words("scales").get(words.lowers[after])
    return (after + 1, scale / 2) if scale else None


def read_number(words: Words, index: int) -> tuple[int, float] | None:
    """The number that starts at token `index`: the index behind it and its value, or None.

    Reads "32", "1,846", "2.5 million", "thirty-two", "two hundred and five", "a hundred", "two dozen", "half a million", "two and a half".
    """
    kind, lower, at = words.kinds[index], words.lowers[index], index
    if kind == "mark":
        return None
    if lower == "half":
        return _half(words, index)
    value: float | None = None
    if kind == "number":
        value, at = digits(words.texts[index]), index + 1
        if value is None:
            return None
    elif lower in {"a", "an"}:
        if words.lowers[index + 1] != "hundred" and words.lowers[index + 1] not in number_words("scales"):
            return None
        at = index + 1
    elif lower not in number_words("small") and lower not in number_words("tens"):
        return None
    return _read_on(words, index, at, value)


def _read_on(words: Words, index: int, at: int, value: float | None) -> tuple[int, float] | None:
    """The number that started at `index`, with the words from `at` on; `value` is that of its digits."""
    run = _Sum()
    if value is not None:
        run.group, run.last = value, "digits"
    end = at
    while at < len(words):
        word = words.lowers[at]
        if run.take(word):
            end = at = at + 1
        elif word == "and" and words.phrase(at, ("and", "a", "half")) > at and run.last in {"small", "tens", "digits"}:
            run.group, run.last = run.group + 0.5, "digits"
            end = at = at + 3
        elif word == "and" and run.last == "scale" and words.phrase(at, ("and", "a", "half")) > at:
            run.total, end = run.total + run.ceiling / 2, at + 3
            break
        elif (word == "and" and run.last in {"hundred", "scale"} and _continues(words.lowers[at + 1])) or _hyphen(words, at, run.last):
            at += 1
        else:
            break
    return (end, run.total + run.group) if end > index and run.last else None


def _hyphen(words: Words, at: int, last: str) -> bool:
    """Whether a hyphen ties the next word to the number: "thirty-two", "300-million"."""
    if words.texts[at] not in HYPHENS or not (words.joined(at - 1) and words.joined(at)):
        return False
    after = words.lowers[at + 1]
    return (last in {"tens", "small"} and _continues(after)) or (last in {"tens", "small", "digits"} and after in number_words("scales"))


def _continues(word: str) -> bool:
    return word in number_words("small") or word in number_words("tens") or word == "hundred"
