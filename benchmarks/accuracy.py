"""Measures accuracy on the marked texts beside the repository and prints one table.

    python -m benchmarks.accuracy [--pipeline NAME] [--only rulers|syntax|places]

Needs the shared texts (see `benchmarks/shared.py`); without them it says so and measures nothing. Ends with status 1 if a
figure is below its floor in `floors.toml`, or if the marked texts are not those that the floors were sealed on (`benchmarks/seal.py`).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, conclude
from benchmarks.places import place_figures
from benchmarks.rulers import scenario_figures, sentence_figures
from benchmarks.seal import changed_gold
from benchmarks.shared import shared_folder
from benchmarks.syntax import has_names, name_figures, treebank_figures
from benchmarks.times import time_figures
from servanda.language.pipeline import load_pipeline


def measure(shared: Path, only: str | None, pipeline: str | None) -> Iterator[Figure]:
    """All figures, in the order of the table."""
    if only in {None, "rulers"}:
        with tempfile.TemporaryDirectory() as work:
            yield from scenario_figures(shared, Path(work), pipeline)
            yield from sentence_figures(shared, Path(work), pipeline)
        yield from time_figures(shared)
    if only == "rulers":
        return
    nlp = load_pipeline(pipeline)
    if only in {None, "places"}:
        yield from place_figures(nlp, shared)
    if only in {None, "syntax"}:
        yield from treebank_figures(nlp, shared)
        if has_names(nlp):
            yield from name_figures(nlp, shared)


def main() -> int:
    """Measure, print, compare with the floors."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description="Accuracy on the shared marked texts.")
    parser.add_argument("--pipeline", help="a spaCy pipeline other than the shipped one")
    parser.add_argument("--only", choices=("rulers", "syntax", "places"), help="only the rulers, only parse and names, or only places")
    arguments = parser.parse_args()
    shared = shared_folder()
    if shared is None:
        return 0
    if changed := changed_gold(shared):
        print("Nothing measured: these are not the marked texts that the floors were sealed on; see benchmarks/seal.py:", *changed, sep="\n  ", file=sys.stderr)
        return 1
    figures = list(measure(shared, arguments.only, arguments.pipeline))
    return conclude(figures)


if __name__ == "__main__":
    sys.exit(main())
