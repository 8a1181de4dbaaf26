"""`diff`: what changed between two ledgers, why, and its exit codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from toy_coder import load_next_version, load_toy, toy_derive, write_articles
from typer.testing import CliRunner, Result

import servanda.ledger
from servanda.cli import app
from servanda.engines.loading import CoderLoader


@pytest.fixture(autouse=True)
def _toy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servanda.ledger, "derive", toy_derive)
    monkeypatch.setattr(CoderLoader, "__call__", lambda self: load_toy())


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """Two folders with the ledger of two promises."""
    write_articles(tmp_path / "a.jsonl", 2)
    run("build", tmp_path / "a.jsonl", "-o", tmp_path / "one", "--quiet")
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    return tmp_path / "one", tmp_path / "two"


def test_the_same_is_0_different_is_1_trouble_is_2(pair: tuple[Path, Path], tmp_path: Path) -> None:
    one, two = pair
    same = run("diff", one, two)
    assert (same.exit_code, same.stdout) == (0, "no difference\n")
    write_articles(tmp_path / "b.jsonl", 1, first=2)
    run("build", tmp_path / "b.jsonl", "-o", two, "--quiet")
    assert run("diff", one, two).exit_code == 1
    trouble = run("diff", one, tmp_path / "nowhere")
    assert (trouble.exit_code, trouble.stdout) == (2, "")
    assert trouble.stderr.count("\n") == 1
    assert run("diff", one).exit_code == 2


def test_a_status_that_moved_is_told_with_the_document_that_moved_it(pair: tuple[Path, Path], tmp_path: Path) -> None:
    one, two = pair
    write_articles(tmp_path / "b.jsonl", 1, first=2)
    run("build", tmp_path / "b.jsonl", "-o", two, "--quiet")
    text = run("diff", one, two).stdout
    assert "+ document item-00002" in text
    assert "~ C-0001  AZE→ARM  release 0 servicemen  FULFILLED" in text
    assert "status: announced → fulfilled" in text
    assert "because: new document item-00002" in text
    assert "\x1b" not in text
    backwards = run("diff", two, one).stdout
    assert "status: fulfilled → announced" in backwards
    assert "because: document gone item-00002" in backwards


def test_the_same_for_programs(pair: tuple[Path, Path], tmp_path: Path) -> None:
    one, two = pair
    assert json.loads(run("diff", one, two, "--json").stdout)["same"] is True
    write_articles(tmp_path / "b.jsonl", 1, first=2)
    run("build", tmp_path / "b.jsonl", "-o", two, "--quiet")
    result = run("diff", one, two, "--json")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["same"], told["documents_added"]) == (1, False, ["item-00002"])
    change = next(row for row in told["rows"] if row["change"] == "changed")
    assert {"name": "status", "before": "announced", "after": "fulfilled"} in change["fields"]
    assert change["causes"] == ["new document item-00002"]


def test_another_version_that_changes_no_row_is_told_and_is_the_same(pair: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = pair
    monkeypatch.setattr(CoderLoader, "__call__", lambda self: load_next_version())
    run("build", tmp_path / "a.jsonl", "-o", two, "--quiet")
    result = run("diff", one, two)
    assert result.exit_code == 0
    assert "coder: toy-1 → toy-2" in result.stdout
    assert result.stdout.endswith("no row differs\n")
