"""The network as a spaCy component: it sets tags, parts of speech, heads, labels, sentences and names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc

from servanda.language.network.breaks import sentences
from servanda.language.network.encoder import Encoder, Layout
from servanda.language.network.heads import Analysis, Heads
from servanda.language.network.layers import Ints
from servanda.language.network.names import name_codes
from servanda.language.network.weights import Weights
from servanda.language.network.words import Words

NAME = "reader"
COLUMNS = [TAG, POS, DEP, HEAD, ENT_IOB, ENT_TYPE]
BATCH_WORDS = 2_500  # words handled at once: enough for fast products, little enough to stay in the processor's cache
USUAL = 14_000  # word pieces among which the usual words are looked for
LINKS = {"IN", "DT", "TO"}  # Penn tags of words that end no name
SHORTEST_HEADLINE, LONGEST_ACRONYM = 3, 5  # words all in capitals that make a headline; letters of a word that stays so where it is listed
SPACE_TAG, SPACE_POS, SPACE_DEP = "_SP", "SPACE", "dep"


class Reader:
    """Reads documents of tokens; each sentence by itself, many at a time."""

    def __init__(self, nlp: Language, name: str = NAME) -> None:
        self.nlp, self.name = nlp, name
        self.weights: Weights | None = None

    def use(self, weights: Weights) -> None:
        """Takes these weights from now on."""
        self.weights = weights
        self.words, self.encoder = Words(weights), Encoder(weights)
        self.heads = Heads(self.encoder, weights)
        tables, strings = weights.tables, self.nlp.vocab.strings
        self.codes = [np.array([strings.add(label) for label in labels], np.uint64) for labels in (tables.tags, tables.pos, tables.deps)]
        self.space = [strings.add(label) for label in (SPACE_TAG, SPACE_POS, SPACE_DEP)]
        self.flat = np.array([dep == "flat" for dep in tables.deps])
        self.links = np.array([tag in LINKS for tag in tables.tags])
        self.names = [strings.add(tag[2:]) if tag != "O" else 0 for tag in tables.names]

    @property
    def labels(self) -> tuple[str, ...]:
        """Labels of arcs and kinds of names, as spaCy's components tell theirs."""
        if self.weights is None:
            return ()
        return (*self.weights.tables.deps, *dict.fromkeys(tag[2:] for tag in self.weights.tables.names if tag != "O"))

    def usual_words(self) -> Iterator[str]:
        """The commonest words of the language, small and with a first capital: the list of word pieces is in order of frequency."""
        pieces = self.weights.tables.pieces[:USUAL] if self.weights else ()
        for piece in pieces:
            if piece.isalpha():
                yield piece
                yield piece.title()

    def __call__(self, doc: Doc) -> Doc:
        self.read([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], batch_size: int = 256) -> Iterator[Doc]:
        """Reads documents in batches of some `BATCH_WORDS` words; which ones share a batch does not show in the result."""
        for batch in batches(stream, batch_size):
            self.read(batch)
            yield from batch

    def read(self, docs: list[Doc]) -> None:
        """Sets everything on the documents."""
        tokens = [[token.text for token in doc] for doc in docs]
        positions = [np.array([i for i, word in enumerate(given) if not word.isspace()], np.int64) for given in tokens]
        words = [given if len(kept) == len(given) else [given[i] for i in kept] for given, kept in zip(tokens, positions, strict=True)]
        assert self.weights is not None, "weights are set when the pipeline is loaded"
        found = [(number, start, end) for number, given in enumerate(words) for start, end in sentences(given, self.weights["breaks"])]
        order = sorted(range(len(found)), key=lambda i: (found[i][2] - found[i][1], i))
        ordered = [found[i] for i in order]
        columns = [np.zeros((len(given), len(COLUMNS)), np.uint64) for given in words]
        if ordered:
            layout = Layout.of([end - start for _, start, end in ordered])
            rows = self.words([word for number, start, end in ordered for word in in_small_letters(words[number][start:end], self.weights.tables.lists)])
            filled = self.filled(self.heads(self.encoder(rows, layout), layout), layout)
            at = 0
            for number, start, end in ordered:
                columns[number][start:end] = filled[at : at + end - start]
                at += end - start
        for doc, kept, column in zip(docs, positions, columns, strict=True):
            whole: Any = self.with_spaces(doc, kept, column)  # spaCy's stubs know its own array types only
            doc.from_array(COLUMNS, whole)

    def filled(self, analysis: Analysis, layout: Layout) -> np.ndarray[tuple[int, int], np.dtype[np.uint64]]:
        """The columns of a batch, a row a word; heads as distances, as spaCy has them."""
        rows = np.zeros((layout.rows, len(COLUMNS)), np.uint64)
        for index, values in enumerate((analysis.tags, analysis.pos, analysis.deps)):
            rows[:, index] = self.codes[index][values]
        places = np.zeros(layout.rows, np.int64)
        for group in layout.groups:
            places[group.start : group.end] = np.tile(np.arange(1, group.length + 1), group.count)
        distance = np.where(analysis.heads == 0, 0, analysis.heads - places)
        rows[:, 3] = distance.astype(np.int64).view(np.uint64)
        follows = self.flat[analysis.deps] & (analysis.heads > 0)
        rows[:, 4], rows[:, 5] = name_codes(analysis.names, layout, self.names, follows, self.links[analysis.tags])
        return rows

    def with_spaces(self, doc: Doc, kept: Ints, column: np.ndarray[tuple[int, int], np.dtype[np.uint64]]) -> np.ndarray[tuple[int, int], np.dtype[np.uint64]]:
        """The columns over all tokens: tokens of white space hang on the word before them, or on the first word."""
        if len(kept) == len(doc):
            return column
        whole = np.zeros((len(doc), len(COLUMNS)), np.uint64)
        distances = column[:, 3].view(np.int64)
        whole[kept] = column
        ends = np.arange(len(kept)) + distances
        whole[kept, 3] = (kept[ends] - kept).view(np.uint64) if len(kept) else 0
        whole[:, 4] = np.maximum(whole[:, 4], 2)
        before = -1
        isolated = np.ones(len(doc), bool)
        isolated[kept] = False
        for position in np.flatnonzero(isolated):
            before = int(np.searchsorted(kept, position)) - 1
            target = int(kept[max(before, 0)]) if len(kept) else int(position)
            whole[position, :3] = self.space
            whole[position, 3] = np.int64(target - position).astype(np.uint64)
        return whole

    def to_disk(self, path: Path, exclude: Iterable[str] = ()) -> None:
        """Writes weights and tables into a folder."""
        if self.weights is not None:
            self.weights.save(Path(path))

    def from_disk(self, path: Path, exclude: Iterable[str] = ()) -> Reader:
        """Reads what `to_disk` wrote."""
        self.use(Weights.load(Path(path)))
        return self


def in_small_letters(words: Sequence[str], lists: Mapping[str, int]) -> Sequence[str]:
    """A sentence all in capitals (a headline) as it would be written otherwise: listed names keep a capital; other sentences as they are."""
    letters = [word for word in words if word.isalpha()]
    if len(letters) < SHORTEST_HEADLINE or not all(word.isupper() for word in letters):
        return words
    titled = (word if word in lists and len(word) <= LONGEST_ACRONYM else word.title() for word in words)
    return [word if word in lists else word.lower() for word in titled]


def batches(stream: Iterable[Doc], most: int) -> Iterator[list[Doc]]:
    """Runs of at most `most` documents, each closed once it has `BATCH_WORDS` words."""
    documents = iter(stream)
    while True:
        batch, words = [], 0
        for doc in islice(documents, most):
            batch.append(doc)
            words += len(doc)
            if words >= BATCH_WORDS:
                break
        if not batch:
            return
        yield batch


@Language.factory(NAME, assigns=["token.tag", "token.pos", "token.dep", "token.head", "token.is_sent_start", "doc.ents", "doc.sents"])
def make_reader(nlp: Language, name: str) -> Reader:
    """A reader without weights; loading a pipeline from disk brings them."""
    return Reader(nlp, name)
