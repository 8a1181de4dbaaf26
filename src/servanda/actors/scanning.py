"""From folded text to hits: the automaton, token boundaries, the longest of those that overlap, and contexts that speak against a party."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import ahocorasick_rs

from servanda.actors.contexts import Contexts, word_after, word_before
from servanda.actors.folding import fold
from servanda.actors.tables import PARTY_FORMS, Name

# What a custom name may take on by itself: plurals and the usual endings of peoples ("Rohans", "Arnorian").
ENDINGS = frozenset({"s", "es", "n", "an", "ian", "ans", "ians", "i", "is", "ish", "ese", "er", "ers", "a", "e"})
LONGEST_INITIALS = 4
_SMALL = frozenset({"the", "of", "and", "for", "in", "on", "al", "de", "la", "el"})
SHORTEST_STEM = 4  # letters; "OAS" takes on nothing, or "oasis" would be one


class Hit(NamedTuple):
    """A name in the text with every row of the table it may stand for."""

    start: int
    end: int
    names: tuple[Name, ...]


def surface_forms(name: Name) -> set[str]:
    """How a name is written: as it is, with a capital at the head of a sentence, all in capitals (headlines, datelines).

    Office holders of the past from long lists are not looked for in capitals: it would double the automaton for next to nothing.
    """
    plain = name.name if name.name.isascii() else fold(name.name)
    forms = {plain}
    if plain[0].islower():
        forms.add(plain[0].upper() + plain[1:])
    if len(plain) > 3 and not (name.form == "person" and name.source == "phoenix"):
        forms.add(plain.upper())
    return forms


class Scanner:
    """The compiled names. `caseless` names (custom ones) match in any case and go before others of the same length."""

    def __init__(self, names: Iterable[Name], contexts: Contexts, caseless: Iterable[tuple[str, Name, bool]] = ()) -> None:
        self._contexts = contexts
        by_form: dict[str, list[Name]] = {}
        for name in names:
            for form in surface_forms(name):
                by_form.setdefault(form, []).append(name)
        self._parties = {form for form, rows in by_form.items() if rows[0].form in PARTY_FORMS}
        self._rows = [tuple(rows) for rows in by_form.values()]
        self._automaton = ahocorasick_rs.AhoCorasick(list(by_form))
        custom: dict[str, list[Name]] = {}
        self._stems: set[str] = set()
        for text, name, stem in caseless:
            for form in dict.fromkeys((fold(text).lower(), *_initials(fold(text).lower()))):
                custom.setdefault(form, []).append(name)
            if stem:
                self._stems.add(fold(text).lower())
        self._custom_forms = list(custom)
        self._custom_rows = [tuple(rows) for rows in custom.values()]
        self._custom = ahocorasick_rs.AhoCorasick(self._custom_forms) if custom else None

    def hits(self, folded: str) -> list[Hit]:
        """Left to right, longest first, not overlapping. Hits that the contexts rule out are gone."""
        found: list[tuple[int, int, int]] = []
        for pattern, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if (end >= len(folded) or not folded[end].isalnum()) and (start == 0 or not folded[start - 1].isalnum()):
                found.append((start, -end, pattern + 1))
        if self._custom is not None:
            found += self._custom_hits(folded)
        if not found:
            return []
        found.sort()
        kept: list[Hit] = []
        reached = 0
        for start, negative_end, pattern in found:
            if start < reached:
                continue
            end = -negative_end
            rows = self._rows[pattern - 1] if pattern > 0 else self._custom_rows[-pattern]
            reached = end
            if pattern <= 0 or (rows[0].form != "stop" and self._stands(folded, start, end, rows)):
                kept.append(Hit(start, end, rows))
        return kept

    def _custom_hits(self, folded: str) -> list[tuple[int, int, int]]:
        low = folded.lower()
        found = []
        for pattern, start, end in self._custom.find_matches_as_indexes(low, overlapping=True) if self._custom else ():
            if start and low[start - 1].isalnum():
                continue
            if end < len(low) and low[end].isalnum():
                stop = end
                while stop < len(low) and low[stop].isalpha():
                    stop += 1
                stem = self._custom_forms[pattern]
                if stem not in self._stems and (len(stem) < SHORTEST_STEM or low[end:stop] not in ENDINGS):
                    continue
                end = stop
            found.append((start, -end, -pattern))
        return found

    def _stands(self, folded: str, start: int, end: int, rows: tuple[Name, ...]) -> bool:
        """Whether the name stands for the party here."""
        form = rows[0].form
        if form not in PARTY_FORMS:
            return True
        contexts = self._contexts
        if start and folded[start - 1] == "-" and folded[max(0, start - 6) : start].endswith(contexts.prefixes):
            return False
        after = folded[end : end + 1]
        if after == "-":
            return not folded.startswith(contexts.attributive, end)
        if after == "." and folded[end - 2 : end - 1] == "." and folded[end + 1 : end + 2].isupper():
            return False  # "U.S" of "U.S.C."
        surface = folded[start:end]
        if surface in contexts.surnames and word_before(folded, start - 1) in contexts.before_surname:
            return False
        if after != " ":
            return True
        word = word_after(folded, end + 1)
        if word in contexts.following or word in contexts.following_proper or (form == "capital" and word in contexts.instruments):
            return False
        return surface not in contexts.given_names or word in self._parties or not _looks_like_surname(word, contexts)


def _initials(words: str) -> Iterable[str]:
    """Both ways of writing the initials in a name: "the ku" as "the k.u." too, "u.s.s.r" as "ussr" and "u.s.s.r."."""
    bare = [word.replace(".", "") if all(len(part) < 2 for part in word.split(".")) else word for word in words.split()]
    yield " ".join(bare)
    yield " ".join(".".join(word) + "." if word.isalpha() and 1 < len(word) <= LONGEST_INITIALS and word not in _SMALL else word for word in bare)


def _looks_like_surname(word: str, contexts: Contexts) -> bool:
    return len(word) > 2 and word[0].isupper() and not word.isupper() and word not in contexts.not_surnames and word not in _AFTER_STATES


# Capitalised words that follow a state's name without being anyone's surname.
_AFTER_STATES = frozenset(
    {"Foreign", "Prime", "President", "Minister", "Ministry", "Government", "Army", "Police", "Parliament", "Defense", "Defence", "King", "Queen",
     "Chancellor", "Deputy", "Vice", "Interior", "Secretary", "Ambassador", "Finance", "Security", "National", "Armed", "Border", "Supreme"}
)  # fmt: skip
