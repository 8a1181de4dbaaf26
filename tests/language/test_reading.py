"""Documents cut into paragraphs and parsed one by one: offsets hold, no sentence crosses a paragraph, neighbours change nothing."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from servanda.language.reading import LONGEST_PARAGRAPH, paragraph_bounds, read
from servanda.records import Document

TEXT = "BAKU, December 8 - Talks ended.  They go on today.\n\nA treaty follows.\n \n\nNo more."


@pytest.fixture(scope="module")
def nlp() -> Language:
    """A pipeline without a model that sets sentences at stops."""
    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    return blank


def test_paragraphs_are_without_the_white_space_around_them() -> None:
    assert [TEXT[a:b] for a, b in paragraph_bounds(TEXT)] == ["BAKU, December 8 - Talks ended.  They go on today.", "A treaty follows.", "No more."]


def test_the_first_paragraph_begins_after_the_dateline() -> None:
    assert TEXT[slice(*paragraph_bounds(TEXT, TEXT.index("Talks"))[0])] == "Talks ended.  They go on today."


@pytest.mark.parametrize("text", ["", "\n", "  \n\n \t\n"])
def test_nothing_gives_no_paragraph(text: str) -> None:
    assert paragraph_bounds(text) == []


def test_a_paragraph_too_long_is_cut_at_a_sentence_end() -> None:
    text = "One side agreed. " * (LONGEST_PARAGRAPH // 17 + 50)
    bounds = paragraph_bounds(text)
    assert len(bounds) == 2
    assert all(b - a <= LONGEST_PARAGRAPH for a, b in bounds)
    assert all(text[a:b].startswith("One side") and text[a:b].endswith("agreed.") for a, b in bounds)


def test_words_without_an_end_are_cut_all_the_same() -> None:
    bounds = paragraph_bounds("x" * (3 * LONGEST_PARAGRAPH + 5))
    assert [b - a for a, b in bounds] == [LONGEST_PARAGRAPH] * 3 + [5]


@given(st.text(alphabet="ab. \n\t\u00a0", max_size=200), st.integers(0, 30))
def test_paragraphs_hold_every_word_once_and_in_order(text: str, body_start: int) -> None:
    bounds = paragraph_bounds(text, min(body_start, len(text)))
    assert "".join("".join(text[a:b].split()) for a, b in bounds) == "".join(text[min(body_start, len(text)) :].split())
    assert all(a < b and text[a:b] == text[a:b].strip() and "\n" not in text[a:b] for a, b in bounds)


def test_offsets_of_tokens_and_sentences_are_those_of_the_document(nlp: Language) -> None:
    (reading,) = read(nlp, [Document(doc_id="d", text=TEXT, body_start=TEXT.index("Talks"))])
    assert [p.doc.text for p in reading.paragraphs] == ["Talks ended.  They go on today.", "A treaty follows.", "No more."]
    for paragraph in reading.paragraphs:
        for token in paragraph.doc:
            assert TEXT[paragraph.offset(token) :].startswith(token.text)
        for sentence in paragraph.doc.sents:
            assert TEXT[slice(*paragraph.bounds(sentence))] == sentence.text


def test_documents_come_in_order_and_one_without_text_gives_no_paragraph(nlp: Language) -> None:
    documents = [Document(doc_id="a", text="One."), Document(doc_id="b", text=" "), Document(doc_id="c", text="Three.")]
    assert [(r.document.doc_id, len(r.paragraphs)) for r in read(nlp, documents)] == [("a", 1), ("b", 0), ("c", 1)]


def test_reading_is_lazy(nlp: Language) -> None:
    seen: list[str] = []

    def stream() -> object:
        for name in ("a", "b", "c"):
            seen.append(name)
            yield Document(doc_id=name, text="Talks ended.")

    readings = read(nlp, stream())
    next(readings)
    assert seen == ["a"]
