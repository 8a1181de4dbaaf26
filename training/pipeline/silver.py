"""Raw statements and news, labelled by the teacher.

    python -m training.pipeline.silver SHARED_DIR WORK_DIR

Text comes through the program's own reading of documents, paragraphs, tokens and sentence breaks. A sentence is taken once, and no document that
shares sentences with a test or development set.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import spacy
import torch
from spacy.language import Language

from servanda.documents import read_documents
from servanda.language.network.breaks import sentences
from servanda.language.network.layers import Floats
from servanda.language.reading import paragraph_bounds
from training.pipeline.losses import Labels
from training.pipeline.offices import with_whole_offices
from training.pipeline.teacher import MOST_PIECES, Teacher, minilm
from training.pipeline.treebanks import read_conllu

CORPORA = (("state_department", 1.0), ("wikinews", 1.0), ("white_house", 0.25))  # share of the documents taken
SHORTEST, LONGEST = 3, 120  # words
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


def held_out(shared: Path) -> frozenset[str]:
    """Sentences of the test and development sets, without blanks."""
    banks = ("gum_open-test", "gum_open-dev", "ewt-test")
    found = (sentence for bank in banks for sentence in read_conllu(shared / "corpora" / "treebanks" / f"{bank}.conllu"))
    return frozenset("".join(sentence.words) for sentence in found if len(sentence.words) > 5)


def raw_sentences(shared: Path, nlp: Language, breaks: Floats) -> Iterator[list[str]]:
    """Words of each sentence of the raw corpora, each sentence once."""
    held, seen = held_out(shared), set[str]()
    for corpus, share in CORPORA:
        chance = random.Random(corpus)
        for document in read_documents([shared / "corpora" / "raw" / f"{corpus}.jsonl"], lambda rejection: None):
            if chance.random() >= share:
                continue
            found = list(split(document.text, nlp, breaks))
            if sum("".join(words) in held for words in found) > 1:
                print("left out, it is in a test set:", document.title)
                continue
            for words in found:
                key = "".join(words)
                if key not in seen and SHORTEST <= len(words) <= LONGEST:
                    seen.add(key)
                    yield words


def split(text: str, nlp: Language, breaks: Floats) -> Iterator[list[str]]:
    """The sentences of a text as the program splits it."""
    for start, end in paragraph_bounds(text):
        words = [token.text for token in nlp.make_doc(text[start:end]) if not token.is_space]
        yield from (words[a:b] for a, b in sentences(words, breaks))


def label(teacher: Teacher, given: Sequence[list[str]]) -> Silver:
    """The teacher's beliefs on the sentences, which come back in order of length."""
    words = sorted((s for s in given if teacher.pieces.length(s) <= MOST_PIECES), key=teacher.pieces.length)
    columns: dict[str, list[npt.NDArray[np.generic]]] = {name: [] for name in Silver.ARRAYS}
    began, done = time.time(), 0
    with torch.no_grad():
        for batch in groups(words, teacher):
            scores, mask = teacher(batch)
            shares, heads = torch.softmax(scores.arcs, -1).topk(min(LIKELIEST_HEADS, scores.arcs.shape[-1]), -1)
            missing = LIKELIEST_HEADS - heads.shape[-1]
            shares, heads = (torch.nn.functional.pad(x, (0, missing)) for x in (shares, heads))
            deps = torch.softmax(teacher.heads.labels(scores, heads[..., 0]), -1)
            values = (heads, shares, deps, torch.softmax(scores.names, -1), scores.tags.argmax(-1), scores.pos.argmax(-1))
            for name, value in zip(Silver.ARRAYS, values, strict=True):
                columns[name].append(value[mask].numpy().astype(np.float16 if value.is_floating_point() else np.int16))
            done += len(batch)
            if done % 5000 < len(batch):
                print(f"{done} of {len(words)} sentences, {time.time() - began:.0f} s", flush=True)
    return Silver(words, *(np.concatenate(columns[name]) for name in Silver.ARRAYS))


def groups(words: Iterable[list[str]], teacher: Teacher) -> Iterator[list[list[str]]]:
    """Batches of sentences that come in order of length."""
    batch: list[list[str]] = []
    for sentence in words:
        if batch and teacher.pieces.length(sentence) * (len(batch) + 1) > MOST:
            yield batch
            batch = []
        batch.append(sentence)
    if batch:
        yield batch


def load_teacher(work: Path) -> tuple[Teacher, Labels]:
    """The teacher that `teaching` left in the folder, ready to read."""
    stored = torch.load(work / "teacher.pt", weights_only=True)
    labels = Labels.stored(stored["labels"])
    teacher = Teacher(minilm(), labels.sizes(256, 256))
    teacher.load_state_dict(stored["model"])
    return teacher.eval(), labels


def main(shared: Path, work: Path) -> None:
    """Labels the raw corpora into WORK; breaks must lie there."""
    given = list(raw_sentences(shared, spacy.blank("en"), np.load(work / "breaks.npy")))
    print(len(given), "sentences,", sum(map(len, given)), "words", flush=True)
    labelled = label(load_teacher(work)[0], given)
    replace(labelled, names=with_whole_offices(labelled.words, labelled.names)).save(work)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
