"""Measures what a long run does to one process: resident memory after a thousand documents and after all of them.

    python -m benchmarks.endurance [--documents 10000] [--longest 1500]

Reads parse and names as a build does, in memory zones. The texts are the raw statements and news beside the repository, cut to `--longest`
characters; when they are used up they come again, cut from further on, until nothing of any is left.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

from msgspec.structs import replace

from benchmarks.figures import Figure, conclude
from benchmarks.shared import shared_folder
from servanda.coding.coder import ZONE
from servanda.documents import read_documents
from servanda.language.pipeline import load_pipeline
from servanda.language.reading import read
from servanda.records import Document

FIRST = 1000  # documents after which memory must have settled
CORPORA = ("state_department", "wikinews", "white_house")


def resident() -> float:
    """Memory of this process in MB (10^6 bytes), as Linux tells it."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def texts(shared: Path, longest: int) -> Iterator[Document]:
    """Documents as long as there is something of one that was not read."""
    fresh = True
    for turn in count():
        if not fresh:
            return
        fresh = False
        for corpus in CORPORA:
            for document in read_documents([shared / "corpora" / "raw" / f"{corpus}.jsonl"], lambda rejection: None):
                piece = document.text[turn * longest : (turn + 1) * longest]
                if piece.strip():
                    fresh = True
                    yield replace(document, text=piece, body_start=0)


def measure(shared: Path, documents: int, longest: int) -> list[Figure]:
    """Memory after the first thousand and after all, and words read."""
    nlp, words, read_so_far, settled = load_pipeline(), 0, 0, 0.0
    stream = islice(texts(shared, longest), documents)
    while True:
        group = list(islice(stream, ZONE))
        read_so_far += len(group)
        with nlp.memory_zone():
            words += sum(len(paragraph.doc) for reading in read(nlp, group) for paragraph in reading.paragraphs)
        if settled == 0 and read_so_far >= FIRST:
            settled = resident()
        if len(group) < ZONE:
            break
    return [
        Figure("endurance", "documents", read_so_far),
        Figure("endurance", "tokens", words),
        Figure("endurance", f"MB resident after {FIRST}", settled),
        Figure("endurance", "MB resident after all", resident()),
    ]


def main() -> int:
    """Measure, print, compare with the floors."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.endurance", description="Memory of one process over a long run.")
    parser.add_argument("--documents", type=int, default=10_000, help="how many documents to read (default 10,000)")
    parser.add_argument("--longest", type=int, default=1500, help="characters kept of each (default 1,500)")
    arguments = parser.parse_args()
    shared = shared_folder()
    return conclude(measure(shared, arguments.documents, arguments.longest)) if shared else 0


if __name__ == "__main__":
    sys.exit(main())
