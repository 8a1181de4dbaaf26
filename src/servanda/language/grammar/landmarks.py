"""Places known by their form alone: streets, waters, grounds, camps, and names that the pipeline takes for places. They have no coordinates."""

from __future__ import annotations

from servanda.language.grammar import atlas
from servanda.language.grammar.surroundings import Surroundings, is_calendar_word, is_capital
from servanda.language.grammar.tokens import Words

_LONGEST = 4  # capitalised words before "Street"
_COMPASS = frozenset({"N", "S", "E", "W", "St", "Mt", "Ft"})  # words of a name that keep their stop


def landmarks(words: Words, around: Surroundings, taken: set[int]) -> list[tuple[int, int]]:
    """Tokens (first, behind the last) of each place without an entry, left to right, none of them in `taken`."""
    found: list[tuple[int, int]] = []
    behind = 0
    for index in around.capitals:
        if index < behind:
            continue
        for first, last in (_before_ground(words, around, index), _behind_ground(words, around, index), _recognised(words, around, index)):
            if last > first >= behind and taken.isdisjoint(range(first, last)):
                found.append((first, last))
                behind = last
                break
    return found


def _run(words: Words, index: int) -> int:
    """The index behind the capitalised words that start here; "N." and "St." keep their stop."""
    at = index
    while at < index + _LONGEST and is_capital(words, at) and (at == index or _adjoins(words, at)):
        at += 1
        if words.texts[at] == "." and words.texts[at - 1] in _COMPASS and words.joined(at - 1) and is_capital(words, at + 1):
            at += 1
    return at


def _adjoins(words: Words, at: int) -> bool:
    """Whether only one space stands before a token."""
    return words.starts[at] - words.ends[at - 1] <= 1 and "\n" not in words.text[words.ends[at - 1] : words.starts[at]]


def _opens(words: Words, around: Surroundings, index: int) -> bool:
    """Whether a capitalised word may be the first of a ground's name."""
    word = words.lowers[index]
    told = word in atlas.words_of("openers") or word in atlas.words_of("titles") or is_calendar_word(word)
    return not told and index not in around.owner and words.texts[index] not in atlas.words_of("never")


def _before_ground(words: Words, around: Surroundings, index: int) -> tuple[int, int]:
    """ "Clinton Street", "the Rufiji delta", "the Wedza district" (without its last word)."""
    if not _opens(words, around, index) or (is_capital(words, index - 1) and _adjoins(words, index) and index - 1 not in around.owner):
        return index, index
    end = _run(words, index)
    for at in range(end - 1, index, -1):
        if words.lowers[at] in atlas.words_of("grounds"):
            named = at + 1 < end and words.texts[at + 1] != "."
            return (index, index) if named or (around.label(index) == "PERSON" and around.label(at) == "PERSON") else (index, at + 1)
    word = words.lowers[end]
    if not _adjoins(words, end) or around.label(index) in {"PERSON", "NORP", "ORG"} or not words.texts[end].islower():
        return index, index
    return index, end + 1 if word in atlas.words_of("small_grounds") else end if word in atlas.words_of("facilities") else index


def _behind_ground(words: Words, around: Surroundings, index: int) -> tuple[int, int]:
    """ "Lake Mirror", "Fort Alder", "Interstate 70", "County Road 35"."""
    first, kinds = words.lowers[index], atlas.words_of("grounds_before")
    two = f"{first} {words.lowers[index + 1]}"
    at = index + 2 if two in kinds else index + 1 if first in kinds else index
    at += at > index and words.texts[at] == "." and words.texts[at - 1] in _COMPASS
    if at == index or around.label(index) in {"PERSON", "ORG"} or not (is_capital(words, at) or words.kinds[at] == "number"):
        return index, index
    if words.lowers[at] in atlas.words_of("institutions") or words.lowers[at] in atlas.words_of("titles") or not _adjoins(words, at):
        return index, index
    return index, at + 1 if words.kinds[at] == "number" else min(_run(words, at), at + 2)


def _recognised(words: Words, around: Surroundings, index: int) -> tuple[int, int]:
    """A name that the pipeline takes for a place and that nothing speaks against: no country, no person of this text, nothing in capitals."""
    first, last = around.extent(index)
    if first != index or around.label(index) != "LOC" or not set(range(first, last)).isdisjoint(around.owner):
        return index, index
    own = words.texts[first:last]
    if any(word.isupper() or word in around.persons for word in own) or own[0] in atlas.words_of("never") or is_calendar_word(own[0].lower()):
        return index, index
    before = words.lowers[first - 1] if words.lowers[first - 1] != "the" else words.lowers[first - 2]
    told = before in atlas.words_of("firm") or before == "from" or words.lowers[last] == "," or words.lowers[first - 2] in atlas.words_of("loose")
    return (first, last) if told else (index, index)
