"""The notebooks run from top to bottom without Jupyter, carry no outputs, and their figure shows the sample's two directions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "docs" / "notebooks").glob("*.ipynb"))


def code_cells(path: Path) -> list[dict[str, Any]]:
    return [cell for cell in json.loads(path.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_notebooks_are_kept_without_outputs(path: Path) -> None:
    assert [cell for cell in code_cells(path) if cell["outputs"] or cell["execution_count"] is not None] == []


def test_the_dyad_notebook_draws_its_figure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (path,) = [path for path in NOTEBOOKS if path.name == "dyad.ipynb"]
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    for cell in code_cells(path):
        exec(compile("".join(cell["source"]), str(path), "exec"), names)
    figure = (tmp_path / "dyad.svg").read_text("utf-8")
    assert "ARM to AZE" in figure
    assert "AZE to ARM" in figure
    assert sum(row.events for row in names["dyad"].records) == names["dyad"].table["events"].to_numpy().sum() > 4
    assert [row.first for row in names["exchanges"].records] == ["same day", "ARM"]
