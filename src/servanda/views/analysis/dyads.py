"""Dyad tables: what one party did to another, by day, ISO week or month.

Sums and means of the Goldstein scale after Goldstein (1992), quad counts after PLOVER. Net cooperation is the number of cooperative less that of
conflictive events.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from servanda.errors import InputError
from servanda.records import Record
from servanda.views.analysis.directed_events import DirectedEvent, observed, placed
from servanda.views.analysis.periods import Period, periods
from servanda.views.analysis.results import AnalysisSource, Answer, Question, pair_name
from servanda.views.exports.tables import scales

MOST_ROWS = 1_000_000  # with rows for empty periods; a day table of all dyads of a long ledger is larger


Cells = dict[tuple[str, str, Period], list[DirectedEvent]]


class DyadRow(Record, frozen=True):
    """One direction of a dyad in one period; `period` is None for events that no period holds.

    `goldstein_sum` and `goldstein_mean` are over the `scored` events, those whose CAMEO code has a number on the scale; a mean of none is None.
    """

    period: str | None
    first_day: str | None
    last_day: str | None
    source: str
    target: str
    events: int
    verbal_cooperation: int
    material_cooperation: int
    verbal_conflict: int
    material_conflict: int
    net_cooperation: int
    scored: int
    goldstein_sum: float
    goldstein_mean: float | None
    goldstein_scale: str
    quad_table: str


def dyad_table(ledger: AnalysisSource, question: Question) -> Answer:
    """The dyad table of a ledger: rows by source, target and period, those outside every period last.

    Heeds `party`, `dyad`, `by`, `since`, `until`, `goldstein`, `zeros`, `undated`, `min_confidence`.

    Raises:
        InputError: if rows for empty periods would be more than a million.
    """
    found = observed(ledger, question)
    cells, apart = _cells(found.events, question)
    span = window(cells, question, ledger.as_of)
    if question.zeros and span:
        pairs = {(source, target) for source, target, _ in cells} | {(source, target) for source, target in apart}
        _fill(cells, pairs | {(target, source) for source, target in pairs}, list(periods(*span, question.by)))
    rows = [_row(key[0], key[1], key[2], cells[key], question.goldstein) for key in sorted(cells)]
    rows += [_row(source, target, None, apart[(source, target)], question.goldstein) for source, target in sorted(apart)]
    who = pair_name(question.dyad) if question.dyad else question.party or "all dyads"
    return Answer(f"{who} by {question.by}", rows, DyadRow, (*found.notes, *apart_note(sum(map(len, apart.values())), question)))


def _cells(events: Iterable[DirectedEvent], question: Question) -> tuple[Cells, dict[tuple[str, str], list[DirectedEvent]]]:
    cells: Cells = defaultdict(list)
    apart: dict[tuple[str, str], list[DirectedEvent]] = defaultdict(list)
    for event in events:
        period = placed(event, question.by, question.undated)
        if period is None:
            apart[(event.source, event.target)].append(event)
        elif within(period, question):
            cells[(event.source, event.target, period)].append(event)
    return cells, apart


def within(period: Period, question: Question) -> bool:
    """Whether a period touches the days that a question asks for."""
    return (question.since is None or period.last >= question.since) and (question.until is None or period.first <= question.until)


def window(cells: Iterable[tuple[str, str, Period]], question: Question, as_of: str) -> tuple[str, str] | None:
    """First and last day of a table: those asked for, else from the first event to the last or to the day of the ledger, whichever is earlier."""
    found = sorted(period for _, _, period in cells)
    if not found and not (question.since and question.until):
        return None
    first = question.since or found[0].first
    last = question.until or max(found[-1].first, min(found[-1].last, as_of or found[-1].last))
    return (first, last) if first <= last else None


def _fill(cells: Cells, pairs: set[tuple[str, str]], span: list[Period]) -> None:
    if len(pairs) * len(span) > MOST_ROWS:
        raise InputError(f"{len(pairs)} dyads in {len(span)} periods are too many rows", where="--zeros", mend="Name a dyad or a party, or take months")
    for source, target in pairs:
        for period in span:
            cells.setdefault((source, target, period), [])


def _row(source: str, target: str, period: Period | None, events: list[DirectedEvent], scale: str) -> DyadRow:
    quads = [sum(event.quad == quad for event in events) for quad in (1, 2, 3, 4)]
    scores = [event.goldstein for event in events if event.goldstein is not None]
    return DyadRow(
        period=period.name if period else None, first_day=period.first if period else None, last_day=period.last if period else None,
        source=source, target=target, events=len(events),
        verbal_cooperation=quads[0], material_cooperation=quads[1], verbal_conflict=quads[2], material_conflict=quads[3],
        net_cooperation=quads[0] + quads[1] - quads[2] - quads[3],
        scored=len(scores), goldstein_sum=round(sum(scores), 6), goldstein_mean=round(sum(scores) / len(scores), 6) if scores else None,
        goldstein_scale=scales().goldstein[scale].version, quad_table=scales().classes["plover"].version,
    )  # fmt: skip


def apart_note(count: int, question: Question) -> Iterator[str]:
    """What a reader must know of events outside every period."""
    if count:
        which = "1 directed event" if count == 1 else f"{count} directed events"
        yield f"{which} no {question.by} can hold, counted apart; --undated report takes the day of the first report"
