"""Fits the reader of texts: a small MiniLM that reads a window of a text once, and says of each clause which event it tells and whether it binds who acts,
and of words for which party they stand.

Input lines are prepared by `training.text_reader.preparing`, so that this part needs nothing but PyTorch and transformers and can run where the program is
not installed.
"""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pad_sequence
from transformers import AutoModel

from training.text_reader.labels import DUTIES, LABELS, SAID

KNOWN_OF_CLAUSES = 6  # numbers of what else the tables tell: codes withheld or not, kept or not, in another's words or not
KNOWN_OF_PAIRS = 64  # at least as many rows as `text_reader/pairs.py` numbers
WIDTH = 160  # of the vectors of words and namings that are compared
UNSAID = -100  # what the loss passes over
SMOOTHING, DROPOUT = 0.05, 0.15
OWED, MEANT = 0.7, 1.0  # what the losses of duties and of words weigh beside that of types
BY_RULES = 0.35  # share of windows in which words before are taken to stand for what rules say, not for what is marked
LOWEST = -1e4
CURVE = "gelu_new"  # the unit as NumPy can have it
Row = dict[str, Any]


@dataclass(frozen=True)
class Recipe:
    """How the encoder is fitted: `layers` are those of its layers that are kept."""

    encoder: Path
    layers: tuple[int, ...] = (0, 2, 5)
    epochs: int = 5
    rate: float = 1.5e-4
    batch: int = 8
    seed: int = 1


class Reader(nn.Module):
    """Windows to the scores of their clauses, types (clauses, labels) and duties (clauses, sorts), and of their words (nobody, then each party)."""

    def __init__(self, recipe: Recipe) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(recipe.encoder, add_pooling_layer=False, hidden_act=CURVE)
        self.encoder.encoder.layer = nn.ModuleList(self.encoder.encoder.layer[number] for number in recipe.layers)
        self.encoder.config.num_hidden_layers = len(recipe.layers)
        width = self.encoder.config.hidden_size
        self.dropout = nn.Dropout(DROPOUT)
        self.extra = nn.Embedding(len(LABELS) + len(SAID) + KNOWN_OF_CLAUSES, width)
        self.wide = nn.Linear(4 * width, width)
        self.types, self.duties = nn.Linear(width, len(LABELS)), nn.Linear(width, len(DUTIES))
        self.query, self.named = nn.Linear(2 * width, WIDTH), nn.Linear(width, WIDTH)
        self.known, self.direct = nn.Embedding(KNOWN_OF_PAIRS, WIDTH), nn.Embedding(KNOWN_OF_PAIRS, 1)
        nn.init.normal_(self.known.weight, std=0.1)
        nn.init.zeros_(self.direct.weight)
        self.pair, self.score = nn.Linear(3 * WIDTH, WIDTH), nn.Linear(WIDTH, 1)
        self.free, self.nobody = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, 1)

    def forward(self, rows: Sequence[Row], told: int = 0) -> tuple[Tensor, Tensor, list[Tensor]]:
        """`told` is which of the two tellings of words before is taken."""
        ids, sorts = (pad_sequence([torch.tensor(row[name]) for row in rows], True) for name in ("pieces", "sorts"))
        mask = pad_sequence([torch.ones(len(row["pieces"])) for row in rows], True)
        states = self.encoder(input_ids=ids, token_type_ids=sorts, attention_mask=mask).last_hidden_state
        length, flat = states.shape[1], states.flatten(0, 1)

        def pooled(places: Sequence[tuple[int, Sequence[int]]]) -> Tensor:
            at = torch.tensor([number * length + piece for number, pieces in places for piece in pieces], dtype=torch.long)
            whose = torch.tensor([index for index, (_, pieces) in enumerate(places) for _ in pieces], dtype=torch.long)
            sums = torch.zeros(len(places), flat.shape[1]).index_add(0, whose, flat[at])
            return sums / torch.tensor([max(1, len(pieces)) for _, pieces in places], dtype=torch.float)[:, None]

        clauses = [(number, clause) for number, row in enumerate(rows) for clause in row["clauses"]]
        words = [(number, asked) for number, row in enumerate(rows) for asked in row["words"][told] if asked["pairs"]]
        types, duties = self.clauses(clauses, pooled) if clauses else (torch.zeros(0, len(LABELS)), torch.zeros(0, len(DUTIES)))
        return types, duties, self.words(words, pooled) if words else []

    def clauses(self, clauses: Sequence[tuple[int, Row]], pooled: Any) -> tuple[Tensor, Tensor]:
        """A clause is its sentence's vector beside those of its verb and parties."""
        parts = [pooled([(number, clause["parts"][part]) for number, clause in clauses]) for part in range(4)]
        known = torch.tensor([numbers_of(clause) for _, clause in clauses])
        inner = self.wide(self.dropout(torch.cat(parts, 1))) + self.extra(known).sum(1)
        inner = self.dropout(nn.functional.gelu(inner, approximate="tanh"))
        return self.types(inner), self.duties(inner)

    def words(self, words: Sequence[tuple[int, Row]], pooled: Any) -> list[Tensor]:
        """Words beside each place where the text speaks of a party; the likeliest of its places counts."""
        seen = [pooled([(number, asked[name]) for number, asked in words]) for name in ("phrase", "head")]
        query = self.query(self.dropout(torch.cat(seen, 1)))
        places: dict[tuple[int, tuple[int, ...]], int] = {}
        whose, where, known, party, parties = [], [], [], [], 0
        for index, (number, asked) in enumerate(words):
            for some in asked["pairs"]:
                for pieces, rows in some:
                    whose.append(index)
                    where.append(places.setdefault((number, tuple(pieces)), len(places)))
                    known.append(rows)
                    party.append(parties)
                parties += 1
        named = self.named(self.dropout(pooled(list(places))))[torch.tensor(where)]
        queries, rows_ = query[torch.tensor(whose)], torch.tensor(known)
        inner = torch.tanh(self.pair(torch.cat([queries, named, queries * named], 1)) + self.known(rows_).sum(1))
        scores = self.score(self.dropout(inner))[:, 0] + self.direct(rows_).sum(1)[:, 0]
        best = torch.full((parties,), LOWEST).scatter_reduce(0, torch.tensor(party), scores, "amax")
        free = torch.tanh(self.free(query) + self.known(torch.tensor([asked["known"] for _, asked in words])).sum(1))
        nobody = self.nobody(self.dropout(free))
        split = best.split([len(asked["pairs"]) for _, asked in words])
        return [torch.cat([none, some]) for none, some in zip(nobody, split, strict=True)]


