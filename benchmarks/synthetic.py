"""Many documents and claims made of a few, such that the ledger they give is neither denser nor thinner than the world's.

Each copy of an episode is an affair of its own: between other states, on other days, about other things. The states are those of one
world that does not grow with the number of claims, so that those often in the news owe much: a name `NORTHLAND` of the episode becomes
one of eight like names, the first of them more often than the last. Days are moved by up to twenty years. Words that
no table of the ledger knows are turned into one of many like words of the same length, so that offsets stay. At its end each document gets
as much text of no meaning, which its own reprints share and no other document has, so that the affairs are no reprints of each other.
"""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import msgspec

from servanda.ledger.reprints import find_reprints
from servanda.records import Claim, Document, Record

R = TypeVar("R", bound=Record)
STATES = 8  # states of the world for each state of the episodes
WORDS = 40  # words for each word that no table knows
DAYS = 20 * 365  # over which the affairs are spread
FIRST = dt.date(1995, 1, 1)  # the first day of publication
KEPT = 2  # letters at the end of a word that tell its form
SHORTEST = 4  # letters of words that are changed
WORD = re.compile(r"[A-Za-z]{4,}")
DAY = re.compile(r"\b(?:19|20)\d\d-\d\d-\d\d\b")
STATE = re.compile(r"[A-Z]{3}")
FILLER = 250  # words of no meaning at the end of a document
IDS = ("doc_id", "claim_id")
SAID = ("text", "name", "organ", "title", "head", "anchor", "outlet", "credit", "place", "object")  # fields whose words are changed


class Affair:
    """One copy of the episodes: which states, which words, which days."""

    def __init__(self, number: int, base: Base) -> None:
        self.number, self.base = number, base
        self._chance = random.Random(number)
        self._turns = {code: self._rank(STATES) for code in sorted(base.states)}
        self._days = dt.timedelta(days=self._chance.randrange(DAYS))
        self._words: dict[str, str] = {}
        self._shifted: dict[str, str] = {}

    def _rank(self, most: int) -> int:
        """A rank below `most`; rank n comes up in proportion to 1/(n+1)."""
        return self._chance.choices(range(most), [1 / (at + 1) for at in range(most)])[0]

    def words(self, text: str) -> str:
        """The text with words, names and days changed; as long as before."""
        return DAY.sub(lambda m: self.day(m[0]), WORD.sub(lambda m: self._word(m[0]), text))

    def _word(self, word: str) -> str:
        found = self._words.get(word)
        if found is None:
            code = self.base.names.get(word.lower()[:SHORTEST])
            turns = self._turns[code] if code is not None else 0 if self.base.known(word) else self._chance.randrange(WORDS)
            found = self._words[word] = turned(word, turns)
        return found

    def day(self, day: str) -> str:
        """An ISO day moved by the affair's own number of days; episodes all begin on the first day of publication."""
        found = self._shifted.get(day)
        if found is None:
            moved = dt.date.fromisoformat(day) + (FIRST - self.base.first) + self._days
            found = self._shifted[day] = moved.isoformat()
        return found

    def code(self, code: str) -> str:
        """A state's code with the rank of the like state; other codes as they are."""
        turns = self._turns.get(code, 0)
        return f"{code}{turns}" if turns else code

    def record(self, content: Any, field: str = "") -> Any:
        """A record in builtins with everything changed that tells one affair from another."""
        if isinstance(content, dict):
            return {name: self.record(value, name) for name, value in content.items()}
        if isinstance(content, list | tuple):
            return [self.record(value, field) for value in content]
        if not isinstance(content, str):
            return content
        if field in IDS:
            return f"{content}-{self.number}"
        if field == "code":
            return self.code(content)
        return self.words(content) if field in SAID or DAY.fullmatch(content[:10]) else content


class Base:
    """The records to be copied, in builtins, with what the copies need to know of them."""

    def __init__(self, documents: Sequence[Document], claims: Sequence[Claim]) -> None:
        self.documents: list[Any] = [msgspec.to_builtins(d) for d in documents]
        self.claims: list[Any] = [msgspec.to_builtins(c) for c in claims]
        self.origin = find_reprints(list(documents))
        self.first = dt.date.fromisoformat(min(d["published"][:10] for d in self.documents if d["published"]))
        self.states: set[str] = set()
        self.names: dict[str, str] = {}  # beginnings of a state's names and demonyms to its code
        for mention in _mentions(self.claims):
            if STATE.fullmatch(mention["code"]) and mention["kind"] in ("state", "organ"):
                self.states.add(mention["code"])
                for word in WORD.findall(mention["name"] or ""):
                    self.names.setdefault(word.lower()[:SHORTEST], mention["code"])
        self._known = {word.lower()[:SHORTEST] for word in table_words()} | {c["predicate"][:SHORTEST] for c in self.claims}

        words = {word for d in self.documents for word in WORD.findall(d["text"]) if not self.known(word) and word.lower()[:SHORTEST] not in self.names}
        self.empty = [turned(word, turns) for word in sorted(words) for turns in range(WORDS)]

    def known(self, word: str) -> bool:
        """Whether a table of the ledger, or a frame, may know the word."""
        return word.lower()[:SHORTEST] in self._known

    def filler(self, doc_id: str, number: int) -> str:
        """Words of no meaning that a copy of the document and its reprints share."""
        origin = self.origin.get(doc_id, doc_id)
        return " ".join(random.Random(f"{origin} {number}").choices(self.empty, k=FILLER))


def _mentions(content: Any) -> Iterator[dict[str, Any]]:
    if isinstance(content, dict):
        if content.get("code"):
            yield content
        content = list(content.values())
    for value in content if isinstance(content, list | tuple) else ():
        yield from _mentions(value)


@cache
def table_words() -> frozenset[str]:
    """All words of the ledger's tables."""
    tables = files("servanda.ledger") / "tables"
    texts = [entry.read_text("utf-8") for entry in tables.iterdir() if entry.name.endswith(".toml")]
    return frozenset(word for text in texts for line in text.splitlines() for word in WORD.findall(line.partition("#")[0]))


@cache
def turned(word: str, turns: int) -> str:
    """A word with its letters but the last few moved on in the alphabet, vowels among vowels; 0 turns leave it as it is."""
    if turns == 0 or len(word) < SHORTEST:
        return word
    return "".join(_moved(letter, turns + at) for at, letter in enumerate(word[:-KEPT])) + word[-KEPT:]


def _moved(letter: str, turns: int) -> str:
    alphabet = "aeiou" if letter.lower() in "aeiou" else "bcdfghjklmnpqrstvwxyz"
    new = alphabet[(alphabet.index(letter.lower()) + turns) % len(alphabet)]
    return new.upper() if letter.isupper() else new


def copies(base: Base, first: int, last: int) -> tuple[list[Document], list[Claim]]:
    """The documents and claims of the affairs from `first` up to, not including, `last`."""
    documents: list[Document] = []
    claims: list[Claim] = []
    for number in range(first, last):
        affair = Affair(number, base)
        for content in base.documents:
            document = msgspec.convert(affair.record(content), Document)
            text = f"{document.text}\n\n{base.filler(content['doc_id'], number)}"
            documents.append(msgspec.structs.replace(document, text=text))
        claims += [msgspec.convert(affair.record(c), Claim) for c in base.claims]
    return documents, claims
