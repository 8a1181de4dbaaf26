"""The command line: help with examples, exit codes, one-line errors, output for people and for programs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from toy_coder import load_toy, toy_derive, write_articles
from typer.testing import CliRunner, Result

import servanda
import servanda.ledger
from servanda.cli import app
from servanda.engines.loading import CoderLoader

COMMANDS = ("demo", "build", "show", "why", "review", "decide", "diff", "code", "export", "evaluate", "which", "watch")


@pytest.fixture(autouse=True)
def _toy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servanda.ledger, "derive", toy_derive, raising=False)
    monkeypatch.setattr(CoderLoader, "__call__", lambda self: load_toy())
    monkeypatch.delenv("FORCE_COLOR", raising=False)


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def built(tmp_path: Path) -> Path:
    write_articles(tmp_path / "a.jsonl", 8)
    assert run("build", tmp_path / "a.jsonl", "-o", tmp_path / "out", "--quiet").exit_code == 0
    return tmp_path / "out"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "Examples:" in result.stdout
    assert f"servanda {command}" in result.stdout.partition("Examples:")[2]


def test_help_lists_the_commands_and_version_is_printed() -> None:
    assert all(command in run("--help").stdout for command in COMMANDS)
    versions = dict(line.split(" ", 1) for line in run("--version").stdout.splitlines())
    assert versions["servanda"] == servanda.__version__
    assert versions["pipeline"].startswith("servanda_open ")
    assert list(versions) == ["servanda", "pipeline", "gazetteer", "coding", "ledger"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["nonsense"], 2),
        (["build"], 2),
        (["build", "x", "--workers", "0"], 2),
        (["export", "out"], 2),
        (["show", "treaties"], 1),
        (["why", "C-0001", "-l", "nowhere"], 1),
        (["review", "nowhere"], 1),
        (["decide", "nowhere", "C-0001", "--accept"], 1),
        (["diff", "nowhere", "nowhere"], 2),
        (["build", "no-such-file.txt", "-o", "made"], 1),
        (["code", "no-such-file.txt"], 1),
    ],
)
def test_exit_codes(words: list[str], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*words)
    assert result.exit_code == code
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


def test_errors_are_one_line_that_says_what_to_do(tmp_path: Path) -> None:
    result = run("why", "C-0001", "-l", tmp_path)
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("servanda: ")
    assert "servanda build" in result.stderr


def test_build_prints_the_board_and_says_when_nothing_is_new(tmp_path: Path) -> None:
    write_articles(tmp_path / "a.jsonl", 8)
    (tmp_path / "b.txt").write_text("")
    first = run("build", tmp_path, "-o", tmp_path / "out")
    assert first.exit_code == 0
    assert first.stdout.splitlines()[0] == f"read 8 documents (1 reject → {tmp_path}/out/rejects.csv)   8 stories (0 reprints)"
    assert "AZE→ARM   release 0 servicemen   FULFILLED" in first.stdout
    assert "needs a look (" in first.stdout
    assert "\x1b" not in first.stdout
    assert "nothing new" not in first.stderr
    second = run("build", tmp_path, "-o", tmp_path / "out")
    assert "nothing new" in second.stderr
    assert second.stdout == first.stdout


def test_build_for_programs(tmp_path: Path) -> None:
    write_articles(tmp_path / "a.jsonl", 8)
    summary = json.loads(run("build", tmp_path / "a.jsonl", "-o", tmp_path / "out", "--json", "--as-of", "2023-12-01").stdout)
    assert summary["documents"] == summary["coded"] == 8
    assert summary["as_of"] == "2023-12-01"
    assert summary["statuses"] == {"announced": 6}
    assert run("build", tmp_path / "a.jsonl", "-o", tmp_path / "out", "--quiet").output == ""


def test_ctrl_c_ends_with_130_and_a_hint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(self: CoderLoader) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(CoderLoader, "__call__", stop)
    write_articles(tmp_path / "a.jsonl", 2)
    result = run("build", tmp_path / "a.jsonl", "-o", tmp_path / "out")
    assert result.exit_code == 130
    assert "goes on from here" in result.stderr
    assert run("code", tmp_path / "a.jsonl").exit_code == 130


def test_show_lists_and_filters(built: Path) -> None:
    assert "C-0001" in run("show", "-l", built).stdout == run("show", "commitments", "-l", built).stdout
    rows = [json.loads(line) for line in run("show", "commitments", "-l", built, "--party", "ARM", "--status", "fulfilled", "--json").stdout.splitlines()]
    assert rows
    assert all("ARM" in row["debtor"] + row["beneficiary"] and row["status"] == "fulfilled" for row in rows)
    assert "2 commitments" not in run("show", "commitments", "-l", built, "--as-of", "2023-12-01", "--status", "fulfilled").stdout
    assert run("show", "times", "-l", built, "--json").stdout.startswith('{"doc_id":"item-00000"')
    assert "--as-of" in run("show", "commitments", "-l", built, "--as-of", "yesterday").stderr


def test_why_shows_the_words(built: Path) -> None:
    text = run("why", "C-0001", "--ledger", built).stdout
    assert "»AZE promises ARM 0 servicemen«" in text
    assert "Outlet 0 → item-00000 [0:29], published 2023-12-01" in text
    assert "what would change this" in text
    assert run("why", "item-00000:0", "--ledger", built).exit_code == 0
    told = json.loads(run("why", "C-0001", "--ledger", built, "--json").stdout)
    assert (told["display"], told["steps"][0]["witnesses"][0]["words"]) == ("C-0001", "AZE promises ARM 0 servicemen")
    assert "ANNOUNCED" in run("why", "C-0001", "--ledger", built, "--as-of", "2023-12-01").stdout.splitlines()[0]


def test_code_prints_one_line_a_document(tmp_path: Path) -> None:
    write_articles(tmp_path / "a.jsonl", 3)
    (tmp_path / "b.txt").write_text("")
    result = run("code", tmp_path / "a.jsonl", tmp_path / "b.txt")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["doc_id"] for row in rows] == ["item-00000", "item-00001", "item-00002"]
    assert all(list(row) == ["doc_id", "claims", "quotations", "places", "times"] for row in rows)
    claim = rows[0]["claims"][0]
    assert claim["agents"][0]["code"] == "AZE"
    assert claim["happened"]["first"] == "2023-12-01"
    assert claim["attribution"] == [{"outlet": "Outlet 0", "speaker": None, "cue": ""}]
    assert "b.txt" in result.stderr


def test_export_writes_every_table_the_same_way_twice(built: Path, tmp_path: Path) -> None:
    for form, suffix in (("jsonl", "jsonl"), ("csv", "csv"), ("parquet", "parquet")):
        assert run("export", built, "--as", form, "--to", tmp_path / "x").exit_code == 0
        assert len(list((tmp_path / "x").glob(f"*.{suffix}"))) == 12
    documents = [json.loads(line) for line in (tmp_path / "x" / "documents.jsonl").read_text().splitlines()]
    assert {"doc_id", "outlet", "published", "reprint_of", "title", "url"} <= documents[0].keys()
    assert [row["doc_id"] for row in documents] == sorted(row["doc_id"] for row in documents)
    before = {path.name: path.read_bytes() for path in (tmp_path / "x").iterdir()}
    for form in ("jsonl", "csv", "parquet"):
        run("export", built, "--as", form, "--to", tmp_path / "x")
    assert {path.name: path.read_bytes() for path in (tmp_path / "x").iterdir()} == before
    run("export", built, "--as", "jsonl", "--to", tmp_path / "early", "--as-of", "2023-12-01")
    assert '"fulfilled"' not in (tmp_path / "early" / "commitments.jsonl").read_text()


def test_demo_needs_nothing(tmp_path: Path) -> None:
    result = run("demo", "-o", tmp_path / "demo")
    assert result.exit_code == 0
    assert result.stdout.startswith("read ")
    assert (tmp_path / "demo" / "ledger.duckdb").is_file()


def test_help_answers_without_loading_what_is_slow() -> None:
    code = "import sys, servanda, servanda.cli; print([m for m in ('spacy', 'pyarrow', 'duckdb', 'trafilatura', 'numpy') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_python_m_runs_the_same_and_colours_keep_out_of_pipes() -> None:
    environment = {name: value for name, value in os.environ.items() if name not in ("FORCE_COLOR", "NO_COLOR")}
    result = subprocess.run(
        [sys.executable, "-m", "servanda", "show", "commitments", "-l", "nowhere"], capture_output=True, text=True, env=environment, check=False
    )
    assert result.returncode == 1
    assert "\x1b" not in result.stderr
    assert "Traceback" not in result.stderr
