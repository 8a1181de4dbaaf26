"""What the network is told of a word by itself."""

from __future__ import annotations

import numpy as np
import pytest
from tiny_network import PIECES, tiny_weights

from servanda.language.network import words as module
from servanda.language.network.features import features, outline
from servanda.language.network.pieces import MOST_PIECES, Pieces, parts, plain
from servanda.language.network.words import Words


@pytest.mark.parametrize(
    ("word", "cut"),
    [
        ("the", ["the"]),
        ("The", ["the"]),
        ("signed", ["sign", "##ed"]),
        ("abc", ["a", "##b", "##c"]),
        ("á.b", ["a", ".", "b"]),
        ("zzz", ["[UNK]"]),
        ("", ["[UNK]"]),
    ],
)
def test_words_fall_into_the_longest_pieces_from_the_left(word: str, cut: list[str]) -> None:
    assert [PIECES[number] for number in Pieces(PIECES)(word)] == cut


def test_a_hostile_word_gives_few_pieces() -> None:
    assert len(Pieces(PIECES)("a." * 10_000)) <= MOST_PIECES


def test_accents_and_capitals_are_no_difference_to_pieces() -> None:
    assert plain("Türkiye") == "turkiye"
    assert parts("u.s.") == ["u", ".", "s", "."]


@pytest.mark.parametrize(
    ("word", "shape"), [("Kyiv", "Xxx"), ("NATO", "XX"), ("2023", "dd"), ("COVID-19", "XX-dd"), ("mRNA", "xXX"), ("...", ".."), ("Azerbaijan", "Xxx")]
)
def test_outlines(word: str, shape: str) -> None:
    assert outline(word) == shape


def test_the_rows_of_a_word_never_change() -> None:
    """They are part of the trained weights: another hash would read every text differently."""
    given = features("Voskepar", Pieces(PIECES), {"Voskepar": 5})
    assert (given.word, given.prefix, given.suffix, given.outline, given.lists) == (22827, 44, 3208, 337, 5)


def test_a_word_keeps_its_vector_when_others_come_and_when_memory_is_cleared(monkeypatch: pytest.MonkeyPatch) -> None:
    words = Words(tiny_weights())
    alone = words(["treaty"])[0].copy()
    np.testing.assert_array_equal(words(["signed", "abc", "treaty", "the"])[2], alone)
    monkeypatch.setattr(module, "MOST_WORDS", 2)
    np.testing.assert_array_equal(words(["the", "treaty", "b"])[1], alone)
    assert len(words.numbers) == 3
