"""Measures how long the ledger takes to derive from many claims, and how that grows.

    python -m benchmarks.derivation [CLAIMS ...]

Codes the episodes of `tests/scenarios` once and repeats their claims under other document ids, other words and other parties' codes, each
copy a year apart from the next of its kind, until there are as many claims as asked (default: 20,000 and 80,000). Needs nothing beside the repository.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from benchmarks.figures import Figure, conclude, peak_memory
from benchmarks.rulers import OWN_EPISODES
from servanda import api
from servanda.ledger import derive
from servanda.records import Claim, Document

DEFAULT = (20_000, 80_000)
STATE = re.compile(rb'"code":"([A-Z]{3})"')
YEARS = 40  # over which the copies are spread


def coded_episodes(work: Path) -> tuple[list[Document], list[Claim]]:
    """All documents and claims of our own episodes, with ids that tell the episodes apart."""
    documents: list[Document] = []
    claims: list[Claim] = []
    for episode in sorted(path.parent for path in OWN_EPISODES.glob("*/documents.jsonl")):
        ledger = api.build(episode / "documents.jsonl", work / episode.name)
        documents += [msgspec.structs.replace(d, doc_id=f"{episode.name}-{d.doc_id}") for d in ledger.documents]
        claims += [msgspec.structs.replace(c, doc_id=f"{episode.name}-{c.doc_id}", claim_id=f"{episode.name}-{c.claim_id}") for c in ledger.claims]
    return documents, claims


def shifted(raw: bytes, number: int) -> bytes:
    """A record in JSON with other codes of states and other years."""
    tail = f"{number // YEARS:04d}".encode()
    raw = STATE.sub(lambda match: b'"code":"' + match[1] + tail + b'"', raw)
    return re.sub(rb"\b(19|20)(\d\d)-(\d\d-\d\d)", lambda m: b"%04d-%s" % (1960 + (int(m[1] + m[2]) + number) % YEARS, m[3]), raw)


def copies(documents: list[Document], claims: list[Claim], wanted: int) -> tuple[list[Document], list[Claim]]:
    """As many claims as wanted, with their documents."""
    many_documents: list[Document] = []
    many_claims: list[Claim] = []
    encoded = [msgspec.json.encode(d) for d in documents], [msgspec.json.encode(c) for c in claims]
    number = 0
    while len(many_claims) < wanted:
        own = f"-{number}"
        for raw in encoded[0]:
            document = msgspec.json.decode(shifted(raw, number), type=Document)
            words = document.text.replace(" the ", f" the{number} ")[: len(document.text)]  # no copy is a reprint of another
            many_documents.append(msgspec.structs.replace(document, doc_id=document.doc_id + own, text=words))
        for raw in encoded[1]:
            claim = msgspec.json.decode(shifted(raw, number), type=Claim)
            many_claims.append(msgspec.structs.replace(claim, doc_id=claim.doc_id + own, claim_id=claim.claim_id + own))
        number += 1
    return many_documents, many_claims


def main() -> int:
    """Measure each size, print, compare with the floors."""
    sizes = [int(size) for size in sys.argv[1:]] or list(DEFAULT)
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as work:
        documents, claims = coded_episodes(Path(work))
    rates = []
    for size in sizes:
        many = copies(documents, claims, size)
        start = time.perf_counter()
        ledger = derive(*many)
        seconds = time.perf_counter() - start
        rates.append(seconds / len(many[1]))
        figures += [
            Figure("derivation", f"seconds for {size:,} claims", seconds),
            Figure("derivation", f"commitments of {size:,} claims", len(ledger.commitments)),
        ]
    figures.append(Figure("derivation", "time a claim, most against fewest", rates[-1] / rates[0]))
    figures.append(Figure("derivation", "memory in GB", peak_memory()))
    return conclude(figures)


if __name__ == "__main__":
    sys.exit(main())
