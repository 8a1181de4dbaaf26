"""What stands where in a text that may name places: names of countries and names of the pipeline by token, and keys of capitalised words."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick

from servanda.language.grammar import atlas
from servanda.language.grammar.clock import lexicon
from servanda.language.grammar.folding import fold
from servanda.language.grammar.tokens import HYPHENS, Words

_LONGEST, LONGEST_COUNTRY = 6, 4  # tokens of a name
_SHORTENED = frozenset({"St", "D", "U"})  # words that keep their stop inside a name
SHORT_OPENERS = frozenset({"St", "El", "La", "Al", "Le", "Las", "Ar", "As", "Az", "Da", "Ho"})  # of longer names: "St. Petersburg", "El Fasher"
SHORT = 3  # letters of abbreviations, which are no places in capitals
APOSTROPHES = frozenset("'’ʼʻʿʾ")
_INSIDE = frozenset("'’.") | HYPHENS

Name = tuple[int, int, str]  # first and last character (exclusive) and label of a name that the pipeline found


class Surroundings:
    """Country names of a text by token, with how often each country is named, and the pipeline's names by token."""

    def __init__(self, words: Words, names: Sequence[Name] = ()) -> None:
        self.words = words
        self.names: dict[int, tuple[int, int, str]] = {}
        starts = words.starts[: words.size]
        for start, end, label in names:
            first, last = bisect_left(starts, start), bisect_left(starts, end)
            self.names.update(dict.fromkeys(range(first, last), (first, last, label)))
        self.counts: Counter[str] = Counter()
        self.owner: dict[int, str] = {}
        self.persons = {words.texts[last - 1] for _, last, label in self.names.values() if label == "PERSON"}
        self.capitals = [index for index, text in enumerate(words.texts) if text[:1].isupper() and words.kinds[index] == "word"]
        behind = 0
        for index in self.capitals:
            end, code = self._country(index) if index >= behind else (index, "")
            if end > index:
                self.owner.update(dict.fromkeys(range(index, end), code))
                self.counts[code] += key_of(words, index, end) not in atlas.state_names().values()  # "Georgia" alone does not tell which
                behind = end

    def countries_by_words(self) -> frozenset[str]:
        """Countries whose own words the text uses ("high school", "county council")."""
        text = f" {' '.join(self.words.lowers[: self.words.size])} "
        codes = list(atlas.country_words().values())
        return frozenset(codes[number] for number, *_ in _country_words().find_matches_as_indexes(text, overlapping=True))

    def label(self, index: int) -> str:
        """The pipeline's label of the name that a token belongs to, else ""."""
        return self.names[index][2] if index in self.names else ""

    def extent(self, index: int) -> tuple[int, int]:
        """First and last token (exclusive) of the pipeline's name around a token; the token alone where there is none."""
        return self.names[index][:2] if index in self.names else (index, index + 1)

    def _country(self, index: int) -> tuple[int, str]:
        words, known = self.words, atlas.countries()
        for end in range(index + _reach(words, index, LONGEST_COUNTRY, atlas.country_openings().__contains__), index + 1, -1):
            code = known.get(key_of(words, index, end))
            if code:
                return end, code
        text = words.texts[index]
        code = known.get(fold(text))
        if not code or (text.isupper() and len(text) > SHORT) or (extent_of(words, index, 2) == 2 and atlas.known(key_of(words, index, index + 2))):
            return index, ""
        return index + 1, code

    def beside(self, first: int, last: int) -> str | None:
        """The country in ", Armenia", "(Armenia)", "in Armenia", "Armenia's X" or "the Armenian town of X"."""
        for at in range(last, last + 5):
            if at in self.owner:
                return self.owner[at]
            if self.words.lowers[at] not in atlas.words_of("bridges_behind"):
                break
        for at in range(first - 1, first - 7, -1):
            if at in self.owner:
                return self.owner[at]
            if self.words.lowers[at] not in atlas.words_of("bridges_before"):
                break
        return None


@cache
def _country_words() -> AhoCorasick:
    return AhoCorasick([f" {word} " for word in atlas.country_words()])


def extent_of(words: Words, first: int, longest: int) -> int:
    """How many tokens from `first` on may belong to one name, at most `longest`: nothing stands between them that no name has."""
    kinds, texts = words.kinds, words.texts
    for at in range(first, first + longest - 1):
        if kinds[at] == "mark" and texts[at] not in _INSIDE:
            return at - first + 1
        if texts[at] == "." and texts[at - 1] not in _SHORTENED:
            return at - first + 1
        gap = words.starts[at + 1] - words.ends[at]
        if gap > 1 or gap < 0 or (gap and words.text[words.ends[at]] == "\n"):
            return at - first + 1
    return longest


def _reach(words: Words, first: int, longest: int, opens: Callable[[str], bool]) -> int:
    """How many tokens a name that starts with a capitalised word may have: 1 where no longer one starts with that word."""
    text = words.texts[first]
    if words.texts[first + 1] not in APOSTROPHES and text != "St" and not opens(fold(text)):
        return 1  # apostrophes vanish from keys and "St." becomes "Saint": then the word is not the key's first word
    return extent_of(words, first, longest)


def key_of(words: Words, first: int, last: int) -> str:
    """The folded words of a name, "" where it ends in a mark; names in capitals ("TEGA BAY") get ordinary ones."""
    if words.kinds[last - 1] == "mark":
        return ""
    text = words.text[words.starts[first] : words.ends[last - 1]].replace("St. ", "Saint ")
    return fold(text.title() if len(text) > SHORT and text.isupper() else text)


def longest(words: Words, index: int) -> tuple[int, str]:
    """The longest name of the table that starts at a capitalised word: the index behind it and its key."""
    never = atlas.words_of("never")
    for last in range(index + _reach(words, index, _LONGEST, atlas.opens), index, -1):
        if words.texts[last - 1] == "s" and words.texts[last - 2] in {"'", "’"}:
            continue
        key = key_of(words, index, last)
        if key and (atlas.known(key) or key in never):
            return last, key
    return index, ""


def is_capital(words: Words, index: int) -> bool:
    """Whether a token is a word with a capital."""
    return words.kinds[index] == "word" and words.texts[index][0].isupper()


@cache
def _calendar_words() -> frozenset[str]:
    return frozenset(word for section in ("months", "months_short", "weekdays") for word in lexicon(section))


def is_calendar_word(word: str) -> bool:
    """Whether a word in small letters is a month or a day of the week."""
    return word in _calendar_words()


def may_open(words: Words, index: int) -> bool:
    """Whether a capitalised word may open the name of a place; in capitals only as the abbreviation of a region ("NSW")."""
    text = words.texts[index]
    if text.isupper():
        return len(text) == SHORT and atlas.known(text)
    return text in SHORT_OPENERS or (len(text) > 2 and not is_calendar_word(words.lowers[index]))
