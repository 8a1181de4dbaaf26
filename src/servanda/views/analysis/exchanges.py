"""Promises given for promises: who delivered first, and how many days before the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from servanda.records import Commitment, Record
from servanda.views.analysis.delivery import asked, promised
from servanda.views.analysis.periods import iso_day
from servanda.views.analysis.results import AnalysisSource, Answer, Question
from servanda.views.analysis.survival import delivered_on
from servanda.views.phrases import deed, parties

EXCHANGED = ("exchange", "mutual")


class ExchangeRow(Record, frozen=True):
    """A pair of promises. `first` is who delivered first: a party, `same day`, or None while nobody has; `lag_days` is None until both have.

    A negative lag means that the promise named second was delivered first. `waiting_days` is how long the second delivery has been
    awaited since the first, where it is still to come.
    """

    kind: str
    one: str
    one_debtor: str
    one_deed: str
    one_promised: str | None
    one_delivered: str | None
    one_status: str
    other: str
    other_debtor: str
    other_deed: str
    other_promised: str | None
    other_delivered: str | None
    other_status: str
    first: str | None
    lag_days: int | None
    waiting_days: int | None


def exchanges(ledger: AnalysisSource, question: Question) -> Answer:
    """Every pair of promises that the ledger ties as an exchange or as mutual. Heeds `party`, `dyad`, `since`, `until`."""
    known = {commitment.commitment_id: commitment for commitment in ledger.commitments}
    rows = list(pairs(asked(ledger, question), known, ledger.as_of))
    return Answer(f"Who delivered first, as of {ledger.as_of}", rows, ExchangeRow)


def pairs(commitments: Iterable[Commitment], known: dict[str, Commitment], as_of: str) -> Iterator[ExchangeRow]:
    """The pairs of which one is among the commitments, each once, in the order of display ids."""
    seen = set()
    for commitment in commitments:
        for relation in commitment.relations:
            other = known.get(relation.commitment_id)
            if relation.kind not in EXCHANGED or other is None:
                continue
            one, two = sorted((commitment, other), key=lambda row: row.display)
            key = (one.commitment_id, two.commitment_id)
            if key not in seen:
                seen.add(key)
                yield _row(relation.kind, one, two, as_of)


def _row(kind: str, one: Commitment, other: Commitment, as_of: str) -> ExchangeRow:
    days = delivered_on(one), delivered_on(other)
    first, lag, waiting = _compared(parties(one.debtor), parties(other.debtor), days, as_of)
    return ExchangeRow(
        kind=kind,
        one=one.display, one_debtor=parties(one.debtor), one_deed=deed(one), one_promised=promised(one), one_delivered=days[0], one_status=one.status,
        other=other.display, other_debtor=parties(other.debtor), other_deed=deed(other), other_promised=promised(other), other_delivered=days[1],
        other_status=other.status, first=first, lag_days=lag, waiting_days=waiting,
    )  # fmt: skip


def _compared(one: str, other: str, days: tuple[str | None, str | None], as_of: str) -> tuple[str | None, int | None, int | None]:
    mine, theirs = (date.fromisoformat(day).toordinal() if day else None for day in days)
    if mine is not None and theirs is not None:
        return ("same day" if mine == theirs else one if mine < theirs else other), theirs - mine, None
    done = mine if mine is not None else theirs
    if done is None:
        return None, None, None
    return (one if mine is not None else other), None, max(0, date.fromisoformat(as_of).toordinal() - done) if iso_day(as_of) else None
