"""Fits the reader of texts: `python -m training.text_reader STEP FOLDER`.

    prepare FOLDER    lines for the fitting, of the items in `items`
    fit FOLDER        the reader, on all but a twentieth of the items, on which it is told how well it does; half an hour on two cores
    export FOLDER     its weights into the package

A rerun comes close to the shipped weights, to the bit only on the same machine.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from servanda.language.outcomes.reader import outcome_reader
from servanda.language.text_reader.reader import MODEL
from training.pipeline.teacher import minilm
from training.text_reader.exporting import export
from training.text_reader.fitting import Recipe, fit, read_rows
from training.text_reader.preparing import prepare

LINES, WEIGHTS = "lines.jsonl", "reader.pt"
HELD = 20  # every so manieth item is held out


def main() -> None:
    """Runs the named step."""
    parser = argparse.ArgumentParser(prog="python -m training.text_reader", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=("prepare", "fit", "export"))
    parser.add_argument("folder", type=Path, help="folder of the lines and weights")
    given = parser.parse_args()
    if given.step == "prepare":
        prepare(given.folder / LINES)
    elif given.step == "fit":
        rows = read_rows(given.folder / LINES)
        held = set(sorted({row["doc"] for row in rows})[::HELD])
        model = fit([row for row in rows if row["doc"] not in held], [row for row in rows if row["doc"] in held], Recipe(minilm()))
        torch.save(model.state_dict(), given.folder / WEIGHTS)
    else:
        state = {name: value.numpy() for name, value in torch.load(given.folder / WEIGHTS, map_location="cpu").items()}
        export(state, outcome_reader().tables.pieces, MODEL)


if __name__ == "__main__":
    main()
