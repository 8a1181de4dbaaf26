"""Acts by which a duty is performed, as events: whoever owed it acted towards whom it was owed, whatever words tell of it.

A report that discharges a commitment may name neither side ("the convoy left the yard") nor a known act ("the money is on the
account"). The commitment says who acted towards whom; the frame of the report, else that of the promise, else the class of
the act (`tables/events.toml`) says which type of event it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from servanda.language.amounts import PEOPLE
from servanda.ledger.commitments import Book, Owed
from servanda.ledger.corpus import Corpus
from servanda.ledger.creditors import beneficiaries, beside
from servanda.ledger.fulfilment import Outcome
from servanda.ledger.observations import Observation
from servanda.ledger.parties import successor
from servanda.ledger.tables import tables
from servanda.ledger.terms import classes, contains
from servanda.records import Claim

SPANS = frozenset({"month", "year", "range"})
SINCE = ("since",)


@dataclass(frozen=True)
class Performance:
    """A type of event with its sides and the day on which the duty was performed."""

    plover: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    day: str
    exact: bool


def find_performances(corpus: Corpus, book: Book, outcomes: Mapping[int, Outcome]) -> dict[str, Performance]:
    """The performance that each claim tells of, by the claim's id. A claim of several duties tells of that entered first."""
    found: dict[str, Performance] = {}
    kinds = tables().events.performed | tables().events.turned.keys()
    for row in book.rows:
        counted = [seen for seen in outcomes[row.number].counted if seen.kind in kinds and seen.claim is not None and not seen.read]
        owed_to = beneficiaries(row, book.under(row.agreement) if row.agreement else [], corpus.called, beside(corpus, row)) if counted else ()
        for seen in counted:
            performance = None if _tells_no_deed(corpus, seen) else _performance(row, seen, owed_to)
            if performance is not None:
                found.setdefault(seen.claim_id, performance)
    return found


def _tells_no_deed(corpus: Corpus, seen: Observation) -> bool:
    """Whether a report, for all that it says of a duty, tells of no one deed: it names no day and gives a count up to now ("so far 700 of 2,000", "41 since
    the end of February"), or only says which thing is meant ("the commission that they had set up")."""
    claim, known = seen.claim, tables().events
    if claim is None or seen.exact:
        return False
    since = claim.happened is not None and claim.happened.precision in SPANS and contains(corpus.words(claim), SINCE)
    return claim.clause in known.mentioning or since or contains(corpus.sentence(claim), known.running)


def _performance(row: Owed, seen: Observation, owed_to: tuple[str, ...]) -> Performance | None:
    if seen.claim is None or (seen.kind in tables().events.turned and seen.claim.agents and not seen.actors):
        return None  # halted by somebody who owed nothing
    plover = tables().events.turned.get(seen.kind) or _type(row, seen.claim)
    source = tuple(code for code in row.debtor if not seen.actors or successor(code) in seen.actors)
    target = tuple(code for code in owed_to if code not in source)
    return Performance(plover, source, target, seen.day, seen.exact) if plover is not None and source else None


def _type(row: Owed, claim: Claim) -> str | None:
    """By the report's own frame, else the promise's, else the first class of act that has a type."""
    known = tables().events
    shared = row.classes & classes(claim.action) or row.classes
    if claim.action in known.granting and row.best.action in known.granting:
        return known.deeds["allow"]
    if row.agreement is not None and "pay" in shared and row.best.claim.predicate in known.settling:
        return known.deeds["pay"]
    for frame in (claim.frame, row.best.claim.frame):
        family = frame.split(".")[0].upper()
        if family in known.material:
            return family
    if row.quantity is not None and row.quantity.unit != PEOPLE and row.best.action in known.delivering | {"release"}:
        shared -= {"release"}  # water, grain and money are let go to somebody's good, which is no giving way
    plover = next((plover for name, plover in known.deeds.items() if name in shared), known.other if row.agreement is not None else None)
    return known.gift if plover == "COOPERATE" and row.agreement is None else plover  # what is given without any agreement
