"""Fits the reader of clauses: a small MiniLM that reads a sentence once, and says of each clause which event it tells and whether it binds who acts.

Input lines are prepared by `training.clause_reader.preparing`, so that this part needs nothing but PyTorch and transformers and can run where the program is
not installed.
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
from torch import Tensor, nn
from torch.nn.utils.rnn import pad_sequence
from transformers import AutoModel

from training.clause_reader.labels import DUTIES, LABELS, SAID

PARTS = ("head", "agent", "recipient")
MOST, BEFORE = 96, 24  # pieces of the sentence, and of the end of the one before
START, END = 101, 102  # BERT's marks
KNOWN = 6  # numbers of what else the tables tell: codes withheld or not, kept or not, in another's words or not
UNSAID = -100  # what the loss passes over
SMOOTHING, DROPOUT = 0.05, 0.15
OWED = 0.7  # what the loss of duties weighs beside that of types
CURVE = "gelu_new"  # the unit as NumPy can have it
Row = dict[str, Any]


@dataclass(frozen=True)
class Recipe:
    """How the encoder is fitted: `layers` are those of its layers that are kept."""

    encoder: Path
    layers: tuple[int, ...] = (0, 2, 5)
    epochs: int = 4
    rate: float = 1.5e-4
    batch: int = 32
    seed: int = 1


class Reader(nn.Module):
    """Sentences to the scores of their clauses: types (clauses, labels) and duties (clauses, sorts)."""

    def __init__(self, recipe: Recipe) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(recipe.encoder, add_pooling_layer=False, hidden_act=CURVE)
        self.encoder.encoder.layer = nn.ModuleList(self.encoder.encoder.layer[number] for number in recipe.layers)
        self.encoder.config.num_hidden_layers = len(recipe.layers)
        width = self.encoder.config.hidden_size
        self.extra = nn.Embedding(len(LABELS) + len(SAID) + KNOWN, width)
        self.wide = nn.Linear((1 + len(PARTS)) * width, width)
        self.dropout = nn.Dropout(DROPOUT)
        self.types = nn.Linear(width, len(LABELS))
        self.duties = nn.Linear(width, len(DUTIES))

    def forward(self, rows: Sequence[Row]) -> tuple[Tensor, Tensor]:
        first = [[START, *row["ids"][:MOST], END] for row in rows]
        rest = [[*row["before"][-BEFORE:], END] for row in rows]
        ids = pad_sequence([torch.tensor(a + b) for a, b in zip(first, rest, strict=True)], True)
        sorts = pad_sequence([torch.tensor([0] * len(a) + [1] * len(b)) for a, b in zip(first, rest, strict=True)], True)
        mask = pad_sequence([torch.ones(len(a) + len(b)) for a, b in zip(first, rest, strict=True)], True)
        states = self.encoder(input_ids=ids, token_type_ids=sorts, attention_mask=mask).last_hidden_state
        seen = [self.clause(states[number], row["places"][:MOST], clause) for number, row in enumerate(rows) for clause in row["heads"]]
        known = torch.tensor([numbers_of(clause) for row in rows for clause in row["heads"]])
        inner = self.wide(self.dropout(torch.stack(seen))) + self.extra(known).sum(1)
        inner = self.dropout(nn.functional.gelu(inner, approximate="tanh"))
        return self.types(inner), self.duties(inner)

    def clause(self, states: Tensor, places: Sequence[Sequence[int]], clause: Row) -> Tensor:
        """The whole's vector beside the mean ones of the clause's verb and parties."""
        parts = [states[0]]
        for name in PARTS:
            part = clause[name]
            at = [number + 1 for number, (start, end) in enumerate(places) if part and start < part[1] and end > part[0]]
            parts.append(states[at].mean(0) if at else torch.zeros_like(states[0]))
        return torch.cat(parts)


def numbers_of(clause: Row) -> list[int]:
    """What the tables make of a clause, as numbers."""
    labels, said = len(LABELS), len(SAID)
    known = (labels + said + 2 * number + clause[name] for number, name in enumerate(("withheld", "read", "voiced")))
    return [LABELS.index(clause["rule"]), labels + SAID.index(clause["said"]), *known]


def wanted(rows: Sequence[Row]) -> tuple[Tensor, Tensor]:
    """The marks of the clauses."""
    clauses = [clause for row in rows for clause in row["heads"]]
    types = torch.tensor([LABELS.index(c["label"]) if c["label"] != "?" else UNSAID for c in clauses])
    return types, torch.tensor([DUTIES.index(c["duty"]) if c["duty"] != "?" else UNSAID for c in clauses])


def batches(rows: Sequence[Row], size: int, seed: int | None) -> Iterator[list[Row]]:
    """Batches of sentences of like length, in random order; in the given order where there is no seed."""
    order = list(range(len(rows)))
    if seed is not None:
        random.Random(seed).shuffle(order)
        chunks = [sorted(order[at : at + size * 30], key=lambda i: len(rows[i]["text"])) for at in range(0, len(order), size * 30)]
        order = [i for chunk in chunks for i in chunk]
    groups = [[rows[i] for i in order[at : at + size]] for at in range(0, len(order), size)]
    if seed is not None:
        random.Random(seed + 1).shuffle(groups)
    yield from groups


def lost(scores: tuple[Tensor, Tensor], marks: tuple[Tensor, Tensor]) -> Tensor:
    """Cross entropy of types and duties; a batch without marks of one sort has none of it."""
    total = torch.zeros(())
    for given, mark, weight in zip(scores, marks, (1.0, OWED), strict=True):
        if (mark != UNSAID).any():
            total = total + weight * nn.functional.cross_entropy(given, mark, label_smoothing=SMOOTHING)
    return total


def fit(rows: Sequence[Row], held: Sequence[Row], recipe: Recipe) -> Reader:
    """The fitted reader; how it does on what is held out is told after each epoch."""
    torch.manual_seed(recipe.seed)
    model = Reader(recipe)
    steps = recipe.epochs * -(-len(rows) // recipe.batch)
    heads = [weight for name, weight in model.named_parameters() if not name.startswith("encoder")]
    groups = [{"params": list(model.encoder.parameters()), "lr": recipe.rate}, {"params": heads, "lr": 6 * recipe.rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min((step + 1) / (0.06 * steps + 1), max(0.0, (steps - step) / steps)))
    began = time.time()
    for epoch in range(recipe.epochs):
        model.train()
        for group in batches(rows, recipe.batch, recipe.seed * 100 + epoch):
            optimizer.zero_grad()
            loss = lost(model(group), wanted(group))
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
        print(f"  epoch {epoch + 1} {report(model, held) if held else ''} {time.time() - began:.0f} s", flush=True)
    return model


@torch.no_grad()
def report(model: Reader, rows: Sequence[Row]) -> str:
    """How many clauses are told rightly, of those that the coder finds: types by the tables alone, by the reader alone, and duties."""
    model.eval()
    types, owed, gold, bound, tables = [], [], [], [], []
    for group in batches(rows, 64, None):
        found, duties = model(group)
        marks, duty = wanted(group)
        clauses = [clause for row in group for clause in row["heads"]]
        whole = torch.tensor([not clause.get("alone") for clause in clauses])
        types.append(found.argmax(1)[whole])
        owed.append((duties.softmax(1)[:, 0] < 0.5)[whole])
        gold.append(marks[whole])
        bound.append((duty > 0)[whole])
        tables.append(torch.tensor([LABELS.index(clause["rule"]) for clause in clauses])[whole])
    told, marked = torch.cat(types), torch.cat(gold)
    return f"tables {shares(torch.cat(tables), marked)}  reader {shares(told, marked)}  duties {shares(torch.cat(owed).long(), torch.cat(bound).long())}"


def shares(told: Tensor, gold: Tensor) -> str:
    """Precision, recall and F1 of what is not none."""
    right = float(((told == gold) & (gold > 0)).sum())
    precision, recall = right / max(1.0, float((told > 0).sum())), right / max(1.0, float((gold > 0).sum()))
    return f"P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / max(1e-9, precision + recall):.3f}"


def read_rows(path: Path) -> list[Row]:
    """Prepared lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
