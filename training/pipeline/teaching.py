"""Trains the teachers.

One is MiniLM, which two cores can train; several of MPNet, with other seeds, ask for a graphics card, and their beliefs are averaged.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import torch
from torch import Tensor

from training.pipeline.heads import Heads, Scores
from training.pipeline.losses import IGNORED, Labels, batches, loss, target
from training.pipeline.samples import Sample, varied
from training.pipeline.substitution import read_pool
from training.pipeline.teacher import MOST_PIECES, Teacher

SEED = 17
BANKS = ("ewt-train", "ewt-dev", "gum_open-train")
NAME_SETS = ("wikigold.conll.txt", "crossner_politics-train.txt", "crossner_politics-dev.txt", "crossner_politics-test.txt")


@dataclass(frozen=True)
class Recipe:
    """How one teacher is trained: `most` is padded pieces a batch, rates are of the encoder and of what is new above it."""

    encoder: Path
    epochs: int = 7
    seed: int = SEED
    most: int = 2400
    encoder_rate: float = 3e-4
    heads_rate: float = 1.5e-3

    @classmethod
    def on_a_card(cls, encoder: Path) -> Recipe:
        """For an encoder of MPNet's size, which asks for a lower rate."""
        return cls(encoder, epochs=9, most=3600, encoder_rate=1e-4, heads_rate=1.2e-3)


def device() -> torch.device:
    """The graphics card where there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


class Network(Protocol):
    """What can be scored: the teacher and the small network."""

    heads: Heads

    def eval(self) -> object: ...
    def train(self, mode: bool = True) -> object: ...
    def __call__(self, sentences: Sequence[Sequence[str]], /) -> tuple[Scores, Tensor]: ...


def accuracy(heads: Heads, scores: Scores, samples: list[Sample], labels: Labels, totals: dict[str, float]) -> None:
    """Adds a batch's right arcs, labelled arcs (without punctuation), tags and name tags to the totals."""
    gold = target(samples, labels, scores.arcs.device)
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


def teach(samples: list[Sample], held: list[Sample], out: Path, recipe: Recipe) -> None:
    """The whole training on the samples; the file `out` holds weights and labels after every epoch, which are told with the scores on `held`."""
    torch.manual_seed(recipe.seed)
    labels = Labels.of(samples)
    model = Teacher(recipe.encoder, labels.sizes(256, 256)).to(device())
    samples = [s for s in samples if model.pieces.length(s.words) <= MOST_PIECES]
    encoder = set(model.encoder.parameters())
    groups = [
        {"params": list(encoder), "lr": recipe.encoder_rate, "weight_decay": 0.01},
        {"params": [p for p in model.parameters() if p not in encoder], "lr": recipe.heads_rate, "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98))
    steps = recipe.epochs * len(list(batches(samples, lambda s: model.pieces.length(s.words), recipe.most, 0)))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min((step + 1) / 200, max(0.0, (steps * 1.03 - step) / steps)))
    pool, began = read_pool(), time.time()
    for epoch in range(recipe.epochs):
        total, count = torch.zeros((), device=device()), 0
        for group in batches(list(varied(samples, pool, recipe.seed + epoch)), lambda s: model.pieces.length(s.words), recipe.most, epoch):
            optimizer.zero_grad()
            lost = loss(model.heads, model([s.words for s in group])[0], target(group, labels, device()))
            lost.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            schedule.step()
            total, count = total + lost.detach(), count + 1
            if count % 50 == 0:
                print(f"  {count} loss {float(total) / count:.3f}  {time.time() - began:.0f} s", flush=True)
        print(f"epoch {epoch + 1} loss {float(total) / count:.3f} dev {report(model, held, labels)}  {time.time() - began:.0f} s", flush=True)
        torch.save({"model": model.state_dict(), "labels": labels.__dict__}, out)
