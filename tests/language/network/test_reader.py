"""The component: what it sets on documents, and that company and batches never show."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest
import spacy
from spacy.tokens import Doc
from tiny_network import tiny_pipeline, tiny_weights

from servanda.language.network import component
from servanda.language.network.encoder import Layout
from servanda.language.network.names import BEGINS, INSIDE, OUTSIDE, name_codes
from servanda.language.network.weights import TABLES, Weights
from servanda.language.pipeline import accustom

TEXTS = ["The treaty was signed. a b c signed abc.", "", "Chad  signed the treaty with Mali .\n", "   ", "c b a.", "abc " * 450]


NONE = np.zeros(9, bool)


def columns(doc: Doc) -> list[tuple[object, ...]]:
    return [(t.text, t.tag_, t.pos_, t.dep_, t.head.i, t.ent_iob_, t.ent_type_, bool(t.is_sent_start)) for t in doc]


def test_alone_and_together_texts_are_read_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = tiny_pipeline()
    alone = [columns(nlp(text)) for text in TEXTS]
    assert [columns(doc) for doc in nlp.pipe(TEXTS)] == alone
    assert [columns(doc) for doc in nlp.pipe(reversed(TEXTS), batch_size=2)] == alone[::-1]
    monkeypatch.setattr(component, "BATCH_WORDS", 5)
    assert [columns(doc) for doc in nlp.pipe(TEXTS)] == alone


def test_every_word_has_a_tag_a_label_and_a_tree_with_one_root_a_sentence() -> None:
    doc = tiny_pipeline()(TEXTS[0])
    assert all(token.tag_ and token.dep_ and token.pos_ for token in doc)
    assert len(list(doc.sents)) == 2
    assert all(sum(token.head.i == token.i for token in sentence) == 1 for sentence in doc.sents)


def test_white_space_hangs_on_the_word_before_it() -> None:
    doc = tiny_pipeline()("Chad  signed the treaty.\n")
    blanks = [token for token in doc if token.is_space]
    assert [(token.tag_, token.pos_) for token in blanks] == [("_SP", "SPACE")] * len(blanks)
    assert next(token.head.text for token in blanks) == "Chad"
    assert all(not token.is_sent_start for token in blanks if token.i)


def test_words_of_a_batch_are_laid_out_by_length() -> None:
    layout = Layout.of([1, 2, 2, 3])
    assert [(g.start, g.count, g.length) for g in layout.groups] == [(0, 1, 1), (1, 2, 2), (5, 1, 3)]
    assert layout.left.tolist() == [8, 8, 1, 8, 3, 8, 5, 6]
    assert layout.right.tolist() == [8, 2, 8, 4, 8, 6, 7, 8]


def test_a_name_takes_the_kind_its_words_speak_for_and_one_inside_without_a_beginning_begins() -> None:
    order = ("O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG")
    rows = {"O": 0, "B-PERSON": 1, "I-PERSON": 2, "B-ORG": 3, "I-ORG": 4}
    scores = np.zeros((5, len(order)), np.float32)
    for row, (tag, score) in enumerate([("I-ORG", 1.0), ("I-PERSON", 3.0), ("O", 1.0), ("B-ORG", 2.0), ("I-ORG", 1.0)]):
        scores[row, rows[tag]] = score
    marks, kinds = name_codes(scores, Layout.of([5]), [0, 70, 70, 80, 80], NONE[:5], NONE[:5])
    assert marks.tolist() == [BEGINS, INSIDE, OUTSIDE, BEGINS, INSIDE]
    assert kinds.tolist() == [70, 70, 0, 80, 80]


def test_a_name_never_runs_over_the_end_of_its_sentence() -> None:
    scores = np.zeros((4, 3), np.float32)
    scores[:, 2] = 1
    assert name_codes(scores, Layout.of([2, 2]), [0, 70, 70], NONE[:4], NONE[:4])[0].tolist() == [BEGINS, INSIDE, BEGINS, INSIDE]


def marks_of(tags: list[int], follows: list[int], links: list[int]) -> list[int]:
    """IOB codes of one sentence: O, B and I as 0, 1, 2, with the rows the parse joins and those that end no name."""
    scores = np.eye(3, dtype=np.float32)[tags]
    at = np.arange(len(tags))
    return name_codes(scores, Layout.of([len(tags)]), [0, 70, 70], np.isin(at, follows), np.isin(at, links))[0].tolist()


def test_the_parse_completes_a_name_that_was_cut_short() -> None:
    assert marks_of([1, 0, 0], follows=[1], links=[]) == [BEGINS, INSIDE, OUTSIDE]
    assert marks_of([0, 0, 1], follows=[1], links=[]) == [OUTSIDE, OUTSIDE, BEGINS]


def test_no_name_ends_in_an_article_or_preposition() -> None:
    assert marks_of([1, 2, 2, 1], follows=[], links=[1, 2]) == [BEGINS, INSIDE, INSIDE, INSIDE]  # "Office of the" + "Republic"
    assert marks_of([1, 2, 2, 0], follows=[], links=[1, 2]) == [BEGINS, OUTSIDE, OUTSIDE, OUTSIDE]
    assert marks_of([1, 2, 2, 2], follows=[], links=[1, 2]) == [BEGINS, INSIDE, INSIDE, INSIDE]


def test_a_headline_in_capitals_is_read_in_small_letters_with_its_names() -> None:
    lists = {"Kenya": 1, "UN": 2}
    assert component.in_small_letters(["KENYA", "SIGNS", "UN", "DEAL"], lists) == ["Kenya", "signs", "UN", "deal"]
    assert component.in_small_letters(["The", "UN", "SIGNS"], lists) == ["The", "UN", "SIGNS"]
    assert component.in_small_letters(["UN", "HQ"], lists) == ["UN", "HQ"]


def test_weights_come_back_from_disk(tmp_path: Path) -> None:
    nlp = tiny_pipeline()
    before = columns(nlp(TEXTS[0]))
    nlp.to_disk(tmp_path)
    assert columns(spacy.load(tmp_path)(TEXTS[0])) == before


def test_tables_of_another_version_are_refused(tmp_path: Path) -> None:
    tiny_weights().save(tmp_path)
    tables = msgspec.json.decode((tmp_path / TABLES).read_bytes())
    (tmp_path / TABLES).write_bytes(msgspec.json.encode({**tables, "depth": 7}))
    with pytest.raises(msgspec.ValidationError, match="depth"):
        Weights.load(tmp_path)


def test_usual_words_are_remembered_and_change_no_reading() -> None:
    nlp = tiny_pipeline()
    before = columns(nlp(TEXTS[0]))
    accustom(nlp)
    assert {"the", "The", "treaty", "Treaty"} <= {lexeme.text for lexeme in nlp.vocab}
    assert columns(nlp(TEXTS[0])) == before
