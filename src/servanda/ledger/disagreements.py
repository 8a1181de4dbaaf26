"""Sources that clash, kept side by side with who says which: the day of performance, a number, whether a duty was kept."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from servanda.ledger.agreements import Registry, days_between
from servanda.ledger.clashes import Clash, each_once, number_words, who
from servanda.ledger.commitments import Book, Owed
from servanda.ledger.corpus import Corpus
from servanda.ledger.disputes import Disputed
from servanda.ledger.figures import rival_amounts, rival_figures
from servanda.ledger.fulfilment import Outcome
from servanda.ledger.observations import Observation
from servanda.ledger.parties import same_key
from servanda.ledger.promises import Promise
from servanda.records import RivalValue

AT_MOST = 14  # days between two that texts give for one act
VERDICTS = {
    "alleged": "broken", "found": "broken", "undone": "not done", "contested": "not done", "unconfirmed": "not confirmed", "done": "done", "holds": "kept",
    "denied": "not broken",
}  # fmt: skip
DENIED = "denied"


def find_disagreements(corpus: Corpus, registry: Registry, book: Book, outcomes: Mapping[int, Outcome], disputed: Disputed) -> list[Clash]:
    """All clashes: row by row, then those about numbers that one passage sets against each other."""
    found: list[Clash] = []
    for row in book.rows:
        outcome = outcomes[row.number]
        if outcome.contradicted and (rival := _dates(corpus, row, outcome)) is not None:
            found.append(rival)
        if row.rivals:
            found.append(_numbers(corpus, row))
        found.extend(rival_amounts(corpus, row))
        if row.number in disputed.rows or any(change.status == "disputed" for change in outcome.changes):
            found.append(_verdicts(corpus, row))
    found.extend(disputed.clashes)
    found.extend(rival_figures(corpus, registry, book))
    return [clash for clash in found if len({value.value for value in clash.values}) > 1]


def _dates(corpus: Corpus, row: Owed, outcome: Outcome) -> Clash | None:
    """The days that texts give; None where none is near another, as where the later tells of another part of what is owed."""
    told = [o for o in row.observations if o in outcome.contradicted or o.kind == "undone" or (o.kind == "done" and o.exact)]
    dated = {o.claim.doc_id for o in told if o.claim is not None and o.exact}  # one text that names the day does not clash with itself
    values, claims, days = [], [], set[str]()
    for seen in sorted(told, key=_order):
        if seen.claim is not None and (seen.exact or seen.kind == "undone" or seen.claim.doc_id not in dated):
            value = f"not yet done on {seen.day}" if seen.kind == "undone" else seen.day
            values.append(RivalValue(value=value, by=who(corpus, seen.claim), doc_id=seen.claim.doc_id))
            claims.append(seen.claim)
            days.add(seen.day)
    near = any(0 < days_between(one, other) <= AT_MOST for one, other in pairwise(sorted(days)))
    return Clash(row, "date of performance", each_once(values), claims) if near else None


def _numbers(corpus: Corpus, row: Owed) -> Clash:
    given: list[Promise] = [p for p in (*row.promises, *row.rivals) if p.quantity is not None]
    values = [RivalValue(value=number_words(p.quantity), by=who(corpus, p.claim), doc_id=p.claim.doc_id) for p in given]
    return Clash(row, "quantity", each_once(values), [p.claim for p in given])


def _verdicts(corpus: Corpus, row: Owed) -> Clash:
    values, claims = [], []
    for seen in sorted(row.observations, key=_order):
        if seen.kind in VERDICTS and seen.claim is not None:
            values.append(RivalValue(value=_verdict(row, seen), by=who(corpus, seen.claim), doc_id=seen.claim.doc_id))
            claims.append(seen.claim)
    return Clash(row, "status", each_once(values), claims)


def _verdict(row: Owed, seen: Observation) -> str:
    """The verdict in words; of a duty of several, by whom it was broken."""
    value = DENIED if seen.kind == "denied" and row.duty == "one-shot" else VERDICTS[seen.kind]  # a delivery is not broken
    if len(row.key) < 2 or value != "broken" or len(seen.actors) != 1 or seen.claim is None:
        return value
    named = [m for m in (*seen.claim.agents, *seen.claim.recipients) if m.code and same_key((m.code,)) == seen.actors]
    return f"{value} by {named[0].name or named[0].code}" if named else value


def _order(seen: Observation) -> tuple[str, str, int]:
    return (seen.known, seen.claim.doc_id, seen.claim.start) if seen.claim else (seen.known, "", 0)
