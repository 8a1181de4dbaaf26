"""Which documents are one story printed again: near-duplicates by shared word runs, cuts included.

Candidates come from MinHash bands over runs of three words, so that no pair of all documents is ever compared; a candidate
is a reprint where enough of the shorter text stands in the longer. Reports of the same facts in own words share few runs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from servanda.records import Document

RUN = 3  # words a run
PERMUTATIONS, ROWS = 64, 2  # 32 bands of two rows find pairs from a likeness of about 0.2 on
CONTAINED = 0.55  # share of the shorter text's runs that a reprint has in common with its origin
LEAST_RUNS = 25  # shorter texts are too short to tell
KEPT = 5_000  # documents whose runs are held at once while candidates are compared
SLOTS = 8192  # slots of a sketch
AT_ONCE = 4096  # pairs whose sketches are compared at once
LARGEST_BUCKET = 200  # a band shared by more documents is boilerplate
WORD = re.compile(r"[^\W_]+")
Pairs = NDArray[np.int64]  # two places a row


def runs(document: Document) -> frozenset[int]:
    """Checksums of the runs of three words in the text proper, without dateline."""
    words = WORD.findall(document.text[document.body_start :].lower())
    return frozenset(crc32(f"{a} {b} {c}".encode()) for a, b, c in zip(words, words[1:], words[2:], strict=False))


def signature(marks: frozenset[int]) -> bytes:
    """The MinHash of a text's runs: 64 whole numbers of 32 bits, the lowest byte first."""
    found = RMinHash(num_perm=PERMUTATIONS, seed=1)
    found.update(list(map(str, marks)))
    return np.array(found.digest(), dtype="<u4").tobytes()


def is_reprint(a: frozenset[int], b: frozenset[int]) -> bool:
    """Whether enough of the shorter text stands in the longer."""
    shorter = min(len(a), len(b))
    return shorter >= LEAST_RUNS and len(a & b) >= CONTAINED * shorter


def find_reprints(documents: Sequence[Document]) -> dict[str, str]:
    """Maps each reprint's doc_id to that of its origin, the earliest by (published, doc_id); origins are not in the map."""
    marks = {d.doc_id: runs(d) for d in documents}
    signatures = {doc_id: signature(found) if len(found) >= LEAST_RUNS else b"" for doc_id, found in marks.items()}
    return tie_reprints(documents, signatures, marks.__getitem__)


def tie_reprints(documents: Sequence[Document], signatures: Mapping[str, bytes], marks: Callable[[str], frozenset[int]]) -> dict[str, str]:
    """As `find_reprints`, where signatures (empty for texts too short to tell) and, by `doc_id`, runs are known."""
    ids = sorted({d.doc_id for d in documents})
    order = {d.doc_id: (d.published or "9999", d.doc_id) for d in documents}
    kept = lru_cache(maxsize=KEPT)(marks)
    parent: dict[str, str] = {}
    pairs = candidates([signatures[doc_id] for doc_id in ids])
    paired = np.unique(pairs)
    sketches = Sketches(paired, (kept(ids[at]) for at in paired.tolist()))
    for first, second in sketches.likely(pairs).tolist():
        a, b = _root(parent, ids[first]), _root(parent, ids[second])
        if a != b and is_reprint(kept(ids[first]), kept(ids[second])):
            _join(parent, a, b, order)
    return {doc_id: _root(parent, doc_id) for doc_id in sorted(parent) if _root(parent, doc_id) != doc_id}


class Sketches:
    """Which of many slots the runs of texts fall into: rules out most pairs, all at once, without comparing their runs."""

    def __init__(self, places: NDArray[np.int64], texts: Iterable[frozenset[int]]) -> None:
        """`places` are those of the texts, in rising order."""
        self._places = places
        self._sizes, self._slots = np.zeros(len(places), np.int64), np.zeros((len(places), SLOTS // 64), np.uint64)
        for at, marks in enumerate(texts):
            taken = np.zeros(SLOTS, np.bool_)
            taken[np.fromiter(marks, np.uint32, len(marks)) % SLOTS] = True
            self._sizes[at], self._slots[at] = len(marks), np.packbits(taken).view(np.uint64)

    def likely(self, pairs: Pairs) -> Pairs:
        """The pairs that can be reprints: as many runs are shared as there are shared slots, and at most those that share a slot more."""
        crowded = self._sizes - np.bitwise_count(self._slots).sum(axis=1, dtype=np.int64)
        found = [pairs[:0]]
        for at in range(0, len(pairs), AT_ONCE):
            some = pairs[at : at + AT_ONCE]
            first, second = np.searchsorted(self._places, some.T)
            shared = np.bitwise_count(self._slots[first] & self._slots[second]).sum(axis=1, dtype=np.int64)
            shorter = np.where(self._sizes[first] <= self._sizes[second], first, second)
            found.append(some[shared + crowded[shorter] >= CONTAINED * self._sizes[shorter]])
        return np.concatenate(found)


def candidates(signatures: Sequence[bytes]) -> Pairs:
    """Pairs of documents, by their places and in order of these, of which two neighbouring numbers of the signatures are the same."""
    places = np.flatnonzero([bool(signature) for signature in signatures])
    table = np.frombuffer(b"".join(signatures), dtype="<u4").reshape(len(places), PERMUTATIONS).astype(np.uint64)
    found = [np.empty(0, np.int64)]
    for at in range(0, PERMUTATIONS, ROWS):
        band = (table[:, at] << np.uint64(32)) | table[:, at + 1]
        ranks = np.argsort(band, kind="stable")
        starts = np.flatnonzero(np.diff(band[ranks], prepend=~band[ranks[:1]]))
        sizes = np.diff(starts, append=len(ranks))
        for size in np.unique(sizes[(sizes > 1) & (sizes <= LARGEST_BUCKET)]).tolist():
            bucket = places[ranks[starts[sizes == size][:, None] + np.arange(size)]]
            some, others = np.triu_indices(size, 1)
            found.append((bucket[:, some] * len(signatures) + bucket[:, others]).ravel())
    return np.stack(np.divmod(np.unique(np.concatenate(found)), max(len(signatures), 1)), axis=1)


def _root(parent: dict[str, str], doc_id: str) -> str:
    while (above := parent.get(doc_id, doc_id)) != doc_id:
        parent[doc_id] = parent.get(above, above)
        doc_id = above
    return doc_id


def _join(parent: dict[str, str], a: str, b: str, order: Mapping[str, tuple[str, str]]) -> None:
    if a != b:
        early, late = sorted((a, b), key=order.__getitem__)
        parent[late] = early
