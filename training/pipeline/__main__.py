"""Retrains the shipped pipeline by one command; seeds are fixed.

    python -m training.pipeline SHARED_DIR [WORK_DIR]

Sentence breaks from the treebanks; a teacher fine-tuned on treebanks and name corpora; the teacher's labels on raw statements and news; the small
network out of all of it. About two and a quarter hours on two cores. The last step is ended by the clock, so a rerun comes close to
the shipped weights and not bit for bit. Needs `pip install '.[training]'`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from benchmarks.figures import conclude
from benchmarks.syntax import name_figures, treebank_figures
from servanda.language.pipeline import load_pipeline
from training.pipeline import silver, teaching
from training.pipeline.assemble import OUT, assemble, write
from training.pipeline.breaking import trained
from training.pipeline.distilling import distil
from training.pipeline.student import Shape

EPOCHS, MINUTES = 7, 55


def train(shared: Path, work: Path) -> None:
    """All steps, the shipped folder and its scores on the test sets."""
    work.mkdir(parents=True, exist_ok=True)
    breaks = trained(shared, teaching.BANKS)
    np.save(work / "breaks.npy", breaks)
    teaching.teach(shared, work, EPOCHS)
    silver.main(shared, work)
    weights = distil(shared, work, MINUTES, silver.Silver.load(work), Shape()).exported(breaks)
    write(assemble(weights, shared / "corpora" / "treebanks"), OUT)
    nlp = load_pipeline()
    conclude([*treebank_figures(nlp, shared), *name_figures(nlp, shared)])


if __name__ == "__main__":
    train(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else Path("build") / "training")
