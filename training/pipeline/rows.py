"""Batches of sentences as numbers, put together on the processor: what each word is by itself, and which word stands where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from servanda.language.network.features import features
from servanda.language.network.pieces import MOST_PIECES, Pieces

FIRST_PIECE = 1  # column 0 is how many pieces the word has
FIRST_HASH = FIRST_PIECE + MOST_PIECES
FIRST_LIST = FIRST_HASH + 4  # behind the rows of the hashed tables: word, prefix, suffix, outline


@dataclass(frozen=True)
class Batch:
    """B sentences padded to T words."""

    words: Tensor  # (N, columns): the N different words
    numbers: Tensor  # (B, T): which of them stands there, N where none does

    def to(self, device: torch.device | str) -> Batch:
        """The batch on the device."""
        return Batch(self.words.to(device, non_blocking=True), self.numbers.to(device, non_blocking=True))


class WordRows:
    """Each word once as a row of numbers: its pieces, the rows of the hashed tables, the lists it stands in."""

    def __init__(self, vocabulary: Sequence[str], lists: dict[str, int], list_count: int) -> None:
        self.cut, self.lists, self.list_count = Pieces(vocabulary), lists, list_count
        self.known: dict[str, int] = {}
        self.table = np.zeros((1024, FIRST_LIST + list_count), np.int64)

    def number(self, word: str) -> int:
        """The word's row in the table, made where it is new."""
        found = self.known.get(word)
        if found is None:
            found = self.known[word] = len(self.known)
            if found == len(self.table):
                self.table = np.concatenate([self.table, np.zeros_like(self.table)])
            f, row = features(word, self.cut, self.lists), self.table[found]
            row[0], row[FIRST_PIECE : FIRST_PIECE + len(f.pieces)] = len(f.pieces), f.pieces
            row[FIRST_HASH:FIRST_LIST] = f.word, f.prefix, f.suffix, f.outline
            row[FIRST_LIST:] = [f.lists >> bit & 1 for bit in range(self.list_count)]
        return found

    def batch(self, sentences: Sequence[Sequence[str]]) -> Batch:
        """The sentences, each of one word at least."""
        numbers = np.full((len(sentences), max(map(len, sentences))), -1)
        for row, words in zip(numbers, sentences, strict=True):
            row[: len(words)] = [self.number(word) for word in words]
        unique, places = np.unique(numbers, return_inverse=True)
        absent = int(unique[0] == -1)
        at = places.reshape(numbers.shape) - absent
        at[at < 0] = len(unique) - absent
        return Batch(torch.from_numpy(self.table[unique[absent:]]), torch.from_numpy(at))
