"""The unit of work: some documents and what was read in them, as Parquet files with a receipt.

A shard is written aside and renamed into place when its receipt is on disk, so a shard that is there is complete, and
a build that was killed goes on where it stopped. The receipt holds a checksum of every file.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from servanda.errors import StoreError
from servanda.profiling import stage
from servanda.records import Coded, Document, Record, Rejection
from servanda.store.columns import from_arrow, to_arrow
from servanda.store.facts import FACTS, encoded_facts, kept_facts
from servanda.store.sealed import Sealed
from servanda.store.tables import BASE

if TYPE_CHECKING:
    from servanda.ledger import DocumentFacts

RECEIPT = "receipt.json"
ASIDE = ".writing-"
FORMAT = 1


class FileMark(Record, frozen=True):
    """Size in bytes and SHA-256 of a file as it was written."""

    size: int
    sha256: str

    def fits(self, path: Path) -> bool:
        """Whether a file is as it was written. Its size is asked first, which is cheap."""
        return path.is_file() and path.stat().st_size == self.size and _sha256(path) == self.sha256


def mark_of(path: Path) -> FileMark:
    """The mark of a file on disk."""
    return FileMark(size=path.stat().st_size, sha256=_sha256(path))


class Receipt(Sealed, frozen=True, kw_only=True):
    """What a shard holds. `documents` maps each document's key to its id; `rejects` has those that could not be coded.

    Of one that is not whole, what it said is taken from the documents beside it; what stands in for it has no seal.
    """

    format: int
    coder: str
    documents: dict[str, str]
    rejects: dict[str, Rejection] = msgspec.field(default_factory=dict)
    files: dict[str, FileMark] = msgspec.field(default_factory=dict)


class ShardWork(Record, frozen=True):
    """Documents to be coded into one shard; `number` only orders shards for the eye."""

    number: int
    documents: tuple[Document, ...]


@dataclass(frozen=True)
class Shard:
    """A complete shard on disk."""

    folder: Path
    receipt: Receipt

    def table(self, name: str) -> pa.Table:
        """One of its tables, as it was written.

        Raises:
            StoreError: if the file has been damaged since.
        """
        path = self.folder / f"{name}.parquet"
        try:
            return pq.read_table(path, partitioning=None, page_checksum_verification=True)
        except (OSError, pa.ArrowInvalid) as error:
            raise StoreError("cannot be read", where=str(path), mend="Run the build again: it codes damaged shards anew") from error

    def documents(self) -> list[Document]:
        """The documents it holds, rejected ones included."""
        return from_arrow(self.table("documents"), Document)

    def facts(self) -> Mapping[str, DocumentFacts] | None:
        """What the ledger asks of its documents' texts, by their ids; None where it is to be read anew."""
        return kept_facts(self.folder, self.receipt.documents.values())

    def keep_facts(self) -> None:
        """Reads its documents anew and keeps what the ledger asks of their texts.

        Raises:
            StoreError: if the documents have been damaged since they were written.
        """
        write_whole(self.folder / FACTS, encoded_facts(self.documents()))

    def damage(self) -> str | None:
        """What is wrong with its files, or None if each is as the receipt says."""
        if not self.receipt.whole:
            return f"{RECEIPT} has changed since it was written"
        for name, mark in self.receipt.files.items():
            if not mark.fits(self.folder / name):
                return f"{name} has changed since it was written, or is gone"
        return None


def document_key(document: Document) -> str:
    """What a document is known by in the store: a hash of everything in it but the path it was read from."""
    return hashlib.sha256(msgspec.json.encode(msgspec.structs.replace(document, source=""))).hexdigest()[:32]


def find_shards(folder: Path) -> tuple[list[Shard], list[Path]]:
    """The shards, in the order of their names, and the leftovers of builds that were cut short: those that have no receipt."""
    shards, leftovers = [], []
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if path.name.startswith(ASIDE) or (path.is_dir() and not (path / RECEIPT).exists()):
            leftovers.append(path)
        elif path.is_dir():
            shards.append(Shard(path, _read_receipt(path)))
    return shards, leftovers


