"""How a promise is put for the reader of outcomes, and what it may tell of it."""

from __future__ import annotations

from typing import Literal

Outcome = Literal["none", "done", "part", "undone", "breach", "halted", "withdrawn", "resumed"]


def promise_text(debtor: str, beneficiary: str, action: str, thing: str) -> str:
    """ "Chad owes Cameroon: hand over 40 lorries"."""
    to = f" {beneficiary}" if beneficiary else ""
    return f"{debtor} owes{to}: {action} {thing}".strip()
