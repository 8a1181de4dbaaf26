"""What training lowers, and how a batch is made: gold columns as tensors, -100 where a corpus does not say."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence

from training.pipeline.heads import Heads, Scores, Sizes
from training.pipeline.samples import NAME_TAGS, Sample

IGNORED = -100


@dataclass(frozen=True)
class Labels:
    """The classes of each kind, in the order of the networks' outputs."""

    tags: tuple[str, ...]
    pos: tuple[str, ...]
    deps: tuple[str, ...]
    names: tuple[str, ...] = NAME_TAGS

    @classmethod
    def of(cls, samples: Sequence[Sample]) -> Labels:
        """The classes that the samples have."""

        def seen(column: Callable[[Sample], list[str] | None]) -> tuple[str, ...]:
            return tuple(sorted({value for sample in samples for value in column(sample) or ()}))

        return cls(seen(lambda s: s.tags), seen(lambda s: s.pos), seen(lambda s: s.deps))

    @classmethod
    def stored(cls, columns: Mapping[str, Iterable[str]]) -> Labels:
        """The classes as `teaching` stores them beside its weights."""
        return cls(**{key: tuple(values) for key, values in columns.items()})

    def sizes(self, arc: int, label: int) -> Sizes:
        """Widths for `Heads`."""
        return Sizes(len(self.tags), len(self.pos), len(self.deps), len(self.names), arc, label)


@dataclass
class Target:
    """Gold columns of a batch, each (B, T)."""

    heads: Tensor
    deps: Tensor
    tags: Tensor
    pos: Tensor
    names: Tensor


def target(samples: Sequence[Sample], labels: Labels, device: torch.device | str = "cpu") -> Target:
    """The samples' columns as numbers, on the device."""
    index = {key: {value: i for i, value in enumerate(getattr(labels, key))} for key in ("tags", "pos", "deps", "names")}

    def column(key: str) -> Tensor:
        rows = []
        for sample in samples:
            given = getattr(sample, key)
            known = index.get(key)
            values = [IGNORED] * len(sample.words) if given is None else [known.get(v, IGNORED) for v in given] if known else given
            rows.append(torch.tensor(values))
        return pad_sequence(rows, True, IGNORED).to(device)

    return Target(column("heads"), column("deps"), column("tags"), column("pos"), column("names"))


def loss(heads: Heads, scores: Scores, gold: Target) -> Tensor:
    """Cross entropies, summed: arcs, labels of the gold arcs, tags, names."""

    def entropy(given: Tensor, wanted: Tensor) -> Tensor:
        count = (wanted != IGNORED).sum().clamp(min=1)
        return functional.cross_entropy(given.flatten(0, 1), wanted.flatten(), ignore_index=IGNORED, reduction="sum") / count

    arcs = entropy(scores.arcs, gold.heads)
    labels = entropy(heads.labels(scores, gold.heads.clamp(min=0)), gold.deps)
    return arcs + labels + 0.5 * (entropy(scores.tags, gold.tags) + entropy(scores.pos, gold.pos)) + entropy(scores.names, gold.names)


def batches(samples: Sequence[Sample], length: Callable[[Sample], int], most: int, seed: int) -> Iterator[list[Sample]]:
    """Batches of at most `most` padded pieces, of sentences of like length, in random order."""
    chance = random.Random(seed)
    order = sorted(samples, key=lambda sample: (length(sample) + chance.random() * 3, len(sample.words)))
    groups: list[list[Sample]] = [[]]
    for sample in order:
        if groups[-1] and length(sample) * (len(groups[-1]) + 1) > most:
            groups.append([])
        groups[-1].append(sample)
    chance.shuffle(groups)
    yield from groups
