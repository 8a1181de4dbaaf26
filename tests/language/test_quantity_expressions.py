"""The table of counted and measured expressions beside this file, read whole: value, unit and bound of each, and what counts nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from servanda.language.quantities import find_quantities

TABLE = Path(__file__).with_name("quantity_expressions.txt")
SIGNS = {"exact": "=", "at least": ">=", "at most": "<=", "about": "~"}


def rows() -> list[tuple[str, str]]:
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if line and line[0] not in "#["]
    return [(sentence.strip(), wanted.strip()) for sentence, _, wanted in (line.rpartition("|") for line in lines)]


def written(sentence: str) -> str:
    found = find_quantities(sentence)
    assert all(sentence[hit.start : hit.end] == hit.text for hit in found)
    return "; ".join(f"{SIGNS[hit.bound]}{hit.value:.12g} {hit.unit}".strip() for hit in found) or "-"


@pytest.mark.parametrize(("sentence", "wanted"), rows())
def test_expression(sentence: str, wanted: str) -> None:
    assert written(sentence) == wanted


def test_the_table_holds_three_hundred_expressions_each_once() -> None:
    sentences = [sentence for sentence, _ in rows()]
    assert len(sentences) >= 300
    assert len(set(sentences)) == len(sentences)
