"""`servanda analyse`: tables to the screen and to files, figures, and what it refuses."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from toy_coder import load_toy, toy_derive, write_articles
from typer.testing import CliRunner, Result

import servanda.ledger
from servanda.cli import app
from servanda.engines.loading import CoderLoader


def run(*words: object) -> Result:
    return CliRunner().invoke(app, ["analyse", *(str(word) for word in words)])


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(servanda.ledger, "derive", toy_derive, raising=False)
    monkeypatch.setattr(CoderLoader, "__call__", lambda self: load_toy())
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    write_articles(tmp_path / "a.jsonl", 8)
    servanda.build(tmp_path / "a.jsonl", tmp_path / "out")
    return tmp_path / "out"


def test_a_table_goes_to_the_screen_as_csv_or_json_and_to_a_file_as_parquet(built: Path, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(built, "delivery").stdout)))
    assert rows[0]["per"] == "all"
    lines = [json.loads(line) for line in run(built, "delivery", "--as", "json").stdout.splitlines()]
    assert [str(line["commitments"]) for line in lines] == [row["commitments"] for row in rows]
    result = run(built, "delivery", "--as", "parquet", "--to", tmp_path / "delivery.parquet")
    assert (result.exit_code, result.stdout) == (0, "")
    table = pq.read_table(tmp_path / "delivery.parquet")
    assert table.num_rows == len(rows)
    assert b"as of" in table.schema.metadata[b"source"]


def test_a_figure_is_drawn_and_the_table_kept_back_unless_asked_for(built: Path, tmp_path: Path) -> None:
    result = run(built, "delivery", "--figure", tmp_path / "delivery.svg")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "as of" in (tmp_path / "delivery.svg").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["nonsense"], "there is no measure 'nonsense'. Measures are dyads, "),
        (["delivery", "--as", "parquet"], "not for the screen. Name a file with --to"),
        (["delivery", "--as", "xml"], "'xml' is no form of a table"),
        (["delivery", "--zeros"], "--zeros: delivery has no use for it. It goes with dyads"),
        (["delivery", "--figure", "figure.gif"], "tells no kind of figure"),
        (["delivery", "--to", "nowhere/at/all.csv"], "cannot be written"),
        (["dyads", "--dyad", "AZE"], "are no two parties"),
    ],
)
def test_what_cannot_be_done_ends_in_one_line_with_the_mend(built: Path, words: list[str], complaint: str) -> None:
    result = run(built, *words)
    assert result.exit_code == 1
    assert complaint in " ".join(result.stderr.split())
    assert "Traceback" not in result.stderr
