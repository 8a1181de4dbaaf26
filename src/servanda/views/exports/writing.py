"""What an event format is, and how its rows become a file: tab-separated, CSV or JSON Lines, with a file beside it that says what was written.

The same rows give the same bytes: no clock, no locale, rows in the order of the ledger.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from servanda.views.exports.dyads import Dyad, dyads
from servanda.views.exports.facts import EventSource, facts_of
from servanda.views.exports.rows import csv_bytes, json_lines, neutral
from servanda.views.exports.scales import described

Row = Mapping[str, Any]
Style = Literal["tab with header", "tab", "csv", "json lines"]


@dataclass(frozen=True)
class EventFormat:
    """One format of event data.

    `columns` are its column names in order (the top-level fields of JSON Lines), `row` makes the cells of one row, given the name of
    the Goldstein scale ("" for formats that have none); columns that `row` leaves out stay empty. `expand` and `goldstein` are what its
    users expect, `classes` and `plover` the further scales it writes.
    """

    name: str
    file: str
    about: str
    style: Style
    columns: tuple[str, ...]
    row: Callable[[Dyad, str], Row]
    expand: bool
    goldstein: str = ""
    classes: tuple[str, ...] = ()
    plover: str = ""


def write_events(
    ledger: EventSource, form: EventFormat, folder: Path, expand: bool | None = None, goldstein: str | None = None, confidence: float | None = None
) -> list[Path]:
    """Write a ledger's events in a format, and `FILE.about.json` beside it: columns, scales and dyads as used. Returns both paths.

    Args:
        expand: whether to write a row for every source and target; by default as the format's users expect.
        goldstein: a Goldstein scale other than the format's own.
        confidence: leaves out events of less confidence; those without one stay.
    """
    scale, wide = goldstein or form.goldstein, form.expand if expand is None else expand
    path = folder / form.file
    counted: Counter[str] = Counter()
    with path.open("wb") as file:
        file.write(_header(form))
        for facts in facts_of(ledger):
            if confidence is not None and facts.confidence is not None and facts.confidence < confidence:
                counted["left out"] += 1
                continue
            counted["events"] += 1
            for item in dyads(facts, wide):
                counted["rows"] += 1
                file.write(_line(form, form.row(item, scale)))
    beside = folder / f"{form.file}.about.json"
    beside.write_text(json.dumps(_about(form, wide, scale, counted, confidence), ensure_ascii=False, indent=1) + "\n", "utf-8")
    return [path, beside]


def _header(form: EventFormat) -> bytes:
    if form.style == "csv":
        return _comma(form.columns)
    return _tabbed(form.columns) if form.style == "tab with header" else b""


def _line(form: EventFormat, row: Row) -> bytes:
    if not row.keys() <= set(form.columns):
        raise TypeError(f"{form.name} has no columns {sorted(row.keys() - set(form.columns))}")
    if form.style == "json lines":
        return json_lines([{name: row[name] for name in form.columns if name in row}])
    cells = [row.get(name) for name in form.columns]
    return _comma(cells) if form.style == "csv" else _tabbed(cells)


def _comma(cells: Iterable[Any]) -> bytes:
    """One line of CSV, formulas neutralised."""
    return csv_bytes([neutral(cell) for cell in cells], ())


def _tabbed(cells: Iterable[Any]) -> bytes:
    """One line of cells with tabs between; what would break the line is made a blank."""
    return ("\t".join("" if cell is None else " ".join(str(cell).split()) for cell in cells) + "\n").encode("utf-8", "replace")


def _about(form: EventFormat, expand: bool, goldstein: str, counted: Counter[str], confidence: float | None) -> dict[str, Any]:
    scales = {"goldstein": described("goldstein", goldstein)} if goldstein else {}
    scales |= {f"class {name}": described("classes", name) for name in form.classes}
    scales |= {"intensity": described("plover", form.plover)} if form.plover else {}
    return {
        "format": form.name, "file": form.file, "about": form.about, "layout": form.style, "events": counted["events"], "rows": counted["rows"],
        "dyads": "expanded" if expand else "kept", "scales": scales, "columns": form.columns,
        **({"least confidence": confidence, "events left out": counted["left out"]} if confidence is not None else {}),
    }  # fmt: skip
