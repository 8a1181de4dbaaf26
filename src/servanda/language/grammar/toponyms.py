"""Candidate place names of a text, and the countries that the text names beside them."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import NamedTuple

from servanda.language.grammar import atlas
from servanda.language.grammar.atlas import Entry
from servanda.language.grammar.clock import lexicon
from servanda.language.grammar.folding import fold
from servanda.language.grammar.tokens import HYPHENS, Words

_LONGEST, _LONGEST_COUNTRY = 6, 4  # tokens of a name
_SHORTENED = frozenset({"St", "D", "U"})  # words that keep their stop inside a name
_SHORT_OPENERS = frozenset({"St", "El", "La", "Al", "Le", "Las", "Ar", "As", "Az", "Da", "Ho"})  # of longer names: "St. Petersburg", "El Fasher"
_HUGE, _LARGE = 1_000_000, 100_000  # inhabitants
_APOSTROPHES = frozenset("'’ʼʻʿʾ")
_INSIDE = frozenset("'’.") | HYPHENS


class Spot(NamedTuple):
    """A candidate: tokens `first` to `last` (exclusive), its entries, the country named beside it, how its preposition speaks for it."""

    first: int
    last: int
    key: str
    entries: tuple[Entry, ...]
    country: str | None
    admin: str  # code of the state named beside it ("Covington, Ky."), else ""
    support: int  # 2 firm preposition or country named beside it, 1 loose preposition, 0 none


class Surroundings:
    """Country names of a text by token, with how often each country is named."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.counts: Counter[str] = Counter()
        self.owner: dict[int, str] = {}
        self.capitals = [index for index, text in enumerate(words.texts) if text[:1].isupper() and words.kinds[index] == "word"]
        behind = 0
        for index in self.capitals:
            end, code = self._country(index) if index >= behind else (index, "")
            if end > index:
                self.owner.update(dict.fromkeys(range(index, end), code))
                self.counts[code] += 1
                behind = end

    def _country(self, index: int) -> tuple[int, str]:
        words, known = self.words, atlas.countries()
        for end in range(index + _reach(words, index, _LONGEST_COUNTRY, atlas.country_openings()), index + 1, -1):
            code = known.get(_key(words, index, end))
            if code:
                return end, code
        text = words.texts[index]
        code = known.get(fold(text))
        if not code or (text.isupper() and len(text) > 3) or (_extent(words, index, 2) == 2 and atlas.known(_key(words, index, index + 2))):
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


def _extent(words: Words, first: int, longest: int) -> int:
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


def _reach(words: Words, first: int, longest: int, openings: frozenset[str]) -> int:
    """How many tokens a name that starts with a capitalised word may have: 1 where no longer one starts with that word."""
    text = words.texts[first]
    if words.texts[first + 1] not in _APOSTROPHES and text != "St" and fold(text) not in openings:
        return 1  # apostrophes vanish from keys and "St." becomes "Saint": then the word is not the key's first word
    return _extent(words, first, longest)


def _key(words: Words, first: int, last: int) -> str:
    """The folded words of a name, "" where it ends in a mark."""
    return "" if words.kinds[last - 1] == "mark" else fold(words.text[words.starts[first] : words.ends[last - 1]].replace("St. ", "Saint "))


def _longest(words: Words, index: int) -> tuple[int, str]:
    """The longest name of the table that starts at a capitalised word: the index behind it and its key."""
    never = atlas.words_of("never")
    for last in range(index + _reach(words, index, _LONGEST, atlas.openings()), index, -1):
        if words.texts[last - 1] == "s" and words.texts[last - 2] in {"'", "’"}:
            continue
        key = _key(words, index, last)
        if key and (atlas.known(key) or key in never):
            return last, key
    return index, ""


def _is_capital(words: Words, index: int) -> bool:
    return words.kinds[index] == "word" and words.texts[index][0].isupper()


@cache
def _calendar_words() -> frozenset[str]:
    return frozenset(word for section in ("months", "months_short", "weekdays") for word in lexicon(section))


def _name_before(words: Words, index: int, around: Surroundings, places: set[int]) -> bool:
    """Whether a capitalised word that belongs to no place stands directly before."""
    at = index - 1
    if words.lowers[at] == "." and words.joined(at - 1) and len(words.texts[at - 1]) <= 4 and _is_capital(words, at - 1):
        at -= 1  # "Gen. Houston", "J. Washington"
    if not _is_capital(words, at) or words.starts[index] - words.ends[at] > 2 or "\n" in words.text[words.ends[at] : words.starts[index]]:
        return False
    word = words.lowers[at]
    return not (word in atlas.words_of("before") or word in atlas.words_of("openers") or word in _calendar_words() or at in around.owner or at in places)


