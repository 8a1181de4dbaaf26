"""What a measure is asked, what it answers, and what of a ledger it reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from servanda.records import Commitment, Record
from servanda.views.exports.facts import EventSource

By = Literal["day", "week", "month"]
Of = Literal["events", "cooperation", "conflict", "net", "goldstein"]
Undated = Literal["apart", "report"]


class AnalysisSource(EventSource, Protocol):
    """A ledger, as far as measures need it."""

    @property
    def as_of(self) -> str: ...

    @property
    def commitments(self) -> list[Commitment]: ...


@dataclass(frozen=True)
class Question:
    """What is asked beside the measure; each measure says which of these it heeds.

    `dyad` is two codes, the source first. `since` and `until` are ISO days, both inclusive. `undated` says what becomes of events that no
    period can hold: they stand apart, or count on the day of their first report. `goldstein` names a scale. `of` is what a series counts.
    """

    party: str | None = None
    dyad: tuple[str, str] | None = None
    by: By = "month"
    since: str | None = None
    until: str | None = None
    of: Of = "events"
    goldstein: str = "gdelt"
    zeros: bool = False
    undated: Undated = "apart"
    min_confidence: float | None = None
    lags: int = 6
    criterion: Literal["aic", "bic"] = "aic"
    penalty: float | None = None


@dataclass(frozen=True)
class Answer:
    """The rows of a measure, what they are called, and what a reader must know of them (what was left out, which lag was taken)."""

    title: str
    rows: Sequence[Record]
    record: type[Record]
    notes: tuple[str, ...] = ()


def pair_name(dyad: tuple[str, str]) -> str:
    """`AZE-ARM`."""
    return f"{dyad[0]}-{dyad[1]}"
