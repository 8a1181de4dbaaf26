"""What training does to names on raw text, as far as it needs no PyTorch."""

from __future__ import annotations

import random

import numpy as np
import pytest

from training.pipeline.offices import offices, with_whole_offices
from training.pipeline.samples import NAME_TAGS
from training.pipeline.substitution import read_pool
from training.pipeline.wordlists import LISTS, word_lists


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("He met the Office of the Prime Minister of the Republic of Armenia on Monday .", ["Office of the Prime Minister of the Republic of Armenia"]),
        ("The National Security Council of Chad met the Council .", ["National Security Council of Chad"]),
        ("He left the Western Cape High Court and Kenyan Army bases .", ["Western Cape High Court"]),
        ("President Ruto told the Kenya Defence Forces to wait .", ["Kenya Defence Forces"]),
        ("The Ministry of Defence and the President agreed .", ["Ministry of Defence"]),
        ("The Council on Monday heard a report .", []),
        ("the ministry of defence", []),
    ],
)
def test_offices_run_from_their_head_to_the_last_capital(text: str, names: list[str]) -> None:
    words = text.split()
    assert [" ".join(words[start:end]) for start, end in offices(words)] == names


def test_offices_become_one_organisation_and_nothing_else_changes() -> None:
    sentences = [["It", "ended", "."], ["The", "Ministry", "of", "Defence", "spoke", "."]]
    given = np.full((9, len(NAME_TAGS)), 0.1, np.float16)
    found = with_whole_offices(sentences, given)
    assert [NAME_TAGS[i] for i in found[4:7].argmax(1)] == ["B-ORG", "I-ORG", "I-ORG"]
    np.testing.assert_array_equal(found[[0, 1, 2, 3, 7, 8]], given[[0, 1, 2, 3, 7, 8]])


def test_lists_tell_a_state_from_a_surname() -> None:
    lists = word_lists()
    assert lists["Kenya"] >> LISTS.index("place") & 1
    assert lists["Ramaphosa"] >> LISTS.index("surname") & 1
    assert lists["Kenyan"] >> LISTS.index("nationality") & 1
    assert "the" not in lists
    assert max(lists.values()) < 1 << len(LISTS)


def test_names_are_drawn_alike_for_one_seed() -> None:
    pool = read_pool()
    assert [pool.acronym(random.Random(7)) for _ in range(3)] == [pool.acronym(random.Random(7))] * 3
    assert "Kenya" in pool.places
