"""Where sentences may begin, without trained weights."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.language.network.breaks import LONGEST, ROWS, candidates, cues, sentences

ALWAYS, NEVER = np.ones(ROWS, np.float32), -np.ones(ROWS, np.float32)


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("It ended . They left", [3]),
        ('" It ended . " They left', [4, 5]),
        ("“ It ended , ” he said", [5]),
        ("It ended .” They left", []),
        ("Mr. Smith of No. 5 left", [1, 4]),
        ("no stop at all", []),
        ("( It ended . ) They left", [4, 5]),
        ("the U.S. Army left", [2]),
    ],
)
def test_sentences_may_begin_behind_stops_and_the_marks_that_close(words: str, places: list[int]) -> None:
    assert [position for position, _ in candidates(words.split())] == places


def test_the_model_decides() -> None:
    words = ["It", "ended", ".", "They", "left", "."]
    assert sentences(words, ALWAYS) == [(0, 3), (3, 6)]
    assert sentences(words, NEVER) == [(0, 6)]
    assert sentences([], ALWAYS) == []


def test_the_cues_of_a_place_never_change() -> None:
    """They are part of the trained weights."""
    assert cues(["It", "ended", ".", "They", "left", "."], 3, 2, 0)[:4] == [13573, 28673, 8068, 26823]


@given(st.lists(st.sampled_from(["a", ",", ".", '"', "B", "of"]), max_size=3 * LONGEST))
def test_every_word_is_in_one_sentence_and_none_is_too_long(words: list[str]) -> None:
    for weights in (ALWAYS, NEVER):
        bounds = sentences(words, weights)
        assert [i for start, end in bounds for i in range(start, end)] == list(range(len(words)))
        assert all(0 < end - start <= LONGEST for start, end in bounds)
