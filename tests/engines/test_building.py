"""Builds give the same ledger however they are cut up, and code nothing twice."""

from __future__ import annotations

import errno
import json
import os
import random
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import msgspec
import pytest
from dying import kill_midway
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from toy_coder import ToyCoder, load_never, load_next_version, load_toy, toy_derive, write_articles

import servanda.ledger
from servanda import api
from servanda.engines import facts
from servanda.engines.building import Order
from servanda.errors import InputError, PipelineError, StoreError, TableError
from servanda.ledger import read_facts
from servanda.store import Ledger, folder
from servanda.store.manifest import read_manifest
from servanda.store.shards import Receipt


@pytest.fixture(autouse=True)
def _toy_ledger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servanda.ledger, "derive", toy_derive, raising=False)


def build(inputs: object, out: Path, **options: object) -> Ledger:
    load = options.pop("load", load_toy)
    paths = inputs if isinstance(inputs, tuple) else (inputs,)
    return api.build_with(Order(paths, out, **options), load)


def exported(ledger: Ledger, to: Path) -> dict[str, bytes]:
    """All bytes of the text exports."""
    api.export(ledger, "jsonl", to)
    api.export(ledger, "csv", to)
    return {path.name: path.read_bytes() for path in sorted(to.iterdir())}


def files_of(out: Path) -> dict[str, tuple[int, bytes]]:
    """Every file but the lock, with its time of change."""
    paths = [path for path in sorted(out.rglob("*")) if path.is_file() and path.name != ".lock"]
    return {str(path.relative_to(out)): (path.stat().st_mtime_ns, path.read_bytes()) for path in paths}


def test_a_build_leaves_what_the_design_names(tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "a.jsonl", 8)
    ledger = build(articles, tmp_path / "out")
    shard = next((tmp_path / "out" / "shards").iterdir())
    assert {path.name for path in shard.iterdir()} == {f"{name}.parquet" for name in ("documents", "claims", "quotations", "places", "times")} | {
        "receipt.json",
        "facts.msgpack",
    }
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"shards", "ledger.duckdb", "manifest.json", "rejects.csv", "rejects.jsonl", ".lock"}
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["coder"] == "toy-1"
    assert manifest["documents"] == 8
    assert len(manifest["inputs"][str(articles)]) == 64
    assert ledger.as_of == "2023-12-08"
    assert [row.display for row in ledger.commitments] == [f"C-{n:04d}" for n in range(1, 7)]


def test_shard_size_and_order_of_inputs_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = write_articles(tmp_path / "a.jsonl", 30)
    whole = exported(build(articles, tmp_path / "whole"), tmp_path / "1")
    lines = articles.read_text().splitlines()
    random.Random(7).shuffle(lines)
    (tmp_path / "b.jsonl").write_text("\n".join(lines[:11]))
    (tmp_path / "c.jsonl").write_text("\n".join(lines[11:]))
    monkeypatch.setattr(folder, "DOCUMENTS_PER_SHARD", 4)
    cut = build((tmp_path / "c.jsonl", tmp_path / "b.jsonl"), tmp_path / "cut")
    assert len(list((tmp_path / "cut" / "shards").iterdir())) == 8
    assert exported(cut, tmp_path / "2") == whole


def test_two_workers_give_what_one_gives(tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "a.jsonl", 30)
    alone = exported(build(articles, tmp_path / "one"), tmp_path / "1")
    together = build(articles, tmp_path / "two", workers=2)
    assert len(list((tmp_path / "two" / "shards").iterdir())) > 2
    assert exported(together, tmp_path / "2") == alone


def test_facts_read_by_two_processes_are_those_read_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(write_articles(tmp_path / "a.jsonl", 12), tmp_path / "out", workers=2)
    shards = tmp_path / "out" / "shards"
    kept = {path: path.read_bytes() for path in shards.glob("*/facts.msgpack")}
    for path in kept:
        path.unlink()
    monkeypatch.setattr(facts, "ENOUGH", 2)
    found = facts.facts_over(shards, frozenset(), 2)
    assert len(found) == 12
    assert {path: path.read_bytes() for path in shards.glob("*/facts.msgpack")} == kept
    assert facts.facts_over(shards, frozenset(), 1) == found


def test_only_facts_of_new_documents_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(servanda.ledger, "read_facts", lambda document: (read.append(document.doc_id), read_facts(document))[1])
    for at, name in enumerate(("a", "b")):
        build(write_articles(tmp_path / f"{name}.jsonl", 3, first=1 + 3 * at), tmp_path / "out")
    assert len(read) == len(set(read)) == 6


