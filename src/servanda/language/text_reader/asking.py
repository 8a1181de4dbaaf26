"""What the reader of texts is asked of a text, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, get_args

Place = tuple[int, int]  # first and last character in a text
NamingSort = Literal["state", "organ", "organisation", "armed group", "group", "person", "people", "told"]
WordsSort = Literal["pronoun", "name", "plural", "noun", "other", "sentence"]  # "sentence": a whole one, of which is asked who says it
NAMING_SORTS: tuple[NamingSort, ...] = get_args(NamingSort)
WORDS_SORTS: tuple[WordsSort, ...] = get_args(WordsSort)


@dataclass(frozen=True, slots=True)
class Text:
    """A document's title and text, where its body begins, and its sentences in order."""

    title: str
    text: str
    body_start: int
    sentences: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: where the word stands that carries it, who acts and to whom (where the text names them beside it); what the tables make of it: its
    event type, whether its codes were withheld, its illocution, whether the coder keeps it without the network, and whether it stands in the words of another
    known party."""

    head: Place
    agent: Place | None
    recipient: Place | None
    rule: str
    withheld: bool
    said: str
    kept: bool
    voiced: bool


@dataclass(frozen=True, slots=True)
class Naming:
    """Where a text speaks of a party: its code, the kind of party, "told" where words stand for it that are no name; whether these are the party's own
    name and not another word for it."""

    place: Place
    code: str
    sort: NamingSort
    exact: bool


@dataclass(frozen=True, slots=True)
class Words:
    """Words that may stand for a party: the whole phrase, its head; whether somebody's words are theirs; the codes that rules take them to stand for."""

    place: Place
    head: Place
    sort: WordsSort
    voice: bool
    rule: frozenset[str]


class Answers(Protocol):
    """What the network says of one text."""

    def owed(self, clauses: Sequence[Clause]) -> list[float]:
        """The belief that whoever acts in each clause owes what it tells."""

    def types(self, clauses: Sequence[Clause]) -> list[dict[str, float]]:
        """How likely each clause tells an event of each of PLOVER's types, or "none"."""

    def meant(self, words: Words, namings: Sequence[Naming]) -> dict[str, float]:
        """How likely words stand for each party that is named somewhere in the text; the rest to 1 is that they stand for none of these. Several for which
        the words stand together share what is likely."""


Ask = Callable[[Text], Answers]


def ask_network(text: Text) -> Answers:
    """The answers by the weights of the package."""
    from servanda.language.text_reader.reader import text_reader  # here, so that the weights are read when they are first asked for

    return text_reader()(text)
