"""The reader of clauses: one reading of a sentence, and for each clause of it the belief that it binds who acts in it.

The network was fitted to news items written for it (`training/clause_reader`). Its encoder is built like that of the reader of outcomes, with weights of its
own; a clause is the mean vectors of its verb and its parties beside the vector of the whole (spans as in Joshi et al. 2020).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import msgspec
import numpy as np

from servanda.language.bert import Encoder, bent, linear
from servanda.language.clause_reader.asking import Asked, Place
from servanda.language.network.layers import Bytes, Floats, softmax
from servanda.language.network.pieces import Pieces, plain

MODEL = Path(__file__).parent / "model"
ARRAYS, TABLES = "weights.npz", "tables.json"
MOST, BEFORE = 96, 24  # pieces of the sentence, and of the end of the one before
START, END = "[CLS]", "[SEP]"
TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")


class Tables(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The types of events and illocutions that it is told of, the sorts of duty, the network's shape and its word pieces."""

    labels: tuple[str, ...]
    duties: tuple[str, ...]
    said: tuple[str, ...]
    layers: int
    attentions: int
    pieces: tuple[str, ...]


def cut(text: str, pieces: Pieces) -> tuple[list[int], list[Place]]:
    """The numbers of a text's pieces, and which characters each belongs to."""
    found: list[int] = []
    places: list[Place] = []
    for token in TOKEN.finditer(text):
        numbers = pieces.cut(plain(token[0]))
        found += numbers
        places += [token.span()] * len(numbers)
    return found, places


class ClauseReader:
    """A sentence and its clauses to the belief that each binds."""

    def __init__(self, folder: Path = MODEL) -> None:
        self.tables = msgspec.json.decode((folder / TABLES).read_bytes(), type=Tables)
        with np.load(folder / ARRAYS, allow_pickle=False) as stored:
            arrays: dict[str, Floats | Bytes] = {name: stored[name] for name in stored.files}
        self.encoder = Encoder(arrays, self.tables.layers, self.tables.attentions)
        self.wide, self.duties = linear(arrays, "wide"), linear(arrays, "duties")
        self.extra = arrays["extra.weight"].astype(np.float32)
        self.cut = Pieces(self.tables.pieces)
        self.start, self.end = self.cut.index[START], self.cut.index[END]

    def __call__(self, text: str, before: str, asked: Sequence[Asked]) -> list[float]:
        """The belief that each clause binds."""
        numbers, places = cut(text, self.cut)
        first = [self.start, *numbers[:MOST], self.end]
        rest = [*(cut(before, self.cut)[0][-BEFORE:] if before else ()), self.end]
        rows = self.encoder(first + rest, [0] * len(first) + [1] * len(rest))
        return [self._read(rows, places[:MOST], clause) for clause in asked]

    def _read(self, rows: Floats, places: Sequence[Place], clause: Asked) -> float:
        seen = np.concatenate([rows[0], *(_mean(rows, places, part) for part in (clause.head, clause.agent, clause.recipient))])
        scores = self.wide(seen[None])
        for number in self._known(clause):
            scores += self.extra[number]
        return 1.0 - float(softmax(self.duties(bent(scores)))[0, 0])

    def _known(self, clause: Asked) -> tuple[int, ...]:
        """The rows of what the tables make of it."""
        labels, said = len(self.tables.labels), len(self.tables.said)
        return (
            self.tables.labels.index(clause.rule), labels + self.tables.said.index(clause.said), labels + said + clause.withheld,
            labels + said + 2 + clause.kept, labels + said + 4 + clause.voiced,
        )  # fmt: skip


def _mean(rows: Floats, places: Sequence[Place], part: Place | None) -> Floats:
    """The mean vector of the pieces of some characters; of none, nothing."""
    at = [number + 1 for number, (start, end) in enumerate(places) if part is not None and start < part[1] and end > part[0]]
    mean: Floats = rows[at].mean(0) if at else np.zeros_like(rows[0])
    return mean


@lru_cache(maxsize=1)
def clause_reader() -> ClauseReader:
    """The reader with the weights of the package."""
    return ClauseReader()
