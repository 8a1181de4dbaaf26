"""Time expressions and deadlines of our own, with the days that a careful reader would enter: `expressions.tsv`, `deadlines.tsv`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from servanda.language.deadlines import find_deadlines
from servanda.language.times import find_times


def rows(name: str) -> list[list[str]]:
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return [line.replace("\\n", "\n").split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("published", "first", "last", "precision", "sentence"), rows("expressions.tsv"))
def test_expression(published: str, first: str, last: str, precision: str, sentence: str) -> None:
    start, text = sentence.find("["), sentence.replace("[", "").replace("]", "")
    found = find_times(text, dt.date.fromisoformat(published))
    if start < 0:
        assert found == []
        return
    hit = next((time for time in found if time.start == start), None)
    assert hit is not None, found
    expected = (sentence[start + 1 : sentence.index("]")], *(day if day != "-" else None for day in (first, last)), precision)
    assert (hit.text, hit.first, hit.last, hit.precision) == expected


@pytest.mark.parametrize(("published", "kind", "date", "anchor", "days", "sentence"), rows("deadlines.tsv"))
def test_deadline(published: str, kind: str, date: str, anchor: str, days: str, sentence: str) -> None:
    start, text = sentence.find("["), sentence.replace("[", "").replace("]", "")
    found = find_deadlines(text, dt.date.fromisoformat(published))
    if start < 0:
        assert found == []
        return
    hit = next((deadline for deadline in found if deadline.start == start), None)
    assert hit is not None, found
    given = [hit.text, hit.kind, *(str(cell) if cell is not None else "-" for cell in (hit.date, hit.anchor, hit.days))]
    assert given == [sentence[start + 1 : sentence.index("]")], kind, date, anchor, days]