@pytest.mark.parametrize("content", [b"", b"not facts", msgspec.msgpack.encode(("earlier", {}))])
def test_facts_that_cannot_be_used_are_read_anew(tmp_path: Path, content: bytes) -> None:
    build(write_articles(tmp_path / "a.jsonl", 3), tmp_path / "out")
    (path,) = (tmp_path / "out" / "shards").glob("*/facts.msgpack")
    before = path.read_bytes()
    path.write_bytes(content)
    assert len(facts.facts_over(tmp_path / "out" / "shards", frozenset(), 1)) == 3
    assert path.read_bytes() == before


def test_a_second_build_touches_nothing(tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "a.jsonl", 9)
    build(articles, tmp_path / "out")
    before = files_of(tmp_path / "out")
    coder = ToyCoder()
    build(articles, tmp_path / "out", load=lambda: coder)
    assert coder.seen == []
    assert files_of(tmp_path / "out") == before


def test_only_new_documents_are_coded_and_earlier_ones_stay(tmp_path: Path) -> None:
    build(write_articles(tmp_path / "a.jsonl", 9), tmp_path / "out")
    coder = ToyCoder()
    more = write_articles(tmp_path / "b.jsonl", 4, first=7)
    ledger = build(more, tmp_path / "out", load=lambda: coder)
    assert coder.seen == ["item-00009", "item-00010"]
    assert len(ledger.documents) == 11
    both = build((tmp_path / "a.jsonl", more), tmp_path / "at-once")
    # What is read twice is rejected where both files are read at once; the ledger is the same.
    assert [msgspec.structs.replace(row, source="") for row in both.documents] == [msgspec.structs.replace(row, source="") for row in ledger.documents]
    assert both.claims == ledger.claims


@given(st.lists(st.integers(0, 3), min_size=12, max_size=12), st.randoms(use_true_random=False))
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_split_into_builds_gives_what_one_build_gives(shares: list[int], shuffle: random.Random) -> None:
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        lines = write_articles(room / "whole.jsonl", 12).read_text().splitlines()
        whole = build(room / "whole.jsonl", room / "whole")
        builds = sorted(set(shares))
        shuffle.shuffle(builds)
        for number in builds:
            part = room / "part.jsonl"
            part.write_text("\n".join(line for line, share in zip(lines, shares, strict=True) if share == number))
            split = build(part, room / "split")
        for table in ("commitments", "agreements", "events", "claims"):
            assert getattr(split, table) == getattr(whole, table)


def test_fresh_lets_earlier_documents_go_without_coding_again(tmp_path: Path) -> None:
    build(write_articles(tmp_path / "a.jsonl", 9), tmp_path / "out")
    coder = ToyCoder()
    ledger = build(write_articles(tmp_path / "b.jsonl", 4, first=7), tmp_path / "out", load=lambda: coder, fresh=True)
    assert [row.doc_id for row in ledger.documents] == ["item-00007", "item-00008", "item-00009", "item-00010"]
    assert coder.seen == ["item-00009", "item-00010"]
    assert {row.doc_id for row in ledger.claims} == {row.doc_id for row in ledger.documents}
    assert len(build(tmp_path / "a.jsonl", tmp_path / "out").documents) == 11


