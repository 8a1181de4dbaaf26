"""Trains the small network on the treebanks and on raw text that the teachers labelled.

Every step takes a batch of each, which other processes put together where there is a graphics card. On raw text the network learns the teachers'
distributions, not only their best guesses (Hinton, Vinyals and Dean 2015, "Distilling the knowledge in a neural network"). What is kept is the running
average of the weights.
"""

from __future__ import annotations

import copy
import math
import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, count
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence
from torch.utils.data import DataLoader, IterableDataset, get_worker_info
from transformers import AutoModel

from training.pipeline.joining import Joiner, together
from training.pipeline.losses import Labels, Target, batches, loss, target
from training.pipeline.rows import Batch, WordRows
from training.pipeline.samples import NAME_TAGS, Sample, varied, with_loose_abbreviations
from training.pipeline.silver import Silver
from training.pipeline.student import Shape, Student
from training.pipeline.substitution import Pool, read_pool
from training.pipeline.teacher import minilm
from training.pipeline.teaching import device, report
from training.pipeline.wordlists import LISTS, word_lists

SEED = 29
LONGEST = 110  # words
GOLD_WORDS, SILVER_WORDS = 1_800, 3_600  # padded, a batch
WARM_UP, AVERAGE = 300, 0.998
Kind = TypeVar("Kind")
TYPOGRAPHIC = {"``": "“", "''": "”", "'": "’", "--": "—", "'s": "’s", "n't": "n’t"}
PLAIN = {"“": '"', "”": '"', "’": "'", "—": "-", "–": "-", "’s": "'s", "n’t": "n't"}
JOINED = 12_000  # sentences made of two
PARTS = 8  # in which the raw sentences are gone through


@dataclass
class Believed:
    """A raw sentence in a batch: its words and the rows of its beliefs."""

    words: list[str]
    start: int
    end: int


def renamed(words: list[str], tags: Sequence[int], pool: Pool, chance: random.Random) -> list[str]:
    """The words with other names in the place of those of one word, of persons of two words, and of acronyms. `tags` number `NAME_TAGS`."""
    found = list(words)
    kinds = [NAME_TAGS[tag] for tag in tags] + ["O", "O"]
    for at, word in enumerate(words):
        length = next((n for n in (1, 2) if not kinds[at + n].startswith("I-")), 3)
        if kinds[at] == "B-LOC" and length == 1 and word[:1].isupper() and not word.isupper():
            found[at] = chance.choice(pool.places)
        elif kinds[at] == "B-PERSON" and length == 1:
            found[at] = chance.choice(pool.surnames)
        elif kinds[at] == "B-PERSON" and length == 2:
            found[at : at + 2] = chance.choice(pool.people)
        elif kinds[at] == "B-ORG" and length == 1 and word.isupper() and len(word) > 1:
            found[at] = pool.acronym(chance)
    return found


def believed(silver: Silver, tags: npt.NDArray[np.intp], part: int, chance: random.Random) -> Iterator[Believed]:
    """The raw sentences of one part of `PARTS`, now and then in another guise. `tags` number each word's likeliest name tag."""
    ends = list(accumulate(map(len, silver.words)))[part::PARTS]
    pool = read_pool()
    for words, end in zip(silver.words[part::PARTS], ends, strict=True):
        draw, start = chance.random(), end - len(words)
        if len(words) > LONGEST:
            continue
        if draw > 0.6:
            yield Believed(renamed(words, tags[start:end].tolist(), pool, chance), start, end)
        elif draw < 0.12 and words[-1] == "." and (silver.heads[start:end, 0] != len(words)).all():
            cased = [headline(word, draw) for word in words[:-1]]  # the last stop goes, nothing hangs on it
            yield Believed(cased, start, end - 1)
        elif draw < 0.20:
            marks = TYPOGRAPHIC if draw < 0.16 else PLAIN
            yield Believed([marks.get(word, word) for word in words], start, end)
        else:
            yield Believed(words, start, end)


def headline(word: str, draw: float) -> str:
    """A word of a line without a stop: in capitals, with a first capital unless short, or as it was."""
    return word.upper() if draw < 0.05 else word[:1].upper() + word[1:] if draw < 0.08 and len(word) > 3 else word


def silver_loss(student: Student, step: Step, beliefs: Mapping[str, Tensor]) -> Tensor:
    """Cross entropies against the teachers' distributions."""
    scores, mask = student.scores(step.raw)
    rows = step.rows[mask]
    heads = torch.zeros(mask.shape, dtype=torch.long, device=mask.device).masked_scatter(mask, beliefs["heads"][rows, 0].long())
    logs = torch.log_softmax(scores.arcs, -1)[mask]
    arcs = -(beliefs["head_shares"][rows].float() * torch.gather(logs, 1, beliefs["heads"][rows].long().clamp(max=logs.shape[-1] - 1))).sum(-1).mean()
    labels = -(beliefs["deps"][rows].float() * torch.log_softmax(student.heads.labels(scores, heads)[mask], -1)).sum(-1).mean()
    names = -(beliefs["names"][rows].float() * torch.log_softmax(scores.names[mask], -1)).sum(-1).mean()
    tags = functional.cross_entropy(scores.tags[mask], beliefs["tags"][rows].long())
    pos = functional.cross_entropy(scores.pos[mask], beliefs["pos"][rows].long())
    return arcs + labels + names + 0.3 * (tags + pos)


def gold_batches(samples: list[Sample], most: int, epoch: int) -> Iterator[list[Sample]]:
    """One pass over the marked corpora."""
    given = [s for s in varied(samples, read_pool(), SEED + epoch) if len(s.words) <= LONGEST]
    return batches(given, lambda s: len(s.words), most, epoch)


