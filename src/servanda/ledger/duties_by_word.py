"""Duties found by the words of what they are about, among those of the parties that a document names, for readers of words in which nobody acts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from servanda.ledger.breaches import force_terms
from servanda.ledger.commitments import Book, Owed, announced_on
from servanda.ledger.corpus import Corpus
from servanda.ledger.labels import Label, lots_of
from servanda.ledger.windows import RECALL, Windows, day_number

ANY_WORD = frozenset(("",))


class DutiesByWord:
    """Duties by the words of what they are about, "" for standing ones not to use force, among those of one party's agreements or own word."""

    def __init__(self, corpus: Corpus, book: Book) -> None:
        owed = [row for row in book.rows if not row.negative]
        self._rows = {row.number: row for row in owed}
        self._owing = {code for row in book.rows for code in row.circle}
        self._by_word = _windows(corpus, owed, lambda row: _words(corpus, row))
        self._counted = _windows(corpus, [row for row in owed if row.quantity is not None and row.quantity.value > 1], lambda row: ANY_WORD)
        self._positive = _windows(corpus, owed, lambda row: ANY_WORD)

    def standing_by(self, parties: frozenset[str], day: int) -> list[Owed]:
        """The latest duties to do something in the circle of the parties."""
        return self._latest(self._positive, parties, ANY_WORD, day)

    def counted(self, parties: frozenset[str], day: int) -> list[Owed]:
        """The latest duties in the circle of the parties that owe more than one of something."""
        return self._latest(self._counted, parties, ANY_WORD, day)

    def of(self, parties: frozenset[str], words: frozenset[str], day: int) -> dict[int, Owed] | None:
        """The latest duties in the circle of the parties that speak of one of the words; None where the circle has no duty at all."""
        if self._owing.isdisjoint(parties):
            return None
        return {row.number: row for row in self._latest(self._by_word, parties, words, day)}

    def _latest(self, windows: Windows[str], parties: frozenset[str], words: frozenset[str], day: int) -> list[Owed]:
        """The duties that stand in the windows of the parties under the words, in the order of their numbers."""
        found = {number for code in parties for number in windows.latest(code, words, day, RECALL)}
        return [self._rows[number] for number in sorted(found)]


def _windows(corpus: Corpus, rows: Iterable[Owed], words: Callable[[Owed], Iterable[str]]) -> Windows[str]:
    """Duties by each code of their circle and each of their words, from the day they were announced."""
    return Windows((code, word, day_number(announced_on(corpus, row)[0]), row.number) for row in rows for word in words(row) for code in row.circle)


def _words(corpus: Corpus, row: Owed) -> Iterator[str]:
    """The words under which a duty stands."""
    if row.duty == "standing" and force_terms() & row.terms:
        yield ""
    yield from row.terms
    yield from map(as_word, lots_of(corpus, row))


def as_word(lot: Label) -> str:
    """A lot as a word under which duties stand: "tranche 2"."""
    return f"{lot[0]} {lot[1]}"
