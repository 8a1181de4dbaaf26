"""Time expressions and deadlines of our own, with the days that a careful reader would enter: `expressions.tsv`, `deadlines.tsv`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import pytest

from servanda.language.deadlines import find_deadlines
from servanda.language.times import find_times
from servanda.records import Deadline, Time

Found = TypeVar("Found", Time, Deadline)


def rows(name: str) -> list[list[str]]:
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return [line.replace("\\n", "\n").split("\t") for line in lines if line and not line.startswith("#")]


def marked(sentence: str, published: str, find: Callable[[str, dt.date], Sequence[Found]]) -> tuple[str, Found | None]:
    """The words in brackets and what is found where they begin; None where nothing is marked, and then nothing may be found."""
    start, text = sentence.find("["), sentence.replace("[", "").replace("]", "")
    found = find(text, dt.date.fromisoformat(published))
    if start < 0:
        assert list(found) == []
        return "", None
    hit = next((one for one in found if one.start == start), None)
    assert hit is not None, found
    return sentence[start + 1 : sentence.index("]")], hit


@pytest.mark.parametrize(("published", "first", "last", "precision", "sentence"), rows("expressions.tsv"))
def test_expression(published: str, first: str, last: str, precision: str, sentence: str) -> None:
    words, hit = marked(sentence, published, find_times)
    if hit is None:
        return
    expected = (words, *(day if day != "-" else None for day in (first, last)), precision)
    assert (hit.text, hit.first, hit.last, hit.precision) == expected


@pytest.mark.parametrize(("published", "kind", "date", "anchor", "days", "sentence"), rows("deadlines.tsv"))
def test_deadline(published: str, kind: str, date: str, anchor: str, days: str, sentence: str) -> None:
    words, hit = marked(sentence, published, find_deadlines)
    if hit is None:
        return
    given = [hit.text, hit.kind, *(str(cell) if cell is not None else "-" for cell in (hit.date, hit.anchor, hit.days))]
    assert given == [words, kind, date, anchor, days]
