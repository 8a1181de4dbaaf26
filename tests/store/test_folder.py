"""What a build has to do, planned from what was read and what the folder has."""

from __future__ import annotations

import itertools
from pathlib import Path

import msgspec

from servanda.records import Coded, Document
from servanda.store import Folder, Plan, document_key, place_shard, shard_files
from servanda.store import folder as folder_module

OLD = Document(doc_id="x", text="Baku agrees.", published="2023-12-07", source="a.txt")
NEW = Document(doc_id="x", text="Baku agrees again.", published="2023-12-08", source="b.txt")
OTHER = Document(doc_id="y", text="Yerevan agrees.", source="c.txt")


def test_the_key_of_a_document_is_everything_but_its_path() -> None:
    assert document_key(OLD) == document_key(msgspec.structs.replace(OLD, source="elsewhere/a.txt"))
    assert document_key(OLD) != document_key(msgspec.structs.replace(OLD, outlet="Trend"))
    assert document_key(OLD) != document_key(msgspec.structs.replace(OLD, text="Baku agreed."))


def test_of_documents_with_one_id_the_last_published_counts_whatever_the_order(tmp_path: Path) -> None:
    with Folder.hold(tmp_path / "out") as folder:
        for order in itertools.permutations([OLD, NEW, OTHER, OTHER]):
            plan = folder.plan(order, "toy-1")
            assert plan.todo == [NEW, OTHER]
            assert [(reject.source, reject.place) for reject in plan.rejects] == [("a.txt", "x")]


def test_what_has_been_coded_is_not_planned_and_the_retired_is_not_loaded(tmp_path: Path) -> None:
    with Folder.hold(tmp_path / "out") as folder:
        (work,) = folder.plan([OLD, OTHER], "toy-1").works(folder.next_number(), workers=1)
        place_shard(folder.shards_path, shard_files(work, "toy-1", [Coded(document=OLD), Coded(document=OTHER)], {}))
        assert folder.next_number() == 2
        assert folder.plan([OTHER], "toy-1").todo == []
        plan = folder.plan([NEW], "toy-1")
        assert plan.todo == [NEW]
        assert plan.retired == {document_key(OLD)}
        assert folder.load(plan.retired).tables["documents"]["doc_id"].to_pylist() == ["y"]
        assert folder.plan([OLD], "toy-1", fresh=True).retired == {document_key(OTHER)}
        assert folder.plan([NEW], "toy-2").todo == [NEW, OTHER]


def test_shards_are_bounded_by_documents_and_by_characters() -> None:
    many = Plan(todo=[Document(doc_id=str(n), text="x") for n in range(450)])
    assert [len(work.documents) for work in many.works(1, workers=1)] == [200, 200, 50]
    assert [work.number for work in many.works(7, workers=1)] == [7, 8, 9]
    assert max(len(work.documents) for work in many.works(1, workers=4)) == 15
    long = Plan(todo=[Document(doc_id=str(n), text="x" * (folder_module.CHARACTERS_PER_SHARD // 2)) for n in range(5)])
    assert [len(work.documents) for work in long.works(1, workers=1)] == [2, 2, 1]
    assert list(Plan().works(1, workers=3)) == []


def test_long_documents_make_no_shard_that_others_wait_for() -> None:
    mixed = Plan(todo=[Document(doc_id=str(n), text="x" * (1000 if n < 40 else 10)) for n in range(400)])
    sizes = [sum(len(document.text) for document in work.documents) for work in mixed.works(1, workers=2)]
    assert max(sizes) <= sum(sizes) / 16 + 1000


def test_what_a_killed_build_left_half_written_is_cleared(tmp_path: Path) -> None:
    with Folder.hold(tmp_path / "out") as folder:
        (work,) = folder.plan([OLD], "toy-1").works(folder.next_number(), workers=1)
        shard = place_shard(folder.shards_path, shard_files(work, "toy-1", [Coded(document=OLD)], {})).folder
    whole = sorted((tmp_path / "out").rglob("*"))
    for aside in (shard / ".facts.msgpack-7", tmp_path / "out" / ".manifest.json-7", tmp_path / "out" / ".ledger.duckdb-7"):
        aside.write_bytes(b"half")
    (tmp_path / "out" / "shards" / ".writing-00002-7").mkdir()
    with Folder.hold(tmp_path / "out"):
        assert sorted((tmp_path / "out").rglob("*")) == whole