def silver_batches(silver: Silver, tags: npt.NDArray[np.intp], most: int, epoch: int) -> Iterator[list[Believed]]:
    """One pass over a part of the raw sentences."""
    chance = random.Random(SEED + epoch)
    given = sorted(believed(silver, tags, epoch % PARTS, chance), key=lambda b: (len(b.words) + chance.random(), b.start))
    groups: list[list[Believed]] = [[]]
    for sentence in given:
        if groups[-1] and len(sentence.words) * (len(groups[-1]) + 1) > most:
            groups.append([])
        groups[-1].append(sentence)
    chance.shuffle(groups)
    return iter(groups)


def forever(passes: Callable[[int], Iterable[Kind]], first: int, step: int) -> Iterator[Kind]:
    """Passes one after the other."""
    for epoch in count(first, step):
        yield from passes(epoch)


def first_pieces(student: Student) -> None:
    """Starts the vectors of word pieces as the main components of MiniLM's."""
    given = AutoModel.from_pretrained(minilm()).embeddings.word_embeddings.weight.detach().numpy()
    centred = given - given.mean(0)
    _, _, directions = np.linalg.svd(centred[:: len(centred) // 8000], full_matrices=False)
    kept = centred @ directions[: student.shape.piece].T
    student.words.pieces.weight.data = torch.from_numpy((kept / kept.std() * 0.3).astype(np.float32))


@dataclass(frozen=True)
class Step:
    """What one step learns from: a marked batch and a raw one, whose words lie in the `rows` (B, T) of the beliefs."""

    marked: Batch
    gold: Target
    raw: Batch
    rows: Tensor

    def to(self, device: torch.device) -> Step:
        """The step on the device."""
        gold = Target(**{key: value.to(device, non_blocking=True) for key, value in self.gold.__dict__.items()})
        return Step(self.marked.to(device), gold, self.raw.to(device), self.rows.to(device, non_blocking=True))


@dataclass
class Steps(IterableDataset[Step]):
    """Steps without end; where several processes put them together, each takes other passes. Batches are `scale` times the usual."""

    samples: list[Sample]
    silver: Silver
    labels: Labels
    rows: WordRows
    scale: float = 1.0

    def __post_init__(self) -> None:
        self.tags = self.silver.names.argmax(1)

    def __iter__(self) -> Iterator[Step]:
        worker = get_worker_info()
        first, step = (worker.id, worker.num_workers) if worker else (0, 1)
        gold = forever(lambda epoch: gold_batches(self.samples, int(GOLD_WORDS * self.scale), epoch), first, step)
        raw = forever(lambda epoch: silver_batches(self.silver, self.tags, int(SILVER_WORDS * self.scale), epoch), first, step)
        for marked, believed_ in zip(gold, raw, strict=True):
            rows = pad_sequence([torch.arange(b.start, b.end) for b in believed_], True)
            yield Step(self.rows.batch([s.words for s in marked]), target(marked, self.labels), self.rows.batch([b.words for b in believed_]), rows)


@dataclass(frozen=True)
class Recipe:
    """How the network is trained: ended by the clock; it can start from weights that an earlier training left."""

    minutes: float = 55
    scale: float = 1.0
    workers: int = 0
    rate: float = 2e-3
    shape: Shape = field(default_factory=Shape)
    start: Mapping[str, Tensor] | None = None


def distil(samples: list[Sample], held: list[Sample], labels: Labels, silver: Silver, out: Path, recipe: Recipe) -> Student:
    """The whole training; returns the averaged network, which the file `out` holds too."""
    torch.manual_seed(SEED)
    vocabulary = (minilm() / "vocab.txt").read_text("utf-8").splitlines()
    student = Student(vocabulary, word_lists(), len(LISTS), labels, recipe.shape)
    first_pieces(student)
    if recipe.start is not None:
        student.load_state_dict(dict(recipe.start))
    student.to(device())
    silver = together(silver, Joiner(silver, labels).joined(JOINED, SEED))
    beliefs = {name: torch.from_numpy(getattr(silver, name)).to(device()) for name in Silver.ARRAYS}
    average = copy.deepcopy(student).eval()
    optimizer = torch.optim.AdamW(student.parameters(), lr=recipe.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    steps = DataLoader(Steps([*samples, *with_loose_abbreviations(samples)], silver, labels, student.rows, recipe.scale), None, num_workers=recipe.workers)
    began, total, told = time.time(), torch.zeros((), device=device()), time.time()
    for number, step in enumerate(steps):
        spent = (time.time() - began) / (60 * recipe.minutes)
        if spent >= 1:
            break
        rate = recipe.rate * min((number + 1) / WARM_UP, 0.5 * (1 + math.cos(math.pi * spent)) + 0.005)
        for group in optimizer.param_groups:
            group["lr"] = rate
        optimizer.zero_grad()
        step = step.to(device())
        lost = loss(student.heads, student.scores(step.marked)[0], step.gold)
        (lost + silver_loss(student, step, beliefs)).backward()
        torch.nn.utils.clip_grad_norm_(student.parameters(), 5.0)
        optimizer.step()
        keep = min(AVERAGE, (number + 1) / (number + 11))
        with torch.no_grad():
            torch._foreach_lerp_(list(average.parameters()), list(student.parameters()), 1 - keep)
        total = 0.98 * total + 0.02 * lost.detach()
        if time.time() - told > 60 * recipe.minutes / 16:
            told = time.time()
            print(f"step {number + 1} {spent:.0%} gold loss {float(total):.3f} dev {report(average, held, labels)}", flush=True)
            torch.save({"model": average.state_dict(), "shape": recipe.shape.__dict__}, out)
    print(f"step {number} dev {report(average, held, labels)}", flush=True)
    torch.save({"model": average.state_dict(), "shape": recipe.shape.__dict__}, out)
    return average
