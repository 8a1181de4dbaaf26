"""Fits the table of confidence: `python -m training.confidence SHARED`.

`labels.tsv` holds claims that readers held against their sentences: document (corpus and line), where the sentence begins, predicate, type,
source, target, and right, half or wrong. The documents are read again with today's coder; a label counts where the same claim still comes
out. Texts: the State Department's statements (public domain) and Wikinews (CC BY), from SHARED/corpora/raw.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from pathlib import Path
from unittest import mock

import numpy as np
from numpy.typing import NDArray

from servanda.coding import event_codes
from servanda.coding.coder import Coder
from servanda.coding.confidence import LENGTHS, LONG, confidence
from servanda.coding.tables import table
from servanda.documents import make_document
from servanda.records import Claim, Document, Mention

Matrix = NDArray[np.float64]
OUTLETS = {"state_department": "U.S. Department of State", "wikinews": "Wikinews"}
CODE = re.compile(r"[A-Z][A-Z0-9]+")
WORTH = {"right": 1.0, "half": 0.5, "wrong": 0.0}
FOLDS, RAREST, RIDGE, STEPS = 10, 8, 4.0, 40
SMALLEST = 0.03  # weights nearer to nothing than this are left out of the table
TABLE = Path(__file__).parents[2] / "src" / "servanda" / "coding" / "tables" / "confidence.toml"
HEAD = """# How far event codes can be trusted: the weights of a logistic model over what a claim shows (`coding/confidence.py`).
# Written by `python -m training.confidence`, fitted on {count} claims read by hand; do not edit, except the thresholds.
bias = {bias:.3f}

# Codes of less confidence are withheld, by the sort and the length of the text (`Setting.matter`, `LINE` and `LENGTHS` there).
{thresholds}

[weights]
"""


def documents(shared: Path, wanted: set[str]) -> Iterator[Document]:
    """The labelled documents."""
    for corpus, outlet in OUTLETS.items():
        with (shared / "corpora" / "raw" / f"{corpus}.jsonl").open(encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if f"{corpus}-{number}" in wanted:
                    row = json.loads(line)
                    yield make_document(row["text"], doc_id=f"{corpus}-{number}", title=row.get("title"), outlet=row.get("outlet") or outlet)


def named(mentions: tuple[Mention, ...]) -> str:
    """A side as the labels write it: codes, or words where there is none."""
    return "|".join(sorted(m.code or m.text for m in mentions))


def key(doc_id: str, claim: Claim, plover: str) -> tuple[str, ...]:
    """What makes a label's claim the same claim."""
    return (doc_id, str(claim.sentence_start), claim.predicate, plover, named(claim.agents), named(claim.recipients))


def loosely(key: tuple[str, ...]) -> tuple[str, ...]:
    """A key without the words of parties that have no code: what a label says of a claim holds however much of such a phrase is taken."""
    *where, source, target = key
    return (*where, *("|".join(name if CODE.fullmatch(name) else "?" for name in side.split("|")) if side else "" for side in (source, target)))


def noting(seen: list[tuple[str, ...]]) -> Callable[[Iterable[str]], float]:
    """The model, which also keeps what it is asked about."""

    def weigh(found: Iterable[str]) -> float:
        seen.append(tuple(found))
        return confidence(seen[-1])

    return weigh


def read_again(shared: Path, wanted: set[str]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """The traits of every coded claim of the documents, by key; nothing is withheld while they are read."""
    coder = Coder.load()
    seen: list[tuple[str, ...]] = []
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    with mock.patch.object(event_codes, "confidence", noting(seen)), mock.patch.object(event_codes, "trusted", return_value=True):
        for document in documents(shared, wanted):
            seen.clear()
            coded = next(iter(coder.code([document])))
            by_traits = defaultdict(list)
            for one in seen:
                by_traits[(one[0], one[1])].append(one)
            for claim in coded.claims:
                if claim.plover:
                    candidates = [t for t in by_traits[(f"type {claim.plover}", f"frame {claim.frame}")] if confidence(t) == claim.confidence]
                    if candidates:
                        found[key(document.doc_id, claim, claim.plover)] = candidates[0]
    return found


def fit(rows: Matrix, worth: Matrix, ridge: float = RIDGE) -> Matrix:
    """Weights of a logistic regression with a ridge on all but the last column, by Newton's steps."""
    weights, penalty = np.zeros(rows.shape[1]), ridge * np.eye(rows.shape[1])
    penalty[-1, -1] = 1e-3
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-(rows @ weights)))
        step = np.linalg.solve((rows * (chance * (1 - chance))[:, None]).T @ rows + penalty, rows.T @ (chance - worth) + penalty @ weights)
        weights = weights - step
        if np.abs(step).max() < 1e-7:
            break
    return weights


