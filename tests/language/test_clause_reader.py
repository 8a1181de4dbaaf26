"""The reader of clauses: what it makes of plain sentences, and that nothing beside an input shows in its result."""

from __future__ import annotations

import pytest

from servanda.language.clause_reader import Asked, Place, ask_network
from servanda.language.clause_reader.reader import clause_reader, cut

BEFORE = "Kenya and Uganda signed an accord on the lake on Monday."


def asked(text: str, head: str, agent: str = "", said: str = "position", kept: bool = False) -> Asked:
    def place(words: str) -> Place:
        return text.index(words), text.index(words) + len(words)

    return Asked(place(head), place(agent) if agent else None, None, "none", False, said, kept, False)


def belief(text: str, head: str, said: str = "position", kept: bool = False) -> float:
    return ask_network(text, BEFORE, [asked(text, head, "Kenya", said, kept)])[0]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Kenya is to hand back the forty boats by the end of May.", "hand back"),
        ("Kenya gives up its post on the island within ten days.", "gives up"),
        ("Kenya undertook to let the forty men go by May.", "let"),
        ("Kenya bears a third of the cost.", "bears"),
    ],
)
def test_it_tells_what_binds(text: str, head: str) -> None:
    assert belief(text, head) > 0.7


@pytest.mark.parametrize(
    ("text", "head", "said", "kept"),
    [
        ("Kenya hopes to get the forty boats back by the end of May.", "hopes", "position", False),
        ("Kenya handed back the forty boats at the end of May.", "handed back", "act", True),
        ("Kenya called the text a triumph of patience.", "called", "endorsement", True),
        ("Kenya said that the talks had lasted two hours.", "said", "position", False),
    ],
)
def test_it_tells_hopes_deeds_and_words_from_it(text: str, head: str, said: str, kept: bool) -> None:
    assert belief(text, head, said, kept) < 0.3


def test_the_same_sentence_is_read_alike_to_the_last_bit() -> None:
    text = "Kenya turned a deaf ear to the plea."
    first = ask_network(text, "", [asked(text, "turned", "Kenya")])
    ask_network("Something else was said at some length in between.", "And before it.", [])
    assert ask_network(text, "", [asked(text, "turned", "Kenya"), asked(text, "plea")])[:1] == first


def test_texts_of_any_length_and_make_are_read() -> None:
    for text in ("a", "\u202e\x00a", "lorry " * 5_000, "🚚" * 400, "ß" * 10_000):
        (found,) = ask_network(text, text, [Asked((0, 1), (len(text) - 1, len(text)), None, "none", False, "position", False, False)])
        assert 0 <= found <= 1


def test_pieces_know_their_characters() -> None:
    numbers, places = cut("Kenya's lorries", clause_reader().cut)
    assert len(numbers) == len(places)
    assert {"Kenya's lorries"[start:end] for start, end in places} == {"Kenya", "'", "s", "lorries"}
