"""`which`: the documents that a list of addresses names."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from toy_coder import load_toy, toy_derive
from typer.testing import CliRunner, Result

import servanda.ledger
from servanda.cli import app
from servanda.documents.newsroom.pointers import normal_address
from servanda.engines.loading import CoderLoader


@pytest.fixture(autouse=True)
def _toy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servanda.ledger, "derive", toy_derive)
    monkeypatch.setattr(CoderLoader, "__call__", lambda self: load_toy())


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Three documents, one of them without an address."""
    rows = [
        {
            "id": "a",
            "url": "https://www.lantern.example/2021/05/03/harbour/?utm_source=feed#top",
            "title": "Harbour \x1b[31moffice",
            "text": "AZE released 2 boats.",
        },
        {"id": "b", "url": "http://hill.example/story?id=7&page=2", "text": "AZE released 3 boats."},
        {"id": "c", "text": "AZE released 4 boats."},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    assert run("build", tmp_path / "a.jsonl", "-o", tmp_path / "out", "--quiet").exit_code == 0
    return tmp_path / "out"


def gdelt(columns: int, at: int, *addresses: str) -> str:
    """Rows of a file of GDELT with the address in column `at`, from 1."""
    return "".join("\t".join([f"20210503081500-{n}", *["x"] * (at - 2), address, *[""] * (columns - at)]) + "\n" for n, address in enumerate(addresses))


A, B, GONE = "http://lantern.example/2021/05/03/harbour", "https://m.hill.example:443/story?page=2&fbclid=q&id=7", "https://other.example/x"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("20210503.gkg.csv", gdelt(27, 5, A, GONE, B, A)),
        ("20210503.mentions.CSV", gdelt(16, 6, A, GONE, B)),
        ("20210503.export.CSV", gdelt(58, 58, A, GONE, B)),
        ("20210503_2.export.CSV", gdelt(61, 61, A, GONE, B)),
        ("urls.csv", f"day,url\n2021-05-03,{A}\n2021-05-03,{GONE}\n2021-05-03,{B}\n"),
        ("urls_first.csv", f"url,day\n{A},2021-05-03\n{GONE},2021-05-03\n{B},2021-05-03\n"),
        ("urls.txt", f"{A}\n\n{GONE}\n{B}\n"),
    ],
    ids=["gkg", "mentions", "events 1", "events 2", "table", "address first", "lines"],
)
def test_each_kind_of_list_tells_found_from_missing(ledger: Path, tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / f"{name}.gz"
    path.write_bytes(gzip.compress(text.encode()))
    found = json.loads(run("which", path, "-l", ledger, "--json").stdout)
    assert (found["listed"], found["missing"], found["refused"]) == (3, [GONE], [])
    assert [(row["url"], row["doc_id"]) for row in found["found"]] == [(A, "a"), (B, "b")]


def test_for_people_it_prints_counts_found_and_missing(ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "urls.txt").write_text(f"{A}\nnot an address\n{GONE}\n", "utf-8")
    result = run("which", tmp_path / "urls.txt", "-l", ledger)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "2 addresses, 1 with documents, 1 missing"
    assert "Harbour" in result.stdout
    assert GONE in result.stdout
    assert "\x1b" not in result.stdout
    assert "1 rows passed over" in result.stderr
    assert "line 2: the row holds no address" in result.stderr


@pytest.mark.parametrize(("name", "text"), [("empty.txt", ""), ("none.txt", "no\nno\n"), ("bad.gz", "x")])
def test_a_list_without_addresses_ends_with_the_reason(ledger: Path, tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    result = run("which", tmp_path / name, "-l", ledger)
    assert (result.exit_code, result.stdout) == (1, "")
    assert name in result.stderr


def test_a_list_of_gdelt_given_to_a_build_is_refused_with_the_way_to_ask_it(ledger: Path, tmp_path: Path) -> None:
    path = tmp_path / "20210503.gkg.csv"
    path.write_text(gdelt(27, 5, A), "utf-8")
    assert "it holds no texts" in run("build", path, "-o", tmp_path / "other").stderr


def test_addresses_are_compared_without_what_does_not_tell_pages_apart() -> None:
    assert normal_address("HTTPS://WWW.Lantern.Example/A%20b/?utm_medium=x&b=2&a=1#c") == "lantern.example/A b?a=1&b=2"
    assert normal_address("https://lantern.example/a") != normal_address("https://lantern.example/A")
    assert [normal_address(text) for text in ("urn:newsml:x", "http://[", "http://localhost/x", "", None, "https://x.example/?" + "a=1&" * 200)] == [None] * 6


def test_a_row_whose_cells_cannot_be_told_apart_costs_only_itself(ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes(f"url,day\n{A},2021-05-03\nfoo\rbar,2021-05-03\n".encode())
    result = run("which", tmp_path / "list.csv", "-l", ledger)
    assert result.exit_code == 0, result.output
    assert "1 with documents" in result.stdout
    assert "1 rows passed over" in result.stderr
    assert "line 3: broken CSV" in result.stderr
