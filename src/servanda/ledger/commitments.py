"""Commitments: promises that say the same thing become one row, whichever and however many documents repeat them.

One commitment is one debtor set, one class of act, one object, one quantity under one agreement. A restatement without a
number joins a row with one; another number for the same thing is kept as a rival value.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, partial

from servanda.language.amounts import is_measured, is_money, kind_of_unit
from servanda.ledger.agreements import Draft, Registry, days_between
from servanda.ledger.corpus import Corpus
from servanda.ledger.counted import Wordings
from servanda.ledger.crowds import Crowd
from servanda.ledger.duty_kinds import kind_of_duty
from servanda.ledger.elsewhere import names_around
from servanda.ledger.making import widen
from servanda.ledger.observations import Observation
from servanda.ledger.parties import same_key, successor
from servanda.ledger.promises import Promise, of_instrument, read_promises
from servanda.ledger.restating import SAME_DOCUMENT, conflicts, known_row
from servanda.ledger.tables import tables
from servanda.ledger.terms import contains, head, nearness
from servanda.ledger.windows import LATEST, Windows, day_number, numbers_of
from servanda.records import Claim, Deadline, Duty, Quantity, Relation

NEAR_MISS, MOST_MISSED = 0.3, 40  # how near a report that does not count must be to be told of, and how many are looked at
MONEY = "=money"  # under which payments are found where words call them nothing else ("the money came in")
LARGE = 1000  # from which a number is one to find a duty by ("the first six million euros", of a tranche of six million)
FEW = 20  # commitments under one key of which those of other days are worth a word


@dataclass(eq=False)
class Owed:
    """A commitment while it is put together."""

    number: int
    debtor: tuple[str, ...]
    agreement: Draft | None
    negative: bool
    promises: list[Promise] = field(default_factory=list)
    classes: frozenset[str] = frozenset()  # of the promised act, all wordings together
    terms: frozenset[str] = frozenset()  # telling words of the object, all wordings together
    rivals: list[Promise] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    relations: set[Relation] = field(default_factory=set)
    deadline: Deadline = field(default_factory=Deadline)
    superseded_by: Owed | None = None
    lots: tuple[int, frozenset[tuple[str, int]]] | None = None  # of how many promises, and which, as `labels.lots_of` found them
    names: tuple[int, frozenset[str]] | None = None  # of how many promises, and which, as `elsewhere.names_around` found them
    moved: bool = False  # gives an earlier promise another day, and so is given on the day it is told
    put_to: Deadline | None = None  # the day to which later texts move it, and the claims that do
    moves: list[Claim] = field(default_factory=list)
    missed: dict[str, tuple[float, Claim, str]] = field(default_factory=dict)  # near reports that do not count: how near, and why not
    commitment_id: str = ""
    _announced: tuple[int, Draft | None, tuple[str, Claim]] | None = None
    _duty: tuple[int, str, Duty] | None = None
    _best: tuple[int, Promise] | None = None
    _head: tuple[int, str] | None = None
    _quantity: tuple[int, Quantity | None] | None = None

    def miss(self, claim: Claim, why: str, near: float) -> None:
        """Keeps a report that does not count, if it is near enough to be worth a word."""
        if near >= NEAR_MISS and len(self.missed) < MOST_MISSED:
            self.missed.setdefault(claim.claim_id, (near, claim, why))

    def put_off(self) -> None:
        """Enters that it gives an earlier promise another day."""
        self.moved, self._announced = True, None

    @cached_property
    def key(self) -> frozenset[str]:
        """The debtors for comparison."""
        return same_key(self.debtor)

    @property
    def circle(self) -> frozenset[str]:
        """Among whom it is owed: the parties of its agreement, or the debtors of a word given alone."""
        return self.agreement.key if self.agreement is not None else self.key

    @cached_property
    def _wordings(self) -> Wordings:
        return Wordings(self.promises)

    @property
    def best(self) -> Promise:
        """The promise whose wording the row shows: the agreement's own text first, then the wording nearest to all others."""
        if self._best is None or self._best[0] != len(self.promises):
            self._best = (len(self.promises), self._wordings.best())
        return self._best[1]

    @property
    def head(self) -> str:
        """The head noun of what is owed."""
        if self._head is None or self._head[0] != len(self.promises):
            self._head = (len(self.promises), head(self.best.object))
        return self._head[1]

    @property
    def quantity(self) -> Quantity | None:
        """How much is owed: as most wordings give it, the earliest at a tie; one thing where the object is a single new body."""
        if self._quantity is None or self._quantity[0] != len(self.promises):
            self._quantity = (len(self.promises), self._wordings.how_much(self.negative))
        return self._quantity[1]

    @property
    def condition(self) -> str | None:
        """The condition in its words, as first given."""
        return next((p.claim.condition.text for p in self.promises if p.claim.condition is not None), None)

    @property
    def duty(self) -> Duty:
        """What kind of duty it is, by `duties.toml`."""
        known = (len(self.promises), self.deadline.kind)
        if self._duty is None or self._duty[:2] != known:
            self._duty = (*known, kind_of_duty(self))
        return self._duty[2]


