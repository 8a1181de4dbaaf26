"""The whole way of event tables: a folder of an article and tables beside it to one ledger, its explanations, differences and exports."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from event_tables import ACLED, CLASH, GDELT2, ICEWS, RAID, TALKS, UCDP, VISIT, comma, tab
from typer.testing import CliRunner

from servanda.cli import app
from servanda.coding import Coder
from servanda.engines.loading import CoderLoader
from servanda.store import Ledger
from servanda.view_facts import board_facts
from servanda.views.board import board

ARTICLE = """---
id: talks
outlet: Lantern Wire
published: 2021-05-03
url: https://lantern.example/talks
---

BERGEN, May 3 (Lantern Wire) - Norway and Chile signed an agreement on Monday. Norway will release two fishermen by 20 May.

The foreign minister of Norway met the foreign minister of Chile on 2 May.
"""
OLD = {"Event Date": "2021-05-02"}
CHARGE = {"Event ID": "9003", "CAMEO Code": "111"}
TALKED = {"SQLDATE": "20210502", "DATEADDED": "20210503081500", "Actor2Name": "NORWAY", "Actor2CountryCode": "NOR"}
FOUGHT = {"event_date": "2021-05-02", "timestamp": "1620172800"}
RAIDED = {"date_start": "2021-05-03", "date_end": "2021-05-06", "source_date": "2021-05-10"}
ROWS = {
    "icews.tab": tab(ICEWS, [TALKS | OLD, TALKS | OLD | {"Event ID": "9002", "CAMEO Code": "42"}, TALKS | OLD | CHARGE]),
    "export.CSV": tab(GDELT2, [VISIT | TALKED], header=False),
    "acled.csv": comma(ACLED, [CLASH | FOUGHT]),
    "ged.csv": comma(UCDP, [RAID | RAIDED]),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two ledgers, `plain` of the article alone and `out` of the article and the tables."""
    path, coder = tmp_path_factory.mktemp("tables"), Coder.load()
    (path / "in").mkdir()
    (path / "in" / "talks.txt").write_text(ARTICLE, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CoderLoader, "__call__", lambda self: coder)
        run("build", path / "in", "-o", path / "plain", "--quiet")
        for name, text in ROWS.items():
            (path / "in" / name).write_text(text, "utf-8")
        run("build", path / "in", "-o", path / "out", "--quiet")
    return path


def run(*words: object) -> str:
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exit_code in (0, 1), result.output
    return result.output


def test_events_of_both_and_commitments_of_the_article_alone(folder: Path) -> None:
    plain, both = Ledger.open(folder / "plain"), Ledger.open(folder / "out")
    assert both.commitments == plain.commitments
    assert both.agreements == plain.agreements
    assert both.commitments
    met = next(event for event in both.events if event.plover == "CONSULT")
    assert {item.doc_id for item in met.evidence} == {"talks", "icews-9001-2021-05-02", "gdelt-77001"}
    assert met.sources == 2  # the article, with the row that was coded from it, and ICEWS
    assert {(e.plover, e.source, e.target, e.precision) for e in both.events} - {(e.plover, e.source, e.target, e.precision) for e in plain.events} == {
        ("ACCUSE", ("NOR",), ("CHL",), "day"), ("ASSAULT", ("NOR",), ("Northern Fjord Front",), "day"), ("ASSAULT", ("Fjord Front",), ("Civilians",), "range"),
    }  # fmt: skip


def test_the_broken_row_stands_in_the_rejects(folder: Path) -> None:
    (reject,) = Ledger.open(folder / "out").rejects
    assert (Path(reject.source).name, reject.place) == ("icews.tab", "line 3")
    assert "no CAMEO code" in reject.reason
    assert "as text" in reject.mend


def test_board_why_and_diff_name_the_data_set(folder: Path) -> None:
    first = board(board_facts(Ledger.open(folder / "out")))[0].plain
    assert first.startswith("read 6 documents, 5 of them rows of event tables (1 reject")
    assert first.endswith("1 story (0 reprints)")
    event = next(e for e in Ledger.open(folder / "out").events if e.plover == "ACCUSE")
    told = " ".join(run("why", event.display, "-l", folder / "out").split())
    assert "as data set" in told
    assert "frame table.icews (a row of a data set: the codes are its own, nothing was read from a text)" in told
    assert "ICEWS → icews-9003-2021-05-02" in told
    changed = " ".join(run("diff", folder / "plain", folder / "out").split())
    assert "new document icews-9003-2021-05-02" in changed


@pytest.mark.parametrize(
    ("form", "file", "columns"),
    [
        ("icews", "events.icews.tab", ("Source Name", "CAMEO Code", "Target Name", "Publisher", "City")),
        ("acled", "events.acled.csv", ("actor1", "tags", "actor2", "source", "location")),
    ],
)
def test_exports_carry_the_codes_of_the_data_set(folder: Path, tmp_path: Path, form: str, file: str, columns: tuple[str, ...]) -> None:
    run("export", folder / "out", "--as", form, "--to", tmp_path)
    with (tmp_path / file).open(encoding="utf-8", newline="") as stream:
        rows = [tuple(row[name] for name in columns) for row in csv.DictReader(stream, delimiter="\t" if form == "icews" else ",")]
    if form == "icews":
        assert ("Foreign Ministry (Norway)", "111", "Foreign Ministry (Chile)", "ICEWS", "Bergen") in rows
        assert any(row[1] == "190" and row[2] == "Northern Fjord Front" for row in rows)
    else:
        assert any(row[0].startswith("Military") and "plover=ASSAULT" in row[1] and row[2:] == ("Northern Fjord Front", "ACLED", "Bergen") for row in rows)


def test_plover_and_jsonl_exports_say_where_an_event_is_from(folder: Path, tmp_path: Path) -> None:
    run("export", folder / "out", "--as", "plover", "--to", tmp_path)
    run("export", folder / "out", "--as", "jsonl", "--to", tmp_path)
    events = [json.loads(line) for line in (tmp_path / "events.plover.jsonl").read_text("utf-8").splitlines()]
    charge = next(event for event in events if event["event"] == "ACCUSE")
    assert (charge["cameo"], charge["mode"], charge["cite_info"][0]["publication"]) == ("111", "disapprove", "ICEWS")
    claims = [json.loads(line) for line in (tmp_path / "claims.jsonl").read_text("utf-8").splitlines()]
    assert {c["frame"] for c in claims if c["doc_id"] != "talks"} == {"table.icews", "table.gdelt", "table.acled", "table.ucdp"}
    documents = [json.loads(line) for line in (tmp_path / "documents.jsonl").read_text("utf-8").splitlines()]
    assert {d["outlet"]: d["dataset"] for d in documents} == {
        "Lantern Wire": None, "ICEWS": "icews", "GDELT": "gdelt", "ACLED": "acled", "UCDP GED": "ucdp",
    }  # fmt: skip


def test_pages_of_rows_say_so(folder: Path) -> None:
    run("site", folder / "out", "--to", folder / "site")
    (page,) = (folder / "site" / "documents").glob("icews-9001*.html")
    assert "A row of an event table: its codes are those of ICEWS" in page.read_text("utf-8")
