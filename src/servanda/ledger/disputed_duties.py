"""The duty that a charge, or a report that another denies, speaks of: whose debtor is charged or speaks, and of whose words the passage has most."""

from __future__ import annotations

from servanda.ledger.agreements import Registry
from servanda.ledger.commitments import Book, Owed, announced_on
from servanda.ledger.corpus import Corpus
from servanda.ledger.cues import classes_in
from servanda.ledger.instruments import first_kind
from servanda.ledger.observations import Kind, Observation
from servanda.ledger.parties import adjectives
from servanda.ledger.restraints import renounced
from servanda.ledger.retorts import calls_breach, outright, told_as_done, told_words, with_forms
from servanda.ledger.tables import tables
from servanda.ledger.terms import contains, terms
from servanda.ledger.turns import Turn, disputes
from servanda.ledger.windows import RECALL, Windows, day_number

ANY_WORD = frozenset(("",))
LEAST, SURE = 2, 0.6  # telling words of a duty that a passage must share, or the share of them
HALT = "cease"  # the class of acts whose contrary is to go on
GOES_ON = ("negative", "standing", "recurring")
TOLD: tuple[Kind, ...] = ("done", "part", "begun", "holds")
Seen = dict[tuple[str, int], list[tuple[Owed, Observation]]]


class DisputedDuties:
    """Finds the duty that two turns dispute."""

    def __init__(self, corpus: Corpus, registry: Registry, book: Book) -> None:
        self.corpus, self.registry = corpus, registry
        self.owing = frozenset(code for row in book.rows for code in row.key)
        self._told = _told(book)
        self._rows = {row.number: row for row in book.rows}
        people = (name for code in corpus.called for name in adjectives().get(code, ()))
        names = frozenset().union(*corpus.called.values(), *map(terms, people))
        self.words = {row.number: with_forms(renounced(row) - names) for row in book.rows}
        days = {row.number: day_number(announced_on(corpus, row)[0]) for row in book.rows}
        self._by_word = Windows(
            (code, word, days[row.number], row.number) for row in book.rows for code in row.key for word in ("", *self.words[row.number])
        )  # fmt: skip

    def charged(self, one: Turn, accused: frozenset[str], answer: Turn | None = None) -> Owed | None:
        """The duty of the accused of which a charge and its answer say most."""
        corpus, doc_id = self.corpus, one.claims[0].doc_id
        words = one.words(corpus)
        passage = f"{corpus.said_before(one.claims[0])} {words} {answer.words(corpus) if answer else ''}"
        said = told_words(passage, (*one.claims, *(answer.claims if answer else ())))
        breach, published = calls_breach(words), corpus.published(one.claims[0])
        called = breach and (first_kind(words) is not None or contains(words, tables().statuses.reports.word_of_honour))
        found: list[tuple[tuple[bool, int, bool, str, int], Owed]] = []
        alone: list[Owed] = []
        for row in self._open_to(accused, said | (ANY_WORD if breach else frozenset()), published, doc_id):
            known = self.words[row.number]
            shared, goes_on = len(known & said), row.duty in GOES_ON
            told = answer is not None and (row.head in said or (row.negative and row.best.claim.predicate in said))
            sure = shared >= LEAST or shared >= SURE * max(1, len(known)) or (shared > 0 and told)
            concerned = one.code in self._concerned(row) or (row.agreement is not None and row.agreement in self.registry.spoken_of(doc_id))
            if goes_on and called and concerned:
                alone.append(row)
            halted = sure and not goes_on and (HALT in row.classes or contains(words, disputes().undone))
            if halted or (goes_on and (sure or (shared and breach and concerned))):
                found.append(((sure, shared, goes_on, announced_on(corpus, row)[0], -row.number), row))
        best = max(found, key=lambda item: item[0], default=None)
        return best[1] if best is not None else alone[0] if len(alone) == 1 else None

    def claimed(self, turn: Turn, other: Turn, denial: bool) -> Owed | None:
        """The duty of the speaker of which a turn tells as done: what rules have read in it, else that of whose words it has most. Where the other
        side denies it outright, for which the document has words (`denial`), less will do."""
        if turn.code is None:
            return None
        for row, seen in self.seen(turn):
            if seen.kind in TOLD and turn.code in row.key and all(p.claim.doc_id != seen.doc_id for p in row.promises):
                return row
        denied = any(c.illocution == "denial" for c in other.claims) or (denial and contains(other.words(self.corpus), outright()))
        words = turn.words(self.corpus) if denied else ""
        if not denied or contains(words, tables().statuses.reports.open_words) or not contains(words, told_as_done()):
            return None  # as most
        said, doc_id, acts = told_words(words, turn.claims), turn.claims[0].doc_id, classes_in(words)
        rows = self._open_to(frozenset((turn.code,)), said | ANY_WORD, self.corpus.published(turn.claims[0]), doc_id)
        fit = [
            (len(self.words[r.number] & said) + bool(acts & r.classes), -r.number, r)
            for r in rows
            if r.duty == "one-shot" and (_is_sure(self.words[r.number], said, acts & r.classes) or acts & r.classes or r.head in said)
        ]
        return max(fit, key=lambda item: item[:2])[2] if fit else None

    def seen(self, turn: Turn) -> list[tuple[Owed, Observation]]:
        """What has been read in the sentences of a turn."""
        places = dict.fromkeys((c.doc_id, c.sentence_start) for c in turn.claims)
        return [item for place in places for item in self._told.get(place, ()) if item[1].claim is not None and turn.start <= item[1].claim.start < turn.end]

    def _open_to(self, parties: frozenset[str], words: frozenset[str], published: str, doc_id: str) -> list[Owed]:
        """The latest duties of the parties that speak of one of the words, as far as the document does not make them itself."""
        day = day_number(published)
        numbers = {n for code in parties for n in self._by_word.latest(code, words, day, RECALL)} if day else set[int]()
        rows = [self._rows[number] for number in sorted(numbers)]
        return [row for row in rows if row.superseded_by is None and all(p.claim.doc_id != doc_id for p in row.promises)]

    def _concerned(self, row: Owed) -> frozenset[str]:
        """Among whom a duty is owed; of a word given alone those whom its document names too."""
        if row.agreement is not None:
            return row.circle
        return row.circle.union(*(self.registry.codes_of(p.claim.doc_id) for p in row.promises))


def _told(book: Book) -> Seen:
    """What has been seen of the duties in each sentence, by document and where it begins."""
    found: Seen = {}
    for row in book.rows:
        for seen in row.observations:
            if seen.claim is not None:
                found.setdefault((seen.claim.doc_id, seen.claim.sentence_start), []).append((row, seen))
    return found


def _is_sure(known: frozenset[str], said: frozenset[str], acted: bool | frozenset[str]) -> bool:
    """Whether words say enough of a duty's thing, with its act, to mean it."""
    shared = len(known & said)
    return shared >= LEAST or (shared > 0 and (shared >= SURE * len(known) or bool(acted)))
