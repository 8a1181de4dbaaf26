"""The reader of texts: one reading of a text, and from it whether each clause binds who acts in it and for whom words stand.

The network was fitted to news items written for it (`training/text_reader`). A clause is the mean vectors of its verb, its parties and its sentence, words
that may stand for a party those of the phrase and its head (spans as in Joshi et al. 2020); the parties they may stand for are compared with them
naming by naming, the likeliest of a party's namings counts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from servanda.language.bert import Encoder, Shape, bent, linear, stored
from servanda.language.network.layers import Floats, softmax
from servanda.language.network.pieces import Pieces
from servanda.language.text_reader.asking import Clause, Naming, Place, Text, Words
from servanda.language.text_reader.pairs import Pair, known_of, pairs_of, sentence_of
from servanda.language.text_reader.windows import Window, windows

MODEL = Path(__file__).parent / "model"


class Tables(Shape, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The types of events and illocutions that it is told of, the sorts of duty, the network's shape and its word pieces."""

    labels: tuple[str, ...]
    duties: tuple[str, ...]
    said: tuple[str, ...]


class TextReader:
    """Texts to what can be asked of them."""

    def __init__(self, folder: Path = MODEL) -> None:
        self.tables, arrays = stored(folder, Tables)
        self.encoder = Encoder(arrays, self.tables.layers, self.tables.attentions)
        self.wide, self.duties, self.types = linear(arrays, "wide"), linear(arrays, "duties"), linear(arrays, "types")
        self.query, self.named, self.pair, self.free = (linear(arrays, name) for name in ("query", "named", "pair", "free"))
        self.score, self.nobody = linear(arrays, "score"), linear(arrays, "nobody")
        self.extra, self.known, self.direct = (arrays[f"{name}.weight"].astype(np.float32) for name in ("extra", "known", "direct"))
        self.pieces = Pieces(self.tables.pieces)

    def __call__(self, text: Text) -> ReadText:
        """The text's answers."""
        return ReadText(self, text)

    def clause(self, seen: ReadWindow, clause: Clause, sentence: Place) -> float:
        """The belief that a clause binds who acts in it."""
        return 1.0 - float(softmax(self.duties(bent(self.inner(seen, clause, sentence))))[0, 0])

    def types_of(self, seen: ReadWindow, clause: Clause, sentence: Place) -> dict[str, float]:
        """How likely a clause tells an event of each type."""
        return dict(zip(self.tables.labels, softmax(self.types(bent(self.inner(seen, clause, sentence))))[0].tolist(), strict=True))

    def inner(self, seen: ReadWindow, clause: Clause, sentence: Place) -> Floats:
        """A clause's vector: of its sentence, verb and parties, and of what the tables make of it."""
        parts = np.concatenate([seen.mean(part) for part in (sentence, clause.head, clause.agent, clause.recipient)])
        scores = self.wide(parts[None])
        labels, said = len(self.tables.labels), len(self.tables.said)
        known = (
            self.tables.labels.index(clause.rule), labels + self.tables.said.index(clause.said), labels + said + clause.withheld,
            labels + said + 2 + clause.kept, labels + said + 4 + clause.voiced,
        )  # fmt: skip
        for number in known:
            scores += self.extra[number]
        return scores

    def words(self, seen: ReadWindow, words: Words, pairs: Mapping[str, Sequence[Pair]]) -> dict[str, float]:
        """How likely words stand for each party with which they are paired."""
        found = [(code, pair) for code, some in pairs.items() for pair in some]
        if not found:
            return {}
        query = self.query(np.concatenate([seen.mean(words.place), seen.mean(words.head)])[None])
        named = seen.named([pair.naming.place for _, pair in found])
        queries = np.repeat(query, len(found), 0)
        known = np.array([pair.known for _, pair in found])
        inner = np.tanh(self.pair(np.concatenate([queries, named, queries * named], 1)) + self.known[known].sum(1))
        scores = self.score(inner)[:, 0] + self.direct[known].sum(1)[:, 0]
        free = np.tanh(self.free(query) + self.known[list(known_of(words))].sum(0))
        best: dict[str, float] = {}
        for (code, _), score in zip(found, scores.tolist(), strict=True):
            best[code] = max(best.get(code, score), score)
        shares = softmax(np.array([[*self.nobody(free)[0], *best.values()]], dtype=np.float32))[0]
        return dict(zip(best, shares[1:].tolist(), strict=True))


class ReadWindow:
    """A window with the vectors of its pieces."""

    def __init__(self, reader: TextReader, window: Window) -> None:
        self.reader, self.window = reader, window
        self.rows = reader.encoder(window.pieces, window.sorts)
        self.vectors: dict[Place, Floats] = {}  # of namings, to compare words with

    def mean(self, place: Place | None) -> Floats:
        """The mean vector of the pieces of some characters; of none, nothing."""
        at = self.window.at(place)
        found: Floats = self.rows[at.start : at.stop].mean(0) if at else np.zeros_like(self.rows[0])
        return found

    def named(self, places: Sequence[Place]) -> Floats:
        """The vectors of namings."""
        new = [place for place in dict.fromkeys(places) if place not in self.vectors]
        if new:
            self.vectors.update(zip(new, self.reader.named(np.stack([self.mean(place) for place in new])), strict=True))
        return np.stack([self.vectors[place] for place in places])


class ReadText:
    """What the network says of one text."""

    def __init__(self, reader: TextReader, text: Text) -> None:
        self.reader, self.text = reader, text
        self.read: dict[int, ReadWindow] = {}

    @cached_property
    def windows(self) -> list[Window]:
        """Its windows, in order."""
        return list(windows(self.text, self.reader.pieces))

    def owed(self, clauses: Sequence[Clause]) -> list[float]:
        """The belief that each clause binds who acts in it."""
        return [self.reader.clause(self.at(clause.head[0]), clause, self.sentence(clause)) for clause in clauses]

    def types(self, clauses: Sequence[Clause]) -> list[dict[str, float]]:
        """How likely each clause tells an event of each type."""
        return [self.reader.types_of(self.at(clause.head[0]), clause, self.sentence(clause)) for clause in clauses]

    def sentence(self, clause: Clause) -> Place:
        """The sentence in which a clause's word stands."""
        return self.text.sentences[sentence_of(self.text, clause.head[0])]

    def meant(self, words: Words, namings: Sequence[Naming]) -> dict[str, float]:
        """How likely words stand for each party that is named."""
        return self.reader.words(self.at(words.head[0]), words, pairs_of(words, namings, self.text))

    def at(self, start: int) -> ReadWindow:
        """The window in which a character stands; each is read when it is first asked about."""
        number = min(bisect_right(self.windows, start, key=lambda window: window.end), len(self.windows) - 1)
        if number not in self.read:
            self.read[number] = ReadWindow(self.reader, self.windows[number])
        return self.read[number]


@lru_cache(maxsize=1)
def text_reader() -> TextReader:
    """The reader with the weights of the package."""
    return TextReader()
