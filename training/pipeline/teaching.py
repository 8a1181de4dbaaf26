"""Trains the teacher.

    python -m training.pipeline.teaching SHARED_DIR WORK_DIR [EPOCHS]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import torch
from torch import Tensor

from training.pipeline.heads import Heads, Scores
from training.pipeline.losses import IGNORED, Labels, batches, loss, target
from training.pipeline.samples import Sample, read_samples, varied
from training.pipeline.substitution import read_pool
from training.pipeline.teacher import MOST_PIECES, Teacher, minilm

SEED = 17
BANKS = ("ewt-train", "ewt-dev", "gum_open-train")
NAME_SETS = ("wikigold.conll.txt", "crossner_politics-train.txt", "crossner_politics-dev.txt", "crossner_politics-test.txt")
MOST = 2400  # padded pieces a batch
ENCODER_RATE, HEADS_RATE = 3e-4, 1.5e-3


class Network(Protocol):
    """What can be scored: the teacher and the small network."""

    heads: Heads

    def eval(self) -> object: ...
    def train(self, mode: bool = True) -> object: ...
    def __call__(self, sentences: Sequence[Sequence[str]], /) -> tuple[Scores, Tensor]: ...


def accuracy(heads: Heads, scores: Scores, samples: list[Sample], labels: Labels, totals: dict[str, float]) -> None:
    """Adds a batch's right arcs, labelled arcs (without punctuation), tags and name tags to the totals."""
    gold = target(samples, labels)
    found = scores.arcs.argmax(-1)
    deps = heads.labels(scores, found).argmax(-1)
    counted = (gold.heads != IGNORED) & (gold.deps != labels.deps.index("punct"))
    right = counted & (found == gold.heads)
    named = gold.names > 0
    for key, value in {
        "words": counted, "uas": right, "las": right & (deps == gold.deps), "tags": counted & (scores.tags.argmax(-1) == gold.tags),
        "named": named, "names": named & (scores.names.argmax(-1) == gold.names),
    }.items():  # fmt: skip
        totals[key] = totals.get(key, 0) + float(value.sum())


def report(model: Network, samples: list[Sample], labels: Labels) -> dict[str, float]:
    """UAS, LAS, tag accuracy and the share of name words rightly tagged, greedy arcs over gold sentences."""
    model.eval()
    totals: dict[str, float] = {}
    with torch.no_grad():
        for group in batches(samples, lambda s: len(s.words), 4000, 0):
            accuracy(model.heads, model([s.words for s in group])[0], group, labels, totals)
    model.train()
    return {key: round(100 * totals[key] / totals["named" if key == "names" else "words"], 2) for key in ("uas", "las", "tags", "names")}


def teach(shared: Path, work: Path, epochs: int) -> None:
    """The whole training; WORK/teacher.pt holds weights and labels after every epoch."""
    torch.manual_seed(SEED)
    samples = read_samples(shared, BANKS, NAME_SETS)
    held = read_samples(shared, ("gum_open-dev",), ())
    labels = Labels.of(samples)
    model = Teacher(minilm(), labels.sizes(256, 256))
    samples = [s for s in samples if model.pieces.length(s.words) <= MOST_PIECES]
    encoder = set(model.encoder.parameters())
    groups = [
        {"params": list(encoder), "lr": ENCODER_RATE, "weight_decay": 0.01},
        {"params": [p for p in model.parameters() if p not in encoder], "lr": HEADS_RATE, "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98))
    steps = epochs * len(list(batches(samples, lambda s: model.pieces.length(s.words), MOST, 0)))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min((step + 1) / 200, max(0.0, (steps * 1.03 - step) / steps)))
    pool, began = read_pool(), time.time()
    for epoch in range(epochs):
        total, count = 0.0, 0
        for group in batches(list(varied(samples, pool, SEED + epoch)), lambda s: model.pieces.length(s.words), MOST, epoch):
            optimizer.zero_grad()
            lost = loss(model.heads, model([s.words for s in group])[0], target(group, labels))
            lost.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            schedule.step()
            total, count = total + float(lost.detach()), count + 1
            if count % 50 == 0:
                print(f"  {count} loss {total / count:.3f}  {time.time() - began:.0f} s", flush=True)
        print(f"epoch {epoch + 1} loss {total / count:.3f} dev {report(model, held, labels)}  {time.time() - began:.0f} s", flush=True)
        torch.save({"model": model.state_dict(), "labels": labels.__dict__}, work / "teacher.pt")


if __name__ == "__main__":
    folder = Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    teach(Path(sys.argv[1]), folder, int(sys.argv[3]) if len(sys.argv) > 3 else 8)
