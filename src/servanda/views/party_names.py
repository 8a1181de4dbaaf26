"""Parties by name in running text: "Azerbaijan and Armenia"."""

from __future__ import annotations

from collections.abc import Sequence

from servanda.views.exports.parties import country_name
from servanda.views.terminal import shown

MOST = 12  # parties named in one line


def party_name(code: str) -> str:
    """The name of a party by its code; its words where no table knows it."""
    return shown(country_name(code), 80)


def party_names(codes: Sequence[str], nobody: str = "somebody not named") -> str:
    """Parties joined as in a sentence."""
    names = [party_name(code) for code in codes[:MOST]]
    if len(codes) > MOST:
        names.append(f"{len(codes) - MOST} others")
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part) or nobody
