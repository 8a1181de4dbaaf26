"""Builds over a Ray cluster give what one process gives, whatever dies on the way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from dying import kill_midway
from toy_coder import ToyCoder, load_never, load_other_elsewhere, load_slow, load_toy, toy_derive, write_articles

import servanda.ledger
from servanda import api
from servanda.engines import cluster, joining
from servanda.engines.building import Order, silent
from servanda.engines.joining import QUIET, RayCluster
from servanda.engines.loading import CoderLoader, LoadCoder
from servanda.errors import ClusterError, InputError, PipelineError
from servanda.store import Ledger, folder

needs_ray = pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed (pip install 'servanda[scale]')")
pytestmark = needs_ray
TESTS = str(Path(__file__).parents[1])


@pytest.fixture(autouse=True)
def _toy_ledger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servanda.ledger, "derive", toy_derive, raising=False)
    monkeypatch.setattr(folder, "DOCUMENTS_PER_SHARD", 5)


@pytest.fixture(scope="module")
def nodes() -> Iterator[Any]:
    """A cluster of two nodes with one CPU each, whose workers can import the toy coder. Joined once: each driver starts workers of its own."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in QUIET.items():
            patch.setenv(name, value)
        patch.setenv("PYTHONPATH", os.pathsep.join([TESTS, os.environ.get("PYTHONPATH", "")]))
        patch.setenv("TOY_PARENT", str(os.getpid()))
        import ray
        from ray.cluster_utils import Cluster

        two = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
        two.add_node(num_cpus=1)
        ray.init(address=two.address, log_to_driver=False, logging_level="ERROR")
        yield two
        ray.shutdown()
        two.shutdown()


def build(nodes: Any, articles: Path, out: Path, load: LoadCoder = load_toy, progress: Any = silent, patience: float = 60) -> Ledger:
    return api.build_with(Order((articles,), out, cluster=RayCluster(nodes.address, patience)), load, progress)


def locally(articles: Path, out: Path) -> Ledger:
    return api.build_with(Order((articles,), out), load_toy)


def exported(ledger: Ledger, to: Path) -> dict[str, bytes]:
    api.export(ledger, "jsonl", to)
    return {path.name: path.read_bytes() for path in sorted(to.iterdir())}


def assert_exact(ledger: Ledger, articles: Path, out: Path, room: Path) -> None:
    """The rows of a local build, each document in one shard, and nothing else in the folder."""
    assert exported(ledger, room / "cluster.rows") == exported(locally(articles, room / "local"), room / "local.rows")
    shards = list((out / "shards").iterdir())
    receipts = [json.loads((shard / "receipt.json").read_text()) for shard in shards]
    assert sum(len(receipt["documents"]) for receipt in receipts) == len(ledger.documents)
    assert not [shard.name for shard in shards if shard.name.startswith(".")]


def wait_for_free_cpus(count: int) -> None:
    import ray

    deadline = time.monotonic() + 30
    while ray.available_resources().get("CPU", 0) != count:
        assert time.monotonic() < deadline, f"there are not {count} free CPUs"
        time.sleep(0.05)


def add(articles: Path, doc_id: str, words: str) -> None:
    with articles.open("a") as file:
        file.write(json.dumps({"id": doc_id, "published": "2023-12-07", "text": f"AZE promises ARM 32 servicemen. {words}"}) + "\n")


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"address": "127.0.0.1:1"}, ClusterError, "does not answer"),
        ({"address": "somewhere"}, InputError, "is no address"),
        ({"address": "127.0.0.1:99999"}, InputError, "is no address"),
        ({"patience": 0}, InputError, "too short"),
        ({"engine": "local", "address": "auto"}, InputError, "engine is ray"),
    ],
)
def test_what_cannot_be_joined_is_told(tmp_path: Path, options: dict[str, Any], error: type[Exception], words: str) -> None:
    (tmp_path / "a.txt").write_text("Nothing was agreed.")
    with pytest.raises(error, match=words):
        api.build(tmp_path / "a.txt", tmp_path / "out", **({"engine": "ray"} | options))


def test_where_ray_is_not_installed_the_command_that_installs_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joining, "find_spec", lambda name: None)
    with pytest.raises(ClusterError, match=r"pip install .servanda\[scale\]"):
        api.build(tmp_path, tmp_path / "out", engine="ray")


def test_tables_are_found_by_workers_in_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own-pipeline").mkdir()
    load = CoderLoader("own-pipeline", (Path("actors.toml"),)).from_anywhere()
    assert load == CoderLoader(str(tmp_path / "own-pipeline"), (tmp_path / "actors.toml",))
    assert CoderLoader("en_core_web_trf").from_anywhere() == CoderLoader("en_core_web_trf")