def test_a_document_with_other_words_takes_the_place_of_the_earlier_one(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    row = {"id": "x", "published": "2023-12-07", "text": "AZE promises ARM 32 servicemen."}
    path.write_text(json.dumps(row))
    build(path, tmp_path / "out")
    path.write_text(json.dumps(row | {"text": "AZE promises ARM 31 servicemen."}))
    ledger = build(path, tmp_path / "out")
    assert [row.object for row in ledger.commitments] == ["31 servicemen"]
    assert len(ledger.documents) == 1


def test_another_version_of_the_coder_codes_everything_again(tmp_path: Path) -> None:
    build(write_articles(tmp_path / "a.jsonl", 9), tmp_path / "out")
    ledger = build(write_articles(tmp_path / "b.jsonl", 2, first=9), tmp_path / "out", load=load_next_version)
    receipts = [msgspec.json.decode((shard / "receipt.json").read_bytes(), type=Receipt) for shard in (tmp_path / "out" / "shards").iterdir()]
    assert {receipt.coder for receipt in receipts} == {"toy-2"}
    assert sum(len(receipt.documents) for receipt in receipts) == len(ledger.documents) == 11


def test_leftovers_of_a_killed_build_are_cleared(tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "a.jsonl", 3)
    before = exported(build(articles, tmp_path / "out"), tmp_path / "1")
    half = tmp_path / "out" / "shards" / ".writing-0123-1"
    half.mkdir()
    (half / "claims.parquet").write_bytes(b"PAR1")
    unsigned = tmp_path / "out" / "shards" / "00009-0123"
    unsigned.mkdir()
    assert exported(build(articles, tmp_path / "out"), tmp_path / "2") == before
    assert not half.exists()
    assert not unsigned.exists()


KILLED = """
import sys
sys.path.insert(0, {tests!r})
import servanda.ledger, servanda.store.folder as folder
from toy_coder import load_slow, toy_derive
from servanda import api
from servanda.engines.building import Order
if __name__ == "__main__":
    servanda.ledger.derive = toy_derive
    folder.DOCUMENTS_PER_SHARD = 5
    api.build_with(Order(({articles!r},), __import__("pathlib").Path({out!r}), workers={workers}), load_slow)
"""


@pytest.mark.parametrize("workers", [1, 2])
def test_a_build_killed_midway_goes_on_to_the_same_bytes(tmp_path: Path, workers: int) -> None:
    articles = write_articles(tmp_path / "a.jsonl", 60)
    out = tmp_path / "out"
    script = tmp_path / "killed.py"
    script.write_text(KILLED.format(tests=str(Path(__file__).parents[1]), articles=str(articles), out=str(out), workers=workers))
    process = subprocess.Popen([sys.executable, str(script)], start_new_session=True)
    done = kill_midway(process, out)
    coder = ToyCoder()
    resumed = build(articles, out, load=lambda: coder)
    assert 0 < len(coder.seen) < 60
    assert all((out / "shards" / name).stat().st_mtime_ns == changed for name, changed in done.items())
    assert exported(resumed, tmp_path / "1") == exported(build(articles, tmp_path / "undisturbed"), tmp_path / "2")


def test_ctrl_c_leaves_what_was_coded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "DOCUMENTS_PER_SHARD", 3)
    articles = write_articles(tmp_path / "a.jsonl", 9)

    def stop(stage: str, done: int, total: int) -> None:
        if done == 7 and stage == "coding":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        api.build_with(Order((articles,), tmp_path / "out"), load_toy, stop)
    coder = ToyCoder()
    assert len(build(articles, tmp_path / "out", load=lambda: coder).documents) == 9
    assert len(coder.seen) == 3


def test_a_document_the_coder_fails_on_is_rejected_alone(tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "a.jsonl", 5)
    with articles.open("a") as file:
        file.write(json.dumps({"id": "bad", "published": "2023-12-07", "text": "AZE promises ARM 32 servicemen. FAULT"}) + "\n")
    ledger = build(articles, tmp_path / "out")
    assert [row.place for row in ledger.rejects] == ["bad"]
    assert "KeyError" in ledger.rejects[0].reason
    assert "bad" in (tmp_path / "out" / "rejects.csv").read_text()
    assert {row.doc_id for row in ledger.claims} == {f"item-{n:05d}" for n in range(5)}
    before = files_of(tmp_path / "out")
    build(articles, tmp_path / "out")
    assert files_of(tmp_path / "out") == before


def test_a_document_that_kills_workers_is_rejected_alone(tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "a.jsonl", 11)
    with articles.open("a") as file:
        file.write(json.dumps({"id": "item-00005b", "published": "2023-12-07", "text": "AZE promises ARM 32 servicemen. CRASH"}) + "\n")
    ledger = build(articles, tmp_path / "out", workers=2)
    assert [row.place for row in ledger.rejects] == ["item-00005b"]
    assert "died 3 times" in ledger.rejects[0].reason
    assert {row.doc_id for row in ledger.claims} == {f"item-{n:05d}" for n in range(11)}


def test_workers_that_cannot_start_are_told_apart_from_documents_that_kill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOY_PARENT", str(os.getpid()))
    with pytest.raises(PipelineError, match="before it had loaded"):
        build(write_articles(tmp_path / "a.jsonl", 9), tmp_path / "out", workers=2, load=load_never)
    assert not list((tmp_path / "out" / "shards").iterdir())


