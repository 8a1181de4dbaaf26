"""Each claim of docs/security.md names a test that is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_tests_that_hold_the_claims_exist() -> None:
    page = (ROOT / "docs" / "security.md").read_text("utf-8")
    written = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    assert [name for name in re.findall(r"`(test_\w+)`", page) if f"def {name}(" not in written] == []
    assert [path for path in re.findall(r"`((?:tests|benchmarks)/[\w/.]+)`", page) if not (ROOT / path).exists()] == []


def test_each_attack_has_its_answer_and_its_test() -> None:
    rows = [line.strip("| ").split(" | ") for line in (ROOT / "docs" / "security.md").read_text("utf-8").splitlines() if line.startswith("| ")]
    assert [row for row in rows if row[0] != "attack" and not (len(row) == 3 and "`test" in row[2])] == []
