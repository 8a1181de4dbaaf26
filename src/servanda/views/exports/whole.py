"""What a format is that draws on the whole ledger (a calendar, a network, scores), and how it becomes a file with a description beside it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from servanda.records import LedgerTables
from servanda.views.exports.facts import EventSource


class LedgerSource(EventSource, Protocol):
    """A ledger, as far as these formats need it."""

    @property
    def tables(self) -> LedgerTables: ...


@dataclass(frozen=True)
class WholeFormat:
    """One format. `content` makes the bytes of the file, and what is worth telling of them, of a ledger and the name of a Goldstein scale (""
    for formats that have none)."""

    name: str
    file: str
    about: str
    content: Callable[[LedgerSource, str], tuple[bytes, Mapping[str, Any]]]
    goldstein: str = ""


def write_whole(ledger: LedgerSource, form: WholeFormat, folder: Path, goldstein: str | None = None) -> list[Path]:
    """Write a ledger in a format, and `FILE.about.json` beside it. Returns both paths."""
    content, told = form.content(ledger, goldstein or form.goldstein)
    path, beside = folder / form.file, folder / f"{form.file}.about.json"
    path.write_bytes(content)
    beside.write_text(json.dumps({"format": form.name, "file": form.file, "about": form.about, **told}, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return [path, beside]
