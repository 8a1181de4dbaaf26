"""A measured figure, the floors that figures must keep, and the table they are printed in."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

FLOORS = Path(__file__).with_name("floors.toml")


@dataclass(frozen=True)
class Figure:
    """One number of a benchmark: shares between 0 and 1 unless the name says otherwise."""

    group: str
    name: str
    value: float


def peak_memory() -> float:
    """The most memory this process has held, in GB (10^9 bytes); 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0.0
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e9


def read_floors(path: Path = FLOORS) -> dict[tuple[str, str], tuple[float | None, float | None]]:
    """(group, name) -> (least, most). Raises ValueError for an entry that gives neither."""
    floors: dict[tuple[str, str], tuple[float | None, float | None]] = {}
    for group, rows in tomllib.loads(path.read_text("utf-8")).items():
        for name, bounds in rows.items():
            if not bounds or set(bounds) - {"least", "most"}:
                raise ValueError(f"{path}: [{group}] {name!r} must give least, most or both")
            floors[group, name] = (bounds.get("least"), bounds.get("most"))
    return floors


def breaches(figures: Sequence[Figure], floors: dict[tuple[str, str], tuple[float | None, float | None]]) -> list[str]:
    """Every figure that fell below its floor or rose above its ceiling, in words. A figure that was not measured breaks no floor."""
    found = []
    for figure in figures:
        least, most = floors.get((figure.group, figure.name), (None, None))
        if least is not None and figure.value < least:
            found.append(f"{figure.group}, {figure.name}: {figure.value:.4g}, at least {least:g} is promised")
        if most is not None and figure.value > most:
            found.append(f"{figure.group}, {figure.name}: {figure.value:.4g}, at most {most:g} is promised")
    return found


def conclude(figures: Sequence[Figure]) -> int:
    """Prints the table, and on standard error what fell below its floor; returns the exit status, 1 where anything did."""
    print(as_markdown(figures))
    broken = breaches(figures, read_floors())
    for line in broken:
        print(line, file=sys.stderr)
    return 1 if broken else 0


def as_markdown(figures: Sequence[Figure]) -> str:
    """A table as docs/accuracy.md holds it."""
    lines = ["| what | measure | value |", "|---|---|---:|"]
    lines += [f"| {figure.group} | {figure.name} | {_shown(figure.value)} |" for figure in figures]
    return "\n".join(lines)


def _shown(value: float) -> str:
    return f"{value:.0f}" if value > 1 and value == int(value) else f"{value:.1f}" if value > 1 else f"{value:.3f}"
