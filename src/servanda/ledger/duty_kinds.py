"""What kind of duty a commitment is, by `tables/duties.toml`: done once, again and again, kept up, or not to be done."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from servanda.ledger.tables import tables
from servanda.ledger.terms import contains, stem
from servanda.records import Duty

if TYPE_CHECKING:
    from servanda.ledger.commitments import Owed


def kind_of_duty(row: Owed) -> Duty:
    """The kind, as act, thing, number and deadline of the wordings tell it."""
    duties, best = tables().duties, row.best
    if row.negative:
        return "negative"
    dated, counted = row.deadline.kind not in ("none", "immediate"), row.quantity is not None and row.quantity.value > 1
    told_again = any(p.repeated for p in row.promises)
    if not told_again and (counted or (dated and not contains(row.deadline.text, duties.lasting))) and best.action in duties.dated:
        return "one-shot"  # access by a day is given once, and 200 permits are
    text = best.claim.object.text if best.claim.object else ""
    again = told_again or (not counted and contains(text, duties.recurring_things))
    if told_again and f"{best.claim.predicate}s" in duties.recurring_things:
        return "recurring"  # "will patrol the coast together once a month"
    steady = best.action in duties.standing and best.action not in duties.dated  # "keep the crossing open daily" is one duty without an end
    if again and not steady and not (dated and counted):
        return "recurring"
    words = {stem(word) for word in text.lower().split()}
    if contains(" ".join(sorted(words)), _stems(duties.recurring_words)) or contains(text, duties.recurring_words):
        return "recurring"
    kept_up = not duties.standing.isdisjoint((best.action, best.claim.predicate)) or not words.isdisjoint(_stems(duties.standing_objects))
    return "standing" if kept_up else "one-shot"


@lru_cache(maxsize=4)
def _stems(words: frozenset[str]) -> tuple[str, ...]:
    """The stems of a table's words."""
    return tuple(map(stem, words))
