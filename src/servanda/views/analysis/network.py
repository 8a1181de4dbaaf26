"""The signed, weighted network of parties, who stands where in it, and how balanced its triangles are.

A tie is all that two parties did to each other: its weight is cooperative less conflictive events, its strength all of them, each event once.
Balance after Cartwright and Harary (1956): a triangle is balanced when the product of its three signs is positive. Its weight is the geometric
mean of its three strengths of sign (Onnela and others, 2005), so that triangles of single events do not outvote those of many.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from servanda.records import Record
from servanda.views.analysis.directed_events import DirectedEvent, observed, placed
from servanda.views.analysis.dyads import within
from servanda.views.analysis.periods import Period
from servanda.views.analysis.results import AnalysisSource, Answer, Question

MOST_BETWEEN = 1500  # parties: beyond, betweenness takes minutes and is left empty


class TieRow(Record, frozen=True):
    """Two parties in one period (None: over the whole window). `weight` is cooperation less conflict; `sign` is 1, 0 or -1."""

    period: str | None
    one: str
    other: str
    events: int
    cooperation: int
    conflict: int
    weight: int
    sign: int


class NodeRow(Record, frozen=True):
    """One party. `degree` counts ties, `strength` events, `weight` cooperation less conflict.

    `betweenness` is the share of shortest ways between others that lead through it (Freeman 1977); `eigenvector` the standing that comes from ties to
    those of standing (Bonacich 1987), by events, in the largest component and 0 outside it. `component` numbers the connected parts, the largest first.
    """

    party: str
    degree: int
    positive: int
    negative: int
    strength: int
    weight: int
    betweenness: float | None
    eigenvector: float
    component: int


class BalanceRow(Record, frozen=True):
    """The network of one period (None: over the whole window): its size, and the share of its signed triangles that are balanced."""

    period: str | None
    first_day: str | None
    parties: int
    ties: int
    positive: int
    negative: int
    components: int
    triangles: int
    balanced: int
    balance: float | None
    weighted_balance: float | None


@dataclass
class _Tie:
    events: int = 0
    cooperation: int = 0
    conflict: int = 0

    @property
    def weight(self) -> int:
        return self.cooperation - self.conflict


def ties_of(events: Iterable[DirectedEvent], period: str | None = None) -> list[TieRow]:
    """The ties that some directed events make, in order of the parties; what two did together counts once."""
    ties: dict[tuple[str, str], _Tie] = defaultdict(_Tie)
    seen = set()
    for event in events:
        one, other = sorted((event.source, event.target))
        if (event.event_id, one, other) in seen:
            continue
        seen.add((event.event_id, one, other))
        tie = ties[(one, other)]
        tie.events += 1
        tie.cooperation += event.cooperative
        tie.conflict += event.conflictive
    return [
        TieRow(period=period, one=one, other=other, events=tie.events, cooperation=tie.cooperation, conflict=tie.conflict,
               weight=tie.weight, sign=(tie.weight > 0) - (tie.weight < 0))
        for (one, other), tie in sorted(ties.items())
    ]  # fmt: skip


def graph_of(ties: Iterable[TieRow]) -> Any:
    """The ties as a networkx graph: nodes in order of their names, edges with events, cooperation, conflict, weight and sign."""
    import networkx as nx

    graph: Any = nx.Graph()
    rows = list(ties)
    graph.add_nodes_from(sorted({party for tie in rows for party in (tie.one, tie.other)}))
    for tie in rows:
        graph.add_edge(tie.one, tie.other, events=tie.events, cooperation=tie.cooperation, conflict=tie.conflict, weight=tie.weight, sign=tie.sign)
    return graph


def network(ledger: AnalysisSource, question: Question) -> Answer:
    """The parties of the network over the whole window. Heeds `party` (ties of its own), `since`, `until`, `undated`, `min_confidence`."""
    events, notes = _events(ledger, question)
    graph = graph_of(ties_of(events))
    return Answer(f"Parties of the network, as of {ledger.as_of}", nodes_of(graph), NodeRow, notes)


def ties(ledger: AnalysisSource, question: Question) -> Answer:
    """The ties over the whole window. Heeds what `network` heeds."""
    events, notes = _events(ledger, question)
    return Answer(f"Ties of the network, as of {ledger.as_of}", ties_of(events), TieRow, notes)


def balance(ledger: AnalysisSource, question: Question) -> Answer:
    """The network over the whole window and in each period. Heeds `by` and what `network` heeds."""
    events, notes = _events(ledger, question)
    parts: dict[Period, list[DirectedEvent]] = defaultdict(list)
    for event in events:
        if (period := placed(event, question.by, question.undated)) is not None:
            parts[period].append(event)
    rows = [_balance(None, ties_of(events))] if events else []
    rows += [_balance(period, ties_of(parts[period])) for period in sorted(parts)]
    return Answer(f"Balance of the network by {question.by}", rows, BalanceRow, notes)


def _events(ledger: AnalysisSource, question: Question) -> tuple[list[DirectedEvent], tuple[str, ...]]:
    """The events of the window. Those that no period holds count in the whole unless a window is set, for then nobody knows whether they lie in it."""
    found = observed(ledger, question)
    if question.since is None and question.until is None:
        return list(found.events), found.notes
    at = ((event, placed(event, question.by, question.undated)) for event in found.events)
    return [event for event, period in at if period is not None and within(period, question)], found.notes


def nodes_of(graph: Any) -> list[NodeRow]:
    """The parties of a graph, in order of their names."""
    import networkx as nx

    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    component = {party: number for number, part in enumerate(parts, 1) for party in part}
    between = nx.betweenness_centrality(graph) if len(graph) <= MOST_BETWEEN else {}
    standing = _standing(graph.subgraph(sorted(parts[0]))) if parts else {}
    rows = []
    for party in graph:
        own = [data for _, _, data in graph.edges(party, data=True)]
        rows.append(NodeRow(
            party=party, degree=len(own), positive=sum(tie["sign"] > 0 for tie in own), negative=sum(tie["sign"] < 0 for tie in own),
            strength=sum(tie["events"] for tie in own), weight=sum(tie["weight"] for tie in own),
            betweenness=round(between[party], 6) if party in between else None, eigenvector=round(standing.get(party, 0.0), 6) + 0.0,
            component=component[party],
        ))  # fmt: skip
    return rows


def _standing(graph: Any) -> dict[str, float]:
    """The leading eigenvector of a connected graph: by iteration, else, where two circles of parties weigh too nearly the same for that, by its matrix."""
    import networkx as nx
    import numpy as np

    try:
        found: dict[str, float] = nx.eigenvector_centrality(graph, max_iter=10_000, tol=1e-9, weight="events")
    except nx.PowerIterationFailedConvergence:
        parties = sorted(graph)
        leading = np.abs(np.linalg.eigh(nx.to_numpy_array(graph, nodelist=parties, weight="events"))[1][:, -1])
        found = dict(zip(parties, map(float, leading), strict=True))
    return found


def _balance(period: Period | None, rows: list[TieRow]) -> BalanceRow:
    import networkx as nx

    graph = graph_of(rows)
    triangles = _triangles({(tie.one, tie.other): tie.weight for tie in rows if tie.sign})
    even = [weight for weight, balanced in triangles if balanced]
    total = sum(weight for weight, _ in triangles)
    return BalanceRow(
        period=period.name if period else None, first_day=period.first if period else None, parties=len(graph), ties=len(rows),
        positive=sum(tie.sign > 0 for tie in rows), negative=sum(tie.sign < 0 for tie in rows),
        components=nx.number_connected_components(graph), triangles=len(triangles), balanced=len(even),
        balance=round(len(even) / len(triangles), 6) if triangles else None, weighted_balance=round(sum(even) / total, 6) if total else None,
    )  # fmt: skip


def _triangles(weights: dict[tuple[str, str], int]) -> list[tuple[float, bool]]:
    """The weight of each triangle of signed ties, and whether it is balanced, in order of its parties."""
    later: dict[str, list[str]] = defaultdict(list)
    for one, other in sorted(weights):
        later[one].append(other)
    found = []
    for one, others in sorted(later.items()):
        for at, two in enumerate(others):
            for three in others[at + 1 :]:
                if (two, three) in weights:
                    product = weights[(one, two)] * weights[(one, three)] * weights[(two, three)]
                    found.append((abs(product) ** (1 / 3), product > 0))
    return found
