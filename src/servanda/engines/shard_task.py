"""The function that every engine runs: code the documents of one shard and write it.

A document that makes the coder fail becomes a rejection; the others are coded as if it were not there. So the result
does not depend on how documents were put into shards.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from servanda.engines.loading import CoderLike, LoadCoder
from servanda.errors import InputError
from servanda.profiling import stage
from servanda.records import Coded, Document, Rejection
from servanda.store.shards import Shard, ShardFiles, ShardWork, document_key, place_shard, shard_files

# What a document can provoke in code that reads it. Errors of the machine (OSError, a signal) are no document's fault.
FAULTS = (ArithmeticError, AssertionError, AttributeError, InputError, LookupError, MemoryError, RuntimeError, TypeError, ValueError)

Tick = Callable[[int], None]


def code_shard(coder: CoderLike, work: ShardWork, shards: Path, tick: Tick) -> Shard:
    """Code and write one shard. `tick` is told how many documents of it are done."""
    return place_shard(shards, code_to_files(coder, work, tick))


def code_to_files(coder: CoderLike, work: ShardWork, tick: Tick = lambda done: None) -> ShardFiles:
    """Code one shard and write nothing: for engines whose workers do not see the output folder."""
    coded, rejects = code_documents(coder, work.documents, tick)
    return shard_files(work, coder.version, coded, rejects)


@lru_cache(maxsize=1)
def coder_of_process(load: LoadCoder) -> CoderLike:
    """The coder, loaded once however many shards a process is handed."""
    return load()


@stage("other coding")
def code_documents(coder: CoderLike, documents: Sequence[Document], tick: Tick = lambda done: None) -> tuple[list[Coded], dict[str, Rejection]]:
    """What the documents say, in their order, and those that could not be coded, by key. Partial texts are kept, but not coded: the rest may turn them."""
    whole = [document for document in documents if not document.partial]
    coded, rejects = _code_whole(coder, whole, tick)
    if len(whole) == len(documents):
        return coded, rejects
    tick(len(documents))
    said = {result.document.doc_id: result for result in coded}
    kept = [Coded(document=document) if document.partial else said.get(document.doc_id) for document in documents]
    return [result for result in kept if result], rejects


def _code_whole(coder: CoderLike, documents: Sequence[Document], tick: Tick) -> tuple[list[Coded], dict[str, Rejection]]:
    coded: list[Coded] = []
    try:
        for result in coder.code(documents):
            coded.append(result)
            tick(len(coded))
    except FAULTS:
        return _code_singly(coder, documents, tick)
    return coded, {}


def _code_singly(coder: CoderLike, documents: Sequence[Document], tick: Tick) -> tuple[list[Coded], dict[str, Rejection]]:
    """Slower, but a fault can be laid at the door of its document."""
    coded: list[Coded] = []
    rejects: dict[str, Rejection] = {}
    for done, document in enumerate(documents, 1):
        try:
            coded.extend(coder.code([document]))
        except FAULTS as fault:
            rejects[document_key(document)] = rejection(document, f"could not be coded ({type(fault).__name__}: {str(fault)[:200]})")
        tick(done)
    return coded, rejects


def rejection(document: Document, reason: str) -> Rejection:
    """A document that was read but could not be coded."""
    mend = "Please report this with the document; everything else was coded"
    return Rejection(source=document.source, place=document.doc_id, reason=reason, mend=mend)
