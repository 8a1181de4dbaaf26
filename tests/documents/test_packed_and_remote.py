"""Packed files, archives, standard input and object stores: the same documents as from plain files, and bounds that hold."""

from __future__ import annotations

import bz2
import datetime
import gzip
import io
import json
import lzma
import random
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import fsspec
import pyarrow as pa
import pytest

from servanda.documents import document_count, read_documents
from servanda.documents.files import KINDS
from servanda.documents.finding import find_files
from servanda.documents.reading import READERS
from servanda.documents.sniffing import XML_ROOTS
from servanda.records import Document, Rejection
from tests.documents.samples import paragraph, pdf

LATEST = datetime.date(2024, 1, 1)
GOOD = "Norway and Chile agreed on Friday to reopen the harbour office."
ROWS = "".join(json.dumps({"text": f"{GOOD} Point {n}."}) + "\n" for n in range(3)).encode()


def zstd(data: bytes) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, "zstd") as out:
        out.write(data)
    return bytes(sink.getvalue())


PACKERS: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress, ".zst": zstd}


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def read(*inputs: str | Path) -> tuple[list[Document], list[Rejection]]:
    refused: list[Rejection] = []
    documents = list(read_documents(inputs, refused.append, latest=LATEST))
    assert all(rejection.source and rejection.reason and rejection.mend for rejection in refused)
    return documents, refused


def test_every_kind_has_its_reader() -> None:
    assert {*KINDS.values(), *XML_ROOTS.values()} - {"xml", "zip"} == set(READERS)


@pytest.mark.parametrize("suffix", PACKERS)
def test_packed_files(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"rows.jsonl{suffix}").write_bytes(PACKERS[suffix](ROWS))
    documents, refused = read(tmp_path)
    assert (len(documents), refused) == (3, [])


@pytest.mark.parametrize("suffix", PACKERS)
@pytest.mark.parametrize("kind", ["txt", "jsonl"])
def test_a_packed_bomb_is_refused_before_it_fills_memory(tmp_path: Path, suffix: str, kind: str) -> None:
    (tmp_path / f"a.{kind}{suffix}").write_bytes(PACKERS[suffix](b"a" * (12 << 20)))
    tracemalloc.start()
    documents, refused = read(tmp_path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert documents == []
    assert "200 times its size" in refused[-1].reason
    assert peak < 64 << 20


@pytest.mark.parametrize("suffix", PACKERS)
def test_what_is_not_packed_as_its_suffix_says(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"a.txt{suffix}").write_bytes(GOOD.encode() * 50)
    (tmp_path / f"b.txt{suffix}").write_bytes(PACKERS[suffix](GOOD.encode())[:-12])
    _, (one, two, *_) = read(tmp_path)
    assert one.reason == f"the file is not compressed as {suffix} says, or damaged"
    assert "breaks off" in two.reason


def test_members_of_an_archive(tmp_path: Path) -> None:
    inner = zipped({"deep.txt": GOOD.encode(), "deeper.zip": zipped({"x.txt": b"Never read."})})
    members = {
        "b/rows.jsonl": ROWS, "a.txt": b"Chile pays the rent.", "c.jsonl.gz": gzip.compress(b'{"text": "Norway pays."}'), ".hidden.txt": b"no",
        "__MACOSX/a.txt": b"no", "old.zip": inner, "picture.png": b"\x89PNG",
        "s.pdf": pdf([paragraph(["The office is to open by 1 March."], 700)]),
    }  # fmt: skip
    path = tmp_path / "wire.zip"
    path.write_bytes(zipped(members))
    documents, refused = read(path)
    name = path.as_posix()
    assert [document.source for document in documents] == [
        f"{name}/a.txt", *(f"{name}/b/rows.jsonl#{n}" for n in (1, 2, 3)), f"{name}/c.jsonl.gz#1", f"{name}/old.zip/deep.txt", f"{name}/s.pdf",
    ]  # fmt: skip
    assert [(rejection.source, rejection.reason) for rejection in refused] == [
        (f"{name}/old.zip/deeper.zip", "an archive lies in an archive in an archive"),
        (f"{name}/picture.png", "the suffix '.png' is not known"),
    ]
    assert document_count([path]) is None


def locked(data: bytes) -> bytes:
    """The archive with its first member marked as encrypted."""
    changed = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        changed[changed.index(mark) + offset] |= 1
    return bytes(changed)


def with_a_wrong_sum(data: bytes) -> bytes:
    changed = bytearray(data)
    changed[changed.index(b"PK\x01\x02") + 16] ^= 0xFF
    return bytes(changed)


def with_a_broken_lzma_stream() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.txt", GOOD * 100)
    changed = bytearray(packed.getvalue())
    for at in range(60, changed.index(b"PK\x01\x02"), 3):
        changed[at] ^= 0x55
    return bytes(changed)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (with_a_broken_lzma_stream(), "the member is damaged"),
        (b"", "empty"), (b"PK\x03\x04 and no more", "cannot be opened"), (zipped({"a.txt": GOOD.encode()})[:-30], "cannot be opened"), (zipped({}), "no files"),
        (zipped({"a.txt": b"a" * (40 << 20)}), "200 times"), (locked(zipped({"a.txt": GOOD.encode()})), "encrypted"),
        (with_a_wrong_sum(zipped({"a.txt": GOOD.encode()})), "the member is damaged"),
        (zipped({"z.bin": random.Random(1).randbytes(200_000), "a.txt": b"a" * (11 << 20)}), "member unpacks to more than 200 times"),
    ],
)  # fmt: skip
def test_archives_that_cannot_be_read(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "a.zip").write_bytes(data)
    (tmp_path / "z.txt").write_bytes(GOOD.encode())
    documents, refused = read(tmp_path)
    assert [document.text for document in documents] == [GOOD]
    assert reason in refused[0].reason


