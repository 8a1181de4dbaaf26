"""Long lists on several pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from servanda.views.site.links import PER_PAGE, list_page

T = TypeVar("T")


@dataclass(frozen=True)
class Paged(Generic[T]):
    """One page of a list: its rows, its number from 1, how many pages there are; `path` is where a page of a number stands."""

    rows: Sequence[T]
    number: int
    count: int
    total: int
    path: Callable[[int], str]

    @property
    def near(self) -> list[int]:
        """The first, the last and the neighbouring pages."""
        return [number for number in range(1, self.count + 1) if number in (1, self.count) or abs(number - self.number) <= 2]


def paged(rows: Sequence[T], first: str, later: str = "") -> Iterator[Paged[T]]:
    """The pages of a list; one, without rows, where there are none.

    Args:
        first: the path of the first page, without its ending.
        later: what the names of further pages begin with, where that is another name ("index.html", "ledger-2.html").
    """
    count = max(1, -(-len(rows) // PER_PAGE))
    for number in range(1, count + 1):
        yield Paged(rows[(number - 1) * PER_PAGE : number * PER_PAGE], number, count, len(rows), partial(list_page, first, later=later))
