"""The network of parties (GraphML): a directed edge from each party to each other it did something to or owes something.

Edges are weighted by events and signed by their mean on a Goldstein scale. Dyads are expanded: what two do together is an edge either way.
"""

from __future__ import annotations

import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from servanda.records import Commitment
from servanda.views.exports.cells import words
from servanda.views.exports.dyads import Dyad, dyads
from servanda.views.exports.facts import facts_of
from servanda.views.exports.scales import described, event_class, goldstein
from servanda.views.exports.whole import LedgerSource, WholeFormat
from servanda.views.party_names import party_name

# GDELT's quad classes by the names that users of dyad tables know.
QUADS = {1: "verbal_cooperation", 2: "material_cooperation", 3: "verbal_conflict", 4: "material_conflict"}
KEPT = ("fulfilled", "fulfilled_late", "holding")
NOT_KEPT = ("overdue", "breached", "withdrawn")
COUNTS = ("sources", *QUADS.values(), "commitments", "kept", "not_kept")
Edges = dict[tuple[str, str], Counter[str]]


def content(ledger: LedgerSource, scale: str) -> tuple[bytes, Mapping[str, Any]]:
    """The network, and how many events have a party on one side only and so make no edge."""
    import networkx  # here, because it takes a while to import and no other format needs it

    edges: Edges = defaultdict(Counter)
    nodes: dict[str, dict[str, str]] = {}
    alone = 0
    for facts in facts_of(ledger):
        alone += sum(_count_event(item, scale, nodes, edges) for item in dyads(facts, expand=True)) == 0
    for row in ledger.tables.commitments:
        _count_commitment(row, nodes, edges)
    graph = networkx.DiGraph()
    graph.add_nodes_from((name, nodes[name]) for name in sorted(nodes))
    graph.add_edges_from((*pair, _attributes(edges[pair])) for pair in sorted(edges))
    file = io.BytesIO()
    networkx.write_graphml_xml(graph, file, named_key_ids=True)
    told = {"parties": len(nodes), "edges": len(edges), "events without a pair": alone, "scales": {"goldstein": described("goldstein", scale)}}
    return file.getvalue().rstrip() + b"\n", told


def _count_event(item: Dyad, scale: str, nodes: dict[str, dict[str, str]], edges: Edges) -> bool:
    """Adds one row of an event to its edge; False where a side has nobody or both are the same."""
    if not item.source or not item.target or item.source[0].key == item.target[0].key:
        return False
    for party in (item.source[0], item.target[0]):
        nodes[_node(party.key)] = {"label": words(party.name), "kind": party.kind, "known": "yes" if party.code else "no"}
    edge = edges[_node(item.source[0].key), _node(item.target[0].key)]
    score, quad = goldstein(item.cameo, scale), event_class(item.cameo, "gdelt")
    edge["events"] += 1
    edge["sources"] += item.facts.event.sources
    if score is not None:
        edge["scored"] += 1
        edge["tenths"] += round(10 * score.value)  # scores have one decimal: whole tenths add up exactly in any order
    if quad is not None:
        edge[QUADS[quad.value]] += 1
    return True


def _count_commitment(row: Commitment, nodes: dict[str, dict[str, str]], edges: Edges) -> None:
    for debtor, beneficiary in _pairs(row.debtor, row.beneficiary):
        for party in (debtor, beneficiary):
            name = party_name(party)
            nodes.setdefault(_node(party), {"label": words(name), "kind": "unknown", "known": "yes" if name != party else "no"})
        edge = edges[_node(debtor), _node(beneficiary)]
        edge["commitments"] += 1
        edge["kept"] += row.status in KEPT
        edge["not_kept"] += row.status in NOT_KEPT


def _pairs(debtors: Iterable[str], beneficiaries: tuple[str, ...]) -> Iterable[tuple[str, str]]:
    return ((debtor, beneficiary) for debtor in debtors for beneficiary in beneficiaries if debtor != beneficiary)


def _node(party: str) -> str:
    return words(party) or "?"


def _attributes(edge: Counter[str]) -> dict[str, int | float]:
    total, scored = edge["tenths"], edge["scored"]
    return {
        "weight": edge["events"], "sign": (total > 0) - (total < 0), "goldstein_sum": total / 10,
        "goldstein_mean": round(total / 10 / scored, 3) if scored else 0.0, **{name: edge[name] for name in COUNTS},
    }  # fmt: skip


FORMAT = WholeFormat("graphml", "network.graphml", "GraphML, the signed weighted network of parties", content, goldstein="gdelt")
