"""The history of two parties in one picture: acts of one above, of the other below, and between them agreements and the lives of promises."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from servanda.records import Agreement, Commitment
from servanda.views.analysis.delivery import promised
from servanda.views.analysis.periods import iso_day
from servanda.views.analysis.survival import delivered_on, ended_on
from servanda.views.site.between import Act, Between
from servanda.views.site.pictures.axis import Axis, Step, axis_over, steps
from servanda.views.site.tables import statuses

WIDTH, LEFT, RIGHT = 1000, 8.0, 992.0
MOST_ACTS, MOST_AGREEMENTS, MOST_LIVES, MOST_STEPS = 240, 12, 40, 36
FEWEST_STEPS = 3
LANE, COLUMN = 150.0, 11.0  # the height of a lane at most, the breadth of a column in which acts are piled up
SMALLEST, LARGEST = 3.5, 10.0
AGREEMENT_ROW, LIFE_ROW, GAP = 22, 10, 14
BARS = 70  # the height of the bars of a direction, either way
OVER = ("lapsed", "terminated", "withdrawn", "expired", "superseded")


@dataclass(frozen=True)
class Dot:
    """An act: a round for cooperation, a lozenge for conflict; hollow where no text names its day."""

    x: float
    y: float
    r: float
    act: Act


@dataclass(frozen=True)
class Bar:
    """An agreement, from its day to the day it ended or that of the ledger. `anchor` is the side on which its title begins."""

    x: float
    y: float
    width: float
    anchor: str
    agreement: Agreement


@dataclass(frozen=True)
class Life:
    """A promise: from its day to its delivery, its end, or the day of the ledger. `due` is where its deadline stands."""

    x: float
    end: float
    y: float
    due: float | None
    delivered: bool
    ended: bool
    group: str
    forth: bool
    commitment: Commitment


@dataclass(frozen=True)
class Timeline:
    """The picture. `top` and `bottom` are the ground lines of the lanes; `left_out` says what is not drawn."""

    axis: Axis
    height: float
    top: float
    bottom: float
    dots: tuple[Dot, ...]
    bars: tuple[Bar, ...]
    lives: tuple[Life, ...]
    left_out: tuple[str, ...]


def timeline(between: Between, as_of: str) -> Timeline | None:
    """The picture of a pair; None where nothing of it has a day."""
    first = between.pair[0]
    lives = sorted((row for row in between.commitments if promised(row)), key=lambda row: (first not in row.debtor, promised(row), row.display))
    agreements = sorted((row for row in between.agreements if iso_day(row.date)), key=lambda row: (iso_day(row.date), row.display))
    as_of = iso_day(as_of) or ""
    days = [*(act.day for act in between.acts), *(promised(row) for row in lives), *(iso_day(row.date) for row in agreements)]
    axis = axis_over(days, as_of, LEFT, RIGHT)
    if axis is None:
        return None
    dated = [act for act in between.acts if act.day]
    acts = sorted(dated, key=lambda act: (-act.event.sources, act.day or "", act.event.display))[:MOST_ACTS]
    forth, back = (_piled(axis, [act for act in acts if getattr(act, way)]) for way in ("forth", "back"))
    top = 30 + max((height for _, _, height in forth), default=0.0) + LARGEST
    place = top + GAP
    bars = [_bar(axis, row, place + AGREEMENT_ROW * at, as_of) for at, row in enumerate(agreements[:MOST_AGREEMENTS])]
    place += AGREEMENT_ROW * len(bars) + (GAP if bars else 0)
    lines = [_life(axis, row, place + LIFE_ROW * at, first, as_of) for at, row in enumerate(lives[:MOST_LIVES])]
    bottom = place + LIFE_ROW * len(lines) + (GAP if lines else 0)
    dots = [*(Dot(x, round(top - y, 1), r, act) for (x, y, _), r, act in _with(forth, acts, "forth")),
            *(Dot(x, round(bottom + y, 1), r, act) for (x, y, _), r, act in _with(back, acts, "back"))]  # fmt: skip
    height = bottom + max((height for _, _, height in back), default=0.0) + LARGEST + 44
    kept = (("acts", len(dated), len(acts)), ("agreements", len(agreements), len(bars)), ("promises", len(lives), len(lines)))
    left_out = [f"{total - shown} of {total} {name}" for name, total, shown in kept if total > shown]
    undated = len(between.acts) - len(dated)
    return Timeline(axis, round(height, 1), round(top, 1), round(bottom, 1), tuple(dots), tuple(bars), tuple(lines),
                    (*left_out, *([f"{undated} acts without any day"] if undated else [])))  # fmt: skip


def radius(act: Act) -> float:
    """An act's size: its area grows with its independent sources."""
    return round(min(LARGEST, SMALLEST * math.sqrt(max(1, act.event.sources))), 1)


