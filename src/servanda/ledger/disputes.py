"""Disputes that a text tells: one side says that a duty was broken, or has been done, and another contradicts it.

"Accused B of weighing its lorries. B rejected the accusation": a charge with its answer. "The troops have left, A says. B's army disagrees: a company is
still dug in": a report of performance with its denial. Both are told by who speaks after whom (`turns.py`) and by words of `tables/disputes.toml`, and go to
the duty of whoever is charged, or says that it has been done, of which the passage says most.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from msgspec.structs import replace as with_fields

from servanda.language.amounts import comparable, is_measured, value_in
from servanda.language.times import find_times
from servanda.ledger.agreements import Registry
from servanda.ledger.breaches import charge
from servanda.ledger.clashes import Clash, each_once, number_words, who
from servanda.ledger.commitments import Book, Owed, announced_on
from servanda.ledger.corpus import Corpus, act_day
from servanda.ledger.disputed_duties import GOES_ON, TOLD, DisputedDuties
from servanda.ledger.grades import grade_of
from servanda.ledger.observations import Kind, observed
from servanda.ledger.parties import codes, same_key
from servanda.ledger.retorts import SENTENCE, charges, denies, doubts, is_bare, outright, owns, speaking_of, words_of_breach
from servanda.ledger.tables import tables
from servanda.ledger.terms import contains, terms
from servanda.ledger.turns import Turn, answers_in, disputes, turns_of, voices_of
from servanda.records import Claim, Quantity, RivalValue

NOT_COUNTED = frozenset({"day", "week", "month", "year", "hour", "minute", "percent"})  # units of what is no count of a thing
MOST_APART = 10  # times by which two counts of one thing differ
PAIR = ("one", "the other")


@dataclass(frozen=True)
class Disputed:
    """What the texts dispute outright: the numbers of the duties, and clashes about how many and on which day."""

    rows: frozenset[int]
    clashes: list[Clash]


def find_disputes(corpus: Corpus, registry: Registry, book: Book) -> Disputed:
    """Adds to each duty what two sides say of it one after the other."""
    reader = _Reader(corpus, registry, book)
    documents = _by_document(corpus, reader.duties.owing)
    breach = speaking_of(corpus, documents, words_of_breach())
    denial = speaking_of(corpus, documents, outright())
    for doc_id, claims in documents.items():
        reader.read(turns_of(claims), doc_id in breach, doc_id in denial)
        reader.each_doubts(claims)
    return Disputed(frozenset(reader.disputed), reader.clashes)


def _by_document(corpus: Corpus, owing: frozenset[str]) -> dict[str, list[Claim]]:
    """The claims of the documents in which somebody who owes acts or speaks, agreements' own texts and copies left out."""
    found: dict[str, list[Claim]] = {}
    named: set[str] = set()
    for claim in corpus.claims:
        if not claim.in_text:
            found.setdefault(claim.doc_id, []).append(claim)
            if claim.doc_id not in named and any(m.code in owing for m in (*claim.agents, *claim.recipients, *voices_of(claim))):
                named.add(claim.doc_id)
    return {doc_id: claims for doc_id, claims in found.items() if doc_id in named and corpus.origin(doc_id) == doc_id}


