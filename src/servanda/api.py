"""What Python users call: `code` one text, `build` a ledger, `export` it. The command line is a thin layer over these."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec
import pyarrow.parquet as pq

from servanda.engines.building import Order, Progress, build_ledger, rebuild, silent
from servanda.engines.deciding import Wish, decide, take_back
from servanda.engines.joining import RayCluster
from servanda.engines.loading import CoderLike, CoderLoader, LoadCoder
from servanda.engines.shard_task import code_documents
from servanda.errors import InputError
from servanda.profiling import count, stage
from servanda.records import Coded, Document, Record, Rejection
from servanda.store import Ledger
from servanda.store import decisions as decision_file
from servanda.store.columns import to_arrow
from servanda.store.lock import locked_beside
from servanda.store.manifest import read_manifest
from servanda.store.shards import document_key
from servanda.store.tables import EXPORTED
from servanda.view_facts import board_facts, site_facts, why_facts
from servanda.views import site as pages
from servanda.views.difference import Difference, Side, difference
from servanda.views.directed import directed, in_order
from servanda.views.exports import flat, formats, jsonl
from servanda.views.exports.rows import DocumentRow, TimeRow, document_row, plain, time_row
from servanda.views.exports.whole import write_whole
from servanda.views.exports.writing import write_events
from servanda.views.looks import Asked, to_ask

__all__ = [
    "Wish", "board_facts", "build", "build_with", "code", "code_inputs", "coded_row", "compare", "day", "decide", "export", "json_rows", "rebuild",
    "review_queue", "rows_for_export", "rows_for_show", "site_facts", "take_back", "why_facts", "write_site",
]  # fmt: skip

Engine = Literal["local", "ray"]
Paths = str | Path | Sequence[str | Path]


def day(text: str | None, what: str) -> str | None:
    """An ISO day, checked.

    Raises:
        InputError: if it is not one.
    """
    if text is None:
        return None
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise InputError(f"{text[:40]!r} is not a day", where=what, mend="Write it like 2023-12-14") from error


def code(text: str, *, published: str | None = None, outlet: str | None = None, title: str | None = None, doc_id: str | None = None) -> Coded:
    """What one text says: its claims, quotations, places and times.

    Args:
        published: the day of publication (ISO); without it, relative times ("on Thursday") stay open.
        doc_id: an id of your own; by default a hash of the text.

    Raises:
        InputError: if the text is empty or cannot be coded.
        PipelineError: if the language pipeline is missing.
    """
    from servanda.documents import make_document  # here, because the readers of html and pdf are slow to import

    document = make_document(text, doc_id=doc_id, outlet=outlet, published=day(published, "published"), title=title)
    coded, rejects = code_documents(_coder(), [document])
    for reject in rejects.values():
        raise InputError(reject.reason, where=reject.place, mend=reject.mend)
    return coded[0]


@cache
def _coder() -> CoderLike:
    return CoderLoader()()


def build(
    paths: Paths,
    out: str | Path,
    *,
    as_of: str | None = None,
    known_by: str | None = None,
    workers: int | None = None,
    pipeline: str | None = None,
    actors: Sequence[str | Path] = (),
    frames: Sequence[str | Path] = (),
    fresh: bool = False,
    columns: Mapping[str, str] | None = None,
    engine: Engine = "local",
    address: str | None = None,
    patience: float | None = None,
    progress: Progress | None = None,
) -> Ledger:
    """Read documents and keep their ledger in the folder `out`.

    What an earlier build has coded there is not coded again, and its documents stay in the ledger; the result does not
    depend on the order of documents, the number of workers or whether a build was cut short before.

    Args:
        paths: files, folders, globs, archives, addresses of object stores, or "-" for standard input.
        as_of: the day the statuses stand at (ISO); by default the last publication day among the documents.
        known_by: count only documents published by this day (ISO).
        workers: processes that code; each loads a model of its own. By default 1, and on a Ray cluster as many as it has room for.
        pipeline: name or path of a spaCy pipeline to use in place of the one that comes with the package.
        actors, frames: further tables of actors and frames.
        fresh: whether documents of earlier builds stop to count.
        columns: which column of tables and JSON holds which part of a document, as {"text": "body", "published": "date"}.
        engine: "local" for processes of this machine, "ray" for the cluster at `address` ("auto", "local", HOST:PORT or ray://HOST:PORT).
        patience: seconds that a shard may take on the cluster, 600 unless given.
        progress: called with (stage, done, total).

    Raises:
        ClusterError: if the Ray cluster cannot be joined, has no room or was lost.
        InputError: if nothing could be read, a day is not one, `columns` names no part, or options do not go together.
        StoreError: if `out` is held by another build or cannot be written.
        TableError: if a table of actors or frames does not fit.
        PipelineError: if the language pipeline is missing.
    """
    from servanda.documents import column_names

    inputs = (paths,) if isinstance(paths, str | Path) else tuple(paths)
    if workers is not None and workers < 1:
        raise InputError(f"{workers} is not a number of workers", where="workers", mend="Use 1 or more")
    if engine != "ray" and (address is not None or patience is not None):
        raise InputError("an address and patience are for a Ray cluster", where="engine", mend="Say that the engine is ray too")
    cluster = RayCluster(address or "auto", 600.0 if patience is None else patience, workers) if engine == "ray" else None
    order = Order(inputs, Path(out), day(as_of, "as_of"), day(known_by, "known_by"), workers or 1, fresh, column_names(columns or {}), cluster)
    load = CoderLoader(pipeline, tuple(map(Path, actors)), tuple(map(Path, frames)))
    return build_with(order, load.from_anywhere() if cluster else load, progress or silent)


def build_with(order: Order, load: LoadCoder, progress: Progress = silent) -> Ledger:
    """As `build`, with a coder of the caller's. With several workers, `load` must be importable in other processes."""
    build_ledger(order, load, progress)
    return Ledger.open(order.out)


def code_inputs(
    inputs: Iterable[str | Path], load: LoadCoder, on_reject: Callable[[Rejection], None], columns: Mapping[str, str] | None = None
) -> Iterator[Coded]:
    """What each document of some inputs says, as it is read; nothing is stored. `columns` as for `build`."""
    from servanda.documents import column_names, read_documents

    named, coder = column_names(columns or {}), load()
    documents = iter(read_documents(list(inputs), on_reject, columns=named))
    while document := _next_of(documents):
        count([document])
        coded, rejects = code_documents(coder, [document])
        for reject in rejects.values():
            on_reject(reject)
        yield from coded


@stage("reading")
def _next_of(documents: Iterator[Document]) -> Document | None:
    return next(documents, None)


def coded_row(coded: Coded) -> dict[str, Any]:
    """What one document says as plain values: coded claims before others, main clauses first, joint deeds once for each of their parties."""
    claims = [part for claim in in_order(coded.claims) for part in directed(claim)]
    parts = {"claims": claims, "quotations": coded.quotations, "places": coded.places, "times": coded.times}
    return {"doc_id": coded.document.doc_id, **msgspec.to_builtins(parts)}


def _documents(ledger: Ledger) -> list[Record]:
    reprint_of = ledger.reprint_of
    return [document_row(document, reprint_of.get(document.doc_id)) for document in ledger.documents]


def _times(ledger: Ledger) -> list[Record]:
    owners = ledger.arrow("times")["doc_id"].to_pylist()
    return [time_row(time, owner) for time, owner in zip(ledger.times, owners, strict=True)]


def rows_for_export(ledger: Ledger, table: str) -> tuple[list[Record], type[Record]]:
    """The rows of a table as exports name them, with their record type."""
    if table == "documents":
        return _documents(ledger), DocumentRow
    if table == "times":
        return _times(ledger), TimeRow
    return ledger.records(table), EXPORTED[table]


def rows_for_show(ledger: Ledger, table: str) -> list[Record]:
    """The rows of any table as they are shown in JSON."""
    return rows_for_export(ledger, table)[0] if table in EXPORTED else ledger.records(table)


def json_rows(rows: Iterable[Record]) -> Iterator[str]:
    """One JSON object a row."""
    return (msgspec.json.encode(plain(row)).decode() for row in rows)


def _write_parquet(rows: Sequence[Record], record: type[Record], folder: Path, name: str) -> Path:
    path = folder / f"{name}.parquet"
    pq.write_table(to_arrow(rows, record), path, compression="zstd")
    return path


WRITERS: dict[str, Callable[[Sequence[Record], type[Record], Path, str], Path]] = {
    "jsonl": jsonl.write,
    "csv": flat.write,
    "parquet": _write_parquet,
}


def export(
    ledger: Ledger, form: str, to: str | Path, *, expand_dyads: bool | None = None, goldstein: str | None = None, min_confidence: float | None = None
) -> list[Path]:
    """Write a ledger into a folder and return the paths: every table, one file each, or one file and what it holds.

    Args:
        form: jsonl, csv or parquet for all tables; icews, polecat, gdelt1, gdelt2, phoenix, plover or acled for events; barometer, graphml or ics
            for commitments scored, the network of parties and a calendar of deadlines (docs/exports.md).
        expand_dyads: whether events have one row for every source and target, or one row; by default as the format's users expect.
        goldstein: the Goldstein scale to use (gdelt, icews or phoenix) in place of the format's own.
        min_confidence: leaves out events whose codes are less to be trusted (0 to 1).

    Raises:
        LookupFailed: if there is no such format or scale.
        InputError: if the folder cannot be written, or a switch does not fit the format.
    """
    formats.check(form, expand_dyads, goldstein, min_confidence)
    folder = Path(to)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with ledger.at_once():
            if form in formats.EVENTS:
                return write_events(ledger, formats.EVENTS[form], folder, expand_dyads, goldstein, min_confidence)
            if form in formats.WHOLE:
                return write_whole(ledger, formats.WHOLE[form], folder, goldstein)
            paths = []
            for table in EXPORTED:
                rows, record = rows_for_export(ledger, table)
                paths.append(WRITERS[form](rows, record, folder, table))
    except OSError as error:
        raise InputError(f"cannot be written ({error.strerror or error})", where=str(folder), mend="Choose another folder with --to") from error
    return paths


def write_site(ledger: Ledger, to: str | Path) -> int:
    """Write a ledger as pages that open from disk, and return how many files there are.

    Raises:
        FolderHeld: if another process writes pages into the folder, saying which.
        InputError: if the folder holds what no site wrote, or cannot be written.
        StoreError: if the folder that it is to lie in cannot be made.
    """
    with locked_beside(Path(to).resolve()):
        return pages.write_site(pages.open_site(site_facts(ledger)), Path(to))


def review_queue(ledger: Ledger) -> list[Asked]:
    """The commitments that a person should check and nobody has decided yet, the most pressing first."""
    facts = board_facts(ledger)
    decided = {decision.target for decision in decision_file.read_decisions(ledger.folder)}
    decided |= {ruling.row for ruling in facts.tables.rulings if ruling.row and ruling.decision.target in decided}
    return to_ask(facts.tables, facts.claims, decided)


def compare(before: str | Path, after: str | Path) -> Difference:
    """What changed between the ledgers of two output folders.

    Raises:
        StoreError: if one of them is none.
    """
    return difference(_side(before), _side(after))


def _side(folder: str | Path) -> Side:
    ledger, manifest = Ledger.open(folder), read_manifest(Path(folder))
    with ledger.at_once():
        documents = {document.doc_id: document_key(document) for document in ledger.documents}
        versions = {name: getattr(manifest, name) for name in ("servanda", "coder", "derivation")}
        return Side(str(folder), ledger.tables, documents, versions, ledger.known_by)
