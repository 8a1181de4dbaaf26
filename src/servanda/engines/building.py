"""The main path of a build: inputs -> documents -> shards -> ledger.

Each numbered step can be stopped at any point and is taken up again by the next build on the same folder.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

import msgspec

from servanda.engines.cluster import ClusterPool
from servanda.engines.facts import facts_over
from servanda.engines.joining import RayCluster
from servanda.engines.loading import CoderLike, LoadCoder
from servanda.engines.local import LocalPool, code_here
from servanda.errors import InputError, StoreError
from servanda.ledger import DocumentFacts
from servanda.profiling import count, stage
from servanda.records import Claim, Document, Rejection
from servanda.store.columns import from_arrow
from servanda.store.decisions import DECISIONS
from servanda.store.derivation import derive_tables
from servanda.store.folder import INDEX, Content, Folder, Plan
from servanda.store.index import all_tables, write_index
from servanda.store.manifest import Manifest
from servanda.store.opened import Ledger
from servanda.store.rules import derivation_version
from servanda.views.exports.rows import write_rejects


class Progress(Protocol):
    """Told how a build goes: `stage` is "reading", "loading", "coding" or "deriving"; `total` is 0 where it cannot be known."""

    def __call__(self, stage: str, done: int, total: int) -> None: ...


def silent(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass
class Harvest:
    """What was read of the inputs."""

    documents: list[Document] = field(default_factory=list)
    rejects: list[Rejection] = field(default_factory=list)


@dataclass(frozen=True)
class Order:
    """What a build was asked for. With a `cluster`, it codes there, and `workers` only counts for what is done on this machine."""

    inputs: tuple[str | Path, ...]
    out: Path
    as_of: str | None = None
    known_by: str | None = None
    workers: int = 1
    fresh: bool = False
    columns: Mapping[str, str] = field(default_factory=dict)
    cluster: RayCluster | None = None


def build_ledger(order: Order, load: LoadCoder, progress: Progress = silent) -> None:
    """Read, code and derive into `order.out`.

    Raises:
        InputError: if none of the inputs could be read; the rejects are written all the same.
        StoreError: if the folder is held by another build, damaged beyond mending or cannot be written.
        PipelineError: if no coder could be loaded.
        ClusterError: if the cluster cannot be joined, has no room or was lost.
    """
    if order.cluster:
        order.cluster.check()
    with _disk_errors_told(order.out), Folder.hold(order.out) as folder:
        # 1. inputs to documents
        harvest = read_inputs(order, progress)
        if not harvest.documents:
            write_rejects(order.out, harvest.rejects)
            raise InputError(_nothing_read(harvest.rejects), where=", ".join(map(str, order.inputs))[:200], mend=f"See {order.out / 'rejects.csv'}")
        # 2. what of it is new
        progress("loading", 0, 0)
        coder = load()
        plan = folder.plan(harvest.documents, coder.version, fresh=order.fresh)
        # 3. documents to claims
        _code(folder, plan, order, coder, load, progress)
        # 4. claims to the ledger
        _derive(folder, plan, order, harvest, coder.version, progress)


@contextmanager
def _disk_errors_told(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        mend = "Make room or give yourself the right to write there; the same command goes on from here"
        raise StoreError(f"cannot be written to ({error.strerror or error})", where=str(out), mend=mend) from error


def _nothing_read(rejects: Sequence[Rejection]) -> str:
    if not rejects:
        return "there is nothing here that could be read"
    first = min(rejects, key=lambda reject: (reject.source, reject.place))
    more = f", and {len(rejects) - 1} more" if len(rejects) > 1 else ""
    return f"nothing could be read ({first.source}: {first.reason}{more})"


@stage("reading")
def read_inputs(order: Order, progress: Progress) -> Harvest:
    """All documents of the inputs. Files of the output folder itself are passed over, wherever it lies."""
    from servanda.documents import read_documents  # here, because the readers of html and pdf are slow to import

    harvest = Harvest()
    for document in read_documents(order.inputs, harvest.rejects.append, columns=order.columns, without=order.out):
        harvest.documents.append(document)
        progress("reading", len(harvest.documents), 0)
    return harvest


def _path_of(source: str) -> str:
    return source.rpartition("#")[0] or source


def _code(folder: Folder, plan: Plan, order: Order, coder: CoderLike, load: LoadCoder, progress: Progress) -> None:
    total = len(plan.todo)
    count(plan.todo)
    retired = tuple(sorted(plan.retired))
    if total or retired != folder.manifest.retired:
        # Nothing vouches for the index until it has been made anew; which documents are retired must outlive a kill.
        folder.write_manifest(msgspec.structs.replace(folder.manifest, retired=retired, stamp=""))
    if total:
        progress("coding", 0, total)

        def advance(done: int) -> None:
            progress("coding", done, total)

        first = folder.next_number()
        if order.cluster:
            with order.cluster.joined() as ray:
                pool = ClusterPool(ray, order.cluster, load, coder.version, folder.shards_path, advance)
                pool.run(plan.works(first, pool.slots()))
        elif len(works := list(plan.works(first, order.workers))) > 1 and order.workers > 1:
            LocalPool(load, coder.version, folder.shards_path, order.workers, advance).run(works)
        else:
            code_here(coder, works, folder.shards_path, advance)
    folder.drop(plan)


def _derive(folder: Folder, plan: Plan, order: Order, harvest: Harvest, coder: str, progress: Progress) -> None:
    content = folder.load(plan.retired)
    rejects = in_order([*harvest.rejects, *plan.rejects, *content.rejects])
    manifest = Manifest(
        servanda=version("servanda"),
        coder=coder,
        derivation=derivation_version(),
        as_of=order.as_of,
        known_by=order.known_by,
        documents=content.tables["documents"].num_rows,
        rejects=len(rejects),
        inputs=dict(sorted((({} if order.fresh else folder.manifest.inputs) | _hashes(harvest)).items())),
        retired=tuple(sorted(plan.retired)),
    )
    stamp = _stamp(manifest, content, rejects, order.out)
    write_rejects(order.out, rejects)
    manifest = msgspec.structs.replace(manifest, stamp=stamp, index=folder.manifest.index)
    if folder.vouches(stamp):
        folder.write_manifest(manifest)
        return
    progress("deriving", 0, 0)
    facts = facts_over(folder.shards_path, plan.retired, order.workers)
    _index(content, rejects, order.out, order.as_of, order.known_by, facts)
    folder.vouch(manifest)


def _index(
    content: Content, rejects: Sequence[Rejection], out: Path, as_of: str | None, known_by: str | None, facts: Mapping[str, DocumentFacts]
) -> None:  # fmt: skip
    with stage("reading back"):
        documents = from_arrow(content.tables["documents"], Document)
        claims = from_arrow(content.tables["claims"], Claim)
    ledger = derive_tables(documents, claims, out, as_of, known_by, facts)
    about = {"as_of": ledger.as_of, "known_by": known_by}
    write_index(out / INDEX, all_tables(content.tables, ledger, rejects, about))


def rebuild(out: Path, progress: Progress = silent) -> None:
    """Derive the tables of a ledger anew from what has been read, with the decisions as they are now. Nothing is read or coded.

    Raises:
        StoreError: if there is no ledger, its last build was cut short, or the folder is held by a build or cannot be written.
        TableError: for a decision that does not fit, naming file and line.
    """
    Ledger.open(out)
    with _disk_errors_told(out), Folder.hold(out) as folder:
        rebuild_held(folder, progress)


def rebuild_held(folder: Folder, progress: Progress = silent) -> None:
    """As `rebuild`, in a folder that the caller holds."""
    out = folder.path
    if not folder.manifest.stamp:
        raise StoreError("its last build was cut short", where=str(out), mend="Run the same build again; it takes the decisions up")
    rejects = Ledger.open(out).rejects
    content = folder.load(frozenset(folder.manifest.retired))
    manifest = msgspec.structs.replace(folder.manifest, derivation=derivation_version())
    stamp = _stamp(manifest, content, rejects, out)
    if not folder.vouches(stamp):
        progress("deriving", 0, 0)
        facts = facts_over(folder.shards_path, frozenset(manifest.retired), 1)
        _index(content, rejects, out, manifest.as_of, manifest.known_by, facts)
        folder.vouch(msgspec.structs.replace(manifest, stamp=stamp))


def _stamp(manifest: Manifest, content: Content, rejects: Sequence[Rejection], out: Path) -> str:
    """A hash of everything the index is a function of."""
    decisions = out / DECISIONS
    parts = [
        msgspec.json.encode(msgspec.structs.replace(manifest, inputs={}, stamp="", index=None, seal="")),
        content.digest.encode(),
        msgspec.json.encode(rejects),
        decisions.read_bytes() if decisions.is_file() else b"",
    ]
    return hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def _hashes(harvest: Harvest) -> dict[str, str]:
    """SHA-256 of every file that was read or refused, of those that can be opened."""
    sources = {document.source for document in harvest.documents} | {reject.source for reject in harvest.rejects}
    found = {name: _file_of(name) for name in {_path_of(source) for source in sources if source}}
    hashes = {}
    for path in sorted({file for source in sources if source for file in found[_path_of(source)] or _file_of(source)}):  # a name may hold a "#" of its own
        with suppress(OSError), path.open("rb") as file:  # it stands among the rejects
            hashes[str(path)] = hashlib.file_digest(file, "sha256").hexdigest()
    return hashes


def _file_of(path: str) -> tuple[Path, ...]:
    """The file on disk that holds what `path` names: itself, or the archive that it is a member of; empty for standard input and stores."""
    return tuple(file for file in (Path(path), *Path(path).parents) if os.path.isfile(file))[:1]  # False for a name too long, as members may have


def in_order(rejects: Iterable[Rejection]) -> list[Rejection]:
    """Rejections, each once, by source and place."""
    return sorted(set(rejects), key=lambda reject: (reject.source, reject.place, reject.reason, reject.mend))
