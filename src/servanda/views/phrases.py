"""Short phrases for parties, quantities and commitments, used by every view alike."""

from __future__ import annotations

import re
from collections.abc import Sequence

from servanda.records import Attribution, Commitment, Decision, LedgerTables, Mention, Quantity, Ruling
from servanda.views.terminal import shown

# How the bounds of a quantity are written before its number.
_BOUNDS = {"exact": "", "at least": "≥", "at most": "≤", "about": "~"}


def number(value: float) -> str:
    """A number without a point where it is whole; from 10,000 on with commas, so that its length can be read."""
    if not float(value).is_integer():
        return f"{value:g}"
    return f"{int(value):,}" if abs(value) >= 10_000 else str(int(value))


def parties(codes: Sequence[str]) -> str:
    """`ARM+AZE`; a question mark where nobody is named."""
    return "+".join(shown(code, 40) for code in codes) or "?"


def direction(giver: Sequence[str], taker: Sequence[str]) -> str:
    """`AZE→ARM`, or `AZE` where no addressee is named."""
    return f"{parties(giver)}→{parties(taker)}" if taker else parties(giver)


def amount(quantity: Quantity) -> str:
    """`32 person`, `≥2 missile`."""
    return f"{_BOUNDS[quantity.bound]}{number(quantity.value)} {shown(quantity.unit, 30)}".strip()


def deed(commitment: Commitment, most: int = 60) -> str:
    """`release 32 Armenian servicemen`: what is to be done, with the quantity where the object does not name it."""
    thing = shown(commitment.object, 200)
    words = [shown(commitment.action, 60)]
    if commitment.quantity is not None and not is_single(commitment.quantity):
        digits = number(commitment.quantity.value)
        said = shown(commitment.quantity.text, 60).lower()
        in_object = re.search(rf"\b{re.escape(digits.replace(',', ''))}\b", thing.replace(",", "")) or (said and said in thing.lower())
        if not in_object:
            words.append(f"{_BOUNDS[commitment.quantity.bound]}{digits}" if thing else amount(commitment.quantity))
    return shown(" ".join([*words, thing]), most)


def is_single(quantity: Quantity) -> bool:
    """Whether no words count the thing and it is one all the same ("the crossing"): then no number is shown."""
    return quantity.value == 1 and not quantity.text


def standing(commitment: Commitment) -> str:
    """`FULFILLED 32/32`: the status, with how much is done where words count it."""
    words = status_words(commitment.status).upper()
    if commitment.done is None or commitment.quantity is None or is_single(commitment.quantity):
        return words
    return f"{words} {number(commitment.done)}/{number(commitment.quantity.value)}"


def status_words(status: str) -> str:
    """`fulfilled late` for `fulfilled_late`."""
    return status.replace("_", " ")


def mention(party: Mention) -> str:
    """`Azerbaijan [AZE]`, with the office where one is named."""
    name = shown(party.text or party.name or "", 80)
    organ = f", {shown(party.organ, 80)}" if party.organ and party.organ not in party.text else ""
    read = f" (by the network, {party.read:.2f})" if party.read is not None else ""
    return f"{name}{organ} [{shown(party.code, 40)}]{read}" if party.code else f"{name}{organ}{read}"


def chain(attribution: Sequence[Attribution]) -> str:
    """The reporting chain from the outlet inwards: `Trend → Secretary General [OTS] (said)`."""
    links = []
    for link in attribution:
        who = mention(link.speaker) if link.speaker else shown(link.outlet or "", 80)
        links.append(f"{who} ({shown(link.cue, 40)})" if link.cue else who)
    return " → ".join(link for link in links if link)


def displays(tables: LedgerTables) -> dict[str, str]:
    """Display ids by stable ids, for rows that name other rows."""
    rows = {row.agreement_id: row.display for row in tables.agreements}
    return rows | {row.commitment_id: row.display for row in tables.commitments}


def plural(count: int, word: str, many: str = "") -> str:
    """`1 source`, `2 sources`; `many` is the word for several where it does not end in s alone."""
    return f"{count} {word}" if count == 1 else f"{count} {many or word + 's'}"


def decided(decision: Decision) -> str:
    """`set status to fulfilled from 2023-12-12 (the note was shown to us)`: what a decision does, and why."""
    what: str = decision.action
    if decision.action == "set":
        what = f"set {shown(decision.field or '', 40)} to {shown(decision.value or 'nothing', 60)}" + (f" from {decision.since}" if decision.since else "")
    elif decision.other:
        what = f"{decision.action} {'with' if decision.action == 'merge' else 'off claim'} {shown(decision.other, 60)}"
    return f"{what} ({shown(decision.reason, 200)})"


def passed_over(ruling: Ruling) -> str:
    """A decision that met no row, and why."""
    decision = ruling.decision
    return f"decision of {shown(decision.author, 40)} on {decision.on} passed over, {ruling.note}: {shown(decision.target, 40)} {decided(decision)}"