def matrix(samples: list[tuple[str, ...]], names: list[str]) -> Matrix:
    """One row a sample, one column a trait, the last for the bias."""
    at = {name: index for index, name in enumerate(names)}
    rows = np.zeros((len(samples), len(names) + 1))
    rows[:, -1] = 1
    for index, sample in enumerate(samples):
        rows[index, [at[name] for name in sample if name in at]] = 1
    return rows


def crossed(rows: Matrix, worth: Matrix, groups: list[str]) -> Matrix:
    """The chance of each sample by weights that were fitted without its document."""
    folds = {group: index % FOLDS for index, group in enumerate(sorted(set(groups), key=lambda g: (hash_of(g), g)))}
    fold, chance = np.array([folds[group] for group in groups]), np.zeros(len(worth))
    for number in range(FOLDS):
        weights = fit(rows[fold != number], worth[fold != number])
        chance[fold == number] = 1 / (1 + np.exp(-(rows[fold == number] @ weights)))
    return chance


def hash_of(name: str) -> int:
    """A stable scatter of the documents over the folds."""
    return sum((index + 1) * ord(letter) for index, letter in enumerate(name)) % 997


def main() -> None:
    """Fits, prints what each threshold would give, and writes the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    options = parser.parse_args()
    with (Path(__file__).parent / "labels.tsv").open(encoding="utf-8", newline="") as file:
        labels = list(csv.DictReader(file, delimiter="\t"))
    again = read_again(options.shared, {row["document"] for row in labels})
    samples, worth, groups = [], [], []
    loose = Counter(loosely(key) for key in again)
    alike = {loosely(key): found for key, found in again.items() if loose[loosely(key)] == 1}
    for row in labels:
        label = tuple(row[name] for name in ("document", "sentence", "predicate", "type", "source", "target"))
        found = again.get(label) or alike.get(loosely(label))
        if found is not None:
            samples.append(found)
            worth.append(WORTH[row["verdict"]])
            groups.append(row["document"])
    counts = Counter(name for sample in samples for name in sample)
    names = sorted(name for name, count in counts.items() if count >= RAREST)
    rows, target = matrix(samples, names), np.array(worth)
    chance = crossed(rows, target, groups)
    print(f"{len(samples)} of {len(labels)} labels met again, {target.mean():.3f} right; {len(names)} traits")
    for sort, size in product(table("confidence")["thresholds"], (*(name for _, name in LENGTHS), LONG)):
        of_size = np.array([f"text {size}" in sample and is_of(sort, sample) for sample in samples])
        for least in (0.0, 0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.75):
            kept = of_size & (chance >= least)
            if not target[kept].sum():
                continue
            met, share = target[kept].sum() / target[of_size].sum(), kept.sum() / of_size.sum()
            print(f"  {sort}, {size}, from {least:.2f}: {share:.2f} of all, {met:.2f} of the right; {target[kept].mean():.3f} of these right")
    weights = fit(rows, target)
    TABLE.write_text(written(names, weights, len(samples)), encoding="utf-8")


def is_of(matter: str, sample: tuple[str, ...]) -> bool:
    """Whether a sample's text is of the matter that a threshold is for (`Setting.matter`)."""
    bound = "bound text" in sample
    return f"{'press' if matter == 'accord' else matter} text" in sample and (matter not in {"press", "accord"} or bound == (matter == "accord"))


def written(names: list[str], weights: Matrix, count: int) -> str:
    """The table of the weights, with the present thresholds; the last weight is the bias."""
    sorts = table("confidence")["thresholds"].items()
    thresholds = "\n\n".join(f"[thresholds.{sort}]\n" + "\n".join(f"{size} = {least}" for size, least in sizes.items()) for sort, sizes in sorts)
    lines = [f'"{name}" = {weight:.3f}\n' for name, weight in zip(names, weights, strict=False) if abs(weight) >= SMALLEST]
    return HEAD.format(count=count, thresholds=thresholds, bias=weights[-1]) + "".join(lines)


if __name__ == "__main__":
    main()
