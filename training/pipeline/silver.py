"""Raw statements and news, labelled by the teachers. The sentences are those of `raw.py`."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from training.pipeline.losses import Labels
from training.pipeline.offices import with_whole_offices
from training.pipeline.teacher import MOST_PIECES, Teacher
from training.pipeline.teaching import device

LIKELIEST_HEADS = 4
MOST = 6_000  # padded pieces a batch


@dataclass(frozen=True)
class Silver:
    """Sentences with the teacher's beliefs, words one after the other: likeliest heads with their probabilities, distributions over labels (of
    the likeliest head) and names, best tags."""

    words: list[list[str]]
    heads: npt.NDArray[np.int16]
    head_shares: npt.NDArray[np.float16]
    deps: npt.NDArray[np.float16]
    names: npt.NDArray[np.float16]
    tags: npt.NDArray[np.int16]
    pos: npt.NDArray[np.int16]

    ARRAYS = ("heads", "head_shares", "deps", "names", "tags", "pos")

    def save(self, folder: Path) -> None:
        """Two files in the folder."""
        (folder / "silver.jsonl").write_text("".join(json.dumps(words) + "\n" for words in self.words), "utf-8")
        np.savez(folder / "silver.npz", **{name: getattr(self, name) for name in self.ARRAYS})

    @classmethod
    def load(cls, folder: Path) -> Silver:
        """What `save` wrote."""
        words = [json.loads(line) for line in (folder / "silver.jsonl").read_text("utf-8").splitlines()]
        stored = np.load(folder / "silver.npz")
        return cls(words, *(stored[name] for name in cls.ARRAYS))


def label(teachers: Sequence[Teacher], given: Sequence[list[str]], most: int = MOST) -> Silver:
    """The beliefs of the teachers, averaged, on the sentences, which come back in order of length."""
    teacher = teachers[0]
    words = sorted((s for s in given if teacher.pieces.length(s) <= MOST_PIECES), key=teacher.pieces.length)
    columns: dict[str, list[npt.NDArray[np.generic]]] = {name: [] for name in Silver.ARRAYS}
    began, done = time.time(), 0
    with torch.no_grad():
        for batch in groups(words, teacher, most):
            read = [(each.heads, *each(batch)) for each in teachers]
            mask = read[0][2]
            arcs = mean(torch.softmax(scores.arcs, -1) for _, scores, _ in read)
            shares, heads = arcs.topk(min(LIKELIEST_HEADS, arcs.shape[-1]), -1)
            missing = LIKELIEST_HEADS - heads.shape[-1]
            shares, heads = (torch.nn.functional.pad(x, (0, missing)) for x in (shares, heads))
            first = heads[..., 0]
            deps = mean(torch.softmax(layer.labels(scores, first), -1) for layer, scores, _ in read)
            names = mean(torch.softmax(scores.names, -1) for _, scores, _ in read)
            tags = mean(torch.softmax(scores.tags, -1) for _, scores, _ in read).argmax(-1)
            pos = mean(torch.softmax(scores.pos, -1) for _, scores, _ in read).argmax(-1)
            values = (heads, shares, deps, names, tags, pos)
            for name, value in zip(Silver.ARRAYS, values, strict=True):
                columns[name].append(value[mask].cpu().numpy().astype(np.float16 if value.is_floating_point() else np.int16))
            done += len(batch)
            if done % 5000 < len(batch):
                print(f"{done} of {len(words)} sentences, {time.time() - began:.0f} s", flush=True)
    return Silver(words, *(np.concatenate(columns[name]) for name in Silver.ARRAYS))


def mean(given: Iterable[Tensor]) -> Tensor:
    """Of several tensors of one shape."""
    return torch.stack(list(given)).mean(0)


def groups(words: Iterable[list[str]], teacher: Teacher, most: int) -> Iterator[list[list[str]]]:
    """Batches of sentences that come in order of length."""
    batch: list[list[str]] = []
    for sentence in words:
        if batch and teacher.pieces.length(sentence) * (len(batch) + 1) > most:
            yield batch
            batch = []
        batch.append(sentence)
    if batch:
        yield batch


def load_teacher(file: Path, encoder: Path) -> Teacher:
    """The teacher that `teaching` left in the file, ready to read."""
    stored = torch.load(file, weights_only=True, map_location=device())
    teacher = Teacher(encoder, Labels.stored(stored["labels"]).sizes(256, 256)).to(device())
    teacher.load_state_dict(stored["model"])
    return teacher.eval()


def labelled(teachers: Sequence[Teacher], given: Sequence[list[str]]) -> Silver:
    """The sentences with the teachers' beliefs; runs that name an office are one name."""
    found = label(teachers, given, MOST if device().type == "cpu" else 20_000)
    return replace(found, names=with_whole_offices(found.words, found.names))
