"""What has a place in a text, asked by position without a look at all of it: texts are long, and every clause asks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate
from typing import Generic, Protocol, TypeVar


class Placed(Protocol):
    """What begins and ends in a text; without a start it stands nowhere in it."""

    @property
    def start(self) -> int | None: ...
    @property
    def end(self) -> int | None: ...


T = TypeVar("T", bound=Placed)


class Stretches(Generic[T]):
    """Things by their place in a text. Answers are in the order of their starts."""

    def __init__(self, found: Iterable[T]) -> None:
        placed = sorted(((thing.start, thing) for thing in found if thing.start is not None), key=lambda each: each[0])
        self.starts = [start for start, _ in placed]
        self.things = [thing for _, thing in placed]
        self.ends = [thing.end or start for start, thing in placed]
        self.reach = list(accumulate(self.ends, max))  # the farthest end so far: behind it none before goes on

    def beginning(self, first: int, last: int) -> list[T]:
        """Those that begin in [first, last)."""
        return self.things[bisect_left(self.starts, first) : bisect_left(self.starts, last)]

    def touching(self, first: int, last: int) -> list[T]:
        """Those of which a character lies in [first, last)."""
        at, found = bisect_left(self.starts, last), []
        while at and self.reach[at - 1] > first:
            at -= 1
            if self.ends[at] > first:
                found.append(self.things[at])
        return found[::-1]

    def at(self, position: int) -> list[T]:
        """Those in which a position lies."""
        return self.touching(position, position + 1)