def _read_receipt(shard: Path) -> Receipt:
    """The receipt of a shard; where it is damaged, one without a seal that names the documents that can still be read."""
    try:
        receipt = msgspec.json.decode((shard / RECEIPT).read_bytes(), type=Receipt)
        if receipt.whole:
            return receipt
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        pass
    try:
        documents = Shard(shard, Receipt(format=FORMAT, coder="", documents={})).documents()
    except StoreError:
        documents = []
    return Receipt(format=FORMAT, coder="", documents={document_key(document): document.doc_id for document in documents})


class ShardFiles(NamedTuple):
    """A shard that is not on disk yet: the name of its folder, the version of its coder, the content of each file, the receipt last."""

    name: str
    coder: str
    files: dict[str, bytes]


@stage("writing")
def shard_files(work: ShardWork, coder: str, coded: Sequence[Coded], rejects: Mapping[str, Rejection]) -> ShardFiles:
    """What a shard is made of.

    Args:
        coder: version of the coder that read the documents.
        coded: what was read, in any order.
        rejects: the documents that could not be coded, by key.
    """
    keys = {document_key(document): document.doc_id for document in work.documents}
    digest = hashlib.sha256("\n".join([str(FORMAT), coder, *sorted(keys)]).encode()).hexdigest()[:16]
    files = {f"{name}.parquet": _parquet(table) for name, table in _tables(work, coded).items()}
    marks = {name: FileMark(size=len(content), sha256=hashlib.sha256(content).hexdigest()) for name, content in files.items()}
    receipt = Receipt(format=FORMAT, coder=coder, documents=dict(sorted(keys.items())), rejects=dict(sorted(rejects.items())), files=marks)
    files[FACTS] = encoded_facts(work.documents)  # no file of the receipt's: it can be made anew
    files[RECEIPT] = msgspec.json.format(msgspec.json.encode(receipt.sealed()), indent=1)
    return ShardFiles(f"{work.number:05d}-{digest}", coder, files)


@stage("writing")
def place_shard(folder: Path, packed: ShardFiles) -> Shard:
    """Write a shard aside in `folder`, the `shards` folder, and rename it into place."""
    aside, place = folder / f"{ASIDE}{packed.name}-{os.getpid()}", folder / packed.name
    shutil.rmtree(aside, ignore_errors=True)
    try:
        aside.mkdir(parents=True)
        for name, content in packed.files.items():
            (aside / name).write_bytes(content)
            flush(aside / name)
    except OSError:
        shutil.rmtree(aside, ignore_errors=True)  # a full disk gets its room back at once
        raise
    shutil.rmtree(place, ignore_errors=True)
    os.replace(aside, place)
    flush(folder)
    return Shard(place, _read_receipt(place))


def _parquet(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd", write_page_checksum=True)  # so that even without its receipt it is not misread
    content: bytes = sink.getvalue().to_pybytes()
    return content


def _tables(work: ShardWork, coded: Sequence[Coded]) -> dict[str, pa.Table]:
    inorder = sorted(coded, key=lambda item: item.document.doc_id)
    documents = sorted(work.documents, key=lambda document: document.doc_id)
    owners = [item.document.doc_id for item in inorder for _ in item.times]
    return {
        "documents": to_arrow(documents, Document),
        "claims": to_arrow((row for item in inorder for row in item.claims), BASE["claims"]),
        "quotations": to_arrow((row for item in inorder for row in item.quotations), BASE["quotations"]),
        "places": to_arrow((row for item in inorder for row in item.places), BASE["places"]),
        "times": to_arrow((row for item in inorder for row in item.times), BASE["times"], doc_id=owners),
    }


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all. It is left alone if it has that content already."""
    if path.is_file() and path.read_bytes() == content:
        return
    aside = path.with_name(f".{path.name}-{os.getpid()}")
    aside.write_bytes(content)
    flush(aside)
    os.replace(aside, path)


def flush(path: Path) -> None:
    """Have the operating system put a file, or a folder's list of names, on the disk."""
    if os.name == "nt" and path.is_dir():
        return  # Windows has no way to flush a folder
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
