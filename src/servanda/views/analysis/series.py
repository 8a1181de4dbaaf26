"""Series of numbers over periods without gaps, one a direction of a dyad: what reciprocity and change points are computed from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from servanda.errors import InputError
from servanda.views.analysis.directed_events import DirectedEvent, observed, placed
from servanda.views.analysis.dyads import apart_note, window, within
from servanda.views.analysis.periods import Period, period_of, periods
from servanda.views.analysis.results import AnalysisSource, Of, Question

MOST_PERIODS = 50_000


@dataclass(frozen=True)
class Series:
    """Values of some directions over the same periods; a direction is source and target, ("", "") for all events together."""

    span: tuple[Period, ...]
    values: dict[tuple[str, str], tuple[float, ...]]
    notes: tuple[str, ...] = ()


def series(ledger: AnalysisSource, question: Question) -> Series:
    """The two directions of the dyad asked for, else the events of the party or of the whole ledger together, each event once.

    Raises:
        InputError: if no event lies in a period, or the periods are too many.
    """
    found = observed(ledger, question)
    at = [(event, period) for event in found.events if (period := placed(event, question.by, question.undated)) and within(period, question)]
    span = window(((event.source, event.target, period) for event, period in at), question, ledger.as_of)
    if span is None or not at:
        mend = "Ask for another dyad or window, or let the day of the report stand in with --undated report"
        raise InputError(f"no event of the question lies in a {question.by}", where="analysis", mend=mend)
    first, last = (period_of(day, question.by).first for day in span)
    steps = _bounded(periods(first, last, question.by))
    directions = [question.dyad, question.dyad[::-1]] if question.dyad else [("", "")]
    values = {direction: _values(at, steps, direction, question.of) for direction in directions}
    apart = sum(placed(event, question.by, question.undated) is None for event in found.events)
    return Series(steps, values, (*found.notes, *apart_note(apart, question)))


def _bounded(steps: Iterator[Period]) -> tuple[Period, ...]:
    kept = []
    for step in steps:
        kept.append(step)
        if len(kept) > MOST_PERIODS:
            raise InputError(f"the series has more than {MOST_PERIODS} periods", where="--by", mend="Take longer periods, or a window with --since and --until")
    return tuple(kept)


def _values(at: Iterable[tuple[DirectedEvent, Period]], steps: tuple[Period, ...], direction: tuple[str, str], of: Of) -> tuple[float, ...]:
    place = {period: number for number, period in enumerate(steps)}
    sums, seen = [0.0] * len(steps), set()
    for event, period in at:
        if direction != ("", "") and (event.source, event.target) != direction:
            continue
        if direction == ("", "") and event.event_id in seen:
            continue
        seen.add(event.event_id)
        if period in place:
            sums[place[period]] += amount(event, of)
    return tuple(round(value, 6) for value in sums)


def amount(event: DirectedEvent, of: Of) -> float:
    """What an event adds to a series."""
    if of == "goldstein":
        return event.goldstein or 0.0
    if of == "net":
        return float(event.cooperative) - float(event.conflictive)
    return float({"events": True, "cooperation": event.cooperative, "conflict": event.conflictive}[of])
