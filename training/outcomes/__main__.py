"""Fits the reader of outcomes: `python -m training.outcomes STEP ...`.

    prepare OUT SHARED          lines for the fitting; SHARED holds the raw statements and news in corpora/raw
    fit OUT --encoder FOLDER    three teachers of a large encoder (the shipped weights: all-mpnet-base-v2), then the student; on a graphics card
                                where there is one
    export OUT                  the student's weights into the package

With a card all of it takes some ten minutes. A rerun comes close to the shipped weights, to the bit only on the same card.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import torch

from servanda.language.outcomes.reader import MODEL
from training.outcomes.exporting import export
from training.outcomes.fitting import LABELS, Recipe, Sample, beliefs, fit, read_samples
from training.outcomes.preparing import prepare
from training.pipeline.teacher import minilm

SEEDS = (1, 2, 3)
LAYERS = (0, 2, 5)  # of MiniLM's six, which the student keeps
WEIGHT = 6  # times that a pair written by hand counts beside one labelled by the teachers
SURE = 0.88  # what a student is to believe of the label of a pair written by hand


def believed(sample: Sample, beliefs_: tuple[float, ...]) -> Sample:
    """The sample with what a student is to believe of it."""
    return replace(sample, beliefs=beliefs_)


def by_label(sample: Sample) -> Sample:
    """A marked sample for a student."""
    rest = (1 - SURE) / len(LABELS)
    return believed(sample, tuple(rest + SURE * (number == sample.label) for number in range(len(LABELS))))


def teach(out: Path, encoder: Path) -> None:
    """The teachers label the silver pairs; the student learns those and the marked ones, then what the program asks of our own episodes."""
    marked, silver, asked = (read_samples(out / f"{name}.jsonl") for name in ("marked", "silver", "asked"))
    teachers = [fit(marked, [], Recipe(encoder, 5, 3e-5, seed=seed)) for seed in SEEDS]
    told = [believed(sample, tuple(row.tolist())) for sample, row in zip(silver, beliefs(teachers, silver), strict=True)]
    known = [by_label(sample) for sample in marked]
    student = fit(known * WEIGHT + told, [], Recipe(minilm(), 5, 2.5e-4, batch=128, layers=LAYERS))
    student = fit(marked[::2] + asked, [], Recipe(minilm(), 2, 6e-5, layers=LAYERS), student)
    torch.save(student.state_dict(), out / "student.pt")


def main() -> None:
    """Runs the named step."""
    parser = argparse.ArgumentParser(prog="python -m training.outcomes", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=("prepare", "fit", "export"))
    parser.add_argument("out", type=Path, help="folder of the lines and weights")
    parser.add_argument("shared", type=Path, nargs="?", help="folder of the corpora, for `prepare`")
    parser.add_argument("--encoder", type=Path, help="folder of the teachers' encoder as transformers has it, for `fit`")
    given = parser.parse_args()
    if given.step == "prepare":
        prepare(given.out, given.shared)
    elif given.step == "fit":
        teach(given.out, given.encoder)
    else:
        state = {name: value.numpy() for name, value in torch.load(given.out / "student.pt", map_location="cpu").items()}
        export(state, tuple((minilm() / "vocab.txt").read_text("utf-8").splitlines()), MODEL)


if __name__ == "__main__":
    main()
