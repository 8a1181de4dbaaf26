"""Measures how long the ledger takes to derive from many claims, how that grows, and what more documents cost a ledger that is there.

    python -m benchmarks.derivation [CLAIMS ...] [--workers 2] [--no-increment]

Codes the episodes of `tests/scenarios` once and makes as many claims of them as asked (`benchmarks.synthetic`; default: 10,000, 20,000
and 40,000; `80000 320000 1000000 --no-increment` takes half an hour, most of it for the making). Claims come out of Arrow tables, as in a build.
What the ledger asks of a text alone is read by `--workers` processes; seconds count that and the derivation. Growth is measured in seconds
of the processor, which other work on the machine moves less. Give sizes in rising order: memory is the most held so far. Needs nothing beside the repository.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import msgspec
import pyarrow as pa

from benchmarks.figures import Figure, conclude, peak_memory
from benchmarks.rulers import OWN_EPISODES
from benchmarks.synthetic import Base, copies
from servanda import api
from servanda.ledger import DocumentFacts, derive, read_facts
from servanda.records import Claim, Document
from servanda.store.columns import from_arrow, to_arrow

DEFAULT = (10_000, 20_000, 40_000)
INCREMENT = 1_000  # documents that come to a ledger that is there
BATCH = 100  # documents a worker reads at a time
AFFAIRS = 8  # made at a time


def coded_episodes(work: Path) -> tuple[list[Document], list[Claim]]:
    """All documents and claims of our own episodes, with ids that tell the episodes apart."""
    documents: list[Document] = []
    claims: list[Claim] = []
    for episode in sorted(path.parent for path in OWN_EPISODES.glob("*/documents.jsonl")):
        ledger = api.build(episode / "documents.jsonl", work / episode.name)
        documents += [msgspec.structs.replace(d, doc_id=f"{episode.name}-{d.doc_id}") for d in ledger.documents]
        claims += [msgspec.structs.replace(c, doc_id=f"{episode.name}-{c.doc_id}", claim_id=f"{episode.name}-{c.claim_id}") for c in ledger.claims]
    return documents, claims


def facts_over(pool: ProcessPoolExecutor, documents: Sequence[Document]) -> dict[str, DocumentFacts]:
    """The facts of documents, read by the processes of a pool."""
    return dict(zip((d.doc_id for d in documents), pool.map(read_facts, documents, chunksize=BATCH), strict=True))


def stored(base: Base, first: int, last: int) -> tuple[list[Document], list[Claim]]:
    """As `copies`, with claims as they come out of Arrow tables: what they have in common is kept once."""
    documents: list[Document] = []
    parts: list[pa.Table] = []
    for at in range(first, last, AFFAIRS):
        made = copies(base, at, min(at + AFFAIRS, last))
        documents += made[0]
        parts.append(to_arrow(made[1], Claim))
    return documents, from_arrow(pa.concat_tables(parts), Claim)


def measure(pool: ProcessPoolExecutor, base: Base, size: int, increment: bool) -> tuple[int, float, list[Figure]]:
    """The number of claims made, seconds of the processor to derive from them, and figures of that and of an increment."""
    affairs, more = -(-size // len(base.claims)), -(-INCREMENT // len(base.documents))
    documents, claims = stored(base, 0, affairs)
    start = time.perf_counter()
    facts = facts_over(pool, documents)
    processor = time.process_time()
    ledger = derive(documents, claims, facts=facts)
    processor, seconds = time.process_time() - processor, time.perf_counter() - start
    shares = {status: sum(c.status == status for c in ledger.commitments) / len(ledger.commitments) for status in ("fulfilled", "superseded")}
    values = {
        "seconds": seconds,
        "seconds of the processor to derive": processor,
        "microseconds a claim": seconds / len(claims) * 1e6,
        "peak memory in GB": peak_memory(),
        "commitments a thousand claims": len(ledger.commitments) / len(claims) * 1e3,
        "share of reprints": len(ledger.reprint_of) / len(documents),
        **{f"share of commitments {status}": share for status, share in shares.items()},
    }
    del ledger
    if increment:
        values["seconds with 1,000 documents more"] = _grown(pool, base, facts, (documents, claims), (affairs, affairs + more))
    return len(claims), processor, [Figure("derivation", f"{name}, {size:,} claims", value) for name, value in values.items()]


def _grown(
    pool: ProcessPoolExecutor, base: Base, facts: Mapping[str, DocumentFacts], known: tuple[list[Document], list[Claim]], more: tuple[int, int]
) -> float:  # fmt: skip
    """Seconds to the ledger with the affairs `more`, where the facts of the documents known before are kept."""
    new = stored(base, *more)
    start = time.perf_counter()
    derive([*known[0], *new[0]], [*known[1], *new[1]], facts={**facts, **facts_over(pool, new[0])})
    return time.perf_counter() - start


def slope(points: Sequence[tuple[int, float]]) -> float:
    """The exponent by which the second number grows with the first: 1 for twice the time for twice the claims. Least squares of logarithms."""
    logs = [(math.log(a), math.log(b)) for a, b in points]
    mean_a, mean_b = (sum(column) / len(logs) for column in zip(*logs, strict=True))
    spread = sum((a - mean_a) ** 2 for a, _ in logs)
    return sum((a - mean_a) * (b - mean_b) for a, b in logs) / spread if spread else 1.0


def main() -> int:
    """Measure each size, print, compare with the floors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("claims", nargs="*", type=int, default=DEFAULT)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--no-increment", action="store_true", help="leave out what 1,000 documents more cost, which derives twice")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        base = Base(*coded_episodes(Path(work)))
    figures: list[Figure] = []
    points: list[tuple[int, float]] = []
    with ProcessPoolExecutor(asked.workers, mp_context=get_context("spawn")) as pool:
        facts_over(pool, copies(base, 0, 1)[0])  # so that the start of the processes is not measured
        for size in asked.claims:
            made, processor, found = measure(pool, base, size, not asked.no_increment)
            figures += found
            points.append((made, processor))
            print(*(f"{figure.name}: {figure.value:.4g}" for figure in found), sep="\n", file=sys.stderr, flush=True)  # a large one may not end
    figures.append(Figure("derivation", "growth of time with claims (1: in proportion)", slope(points)))
    return conclude(figures)


if __name__ == "__main__":
    sys.exit(main())
