"""Two statements in one sentence: "A freed 32 soldiers, and B released two."

Treebanks hold few of them, and parsers of all kinds hang the second subject on the first object. Short raw sentences that the teacher is sure of are
joined by "and", ", and" or a semicolon; the second hangs on the first as a conjunct (behind a semicolon as parataxis, as the treebanks mostly have it).
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from training.pipeline.losses import Labels
from training.pipeline.samples import NAME_TAGS
from training.pipeline.silver import LIKELIEST_HEADS, Silver

SHORTEST, LONGEST = 4, 18  # words of either statement, its stop included
SUREST = 0.85  # the least share of each word's likeliest head
STAYS = {"NNP", "NNPS"}
NOMINAL = {"PROPN", "NOUN", "DET", "ADJ", "NUM"}  # how a statement begins whose subject is no pronoun: those are the hard ones
LINKS = (("and",), ("and",), (",", "and"), (",", "and"), (";",), (",", "while"))


@dataclass(frozen=True)
class Joiner:
    """Joins raw sentences of `silver`, whose classes `labels` number."""

    silver: Silver
    labels: Labels

    def joined(self, count: int, seed: int) -> Silver:
        """`count` joined sentences."""
        chance = random.Random(seed)
        usable = self.usable()
        nominal = [place for place in usable if self.labels.pos[self.silver.pos[place[1]]] in NOMINAL]
        firsts = [chance.choice(nominal if chance.random() < 0.6 else usable) for _ in range(count)]
        parts = [self.join(first, chance.choice(nominal), chance.choice(LINKS)) for first in firsts]
        words = [part[0] for part in parts]
        return Silver(words, *(np.concatenate([part[1][name] for part in parts]) for name in Silver.ARRAYS))

    def usable(self) -> list[tuple[int, int]]:
        """(number, first row) of the statements: a verb as root with its subject before it, a stop at the end on which nothing hangs."""
        silver, found = self.silver, []
        subject, stop, heads, deps = self.labels.deps.index("nsubj"), ".", silver.heads[:, 0], silver.deps.argmax(1)
        verb = self.labels.pos.index("VERB")
        for number, end in enumerate(accumulate(map(len, silver.words))):
            words = silver.words[number]
            if not SHORTEST <= len(words) <= LONGEST or words[-1] != stop or not words[0][:1].isalpha():
                continue
            start = end - len(words)
            own, roots = heads[start:end], np.flatnonzero(heads[start:end] == 0)
            if len(roots) != 1 or silver.pos[start + roots[0]] != verb or (own == len(words)).any() or silver.head_shares[start:end, 0].min() < SUREST:
                continue
            subjects = np.flatnonzero((deps[start:end] == subject) & (own == roots[0] + 1))
            if len(subjects) and subjects[0] < roots[0]:
                found.append((number, start))
        return found

    def join(self, first: tuple[int, int], second: tuple[int, int], links: Sequence[str]) -> tuple[list[str], dict[str, np.ndarray]]:
        """Words and beliefs of the one sentence; every head is sure."""
        silver, labels = self.silver, self.labels
        one, two = silver.words[first[0]], list(silver.words[second[0]])
        tag = labels.tags[silver.tags[second[1]]]
        if tag not in STAYS and two[0] != "I":
            two[0] = two[0][:1].lower() + two[0][1:]
        rows = np.concatenate([np.arange(first[1], first[1] + len(one) - 1), np.full(len(links), first[1]), np.arange(second[1], second[1] + len(two))])
        columns = {name: getattr(silver, name)[rows].copy() for name in Silver.ARRAYS}
        link, start = len(one) - 1, len(one) - 1 + len(links)
        root_one = int(np.flatnonzero(silver.heads[first[1] : first[1] + len(one), 0] == 0)[0]) + 1
        root_two = start + int(np.flatnonzero(silver.heads[second[1] : second[1] + len(two), 0] == 0)[0]) + 1
        heads = columns["heads"]
        heads[start:, 0] += start * (heads[start:, 0] > 0)
        heads[root_two - 1, 0], heads[-1, 0] = root_one, root_one
        relation = {";": "parataxis", "while": "advcl"}.get(links[-1], "conj")
        self.set_label(columns, root_two - 1, relation)
        for at, word in enumerate(links, start=link):
            heads[at, 0] = root_two
            self.set_label(columns, at, {"and": "cc", "while": "mark"}.get(word, "punct"))
            columns["names"][at] = np.eye(len(NAME_TAGS))[0]
            columns["tags"][at] = labels.tags.index({"and": "CC", "while": "IN", ",": ","}.get(word, ":"))
            columns["pos"][at] = labels.pos.index({"and": "CCONJ", "while": "SCONJ"}.get(word, "PUNCT"))
        columns["head_shares"][:] = [1.0] + [0.0] * (LIKELIEST_HEADS - 1)
        return [*one[:-1], *links, *two], columns

    def set_label(self, columns: dict[str, np.ndarray], at: int, label: str) -> None:
        """Makes the label of one arc sure."""
        columns["deps"][at] = 0
        columns["deps"][at, self.labels.deps.index(label)] = 1


def together(first: Silver, second: Silver) -> Silver:
    """Both, one after the other."""
    return Silver(first.words + second.words, *(np.concatenate([getattr(first, name), getattr(second, name)]) for name in Silver.ARRAYS))
