"""Commitments in the shape in which monitors of accords score stipulations: 0 not initiated, 1 minimal, 2 intermediate, 3 complete.

The first 13 columns are the fewest that such a person can read; `status` and `flag` of the ledger stand behind them. `tables/barometer.csv` maps statuses to
scores: a number; `share` by how much is done; `keep` for the score before, since a passed deadline or a halt undoes nothing that was done;
`vouched` for a standing duty, complete where a report says that it is kept, not initiated where nobody has said so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from servanda.records import Agreement, Commitment, Document, Evidence, StatusChange
from servanda.views.exports import tables
from servanda.views.exports.cells import joined, link, name, words
from servanda.views.exports.rows import csv_bytes
from servanda.views.exports.whole import LedgerSource, WholeFormat
from servanda.views.party_names import party_name
from servanda.views.phrases import deed

COLUMNS = (
    "stipulation_id", "accord", "theme", "subtheme", "text", "responsible_party", "deadline", "score", "score_date", "n_events", "last_event_date",
    "evidence_url", "evidence_quote", "status", "flag",
)  # fmt: skip
LEVELS = {0: "not initiated", 1: "minimal", 2: "intermediate", 3: "complete"}
HALF = 0.5  # share done that is intermediate where nothing sets a pace


def content(ledger: LedgerSource, _: str) -> tuple[bytes, Mapping[str, Any]]:
    """The table, and how many stipulations stand on each level."""
    rows, agreements = ledger.tables.commitments, {row.agreement_id: row for row in ledger.tables.agreements}
    latest = {row.commitment_id: _evidence(row) for row in rows}
    documents = ledger.documents_by_id(item.doc_id for item in latest.values() if item is not None)
    scores = [score(row, ledger.tables.as_of)[0] for row in rows]
    cells = [_cells(row, ledger.tables.as_of, agreements.get(row.agreement_id or ""), latest[row.commitment_id], documents) for row in rows]
    levels = {f"{level} {meaning}": scores.count(level) for level, meaning in LEVELS.items()}
    share = round(100 * sum(scores) / (3 * len(scores)), 1) if scores else 0.0
    return csv_bytes(COLUMNS, cells), {"columns": COLUMNS, "rows": len(rows), "as of": ledger.tables.as_of, "levels": levels, "per cent of the maximum": share}


def _cells(row: Commitment, as_of: str, accord: Agreement | None, evidence: Evidence | None, documents: Mapping[str, Document]) -> list[Any]:
    reached, on = score(row, as_of)
    reports = [change for change in row.history[1:] if change.claims]
    document = documents.get(evidence.doc_id) if evidence else None
    titled = f"{words(accord.title)}{f' ({accord.date})' if accord.date else ''}" if accord else ""
    return [
        row.commitment_id, titled, words(accord.category) if accord else "", "", words(deed(row, 200)), joined(map(name, map(party_name, row.debtor))),
        row.deadline.date or words(row.deadline.text), reached, on, sum(len(set(change.claims)) for change in reports), reports[-1].on if reports else "",
        link(document.url) if document else "", words(document.text[evidence.start : evidence.end]) if document and evidence else "",
        row.status, tables.barometer()[row.status].flag,
    ]  # fmt: skip


def score(row: Commitment, as_of: str) -> tuple[int, str]:
    """The level from 0 to 3 that a commitment has reached, and since which day."""
    reached, since = 0, row.history[0].on if row.history else ""
    for change in row.history:
        level = _level(row, change, as_of)
        if level is not None and level != reached:
            reached, since = level, change.on
    return reached, since


def _level(row: Commitment, change: StatusChange, as_of: str) -> int | None:
    """The level that a step leads to; None where it leaves the level as it is."""
    rule = tables.barometer()[change.status].score
    if rule == "keep":
        return None
    if rule == "vouched":
        return 3 if change.claims and change.grade != "none" else 0
    return _share_level(row, as_of) if rule == "share" else int(rule)


def _share_level(row: Commitment, as_of: str) -> int:
    """Intermediate where as much is done as the days gone by ask for, or half of it where promise, deadline or ledger has no day; else minimal."""
    if row.quantity is None or row.done is None or row.quantity.value <= 0:
        return 1
    wanted = HALF
    promised = row.history[0].on if row.history else ""
    if promised and as_of and row.deadline.date and (whole := _days(promised, row.deadline.date)) > 0:
        wanted = min(1.0, max(0.0, _days(promised, as_of) / whole))
    return 2 if row.done / row.quantity.value >= wanted else 1


def _days(first: str, last: str) -> int:
    return (dt.date.fromisoformat(last) - dt.date.fromisoformat(first)).days


def _evidence(row: Commitment) -> Evidence | None:
    """The words of the latest step that rests on any."""
    named = next((set(change.claims) for change in reversed(row.history) if change.claims), set())
    return next((item for item in row.evidence if item.claim_id in named), row.evidence[0] if row.evidence else None)


FORMAT = WholeFormat("barometer", "stipulations.barometer.csv", "commitments scored 0 to 3 as monitors of accords do, CSV with 15 columns", content)
