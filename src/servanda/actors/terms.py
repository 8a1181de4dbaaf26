"""Who a name stands for on a day: of the rows that share a name, the one whose term covers it.

The rule. A row without limits always counts. Among dated rows those in office on the day come first. If none is, a full name stands
for its latest term begun by then (else its first); so does a surname that may stand alone, if its term begins within a year (winners
of elections), and of several parties the one that ended last. Holders from the long list to 2014 (source "phoenix") count only in
office, as many bear everyday names. A common surname after a title ("President Santos") counts only in office, or out of it if the
title says "former"; where two parties have a holder of that name on the day, neither is taken. Without a day the open terms count
as in office. Of names that a table dates, the narrowest term that covers the day counts, and a row without limits where none does.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from servanda.actors.tables import Name

_OPEN = "9999-12-31"


def in_office(row: Name, on: str) -> bool:
    """Whether the row's term covers the ISO day `on` ("" asks for an open term)."""
    return not row.last if not on else row.first <= on <= (row.last or _OPEN)


def resolve(rows: Sequence[Name], on: str, *, titled: bool = False, former: bool = False) -> Name | None:
    """The row meant on the ISO day `on` ("" for none), or None. `titled`: a title stands before the name, `former`: one of the past."""
    if not titled:
        rows = [row for row in rows if row.form != "titled surname"]
    if len(rows) == 1 and not (rows[0].first or rows[0].last):
        return rows[0]
    current = [row for row in rows if in_office(row, on)]
    if current:
        ambiguous = all(row.form == "titled surname" for row in current) and len({row.code for row in current}) > 1
        if all(row.form == "name" for row in current):
            return _narrowest(current)
        return None if ambiguous else max(current, key=_rank)
    if not titled:
        rows = [row for row in rows if row.source != "phoenix"]
    strict = titled and not former and any(row.form == "titled surname" for row in rows)
    if strict or not rows:
        return None
    begun = [row for row in rows if _begun(row, on)]
    if not begun:
        return max(rows, key=_rank) if rows[0].form == "person" else None
    if rows[0].form == "surname" and not former:
        latest = max(row.last or _OPEN for row in begun)
        begun = [row for row in begun if (row.last or _OPEN) == latest]
    return max(begun, key=_rank)


def _begun(row: Name, on: str) -> bool:
    """Whether the term had begun by the day; for a surname that stands alone, whether it begins within a year."""
    if not on:
        return True
    return row.first <= (f"{int(on[:4]) + 1:04}{on[4:]}" if row.form == "surname" else on)


_PREFERENCE = {"person": 2, "surname": 1, "titled surname": 1}


def _rank(row: Name) -> tuple[bool, int, str, str, str]:
    """Own rows before others, undated names before people, then the latest term."""
    return (row.source == "own", -_PREFERENCE.get(row.form, 0), row.last or _OPEN, row.first, row.code)


def _narrowest(rows: Sequence[Name]) -> Name:
    """Of names with terms of their own, the shortest term that covers the day; a row without limits is what holds otherwise, the first listed."""
    dated = [row for row in rows if row.first or row.last]
    return min(dated, key=lambda row: (not row.first, not row.last, _days(row))) if dated else rows[0]


def _days(row: Name) -> int:
    """Days of a term that has both ends, else 0."""
    return (datetime.date.fromisoformat(row.last) - datetime.date.fromisoformat(row.first)).days if row.first and row.last else 0
