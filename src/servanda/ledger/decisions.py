"""A person's overrides, applied last and by stable id, so that they survive every rebuild.

`accept` changes nothing (it records that somebody looked), `reject` takes a row out, `merge` puts the evidence of `target` onto
`other` and takes `target` out, `split` gives the evidence from claim `other` a row of its own, `set` writes one field. A
decision about a row that the ledger does not (or no longer) have is passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from servanda.errors import TableError
from servanda.records import Commitment, Decision, Evidence, Record

Rows = dict[str, Record]
PROTECTED = ("display", "evidence", "history", "relations")


def apply_decisions(tables: Mapping[str, Iterable[Record]], decisions: Iterable[Decision]) -> dict[str, list[Record]]:
    """The tables with all decisions carried out, in order of their day and author.

    Raises TableError where "set" names a field that the row does not have or a value that does not fit it.
    """
    rows: Rows = {_id(row): row for table in tables.values() for row in table}
    home = {_id(row): name for name, table in tables.items() for row in table}
    for decision in sorted(decisions, key=lambda d: (d.on, d.author, d.target, d.action, d.field or "", d.value or "", d.other or "")):
        if decision.target in rows:
            _apply(rows, home, decision)
    out: dict[str, list[Record]] = {name: [] for name in tables}
    for row_id, row in rows.items():
        out[home[row_id]].append(row)
    return out


def _id(row: Record) -> str:
    return str(getattr(row, row.__struct_fields__[0]))


def _apply(rows: Rows, home: dict[str, str], decision: Decision) -> None:
    if decision.action == "reject":
        del rows[decision.target]
    elif decision.action == "merge" and decision.other in rows and home[decision.other] == home[decision.target] and decision.other != decision.target:
        rows[decision.other] = _with_evidence(rows[decision.other], [*_evidence(rows[decision.other]), *_evidence(rows[decision.target])])
        del rows[decision.target]
    elif decision.action == "split":
        _split(rows, home, decision)
    elif decision.action == "set" and decision.field:
        rows[decision.target] = _set(rows[decision.target], decision)


def _evidence(row: Record) -> tuple[Evidence, ...]:
    found: tuple[Evidence, ...] = getattr(row, "evidence", ())
    return found


def _with_evidence(row: Record, evidence: Iterable[Evidence]) -> Record:
    unique = {(e.claim_id, e.start, e.end): e for e in evidence}
    return msgspec.structs.replace(row, evidence=tuple(unique.values()))


def _split(rows: Rows, home: dict[str, str], decision: Decision) -> None:
    row = rows[decision.target]
    apart = [e for e in _evidence(row) if e.claim_id == decision.other]
    rest = [e for e in _evidence(row) if e.claim_id != decision.other]
    if not apart or not rest:
        return
    new_id = f"{decision.target}/{decision.other}"
    rows[decision.target] = _with_evidence(row, rest)
    rows[new_id] = msgspec.structs.replace(_with_evidence(row, apart), **{row.__struct_fields__[0]: new_id})
    home[new_id] = home[decision.target]


def _set(row: Record, decision: Decision) -> Record:
    name = decision.field or ""
    where = f"decision of {decision.author} on {decision.on} about {decision.target}"
    if name not in row.__struct_fields__[1:] or name in PROTECTED:
        raise TableError(f"no field {name!r} can be set there", where=where, mend=f"Fields: {', '.join(row.__struct_fields__[1:])}")
    content: dict[str, Any] = msgspec.to_builtins(row)
    content[name] = _value(decision.value)
    if name == "status" and isinstance(row, Commitment):
        step: dict[str, Any] = {"on": decision.on, "status": decision.value, "known": decision.on, "why": f"{decision.author}: {decision.reason}", "claims": []}
        content["history"] = [*content["history"], step]
    try:
        return msgspec.convert(content, type(row))
    except msgspec.ValidationError as error:
        raise TableError(str(error), where=where, mend="Give a value that the field can hold") from error


def _value(text: str | None) -> Any:
    """JSON where the text is JSON (numbers, lists, null), else the text itself."""
    if text is None:
        return None
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        return text
