"""`servanda briefing`, from a tiny ledger to what it prints and writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from toy_coder import load_toy, toy_derive, write_articles
from typer.testing import CliRunner, Result

import servanda.ledger
from servanda.cli import app
from servanda.engines.loading import CoderLoader


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(servanda.ledger, "derive", toy_derive, raising=False)
    monkeypatch.setattr(CoderLoader, "__call__", lambda self: load_toy())
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    write_articles(tmp_path / "a.jsonl", 8)
    assert run("build", tmp_path / "a.jsonl", "-o", tmp_path / "out", "--quiet", "--as-of", "2023-12-08").exit_code == 0
    return tmp_path / "out"


def test_the_week_of_the_ledgers_own_day_is_told_unless_another_period_is_named(built: Path) -> None:
    assert run("briefing", built).stdout.startswith("# Briefing, week 2023-W49\n")
    for words, title in (
        (("--week", "2023-W48"), "week 2023-W48"),
        (("--month", "2023-12"), "month 2023-12"),
        (("--from", "2023-12-01", "--until", "2023-12-05"), "2023-12-01 to 2023-12-05"),
        (("--from", "2023-12-01"), "2023-12-01 to 2023-12-08"),
    ):
        assert run("briefing", built, *words).stdout.startswith(f"# Briefing, {title}\n")


def test_what_is_told_is_what_was_published_by_the_end_of_the_period(built: Path) -> None:
    lines = {name: json.loads(run("briefing", built, "--as", "json", "--week", name).stdout) for name in ("2023-W48", "2023-W49")}
    counts = {name: {section["name"]: len(section["lines"]) for section in told["sections"]} for name, told in lines.items()}
    assert (counts["2023-W48"]["commitments"], counts["2023-W48"]["moved"]) == (3, 1)
    assert (counts["2023-W49"]["commitments"], counts["2023-W49"]["moved"]) == (3, 3)
    sections = [section for told in lines.values() for section in told["sections"] if section["name"] in ("commitments", "moved")]
    assert all(line["footnotes"] for section in sections for line in section["lines"])


def test_a_file_is_written_where_one_is_named(built: Path, tmp_path: Path) -> None:
    result = run("briefing", built, "--as", "html", "--to", tmp_path / "b.html")
    assert (result.exit_code, result.stdout) == (0, "")
    assert (tmp_path / "b.html").read_bytes() == run("briefing", built, "--as", "html").stdout.encode()
    result = run("briefing", built, "--to", tmp_path / "none" / "b.md")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "Choose another file with --to" in result.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--week", "2023-W53"), "The ISO year 2023 has weeks 2023-W01 to 2023-W52"),
        (("--week", "2023-W50", "--month", "2023-12"), "Give one of --week, --month, or --from with --until"),
        (("--until", "2023-12-05"), "Give it with --from"),
        (("--from", "yesterday"), "Write it like 2023-12-14"),
        (("--as", "docx"), "Forms are md, html, json"),
    ],
)
def test_what_cannot_be_told_is_refused_in_one_line(built: Path, words: tuple[str, ...], told: str) -> None:
    result = run("briefing", built, *words)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert told in result.stderr
