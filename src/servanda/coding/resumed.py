"""Sentences that go on about a promise just made and owe nothing new: "They will be delivered in three consignments, the last of them no later than
30 June", "The training is to be completed by the end of April". What they add is the day.
"""

from __future__ import annotations

from msgspec.structs import replace

from servanda.coding.situation import BARGAIN, PROMISES
from servanda.records import Claim

HAVING = {"have", "get"}
TAKING_UP = {"they", "them", "it", "these", "both", "all"}


def resumed(told: list[Claim], before: list[Claim]) -> tuple[list[Claim], list[Claim]]:
    """The claims of a sentence and those before it: a promise that only takes up the one before it gives it its day, and is left out itself."""
    kept: list[Claim] = []
    for claim in told:
        beside = next((at for at in range(len(kept) - 1, -1, -1) if has_there(claim, kept[at])), None)
        if beside is not None:
            kept[beside] = replace(kept[beside], deadline=claim.deadline) if kept[beside].deadline.kind == "none" else kept[beside]
            continue
        taking = claim.illocution in PROMISES
        meant = next((at for at in range(len(before) - 1, -1, -1) if takes_up(claim, before[at])), None) if taking else None
        if meant is None:
            kept.append(claim)
            continue
        if claim.deadline.kind != "none" and before[meant].deadline.kind == "none":
            before = [*before[:meant], replace(before[meant], deadline=claim.deadline), *before[meant + 1 :]]
    return kept, before


def has_there(claim: Claim, promise: Claim) -> bool:
    """ "To send forty engineers, and to have them on the spot by October": the outcome of the act promised right before, not another."""
    both = {claim.illocution, promise.illocution} <= PROMISES and "negative" not in (claim.polarity, promise.polarity)
    thing = claim.object is not None and (claim.object == promise.object or claim.object.text.lower().split(" ")[0] in {"them", "it"})
    same = {m.code for m in claim.agents} == {m.code for m in promise.agents}
    return both and same and claim.predicate in HAVING and thing and promise.start < claim.start


def takes_up(claim: Claim, promise: Claim) -> bool:
    """Whether a promise that names no doer of its own is the same act, done to what a pronoun or the act's own noun stands for."""
    if claim.illocution not in PROMISES or promise.illocution not in PROMISES or "negative" in (claim.polarity, promise.polarity):
        return False
    if claim.sentence_start == promise.sentence_start or not 0 < claim.start - promise.start <= BARGAIN or claim.quantity is not None:
        return False
    same = bool({claim.action, claim.predicate} & {promise.action, promise.predicate})
    whose = {m.code for m in promise.agents} <= {m.code for m in claim.agents}
    thing = claim.object.text.lower().split() if claim.object is not None else []
    return same and whose and (claim.clause == "nominal" or not thing or thing[0] in TAKING_UP) and names_no_doer(claim)


def names_no_doer(claim: Claim) -> bool:
    """Whether no party stands in the clause's own words."""
    return all(not claim.start <= m.start < claim.end for m in claim.agents)
