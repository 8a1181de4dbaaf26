"""Reprints: the same text printed again, with cuts; never a report in own words."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.ledger import find_reprints
from servanda.ledger.reprints import PERMUTATIONS, ROWS, SLOTS, Sketches, candidates, is_reprint
from servanda.records import Document

STORY = (
    "The ferry between the two capitals sailed again on Friday after a pause of nine years. Both ministers stood on the quay and waved, "
    "although neither had been on board. The line will run twice a week until autumn. Tickets for the first month were sold within an hour, "
    "the company said, and a second ship may be chartered. Fishermen who had feared for their nets were promised a lane of their own. "
    "The harbour master called the day long overdue and asked visitors not to feed the gulls."
)
OWN_WORDS = (
    "After nine years a boat has once more linked the capitals. Two ministers watched it leave on Friday. Sailings are planned for every Tuesday "
    "and Friday as long as the weather holds, and bookings for the opening weeks are gone already, according to the operator, which is "
    "looking for another vessel. Local crews have been given a separate channel so that their gear stays safe from the propellers of the ship."
)


def document(doc_id: str, text: str, published: str) -> Document:
    return Document(doc_id=doc_id, text=text, published=published)


def test_a_cut_reprint_points_to_the_earliest() -> None:
    cut = "Readers of this page will be glad. " + STORY[: STORY.index("Tickets")] + STORY[STORY.index("Fishermen") :]
    found = find_reprints([document("b", cut, "2030-01-02"), document("a", STORY, "2030-01-03"), document("c", STORY, "2030-01-01")])
    assert found == {"a": "c", "b": "c"}


def test_own_words_are_no_reprint() -> None:
    assert find_reprints([document("a", STORY, "2030-01-01"), document("b", OWN_WORDS, "2030-01-02")]) == {}


@pytest.mark.parametrize("text", ["", "Too short to tell anything at all."])
def test_short_texts_are_never_reprints(text: str) -> None:
    assert find_reprints([document("a", text, "2030-01-01"), document("b", text, "2030-01-02")]) == {}


RUNS = st.frozensets(st.integers(0, 2**32 - 1).map(lambda mark: mark % (3 * SLOTS)), min_size=25, max_size=60)


@given(RUNS, RUNS, st.integers(0, 60))
@settings(max_examples=100, deadline=None)
def test_a_sketch_never_rules_out_a_reprint(a: frozenset[int], b: frozenset[int], shared: int) -> None:
    b |= frozenset(sorted(a)[:shared])
    assert likely(a, b) or not is_reprint(a, b)


def test_texts_with_nothing_in_common_need_not_be_compared() -> None:
    assert not likely(frozenset(range(100)), frozenset(range(200, 300)))


def likely(a: frozenset[int], b: frozenset[int]) -> bool:
    """Whether sketches let two texts, the third and the eighth, be reprints."""
    return Sketches(np.array([3, 8]), [a, b]).likely(np.array([[3, 8]])).tolist() == [[3, 8]]


@given(st.lists(st.none() | st.lists(st.integers(0, 12), min_size=PERMUTATIONS, max_size=PERMUTATIONS), max_size=6))
@settings(max_examples=40, deadline=None)
def test_candidates_are_the_pairs_that_a_look_at_every_pair_would_find(signatures: list[list[int] | None]) -> None:
    def in_a_band(a: list[int] | None, b: list[int] | None) -> bool:
        return a is not None and b is not None and any(a[at : at + ROWS] == b[at : at + ROWS] for at in range(0, PERMUTATIONS, ROWS))

    expected = [[i, j] for j in range(len(signatures)) for i in range(j) if in_a_band(signatures[i], signatures[j])]
    found = candidates([np.array(numbers, dtype="<u4").tobytes() if numbers is not None else b"" for numbers in signatures])
    assert found.tolist() == sorted(expected)
