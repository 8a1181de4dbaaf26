"""`--profile` tells where the time went, of all processes, and changes nothing."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console
from toy_coder import load_toy, toy_derive, write_articles
from typer.testing import CliRunner

import servanda.ledger
from servanda import api, profiling
from servanda.cli import app
from servanda.commands import screen
from servanda.engines.building import Order
from servanda.engines.loading import CoderLoader
from servanda.profiling import IDLE, OTHER, Profile, profiled, stage


@pytest.fixture(autouse=True)
def _toy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servanda.ledger, "derive", stage("ledger: rows")(toy_derive), raising=False)
    monkeypatch.setattr(CoderLoader, "__call__", lambda self: load_toy())


def test_time_counts_for_the_innermost_stage() -> None:
    times = iter([0.0, 1.0, 3.0, 6.0, 10.0, 15.0, 21.0])
    profile = Profile(lambda: next(times))
    profile.begin("a")
    profile.begin("b")
    profile.end()
    profile.begin("b")
    profile.end()
    profile.end()
    assert profile.seconds == {"a": 2.0 + 4.0 + 6.0, "b": 3.0 + 5.0}
    profile.add({"b": 1.0, "c": 2.0})
    assert profile.seconds == {"a": 12.0, "b": 9.0, "c": 2.0}


def test_stages_are_nothing_where_nobody_asks_and_close_when_they_fail() -> None:
    @stage("x")
    def fails() -> None:
        raise KeyError

    with pytest.raises(KeyError):
        fails()
    with profiled() as profile:
        with pytest.raises(KeyError):
            fails()
        with stage(IDLE):
            pass
    assert profile
    assert list(profile.seconds) == ["x", OTHER]
    assert profiling.running() is None
    with profiled(False) as nothing:
        assert nothing is None


def files(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file() and path.suffix != ".duckdb"}


def test_workers_are_added_up_and_no_file_differs(tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "a.jsonl", 12)
    api.build_with(Order((articles,), tmp_path / "plain", workers=2), load_toy)
    with profiled() as profile:
        api.build_with(Order((articles,), tmp_path / "profiled", workers=2), load_toy)
    assert profile
    assert (profile.documents, profile.words > 12) == (12, True)
    assert {"reading", "comparing", "other coding", "writing", "sport and reprints", "reading back", "ledger: rows", "index", OTHER} == profile.seconds.keys()
    assert profile.seconds["other coding"] > 0
    plain, beside = files(tmp_path / "plain"), files(tmp_path / "profiled")
    assert plain.keys() == beside.keys()
    assert [name for name in plain if plain[name] != beside[name] and name != "manifest.json"] == []


def test_the_commands_tell_it_beside_their_results(tmp_path: Path) -> None:
    articles = str(write_articles(tmp_path / "a.jsonl", 8))
    plain = CliRunner().invoke(app, ["code", articles])
    told = CliRunner().invoke(app, ["code", articles, "--profile", "--json"])
    assert told.stdout == plain.stdout
    profile = json.loads(told.stderr)
    assert profile["documents"] == 8
    assert sum(row["share"] for row in profile["stages"]) == pytest.approx(1.0, abs=0.01)
    built = json.loads(CliRunner().invoke(app, ["build", articles, "-o", str(tmp_path / "out"), "--json", "--profile"]).stdout)
    assert {"stage", "seconds", "share", "documents_a_second", "words_a_second"} == built["profile"]["stages"][0].keys()
    table = CliRunner().invoke(app, ["build", articles, "-o", str(tmp_path / "again"), "--profile"])
    assert "words/s" in table.stderr
    assert "8 documents of" in table.stderr
    assert "words/s" not in table.stdout


def test_the_bar_of_a_build_shows_rate_and_time_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = io.StringIO()
    monkeypatch.setattr(screen, "console", lambda **_: Console(file=drawn, force_terminal=True, width=140))
    articles = str(write_articles(tmp_path / "a.jsonl", 40))
    with screen.watched(quiet=False, inputs=[articles]) as (watch, counted):
        for name, total in (("reading", 0), ("coding", 40)):
            for done in range(0, 31, 10):
                watch(name, done, total)
    text = drawn.getvalue()
    assert counted == {"reading": 30, "coding": 30}
    for name in ("reading", "coding"):
        line = text[text.rindex(name) :].partition("\n")[0]
        assert "30/40" in line
        assert "a second" in line
        assert "0:00:0" in line
