"""docs/tutorial.md: every block runs, in order, in an empty folder, and every command prints what the page shows."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from servanda.cli import app

PAGE = Path(__file__).resolve().parents[2] / "docs" / "tutorial.md"
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def commands(block: str) -> list[tuple[str, str]]:
    """The commands of a block, each with what is shown below it."""
    parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)
    assert parts[0] == ""
    return list(zip(parts[1::2], parts[2::2], strict=True))


def printed(command: str) -> str:
    """What a command prints: our own run in this process, which saves their starts; the rest is the shell's."""
    if command.startswith("servanda ") and not re.search(r"[|<>]", command):
        result = CliRunner().invoke(app, shlex.split(command)[1:])
        assert result.exit_code in (0, 1), command  # 1: `diff` found differences
        return result.output
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(["bash", "-ec", command], env=os.environ | {"PATH": path}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=True)
    return done.stdout


def trimmed(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines()]


def test_the_tutorial_prints_what_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = BLOCK.findall(PAGE.read_text("utf-8"))
    assert {language for language, _ in blocks} == {"sh", "console"}
    for language, block in blocks:
        if language == "sh":
            assert printed(block) == ""
            continue
        for command, shown in commands(block):
            assert trimmed(printed(command)) == trimmed(shown), command
    assert (tmp_path / "out/site/index.html").is_file()
    assert len(list((tmp_path / "tables").glob("*.csv"))) > 10
