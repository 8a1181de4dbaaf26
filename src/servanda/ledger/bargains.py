"""The bargain of two parties: what each first promises the other, and which of two relations is the stronger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from servanda.ledger.commitments import Owed
from servanda.ledger.sequences import Pair
from servanda.ledger.tables import tables
from servanda.ledger.terms import contains, traded_classes

SIDES = ("one", "the other")
CEASING = "cease"  # the class of acts by which something is stopped
MOST_GIVEN = 3  # things that each of two parties promises in a bargain whose first are given for each other
STRENGTH = {"supersedes": 6, "conditional": 5, "concurrent": 4, "sequenced": 3, "exchange": 2, "mutual": 1}


def one_each(pairs: Iterable[Pair]) -> list[Pair]:
    """The strongest relation of each two duties: what waits for another thing is not given for it besides."""
    best: dict[frozenset[int], Pair] = {}
    for pair in pairs:
        both = frozenset((pair[1].number, pair[2].number))
        if both not in best or STRENGTH[pair[0]] > STRENGTH[best[both][0]]:
            best[both] = pair
    return list(best.values())


def headline(rows: Sequence[Owed], found: Mapping[tuple[frozenset[int], str], Pair]) -> list[Pair]:
    """What each of two parties first promises in an agreement between them, where nothing else ties what the one owes to what the other owes: the
    rest is added to that bargain."""
    sides: dict[frozenset[str], list[Owed]] = {}
    for row in rows:
        agreement = row.agreement
        if agreement is not None and len(agreement.key) == len(SIDES) and len(row.key) == 1 and row.key < agreement.key and row.superseded_by is None:
            sides.setdefault(row.key, []).append(row)
    if len(sides) != len(SIDES) or max(map(len, sides.values())) > MOST_GIVEN:
        return []
    ours, theirs = sides.values()
    tied = {numbers for numbers, _ in found}
    if any(frozenset((a.number, b.number)) in tied for a in ours for b in theirs) or ours[0].agreement is not theirs[0].agreement:
        return []
    if any((row.duty != "one-shot" and CEASING not in row.classes) or of_old_debts(row) for row in (ours[0], theirs[0])):
        return []  # what goes on is rarely the price of anything, but to stop it may be
    return [("mutual" if alike(ours[0], theirs[0]) else "exchange", ours[0], theirs[0])]


def alike(a: Owed, b: Owed) -> bool:
    """Whether both sides owe one act that is not given one for the other ("A will clear 14 fields and B 22")."""
    shared, traded = a.classes & b.classes, traded_classes()
    return len(shared - traded) > len(shared & traded)


def of_old_debts(payment: Owed) -> bool:
    """Whether what is paid was owed before, and so is no price."""
    return contains(payment.best.claim.object.text if payment.best.claim.object else "", tables().duties.old_debts)
