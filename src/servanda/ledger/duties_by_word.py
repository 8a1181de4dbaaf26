"""Duties found by the words of what they are about, among those of the parties that a document names, for readers of words in which nobody acts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from servanda.ledger.breaches import force_terms
from servanda.ledger.commitments import Book, Owed, announced_on
from servanda.ledger.corpus import Corpus
from servanda.ledger.labels import Label, lots_of
from servanda.ledger.windows import RECALL, Windows, day_number


class DutiesByWord:
    """Duties by the words of what they are about, "" for standing ones not to use force, among those of one party's agreements or own word."""

    def __init__(self, corpus: Corpus, book: Book) -> None:
        self._rows = {row.number: row for row in book.rows}
        self._owing = {code for row in book.rows for code in (row.agreement.key if row.agreement else row.key)}
        self._by_word = Windows(self._entries(corpus, book.rows))
        self._counted = Windows(self._circles(corpus, [row for row in book.rows if row.quantity is not None and row.quantity.value > 1]))
        self._positive = Windows(self._circles(corpus, book.rows))

    @staticmethod
    def _entries(corpus: Corpus, rows: Sequence[Owed]) -> Iterator[tuple[str, str, int, int]]:
        for row in rows:
            day = day_number(announced_on(corpus, row)[0])
            quiet = ("",) if row.duty == "standing" and force_terms() & row.terms else ()
            for word in (*quiet, *row.terms, *map(as_word, lots_of(corpus, row))) if not row.negative else ():
                yield from ((code, word, day, row.number) for code in (row.agreement.key if row.agreement else row.key))

    @staticmethod
    def _circles(corpus: Corpus, rows: Sequence[Owed]) -> Iterator[tuple[str, str, int, int]]:
        for row in rows:
            if not row.negative:
                day = day_number(announced_on(corpus, row)[0])
                yield from ((code, "", day, row.number) for code in (row.agreement.key if row.agreement else row.key))

    def standing_by(self, parties: frozenset[str], day: int) -> list[Owed]:
        """The latest duties to do something in the circle of the parties."""
        found = {number for code in parties for number in self._positive.latest(code, frozenset(("",)), day, RECALL)}
        return [self._rows[number] for number in sorted(found)]

    def counted(self, parties: frozenset[str], day: int) -> list[Owed]:
        """The latest duties in the circle of the parties that owe more than one of something."""
        if self._owing.isdisjoint(parties):
            return []
        found = {number for code in parties for number in self._counted.latest(code, frozenset(("",)), day, RECALL)}
        return [self._rows[number] for number in sorted(found)]

    def of(self, parties: frozenset[str], words: frozenset[str], day: int) -> dict[int, Owed] | None:
        """The latest duties in the circle of the parties that speak of one of the words; None where the circle has no duty at all."""
        if self._owing.isdisjoint(parties):
            return None
        found = {number for code in parties for number in self._by_word.latest(code, words, day, RECALL)}
        return {number: self._rows[number] for number in sorted(found)}


def as_word(lot: Label) -> str:
    """A lot as a word under which duties stand: "tranche 2"."""
    return f"{lot[0]} {lot[1]}"
