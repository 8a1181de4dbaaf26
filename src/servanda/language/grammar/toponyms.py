"""Candidate place names of a text, and the countries that the text names beside them."""

from __future__ import annotations

from servanda.language.grammar import atlas
from servanda.language.grammar.atlas import Entry
from servanda.language.grammar.provinces import Spot, among_states, is_state, part, province_beside, state
from servanda.language.grammar.surroundings import APOSTROPHES, SHORT, SHORT_OPENERS, Surroundings, is_calendar_word, is_capital, longest, may_open
from servanda.language.grammar.tokens import HYPHENS, Words

_HUGE, _LARGE = 1_000_000, 100_000  # inhabitants


def _name_before(words: Words, index: int, around: Surroundings, places: set[int]) -> bool:
    """Whether a capitalised word that belongs to no place stands directly before."""
    at = index - 1
    if words.lowers[at] == "." and words.joined(at - 1) and len(words.texts[at - 1]) <= 4 and is_capital(words, at - 1):
        at -= 1  # "Gen. Houston", "J. Washington"
    if not is_capital(words, at) or words.starts[index] - words.ends[at] > 2 or "\n" in words.text[words.ends[at] : words.starts[index]]:
        return False
    word = words.lowers[at]
    return not (word in atlas.words_of("before") or word in atlas.words_of("openers") or is_calendar_word(word) or at in around.owner or at in places)


def _name_after(words: Words, last: int, around: Surroundings, entries: tuple[Entry, ...]) -> bool:
    """Whether a capitalised word that belongs to no place stands directly behind (a surname, a newspaper, a treaty).

    Names of provinces and of very large cities are hardly given to persons, so other words may follow them.
    """
    at = last + 1 if words.texts[last] in HYPHENS and words.joined(last - 1) and words.joined(last) else last
    if not is_capital(words, at) or "\n" in words.text[words.ends[last - 1] : words.starts[at]]:
        return False
    word = words.lowers[at]
    if words.texts[last - 1] not in atlas.words_of("given_names") and any("p" in entry.flags or entry.population >= _HUGE for entry in entries):
        return word in atlas.words_of("after_never")
    return not (word in atlas.words_of("after") or word in atlas.words_of("local_bodies") or is_calendar_word(word) or at in around.owner)


def _in_institution(words: Words, index: int) -> bool:
    """Whether a place belongs to the name of a body: "University of Calgary"."""
    at = index - 1 if words.lowers[index - 1] == "of" else index - 2 if words.lowers[index - 1] == "the" and words.lowers[index - 2] == "of" else 0
    return at > 0 and is_capital(words, at - 1) and words.lowers[at - 1] in atlas.words_of("institutions")


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
    states: set[int] = set()
    persons: set[str] = set(around.persons)
    behind = 0
    for index in around.capitals:
        if index < behind:
            continue
        other = part(words, around, index) if index in around.owner else state(words, index, places)
        if other is not None:
            found.append(other)
            places.update(range(other.first, other.last))
            behind = other.last
            continue
        if not may_open(words, index) and not _shouted(words, around, index):
            continue
        end, key = longest(words, index)
        if key in atlas.words_of("never"):
            behind = end
            continue
        if not key or _is_no_place(words, around, index, end, key):
            continue
        spot = _spot(words, index, end, key, around)
        if any(is_state(entry) for entry in spot.entries):
            spot = spot._replace(kind=spot.kind or among_states(words, spot, found[-1] if found else None, states))
            states.update(range(index, end))
        named = _named(words, spot, around, places)
        if named == "":
            found.append(spot)
            places.update(range(index, end))
        elif named == "person":
            persons.update(words.texts[index:end])
        behind = end
    return [spot for spot in found if _stands(words, spot, persons)]


