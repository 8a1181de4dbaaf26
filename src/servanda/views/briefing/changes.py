"""What changed for a commitment between two ledgers: the steps it took, those that no longer hold, how much more or less is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from servanda.records import Commitment, StatusChange
from servanda.views.briefing.periods import Period
from servanda.views.briefing.wording import Falls


@dataclass(frozen=True)
class Step:
    """A step of a commitment that is new in the period: what it stood as before, and whether that is a step back."""

    row: Commitment
    before: StatusChange
    change: StatusChange
    fell: bool


def steps(was: Commitment | None, row: Commitment, period: Period, falls: Falls) -> Iterator[Step]:
    """The steps of a row that the earlier ledger did not have or that became known in the period, the promise itself left out."""
    told = {(change.on, change.status) for change in was.history} if was is not None else set()
    for place, change in enumerate(row.history):
        new = (change.on, change.status) not in told or (change.grade == "person" and period.first <= change.known <= period.last)
        if place and new:
            before = row.history[place - 1]
            yield Step(row, before, change, falls_back(before.status, change.status, falls))


def falls_back(before: str, after: str, falls: Falls) -> bool:
    """Whether a status is a reversal after another."""
    ladder = falls.ladder
    return after in falls.statuses or (before in ladder and after in ladder and ladder.index(after) < ladder.index(before))


def overturned(was: Commitment | None, row: Commitment) -> StatusChange | None:
    """The latest step of the earlier ledger that the history as it is told now lacks: a report was contradicted, corrected or withdrawn since."""
    told = {(change.on, change.status) for change in row.history}
    lost = [change for change in was.history[1:] if (change.on, change.status) not in told] if was is not None else []
    return lost[-1] if lost else None


def progressed(was: Commitment | None, row: Commitment) -> bool:
    """Whether more, or less, of it is done under the same status."""
    return was is not None and was.status == row.status and was.done != row.done
