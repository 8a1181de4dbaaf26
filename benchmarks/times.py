"""How well times are found and dated, on long histories marked with TIMEX2 values.

Counted are expressions whose value is a calendar time or a year BC; the innermost where they are nested. Durations and values left open by
the markers count neither way. A range that Servanda reads as one where the markers marked its two ends counts as one expression, from the
first's first day to the last's last day.
"""

from __future__ import annotations

import calendar
import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure
from servanda.language.times import find_times
from servanda.records import Time

_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first month
_LONGER = {"Q": 3, "H": 6}  # months


def _months(year: int, month: int, length: int) -> tuple[str, str]:
    years, last = divmod(month + length - 2, 12)
    return f"{year:04d}-{month:02d}-01", f"{year + years:04d}-{last + 1:02d}-{calendar.monthrange(year + years, last + 1)[1]:02d}"


def days_of(value: str) -> tuple[str, str] | None:
    """First and last day of a TIMEX2 value ("1939-09", "1943-SP", "194", "1941-W12"); None where it gives none."""
    value = value.partition("T")[0]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return value, value
    if re.fullmatch(r"\d{2,3}", value):
        return (f"{value}0-01-01", f"{value}9-12-31") if len(value) == 3 else (f"{value}01-01-01", f"{int(value) + 1}00-12-31")
    found = re.fullmatch(r"(\d{4})(?:-(?:(\d\d)|(SP|SU|FA|WI)|([QH])(\d)|W(\d\d)))?", value)
    if found is None:
        return None
    year, month, season, longer, rank, week = found.groups()
    if week:
        monday = dt.date.fromisocalendar(int(year), int(week), 1)
        return monday.isoformat(), (monday + dt.timedelta(days=6)).isoformat()
    if longer:
        return _months(int(year), (int(rank) - 1) * _LONGER[longer] + 1, _LONGER[longer])
    if season:
        return _months(int(year), _SEASONS[season], 3)
    return _months(int(year), int(month), 1) if month else _months(int(year), 1, 12)


def _inside(mark: dict[str, Any], time: Time) -> bool:
    return time.start is not None and time.end is not None and time.start < mark["end"] and mark["start"] < time.end


def _right(marks: list[dict[str, Any]], time: Time) -> bool:
    if len(marks) == 1 and marks[0]["value"].startswith("BC"):
        return time.first is None
    first, last = days_of(marks[0]["value"]), days_of(marks[-1]["value"])
    return first is not None and last is not None and (first[0], last[1]) == (time.first, time.last)


def time_figures(shared: Path) -> Iterator[Figure]:
    """Spans F1 (overlap and both ends right) and the share of matched expressions with the right days."""
    expected = produced = matched = exact = right = 0
    for line in (shared / "gold" / "times_wikiwars.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        dated = [mark for mark in row["times"] if re.match(r"\d\d|BC", mark["value"] or "")]
        marks = [m for m in dated if not any(o is not m and m["start"] <= o["start"] and o["end"] <= m["end"] for o in dated)]
        taken: set[int] = set()
        expected += len(marks)
        for time in find_times(row["text"], dt.date.fromisoformat(row["published"][:10])):
            covered = [index for index, mark in enumerate(marks) if index not in taken and _inside(mark, time)]
            taken.update(covered)
            if covered:
                own = [marks[index] for index in covered]
                expected -= len(own) - 1
                matched += 1
                exact += (time.start, time.end) == (own[0]["start"], own[-1]["end"])
                right += _right(own, time)
            produced += bool(covered) or not any(_inside(mark, time) for mark in row["times"])
    yield Figure("times", "spans F1, overlap", 2 * matched / (expected + produced))
    yield Figure("times", "spans F1, both ends", 2 * exact / (expected + produced))
    yield Figure("times", "days right", right / matched)