def _is_no_place(words: Words, around: Surroundings, index: int, end: int, key: str) -> bool:
    """Whether a name is a country's, or a single word that only opens longer names. States that share a country's name are weighed against it."""
    if key in atlas.state_names().values():
        return False
    return key in atlas.country_names() or (end == index + 1 and (index in around.owner or words.texts[index] in SHORT_OPENERS))


def _spot(words: Words, index: int, end: int, key: str, around: Surroundings) -> Spot:
    entries = atlas.entries(key)
    beside, admin = province_beside(words, end, entries)
    follows = f"{words.lowers[end]} {words.lowers[end + 1]}"
    country = beside or around.beside(index, end) or atlas.country_words().get(follows)
    first = around.extent(index)[0]
    recognised = around.label(index) == around.label(end - 1) == "LOC" and all(word in atlas.words_of("before") for word in words.lowers[first:index])
    kind = words.lowers[end] in atlas.words_of("province_kinds")
    return Spot(index, end, key, entries, country, admin, _support(words, index, country), recognised, kind)


def _named(words: Words, spot: Spot, around: Surroundings, places: set[int]) -> str:
    """ "person" or "body" where the name belongs to one, else ""."""
    if _in_institution(words, spot.first):
        return "body"
    if spot.recognised and around.extent(spot.first)[1] <= spot.last:
        return ""
    if _in_longer(words, spot, around):
        return "longer"
    if around.label(spot.first) == "PERSON" and spot.support < 2 and not _is_region(words, spot):
        return "person"
    title = words.lowers[spot.first - 1 if words.lowers[spot.first - 1] != "." else spot.first - 2] in atlas.words_of("titles")
    if title or _name_before(words, spot.first, around, places):
        return "person"
    if not _name_after(words, spot.last, around, spot.entries):
        return ""
    if spot.support == 2 and spot.country is None and words.lowers[spot.first - 1] in {"in", "near"}:
        return ""
    return "body" if any(entry.population >= _LARGE for entry in spot.entries) else "person"


def _in_longer(words: Words, spot: Spot, around: Surroundings) -> bool:
    """Whether a name is only part of a place's that the table lacks ("Alder" in "Nueva Alder", "Alder" in "Alder River")."""
    first, last = around.extent(spot.first)
    if around.label(spot.first) != "LOC" or spot.country:
        return False
    known = ("before", "after", "local_bodies", "province_kinds", "openers", "loose")
    rest = [*words.lowers[first : spot.first], *words.lowers[spot.last : last]]
    return any(not any(word in atlas.words_of(key) for key in known) for word in rest if word.isalpha())


def _shouted(words: Words, around: Surroundings, index: int) -> bool:
    """Whether words in capitals are the head of a report ("RIVERTON, Ohio (AP)", "RIVERTON -") or a name of the pipeline's."""
    text = words.texts[index]
    if not text.isupper() or (len(text) <= SHORT and words.texts[index + 1] not in APOSTROPHES):
        return False
    end, key = longest(words, index)
    head = words.opens_sentence(index) and words.texts[end] in {",", "(", "—", "–", "-", ":"}
    return key != "" and (around.label(index) == "LOC" or head)


def _stands(words: Words, spot: Spot, persons: set[str]) -> bool:
    """A name that also is a common word or a person of this text counts only with a preposition or a country beside it."""
    if spot.support == 2 or (spot.recognised and words.texts[spot.first] not in persons):
        return True
    if spot.key in atlas.words_of("surnames"):
        return False
    if any("c" in entry.flags for entry in spot.entries):
        return spot.support == 1 and any(entry.population >= _LARGE for entry in spot.entries)
    return words.texts[spot.first] not in persons or _is_region(words, spot)


def _is_region(words: Words, spot: Spot) -> bool:
    """Whether a name is that of a well-known region or spot, which persons hardly bear, whatever the pipeline thinks."""
    given = words.texts[spot.last - 1] in atlas.words_of("given_names")
    return not given and any(entry.population >= _LARGE and ("p" in entry.flags or "s" in entry.flags) for entry in spot.entries)