def measured(quantity: Quantity | None) -> tuple[str, ...]:
    """What an amount of money, weight and the like is found under where words name nothing but it ("had pumped 3,000 tonnes ashore")."""
    if quantity is None:
        return ()
    number = (f"={quantity.value:g}",) if quantity.value >= LARGE else ()
    if not is_measured(quantity.unit):
        return number
    return (*number, f"={kind_of_unit(quantity.unit)}", *((MONEY,) if is_money(quantity.unit) else ()))


class Book:
    """All commitments, with the indexes by which promises and, once these are all read, reports find their own."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.rows: list[Owed] = []
        self._by_word: dict[tuple[str | None, str, str], list[Owed]] = {}  # by debtor (None: whoever it is), class of act and word
        self._by_agreement: dict[int, list[Owed]] = {}
        self._by_class: dict[tuple[str, str], list[Owed]] = {}
        self._acts: Windows[str] = Windows(())  # by debtor and class
        self._told: Windows[tuple[str | None, str]] = Windows(())  # as `_by_word`
        self._entered: dict[int, Owed] = {}  # those that were taken out again among them
        self.of_claim: dict[str, Owed] = {}

    def enter(self, row: Owed, promise: Promise) -> None:
        """Adds a promise to a row and the row to the indexes."""
        row.promises.append(promise)
        row.classes |= promise.classes
        row.terms |= promise.terms
        self.of_claim[promise.claim.claim_id] = row
        self._entered[row.number] = row
        if row.agreement is not None:
            self._put(self._by_agreement.setdefault(row.agreement.number, []), row)
        for name in sorted(promise.classes):
            for code in sorted(row.key):
                self._put(self._by_class.setdefault((code, name), []), row)
            for word in (*(sorted(promise.terms) or [""]), *measured(promise.quantity)):
                for debtor in (None, *row.key):
                    self._put(self._by_word.setdefault((debtor, name, word), []), row)

    @staticmethod
    def _put(rows: list[Owed], row: Owed) -> None:
        if row not in rows[-20:]:
            rows.append(row)

    def under(self, agreement: Draft) -> list[Owed]:
        """The commitments of an agreement."""
        return self._by_agreement.get(agreement.number, [])

    def of_class(self, code: str, names: frozenset[str], day: str) -> list[Owed]:
        """Once all promises are read: for a reader of a day the latest commitments of a debtor in one of the classes; all where there are few."""
        found = self._acts.latest(successor(code), names, day_number(day), few=FEW, most=FEW)
        return [self._entered[number] for number in sorted(set(found))]

    def near(self, code: str, names: Iterable[str], words: Iterable[str]) -> list[Owed]:
        """While promises are read: the latest commitments of a debtor in one of the classes that share one of the words, each once, oldest first."""
        found: dict[int, Owed] = {}
        for name in names:
            for word in words:
                for row in self._by_word.get((successor(code), name, word), ())[-LATEST:]:
                    found[row.number] = row
        return [found[number] for number in sorted(found)]

    def close(self) -> None:
        """Turns the lists into windows once all promises are read."""
        dated = {number: day_number(announced_on(self.corpus, row)[0]) for number, row in self._entered.items()}
        self._acts = Windows((code, name, dated[row.number], row.number) for (code, name), rows in self._by_class.items() for row in rows)
        self._told = Windows(
            ((code, name), word, dated[row.number], row.number) for (code, name, word), rows in self._by_word.items() for row in dict.fromkeys(rows)
        )  # fmt: skip
        self._by_class.clear()
        self._by_word.clear()

    def told_of(self, codes: Iterable[str | None], names: Iterable[str], words: frozenset[str], day: str) -> dict[int, Owed]:
        """Once all promises are read: as `near` of several debtors, of any where None, for a reader of a day the latest ones promised by then.

        Where there are no more than `FEW` under a word, those promised later come with them.
        """
        return {number: self._entered[number] for number in numbers_of(self.windows_of(codes, names, words, day)).tolist()}

    def windows_of(self, codes: Iterable[str | None], names: Iterable[str], words: frozenset[str], day: str) -> list[array[int]]:
        """The windows in which `told_of` looks; one of more than `FEW` holds none that was promised later."""
        until = day_number(day)
        return [window for code in codes for name in names for window in self._told.windows((code, name), words, until, few=FEW)]

    def row(self, number: int) -> Owed:
        """A commitment by its number, one that was taken out again too."""
        return self._entered[number]

    @cached_property
    def crowd(self) -> Crowd:
        """All commitments by columns, as they are when first asked for: once all promises are read and have their deadlines."""
        return Crowd(self._entered.values(), partial(names_around, self.corpus), lambda row: day_number(replaced_on(self.corpus, row)))


def find_commitments(corpus: Corpus, registry: Registry) -> Book:
    """Reads all promises in order and returns the commitments they make."""
    book = Book(corpus)
    for claim in corpus.claims:
        for promise in read_promises(registry, claim):
            _enter(book, registry, promise)
    book.close()
    _drop_summaries(book)
    return book


def _enter(book: Book, registry: Registry, promise: Promise) -> None:
    """Adds the promise to the row that it restates, or as a new one."""
    claim, row = promise.claim, known_row(book, promise)
    if row is None and _recalled(registry, promise):
        return
    if row is None:
        row = Owed(len(book.rows), promise.debtor, promise.agreement, promise.negative)
        book.rows.append(row)
    elif conflicts(promise.quantity, row.quantity):
        row.rivals.append(promise)
        book.of_claim[claim.claim_id] = row
        return
    if row.agreement is None and promise.agreement is not None:
        row.agreement = promise.agreement
    book.enter(row, promise)
    if promise.agreement is not None and (promise.by_name or claim.in_text):
        widen(registry, promise.agreement, claim.agents)


def _drop_summaries(book: Book) -> None:
    """Takes out rows that only sum up others: "each promised to free soldiers of the other" beside what each promised by itself."""
    dropped: set[int] = set()
    for row in book.rows:
        if len(row.key) < 2:
            continue
        words = row.best.claim.object.text if row.best.claim.object else ""
        day = announced_on(book.corpus, row)[0]
        pool = book.under(row.agreement) if row.agreement else [r for code in row.debtor for r in book.of_class(code, row.classes, day)]
        parts = [r for r in pool if r.key < row.key and r.classes & row.classes]
        if row.quantity is not None or not contains(words, tables().duties.mutual):
            parts = [r for r in parts if r.promises[0].apart and nearness(r.terms, row.terms) >= SAME_DOCUMENT and not conflicts(r.quantity, row.quantity)]
        if parts and frozenset().union(*(part.key for part in parts)) == row.key:
            dropped.add(row.number)
            book.of_claim.update(dict.fromkeys((p.claim.claim_id for p in row.promises), parts[0]))
    book.rows = [row for row in book.rows if row.number not in dropped]


def _recalled(registry: Registry, promise: Promise) -> bool:
    """Whether the words put the duty into the past and no fresh agreement makes it news: a recap, which makes no new duty."""
    claim, agreement = promise.claim, promise.agreement
    past = not claim.in_text and contains(registry.corpus.words(claim), tables().duties.recaps)
    return past and (agreement is None or not registry.is_fresh(claim, agreement))


def announced_on(corpus: Corpus, row: Owed) -> tuple[str, Claim]:
    """The day of the promise and the claim that first tells of it: the agreement's day where it is told as news or by name."""
    if row._announced is None or row._announced[0] != len(row.promises) or row._announced[1] is not row.agreement:
        row._announced = (len(row.promises), row.agreement, _first_told(corpus, row))
    return row._announced[2]


def is_replaced(corpus: Corpus, row: Owed, day: str) -> bool:
    """Whether a later promise has taken the duty's place before a day."""
    return row.superseded_by is not None and replaced_on(corpus, row) < day


def replaced_on(corpus: Corpus, row: Owed) -> str:
    """The day on which a later promise takes the duty's place; "" where none does."""
    return announced_on(corpus, row.superseded_by)[0] if row.superseded_by is not None else ""


def _first_told(corpus: Corpus, row: Owed) -> tuple[str, Claim]:
    first = row.promises[0].claim
    published = corpus.published(first)
    agreement = row.agreement
    if agreement is not None and agreement.day is not None and agreement.day <= published and not row.moved:
        fresh = days_between(agreement.day, published) <= 14
        if fresh or any(p.by_name and not of_instrument(p.claim) for p in row.promises):
            return agreement.day, first
    return published, first
