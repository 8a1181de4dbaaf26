"""What both networks put on top of their word vectors: arcs, labels, tags and names.

Arcs are scored by a product of a dependent's and a head's vector (Dozat and Manning 2017, "Deep biaffine attention for neural
dependency parsing"); the label of an arc by one hidden layer over both ends, which costs a fifth of a second biaffine form. Names are
scored as BIO tags. The shipped program repeats `forward` in NumPy (`servanda/language/reader/network.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True)
class Sizes:
    """How many classes there are of each kind, and the widths of the heads."""

    tags: int
    pos: int
    deps: int
    names: int
    arc: int = 128
    label: int = 128


@dataclass
class Scores:
    """What the heads say of a batch of B sentences padded to T words; the first column of `arcs` is the root."""

    arcs: Tensor  # (B, T, 1 + T)
    label_dependent: Tensor  # (B, T, label)
    label_head: Tensor  # (B, 1 + T, label)
    tags: Tensor  # (B, T, tags)
    pos: Tensor  # (B, T, pos)
    names: Tensor  # (B, T, names)


class Heads(nn.Module):
    """From word vectors (B, T, width) to `Scores`."""

    def __init__(self, width: int, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        self.root = nn.Parameter(torch.randn(width) * 0.02)
        self.dependent = nn.Linear(width, sizes.arc)
        self.head = nn.Linear(width, sizes.arc)
        self.product = nn.Linear(sizes.arc, sizes.arc, bias=False)
        self.preferred = nn.Linear(sizes.arc, 1, bias=False)
        self.label_dependent = nn.Linear(width, sizes.label)
        self.label_head = nn.Linear(width, sizes.label, bias=False)
        self.label = nn.Linear(sizes.label, sizes.deps)
        self.tags = nn.Linear(width, sizes.tags)
        self.pos = nn.Linear(width, sizes.pos)
        self.names_hidden = nn.Linear(width, 96)
        self.names = nn.Linear(96, sizes.names)

    def forward(self, words: Tensor, mask: Tensor) -> Scores:
        """`mask` (B, T) is true for words, false for padding; arcs into padding score minus infinity."""
        words = self.dropout(words)
        rooted = torch.cat([self.root.expand(len(words), 1, -1), words], dim=1)
        dependent = self.dropout(functional.relu(self.dependent(words)))
        head = self.dropout(functional.relu(self.head(rooted)))
        arcs = self.product(dependent) @ head.transpose(1, 2) + self.preferred(head).transpose(1, 2)
        allowed = functional.pad(mask, (1, 0), value=True)
        itself = functional.pad(torch.eye(mask.shape[1], dtype=torch.bool, device=mask.device), (1, 0))
        arcs = arcs.masked_fill(~allowed[:, None, :] | itself, -1e4)
        names = self.names(self.dropout(functional.relu(self.names_hidden(words))))
        return Scores(arcs, self.label_dependent(words), self.label_head(rooted), self.tags(words), self.pos(words), names)

    def labels(self, scores: Scores, heads: Tensor) -> Tensor:
        """(B, T, deps): label scores of the arcs from each word to `heads` (B, T; 0 is the root)."""
        chosen = torch.gather(scores.label_head, 1, heads[..., None].expand(-1, -1, scores.label_head.shape[-1]))
        return self.label(self.dropout(functional.relu(scores.label_dependent + chosen)))
