"""The signed network of parties over the whole time and by steps of months, each with the places of its marks."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from servanda.views.analysis.directed_events import DirectedEvent
from servanda.views.analysis.layout import leading, spring
from servanda.views.analysis.network import TieRow, ties_of
from servanda.views.site.between import shown_day
from servanda.views.site.pictures.axis import steps

WIDTH, HEIGHT = 1000, 760
MOST_PARTIES, MOST_TIES, MOST_STEP_TIES, MOST_STEPS = 40, 120, 60, 24
SMALLEST, LARGEST = 4.0, 22.0
WIDEST = 9.0


@dataclass(frozen=True)
class Node:
    """A party: where it stands, and how large it is by its events."""

    party: str
    x: float
    y: float
    r: float
    events: int


@dataclass(frozen=True)
class Edge:
    """A tie: between which points, how wide by its events, and which kind outweighs the other."""

    tie: TieRow
    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    kind: str


@dataclass(frozen=True)
class View:
    """The network of some months (or of the whole time): what is drawn, and how many ties and parties are not."""

    label: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int
    events: int


@dataclass(frozen=True)
class Network:
    """The whole time first, then each step. `left_out` counts parties that are never drawn, `undated` events in no step."""

    views: tuple[View, ...]
    parties: int
    left_out: int
    undated: int


def network(events: Sequence[DirectedEvent]) -> Network | None:
    """The picture of some directed events; None where there are none. Parties keep their places from step to step."""
    whole = ties_of(events)
    if not whole:
        return None
    kept, left_out = leading([msgspec.to_builtins(tie) for tie in whole], MOST_PARTIES)
    inside = [tie for tie in whole if tie.one in kept and tie.other in kept]
    places = {
        party: (round(WIDTH / 2 + x * (WIDTH / 2 - 80), 1), round(HEIGHT / 2 + y * (HEIGHT / 2 - 40), 1))
        for party, (x, y) in spring(kept, {(tie.one, tie.other): tie.events for tie in inside}).items()
    }
    views = [_view("the whole time", inside, places, MOST_TIES)]
    dated = [(day, event) for event in events if (day := shown_day(event)) is not None]
    if dated:
        for step in steps(min(day for day, _ in dated), max(day for day, _ in dated), MOST_STEPS):
            own = [event for day, event in dated if step.holds(day) and event.source in places and event.target in places]
            views.append(_view(step.label, ties_of(own), places, MOST_STEP_TIES))
    undated = len({event.event_id for event in events} - {event.event_id for _, event in dated})
    return Network(tuple(views), len(kept) + left_out, left_out, undated)


def _view(label: str, ties: Iterable[TieRow], places: dict[str, tuple[float, float]], most: int) -> View:
    ordered = sorted(ties, key=lambda tie: (-tie.events, tie.one, tie.other))
    shown = ordered[:most]
    events: Counter[str] = Counter()
    for tie in ordered:
        events[tie.one] += tie.events
        events[tie.other] += tie.events
    largest = max(events.values(), default=1)
    widest = max((tie.events for tie in shown), default=1)
    drawn = sorted({party for tie in shown for party in (tie.one, tie.other)})
    nodes = [Node(party, *places[party], round(max(SMALLEST, LARGEST * math.sqrt(events[party] / largest)), 1), events[party]) for party in drawn]
    edges = [
        Edge(tie, *places[tie.one], *places[tie.other], round(max(1.2, WIDEST * math.sqrt(tie.events / widest)), 1),
             {1: "cooperation", -1: "conflict"}.get(tie.sign, "neither"))
        for tie in shown
    ]  # fmt: skip
    return View(label, tuple(nodes), tuple(edges), len(ordered) - len(shown), sum(tie.events for tie in ordered))
