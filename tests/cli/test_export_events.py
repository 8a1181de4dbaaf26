"""`servanda export` of events, from a tiny ledger to the files that users load."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from toy_coder import load_toy, toy_derive, write_articles
from typer.testing import CliRunner, Result

import servanda.ledger
from servanda.cli import app
from servanda.engines.loading import CoderLoader
from servanda.records import Claim, Event, Evidence, LedgerTables
from servanda.views.exports.formats import EVENTS, WHOLE, names


def derive_with_events(documents: Any, claims: list[Claim], *more: Any, **options: Any) -> LedgerTables:
    """The toy ledger with an event for every report of a release."""
    known = toy_derive(documents, claims, *more, **options)
    last = options.get("as_of") or "9999"
    acts = [claim for claim in claims if claim.illocution == "act" and (claim.published or "") <= last]
    events = tuple(
        Event(
            event_id=f"E{number:012x}", display=f"E-{number:04d}", on=claim.published, precision="day", source=tuple(m.code or m.text for m in claim.agents),
            target=tuple(m.code or m.text for m in claim.recipients), plover="RETREAT", mode="release", cameo="0841", sources=1,
            evidence=(Evidence(claim_id=claim.claim_id, doc_id=claim.doc_id, start=claim.start, end=claim.end, role="event"),),
        )
        for number, claim in enumerate(sorted(acts, key=lambda claim: claim.claim_id), 1)
    )  # fmt: skip
    return msgspec.structs.replace(known, events=events)


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(servanda.ledger, "derive", derive_with_events, raising=False)
    monkeypatch.setattr(CoderLoader, "__call__", lambda self: load_toy())
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    write_articles(tmp_path / "a.jsonl", 8)
    assert run("build", tmp_path / "a.jsonl", "-o", tmp_path / "out", "--quiet").exit_code == 0
    return tmp_path / "out"


def test_every_format_is_written_from_a_ledger_and_twice_the_same(built: Path, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        for form in (*EVENTS, *WHOLE):
            result = run("export", built, "--as", form, "--to", tmp_path / folder)
            assert result.exit_code == 0
            assert result.stdout == ""
    one, two = ({path.name: path.read_bytes() for path in (tmp_path / folder).iterdir()} for folder in ("one", "two"))
    assert one == two
    assert one.keys() == {form.file + suffix for form in (*EVENTS.values(), *WHOLE.values()) for suffix in ("", ".about.json")}


def test_rows_are_those_of_the_ledgers_events(built: Path, tmp_path: Path) -> None:
    run("export", built, "--as", "gdelt2", "--to", tmp_path / "x")
    first, *others = (line.split("\t") for line in (tmp_path / "x" / "servanda.gdelt2.export.CSV").read_text().splitlines())
    assert len(first) == 61
    assert (first[1], first[5], first[26], first[59]) == ("20231203", "AZE", "0841", "20231203000000")
    assert len(others) == 3


def test_switches_and_days_reach_the_files(built: Path, tmp_path: Path) -> None:
    assert run("export", built, "--as", "icews", "--to", tmp_path / "x", "--keep-dyads", "--goldstein", "phoenix", "--as-of", "2023-12-03").exit_code == 0
    about = json.loads((tmp_path / "x" / "events.icews.tab.about.json").read_text())
    assert (about["dyads"], about["scales"]["goldstein"]["table"], about["events"]) == ("kept", "goldstein-phoenix-1", 1)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("gdelt3",), "Formats are " + ", ".join(names())),
        (("icews", "--goldstein", "mine"), "Scales are gdelt, icews, phoenix"),
        (("csv", "--expand-dyads"), "csv writes tables and has no dyads"),
        (("acled", "--goldstein", "gdelt"), "acled has no Goldstein scores"),
        (("parquet", "--min-confidence", "0.5"), "parquet writes tables with all claims and their confidence"),
        (("ics", "--goldstein", "gdelt"), "ics has no Goldstein scores"),
        (("graphml", "--keep-dyads"), "graphml writes one file of the whole ledger and has no dyads"),
        (("icews", "--min-confidence", "50"), "Give a number from 0 to 1"),
    ],
)
def test_what_does_not_fit_is_refused_in_one_line_and_nothing_written(built: Path, tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    result = run("export", built, "--to", tmp_path / "x", "--as", *words)
    assert result.exit_code == 1
    assert told in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "x").exists()


def test_help_lists_every_format_with_its_columns_dyads_and_an_example() -> None:
    text = run("export", "--help").stdout
    for name in names():
        assert f"\n   {name} " in text
        assert f"--as {name} " in text
    for name, form in EVENTS.items():
        line = next(line for line in text.splitlines() if line.startswith(f"   {name} "))
        assert ("expanded" if form.expand else "kept") in line
        assert form.style == "json lines" or str(len(form.columns)) in line
