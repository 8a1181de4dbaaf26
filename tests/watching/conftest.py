from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from toy_coder import toy_derive

import servanda.ledger
from servanda.watching.clock import day_of
from tests.watching.misbehaving import Server, Watcher, serving


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def watcher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Watcher:
    monkeypatch.setattr(servanda.ledger, "derive", toy_derive, raising=False)
    watching = Watcher(tmp_path / "out")
    for module in ("making", "reading"):  # else the items of the test would lie in the future
        monkeypatch.setattr(f"servanda.documents.{module}.today", lambda: day_of(watching.clock.now()))
    return watching
