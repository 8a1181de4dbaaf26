"""Which documents are one story printed again: near-duplicates by shared word runs, cuts included.

Candidates come from MinHash bands over runs of three words, so that no pair of all documents is ever compared; a candidate
is a reprint where enough of the shorter text stands in the longer. Reports of the same facts in own words share few runs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple
from zlib import crc32

import numpy as np
from rensa import RMinHash

from servanda.records import Document

RUN = 3  # words a run
PERMUTATIONS, ROWS = 64, 2  # 32 bands of two rows find pairs from a likeness of about 0.2 on
CONTAINED = 0.55  # share of the shorter text's runs that a reprint has in common with its origin
LEAST_RUNS = 25  # shorter texts are too short to tell
KEPT = 5_000  # documents whose runs are held at once while candidates are compared
SLOTS = 8192  # slots of a sketch
LARGEST_BUCKET = 200  # a band shared by more documents is boilerplate
WORD = re.compile(r"[^\W_]+")


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
    sketches: dict[int, Sketch] = {}
    for first, second in sorted(_candidates([signatures[doc_id] for doc_id in ids])):
        for at in (first, second):
            if at not in sketches:
                sketches[at] = Sketch.of(kept(ids[at]))
        a, b = _root(parent, ids[first]), _root(parent, ids[second])
        if a != b and sketches[first].may_share(sketches[second]) and is_reprint(kept(ids[first]), kept(ids[second])):
            _join(parent, a, b, order)
    return {doc_id: _root(parent, doc_id) for doc_id in sorted(parent) if _root(parent, doc_id) != doc_id}


class Sketch(NamedTuple):
    """Which of many slots a text's runs fall into: rules out most pairs without comparing their runs."""

    size: int
    slots: int  # as the bits of a number

    @classmethod
    def of(cls, marks: frozenset[int]) -> Sketch:
        """The sketch of a text's runs."""
        taken = np.zeros(SLOTS, dtype=bool)
        taken[np.fromiter(marks, dtype=np.uint32, count=len(marks)) % SLOTS] = True
        return cls(len(marks), int.from_bytes(np.packbits(taken).tobytes()))

    def may_share(self, other: Sketch) -> bool:
        """Whether two texts can be reprints: as many runs are shared as there are shared slots, and at most those that share a slot more."""
        shorter = min(self, other)
        crowded = shorter.size - shorter.slots.bit_count()
        return (self.slots & other.slots).bit_count() + crowded >= CONTAINED * shorter.size


def _candidates(signatures: Sequence[bytes]) -> set[tuple[int, int]]:
    """Pairs of documents, by their places, of which two neighbouring numbers of the signatures are the same."""
    places = [at for at, signature in enumerate(signatures) if signature]
    table = np.frombuffer(b"".join(signatures), dtype="<u4").reshape(len(places), PERMUTATIONS).astype(np.uint64)
    found: set[tuple[int, int]] = set()
    for at in range(0, PERMUTATIONS, ROWS):
        band = (table[:, at] << np.uint64(32)) | table[:, at + 1]
        ranks = np.argsort(band, kind="stable")
        cuts = np.flatnonzero(np.diff(band[ranks])) + 1
        starts, ends = np.concatenate(([0], cuts)), np.concatenate((cuts, [len(ranks)]))
        shared = (ends - starts > 1) & (ends - starts <= LARGEST_BUCKET)
        for start, end in zip(starts[shared].tolist(), ends[shared].tolist(), strict=True):
            found.update(combinations([places[rank] for rank in ranks[start:end].tolist()], 2))
    return found


def _root(parent: dict[str, str], doc_id: str) -> str:
    while (above := parent.get(doc_id, doc_id)) != doc_id:
        parent[doc_id] = parent.get(above, above)
        doc_id = above
    return doc_id


def _join(parent: dict[str, str], a: str, b: str, order: Mapping[str, tuple[str, str]]) -> None:
    if a != b:
        early, late = sorted((a, b), key=order.__getitem__)
        parent[late] = early
