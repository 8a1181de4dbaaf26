"""Decisions made: ids as people give them turned into stable ones, and what is asked tried on the row before it is written down."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from typing import Literal, get_args

from servanda.errors import DecisionError, InputError, LookupFailed
from servanda.ledger.decisions import apply_decisions, claims_of, row_id
from servanda.records import Commitment, Decision, Record, Status
from servanda.store.decisions import append_decision, what_is_wrong
from servanda.store.decisions import take_back as take_last_back
from servanda.store.lock import locked
from servanda.store.opened import Ledger
from servanda.store.tables import DERIVED

Action = Literal["accept", "reject", "merge", "split", "set"]
MOST_CLAIMS = 20  # claims kept with a decision, by which its row is found again


@dataclass(frozen=True)
class Wish:
    """What a person wants done: the row as they name it, and by action the other row or claim, or field, value and day it holds from."""

    action: Action
    target: str
    other: str | None = None
    field: str | None = None
    value: str | None = None
    since: str | None = None


def decide(ledger: Ledger, wish: Wish, *, author: str, on: str, reason: str, held: bool = False) -> Decision:
    """Write a decision down, on disk before this returns. The tables show it once they are derived anew.

    The folder is held meanwhile, so that no build and no other decision comes between; `held` says that the caller holds it already.

    Raises:
        FolderHeld: if another process builds or decides in the folder, saying which.
        LookupFailed: if the ledger has no such row.
        InputError: if the decision cannot be carried out, or lacks author or reason.
        StoreError: if it cannot be written.
    """
    with nullcontext() if held else locked(ledger.folder):
        decision = _checked(ledger, wish, author.strip(), on, reason.strip())
        append_decision(ledger.folder, decision)
    return decision


def take_back(ledger: Ledger, author: str) -> Decision:
    """Take the last decision back, if it is the author's own. The folder is held meanwhile.

    Raises:
        FolderHeld: if another process builds or decides in the folder, saying which.
        InputError: if there is none, or it is somebody else's.
        StoreError: if the file cannot be written.
    """
    with locked(ledger.folder):
        return take_last_back(ledger.folder, author)


def _checked(ledger: Ledger, wish: Wish, author: str, on: str, reason: str) -> Decision:
    """The decision, with stable ids, once it has been tried."""
    table, row = ledger.find(wish.target)
    if table not in DERIVED and not (table == "claims" and wish.action == "reject"):
        mend = "A claim can only be rejected; a document is taken out with `servanda build --fresh`"
        raise InputError(f"a row of {table} cannot be decided so", where=wish.target[:80], mend=mend)
    others = [_other_row(ledger, table, row, wish.other or "")] if wish.action == "merge" else []
    value, since = _status(ledger, row, wish) if wish.field == "status" else (wish.value, None)
    decision = Decision(
        action=wish.action, target=row_id(row), author=author, on=on, reason=reason, field=wish.field, value=value, since=since,
        other=row_id(others[0]) if others else wish.other, claims=_claims(row),
    )  # fmt: skip
    if wrong := what_is_wrong(decision):
        raise InputError(wrong, where=wish.target[:80], mend="Give author, day and reason, and what the action needs")
    if table in DERIVED:
        _try(decision, table, [row, *others])
    return decision


def _other_row(ledger: Ledger, table: str, row: Record, wanted: str) -> Record:
    other_table, other = ledger.find(wanted)
    if other_table != table or row_id(other) == row_id(row):
        raise InputError(f"{wanted[:80]} is no other row of {table}", where=row_id(row), mend=f"Name the one of {table} that it is the same as")
    return other


def _status(ledger: Ledger, row: Record, wish: Wish) -> tuple[str, str | None]:
    """The status as the ledger writes it, and the day it holds from: by default the day the ledger stands at."""
    status = (wish.value or "").strip().casefold().replace(" ", "_")
    if not isinstance(row, Commitment):
        raise InputError("only commitments have a status", where=wish.target[:80], mend="Correct another field, or reject the row")
    if status not in get_args(Status):
        raise LookupFailed(f"there is no status {status[:40]!r}", mend="Statuses are " + ", ".join(get_args(Status)))
    return status, wish.since or ledger.as_of or None


def _claims(row: Record) -> tuple[str, ...]:
    """The claims a row rests on, in the order of its evidence."""
    return tuple(dict.fromkeys(item.claim_id for item in getattr(row, "evidence", ())))[:MOST_CLAIMS]


def _try(decision: Decision, table: str, rows: list[Record]) -> None:
    if decision.action == "split" and decision.other not in claims_of(rows[0]):
        raise InputError(f"the row does not rest on claim {decision.other}", where=decision.target, mend="`servanda why` names its claims")
    try:
        apply_decisions({table: rows}, [decision])
    except DecisionError as error:
        raise InputError(error.what, where=decision.target, mend="Nothing was decided") from error
