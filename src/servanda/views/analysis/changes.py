"""Change points in counts of events: the split into stretches of even rate that explains the counts best at a stated price for each change.

The cost of a stretch is twice the negative log-likelihood of its counts under one Poisson rate (terms that no split changes left out). PELT
(Killick, Fearnhead and Eckley, 2012) finds the split with the least sum of costs and penalties exactly. The penalty of a change is, unless given,
2 ln n for n periods: the Bayesian criterion for the two numbers a change adds, its place and a rate.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from servanda.errors import InputError
from servanda.records import Record
from servanda.views.analysis.periods import Period
from servanda.views.analysis.results import AnalysisSource, Answer, Question, pair_name
from servanda.views.analysis.series import series

LEAST = 2  # periods of a stretch
COUNTED = ("events", "cooperation", "conflict")


class StretchRow(Record, frozen=True):
    """A stretch of even rate. `rate` is events a period; `times` the rate over that of the stretch before (None for the first, or after a rate of 0).

    Source and target are empty for all events together.
    """

    source: str
    target: str
    of: str
    by: str
    first_period: str
    last_period: str
    first_day: str
    last_day: str
    periods: int
    events: int
    rate: float
    times: float | None
    penalty: float


def changes(ledger: AnalysisSource, question: Question) -> Answer:
    """The stretches of each direction of a dyad, of a party's events, or of all.

    Heeds `dyad`, `party`, `by`, `of`, `since`, `until`, `undated`, `penalty`, `min_confidence`.

    Raises:
        InputError: if `of` is no count, the penalty is negative, or no event lies in a period.
    """
    if question.of not in COUNTED:
        raise InputError(f"{question.of} is no count", where="--of", mend="Change points take " + ", ".join(COUNTED))
    if question.penalty is not None and not 0 <= question.penalty < math.inf:
        raise InputError(f"{question.penalty:g} is no price for a change", where="--penalty", mend="Give a number from 0; by default it is 2 ln n")
    known = series(ledger, question)
    price = 2 * math.log(len(known.span)) if question.penalty is None else question.penalty
    rows = [row for direction, values in known.values.items() for row in _rows(direction, known.span, [int(value) for value in values], price, question)]
    who = pair_name(question.dyad) if question.dyad else question.party or "all events"
    return Answer(f"Change points of {who}: {question.of} by {question.by}", rows, StretchRow, (f"each change costs {price:.4g}", *known.notes))


def _rows(direction: tuple[str, str], span: Sequence[Period], counts: Sequence[int], price: float, question: Question) -> list[StretchRow]:
    rows: list[StretchRow] = []
    bounds = [0, *change_points(counts, price), len(counts)]
    for start, end in pairwise(bounds):
        rate = sum(counts[start:end]) / (end - start)
        before = rows[-1].rate if rows else 0.0
        rows.append(StretchRow(
            source=direction[0], target=direction[1], of=question.of, by=question.by, first_period=span[start].name, last_period=span[end - 1].name,
            first_day=span[start].first, last_day=span[end - 1].last, periods=end - start, events=sum(counts[start:end]), rate=round(rate, 6),
            times=round(rate / before, 6) if before else None, penalty=round(price, 6),
        ))  # fmt: skip
    return rows


def change_points(counts: Sequence[int], price: float) -> list[int]:
    """Where new stretches begin, as places in the counts; none for an even series. Of splits that cost the same, the one with fewer, earlier changes."""
    sums = [0]
    for count in counts:
        sums.append(sums[-1] + count)

    def cost(start: int, end: int) -> float:
        total = sums[end] - sums[start]
        return 2 * (total - total * math.log(total / (end - start))) if total else 0.0

    best, before = {0: -price}, {0: 0}
    starts, dropped = [0], dict[int, int]()
    for end in range(LEAST, len(counts) + 1):
        starts = [start for start in starts if dropped.get(start, end) >= end]
        options = [(best[start] + cost(start, end) + price, start) for start in starts if end - start >= LEAST]
        best[end], before[end] = min(options, key=lambda option: (round(option[0], 9), option[1]))
        for start in starts:
            # What costs more without a further change than the best split up to here never wins again, once a stretch from here may end (PELT's pruning).
            if end - start >= LEAST and best[start] + cost(start, end) > best[end] + 1e-9:
                dropped.setdefault(start, end + LEAST - 1)
        starts.append(end)
    found, place = [], len(counts) if len(counts) in before else 0
    while place:
        place = before[place]
        found.append(place)
    return sorted(found)[1:] if found else []
