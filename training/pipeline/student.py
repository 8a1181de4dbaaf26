"""The small network that ships, as it is trained; `servanda/language/network` repeats it in NumPy, with the same names of weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from servanda.language.network.features import OUTLINES, PREFIXES, SUFFIXES, WORDS
from servanda.language.network.weights import SCALE, Tables, Weights
from training.pipeline.heads import Heads, Scores
from training.pipeline.losses import Labels
from training.pipeline.rows import FIRST_HASH, FIRST_LIST, FIRST_PIECE, Batch, WordRows

TABLES = {"words.pieces", "words.word", "words.prefix", "words.suffix", "words.outline"}  # looked up row by row


@dataclass(frozen=True)
class Shape:
    """Widths and depths."""

    width: int = 144
    convolutions: int = 1
    transformers: int = 3
    attentions: int = 4
    relative: int = 24
    piece: int = 128
    word: int = 64
    affix: int = 32
    hidden: int = 320
    arc: int = 128
    label: int = 128


class WordVectors(nn.Module):
    """Words by themselves (N), as `WordRows` describes them, to vectors (N, width)."""

    def __init__(self, pieces: int, list_count: int, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.pieces = nn.Embedding(pieces, shape.piece)
        self.word, self.prefix = nn.Embedding(WORDS, shape.word), nn.Embedding(PREFIXES, shape.affix)
        self.suffix, self.outline = nn.Embedding(SUFFIXES, shape.affix), nn.Embedding(OUTLINES, shape.affix)
        for table in (self.word, self.prefix, self.suffix, self.outline):
            nn.init.normal_(table.weight, std=0.1)
        given = 2 * shape.piece + shape.word + 3 * shape.affix + list_count
        self.wide, self.narrow = nn.Linear(given, shape.hidden), nn.Linear(shape.hidden, shape.width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, given: Tensor) -> Tensor:
        lengths, hashed = given[:, :1], given[:, FIRST_HASH:FIRST_LIST]
        pieces = self.pieces(given[:, FIRST_PIECE : FIRST_PIECE + int(lengths.max())])
        used = torch.arange(pieces.shape[1], device=given.device) < lengths
        means = (pieces * used[..., None]).sum(1) / lengths
        # Now and then a word goes by its parts alone, as unknown words must; and no list has all names.
        known, listed = ((torch.rand(len(given), 1, device=given.device) > (0.15 if self.training else 0.0)).float() for _ in range(2))
        looked_up = [self.word(hashed[:, 0]) * known, self.prefix(hashed[:, 1]), self.suffix(hashed[:, 2]), self.outline(hashed[:, 3])]
        rows = torch.cat([pieces[:, 0], means, *looked_up, given[:, FIRST_LIST:] * listed], 1)
        return self.narrow(functional.relu(self.wide(self.dropout(rows))))


class FeedForward(nn.Module):
    """Two layers, the first rectified."""

    def __init__(self, given: int, hidden: int, width: int) -> None:
        super().__init__()
        self.wide, self.narrow = nn.Linear(given, hidden), nn.Linear(hidden, width)

    def forward(self, rows: Tensor) -> Tensor:
        return self.narrow(functional.relu(self.wide(rows)))


class Convolution(FeedForward):
    """Each word with the words beside it."""

    def __init__(self, shape: Shape) -> None:
        super().__init__(3 * shape.width, 2 * shape.width, shape.width)
        self.norm = nn.LayerNorm(shape.width)

    def beside(self, rows: Tensor, mask: Tensor) -> Tensor:
        """The two layers over each word and its neighbours."""
        normal = self.norm(rows) * mask[..., None]
        padded = functional.pad(normal, (0, 0, 1, 1))
        return self(torch.cat([padded[:, :-2], normal, padded[:, 2:]], -1))


class Transformer(FeedForward):
    """Attention over the sentence, then two layers for each word."""

    def __init__(self, shape: Shape) -> None:
        super().__init__(shape.width, 2 * shape.width, shape.width)
        self.heads, self.relative = shape.attentions, shape.relative
        self.norm, self.norm_forward = nn.LayerNorm(shape.width), nn.LayerNorm(shape.width)
        self.mixed, self.out = nn.Linear(shape.width, 3 * shape.width), nn.Linear(shape.width, shape.width)
        self.distance = nn.Parameter(torch.zeros(shape.attentions, 2 * shape.relative + 1))

    def attention(self, rows: Tensor, mask: Tensor) -> Tensor:
        count, length, width = rows.shape
        queries, keys, values = self.mixed(self.norm(rows)).view(count, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        places = torch.arange(length, device=rows.device)
        far = (places[None, :] - places[:, None]).clamp(-self.relative, self.relative) + self.relative
        bias = self.distance[:, far][None] + torch.where(mask, 0.0, -1e4)[:, None, None, :]
        scores = queries @ keys.transpose(2, 3) * (width // self.heads) ** -0.5 + bias
        seen = (torch.softmax(scores, -1) @ values).transpose(1, 2).reshape(count, length, width)
        return self.out(seen)


class Student(nn.Module):
    """Words to `Scores`, as the teacher."""

    def __init__(self, vocabulary: Sequence[str], lists: dict[str, int], list_count: int, labels: Labels, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape, self.labels, self.vocabulary = shape, labels, tuple(vocabulary)
        self.lists, self.list_count = lists, list_count
        self.rows = WordRows(vocabulary, lists, list_count)
        self.words = WordVectors(len(vocabulary), list_count, shape, dropout)
        self.convolutions = nn.ModuleList(Convolution(shape) for _ in range(shape.convolutions))
        self.transformers = nn.ModuleList(Transformer(shape) for _ in range(shape.transformers))
        self.norm = nn.LayerNorm(shape.width)
        self.dropout = nn.Dropout(dropout)
        self.heads = Heads(shape.width, labels.sizes(shape.arc, shape.label), dropout)

    def forward(self, sentences: Sequence[Sequence[str]]) -> tuple[Scores, Tensor]:
        """Scores of the sentences and the mask (B, T) of their words."""
        return self.scores(self.rows.batch(sentences).to(self.heads.root.device))

    def scores(self, batch: Batch) -> tuple[Scores, Tensor]:
        """The same of a batch that `rows` made."""
        mask = batch.numbers < len(batch.words)
        rows = functional.pad(self.words(batch.words), (0, 0, 0, 1))[batch.numbers]
        rows = self.dropout(rows)
        for convolution in self.convolutions:
            rows = rows + convolution.beside(rows, mask)
        for transformer in self.transformers:
            rows = rows + transformer.attention(rows, mask)
            rows = rows + transformer(transformer.norm_forward(rows))
        return self.heads(self.norm(rows), mask), mask

    def exported(self, breaks: np.ndarray[tuple[int], np.dtype[np.float32]]) -> Weights:
        """What the shipped program reads, with the weights of the sentence breaks."""
        arrays = {}
        for name, value in self.state_dict().items():
            module = name.rpartition(".")[0]
            arrays[module if module in TABLES else name] = value.detach().cpu().numpy().astype(np.float32)
        arrays["breaks"] = breaks
        shape, labels = self.shape, self.labels
        deps = tuple("ROOT" if dep == "root" else dep for dep in labels.deps)  # as spaCy writes it
        tables = Tables(
            tags=labels.tags, pos=labels.pos, deps=deps, names=labels.names, convolutions=shape.convolutions, transformers=shape.transformers,
            attentions=shape.attentions, relative=shape.relative, list_count=self.list_count, pieces=self.vocabulary, lists=self.lists,
        )  # fmt: skip
        return Weights.rounded(arrays, tables)


def state_of(weights: Weights) -> dict[str, Tensor]:
    """Shipped weights as a `Student` holds them: the other way of `exported`."""
    names = [name for name in weights.arrays if not name.endswith(SCALE) and name != "breaks"]
    return {name + ".weight" if name in TABLES else name: torch.from_numpy(weights[name]) for name in names}
