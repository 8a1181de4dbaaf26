"""Which documents are one story printed again: near-duplicates by shared word runs, cuts included.

Candidates come from MinHash bands over runs of three words, so that no pair of all documents is ever compared; a candidate
is a reprint where enough of the shorter text stands in the longer. Reports of the same facts in own words share few runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from zlib import crc32

from rensa import RMinHash

from servanda.records import Document

RUN = 3  # words a run
PERMUTATIONS, ROWS = 64, 2  # 32 bands of two rows find pairs from a likeness of about 0.2 on
CONTAINED = 0.55  # share of the shorter text's runs that a reprint has in common with its origin
LEAST_RUNS = 25  # shorter texts are too short to tell
LARGEST_BUCKET = 200  # a band shared by more documents is boilerplate
WORD = re.compile(r"[^\W_]+")


def runs(document: Document) -> frozenset[int]:
    """Checksums of the runs of three words in the text proper, without dateline."""
    words = WORD.findall(document.text[document.body_start :].lower())
    return frozenset(crc32(" ".join(words[at : at + RUN]).encode()) for at in range(len(words) - RUN + 1))


def is_reprint(a: frozenset[int], b: frozenset[int]) -> bool:
    """Whether enough of the shorter text stands in the longer."""
    shorter = min(len(a), len(b))
    return shorter >= LEAST_RUNS and len(a & b) >= CONTAINED * shorter


def find_reprints(documents: Sequence[Document]) -> dict[str, str]:
    """Maps each reprint's doc_id to that of its origin, the earliest by (published, doc_id); origins are not in the map."""
    shingled = {d.doc_id: runs(d) for d in documents}
    parent = {doc_id: doc_id for doc_id in shingled}
    order = {d.doc_id: (d.published or "9999", d.doc_id) for d in documents}
    for first, second in sorted(_candidates(shingled)):
        if is_reprint(shingled[first], shingled[second]):
            _join(parent, _root(parent, first), _root(parent, second), order)
    return {doc_id: _root(parent, doc_id) for doc_id in sorted(parent) if _root(parent, doc_id) != doc_id}


def _candidates(shingled: Mapping[str, frozenset[int]]) -> set[tuple[str, str]]:
    buckets: dict[tuple[int, int, int], list[str]] = {}
    for doc_id, marks in sorted(shingled.items()):
        if len(marks) < LEAST_RUNS:
            continue
        signature = RMinHash(num_perm=PERMUTATIONS, seed=1)
        signature.update([str(mark) for mark in sorted(marks)])
        digest = signature.digest()
        for at in range(0, PERMUTATIONS, ROWS):
            buckets.setdefault((at, digest[at], digest[at + 1]), []).append(doc_id)
    return {pair for members in buckets.values() if len(members) <= LARGEST_BUCKET for pair in _pairs(members)}


def _pairs(members: Sequence[str]) -> Iterable[tuple[str, str]]:
    return ((a, b) for at, a in enumerate(members) for b in members[at + 1 :])


def _root(parent: dict[str, str], doc_id: str) -> str:
    while parent[doc_id] != doc_id:
        parent[doc_id] = parent[parent[doc_id]]
        doc_id = parent[doc_id]
    return doc_id


def _join(parent: dict[str, str], a: str, b: str, order: Mapping[str, tuple[str, str]]) -> None:
    if a != b:
        early, late = sorted((a, b), key=order.__getitem__)
        parent[late] = early
