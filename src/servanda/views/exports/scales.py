"""Numbers and classes of events by named table, so that no number stands without saying which of the rival scales it comes from.

A code without a row takes the number of its parent: 0110 that of 011, 011 that of 01. The published Goldstein scales disagree on
some codes; `tables/goldstein.csv` holds all of them, `tables/scales.toml` their versions.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from servanda.errors import LookupFailed
from servanda.views.exports import tables

LONGEST = 8  # CAMEO has codes of four digits; users may add finer ones


class Score(NamedTuple):
    """A number on a scale, and the scale's version."""

    value: float
    table: str


class Classed(NamedTuple):
    """The number of a class, its name, and the version of the table it comes from."""

    value: int
    name: str
    table: str


def parents(code: str) -> tuple[str, ...]:
    """A CAMEO code, then its parents up to the two-digit root: 0841, 084, 08. What is longer than any code is read as far as `LONGEST`."""
    return tuple(code[:length] for length in range(min(len(code), LONGEST), 1, -1))


def check_goldstein(name: str) -> str:
    """The name of a Goldstein scale.

    Raises:
        LookupFailed: if there is none of this name.
    """
    known = tables.scales().goldstein
    if name not in known:
        raise LookupFailed(f"there is no Goldstein scale {name[:40]!r}", mend="Scales are " + ", ".join(known))
    return name


def goldstein(code: str, name: str) -> Score | None:
    """How conflictive (-10) or cooperative (10) a CAMEO code is on one of the Goldstein scales; None where its root is unknown."""
    values = tables.column(tables.scales().goldstein[name].file, name)
    known = next((values[(step,)] for step in parents(code) if (step,) in values), None)
    return None if known is None else Score(known, tables.scales().goldstein[name].version)


def event_class(code: str, name: str) -> Classed | None:
    """The class of a CAMEO code after GDELT (quad, 1 to 4) or Phoenix (penta, 0 to 4); None where its root is unknown."""
    value = tables.column(tables.scales().classes[name].file, name).get((code[:2],))
    return None if value is None else _classed(int(value), name)


def plover_class(plover: str) -> Classed | None:
    """The quad of a PLOVER type (1 to 4); None where the manual has no such type."""
    value = tables.column(tables.scales().classes["plover"].file, "quad").get((plover, ""))
    return None if value is None else _classed(int(value), "plover")


def _classed(value: int, name: str) -> Classed:
    scale = tables.scales().classes[name]
    return Classed(value, scale.names[str(value)], scale.version)


def intensity(plover: str, mode: str | None, name: str = "mended") -> Score | None:
    """The PLOVER score of a type and mode; a mode without one takes that of its type."""
    scale = tables.scales().plover[name]
    values = tables.column(scale.file, name)
    value = values.get((plover, mode or ""), values.get((plover, "")))
    return None if value is None else Score(value, scale.version)


def described(kind: str, name: str) -> dict[str, Any]:
    """A scale as the file beside an export names it. `kind` is goldstein, classes or plover."""
    scale = getattr(tables.scales(), kind)[name]
    return {"table": scale.version, "about": scale.about} | ({"names": scale.names} if scale.names else {})