class Piped:
    """Standard input with these bytes in it."""

    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)

    def isatty(self) -> bool:
        return False


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (ROWS, 3), (gzip.compress(ROWS), 3), (zstd(ROWS), 3), (b'[\n{"text": "One."}]', 1), (b"date,text\n2023-12-08,One.\n", 1),
        (b"date\ttext\n2023-12-08\tOne.\n", 1),
        (GOOD.encode(), 1), (b"[Embargoed] " + GOOD.encode(), 1), (pdf([paragraph([GOOD], 700)]), 1), (zipped({"a.txt": b"One.", "b.txt": b"Two."}), 2),
        (f"<!DOCTYPE html><html><body><p>{GOOD}</p></body></html>".encode(), 1),
        (f"<rss version='2.0'><channel><item><description>{GOOD}</description></item></channel></rss>".encode(), 1),
    ],
)  # fmt: skip
def test_standard_input_is_told_by_its_first_bytes(monkeypatch: pytest.MonkeyPatch, data: bytes, texts: int) -> None:
    monkeypatch.setattr(sys, "stdin", Piped(data))
    documents, refused = read("-")
    assert (len(documents), refused) == (texts, [])
    assert documents[0].source.startswith("standard input")


def test_an_empty_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Piped(b""))
    assert [(rejection.source, rejection.reason) for rejection in read("-")[1]] == [("standard input", "the file is empty")]


@pytest.fixture
def store() -> str:
    """An object store with a folder in it."""
    memory = fsspec.filesystem("memory")
    memory.store.clear()
    for name, data in {
        "b.jsonl.gz": gzip.compress(ROWS),
        "a.txt": GOOD.encode(),
        ".hidden.txt": b"no",
        "c.zip": zipped({"d.txt": b"One."}),
        "x.bin": b"?",
    }.items():
        memory.pipe(f"/wire/{name}", data)
    return "memory://wire"


def test_object_stores(store: str) -> None:
    documents, refused = read(store)
    assert [document.source for document in documents] == [
        "memory:///wire/a.txt", *(f"memory:///wire/b.jsonl.gz#{n}" for n in (1, 2, 3)), "memory:///wire/c.zip/d.txt",
    ]  # fmt: skip
    assert [rejection.source for rejection in refused] == ["memory:///wire/x.bin"]
    assert len(read(f"{store}/*.gz", f"{store}/b.jsonl.gz")[0]) == 3
    assert [rejection.reason for rejection in read(f"{store}/none.txt", f"{store}/*.csv")[1]] == ["there is no such file or folder", "no files are there"]


def test_addresses_that_are_no_store(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [rejection.reason for rejection in read("https://example.org/a.html", "zip://a::s3://b/c.zip")[1]] == ["addresses are not fetched"] * 2
    monkeypatch.setitem(sys.modules, "s3fs", None)
    (rejection,) = read("s3://bucket/wire/")[1]
    assert (rejection.reason, rejection.mend) == ("s3:// needs s3fs, which is not installed", "Install it with: pip install s3fs")
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    assert "pip install 'servanda[remote]'" in read("s3://bucket/wire/")[1][0].mend


def test_the_output_folder_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "z.txt").write_text(GOOD, encoding="utf-8")
    refused: list[Rejection] = []
    assert [file.name for file in find_files([tmp_path], refused.append, tmp_path / "out")] == [(tmp_path / "z.txt").as_posix()]
    assert refused == []
