"""The look for known vulnerabilities: what can be mended fails, what cannot is printed, no index is no failure."""

from __future__ import annotations

import json
import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

AUDIT: dict[str, Any] = runpy.run_path(str(Path(__file__).parents[2] / ".ci" / "audit.py"))


def told(*mends: list[str]) -> list[str]:
    """A command that prints the report of a package with these holes."""
    holes = [{"id": f"PYSEC-{number}", "fix_versions": mend, "description": "..."} for number, mend in enumerate(mends)]
    report = {"dependencies": [{"name": "tea", "version": "1.0", "vulns": holes}, {"name": "own", "skip_reason": "editable"}], "fixes": []}
    return [sys.executable, "-c", f"print({json.dumps(report)!r}); raise SystemExit({bool(mends):d})"]


@pytest.mark.parametrize(
    ("command", "status", "words"),
    [
        (told(), 0, "No known vulnerability in 2 packages."), (told([]), 0, "tea 1.0: PYSEC-0, no mend yet"), (told([], ["1.1"]), 1, "PYSEC-1, mended in 1.1"),
        ([sys.executable, "-c", "import sys; sys.exit('no network')"], 0, "cannot be asked from here"), (["/no/such/program"], 0, "cannot be asked from here"),
        ([sys.executable, "-c", "print('[]')"], 0, "cannot be asked from here"), ([sys.executable, "-c", "import time; time.sleep(60)"], 0, "cannot be asked"),
    ],
)  # fmt: skip
def test_what_the_check_says(command: list[str], status: int, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert AUDIT["main"](command, 2.0 if "sleep" in command[-1] else 60.0) == status
    assert words in capsys.readouterr().out
