"""The output folder of a build: which documents it has, which are to be coded, which count.

A ledger accumulates: documents that an earlier build read stay, unless a build is told to start afresh. A document
that comes again under the same id with other words or metadata takes the place of the earlier one.

What is damaged is noticed by checksums and made anew from what is sound; what cannot be is rejected, and its shard set aside, never deleted.
"""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import pyarrow as pa

from servanda.errors import StoreError
from servanda.profiling import stage
from servanda.records import Document, Rejection
from servanda.store.columns import to_arrow
from servanda.store.facts import FACTS
from servanda.store.lock import locked
from servanda.store.manifest import MANIFEST, Manifest, manifest_if_whole
from servanda.store.shards import Shard, ShardWork, document_key, find_shards, mark_of, write_whole
from servanda.store.tables import BASE, ORDER

SHARDS = "shards"
DAMAGED = "damaged"
INDEX = "ledger.duckdb"
DOCUMENTS_PER_SHARD = 200
CHARACTERS_PER_SHARD = 1_000_000  # keeps what one worker holds in memory small where documents are books
SHARES = 8  # shards that each of several workers gets at least, of some length: who gets the long documents would end last


@dataclass
class Plan:
    """What a build has to do: `todo` is to be coded, `retired` are keys that no longer count, `obsolete` shards go when all is coded.

    `lost` are damaged shards with documents that could not be had from them; they are set aside then.
    """

    todo: list[Document] = field(default_factory=list)
    retired: frozenset[str] = frozenset()
    obsolete: list[Path] = field(default_factory=list)
    lost: list[Path] = field(default_factory=list)
    rejects: list[Rejection] = field(default_factory=list)

    def works(self, first: int, workers: int) -> Iterator[ShardWork]:
        """The documents to code cut into shards, small and alike enough that workers end at nearly one time."""
        most, longest = DOCUMENTS_PER_SHARD, CHARACTERS_PER_SHARD
        if workers > 1:
            most = min(most, -(-len(self.todo) // (4 * workers)))
            longest = min(longest, -(-sum(len(document.text) for document in self.todo) // (SHARES * workers)))
        batch: list[Document] = []
        size = 0
        for document in self.todo:
            if batch and (len(batch) == most or size + len(document.text) > longest):
                yield ShardWork(number=first, documents=tuple(batch))
                batch, size, first = [], 0, first + 1
            batch.append(document)
            size += len(document.text)
        if batch:
            yield ShardWork(number=first, documents=tuple(batch))


class Folder:
    """An output folder. Use it inside `with Folder.hold(path) as folder`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.shards_path = path / SHARDS
        self.manifest = manifest_if_whole(path) or self._manifest_anew()

    def _manifest_anew(self) -> Manifest:
        """What can be told of a folder without its manifest: of documents with one id, that of the last shard counts."""
        _told("%s is damaged and is made anew; documents that --fresh had let go count again", self.path / MANIFEST)
        last: dict[str, str] = {}
        older: set[str] = set()
        for shard in find_shards(self.shards_path)[0]:
            older |= {last[doc_id] for key, doc_id in shard.receipt.documents.items() if last.get(doc_id, key) != key}
            last |= {doc_id: key for key, doc_id in shard.receipt.documents.items()}
        return Manifest(retired=tuple(sorted(older - set(last.values()))))

    @classmethod
    @contextmanager
    def hold(cls, path: Path) -> Iterator[Folder]:
        """Make the folder if it is not there, lock it, and clear what a killed build left half-written.

        Raises:
            StoreError: if it cannot be made, is held by another build, or was made by another version.
        """
        try:
            (path / SHARDS).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"cannot be made ({error.strerror})", where=str(path), mend="Choose another folder with -o") from error
        with locked(path):
            folder = cls(path)
            for leftover in find_shards(folder.shards_path)[1]:
                shutil.rmtree(leftover)
            for name in (f".{INDEX}-*", f".{MANIFEST}-*", f"{SHARDS}/*/.{FACTS}-*"):
                for aside in sorted(path.glob(name)):
                    aside.unlink()
            yield folder

    def write_manifest(self, manifest: Manifest) -> None:
        """Put the manifest in place, if it says anything new."""
        self.manifest = manifest
        write_whole(self.path / MANIFEST, msgspec.json.format(msgspec.json.encode(manifest.sealed()), indent=1) + b"\n")

    def vouch(self, manifest: Manifest) -> None:
        """Put the manifest in place, with the mark of the index that was just written."""
        self.write_manifest(msgspec.structs.replace(manifest, index=mark_of(self.path / INDEX)))

    def vouches(self, stamp: str) -> bool:
        """Whether the index on disk is the one that was made from what this stamp stands for."""
        path, mark = self.path / INDEX, self.manifest.index
        if stamp != self.manifest.stamp or mark is None or not path.exists():
            return False
        if not mark.fits(path):
            _told("%s has changed since it was written and is made anew", path)
            return False
        return True

    @stage("comparing")
    def plan(self, documents: Iterable[Document], coder: str, *, fresh: bool = False) -> Plan:
        """Compare the documents of this run with what the folder has.

        Args:
            documents: those that were read, in any order.
            coder: version of the coder; what another version coded is coded again.
            fresh: whether documents of earlier runs stop to count.
        """
        plan = Plan()
        winners = _one_per_id(documents, plan.rejects)
        wanted = dict(winners.values())
        sound, damaged = self._examine()
        current = {key for shard in sound if shard.receipt.coder == coder for key in shard.receipt.documents}
        plan.retired = self._retired(winners, [*sound, *damaged], fresh)
        kept = dict(wanted)
        for shard in [*sound, *damaged]:
            again = frozenset(key for key in shard.receipt.documents if key not in current and key not in plan.retired and key not in kept)
            recovered = _recover(shard, again)
            kept |= recovered
            if lost := _lost(shard, again - recovered.keys()):
                plan.rejects += lost
                plan.lost.append(shard.folder)
            elif shard in damaged or shard.receipt.coder != coder:
                plan.obsolete.append(shard.folder)
        plan.todo = sorted((document for key, document in kept.items() if key not in current), key=lambda document: document.doc_id)
        return plan

    def _examine(self) -> tuple[list[Shard], list[Shard]]:
        sound: list[Shard] = []
        damaged: list[Shard] = []
        for shard in find_shards(self.shards_path)[0]:
            if damage := shard.damage():
                _told("%s: %s; what it holds is read anew", shard.folder, damage)
                damaged.append(shard)
            else:
                sound.append(shard)
        return sound, damaged

    def _retired(self, winners: Mapping[str, tuple[str, Document]], shards: Sequence[Shard], fresh: bool) -> frozenset[str]:
        stored = {key: doc_id for shard in shards for key, doc_id in shard.receipt.documents.items()}
        retired = set(self.manifest.retired) & stored.keys()
        retired |= {key for key, doc_id in stored.items() if fresh or doc_id in winners}
        return frozenset(retired - {key for key, _ in winners.values()})

    def next_number(self) -> int:
        """The number of the next shard."""
        names = [shard.folder.name.partition("-")[0] for shard in find_shards(self.shards_path)[0]]
        return 1 + max((int(name) for name in names if name.isdecimal()), default=0)

    def drop(self, plan: Plan) -> None:
        """Remove shards whose documents have been coded anew, and set those aside that lost some."""
        for path in plan.obsolete:
            shutil.rmtree(path, ignore_errors=True)
        for path in plan.lost:
            aside = self.path / DAMAGED / path.name
            aside.parent.mkdir(exist_ok=True)
            shutil.rmtree(aside, ignore_errors=True)
            os.replace(path, aside)

    @stage("reading back")
    def load(self, retired: frozenset[str]) -> Content:
        """Everything that counts, in an order that does not depend on shards."""
        parts: dict[str, list[pa.Table]] = {name: [to_arrow((), record, **_owner(name)).slice(0, 0)] for name, record in BASE.items()}
        rejects: list[Rejection] = []
        keys: set[str] = set()
        for shard in find_shards(self.shards_path)[0]:
            fresh_keys = [key for key in shard.receipt.documents if key not in retired and key not in keys]
            ids = [shard.receipt.documents[key] for key in fresh_keys]
            keys.update(fresh_keys)
            rejects += [shard.receipt.rejects[key] for key in fresh_keys if key in shard.receipt.rejects]
            for name in parts:
                table = shard.table(name)
                whole = len(ids) == len(shard.receipt.documents)
                parts[name].append(table if whole else table.filter(pa.compute.is_in(table["doc_id"], pa.array(ids, pa.string()))))
        tables = {name: pa.concat_tables(part).sort_by([(column, "ascending") for column in ORDER[name]]) for name, part in parts.items()}
        return Content(tables, rejects, hashlib.sha256("\n".join(sorted(keys)).encode()).hexdigest())


@dataclass(frozen=True)
class Content:
    """The documents and what was read in them, as sorted Arrow tables; `digest` tells one set of documents from another."""

    tables: Mapping[str, pa.Table]
    rejects: Sequence[Rejection]
    digest: str


def _owner(name: str) -> dict[str, list[str | None]]:
    return {"doc_id": []} if name == "times" else {}


def _one_per_id(documents: Iterable[Document], rejects: list[Rejection]) -> dict[str, tuple[str, Document]]:
    """One document an id: the one published last, whatever the order they came in. Equal ones count once, without a word."""
    chosen: dict[str, tuple[str, Document]] = {}
    for document in documents:
        key = document_key(document)
        rival = chosen.get(document.doc_id)
        if rival is not None and rival[0] == key:
            continue
        if rival is None or (document.published or "", key) > (rival[1].published or "", rival[0]):
            chosen[document.doc_id] = (key, document)
            loser = rival[1] if rival else None
        else:
            loser = document
        if loser is not None:
            reason = f"another document has the same id {document.doc_id!r} but other words or metadata"
            rejects.append(Rejection(source=loser.source, place=loser.doc_id, reason=reason, mend="Give each document an id of its own"))
    return chosen


def _recover(shard: Shard, keys: frozenset[str]) -> dict[str, Document]:
    """Those documents of a shard that can still be read, word for word."""
    try:
        found = {document_key(document): document for document in (shard.documents() if keys else ())}
    except StoreError:
        return {}
    return {key: document for key, document in found.items() if key in keys}


def _lost(shard: Shard, keys: frozenset[str]) -> list[Rejection]:
    """What is said of documents of a shard that are nowhere else; where even their number is unknown, one row for all."""
    mend = f"Build once more with the files that its documents came from; what is left of it is in {DAMAGED}/"
    ids = sorted(shard.receipt.documents[key] for key in keys)
    if not shard.receipt.whole and not shard.receipt.documents:
        ids = ["all its documents"]
    return [Rejection(source=shard.folder.name, place=doc_id, reason="its shard is damaged", mend=mend) for doc_id in ids]


def _told(message: str, *values: object) -> None:
    """What was found damaged is said, wherever warnings of this package go: without more, on standard error."""
    logging.getLogger(__name__).warning(message, *values)
