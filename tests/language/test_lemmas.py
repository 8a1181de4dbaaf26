"""Lemmas for the coder: irregular verbs, base forms and names, whatever the pipeline's lemmatizer says."""

from __future__ import annotations

import pytest
import spacy
from parsed import doc_from_rows
from spacy.language import Language

from servanda.language.lemmas import Lemmas, irregular_forms, led
from servanda.language.parsed import Doc


@pytest.fixture(scope="module")
def nlp() -> Language:
    """A pipeline without a lemmatizer."""
    return spacy.blank("en")


def lemmas(nlp: Language, rows: str) -> list[str]:
    doc: Doc = Lemmas(nlp)(doc_from_rows(rows))
    return [token.lemma_ for token in doc]


@pytest.mark.parametrize(("form", "lemma"), [("undertook", "undertake"), ("withdrawn", "withdraw"), ("met", "meet"), ("sought", "seek"), ("broke", "break")])
def test_irregular_forms_of_verbs_come_from_the_table(nlp: Language, form: str, lemma: str) -> None:
    tag = "VBN" if form == "withdrawn" else "VBD"
    assert irregular_forms()[form] == lemma
    assert lemmas(nlp, f"{form} 0 ROOT VERB wrong {tag}") == [lemma]


def test_the_table_is_for_verbs_only(nlp: Language) -> None:
    assert lemmas(nlp, "Left 0 ROOT NOUN wrong NN") == ["left"]
    assert lemmas(nlp, "Met 0 ROOT PROPN wrong NNP") == ["Met"]


def test_base_forms_are_their_own_lemma_in_lower_case(nlp: Language) -> None:
    rows = "Release 0 ROOT VERB wrong VB\nthe 2 det DET the DT\nAccord 0 obj NOUN wrong NN\nJoint 2 amod ADJ wrong JJ"
    assert lemmas(nlp, rows) == ["release", "the", "accord", "joint"]


def test_names_keep_their_capitals(nlp: Language) -> None:
    assert lemmas(nlp, "Geneva 0 ROOT PROPN geneva NNP") == ["Geneva"]


def test_a_past_form_that_the_tagger_took_for_a_base_form_is_a_past_form(nlp: Language) -> None:
    doc = Lemmas(nlp)(doc_from_rows("It 1 nsubj PRON it PRP\nbroke 1 ROOT VERB broke VBP"))
    assert (doc[1].lemma_, doc[1].tag_) == ("break", "VBD")


@pytest.mark.parametrize("before", ["to 1 mark PART to TO", "will 1 aux AUX will MD"])
def test_after_to_or_an_auxiliary_a_base_form_stays_one(nlp: Language, before: str) -> None:
    doc = Lemmas(nlp)(doc_from_rows(f"{before}\nfound 1 ROOT VERB found VB"))
    assert (doc[1].lemma_, doc[1].tag_) == ("found", "VB")
    assert led(doc[1])
    assert not led(doc[0])


def test_the_same_word_has_another_lemma_under_another_tag(nlp: Language) -> None:
    lemmatize = Lemmas(nlp)
    assert [t.lemma_ for t in lemmatize(doc_from_rows("found 0 ROOT VERB x VBD"))] == ["find"]
    assert [t.lemma_ for t in lemmatize(doc_from_rows("to 1 mark PART to TO\nfound 1 ROOT VERB x VB"))] == ["to", "found"]
    assert [t.lemma_ for t in lemmatize(doc_from_rows("found 0 ROOT VERB x VBD"))] == ["find"]  # remembered


def test_every_row_of_the_table_is_lower_case() -> None:
    table = irregular_forms()
    assert len(table) > 100
    assert all(form == form.lower() and lemma == lemma.lower() and lemma for form, lemma in table.items())
