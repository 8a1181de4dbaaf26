"""Days in words."""

from __future__ import annotations

import datetime

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def day_words(day: str | None) -> str:
    """`7 December 2023` for `2023-12-07`; anything that is no day is left as it is."""
    if not day:
        return ""
    try:
        parsed = datetime.date.fromisoformat(day)
    except ValueError:
        return day
    return f"{parsed.day} {_MONTHS[parsed.month - 1]} {parsed.year}"


def month_words(day: str) -> str:
    """`December 2023` for `2023-12-07`; anything that is no day is left as it is."""
    words = day_words(day)
    return words if words == day else words.partition(" ")[2]


def as_of_words(day: str) -> str:
    """`as of 7 December 2023`; a ledger whose documents have no day stands at none."""
    return f"as of {day_words(day)}" if day else "as of no day: no document has one"
