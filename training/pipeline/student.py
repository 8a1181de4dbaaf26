"""The small network that ships, as it is trained; `servanda/language/network` repeats it in NumPy, with the same names of weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from servanda.language.network.features import OUTLINES, PREFIXES, SUFFIXES, WORDS, Features, features
from servanda.language.network.pieces import Pieces
from servanda.language.network.weights import Tables, Weights
from training.pipeline.heads import Heads, Scores
from training.pipeline.losses import Labels


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
    """Words by themselves (N) to vectors (N, width)."""

    def __init__(self, vocabulary: Sequence[str], lists: dict[str, int], list_count: int, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.cut, self.lists, self.list_count = Pieces(vocabulary), lists, list_count
        self.known: dict[str, Features] = {}
        self.pieces = nn.Embedding(len(vocabulary), shape.piece)
        self.word, self.prefix = nn.Embedding(WORDS, shape.word), nn.Embedding(PREFIXES, shape.affix)
        self.suffix, self.outline = nn.Embedding(SUFFIXES, shape.affix), nn.Embedding(OUTLINES, shape.affix)
        for table in (self.word, self.prefix, self.suffix, self.outline):
            nn.init.normal_(table.weight, std=0.1)
        given = 2 * shape.piece + shape.word + 3 * shape.affix + list_count
        self.wide, self.narrow = nn.Linear(given, shape.hidden), nn.Linear(shape.hidden, shape.width)
        self.dropout = nn.Dropout(dropout)

    def of(self, word: str) -> Features:
        """The word's features, from memory."""
        found = self.known.get(word)
        if found is None:
            found = self.known[word] = features(word, self.cut, self.lists)
        return found

    def forward(self, words: Sequence[str]) -> Tensor:
        given = [self.of(word) for word in words]
        flat = torch.tensor([piece for f in given for piece in f.pieces])
        lengths = torch.tensor([len(f.pieces) for f in given])
        means = functional.embedding_bag(flat, self.pieces.weight, torch.cumsum(lengths, 0) - lengths, mode="mean")
        firsts = self.pieces(torch.tensor([f.pieces[0] for f in given]))
        numbers = torch.tensor([(f.word, f.prefix, f.suffix, f.outline) for f in given])
        # Now and then a word goes by its parts alone, as unknown words must.
        known = (torch.rand(len(given), 1) > (0.15 if self.training else 0.0)).float()
        looked_up = [self.word(numbers[:, 0]) * known, self.prefix(numbers[:, 1]), self.suffix(numbers[:, 2]), self.outline(numbers[:, 3])]
        listed = (torch.rand(len(given), 1) > (0.15 if self.training else 0.0)).float()  # no list has all names
        bits = torch.tensor([[float(f.lists >> bit & 1) for bit in range(self.list_count)] for f in given]) * listed
        rows = torch.cat([firsts, means, *looked_up, bits], 1)
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
        places = torch.arange(length)
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
        self.words = WordVectors(vocabulary, lists, list_count, shape, dropout)
        self.convolutions = nn.ModuleList(Convolution(shape) for _ in range(shape.convolutions))
        self.transformers = nn.ModuleList(Transformer(shape) for _ in range(shape.transformers))
        self.norm = nn.LayerNorm(shape.width)
        self.dropout = nn.Dropout(dropout)
        self.heads = Heads(shape.width, labels.sizes(shape.arc, shape.label), dropout)

    def forward(self, sentences: Sequence[Sequence[str]]) -> tuple[Scores, Tensor]:
        """Scores of the sentences and the mask (B, T) of their words."""
        unique = {word: number for number, word in enumerate(dict.fromkeys(word for words in sentences for word in words))}
        longest = max(map(len, sentences))
        numbers = torch.tensor([[unique[word] for word in words] + [len(unique)] * (longest - len(words)) for words in sentences])
        mask = numbers < len(unique)
        rows = functional.pad(self.words(list(unique)), (0, 0, 0, 1))[numbers]
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
            table = module in {"words.pieces", "words.word", "words.prefix", "words.suffix", "words.outline"}
            arrays[module if table else name] = value.detach().numpy().astype(np.float32)
        arrays["breaks"] = breaks
        shape, labels = self.shape, self.labels
        deps = tuple("ROOT" if dep == "root" else dep for dep in labels.deps)  # as spaCy writes it
        tables = Tables(
            tags=labels.tags, pos=labels.pos, deps=deps, names=labels.names, convolutions=shape.convolutions, transformers=shape.transformers,
            attentions=shape.attentions, relative=shape.relative, list_count=self.words.list_count, pieces=self.vocabulary, lists=self.words.lists,
        )  # fmt: skip
        return Weights.rounded(arrays, tables)
