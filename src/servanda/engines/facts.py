"""What the ledger asks of texts alone, out of the shards of a folder; read anew over several processes where the rules have changed."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

from servanda.engines.threads import one_thread
from servanda.ledger import DocumentFacts
from servanda.profiling import stage
from servanda.store.shards import Shard, find_shards

ENOUGH = 40  # shards that take longer to read than processes take to start


@stage("sport and reprints")
def facts_over(shards: Path, retired: frozenset[str], workers: int) -> dict[str, DocumentFacts]:
    """The facts of all documents that count, by their ids; `retired` are keys of those that do not.

    Raises:
        StoreError: if a shard is damaged.
    """
    found: dict[str, DocumentFacts] = {}
    complete = find_shards(shards)[0]
    missing = [shard for shard in complete if shard.facts() is None]
    if workers > 1 and len(missing) >= ENOUGH:
        try:
            with one_thread(), ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
                list(pool.map(Shard.keep_facts, missing))
        except BrokenProcessPool:
            pass  # what the processes have not kept is read here
    for shard in complete:
        facts = shard.facts()
        if facts is None:
            shard.keep_facts()
            facts = shard.facts() or {}
        found.update((doc_id, facts[doc_id]) for key, doc_id in shard.receipt.documents.items() if key not in retired and doc_id in facts)
    return found
