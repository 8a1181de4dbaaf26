"""Retrains the shipped pipeline from the treebanks by one command; seeds are fixed.

    python -m training.pipeline SHARED_DIR [WORK_DIR]

Takes about two hours on two cores: syntax and names train side by side, one core each. Needs the `[dev]` extra only.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from training.pipeline.assemble import OUT, assemble, write
from training.pipeline.corpora import build
from training.pipeline.evaluate import report

HALVES = ("syntax", "names")


def train(shared: Path, work: Path) -> None:
    """Corpora, both trainings, the shipped folder and its scores on the test sets."""
    here = Path(__file__).parent
    build(shared, work)
    one_thread = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    running = [
        subprocess.Popen(
            [
                *(sys.executable, "-m", "spacy", "train", str(here / f"{half}.cfg"), "-o", str(work / half)),
                *("--paths.train", str(work / f"{half}-train.spacy"), "--paths.dev", str(work / f"{half}-dev.spacy")),
            ],
            env=one_thread,
        )
        for half in HALVES
    ]
    if any(process.wait() for process in running):
        raise SystemExit("training failed; see the messages above")
    nlp = assemble(work / "syntax" / "model-best", work / "names" / "model-best")
    write(nlp, OUT)
    for name, row in report(nlp, shared).items():
        print(f"{name:20s}", "  ".join(f"{key} {value:.3f}" for key, value in row.items()))


if __name__ == "__main__":
    train(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else Path("build") / "training")