def test_a_killed_worker_costs_nothing(nodes: Any, tmp_path: Path) -> None:
    articles, stone = write_articles(tmp_path / "a.jsonl", 30), tmp_path / "stone"
    add(articles, "item-00011b", f"STUMBLE {stone}")
    stone.touch()
    ledger = build(nodes, articles, tmp_path / "out")
    assert not stone.exists()
    assert ledger.rejects == []
    assert_exact(ledger, articles, tmp_path / "out", tmp_path)


def test_a_node_that_goes_away_costs_nothing(nodes: Any, tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "a.jsonl", 60)
    (doomed,) = nodes.worker_nodes

    def remove(stage: str, done: int, total: int) -> None:
        if done and stage == "coding" and doomed in nodes.worker_nodes:
            nodes.remove_node(doomed, allow_graceful=False)

    try:
        ledger = build(nodes, articles, tmp_path / "out", load_slow, remove)
    finally:
        nodes.add_node(num_cpus=1)
    assert_exact(ledger, articles, tmp_path / "out", tmp_path)


KILLED = """
import sys
from pathlib import Path
import servanda.ledger, servanda.store.folder as folder
from toy_coder import load_slow, toy_derive
from servanda import api
from servanda.engines.building import Order
from servanda.engines.joining import RayCluster
servanda.ledger.derive = toy_derive
folder.DOCUMENTS_PER_SHARD = 5
articles, out, address = sys.argv[1:]
api.build_with(Order((articles,), Path(out), cluster=RayCluster(address, 60.0)), load_slow)
"""


def test_a_killed_driver_goes_on_where_it_was(nodes: Any, tmp_path: Path) -> None:
    articles, out = write_articles(tmp_path / "a.jsonl", 60), tmp_path / "out"
    process = subprocess.Popen([sys.executable, "-c", KILLED, articles, out, nodes.address])
    done = kill_midway(process, out)
    resumed = build(nodes, articles, out)
    assert all((out / "shards" / name).stat().st_mtime_ns == changed for name, changed in done.items())
    assert_exact(resumed, articles, out, tmp_path)


def test_ctrl_c_leaves_what_was_coded_and_nobody_at_work(nodes: Any, tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "a.jsonl", 30)

    def stop(stage: str, done: int, total: int) -> None:
        if done and stage == "coding":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(nodes, articles, tmp_path / "out", load_slow, stop)
    wait_for_free_cpus(2)
    coder = ToyCoder()
    resumed = api.build_with(Order((articles,), tmp_path / "out"), lambda: coder)
    assert 0 < len(coder.seen) < 30
    assert_exact(resumed, articles, tmp_path / "out", tmp_path)


def test_documents_that_kill_or_hang_are_set_aside_alone_and_nothing_is_printed(
    nodes: Any, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "DOCUMENTS_PER_SHARD", 2)
    articles = write_articles(tmp_path / "a.jsonl", 4)
    add(articles, "crash", "CRASH")
    add(articles, "hang", "HANG")
    ledger = build(nodes, articles, tmp_path / "out", patience=2)
    assert [row.place for row in ledger.rejects] == ["crash", "hang"]
    assert all("died 3 times, or took longer than 2 seconds" in row.reason for row in ledger.rejects)
    assert {row.doc_id for row in ledger.claims} == {f"item-{n:05d}" for n in range(4)}
    assert capfd.readouterr() == ("", "")


def test_no_free_cpu_is_told_in_time(nodes: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import ray

    monkeypatch.setattr(cluster, "START", 1.0)
    articles = write_articles(tmp_path / "a.jsonl", 4)
    others = [ray.remote(num_cpus=1)(lambda: time.sleep(120)).remote() for _ in range(2)]
    try:
        wait_for_free_cpus(0)
        with pytest.raises(ClusterError, match=r"no word from a worker for \d+ seconds; 0 of 2 CPUs are free.*--patience"):
            build(nodes, articles, tmp_path / "out", patience=1)
    finally:
        for other in others:
            ray.cancel(other, force=True)
    assert not list((tmp_path / "out" / "shards").iterdir())


@pytest.mark.parametrize(
    ("load", "error", "words"),
    [(load_never, ClusterError, "ended before they had loaded the coder"), (load_other_elsewhere, PipelineError, "loaded another coder")],
)
def test_workers_that_do_not_fit_are_no_documents_fault(
    nodes: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, load: LoadCoder, error: type[Exception], words: str
) -> None:
    monkeypatch.setenv("TOY_PARENT", str(os.getpid()))
    monkeypatch.setattr(cluster, "ATTEMPTS", 1)  # each costs the start of a process
    with pytest.raises(error, match=words):
        build(nodes, write_articles(tmp_path / "a.jsonl", 4), tmp_path / "out", load)
    assert not list((tmp_path / "out" / "shards").iterdir())
