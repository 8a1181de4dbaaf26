"""Rows of events: kept whole with all parties of a side in one row, or expanded to one row for every source and target.

CAMEO's coders enter what two do together (a meeting, an agreement, a clash) once for each of them, and a visit as one made and one
received; PLOVER's enter one event. `tables/mirrors.csv` says which codes are mirrored and how.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import permutations, product

from servanda.views.exports import tables
from servanda.views.exports.facts import EventFacts, whole_number
from servanda.views.exports.parties import Party, sides
from servanda.views.exports.scales import parents

MOST = 200  # parties of a side that are paired: more than there are states, so that only hostile lists are cut


@dataclass(frozen=True)
class Dyad:
    """One row: an event with the parties on either side of it and the CAMEO code as seen from the source's side."""

    facts: EventFacts
    source: tuple[Party, ...]
    target: tuple[Party, ...]
    cameo: str
    number: int = 1

    @property
    def row_id(self) -> int:
        """A whole number that stays the same as long as event, parties and code do."""
        parties = ("\1".join(party.key for party in side) for side in (self.source, self.target))
        return whole_number(self.facts.event.event_id, *parties, self.cameo)


def dyads(facts: EventFacts, expand: bool) -> Iterator[Dyad]:
    """The rows of an event, at least one, in order of its parties."""
    source, target = sides(facts)
    if not expand:
        yield Dyad(facts, source, target, facts.cameo)
        return
    pairs = _pairs(source[:MOST], target[:MOST], facts.cameo)
    for number, (one, other, code) in enumerate(dict.fromkeys(pairs), 1):
        yield Dyad(facts, (one,) if one else (), (other,) if other else (), code, number)


def _pairs(source: tuple[Party, ...], target: tuple[Party, ...], code: str) -> Iterable[tuple[Party | None, Party | None, str]]:
    mirror, always = mirror_code(code)
    if not target and len(source) > 1 and mirror == code:
        yield from ((one, other, code) for one, other in permutations(source, 2))
        return
    for one, other in product(source or (None,), target or (None,)):
        yield one, other, code
        if always and mirror is not None and one is not None and other is not None:
            yield other, one, mirror


def mirror_code(code: str) -> tuple[str | None, bool]:
    """The code from the other side and whether it is always written; None where the act has one direction."""
    for step in parents(code):
        if step in tables.mirrors():
            mirror, always = tables.mirrors()[step]
            return mirror or code, always
    return None, False
