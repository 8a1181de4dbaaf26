"""A difference between two ledgers for the eye: + new, - gone, ~ changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.text import Text

from servanda.views.difference import Difference, FieldChange, RowChange
from servanda.views.phrases import decided, direction, number, parties
from servanda.views.terminal import shown

SIGNS = {"added": ("+", "green"), "gone": ("-", "red"), "changed": ("~", "yellow")}
MOST = 20  # documents listed of one kind


def difference_lines(found: Difference) -> list[Text]:
    """The lines: what went in, then what came of it, table by table."""
    if found.same and not found.versions and not found.days:
        return [Text("no difference")]
    lines = [Text(f"{shown(found.before, 200)} → {shown(found.after, 200)}", "bold")]
    lines += _documents("+", "green", found.documents_added) + _documents("-", "red", found.documents_gone)
    lines += _documents("~", "yellow", found.documents_changed)
    lines += [Text(f"- document {shown(name, 80)}, withdrawn or replaced by {shown(by, 80)}", "red") for name, by in found.documents_retracted.items()]
    lines += [Text(f"+ decision of {shown(one.author, 40)} on {one.on}: {one.target} {decided(one)}", "green") for one in found.decisions_made]
    lines += [Text(f"- decision of {shown(one.author, 40)} on {one.on}: {one.target} {decided(one)}", "red") for one in found.decisions_taken_back]
    pairs: list[tuple[str, Sequence[str | None]]] = [*found.versions.items(), *found.days.items()]
    lines += [Text(f"~ {name.replace('_', ' ')}: {old or 'none'} → {new or 'none'}", "yellow") for name, (old, new) in pairs]
    for table in dict.fromkeys(change.table for change in found.rows):
        changes = [change for change in found.rows if change.table == table]
        counts = ", ".join(f"{sum(change.change == kind for change in changes)} {kind}" for kind in SIGNS)
        lines.append(Text(f"{table}: {counts}", "bold"))
        lines += [line for change in changes for line in _change_lines(change)]
    return lines if found.rows else [*lines, Text("no row differs")]


def _documents(sign: str, style: str, names: Sequence[str]) -> list[Text]:
    more = [Text(f"{sign} … and {len(names) - MOST} documents more", style)] if len(names) > MOST else []
    return [Text(f"{sign} document {shown(name, 80)}", style) for name in names[:MOST]] + more


def _change_lines(change: RowChange) -> list[Text]:
    sign, style = SIGNS[change.change]
    was = f" (was {change.was})" if change.was and change.was != change.display else ""
    line = Text(f"  {sign} {change.display}{was}  ", style)
    lines = [line.append(_gist(change.row), "default")]
    lines += [Text(f"      {field.name.replace('_', ' ')}: {_field(field)}") for field in change.fields]
    return lines + [Text(f"      because: {cause}", "dim") for cause in change.causes]


def _gist(row: dict[str, Any]) -> str:
    """What a row is about, in a few words."""
    sides = next((direction(row[giver], row[taker]) for giver, taker in (("debtor", "beneficiary"), ("source", "target")) if giver in row), "")
    who = sides or next((parties([row[name]] if isinstance(row[name], str) else row[name]) for name in ("parties", "by") if name in row), "")
    words = [row.get(name) for name in ("action", "object", "title", "gist", "content", "stance", "field")]
    state = str(row.get("status", "")).replace("_", " ").upper()
    return "  ".join(part for part in (who, shown(" ".join(str(word) for word in words if word), 100), state) if part)


def _field(field: FieldChange) -> str:
    if field.name == "history":
        return " · ".join(field.after) or "none"
    return f"{_value(field.before)} → {_value(field.after)}"


def _value(value: Any) -> str:
    """A plain value in a few words."""
    if value is None or value in ([], {}, ""):
        return "none"
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, dict):
        return shown(" ".join(str(part) for part in value.values() if part not in (None, "", [])), 80)
    if isinstance(value, list | tuple):
        return shown(", ".join(map(_value, value)), 80)
    return shown(str(value), 80)
