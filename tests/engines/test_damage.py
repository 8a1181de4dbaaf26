"""Files of a ledger that were cut, changed or lost are noticed, said, and made anew from what is sound."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from toy_coder import ToyCoder, load_toy, toy_derive, write_articles

import servanda.ledger
from servanda import api
from servanda.engines.building import Order
from servanda.errors import StoreError
from servanda.store import Ledger, folder


@pytest.fixture(autouse=True)
def _toy_ledger_in_small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servanda.ledger, "derive", toy_derive, raising=False)
    monkeypatch.setattr(folder, "DOCUMENTS_PER_SHARD", 4)


def build(*inputs: Path, out: Path, coder: ToyCoder | None = None, fresh: bool = False) -> Ledger:
    return api.build_with(Order(inputs, out, fresh=fresh), lambda: coder or load_toy())


def exported(out: Path, to: Path) -> dict[str, bytes]:
    api.export(Ledger.open(out), "jsonl", to)
    return {path.name: path.read_bytes() for path in sorted(to.iterdir())}


def _flip(place: float) -> Callable[[bytes], bytes]:
    def flipped(content: bytes) -> bytes:
        at = int(place * len(content))
        return content[:at] + bytes(byte ^ 0x04 for byte in content[at : at + 1]) + content[at + 1 :]

    return flipped


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "first bit": _flip(0.0),
    "a bit early": _flip(0.21),
    "a bit midway": _flip(0.5),
    "a bit late": _flip(0.83),
    "cut": lambda content: content[: len(content) // 2],
    "emptied": lambda content: b"",
}


@pytest.mark.parametrize("turn", range(2))
def test_whatever_file_is_damaged_the_next_build_notices_it_and_gives_the_same_bytes(tmp_path: Path, caplog: pytest.LogCaptureFixture, turn: int) -> None:
    first, second = write_articles(tmp_path / "a.jsonl", 4), write_articles(tmp_path / "b.jsonl", 2, first=3)
    second.write_text(second.read_text("utf-8").replace("Item 3", "Item 3, corrected"), "utf-8")
    sound = tmp_path / "sound"
    build(first, out=sound)
    build(second, out=sound)  # item 3 came again with another title: its first form must not count again
    wanted = exported(sound, tmp_path / "wanted")
    files = [path.relative_to(sound) for path in sorted(sound.rglob("*")) if path.is_file() and path.name != ".lock"]
    assert len(files) == 18
    for number, file in enumerate(files):
        out, damage = tmp_path / f"out-{number}", list(DAMAGE.values())[(2 * number + number // 3 + 3 * turn) % len(DAMAGE)]
        shutil.copytree(sound, out)
        (out / file).write_bytes(damage((out / file).read_bytes()))
        caplog.clear()
        build(second, out=out)
        if file.name in {"rejects.csv", "rejects.jsonl", "facts.msgpack"}:
            assert caplog.messages == []
        else:
            assert str(out / file) in " ".join(caplog.messages).replace(": ", "/")
        if Ledger.open(out).rejects:  # documents of the first build, which this one was not given
            assert file.name == "documents.parquet"
            build(first, out=out)
            build(second, out=out)
        assert exported(out, tmp_path / f"tables-{number}") == wanted, file


def test_a_damaged_shard_is_read_anew_from_its_own_documents(tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "a.jsonl", 3)
    build(articles, out=tmp_path / "out")
    wanted = exported(tmp_path / "out", tmp_path / "1")
    claims = next((tmp_path / "out" / "shards").iterdir()) / "claims.parquet"
    claims.write_bytes(claims.read_bytes()[:-40])
    coder = ToyCoder()
    build(write_articles(tmp_path / "b.jsonl", 1, first=1), out=tmp_path / "out", coder=coder)
    assert exported(tmp_path / "out", tmp_path / "2") == wanted
    assert len(coder.seen) == 3


def test_documents_that_a_damaged_shard_has_lost_are_rejected_until_they_are_read_again(tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "a.jsonl", 3)
    build(articles, out=tmp_path / "out")
    wanted = exported(tmp_path / "out", tmp_path / "1")
    shard = next((tmp_path / "out" / "shards").iterdir())
    (shard / "documents.parquet").write_bytes(b"PAR1")
    ledger = build(write_articles(tmp_path / "b.jsonl", 1, first=1), out=tmp_path / "out")
    assert [(row.source, row.place) for row in ledger.rejects] == [(shard.name, "item-00000"), (shard.name, "item-00002")]
    assert (tmp_path / "out" / "damaged" / shard.name / "documents.parquet").read_bytes() == b"PAR1"
    build(articles, out=tmp_path / "out")
    assert exported(tmp_path / "out", tmp_path / "2") == wanted


def test_damage_without_a_word_of_what_was_lost_is_rejected_and_nothing_is_deleted(tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "a.jsonl", 3)
    build(articles, out=tmp_path / "out")
    shard = next((tmp_path / "out" / "shards").iterdir())
    for name in ("receipt.json", "documents.parquet"):
        (shard / name).write_bytes((shard / name).read_bytes()[:100])
    ledger = build(write_articles(tmp_path / "b.jsonl", 1, first=7), out=tmp_path / "out")
    assert [(row.source, row.place) for row in ledger.rejects] == [(shard.name, "all its documents")]
    assert {path.name for path in (tmp_path / "out" / "damaged" / shard.name).iterdir()} >= {"claims.parquet", "documents.parquet", "receipt.json"}
    assert [document.doc_id for document in ledger.documents] == ["item-00007"]


def test_an_index_that_was_changed_is_no_ledger_to_read_from_and_is_made_anew(tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "a.jsonl", 6)
    build(articles, out=tmp_path / "out")
    wanted = exported(tmp_path / "out", tmp_path / "1")
    index = tmp_path / "out" / "ledger.duckdb"
    index.write_bytes(index.read_bytes()[:5000] + b"\0" * (index.stat().st_size - 5000))
    with pytest.raises(StoreError, match=r"Delete it and run the build again|Run the build again"):
        exported(tmp_path / "out", tmp_path / "2")
    build(articles, out=tmp_path / "out")
    assert exported(tmp_path / "out", tmp_path / "3") == wanted


def test_a_manifest_that_was_changed_is_told_to_readers_and_made_anew_by_builds(tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "a.jsonl", 3)
    build(articles, out=tmp_path / "out")
    manifest = tmp_path / "out" / "manifest.json"
    before = manifest.read_bytes()
    manifest.write_bytes(before.replace(b'"documents": 3', b'"documents": 4'))
    with pytest.raises(StoreError, match=r"manifest\.json: is damaged"):
        api.compare(tmp_path / "out", tmp_path / "out")
    coder = ToyCoder()
    build(articles, out=tmp_path / "out", coder=coder)
    assert b'"documents": 3' in manifest.read_bytes()
    assert api.compare(tmp_path / "out", tmp_path / "out").same
    assert coder.seen == []
