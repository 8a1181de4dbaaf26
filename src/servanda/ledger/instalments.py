"""Instalments given for instalments: of four tranches of power paid for with four batches of timber, each is given for the one of its turn."""

from __future__ import annotations

from collections.abc import Sequence

from servanda.ledger.commitments import Owed
from servanda.ledger.sequences import Pair

Series = tuple[object, ...]  # what the parts of one thing share


def part_for_part(pairs: Sequence[Pair], rows: Sequence[Owed]) -> list[Pair]:
    """The pairs, those between two series of as many dated parts each (of all `rows`) only between parts of the same turn."""
    series: dict[Series, list[Owed]] = {}
    for row in rows:
        if row.deadline.date and row.quantity is not None:
            series.setdefault(_series(row), []).append(row)
    ranked = {key: sorted(parts, key=lambda r: (r.deadline.date or "", r.number)) for key, parts in series.items() if len(parts) > 1}
    kept: dict[tuple[str, int, int], Pair] = {}
    for kind, a, b in pairs:
        ours, theirs = ranked.get(_series(a)), ranked.get(_series(b))
        if kind != "exchange" or ours is None or theirs is None or a.key == b.key or len(ours) != len(theirs) or a not in ours or b not in theirs:
            kept.setdefault((kind, a.number, b.number), (kind, a, b))
            continue
        for one, other in zip(ours, theirs, strict=True):
            if (kind, other.number, one.number) not in kept:
                kept.setdefault((kind, one.number, other.number), (kind, one, other))
    return list(kept.values())


def _series(row: Owed) -> Series:
    amount = row.quantity
    return (row.key, row.classes, row.terms, row.agreement.number if row.agreement else None, (amount.value, amount.unit) if amount else None)
