"""Measures speed and memory on official statements: coding against parse and names of the same documents in the same run.

    python -m benchmarks.speed [--documents 400] [--pipeline NAME]

The ratio to parse and names is the figure to compare between machines; documents a second are of this one. One process, BLAS on one
thread. Seconds are of processor time, so that other work on the machine does not count.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

# Before any library that reads these is imported; other values measure the machine, not the program.
for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_variable] = "1"

from benchmarks.figures import Figure, conclude, peak_memory  # noqa: E402
from benchmarks.shared import shared_folder  # noqa: E402
from servanda.coding import Coder  # noqa: E402
from servanda.documents import read_documents  # noqa: E402
from servanda.language.pipeline import SHIPPED, load_pipeline  # noqa: E402
from servanda.language.reading import paragraph_bounds  # noqa: E402
from servanda.records import Document, Rejection  # noqa: E402


def seconds_to_parse(documents: Sequence[Document], pipeline: str | None) -> float:
    """Processor time of parse and names over the paragraphs of the documents, once the pipeline is loaded and warm; lemmas are left out."""
    nlp = load_pipeline(pipeline)
    paragraphs = [document.text[a:b] for document in documents for a, b in paragraph_bounds(document.text)]
    with nlp.select_pipes(disable=[name for name in nlp.pipe_names if name == "lemmatizer"]):
        list(nlp.pipe(paragraphs[:20]))
        start = time.process_time()
        for _ in nlp.pipe(paragraphs):
            pass
        return time.process_time() - start


def pipeline_figures() -> list[Figure]:
    """The shipped pipeline's size in MB (10^6 bytes) and the wall time to load it, in a process that has imported spaCy."""
    size = sum(path.stat().st_size for path in SHIPPED.rglob("*") if path.is_file())
    code = "import time, spacy; from servanda.language.pipeline import load_pipeline; t = time.perf_counter(); load_pipeline(); print(time.perf_counter() - t)"
    seconds = min(float(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout) for _ in range(3))
    return [Figure("pipeline", "MB on disk", size / 1e6), Figure("pipeline", "seconds to load", seconds)]


def seconds_to_code(documents: Sequence[Document], pipeline: str | None) -> tuple[float, int]:
    """Processor time from documents to claims, once the coder is loaded and warm, and the number of claims."""
    coder = Coder.load(pipeline=pipeline)
    list(coder.code(documents[:2]))
    start = time.process_time()
    claims = sum(len(coded.claims) for coded in coder.code(documents))
    return time.process_time() - start, claims


def measure(shared: Path, count: int, pipeline: str | None) -> list[Figure]:
    """Reading, parsing, coding, in this order, and the memory after all of it."""
    rejects: list[Rejection] = []
    start = time.process_time()
    documents = list(islice(read_documents([shared / "corpora" / "raw" / "state_department.jsonl"], rejects.append), count))
    reading = time.process_time() - start
    parsing = seconds_to_parse(documents, pipeline)
    coding, claims = seconds_to_code(documents, pipeline)
    words = sum(len(document.text.split()) for document in documents)
    return [
        Figure("speed", "documents", len(documents)),
        Figure("speed", "words a document", words / len(documents)),
        Figure("speed", "claims a document", claims / len(documents)),
        Figure("speed", "read: documents a second", len(documents) / reading),
        Figure("speed", "parse and names: documents a second", len(documents) / parsing),
        Figure("speed", "parse and names: words a second", words / parsing),
        Figure("speed", "documents a second", len(documents) / coding),
        Figure("speed", "words a second", words / coding),
        Figure("speed", "time of coding over parse and names", coding / parsing),
        Figure("speed", "memory in GB", peak_memory()),
    ]


def main() -> int:
    """Measure, print, compare with the floors."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description="Speed and memory on one core.")
    parser.add_argument("--documents", type=int, default=400, help="how many statements to take (default 400)")
    parser.add_argument("--pipeline", help="a spaCy pipeline other than the shipped one")
    arguments = parser.parse_args()
    shared = shared_folder()
    if shared is None:
        return 0
    figures = [*pipeline_figures(), *measure(shared, max(1, arguments.documents), arguments.pipeline)]
    return conclude(figures)


if __name__ == "__main__":
    sys.exit(main())
