"""The table of offices and bodies (`data/organs.toml`) and its lookup beside a name: forwards, and backwards over "of"."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import NamedTuple

from servanda.errors import TableError

_SMALL = frozenset({"of", "the", "and", "for", "to", "in"})


class Organ(NamedTuple):
    """What words beside a party say: the body ("" for none), its role, whether a person's name may follow.

    `code` comes from custom tables and makes the mention's code: "~COP" after the party's, "NGO~" before it.
    """

    organ: str
    role: str
    title: bool = False
    alone: bool = False
    code: str = ""


def joined_code(party: str, organ: Organ) -> str:
    """The party's code with the organ's custom one; a role that the code ends or begins with already is not said twice."""
    role = organ.code.replace("~", "")
    if not organ.code or party.endswith(role) or party.startswith(role):
        return party
    return organ.code.replace("~", party)


class Match(NamedTuple):
    """Words of an organ found at `start`..`end` of a text."""

    start: int
    end: int
    organ: Organ


def said(organ: Organ, words: str) -> str | None:
    """The body's name: canonical, or the words themselves in title case."""
    if organ.organ != "*":
        return organ.organ or None
    return " ".join(word if word in _SMALL else word[:1].upper() + word[1:] for word in words.lower().split())


def _boundary(text: str, at: int) -> bool:
    return at < 0 or at >= len(text) or not (text[at].isalnum() or text[at] == "_")


class Organs:
    """All organ words, found in lower-case folded text."""

    def __init__(self, phrases: Mapping[str, Organ], modifiers: Iterable[str], former: Iterable[str], particles: Iterable[str]) -> None:
        self.phrases = dict(phrases)
        self.modifiers = tuple(sorted(modifiers, key=lambda word: (-len(word), word)))
        self.former = frozenset(former)
        self.particles = frozenset(particles)
        self._first: dict[str, list[str]] = {}
        self._last: dict[str, list[str]] = {}
        self._modifier_first: dict[str, list[str]] = {}
        for phrase in sorted(self.phrases, key=lambda phrase: (-len(phrase), phrase)):
            words = phrase.split()
            self._first.setdefault(words[0], []).append(phrase)
            self._last.setdefault(words[-1], []).append(phrase)
        for word in self.modifiers:
            self._modifier_first.setdefault(word.split()[0], []).append(word)

    def extended(self, extra: Mapping[str, Organ]) -> Organs:
        """A copy with the phrases of a custom table: its codes and roles go before ours, the body's name and title stay as we have them."""
        known = {
            phrase: self.phrases[phrase]._replace(role=organ.role, code=organ.code) if phrase in self.phrases else organ for phrase, organ in extra.items()
        }
        return Organs(self.phrases | known, self.modifiers, self.former, self.particles)

    def after(self, low: str, at: int) -> Match | None:
        """The longest organ words that begin at `at`."""
        return self._at(low, at, _word_at(low, at))

    def _at(self, low: str, at: int, word: str) -> Match | None:
        for phrase in (*self._first.get(word, ()), *(self._first.get(word[:-2], ()) if word.endswith("'s") else ())):
            end = at + len(phrase)
            if low.startswith(phrase, at) and _boundary(low, end):
                return Match(at, end, self.phrases[phrase])
        return None

    def before(self, low: str, end: int) -> Match | None:
        """The longest organ words that end at `end`."""
        start = low.rfind(" ", 0, end) + 1
        start += 3 if low.startswith("ex-", start) else 0
        for phrase in self._last.get(low[start:end], ()):
            begin = end - len(phrase)
            if begin >= 0 and low.startswith(phrase, begin) and _boundary(low, begin - 1) and not low.startswith("'", begin - 1):
                return Match(begin, end, self.phrases[phrase])
        return None

    def skip_modifiers(self, low: str, at: int) -> tuple[int, bool]:
        """Past at most three modifiers ("former", "senior") that begin at `at`; and whether one of them puts the office in the past."""
        past = False
        for _ in range(3):
            word = _word_at(low, at)
            found = next((one for one in self._modifier_first.get(word, ()) if low.startswith(one + " ", at)), None)
            if found is None or self._at(low, at, word):
                break
            past = past or found in self.former
            at += len(found) + 1
        return at, past


def _word_at(low: str, at: int) -> str:
    """The blank-delimited word at `at`, without a closing mark."""
    end = low.find(" ", at, at + 40)
    return low[at : at + 40 if end < 0 else end].rstrip(",.;:!?)\"”'")


_COLUMNS = frozenset({"organ", "role", "words", "title", "alone"})


def load_organs() -> Organs:
    """The shipped table. Raises TableError for an unknown key or a word that stands twice."""
    where = "organs.toml"
    table = tomllib.loads(files("servanda.actors").joinpath("data", where).read_text("utf-8"))
    phrases: dict[str, Organ] = {}
    for number, row in enumerate(table["organ"], 1):
        if unknown := set(row) - _COLUMNS:
            raise TableError(f"unknown key {sorted(unknown)[0]!r}", where=f"{where}: organ {number}")
        for phrase in row["words"]:
            if phrase in phrases:
                raise TableError(f"{phrase!r} stands twice", where=f"{where}: organ {number}")
            phrases[phrase] = Organ(row["organ"], row["role"], row.get("title", False), row.get("alone", False))
    return Organs(phrases, table["modifiers"]["words"], table["modifiers"]["former"], table["particles"]["words"])