def _piled(axis: Axis, acts: Sequence[Act]) -> list[tuple[float, float, float]]:
    """For each act its x, its height over the ground line, and the height of its pile. Acts of a column are piled up, closer where they are many."""
    columns: dict[int, list[int]] = defaultdict(list)
    for at, act in enumerate(acts):
        columns[int(axis.x(act.day or axis.first) // COLUMN)].append(at)
    found = [(0.0, 0.0, 0.0)] * len(acts)
    for members in columns.values():
        needed = sum(2 * radius(acts[at]) + 1 for at in members)
        press, height = min(1.0, LANE / needed), 0.0
        for at in members:
            size = radius(acts[at])
            height += size * press
            found[at] = (axis.x(acts[at].day or axis.first), round(height + 1, 1), min(needed, LANE))
            height += (size + 1) * press
    return found


def _with(piled: Sequence[tuple[float, float, float]], acts: Iterable[Act], way: str) -> Iterable[tuple[tuple[float, float, float], float, Act]]:
    return ((place, radius(act), act) for place, act in zip(piled, (act for act in acts if getattr(act, way)), strict=True))


def _bar(axis: Axis, agreement: Agreement, y: float, as_of: str) -> Bar:
    start = axis.x(iso_day(agreement.date) or axis.first)
    over = min((day for stage, told in agreement.lifecycle.items() if stage in OVER and (day := iso_day(told))), default=as_of or axis.last)
    width = max(3.0, round(axis.x(over) - start, 1))
    late = start > (LEFT + RIGHT) / 2
    return Bar(min(start, RIGHT - width), round(y, 1), width, "end" if late else "start", agreement)


def _life(axis: Axis, commitment: Commitment, y: float, first: str, as_of: str) -> Life:
    done = delivered_on(commitment)
    over = ended_on(commitment)
    start = axis.x(promised(commitment) or axis.first)
    due = iso_day(commitment.deadline.date)
    return Life(
        start, max(start, axis.x(done or over or as_of or axis.last)), round(y, 1), axis.x(due) if due and axis.first <= due <= axis.last else None,
        done is not None, over is not None, statuses()[commitment.status].group, first in commitment.debtor, commitment,
    )  # fmt: skip


@dataclass(frozen=True)
class Column:
    """What one did to the other in some months: where it stands, how high, and the numbers."""

    step: Step
    x: float
    width: float
    cooperation: int
    conflict: int
    up: float
    down: float


@dataclass(frozen=True)
class Months:
    """Cooperation upwards and conflict downwards by steps of months, one row of columns a direction, both to one scale.

    `most` is the number of events at which a column is of full height.
    """

    axis: Axis
    forth: tuple[Column, ...]
    back: tuple[Column, ...]
    most: int


def months(between: Between, axis: Axis) -> Months | None:
    """The columns of both directions; None where the line of time is too short for three of them, or there are no acts."""
    known = steps(axis.first, axis.last, MOST_STEPS)
    if len(known) < FEWEST_STEPS or not between.acts:
        return None
    whole = Axis(known[0].first, known[-1].last, axis.left, axis.right)
    counts = [[_counted(step, between.acts, forth) for step in known] for forth in (True, False)]
    most = max(number for direction in counts for pair in direction for number in pair) or 1
    forth, back = (tuple(_column(whole, step, *pair, most) for step, pair in zip(known, direction, strict=True)) for direction in counts)
    return Months(whole, forth, back, most)


def _counted(step: Step, acts: Iterable[Act], forth: bool) -> tuple[int, int]:
    own = [act for act in acts if act.day and (act.forth if forth else act.back) and step.holds(act.day)]
    return sum(act.cooperative for act in own), sum(act.conflictive for act in own)


def _column(axis: Axis, step: Step, good: int, bad: int, most: int) -> Column:
    x = axis.x(step.first)
    return Column(step, x, round(axis.x(step.last) - x - 1, 1), good, bad, round(BARS * good / most, 1), round(BARS * bad / most, 1))
