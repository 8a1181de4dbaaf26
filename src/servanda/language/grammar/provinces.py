"""Provinces and states beside a place ("Covington, Ky."), in lists of their own, and parts of countries ("northern Syria")."""

from __future__ import annotations

from typing import NamedTuple

from servanda.language.grammar import atlas
from servanda.language.grammar.atlas import Entry
from servanda.language.grammar.surroundings import LONGEST_COUNTRY, Surroundings, is_capital, key_of, longest, may_open
from servanda.language.grammar.tokens import Words

_BRIDGES = 3  # tokens between a place and the province beside it


class Spot(NamedTuple):
    """A candidate: tokens `first` to `last` (exclusive), its entries, the country named beside it, how its surroundings speak for it."""

    first: int
    last: int
    key: str
    entries: tuple[Entry, ...]
    country: str | None
    admin: str  # code of the state named beside it ("Covington, Ky."), else ""
    support: int  # 2 firm preposition or country named beside it, 1 loose preposition, 0 none
    recognised: bool = False  # the pipeline takes it for a place
    kind: bool = False  # a word such as "province" stands behind it


def _state_at(words: Words, index: int) -> tuple[int, str]:
    """The index behind an abbreviation of a state and its code: "Ky.", "N.C.", "TX"."""
    if words.texts[index + 1] == "." and words.joined(index):
        code = atlas.states().get(f"{words.texts[index]}.{words.texts[index + 2]}") if words.joined(index + 1) else None
        if code:
            return index + 3 + (words.texts[index + 3] == "."), code
    code = atlas.states().get(words.texts[index])
    return (index + 1 + (words.texts[index + 1] == "." and len(words.texts[index]) > 2), code) if code else (index, "")


def province_beside(words: Words, last: int, entries: tuple[Entry, ...]) -> tuple[str | None, str]:
    """Country and code of the province in ", Ky.", ", Texas" or "in Ontario", where a place of that name lies there."""
    if any(is_state(entry) for entry in entries):
        return None, ""  # one of several states
    at = last
    while at < last + _BRIDGES and words.lowers[at] in atlas.words_of("bridges_behind"):
        at += 1
    if at == last:
        return None, ""
    _, code = _state_at(words, at)
    around = {("USA", code)} if code else _provinces_named(words, at)
    return next(((entry.country, entry.admin) for entry in entries if entry.admin and (entry.country, entry.admin) in around), (None, ""))


def country_of_province(words: Words, last: int) -> str | None:
    """The country of the province in ", Ky.", ", Texas" behind a place, where that name is one country's."""
    if words.lowers[last] != ",":
        return None
    _, code = _state_at(words, last + 1)
    countries = {"USA"} if code else {country for country, _ in _provinces_named(words, last + 1)}
    return countries.pop() if len(countries) == 1 else None


def _provinces_named(words: Words, index: int) -> set[tuple[str | None, str]]:
    """Countries and codes of the provinces with the whole name that starts at a token."""
    _, key = longest(words, index) if is_capital(words, index) and may_open(words, index) else (index, "")
    return {(entry.country, entry.admin) for entry in atlas.entries(key) if entry.admin and "p" in entry.flags} if key else set()


def is_state(entry: Entry) -> bool:
    """Whether an entry is one of the United States' states."""
    return entry.country == "USA" and "p" in entry.flags and atlas.state_names().get(entry.admin) == entry.name


def among_states(words: Words, spot: Spot, before: Spot | None, states: set[int]) -> bool:
    """Whether a state stands beside in a list ("Idaho, Washington and Oregon"), or one of its towns before the comma ("Buffalo, New York")."""
    word = words.lowers[spot.first - 1]
    if word == "," and before is not None and before.last == spot.first - 1 and before.admin in {entry.admin for entry in spot.entries if is_state(entry)}:
        return True
    if word in {",", "and", "or"} and spot.first - 2 in states:
        return True
    if word == "of" and words.lowers[spot.first - 2] in atlas.words_of("province_kinds"):
        return True
    return words.lowers[spot.last] in {",", "and", "or"} and any(country == "USA" for country, _ in _provinces_named(words, spot.last + 1))


def state(words: Words, index: int, places: set[int]) -> Spot | None:
    """A state by its abbreviation, behind a town or where it can be nothing else."""
    end, code = _state_at(words, index)
    beside = words.texts[index - 1] == "," and index - 2 in places
    alone = words.texts[index + 1] == "." and words.texts[index] not in atlas.words_of("states_behind_only")
    entries = tuple(entry for entry in atlas.entries(atlas.state_names()[code]) if is_state(entry) or code == "DC") if code else ()
    if not entries or not (beside or alone):
        return None
    return Spot(index, end, atlas.state_names()[code], entries, "USA", code, 2, True)


def part(words: Words, around: Surroundings, index: int) -> Spot | None:
    """ "northern Syria": the country at `index` with the word before it."""
    part = words.lowers[index - 1]
    if part not in atlas.words_of("parts_of_countries") or index - 1 in around.owner:
        return None
    last = index
    while last < index + LONGEST_COUNTRY and around.owner.get(last) == around.owner[index]:
        last += 1
    key = f"{part} {key_of(words, index, last)}"
    return Spot(index - 1, last, key, atlas.entries(key), around.owner[index], "", 2, True) if atlas.known(key) else None
