"""A site on disk: swapped as a whole, nothing of others touched, nothing half-written left after a kill."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hand_made import friendly, site
from toy_coder import load_toy, toy_derive, write_articles
from typer.testing import CliRunner

import servanda.ledger
from servanda import api
from servanda.cli import app
from servanda.engines.building import Order
from servanda.errors import FolderHeld, InputError
from servanda.records import LedgerTables
from servanda.store import Ledger
from servanda.store.lock import locked_beside
from servanda.view_facts import board_facts
from servanda.views.site import Page, Site, open_site, write_site


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_site_is_written_whole_and_the_same_again(tmp_path: Path) -> None:
    count = write_site(site(), tmp_path / "site")
    first = contents(tmp_path / "site")
    assert count == len(first) - 1 == len(site().pages)
    write_site(site(), tmp_path / "site")
    assert contents(tmp_path / "site") == first
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_pages_of_an_earlier_site_go_and_files_of_others_stay(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    write_site(site(), folder)
    (folder / "CNAME").write_text("ledger.example")
    (folder / "documents" / "mine.txt").write_text("mine")
    (folder / "link").symlink_to(tmp_path)
    write_site(open_site(friendly(tables=LedgerTables(as_of="2024-05-20"))), folder)
    assert not (folder / "commitments").exists()
    assert (folder / "CNAME").read_text() == "ledger.example"
    assert (folder / "documents" / "mine.txt").read_text() == "mine"
    assert (folder / "link").is_symlink()
    assert not list(tmp_path.glob(".site*"))


def test_a_folder_that_no_site_wrote_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("mine")
    with pytest.raises(InputError, match="holds files that no site wrote"):
        write_site(site(), tmp_path)
    assert contents(tmp_path) == {"thesis.doc": b"mine"}
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="holds files that no site wrote"):
        write_site(site(), tmp_path / "file")


def test_a_file_of_somebody_else_where_a_page_belongs_is_not_written_over(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    write_site(open_site(friendly(tables=LedgerTables(as_of="2024-05-20"))), folder)
    (folder / "commitments").mkdir()
    (folder / "commitments" / "cc0ffee00c0de.html").write_text("mine")
    with pytest.raises(InputError, match=r"commitments/cc0ffee00c0de\.html was not written by a site"):
        write_site(site(), folder)
    assert (folder / "commitments" / "cc0ffee00c0de.html").read_text() == "mine"


def test_a_page_that_fails_leaves_the_earlier_site(tmp_path: Path) -> None:
    write_site(site(), tmp_path / "site")
    before = contents(tmp_path / "site")

    def fail() -> str:
        raise KeyboardInterrupt

    broken: Site = site()
    broken.pages["late.html"] = Page("late.html", "", fail)
    with pytest.raises(KeyboardInterrupt):
        write_site(broken, tmp_path / "site")
    assert contents(tmp_path / "site") == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("stage", ["before the new one stood", "before the old one was gone"])
def test_a_kill_between_two_sites_is_made_good_by_the_next_run(tmp_path: Path, stage: str) -> None:
    folder, previous = tmp_path / "site", tmp_path / ".site-previous"
    write_site(site(), folder)
    (folder / "CNAME").write_text("mine")
    folder.rename(previous)
    if stage == "before the old one was gone":
        write_site(site(), tmp_path / "other")
        (tmp_path / "other").rename(folder)
    (tmp_path / ".site-new-99999999").mkdir()
    write_site(site(), folder)
    assert (folder / "CNAME").read_text() == "mine"
    assert set(json.loads((folder / "written.json").read_text())) == set(contents(folder)) - {"CNAME"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_root_of_a_disk_is_refused_like_any_folder_that_no_site_wrote() -> None:
    with pytest.raises(InputError, match="holds files that no site wrote"):
        write_site(site(), Path("/"))


def test_two_sites_at_once_in_one_folder_are_kept_apart_and_leave_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servanda.ledger, "derive", toy_derive)
    ledger = api.build_with(Order((str(write_articles(tmp_path / "articles.jsonl", 2)),), tmp_path / "out"), load_toy)
    with locked_beside(tmp_path / "site"), pytest.raises(FolderHeld, match="is writing pages into this folder"):
        api.write_site(ledger, tmp_path / "out" / ".." / "site")
    assert api.write_site(ledger, tmp_path / "site")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles.jsonl", "out", "site"]


def test_the_commands_write_the_pages_of_a_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servanda.ledger, "derive", toy_derive)
    out = tmp_path / "out"
    api.build_with(Order((str(write_articles(tmp_path / "articles.jsonl", 8)),), out), load_toy)
    ran = CliRunner().invoke(app, ["site", str(out), "--as-of", "2023-12-02"])
    assert ran.exit_code == 0, ran.output
    assert f"open {out / 'site' / 'index.html'}" in " ".join(ran.stderr.split())
    assert "ledger as of 2 December 2023" in (out / "site" / "index.html").read_text("utf-8")
    assert CliRunner().invoke(app, ["site", str(out), "--to", str(tmp_path / "public")]).exit_code == 0
    known = Ledger.open(out).derive(known_by="2023-12-02")
    later = sum((document.published or "") > "2023-12-02" for document in known.documents)
    assert (later, board_facts(known).later) == (later, later) != (0, 0)
    api.write_site(known, tmp_path / "then")
    assert f"{8 - later} documents, {8 - later} stories once 0 reprints" in (tmp_path / "then" / "index.html").read_text("utf-8")
    assert (tmp_path / "public" / "documents" / "item-00000.html").is_file()
    refused = CliRunner().invoke(app, ["site", str(out), "--to", str(tmp_path)])
    assert refused.exit_code == 1
    assert "Choose an empty folder with --to" in " ".join(refused.stderr.split())
