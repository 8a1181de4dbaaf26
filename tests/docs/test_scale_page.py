"""The programs of docs/scale.md code what a build then finds coded."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from toy_coder import ToyCoder, load_toy, toy_derive, write_articles

import servanda.ledger
from servanda import api
from servanda.engines.building import Order

PAGE = Path(__file__).resolve().parents[2] / "docs" / "scale.md"


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.setattr(servanda.ledger, "derive", toy_derive, raising=False)
    names: dict[str, Any] = {"__name__": "page"}
    for block in re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL):
        exec(block, names)
    return names


def finds_all_coded(articles: list[Path], out: Path, room: Path) -> bool:
    coder = ToyCoder()
    ledger = api.build_with(Order(tuple(articles), out), lambda: coder)
    return coder.seen == [] and ledger.claims == api.build_with(Order(tuple(articles), room / "at-once"), load_toy).claims


def test_the_array_job(programs: dict[str, Any], tmp_path: Path) -> None:
    files = [write_articles(tmp_path / f"{n}.jsonl", 5, first=5 * n) for n in range(3)]
    for part in (0, 1, 1):
        programs["code_part"](files, tmp_path / "out" / "shards", part, 2, load_toy)
    assert len(list((tmp_path / "out" / "shards").iterdir())) == 2
    assert finds_all_coded(files, tmp_path / "out", tmp_path)


class Partitions:
    """As much of Spark as the page uses."""

    def __init__(self, rows: Iterable[Any]) -> None:
        self.rows = rows

    def mapPartitions(self, function: Callable[[Iterator[Any]], Iterable[Any]]) -> Partitions:  # noqa: N802 (the name is Spark's)
        return Partitions(row for each in self.rows for row in function(iter([each])))

    def collect(self) -> list[Any]:
        return list(self.rows)


def test_the_spark_job(programs: dict[str, Any], tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "a.jsonl", 30)
    spark = SimpleNamespace(sparkContext=SimpleNamespace(parallelize=lambda rows, slices: Partitions(rows)))
    programs["code_on"](spark, [articles], tmp_path / "out", 2, load_toy)
    assert len(list((tmp_path / "out" / "shards").iterdir())) > 4
    assert finds_all_coded([articles], tmp_path / "out", tmp_path)
