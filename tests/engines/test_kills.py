"""Whatever step on the disk a build, a decision or the writing of pages dies at, doing it again gives what was never disturbed gives."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from dying import Killed, dying
from toy_coder import load_next_version, load_toy, toy_derive, write_articles

import servanda.ledger
from servanda import api
from servanda.engines.building import Order
from servanda.engines.deciding import Wish, decide
from servanda.store import Ledger, folder


@pytest.fixture(autouse=True)
def _toy_ledger_in_small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servanda.ledger, "derive", toy_derive, raising=False)
    monkeypatch.setattr(folder, "DOCUMENTS_PER_SHARD", 3)


class World:
    """An output folder in a state, with what may be done to it."""

    def __init__(self, articles: Path, name: str) -> None:
        self.out, self.tables = articles / name, articles / f"{name}-tables"
        self.first, self.more = articles / "a.jsonl", articles / "b.jsonl"

    def build(self, *inputs: Path, load: Any = load_toy, **options: Any) -> Ledger:
        return api.build_with(Order(inputs, self.out, **options), load)

    def decide(self) -> None:
        row = Ledger.open(self.out).commitments[0]
        decide(Ledger.open(self.out), Wish("reject", row.display), author="ed", on="2024-01-01", reason="misread")

    def exported(self) -> dict[str, bytes]:
        api.export(Ledger.open(self.out), "jsonl", self.tables)
        return {path.name: path.read_bytes() for path in sorted(self.tables.iterdir())}


def _damage(world: World) -> None:
    claims = next(iter(sorted((world.out / "shards").iterdir()))) / "claims.parquet"
    claims.write_bytes(claims.read_bytes()[:-40])


STRIDE = 1 if os.environ.get("SERVANDA_TORTURE") else 4  # every step on the disk, or every fourth

# name -> what stands before, what dies, what is done afterwards
DEEDS: dict[str, tuple[Callable[[World], object], Callable[[World], object], Callable[[World], object]]] = {
    "first build": (lambda w: None, lambda w: w.build(w.first), lambda w: w.build(w.first)),
    "more documents, one of them with other words": (lambda w: w.build(w.first), lambda w: w.build(w.more), lambda w: w.build(w.more)),
    "a damaged shard": (lambda w: (w.build(w.first), _damage(w)), lambda w: w.build(w.more), lambda w: w.build(w.more)),
    "another coder": (lambda w: w.build(w.first), lambda w: w.build(w.first, load=load_next_version), lambda w: w.build(w.first, load=load_next_version)),
    "earlier documents let go": (lambda w: w.build(w.first), lambda w: w.build(w.more, fresh=True), lambda w: w.build(w.more, fresh=True)),
    "another day, and back": (lambda w: w.build(w.first), lambda w: w.build(w.first, as_of="2023-12-02"), lambda w: w.build(w.first)),
    "a decision carried out": (lambda w: (w.build(w.first), w.decide()), lambda w: api.rebuild(w.out), lambda w: w.build(w.first)),
}


@pytest.mark.parametrize("name", DEEDS)
def test_a_build_that_dies_at_any_step_on_disk_goes_on_to_the_same_bytes(tmp_path: Path, name: str) -> None:
    before, deed, afterwards = DEEDS[name]
    write_articles(tmp_path / "a.jsonl", 4)
    write_articles(tmp_path / "b.jsonl", 2, first=3)
    rewritten = (tmp_path / "b.jsonl").read_text("utf-8").replace("Item 3", "Item 3, corrected")
    (tmp_path / "b.jsonl").write_text(rewritten, "utf-8")
    start = World(tmp_path, "start")
    before(start)
    undisturbed = World(tmp_path, "undisturbed")
    before(undisturbed)
    afterwards(undisturbed)
    wanted = undisturbed.exported()
    step = 1 + list(DEEDS).index(name) % STRIDE
    while True:
        world = World(tmp_path, f"world-{step}")
        if start.out.exists():
            shutil.copytree(start.out, world.out)
        try:
            with dying(step):
                deed(world)
            break
        except Killed:
            pass
        if (start.out / "ledger.duckdb").exists():
            assert Ledger.open(world.out).commitments  # the old ledger or the new one can be read all the time
        afterwards(world)
        assert world.exported() == wanted, f"killed at step {step}"
        assert not [path.name for path in world.out.iterdir() if path.name.startswith((".ledger", ".manifest"))]
        step += STRIDE
    assert step > 4