class _Reader:
    """Enters what two sides say to the duty that they speak of."""

    def __init__(self, corpus: Corpus, registry: Registry, book: Book) -> None:
        self.corpus, self.registry, self.book = corpus, registry, book
        self.duties = DisputedDuties(corpus, registry, book)
        self.disputed: set[int] = set()
        self.clashes: list[Clash] = []
        self._counted = {(c.doc_id, c.sentence_start) for c in corpus.figures}

    def read(self, turns: list[Turn], breach: bool, denial: bool) -> None:
        """Reads the turns of a document; `breach` and `denial` tell whether it has words for these at all."""
        charged = {turn.start for turn in turns if charges(turn, turn.words(self.corpus) if breach else "", breach)}
        answered: set[int] = set()
        for one, other in answers_in(turns):
            if one.start in charged:
                answered |= {one.start} if self.answered(one, other, other.start in charged) else set()
            else:
                self.contradicted(one, other, denial, other.start in charged)
                if other.start not in charged and any(c.illocution == "denial" for c in one.claims):  # "denied that any had come. B had said ..."
                    self.contradicted(other, one, denial, False)
        for turn in turns:
            if turn.start in charged - answered:
                self.alleged(turn)

    def each_doubts(self, claims: list[Claim]) -> None:
        """Enters that of several who say that they have done what they owe together each doubts the other: "Each expressed doubt about the other's"."""
        for claim in claims:
            if not contains(self.corpus.sentence(claim), disputes().mutual):
                continue
            doubting = same_key(codes(claim.agents))
            for row in self.book.rows:
                said = any(o.claim is not None and o.claim.doc_id == claim.doc_id and o.kind in TOLD for o in row.observations)
                if len(row.key) > 1 and row.key == doubting and said and row.number not in self.disputed:
                    row.observations.append(observed(self.corpus, claim, "disputed", None, actors=doubting, grade=grade_of(self.corpus, row, claim, doubting)))
                    self.disputed.add(row.number)

    def answered(self, one: Turn, other: Turn, charging: bool) -> bool:
        """Enters a charge and its denial; False where the other turn is none, as where it is a `charging` one."""
        accused = self._accused(one)
        code = other.code or (min(accused) if len(accused) == 1 and is_bare(other.voice) else None)
        if code is None or (accused and code not in accused):
            return False
        row = self.duties.charged(one, frozenset((code,)), other)
        if row is None or row.key == {one.code}:
            return False
        denied = denies(other, other.words(self.corpus), self.duties.words[row.number])
        meant = accused or (row.key - {one.code} == {code} and "\n" not in self.corpus.documents[one.claims[0].doc_id].text[one.end : other.start])
        if not denied and (not meant or row.duty == "one-shot" or owns(other) or charging):
            return False
        self._charge(row, one, frozenset((code,)))
        self._enter(row, other, "denied")
        self.disputed.add(row.number)
        return True

    def alleged(self, turn: Turn) -> None:
        """Enters a charge that nobody answers."""
        by = frozenset((turn.code,)) if turn.code else frozenset[str]()
        accused = self._accused(turn) or (self.corpus.named_in(terms(turn.words(self.corpus))) & self.duties.owing) - by
        row = self.duties.charged(turn, accused) if accused else None
        if row is not None and row.key != by:
            self._charge(row, turn, accused)

    def contradicted(self, one: Turn, other: Turn, denial: bool, charging: bool) -> None:
        """Enters that one says that it has been done and the other that it has not, or fewer, or on another day."""
        row = self.duties.claimed(one, other, denial)
        if row is None or not self._in_time(row, one) or row.key == {other.code}:
            return
        if any((c.doc_id, c.sentence_start) in self._counted for c in other.claims) or self._of_another_number(row, one, other):
            return
        words, known = other.words(self.corpus), self.duties.words[row.number]
        unsure, denied = contains(words, disputes().open), denies(other, words, known)
        doubted = not charging and doubts(words, known)
        if not unsure and ((not doubted and self._on_another_day(row, one, other)) or not (denied or doubted)):
            return
        if not any(seen.kind in TOLD for told, seen in self.duties.seen(one) if told is row):
            self._enter(row, one, "holds" if row.duty in GOES_ON else "done")
        self._enter(row, other, "unconfirmed" if unsure else "alleged" if row.duty in GOES_ON else "contested")
        self.disputed.add(row.number)

    def _in_time(self, row: Owed, turn: Turn) -> bool:
        """Whether a turn tells, after the day of the promise, of what is so."""
        told = turn.claims[0]
        return announced_on(self.corpus, row)[0] < self.corpus.published(told) and not contains(turn.words(self.corpus), tables().statuses.reports.open_words)

    def _accused(self, turn: Turn) -> frozenset[str]:
        """Whom a charge names: to whom it is put, or who is said to have broken something."""
        charged = [m for c in turn.claims if c.action in tables().statuses.reports.accuses for m in c.recipients]
        broken = [m for c in turn.claims if c.action in tables().statuses.reports.breaches and c.attribution for m in c.agents]
        named = same_key(codes(charged, people=True) or codes(broken, people=True)) - {turn.code}
        return named or (self._counterpart(turn) if any(map(is_bare, charged)) else named)

    def _counterpart(self, turn: Turn) -> frozenset[str]:
        """The other party of the latest agreement of two to which the speaker of a turn belongs: whom a movement means by "the government"."""
        drafts = self.registry.of_party(turn.code, turn.claims[0].doc_id) if turn.code else []
        pairs = [d.key - {turn.code} for d in drafts if len(d.key) == len(PAIR)]
        return pairs[-1] if pairs else frozenset()

    def _of_another_number(self, row: Owed, one: Turn, other: Turn) -> bool:
        """ "Paid 600,000 dollars, A says. B acknowledged receipt of 450,000": both numbers."""
        told = next((seen.claim for known, seen in self.duties.seen(one) if known is row and seen.claim is not None), None)
        owed = row.quantity or (told.quantity if told is not None else None)
        if owed is None or told is None or told.quantity is None or not _of_one_kind(owed, told.quantity):
            return False
        counted = [(c, c.quantity) for c in other.claims if c.quantity is not None and _of_one_kind(owed, c.quantity)]
        values = [(told, value_in(told.quantity, owed.unit)), *((c, value_in(q, owed.unit)) for c, q in counted[:1])]
        if len({value for _, value in values}) < len(PAIR) or max(value for _, value in values) > MOST_APART * min(value for _, value in values):
            return False
        given = [RivalValue(value=number_words(with_fields(owed, value=value)), by=who(self.corpus, c), doc_id=c.doc_id) for c, value in values]
        self.clashes.append(Clash(row, "quantity", each_once(given), [c for c, _ in values]))
        return True

    def _charge(self, row: Owed, turn: Turn, accused: frozenset[str]) -> None:
        """Enters what one side charges the other with, unless it has been read before."""
        if any(told is row and seen.kind in ("alleged", "found", "undone") for told, seen in self.duties.seen(turn)):
            return
        if row.duty in GOES_ON:
            charge(self.corpus, row, self._telling(turn), accused & row.key)
        else:
            self._enter(row, turn, "undone")

    def _telling(self, turn: Turn) -> Claim:
        """The clause by which a turn charges or denies, else its first."""
        known = disputes()
        ranked = (c for c in turn.claims if c.illocution == "denial" or c.action in known.charges or c.action in tables().statuses.reports.breaches)
        return next(ranked, turn.claims[0])

    def _enter(self, row: Owed, turn: Turn, kind: Kind) -> None:
        claim, corpus = self._telling(turn), self.corpus
        if any(o.kind == kind and o.claim_id == claim.claim_id for o in row.observations):
            return
        day = act_day(claim) if kind in TOLD else None
        actors = frozenset((turn.code,)) & row.key if turn.code and kind != "alleged" else frozenset[str]()
        row.observations.append(observed(corpus, claim, kind, day, actors=actors, grade=grade_of(corpus, row, claim, actors)))

    def _on_another_day(self, row: Owed, one: Turn, other: Turn) -> bool:
        """ "Was lifted on 31 January, A says. B says on 4 February": both days."""
        dated = (seen for told, seen in self.duties.seen(one) if told is row and seen.kind == "done" and seen.exact)
        first = next(((seen.day, seen.claim) for seen in dated if seen.claim), None)
        announced, claim = announced_on(self.corpus, row)[0], self._telling(other)
        known = self.corpus.published(claim)
        if first is None or not known:
            return False
        if "\n" in self.corpus.documents[claim.doc_id].text[one.end : other.start]:
            return False
        times = find_times(SENTENCE.split(other.words(self.corpus).strip())[0], dt.date.fromisoformat(known))
        days = sorted({t.first for t in times if t.precision == "day" and t.first and announced <= t.first <= known} - {first[0]})
        if len(days) != 1:
            return False
        values = [RivalValue(value=day, by=who(self.corpus, told), doc_id=told.doc_id) for day, told in (first, (days[0], claim))]
        self.clashes.append(Clash(row, "date of performance", each_once(values), [first[1], claim]))
        return True


def _of_one_kind(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities can be of one thing: of one measure, or both mere numbers of it ("nine coastguards", "seven men")."""
    return comparable(a, b) or not b.unit or not (is_measured(a.unit) or is_measured(b.unit) or b.unit in NOT_COUNTED)