def numbers_of(clause: Row) -> list[int]:
    """What the tables make of a clause, as numbers."""
    labels, said = len(LABELS), len(SAID)
    known = (labels + said + 2 * number + clause[name] for number, name in enumerate(("withheld", "read", "voiced")))
    return [LABELS.index(clause["rule"]), labels + SAID.index(clause["said"]), *known]


def wanted(rows: Sequence[Row]) -> tuple[Tensor, Tensor]:
    """The marks of the clauses."""
    clauses = [clause for row in rows for clause in row["clauses"]]
    types = torch.tensor([LABELS.index(c["label"]) if c["label"] != "?" else UNSAID for c in clauses])
    return types, torch.tensor([DUTIES.index(c["duty"]) if c["duty"] != "?" else UNSAID for c in clauses])


def asked_of(rows: Sequence[Row], told: int) -> list[Row]:
    """The words of which something can be asked."""
    return [asked for row in rows for asked in row["words"][told] if asked["pairs"]]


def batches(rows: Sequence[Row], size: int, seed: int | None) -> Iterator[list[Row]]:
    """Batches of windows of like length, in random order; in the given order where there is no seed."""
    order = list(range(len(rows)))
    if seed is not None:
        random.Random(seed).shuffle(order)
        chunks = [sorted(order[at : at + size * 20], key=lambda i: len(rows[i]["pieces"])) for at in range(0, len(order), size * 20)]
        order = [i for chunk in chunks for i in chunk]
    groups = [[rows[i] for i in order[at : at + size]] for at in range(0, len(order), size)]
    if seed is not None:
        random.Random(seed + 1).shuffle(groups)
    yield from groups


