"""Which row of one ledger is which of another: by stable ids, else by the claims that both rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from servanda.ledger.decisions import claims_of, found_again, row_id
from servanda.records import Record

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Pairs(Generic[R]):
    """Rows of the later ledger with what they were in the earlier one (None where they are new), and rows that are gone."""

    rows: tuple[tuple[R | None, R], ...]
    gone: tuple[R, ...]

    @property
    def new(self) -> tuple[R, ...]:
        """Rows that the earlier ledger did not have."""
        return tuple(row for was, row in self.rows if was is None)


def pairs(before: Sequence[R], after: Sequence[R]) -> Pairs[R]:
    """Rows matched by their stable ids, or by the claims they rest on where an earlier document gave a row another id.

    Only rows that share a claim are looked at, so that two ledgers without any row in common do not take the product of both.
    """
    left: dict[str, Any] = {row_id(row): row for row in before}
    matched: list[tuple[R | None, R]] = [(left.pop(row_id(row), None), row) for row in after]
    resting: dict[str, list[str]] = {}
    for name, row in left.items():
        for claim_id in claims_of(row):
            resting.setdefault(claim_id, []).append(name)
    for place, (was, row) in enumerate(matched):
        if was is None and left:
            near = {name: left[name] for claim_id in claims_of(row) for name in resting.get(claim_id, ()) if name in left}
            if (again := found_again(claims_of(row), near)) is not None:
                matched[place] = (left.pop(again), row)
    return Pairs(tuple(matched), tuple(left.values()))
