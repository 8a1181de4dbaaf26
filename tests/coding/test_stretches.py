"""What is found by its place in a text is what a look at all of it finds."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from servanda.coding.references import PART, References
from servanda.coding.stretches import Stretches
from servanda.records import Mention


class Word(NamedTuple):
    start: int | None
    end: int | None


def words(longest: int = 12) -> st.SearchStrategy[Word]:
    return st.builds(lambda start, length: Word(start, start + length), st.integers(0, 40), st.integers(1, longest))


@given(st.lists(words(), max_size=12), st.integers(0, 50), st.integers(0, 20))
def test_an_index_by_place_finds_what_a_look_at_all_finds(found: list[Word], first: int, length: int) -> None:
    last, index = first + length, Stretches([*found, Word(None, None)])
    ordered = sorted(found, key=lambda word: word.start or 0)
    assert index.beginning(first, last) == [w for w in ordered if first <= (w.start or 0) < last]
    assert index.touching(first, last) == [w for w in ordered if (w.start or 0) < last and first < (w.end or 0)]
    assert index.at(first) == [w for w in ordered if (w.start or 0) <= first < (w.end or 0)]


def who(count: int, number: int) -> tuple[Mention, ...]:
    return tuple(Mention(start=number, end=number, text="", code=f"P{number}-{i}", kind="person") for i in range(count))


@given(
    st.lists(st.tuples(st.integers(0, 3 * PART), st.integers(1, 2 * PART), st.integers(0, 2)), max_size=8), st.integers(0, 5 * PART), st.integers(0, 2)
)  # fmt: skip
def test_whose_words_a_position_has_is_told_by_the_innermost_stretch(given_out: list[tuple[int, int, int]], at: int, fewest: int) -> None:
    names: Any = SimpleNamespace(mentions=[], at=[], body_start=0, gazetteer=None, text="")
    references, told = References(names, [], None, False), {}
    for number, (start, length, count) in enumerate(given_out):
        references.give_voice(start, start + length, who(count, number))
        told[start, start + length] = who(count, number)
    around = [(b - a, spoken) for (a, b), spoken in told.items() if a <= at < b and len(spoken) >= fewest]
    assert references.voice(at, fewest) == (min(around, key=lambda each: each[0])[1] if around else None)
