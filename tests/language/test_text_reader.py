"""The reader of texts: what it makes of plain sentences, and that nothing beside an input shows in its result."""

from __future__ import annotations

import pytest

from servanda.language.text_reader import Clause, Naming, Place, Text, Words, ask_network
from servanda.language.text_reader.pairs import IN_HEAD, LATEST, WIDTHS, pairs_of
from servanda.language.text_reader.reader import text_reader
from servanda.language.text_reader.windows import CONTEXT, WINDOW, cut, windows

BEFORE = "Kenya and Uganda signed an accord on the lake on Monday."


def text_of(*sentences: str, title: str = "") -> Text:
    starts = [sum(len(s) + 1 for s in sentences[:number]) for number in range(len(sentences))]
    return Text(title, " ".join(sentences), 0, tuple((start, start + len(s)) for start, s in zip(starts, sentences, strict=True)))


def place(text: Text, words: str, after: int = 0) -> Place:
    at = text.text.index(words, after)
    return at, at + len(words)


def belief(sentence: str, head: str, said: str = "position", kept: bool = False) -> float:
    text = text_of(BEFORE, sentence)
    at = text.sentences[1][0]
    clause = Clause(place(text, head, at), place(text, "Kenya", at), None, "none", False, said, kept, False)
    return ask_network(text).owed([clause])[0]


@pytest.mark.parametrize(
    ("sentence", "head"),
    [
        ("Kenya is to hand back the forty boats by the end of May.", "hand back"),
        ("Kenya gives up its post on the island within ten days.", "gives up"),
        ("Kenya pays Uganda 40 million dollars by June.", "pays"),
    ],
)
def test_it_tells_what_binds(sentence: str, head: str) -> None:
    assert belief(sentence, head) > 0.7


@pytest.mark.parametrize(
    ("sentence", "head", "said", "kept"),
    [
        ("Kenya hopes to get the forty boats back by the end of May.", "hopes", "position", False),
        ("Kenya handed back the forty boats at the end of May.", "handed back", "act", True),
        ("Kenya called the text a triumph of patience.", "called", "endorsement", True),
        ("Kenya said that the talks had lasted two hours.", "said", "position", False),
    ],
)
def test_it_tells_hopes_deeds_and_words_from_it(sentence: str, head: str, said: str, kept: bool) -> None:
    assert belief(sentence, head, said, kept) < 0.3


@pytest.mark.parametrize(
    ("sentence", "head", "plover"),
    [
        ("Kenya handed over 40 prisoners on Friday.", "handed", "RETREAT"),
        ("Kenya put the blame for the clash on Uganda.", "put", "ACCUSE"),
        ("Kenya turned down the proposal.", "turned", "REJECT"),
        ("Kenya lies on the lake.", "lies", "none"),
    ],
)
def test_it_tells_what_happens(sentence: str, head: str, plover: str) -> None:
    text = text_of(BEFORE, sentence)
    at = text.sentences[1][0]
    (shares,) = ask_network(text).types([Clause(place(text, head, at), place(text, "Kenya", at), None, "none", False, "act", False, False)])
    assert (max(shares, key=lambda label: shares[label]), round(sum(shares.values()), 3)) == (plover, 1.0)


def namings(text: Text, **parties: str) -> list[Naming]:
    return [Naming(place(text, name), code, "state", True) for code, name in parties.items()]


MEANT = [
    (("Kenya's minister received the envoy of Uganda.", "The minister thanked him."), "The minister", "KEN"),
    (("Kenya accused Uganda of delay.", "Its foreign minister said that patience had run out."), "Its foreign minister", "KEN"),
]


@pytest.mark.parametrize(("sentences", "words", "party"), MEANT)
def test_it_tells_for_whom_words_stand(sentences: tuple[str, str], words: str, party: str) -> None:
    text = text_of(*sentences)
    at = place(text, words, text.sentences[1][0])
    shares = ask_network(text).meant(Words(at, at, "noun", False, frozenset()), namings(text, KEN="Kenya", UGA="Uganda"))
    assert max(shares, key=lambda code: shares[code]) == party


def test_a_text_that_names_nobody_has_nobody_for_whom_words_may_stand() -> None:
    text = text_of("It rained.")
    assert ask_network(text).meant(Words((0, 2), (0, 2), "pronoun", False, frozenset()), []) == {}


def test_the_same_text_is_read_alike_to_the_last_bit() -> None:
    text = text_of(BEFORE, "Kenya turned a deaf ear to the plea.")
    clause = Clause(place(text, "turned"), place(text, "Kenya", 30), None, "none", False, "position", False, False)
    first = ask_network(text).owed([clause])
    ask_network(text_of("Something else was said at some length in between.")).owed([])
    assert ask_network(text).owed([clause, clause]) == first * 2


def test_texts_of_any_length_and_make_are_read() -> None:
    for made in ("a", "\u202e\x00a", "lorry " * 5_000, "🚚" * 400, "ß" * 10_000):
        text = text_of(made, made, title=made)
        clause = Clause((0, 1), (len(made) - 1, len(made)), None, "none", False, "position", False, False)
        words = Words((len(made) + 1, len(made) + 2), (len(made) + 1, len(made) + 2), "noun", True, frozenset("A"))
        answers = ask_network(text)
        assert 0 <= answers.owed([clause])[0] <= 1
        assert 0 <= answers.meant(words, [Naming((0, 1), "A", "state", False)])["A"] <= 1


def test_pieces_know_their_characters() -> None:
    numbers, places = cut("Kenya's lorries", text_reader().pieces)
    assert len(numbers) == len(places)
    assert {"Kenya's lorries"[start:end] for start, end in places} == {"Kenya", "'", "s", "lorries"}


def test_windows_hold_each_sentence_once_behind_the_end_of_those_before() -> None:
    text = text_of(*(f"Sentence {number} tells of forty lorries and a bridge on the river." for number in range(80)), title="Lorries")
    found = list(windows(text, text_reader().pieces))
    assert [w.start for w in found] == [0, *(next(s for s, _ in text.sentences if s >= w.end) for w in found[:-1])]
    assert found[-1].end == len(text.text)
    assert all(len(w.pieces) == len(w.sorts) == w.head + len(w.starts) + 1 <= WINDOW + 10 for w in found)
    assert found[1].start - CONTEXT * 10 < found[1].starts[0] < found[1].start
    assert found[0].starts[found[0].at(text.sentences[1])[0] - found[0].head] == text.sentences[1][0]


def test_pairs_tell_what_is_known_of_words_and_namings() -> None:
    text = text_of("Kenya sent a note to Uganda.", "It answered Kenya.")
    at = place(text, "It")
    named = [
        Naming(place(text, "Kenya"), "KEN", "state", True),
        Naming(place(text, "Uganda"), "UGA", "state", True),
        Naming(place(text, "Kenya", 30), "KEN", "state", True),
    ]
    found = pairs_of(Words(at, at, "pronoun", False, frozenset({"UGA"})), named, text)
    assert {code: [p.naming.place[0] for p in some] for code, some in found.items()} == {"UGA": [21], "KEN": [0, 41]}
    first = [sum(WIDTHS[:n]) for n in range(len(WIDTHS))]
    known = [row - start for row, start in zip(found["UGA"][0].known, first, strict=True)]
    assert known == [0, 1, 1, 0, 0, 0, 0, 1]  # whom rules mean, a sentence before, a state's own name, named once, the latest, no voice, a pronoun, in the lead
    assert found["KEN"][1].known[1] - first[1] == 7  # behind the words in their own sentence
    assert max(LATEST, IN_HEAD) < WIDTHS[1]
