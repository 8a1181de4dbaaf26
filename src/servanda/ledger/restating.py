"""Which promise restates which commitment: the same debtors, act and agreement, a near object, no other number or date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.language.amounts import same_amount
from servanda.ledger.agreements import days_between
from servanda.ledger.corpus import Place
from servanda.ledger.promises import Promise, speaker
from servanda.ledger.terms import nearness
from servanda.ledger.windows import RECALL
from servanda.records import Quantity

if TYPE_CHECKING:
    from servanda.ledger.commitments import Book, Owed

SAME_DOCUMENT, OTHER_DOCUMENT = 0.6, 0.5  # how near two objects must be to be one


def known_row(book: Book, promise: Promise) -> Owed | None:
    """The row that the promise restates: same debtors, act and agreement, near object; the nearest, then the oldest."""
    rows = {row.number: row for row in book.near(promise.debtor[0], promise.classes, promise.terms or [""])}
    if promise.agreement is not None:
        rows.update((row.number, row) for row in book.under(promise.agreement))
    best: tuple[float, int] | None = None
    for row in rows.values():
        if row.key != promise.key or row.negative != promise.negative or not row.classes & promise.classes or not _one_agreement(book, row, promise):
            continue
        score = _same_object(row, promise)
        if score is not None and (best is None or (score, -row.number) > best):
            best = (score, -row.number)
    return rows[-best[1]] if best else None


def _same_object(row: Owed, promise: Promise) -> float | None:
    """How near the promise's object is to the row's, None where it is another thing."""
    here = [p for p in row.promises if p.claim.doc_id == promise.claim.doc_id]
    score = nearness(row.terms, promise.terms)
    if not row.terms or not promise.terms:
        score = 0.5 if not here else 0.0
    due = promise.claim.deadline.date
    if due is not None and any(p.claim.deadline.date not in (None, due) for p in row.promises):
        return None  # another date makes another duty, even if it replaces the first
    if due is not None and promise.agreement is row.agreement and _paid_alike(row, promise, due):
        return max(score, SAME_DOCUMENT)
    if conflicts(promise.quantity, row.quantity):
        rival = not here and promise.agreement is row.agreement and row.agreement is not None
        return score if rival and score >= SAME_DOCUMENT and _differs_in_voice(row, promise) else None
    if here and promise.quantity is not None and any(p.quantity is not None for p in here) and score >= OTHER_DOCUMENT:
        return score + 0.2
    return score if score >= (SAME_DOCUMENT if here else OTHER_DOCUMENT) else None


def _paid_alike(row: Owed, promise: Promise, due: str) -> bool:
    """Whether row and promise are one instalment: the same amount by the same day, whatever its object is called."""
    owed, amount = row.quantity, promise.quantity
    return owed is not None and amount is not None and row.best.claim.deadline.date == due and owed.unit == amount.unit and owed.value == amount.value


def _differs_in_voice(row: Owed, promise: Promise) -> bool:
    """Whether another outlet or speaker gives the number, so that it can rival the one on the row."""
    return all(p.claim.doc_id != promise.claim.doc_id or speaker(p.claim) != speaker(promise.claim) for p in row.promises)


def conflicts(a: Quantity | None, b: Quantity | None) -> bool:
    return a is not None and b is not None and not same_amount(a, b)


def _one_agreement(book: Book, row: Owed, promise: Promise) -> bool:
    """Whether promise and row can stand under one agreement; a clause that names none may repeat an earlier promise."""
    if row.agreement is promise.agreement:
        return True
    if not promise.recalled and row.agreement is not None and promise.agreement is not None:
        return False
    first: Place = book.corpus.place(row.promises[0].claim)
    return abs(days_between(first[0], book.corpus.published(promise.claim))) <= RECALL
