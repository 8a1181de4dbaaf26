"""Fits encoders to tell what a sentence says of a promise: teachers of MPNet, and a small student of MiniLM that learns from their beliefs too.

Input lines are prepared by `training.outcomes.preparing`, so that this part needs nothing but PyTorch and transformers and can run where the program is not
installed. An encoder reads the promise, the sentence and the end of the sentence before; the first place's vector and the mean of all give the labels' scores.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn.utils.rnn import pad_sequence
from transformers import AutoModel

LABELS = ("none", "done", "part", "undone", "breach", "halted", "withdrawn", "resumed")
MOST = (40, 72, 24)  # pieces of the promise, the sentence and the sentence before
SMOOTHING = 0.05
CURVE = "gelu_new"  # the unit as NumPy can have it


@dataclass(frozen=True)
class Sample:
    """The three texts; the label's number, or a teacher's beliefs."""

    promise: str
    text: str
    before: str
    label: int | None
    beliefs: tuple[float, ...] | None = None


@dataclass(frozen=True)
class Recipe:
    """How an encoder is fitted: `layers` are those of its layers that are kept (none named: all)."""

    encoder: Path
    epochs: int
    rate: float
    batch: int = 32
    seed: int = 17
    layers: tuple[int, ...] = ()


def read_samples(path: Path) -> list[Sample]:
    """Prepared lines."""
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return [Sample(r["promise"], r["text"], r["before"], LABELS.index(r["label"]) if r.get("label") else None) for r in rows]


class Reader(nn.Module):
    """Samples to scores (B, labels)."""

    def __init__(self, folder: Path, layers: Sequence[int] = ()) -> None:
        super().__init__()
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.start, self.end = self.mark("[CLS]", "<s>"), self.mark("[SEP]", "</s>")
        self.encoder = AutoModel.from_pretrained(folder, add_pooling_layer=False, hidden_act=CURVE)
        if layers:
            stack = self.encoder.encoder.layer
            self.encoder.encoder.layer = nn.ModuleList(stack[number] for number in layers)
            self.encoder.config.num_hidden_layers = len(layers)
        self.typed = hasattr(self.encoder.embeddings, "token_type_embeddings")
        width = self.encoder.config.hidden_size
        self.dropout = nn.Dropout(0.1)
        self.scores = nn.Linear(2 * width, len(LABELS))
        self.known: dict[tuple[str, int], list[int]] = {}

    def mark(self, *names: str) -> int:
        """The number of a mark, which the encoders name differently."""
        return next(number for name in names if (number := self.tokenizer.token_to_id(name)) is not None)

    def pieces(self, text: str, most: int) -> list[int]:
        """The text's pieces, at most so many of its beginning; where `most` is negative, of its end."""
        found = self.known.get((text, most))
        if found is None:
            ids = self.tokenizer.encode(text, add_special_tokens=False).ids
            found = self.known[text, most] = ids[:most] if most > 0 else ids[most:]
        return found

    def forward(self, samples: Sequence[Sample]) -> Tensor:
        device = self.scores.weight.device
        ids, types = [], []
        for sample in samples:
            promise = [self.start, *self.pieces(sample.promise, MOST[0]), self.end]
            rest = [*self.pieces(sample.text, MOST[1]), self.end, *self.pieces(sample.before, -MOST[2]), self.end]
            ids.append(torch.tensor(promise + rest))
            types.append(torch.tensor([0] * len(promise) + [1] * len(rest)))
        mask = pad_sequence([torch.ones(len(i)) for i in ids], True).to(device)
        given: dict[str, Any] = {"input_ids": pad_sequence(ids, True, 1 if not self.typed else 0).to(device), "attention_mask": mask}
        if self.typed:
            given["token_type_ids"] = pad_sequence(types, True).to(device)
        with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
            states = self.encoder(**given).last_hidden_state
        states = states.float()
        mean = (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return self.scores(self.dropout(torch.cat([states[:, 0], mean], 1)))


def batches(samples: Sequence[Sample], size: int, seed: int | None) -> Iterator[list[Sample]]:
    """Batches of like length, in random order; in the given order where there is no seed."""
    order = list(range(len(samples)))
    if seed is not None:
        random.Random(seed).shuffle(order)
        chunks = [sorted(order[at : at + size * 50], key=lambda i: len(samples[i].text)) for at in range(0, len(order), size * 50)]
        order = [i for chunk in chunks for i in chunk]
    groups = [[samples[i] for i in order[at : at + size]] for at in range(0, len(order), size)]
    if seed is not None:
        random.Random(seed + 1).shuffle(groups)
    yield from groups


def lost(scores: Tensor, samples: Sequence[Sample]) -> Tensor:
    """Cross entropy to the labels, or to beliefs where there are any."""
    wanted = torch.zeros_like(scores)
    for row, sample in enumerate(samples):
        if sample.beliefs is not None:
            wanted[row] = torch.tensor(sample.beliefs, device=scores.device)
        elif sample.label is not None:
            wanted[row] = SMOOTHING / len(LABELS)
            wanted[row, sample.label] += 1 - SMOOTHING
    return -(wanted * torch.log_softmax(scores, 1)).sum(1).mean()


def fit(samples: Sequence[Sample], held: Sequence[Sample], recipe: Recipe, begun: Reader | None = None) -> Reader:
    """The fitted encoder, or one already `begun` fitted further; how it does on what is held out is told after each epoch."""
    torch.manual_seed(recipe.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    model = (begun or Reader(recipe.encoder, recipe.layers)).to(device)
    steps = recipe.epochs * -(-len(samples) // recipe.batch)
    groups = [{"params": list(model.encoder.parameters()), "lr": recipe.rate}, {"params": list(model.scores.parameters()), "lr": 10 * recipe.rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min((step + 1) / (0.06 * steps + 1), max(0.0, (steps - step) / steps)))
    began = time.time()
    for epoch in range(recipe.epochs):
        model.train()
        total = torch.zeros((), device=device)
        for group in batches(samples, recipe.batch, recipe.seed + epoch):
            optimizer.zero_grad()
            loss = lost(model(group), group)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.detach()
        told = report(beliefs([model], held), held) if held else ""
        print(f"  epoch {epoch + 1} loss {float(total) * recipe.epochs / steps:.3f} {told} {time.time() - began:.0f} s", flush=True)
    return model


@torch.no_grad()
def beliefs(models: Sequence[Reader], samples: Sequence[Sample], size: int = 256) -> Tensor:
    """(N, labels): the models' mean beliefs."""
    for model in models:
        model.eval()
    return torch.cat([torch.stack([torch.softmax(model(group), 1) for model in models]).mean(0).cpu() for group in batches(samples, size, None)])


def report(believed: Tensor, samples: Sequence[Sample]) -> str:
    """Accuracy, and how often a label other than "none" is given and right, in all and where it is believed by more than 0.8."""
    gold = torch.tensor([s.label for s in samples])
    sure, label = believed.max(1)
    told, owed = label > 0, gold > 0
    strong = told & (sure > 0.8)
    right = label == gold

    def share(a: Tensor, b: Tensor) -> float:
        return float((a & b).sum()) / max(1.0, float(b.sum()))

    return (
        f"accuracy {share(right, gold >= 0):.3f}  told P {share(right, told):.3f} R {share(right, owed):.3f}"
        f"  above 0.8 P {share(right, strong):.3f} R {share(right & strong, owed):.3f}"
    )
