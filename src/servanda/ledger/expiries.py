"""Duties that ended with their own term: "the halt to the tests ran out on Wednesday", "the six months of free visas were over on 31 October".

A term that has passed says nothing by itself, since it may have been prolonged; words that it is over end the duties that were owed until that
day, where they name a party of them and either that very day or what was owed. Where no day was set, they end what they call by the act's own noun.
"""

from __future__ import annotations

from servanda.ledger.agreements import Registry, days_between
from servanda.ledger.commitments import Book, Owed, announced_on
from servanda.ledger.corpus import Corpus, act_day
from servanda.ledger.modality import undone, vouched
from servanda.ledger.observations import Observation, observed
from servanda.ledger.tables import tables
from servanda.ledger.terms import act_classes, contains, head, nearness, terms
from servanda.ledger.windows import RECALL, Windows, day_number
from servanda.records import Claim

LASTING = ("standing", "negative", "recurring")
LEAST = 0.5  # share of the shorter wording by which words speak of what was owed
SURE = 0.75  # the same where no day tells
MEMORY = 60  # days after the end in which it is news


def find_expiries(corpus: Corpus, registry: Registry, book: Book) -> None:
    """Ends each lasting duty of which a claim says, after its last day where one is known, that its time is over."""
    known, lasting = tables().statuses.reports, {row.number: row for row in book.rows if row.duty in LASTING and row.superseded_by is None}
    dated = Windows((code, "", day_number(row.deadline.date), row.number) for row in lasting.values() if row.deadline.date for code in row.key)
    free = Windows(
        (code, "", day_number(announced_on(corpus, row)[0]), row.number) for row in lasting.values() if not row.deadline.date for code in row.key
    )  # fmt: skip
    for claim in corpus.claims if lasting else ():
        if claim.predicate not in known.ends or claim.in_text or undone(claim) or not vouched(claim) or not contains(corpus.words(claim), known.end_words):
            continue
        day, any_word = day_number(corpus.published(claim)), frozenset(("",))
        near = {n for code in registry.codes_of(claim.doc_id) for n in (*dated.latest(code, any_word, day, MEMORY), *free.latest(code, any_word, day, RECALL))}
        for row in (lasting[number] for number in sorted(near)):
            if _has_ended(corpus, row, claim):
                row.observations.append(_ended(corpus, row, claim))


def _has_ended(corpus: Corpus, row: Owed, claim: Claim) -> bool:
    """Whether a claim that something is over means the duty: on its last day, after it by the words for what was owed, or, where no day was set, by the
    act's own noun and those words ("the exemption of building materials ended")."""
    said = terms(corpus.sentence(claim))
    if row.deadline.date is not None:
        return 0 < _since(corpus, row, claim) <= MEMORY and (_is_its_day(row, claim) or nearness(row.terms, said) >= LEAST)
    first = corpus.published(announced_on(corpus, row)[1])
    after = 0 < days_between(first, corpus.published(claim)) <= RECALL and not row.negative
    named = claim.object is not None and bool(act_classes(head(claim.object.text)) & row.classes)
    return after and named and act_day(claim) is not None and nearness(row.terms, said) >= SURE


def _since(corpus: Corpus, row: Owed, claim: Claim) -> int:
    """Days from the last day of the duty to the publication of the claim."""
    return days_between(row.deadline.date or "", corpus.published(claim))


def _is_its_day(row: Owed, claim: Claim) -> bool:
    day = act_day(claim)
    return day is not None and row.deadline.date is not None and 0 <= days_between(row.deadline.date, day) <= 1


def _ended(corpus: Corpus, row: Owed, claim: Claim) -> Observation:
    day = act_day(claim) if row.deadline.date is None or _is_its_day(row, claim) else row.deadline.date
    return observed(corpus, claim, "lapsed", day, exact=True, grade="third-party")
