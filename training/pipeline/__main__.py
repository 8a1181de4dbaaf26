"""Retrains the shipped pipeline by one command; seeds are fixed.

    python -m training.pipeline SHARED_DIR [WORK_DIR] [--encoder FOLDER --teachers 3] [--minutes 55] [--again]

Sentence breaks from the treebanks; teachers fine-tuned on treebanks and name corpora; the teachers' labels on raw statements and news; the small
network out of all of it. With MiniLM as the one teacher some two and a quarter hours on two cores. With three teachers of another encoder (the shipped
weights: MPNet) a quarter of an hour on a graphics card, which is taken where there is one. The last step is ended by the clock, so a rerun comes close to
the shipped weights and not bit for bit. Needs `pip install '.[training]'`.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from benchmarks.figures import conclude
from benchmarks.syntax import name_figures, treebank_figures
from servanda.language.network.weights import Weights
from servanda.language.pipeline import load_pipeline
from training.pipeline import distilling, silver, teaching
from training.pipeline.assemble import OUT, assemble, write
from training.pipeline.breaking import trained
from training.pipeline.losses import Labels
from training.pipeline.raw import raw_sentences
from training.pipeline.samples import read_samples
from training.pipeline.student import state_of
from training.pipeline.teacher import minilm


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m training.pipeline", description="Retrains the shipped pipeline.")
    parser.add_argument("shared", type=Path, help="folder of the treebanks, name corpora and raw texts")
    parser.add_argument("work", type=Path, nargs="?", default=Path("build") / "training", help="folder for what the steps leave")
    parser.add_argument("--encoder", type=Path, help="folder of an encoder as transformers has it, such as all-mpnet-base-v2; else MiniLM")
    parser.add_argument("--teachers", type=int, default=1, help="how many, with other seeds; their beliefs are averaged")
    parser.add_argument("--minutes", type=float, default=55, help="how long the network is trained")
    parser.add_argument("--again", action="store_true", help="start the network from the shipped weights")
    return parser.parse_args()


def train(given: argparse.Namespace) -> None:
    """All steps, the shipped folder and its scores on the test sets."""
    shared, work = given.shared, given.work
    work.mkdir(parents=True, exist_ok=True)
    card = teaching.device().type == "cuda"
    breaks = trained(shared, teaching.BANKS)
    samples, held = read_samples(shared, teaching.BANKS, teaching.NAME_SETS), read_samples(shared, ("gum_open-dev",), ())
    usual = teaching.Recipe.on_a_card(given.encoder) if given.encoder else teaching.Recipe(minilm())
    files = [work / f"teacher{number}.pt" for number in range(given.teachers)]
    for number, file in enumerate(files):
        teaching.teach(samples, held, file, replace(usual, seed=usual.seed + number))
    labelled = silver.labelled([silver.load_teacher(file, usual.encoder) for file in files], raw_sentences(shared, breaks))
    start = state_of(Weights.load(OUT / "reader")) if given.again else None
    recipe = distilling.Recipe(given.minutes, scale=3 if card else 1, workers=4 if card else 0, start=start)
    student = distilling.distil(samples, held, Labels.of(samples), labelled, work / "student.pt", recipe)
    write(assemble(student.exported(breaks), shared / "corpora" / "treebanks"), OUT)
    nlp = load_pipeline()
    conclude([*treebank_figures(nlp, shared), *name_figures(nlp, shared)])


if __name__ == "__main__":
    train(options())
