"""Retrains the shipped pipeline from the treebanks by one command; seeds are fixed.

    python -m training.pipeline SHARED_DIR [WORK_DIR]

Syntax trains in three passes, each from the last one's weights: the treebanks; the treebanks with other names in the places of
their own; the same again with a smaller step. Names train beside the first pass. About two and a half hours on two cores.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from training.pipeline.assemble import OUT, assemble, write
from training.pipeline.corpora import build
from training.pipeline.evaluate import report

HERE = Path(__file__).parent
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def started(config: str, work: Path, train: str, dev: str, first: Path | None = None) -> subprocess.Popen[bytes]:
    """One training run in a process of its own; its weights go to WORK/CONFIG."""
    command = [sys.executable, "-m", "spacy", "train", str(HERE / f"{config}.cfg"), "-o", str(work / config)]
    command += ["--paths.train", str(work / f"{train}-train.spacy"), "--paths.dev", str(work / f"{dev}-dev.spacy")]
    command += ["--paths.first", str(first)] if first else []
    return subprocess.Popen(command, env={**os.environ, **ONE_THREAD})


def train(shared: Path, work: Path) -> None:
    """Corpora, the trainings, the shipped folder and its scores on the test sets."""
    build(shared, work)
    names = started("names", work, "names", "names")
    first = started("syntax", work, "syntax", "syntax").wait()
    second = started("syntax-names", work, "syntax-renamed", "syntax", work / "syntax" / "model-best").wait()
    third = started("syntax-settle", work, "syntax-renamed", "syntax", work / "syntax-names" / "model-last").wait()
    if names.wait() or first or second or third:
        raise SystemExit("training failed; see the messages above")
    nlp = assemble(work / "syntax-settle" / "model-best", work / "names" / "model-best", shared / "corpora" / "treebanks")
    write(nlp, OUT)
    for name, row in report(nlp, shared).items():
        print(f"{name:20s}", "  ".join(f"{key} {value:.3f}" for key, value in row.items()))


if __name__ == "__main__":
    train(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else Path("build") / "training")
