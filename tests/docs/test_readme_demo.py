"""The README opens with what `make demo` prints."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from typer.testing import CliRunner

from servanda.cli import app

README = Path(__file__).resolve().parents[2] / "README.md"


def test_the_readme_shows_what_the_demo_prints(tmp_path: Path) -> None:
    shown = dedent(README.read_text("utf-8").partition("    $ make demo\n")[2].partition("\n\n")[0]).splitlines()
    printed = CliRunner().invoke(app, ["demo", "-o", str(tmp_path / "demo")]).stdout.splitlines()
    assert len(shown) > 10
    assert shown == printed[: len(shown)]
