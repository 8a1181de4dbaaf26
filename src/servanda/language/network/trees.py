"""Scores of arcs to trees with one root each.

The best head of each word forms a tree in all but a few sentences; for those, the maximum spanning tree is sought (Chu and Liu 1965;
Edmonds 1967), once for each root among the likeliest, so that only one word hangs on the root.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from servanda.language.network.layers import Floats, Ints, Truths

LIKELIEST_ROOTS = 3


def trees(scores: Floats) -> Ints:
    """Heads (B, L), counted from 1 with 0 for the root, of scores (B, L, 1 + L)."""
    heads: Ints = scores.argmax(2)
    for number in np.flatnonzero(~are_trees(heads)):
        heads[number] = best_tree(scores[number])
    return heads


def are_trees(heads: Ints) -> Truths:
    """Which rows of heads are trees with one root: all words lead to it, found by doubling the step."""
    count, length = heads.shape
    reached = np.concatenate([np.zeros((count, 1), np.int64), heads], axis=1)
    for _ in range(max(1, length.bit_length())):
        reached = np.take_along_axis(reached, reached, axis=1)
    result: Truths = (reached == 0).all(1) & ((heads == 0).sum(1) == 1)
    return result


def best_tree(scores: Floats) -> Ints:
    """The best tree of one sentence, scores (L, 1 + L)."""
    best, best_sum = None, -np.inf
    for root in np.argsort(-(scores[:, 0] - scores[:, 1:].max(1, initial=-np.inf)), kind="stable")[:LIKELIEST_ROOTS]:
        allowed = scores.astype(np.float64).T.copy()
        allowed[0] = -np.inf
        allowed[0, root] = 0.0
        allowed[1:, root] = -np.inf
        full = np.full((len(allowed), len(allowed)), -np.inf)
        full[:, 1:] = allowed
        heads = spanning(full)[1:]
        total = scores[np.arange(len(heads)), heads].sum(dtype=np.float64)
        if total > best_sum:
            best, best_sum = heads, total
    assert best is not None
    return best


def spanning(scores: npt.NDArray[np.float64]) -> Ints:
    """Heads of the maximum spanning tree from node 0; scores[h, d] is the arc's from h to d. Node 0's head is 0."""
    size = len(scores)
    scores = scores.copy()
    np.fill_diagonal(scores, -np.inf)
    heads: Ints = scores.argmax(0)
    heads[0] = 0
    cycle = find_cycle(heads)
    if not cycle:
        return heads
    # The cycle becomes one node: arcs into it are worth what they gain over the arc they break.
    inside = np.zeros(size, bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    members = np.array(cycle)
    kept = scores[heads[members], members]
    small = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    into = scores[np.ix_(outside, members)] - kept
    entry = into.argmax(1)
    small[:-1, -1] = into[np.arange(len(outside)), entry]
    out_of = scores[np.ix_(members, outside)]
    leave = out_of.argmax(0)
    small[-1, :-1] = out_of[leave, np.arange(len(outside))]
    inner = spanning(small)
    for position, node in enumerate(outside):
        if position:
            head = inner[position]
            heads[node] = members[leave[position]] if head == len(outside) else outside[head]
    broken = inner[-1]
    heads[members[entry[broken]]] = outside[broken]
    return heads


def find_cycle(heads: Ints) -> list[int]:
    """The nodes of a cycle, [] where there is none."""
    state = [0] * len(heads)
    for start in range(1, len(heads)):
        path, node = [], start
        while node and state[node] == 0:
            state[node] = start
            path.append(node)
            node = int(heads[node])
        if node and state[node] == start and node in path:
            return path[path.index(node) :]
    return []
