"""What the ledger asks of a document's text alone: read once a document, on any number of machines, and kept beside it."""

from __future__ import annotations

import numpy as np

from servanda.ledger.beats import off_beat
from servanda.ledger.reprints import LEAST_RUNS, runs, signature
from servanda.ledger.tables import tables
from servanda.ledger.terms import contains
from servanda.records import Document, Record

HEAD = 160  # characters at the head of a document in which it says whose it is


class DocumentFacts(Record, frozen=True, array_like=True):
    """`off_beat` and `release` tell sport and markets, and press releases; `marks` and `signature` are what reprints are found by.

    Both are whole numbers of 32 bits, the lowest byte first: `marks` are the checksums of the text's runs of words, empty where it
    is too short to tell, as is `signature`, their MinHash.
    """

    off_beat: bool
    release: bool
    marks: bytes
    signature: bytes


def read_facts(document: Document) -> DocumentFacts:
    """The facts of one document: a pure function of its title, its text and where that begins. A row of an event table is no text to ask them of."""
    if document.dataset:
        return DocumentFacts(off_beat=False, release=False, marks=b"", signature=b"")
    marks = runs(document)
    enough = len(marks) >= LEAST_RUNS
    return DocumentFacts(
        off_beat=off_beat(document),
        release=contains(document.text[:HEAD], tables().statuses.reports.releases),
        marks=np.array(sorted(marks), dtype="<u4").tobytes() if enough else b"",
        signature=signature(marks) if enough else b"",
    )
