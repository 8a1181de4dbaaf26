"""Where the parser may begin a sentence: after a stop, never inside a name."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from servanda.language.sentences import NAME, sentence_limits


def limited(words: str) -> list[str]:
    """The words at which a sentence may begin."""
    doc = sentence_limits(Doc(spacy.blank("en").vocab, words=words.split(" ")))
    return [token.text for token in doc if token.is_sent_start is not False]


@pytest.mark.parametrize(
    ("words", "beginnings"),
    [
        ("Talks ended . They go on .", ["Talks", "They"]),
        ("The Forest Lantern League met Mr Todd", ["The"]),
        ("Is it peace ? Yes ! Good", ["Is", "Yes", "Good"]),
        ("Two points : first peace ; then trade", ["Two", "first", "then"]),
        ('" We agree . " They signed .', ['"', "We", '"', "They"]),
        ("( It ended . ) Then they left", ["(", ")", "Then"]),
        ("U.S. Congress met", ["U.S.", "Congress"]),  # a stop in an abbreviation leaves it to the parser
        ("line \n next line", ["line", "next"]),
        ("Talks , he said", ["Talks"]),
    ],
)
def test_beginnings(words: str, beginnings: list[str]) -> None:
    assert limited(words) == beginnings


def test_an_empty_text_has_none() -> None:
    assert len(sentence_limits(Doc(spacy.blank("en").vocab, words=[]))) == 0


def test_it_is_a_component_that_pipelines_can_name() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe(NAME)
    assert [token.is_sent_start for token in nlp("Armenia and Azerbaijan")][1:] == [False, False]