def test_nothing_to_read_is_an_error_and_is_explained(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    with pytest.raises(InputError, match="nothing could be read"):
        build(tmp_path / "empty.txt", tmp_path / "out")
    assert "empty.txt" in (tmp_path / "out" / "rejects.csv").read_text()


def test_the_output_folder_is_no_input(tmp_path: Path) -> None:
    write_articles(tmp_path / "a.jsonl", 5)
    out = tmp_path / "out"
    assert len(build(tmp_path, out).documents) == 5
    before = files_of(out)
    assert len(build(tmp_path, out).documents) == 5
    assert files_of(out) == before


def test_as_of_and_decisions_make_the_ledger_anew_without_coding(tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "a.jsonl", 8)
    assert build(articles, tmp_path / "out").commitments[0].status == "fulfilled"
    coder = ToyCoder()
    early = build(articles, tmp_path / "out", load=lambda: coder, as_of="2023-12-01")
    assert early.commitments[0].status == "announced"
    assert early.as_of == "2023-12-01"
    count = len(early.commitments)
    decision = {"action": "reject", "target": early.commitments[0].evidence[0].claim_id, "author": "me", "on": "2024-01-01", "reason": "misread"}
    (tmp_path / "out" / "decisions.jsonl").write_text(json.dumps(decision) + "\n")
    assert len(build(articles, tmp_path / "out", load=lambda: coder).commitments) == count - 1
    assert coder.seen == []
    (tmp_path / "out" / "decisions.jsonl").write_text('{"verdict": 1}')
    with pytest.raises(TableError, match="line 1"):
        build(articles, tmp_path / "out", as_of="2023-12-02")


def test_a_full_disk_is_told_in_one_sentence_and_what_was_coded_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = write_articles(tmp_path / "a.jsonl", 9)

    def full(stage: str, done: int, total: int) -> None:
        if stage == "deriving":
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(StoreError, match="No space left on device"):
        api.build_with(Order((articles,), tmp_path / "out"), load_toy, full)
    coder = ToyCoder()
    assert len(build(articles, tmp_path / "out", load=lambda: coder).documents) == 9
    assert coder.seen == []


def test_a_folder_of_another_format_is_refused(tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "a.jsonl", 3)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "manifest.json").write_text('{"format": 99}')
    with pytest.raises(StoreError, match="format 99"):
        build(articles, tmp_path / "out")


@pytest.mark.parametrize("workers", [0, -1])
def test_workers_below_one_are_refused(tmp_path: Path, workers: int) -> None:
    with pytest.raises(InputError, match="workers"):
        api.build(tmp_path, tmp_path / "out", workers=workers)


def test_a_file_that_may_not_be_read_stops_no_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = write_articles(tmp_path / "a.jsonl", 2)
    closed = tmp_path / "closed.txt"
    closed.write_text("AZE released 2 boats.")
    opened = Path.open

    def guarded(path: Path, *arguments: object, **options: object) -> object:
        if path == closed:
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(path, *arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", guarded)
    ledger = build(tmp_path / "*.*", tmp_path / "out")
    assert [reject.reason for reject in ledger.rejects] == ["the file cannot be read (Permission denied)"]
    assert list(read_manifest(tmp_path / "out").inputs) == [str(articles)]


def test_names_that_no_disk_holds_and_names_with_a_mark_of_lines_stop_no_build(tmp_path: Path) -> None:
    inputs = tmp_path / "in"
    inputs.mkdir()
    with zipfile.ZipFile(inputs / "long.zip", "w") as archive:
        archive.writestr("n" * 300 + ".txt", "AZE released 2 boats.")
    (inputs / "talks#2.txt").write_text("AZE released 3 boats.")
    assert len(build(inputs, tmp_path / "out").documents) == 2
    assert list(read_manifest(tmp_path / "out").inputs) == [str(inputs / "long.zip"), str(inputs / "talks#2.txt")]


@pytest.mark.skipif(sys.platform != "linux", reason="names in no encoding")
def test_a_file_whose_name_is_in_no_encoding_stops_no_build(tmp_path: Path) -> None:
    with open(os.path.join(os.fsencode(tmp_path), b"caf\xe9.txt"), "wb") as file:
        file.write(b"AZE released 2 boats.")
    with open(os.path.join(os.fsencode(tmp_path), b"caf\xe9.txt.png"), "wb") as file:
        file.write(b"picture")
    ledger = build(tmp_path, tmp_path / "out")
    assert [document.source for document in ledger.documents] == [f"{tmp_path}/caf\ufffd.txt"]
    assert [reject.source for reject in ledger.rejects] == [f"{tmp_path}/caf\ufffd.txt.png"]