def lost(scores: tuple[Tensor, Tensor, list[Tensor]], rows: Sequence[Row], told: int) -> Tensor:
    """Cross entropy of types, duties and words; a batch without marks of one sort has none of it. Several parties for which words stand share alike."""
    total = torch.zeros(())
    for given, mark, weight in zip(scores[:2], wanted(rows), (1.0, OWED), strict=True):
        if (mark != UNSAID).any():
            total = total + weight * nn.functional.cross_entropy(given, mark, label_smoothing=SMOOTHING)
    words = asked_of(rows, told)
    if words:
        each = [given.log_softmax(0)[[number + 1 for number in asked["meant"]] or [0]].mean() for given, asked in zip(scores[2], words, strict=True)]
        weights = torch.tensor([asked["weight"] for asked in words])
        total = total - MEANT * (torch.stack(each) * weights).sum() / weights.sum()
    return total


def fit(rows: Sequence[Row], held: Sequence[Row], recipe: Recipe) -> Reader:
    """The fitted reader; how it does on what is held out is told after each epoch."""
    torch.manual_seed(recipe.seed)
    chance = random.Random(recipe.seed)
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
            told = int(chance.random() < BY_RULES)
            optimizer.zero_grad()
            lost(model(group, told), group, told).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
        print(f"  epoch {epoch + 1} {report(model, held) if held else ''} {time.time() - began:.0f} s", flush=True)
    return model


@torch.no_grad()
def report(model: Reader, rows: Sequence[Row]) -> str:
    """How many clauses and words that the coder asks of are told rightly: types by the tables alone, by the reader alone, duties; words by the rules alone,
    by the reader where words before stand for what rules say."""
    model.eval()
    types, owed, gold, bound, tables = [], [], [], [], []
    words = Counter[str]()
    for group in batches(rows, 32, None):
        found, duties, meant = model(group, 1)
        marks, duty = wanted(group)
        clauses = [clause for row in group for clause in row["clauses"]]
        whole = torch.tensor([not clause.get("alone") for clause in clauses], dtype=torch.bool)
        types.append(found.argmax(1)[whole])
        owed.append((duties.softmax(1)[:, 0] < 0.5)[whole])
        gold.append(marks[whole])
        bound.append((duty > 0)[whole])
        tables.append(torch.tensor([LABELS.index(clause["rule"]) for clause in clauses])[whole])
        for given, asked in zip(meant, asked_of(group, 1), strict=True):
            if asked["weight"] == 1 and asked["asked"]:
                words["marked"] += 1
                words["rules"] += [number for number, rule in enumerate(asked["rule"]) if rule] == asked["meant"]
                words["reader"] += decided(given) == asked["meant"]
    told, marked = torch.cat(types), torch.cat(gold)
    return (
        f"tables {shares(torch.cat(tables), marked)}  reader {shares(told, marked)}  duties {shares(torch.cat(owed).long(), torch.cat(bound).long())}"
        f"  words {words['marked']}: rules {words['rules'] / max(1, words['marked']):.3f} reader {words['reader'] / max(1, words['marked']):.3f}"
    )


def decided(given: Tensor) -> list[int]:
    """The parties for which words stand, as the coder decides it (`coding/referred.py`)."""
    likely = given.softmax(0)
    if int(likely.argmax()) == 0:
        return []
    most = float(likely[1:].max())
    return [number for number, share in enumerate(likely[1:].tolist()) if share >= most - 1e-9 or share >= max(0.25, 0.4 * most)]


def shares(told: Tensor, gold: Tensor) -> str:
    """Precision, recall and F1 of what is not none."""
    right = float(((told == gold) & (gold > 0)).sum())
    precision, recall = right / max(1.0, float((told > 0).sum())), right / max(1.0, float((gold > 0).sum()))
    return f"P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / max(1e-9, precision + recall):.3f}"


def read_rows(path: Path) -> list[Row]:
    """Prepared lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