def _name_after(words: Words, last: int, around: Surroundings, entries: tuple[Entry, ...]) -> bool:
    """Whether a capitalised word that belongs to no place stands directly behind (a surname, a newspaper, a treaty).

    Names of provinces and of very large cities are hardly given to persons, so other words may follow them.
    """
    at = last + 1 if words.texts[last] in HYPHENS and words.joined(last - 1) and words.joined(last) else last
    if not _is_capital(words, at) or "\n" in words.text[words.ends[last - 1] : words.starts[at]]:
        return False
    word = words.lowers[at]
    if words.texts[last - 1] not in atlas.words_of("given_names") and any("p" in entry.flags or entry.population >= _HUGE for entry in entries):
        return word in atlas.words_of("after_never")
    return not (word in atlas.words_of("after") or word in _calendar_words() or at in around.owner)


def _in_institution(words: Words, index: int) -> bool:
    """Whether a place belongs to the name of a body: "University of Calgary"."""
    at = index - 1 if words.lowers[index - 1] == "of" else index - 2 if words.lowers[index - 1] == "the" and words.lowers[index - 2] == "of" else 0
    return at > 0 and _is_capital(words, at - 1) and words.lowers[at - 1] in atlas.words_of("institutions")


def _state_beside(words: Words, last: int) -> str:
    """The code of the state in ", Ky." or ", Texas"."""
    if words.lowers[last] != ",":
        return ""
    code = atlas.states().get(words.texts[last + 1])
    if code:
        return code
    end, key = _longest(words, last + 1) if _is_capital(words, last + 1) and _may_open(words, last + 1) else (last, "")
    return next((entry.admin for entry in atlas.entries(key) if entry.admin and "p" in entry.flags), "") if key and end else ""


def _support(words: Words, index: int, country: str | None) -> int:
    if country:
        return 2
    at = index - 1
    while (words.lowers[at] == "the" or words.lowers[at] in atlas.words_of("before")) and at > index - 4:
        at -= 1
    if words.lowers[at] in atlas.words_of("firm"):
        return 2
    return 1 if words.lowers[index - 1] in atlas.words_of("loose") else 0


def spots(words: Words, around: Surroundings) -> list[Spot]:
    """Candidates left to right, without overlap; names of persons, countries and calendar words are left out."""
    found: list[Spot] = []
    places: set[int] = set()
    persons: set[str] = set()
    behind = 0
    for index in around.capitals:
        if index < behind or not _may_open(words, index):
            continue
        end, key = _longest(words, index)
        if key in atlas.words_of("never"):
            behind = end
            continue
        short = end == index + 1 and (index in around.owner or words.texts[index] in _SHORT_OPENERS)
        if not key or key in atlas.country_names() or short:
            continue
        spot = _spot(words, index, end, key, around)
        named = _named(words, spot, around, places)
        if named == "":
            found.append(spot)
            places.update(range(index, end))
        elif named == "person":
            persons.update(words.texts[index:end])
        behind = end
    return [spot for spot in found if _stands(words, spot, persons)]


def _spot(words: Words, index: int, end: int, key: str, around: Surroundings) -> Spot:
    admin = _state_beside(words, end)
    country = "USA" if admin else around.beside(index, end)
    return Spot(index, end, key, atlas.entries(key), country, admin, _support(words, index, country))


def _named(words: Words, spot: Spot, around: Surroundings, places: set[int]) -> str:
    """ "person" or "body" where the name belongs to one, else ""."""
    if _in_institution(words, spot.first):
        return "body"
    title = words.lowers[spot.first - 1 if words.lowers[spot.first - 1] != "." else spot.first - 2] in atlas.words_of("titles")
    if title or _name_before(words, spot.first, around, places):
        return "person"
    if not _name_after(words, spot.last, around, spot.entries):
        return ""
    if spot.support == 2 and spot.country is None and words.lowers[spot.first - 1] in {"in", "near"}:
        return ""
    return "body" if any(entry.population >= _LARGE for entry in spot.entries) else "person"


def _may_open(words: Words, index: int) -> bool:
    """Whether a capitalised word may open the name of a place."""
    text = words.texts[index]
    return text in _SHORT_OPENERS or (len(text) > 2 and not text.isupper() and words.lowers[index] not in _calendar_words())


def _stands(words: Words, spot: Spot, persons: set[str]) -> bool:
    """A name that also is a common word or a person of this text counts only with a preposition or a country beside it."""
    if spot.support == 2:
        return True
    if spot.key in atlas.words_of("surnames"):
        return False
    if any("c" in entry.flags for entry in spot.entries):
        return spot.support == 1 and any(entry.population >= _LARGE for entry in spot.entries)
    return words.texts[spot.first] not in persons
