"""Tells of a regular expression whether matching it can take exponential time, and which texts would make it slow.

A pattern becomes its position automaton (Glushkov): a state a character of the pattern, an edge where one may follow another. What may come more
than UNROLLED times counts as coming without end. A loop that can go one way round in two ways over the same characters makes a backtracking matcher
try 2^n paths (Weideman et al., "Analyzing matching time behavior of backtracking regular expression matchers", 2016); it shows as a double edge within
a loop, or as a pair of different states that both start from and come back to one state. Lookarounds, anchors and references back count as empty.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import networkx

_parser: Any = re._parser  # type: ignore[attr-defined]
_op: Any = re._constants  # type: ignore[attr-defined]
ALPHABET = "".join(map(chr, range(256))) + "ŁРа’“”‘…—–•€™٣İ\u2028\ufeff中"
START = -1
UNROLLED = 3
REPEATS = (_op.MAX_REPEAT, _op.MIN_REPEAT, _op.POSSESSIVE_REPEAT)
EMPTY = (_op.AT, _op.ASSERT, _op.ASSERT_NOT, _op.GROUPREF)


@dataclass(frozen=True)
class Piece:
    """Where a part of a pattern may begin and end, in states, and how it may be empty; all count the ways."""

    first: Counter[int] = field(default_factory=Counter)
    last: Counter[int] = field(default_factory=Counter)
    empty: int = 1


class Automaton:
    """The position automaton of a pattern."""

    def __init__(self, pattern: re.Pattern[Any]) -> None:
        text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
        self._flags = pattern.flags & (re.IGNORECASE | re.ASCII | re.DOTALL)
        self.classes: list[frozenset[str]] = []
        self.edges: Counter[tuple[int, int]] = Counter()
        whole = self._sequence(_parser.parse(text, pattern.flags & ~re.DEBUG & ~(re.UNICODE if isinstance(pattern.pattern, bytes) else 0)), self._flags)
        self.edges.update({(START, state): ways for state, ways in whole.first.items()})

    def _sequence(self, nodes: Iterable[tuple[Any, Any]], flags: int) -> Piece:
        found = Piece()
        for node in nodes:
            found = self._joined(found, self._piece(node, flags))
        return found

    def _joined(self, left: Piece, right: Piece) -> Piece:
        self._link(left.last, right.first)
        first = Counter({state: ways * left.empty for state, ways in right.first.items() if left.empty})
        last = Counter({state: ways * right.empty for state, ways in left.last.items() if right.empty})
        return Piece(left.first + first, right.last + last, left.empty * right.empty)

    def _link(self, last: Counter[int], first: Counter[int]) -> None:
        for one, ways in last.items():
            for other, more in first.items():
                self.edges[one, other] += ways * more

    def _piece(self, node: tuple[Any, Any], flags: int) -> Piece:
        kind, value = node
        if kind in REPEATS:
            return self._repeat(*value, flags)
        if kind is _op.SUBPATTERN:
            return self._sequence(value[3], flags | value[1] & re.IGNORECASE)
        if kind is _op.ATOMIC_GROUP:
            return self._sequence(value, flags)
        if kind is _op.BRANCH:
            parts = [self._sequence(part, flags) for part in value[1]]
            first, last = sum((part.first for part in parts), Counter()), sum((part.last for part in parts), Counter())
            return Piece(first, last, sum(part.empty for part in parts))
        if kind in EMPTY:
            return Piece()
        self.classes.append(_class(str(node), node, flags))
        one = Counter([len(self.classes) - 1])
        return Piece(one, one, empty=0)

    def _repeat(self, least: int, most: int, nodes: Any, flags: int) -> Piece:
        if most <= UNROLLED:
            found = Piece()
            for place in reversed(range(most)):
                found = self._joined(self._sequence(nodes, flags), found)
                found = Piece(found.first, found.last, found.empty or int(place >= least))
            return found
        body = self._sequence(nodes, flags)
        self._link(body.last, body.first)
        return Piece(body.first, body.last, body.empty or int(least == 0))

    def loops(self) -> list[frozenset[int]]:
        """The groups of states that lead round to themselves."""
        graph = networkx.DiGraph((one, other) for one, other in self.edges if self.classes[other])
        return [frozenset(part) for part in networkx.strongly_connected_components(graph) if len(part) > 1 or graph.has_edge(*(2 * tuple(part)))]

    def is_exponential(self) -> bool:
        """Whether some loop can be gone round in two ways over the same characters."""
        return any(self._doubled(loop) for loop in self.loops())

    def _doubled(self, loop: frozenset[int]) -> bool:
        inner = {(one, other) for one, other in self.edges if one in loop and other in loop}
        if any(self.edges[edge] > 1 for edge in inner):
            return True
        onward: dict[int, list[int]] = {}
        for one, other in inner:
            onward.setdefault(one, []).append(other)
        pairs = networkx.DiGraph(
            ((one, two), (three, four))
            for one in loop for two in loop for three in onward[one] for four in onward[two] if self.classes[three] & self.classes[four]
        )  # fmt: skip
        return any(any(one == two for one, two in part) and any(one != two for one, two in part) for part in networkx.strongly_connected_components(pairs))

    def rarest(self) -> str:
        """A character that few states take, so that a text is likely not to fit that ends in it."""
        return min(ALPHABET, key=lambda sign: sum(sign in taken for taken in self.classes))

    def pumps(self) -> Iterator[tuple[str, str]]:
        """(what leads to a loop, once round it) for each loop, in characters, by the shortest ways."""
        onward: dict[int, list[int]] = {}
        for one, other in sorted(self.edges):
            if self.classes[other]:
                onward.setdefault(one, []).append(other)
        for loop in self.loops():
            state = min(loop)
            yield self._written(_way(START, state, onward)), self._written(_way(state, state, onward))

    def _written(self, way: Iterable[int]) -> str:
        return "".join(min(self.classes[state], key=lambda sign: (not sign.isalnum(), sign)) for state in way)


_known: dict[tuple[str, int], frozenset[str]] = {}


def _class(written: str, node: tuple[Any, Any], flags: int) -> frozenset[str]:
    """The characters of ALPHABET that a node of one character takes."""
    if (written, flags) not in _known:
        one = _parser.SubPattern(_parser.State(), [node])
        one.state.flags = flags
        _known[written, flags] = frozenset(filter(re._compiler.compile(one, flags).fullmatch, ALPHABET))  # type: ignore[attr-defined]
    return _known[written, flags]


def _way(start: int, goal: int, onward: Mapping[int, list[int]]) -> list[int]:
    """The states after `start` on a shortest way to `goal`."""
    before: dict[int, int] = {}
    queue = deque([start])
    while queue and goal not in before:
        one = queue.popleft()
        for other in onward.get(one, ()):
            if other not in before:
                before[other] = one
                queue.append(other)
    way = [goal]
    while before[way[-1]] != start:
        way.append(before[way[-1]])
    return way[::-1]
