"""What is given for what where several things are: instalments for those of their turn (four tranches of power, four batches of timber), people for
people and remains for remains."""

from __future__ import annotations

from collections.abc import Sequence

from servanda.ledger.commitments import Owed
from servanda.ledger.sequences import Pair
from servanda.ledger.terms import head, nearness

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


def nearest_exchanges(pairs: Sequence[Pair], same: float) -> list[Pair]:
    """The pairs, those of an exchange only where one side at least has none for a thing more alike: people for people and remains for remains, not
    each for all. `same`: what one head noun or one verb counts for."""
    score = [
        max(nearness(a.terms, b.terms), same * (head(a.best.object) == head(b.best.object))) + same * (a.best.action == b.best.action) for _, a, b in pairs
    ]
    best: dict[int, float] = {}
    for at, (_, a, b) in enumerate(pairs):
        for number in (a.number, b.number):
            best[number] = max(best.get(number, 0.0), score[at])
    return [pair for at, pair in enumerate(pairs) if pair[0] != "exchange" or score[at] >= min(best[pair[1].number], best[pair[2].number])]
