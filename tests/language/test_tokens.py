"""The ground of the text grammars: tokens in parallel lists, keys of names, and where the finders start to look."""

import datetime as dt

import pytest
import spacy
from spacy.tokens import Doc

from servanda.documents import make_document
from servanda.language.deadlines import find_deadlines
from servanda.language.grammar.folding import fold
from servanda.language.grammar.tokens import Words, tokenize
from servanda.language.parsed import plain
from servanda.language.places import find_places
from servanda.language.quantities import find_quantities
from servanda.language.speech.cues import load_cues
from servanda.language.times import find_times

OPENERS = ["the", "an", "half", "twenty", "within", "no later than", "at the latest", "by", "D", "mid", "the end of", "the day", "next", "Friday,"]
OPENERS += ["US", "$", "5", "from", "between 5 and", "within 3 days of the", "for another", "St.", "New", "Paris,", "El", "in", "early in the", "until Dec."]


def test_lists_run_in_parallel() -> None:
    words = Words("On 2023-12-07 COP29 cost $1,500.50 in the 1990s.")
    assert words.texts[: len(words)] == ["On", "2023-12-07", "COP29", "cost", "$", "1,500.50", "in", "the", "1990s", "."]
    assert words.kinds[: len(words)] == ["word", "iso", "mixed", "word", "mark", "number", "word", "word", "mixed", "mark"]
    assert words.figures == {1, 2, 5, 8}
    assert [words.text[a:b] for a, b in zip(words.starts, words.ends, strict=True)][: len(words)] == words.texts[: len(words)]


def test_both_ends_have_an_empty_margin() -> None:
    words = Words("Paris talks")
    for beyond in (-12, -1, 2, 14):
        assert (words.texts[beyond], words.lowers[beyond], words.kinds[beyond]) == ("", "", "mark")
    assert not words.joined(-1)
    assert not words.joined(1)
    assert words.opens_sentence(0)
    assert not words.opens_sentence(1)


def test_phrases_are_tried_in_order() -> None:
    words = Words("no later than Friday")
    assert words.phrase(0, ("no", "later", "than"), ("no",)) == 3
    assert words.phrase(0, ("no",), ("no", "later", "than")) == 1
    assert words.phrase(2, ("than", "friday", "noon")) == 2
    assert words.phrase(-1, ("no",)) == -1


def test_a_text_is_tokenized_once() -> None:
    text = "Talks resume on Monday in Geneva."
    assert tokenize(text) is tokenize(text)


@pytest.mark.parametrize(
    ("name", "key"),
    [("N'Djamena", "NDjamena"), ("Tel  Aviv", "Tel Aviv"), ("Chişinău", "Chisinau"), ("Mek’ele", "Mekele"), ("Łódź–Łask", "Lodz-Lask"), ("É" * 200, "E" * 200)],
)
def test_keys_of_names(name: str, key: str) -> None:
    assert fold(name) == fold(name) == key


@pytest.mark.parametrize("opener", OPENERS)
def test_phrases_cut_off_at_either_end_are_read_without_error(opener: str) -> None:
    for text in (opener, f"{opener} ", f"They agreed {opener}", f"{opener} {opener}", f"{opener}-"):
        assert all(time.end <= len(text) for time in find_times(text, dt.date(2023, 5, 17)))
        assert all(deadline.end is not None and deadline.end <= len(text) for deadline in find_deadlines(text, None))
        assert all(quantity.end is not None and quantity.end <= len(text) for quantity in find_quantities(text))
        assert all(place.end <= len(text) + 2 for place in find_places(make_document(f"{text} a")))


def test_places_of_cues_miss_no_reporting_word() -> None:
    cues = load_cues()
    words = ["Envoys", "Said", "so", ",", "according", "to", "the", "CLAIM", "that", "they", "had", "denied", "it"]
    lemmas = ["envoy", "say", "so", ",", "accord", "to", "the", "claim", "that", "they", "have", "deny", "it"]
    found, frames = cues.places(plain(Doc(spacy.blank("en").vocab, words=words, lemmas=lemmas)))
    assert [words[i] for i in found if words[i] != "according"] == ["Said", "CLAIM", "denied"]
    assert frames == [(4, ("according", "to"))]
