"""Trains the small network on the treebanks and on raw text that the teacher labelled.

    python -m training.pipeline.distilling SHARED_DIR WORK_DIR [MINUTES]

Every step takes a batch of each. On raw text the network learns the teacher's distributions, not only its best guesses (Hinton, Vinyals
and Dean 2015, "Distilling the knowledge in a neural network"). What is kept is the running average of the weights.
"""

from __future__ import annotations

import copy
import math
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, count
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence
from transformers import AutoModel

from training.pipeline.joining import Joiner, together
from training.pipeline.losses import Labels, batches, loss, target
from training.pipeline.samples import NAME_TAGS, Sample, read_samples, varied, with_loose_abbreviations
from training.pipeline.silver import Silver
from training.pipeline.student import Shape, Student
from training.pipeline.substitution import Pool, read_pool
from training.pipeline.teacher import minilm
from training.pipeline.teaching import BANKS, NAME_SETS, report
from training.pipeline.wordlists import LISTS, word_lists

SEED = 29
LONGEST = 110  # words
GOLD_WORDS, SILVER_WORDS = 1_800, 3_600  # padded, a batch
RATE, WARM_UP, AVERAGE = 2e-3, 300, 0.998
Batch = TypeVar("Batch")
TYPOGRAPHIC = {"``": "“", "''": "”", "'": "’", "--": "—", "'s": "’s", "n't": "n’t"}
PLAIN = {"“": '"', "”": '"', "’": "'", "—": "-", "–": "-", "’s": "'s", "n’t": "n't"}
JOINED = 12_000  # sentences made of two


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


def believed(silver: Silver, chance: random.Random) -> Iterator[Believed]:
    """All raw sentences, now and then in another guise."""
    ends = list(accumulate(map(len, silver.words)))
    tags, pool = silver.names.argmax(1), read_pool()
    for words, end in zip(silver.words, ends, strict=True):
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


def silver_loss(student: Student, batch: Sequence[Believed], silver: Silver) -> Tensor:
    """Cross entropies against the teacher's distributions."""
    scores, mask = student([b.words for b in batch])

    def column(name: str, kind: torch.dtype) -> Tensor:
        return pad_sequence([torch.from_numpy(getattr(silver, name)[b.start : b.end]).to(kind) for b in batch], True)

    heads, shares = column("heads", torch.long), column("head_shares", torch.float)
    logs = torch.log_softmax(scores.arcs, -1)
    arcs = -(shares * torch.gather(logs, 2, heads.clamp(max=logs.shape[-1] - 1))).sum(-1)[mask].mean()
    labels = -(column("deps", torch.float) * torch.log_softmax(student.heads.labels(scores, heads[..., 0]), -1)).sum(-1)[mask].mean()
    names = -(column("names", torch.float) * torch.log_softmax(scores.names, -1)).sum(-1)[mask].mean()
    tags = functional.cross_entropy(scores.tags[mask], column("tags", torch.long)[mask])
    pos = functional.cross_entropy(scores.pos[mask], column("pos", torch.long)[mask])
    return arcs + labels + names + 0.3 * (tags + pos)


def gold_batches(samples: list[Sample], epoch: int) -> Iterator[list[Sample]]:
    """One pass over the marked corpora."""
    given = [s for s in varied(samples, read_pool(), SEED + epoch) if len(s.words) <= LONGEST]
    return batches(given, lambda s: len(s.words), GOLD_WORDS, epoch)


def silver_batches(silver: Silver, epoch: int) -> Iterator[list[Believed]]:
    """One pass over the raw sentences."""
    chance = random.Random(SEED + epoch)
    given = sorted(believed(silver, chance), key=lambda b: (len(b.words) + chance.random(), b.start))
    groups: list[list[Believed]] = [[]]
    for sentence in given:
        if groups[-1] and len(sentence.words) * (len(groups[-1]) + 1) > SILVER_WORDS:
            groups.append([])
        groups[-1].append(sentence)
    chance.shuffle(groups)
    return iter(groups)


def forever(passes: Callable[[int], Iterable[Batch]]) -> Iterator[Batch]:
    """Passes one after the other."""
    for epoch in count():
        yield from passes(epoch)


def first_pieces(student: Student) -> None:
    """Starts the vectors of word pieces as the main components of MiniLM's."""
    given = AutoModel.from_pretrained(minilm()).embeddings.word_embeddings.weight.detach().numpy()
    centred = given - given.mean(0)
    _, _, directions = np.linalg.svd(centred[:: len(centred) // 8000], full_matrices=False)
    kept = centred @ directions[: student.shape.piece].T
    student.words.pieces.weight.data = torch.from_numpy((kept / kept.std() * 0.3).astype(np.float32))


def distil(shared: Path, work: Path, minutes: float, silver: Silver, shape: Shape, start: Path | None = None, rate_first: float = RATE) -> Student:
    """The whole training, ended by the clock; returns the averaged network. It can start from weights that an earlier one left."""
    torch.manual_seed(SEED)
    samples = read_samples(shared, BANKS, NAME_SETS)
    samples += with_loose_abbreviations(samples)
    held = read_samples(shared, ("gum_open-dev",), ())
    labels = Labels.stored(torch.load(work / "teacher.pt", weights_only=True)["labels"])
    vocabulary = (minilm() / "vocab.txt").read_text("utf-8").splitlines()
    student = Student(vocabulary, word_lists(), len(LISTS), labels, shape)
    first_pieces(student)
    if start is not None:
        student.load_state_dict(torch.load(start, weights_only=True)["model"])
    silver = together(silver, Joiner(silver, labels).joined(JOINED, SEED))
    average = copy.deepcopy(student).eval()
    optimizer = torch.optim.AdamW(student.parameters(), lr=RATE, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    gold, raw = forever(lambda epoch: gold_batches(samples, epoch)), forever(lambda epoch: silver_batches(silver, epoch))
    began, step, total, told = time.time(), 0, 0.0, 0.0
    while (spent := (time.time() - began) / (60 * minutes)) < 1:
        rate = rate_first * min((step + 1) / WARM_UP, 0.5 * (1 + math.cos(math.pi * spent)) + 0.005)
        for group in optimizer.param_groups:
            group["lr"] = rate
        optimizer.zero_grad()
        marked = next(gold)
        lost = loss(student.heads, student([s.words for s in marked])[0], target(marked, labels))
        lost.backward()
        silver_loss(student, next(raw), silver).backward()
        torch.nn.utils.clip_grad_norm_(student.parameters(), 5.0)
        optimizer.step()
        step += 1
        keep = min(AVERAGE, step / (step + 10))
        with torch.no_grad():
            torch._foreach_lerp_(list(average.parameters()), list(student.parameters()), 1 - keep)
        total = 0.98 * total + 0.02 * float(lost.detach())
        if time.time() - told > 180:
            told = time.time()
            print(f"step {step} {spent:.0%} gold loss {total:.3f} dev {report(average, held, labels)}", flush=True)
            torch.save({"model": average.state_dict(), "shape": shape.__dict__}, work / "student.pt")
    print(f"step {step} dev {report(average, held, labels)}", flush=True)
    torch.save({"model": average.state_dict(), "shape": shape.__dict__}, work / "student.pt")
    return average


if __name__ == "__main__":
    folder = Path(sys.argv[2])
    distil(Path(sys.argv[1]), folder, float(sys.argv[3]) if len(sys.argv) > 3 else 55, Silver.load(folder), Shape())
