"""Gathers what a briefing needs from a ledger: its state at the end of the period, and on the day before it."""

from __future__ import annotations

from typing import Protocol

from servanda.records import LedgerTables
from servanda.views.briefing.composing import BriefingFacts, WordSource
from servanda.views.briefing.periods import Period


class LedgerSource(WordSource, Protocol):
    """A ledger, as far as a briefing needs it."""

    @property
    def as_of(self) -> str: ...

    @property
    def known_by(self) -> str | None: ...

    @property
    def tables(self) -> LedgerTables: ...

    def derive(self, as_of: str | None = None, known_by: str | None = None) -> LedgerSource: ...


def gather(ledger: LedgerSource, period: Period, party: str | None = None) -> BriefingFacts:
    """The facts of a period. Both ledgers are derived anew, each from what had been published by its day.

    The end lies on the ledger's own day at the latest.
    """
    known_by = min(period.last, ledger.known_by or period.last)
    before = ledger.derive(as_of=period.before, known_by=min(period.before, known_by))
    after = ledger.derive(as_of=min(period.last, ledger.as_of or period.last), known_by=known_by)
    return BriefingFacts(period, before.tables, after.tables, known_by, ledger, party)
