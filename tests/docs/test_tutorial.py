"""docs/tutorial.md: every block runs, in order, in an empty folder, and every command prints what the page shows."""

from __future__ import annotations

from pathlib import Path

from written_pages import program


def test_the_tutorial_prints_what_it_shows(tmp_path: Path) -> None:
    tutorial = program("tutorial")
    page = tutorial.PAGE.read_text("utf-8")
    assert tutorial.rewritten(page, tmp_path).splitlines() == page.splitlines(), "run python docs/tutorial.py and read what has changed"
    assert (tmp_path / "out/site/index.html").is_file()
    assert len(list((tmp_path / "tables").glob("*.csv"))) > 10
