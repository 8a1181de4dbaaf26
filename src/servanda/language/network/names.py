"""Scores of BIO tags to names."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from servanda.language.network.encoder import Layout
from servanda.language.network.layers import Floats, Ints, Truths

INSIDE, OUTSIDE, BEGINS = 1, 2, 3  # spaCy's codes of ENT_IOB


def name_codes(scores: Floats, layout: Layout, kinds: Sequence[int], follows: Truths, links: Truths) -> tuple[Ints, Ints]:
    """The IOB code and the kind of each row.

    `scores` has the columns O, B-k, I-k, B-l, I-l, ...; `kinds` gives their kinds (0 for O). A name runs from a word that begins one, or is
    inside where none is open, over the words marked inside; its kind is the one with the largest sum of scores over its words. `follows` are the rows
    that the parse makes part of a name with the row before ("flat"): they go on a name that is open. `links` are articles and prepositions, which
    end no name: a name that would end in one takes in the name right after it, or else gives it up.
    """
    best = scores.argmax(1)
    marks = np.where(best == 0, OUTSIDE, np.where(best % 2 == 1, BEGINS, INSIDE))
    firsts = np.zeros(layout.rows, bool)
    for group in layout.groups:
        firsts[group.start : group.end : group.length] = True
    outside_before = np.concatenate([[True], marks[:-1] == OUTSIDE]) | firsts
    marks[(marks == INSIDE) & outside_before] = BEGINS
    for row in np.flatnonzero(follows & ~firsts & (marks != INSIDE)):
        if marks[row - 1] != OUTSIDE:
            marks[row] = INSIDE
    for row in np.flatnonzero(links & (marks != OUTSIDE))[::-1]:
        after = row + 1 if row + 1 < layout.rows and not firsts[row + 1] else None
        if after is not None and marks[after] == BEGINS and marks[row] == INSIDE:
            marks[after] = INSIDE
        elif after is None or marks[after] != INSIDE:
            marks[row] = OUTSIDE
    codes = np.zeros(layout.rows, np.int64)
    named = np.flatnonzero(marks != OUTSIDE)
    if len(named):
        number = np.cumsum(marks[named] == BEGINS) - 1
        by_kind = np.maximum(scores[:, 1::2], scores[:, 2::2])[named]
        sums = np.zeros((number[-1] + 1, by_kind.shape[1]), np.float32)
        np.add.at(sums, number, by_kind)
        codes[named] = np.array(kinds)[1::2][sums.argmax(1)][number]
    return marks, codes
