"""What newsrooms and ministries really publish: the shipped pipeline reads through the guise to the same sentence."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from servanda.documents import make_document
from servanda.language.pipeline import load_pipeline
from servanda.language.reading import read


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


def words_of(doc: Doc, label: str) -> list[str]:
    """The tokens with a label."""
    return [token.text for token in doc if token.dep_ == label]


def paragraphs(nlp: Language, text: str) -> list[Doc]:
    """The text as a document read by the program."""
    return [paragraph.doc for reading in read(nlp, [make_document(text, published="2024-03-05")]) for paragraph in reading.paragraphs]


def arcs(doc: Doc) -> list[tuple[str, str, int]]:
    """Word, label and head of every token, without its letters' size and its marks' typography."""
    return [(token.dep_, token.pos_, token.head.i) for token in doc if token.pos_ != "PUNCT"]


@pytest.mark.parametrize(
    ("headline", "subject", "verb", "thing"),
    [
        ("ASTERIA RELEASES TWO BORLAND SOLDIERS", "ASTERIA", "RELEASES", "SOLDIERS"),
        ("KENYA SIGNS BORDER DEAL WITH CHAD", "KENYA", "SIGNS", "DEAL"),
        ("Kenya Rejects Sudan Proposal", "Kenya", "Rejects", "Proposal"),
        ("Kenya rejects Sudan proposal", "Kenya", "rejects", "proposal"),
    ],
)
def test_headlines_in_capitals_and_without_a_stop(nlp: Language, headline: str, subject: str, verb: str, thing: str) -> None:
    doc = nlp(headline)
    assert words_of(doc, "nsubj") == [subject]
    assert words_of(doc, "ROOT") + words_of(doc, "root") == [verb]
    assert words_of(doc, "obj") == [thing]


@pytest.mark.parametrize(
    ("plain", "printed"),
    [
        ('"We will withdraw our troops," the minister said.', "“We will withdraw our troops,” the minister said."),
        ("The ministry's envoys didn't sign the text.", "The ministry’s envoys didn’t sign the text."),
        ("The envoys - all three of them - signed the text.", "The envoys – all three of them – signed the text."),
    ],
)
def test_printed_quotes_and_dashes_change_nothing(nlp: Language, plain: str, printed: str) -> None:
    assert arcs(nlp(plain)) == arcs(nlp(printed))


def test_a_missing_last_stop_changes_nothing(nlp: Language) -> None:
    text = "Chad released three prisoners of war on Sunday"
    assert arcs(nlp(text)) == arcs(nlp(text + "."))


@pytest.mark.parametrize("bullet", ["- ", "• ", "* ", "1. ", "(a) "])
def test_items_of_a_list_are_sentences_of_their_own(nlp: Language, bullet: str) -> None:
    docs = paragraphs(nlp, f"The parties agree on the following steps:\n{bullet}Chad will release the prisoners\n{bullet}Sudan will open the crossing")
    assert [words_of(doc, "obj")[-1:] for doc in docs[1:]] == [["prisoners"], ["crossing"]]
    assert all("Chad" in words_of(doc, "nsubj") or "Sudan" in words_of(doc, "nsubj") for doc in docs[1:])


def test_a_quotation_over_paragraphs_is_read_paragraph_by_paragraph(nlp: Language) -> None:
    docs = paragraphs(nlp, "“We met the envoys of Chad in March.\n\n“They signed the text in April,” the president said.")
    assert [words_of(doc, "obj")[:1] for doc in docs] == [["envoys"], ["text"]]
    assert "president" in words_of(docs[1], "nsubj")


def test_a_table_of_names_is_read_without_harm(nlp: Language) -> None:
    docs = paragraphs(nlp, "Delegations\nChad\tMahamat Saleh\tMinister of Defence\nSudan\tOmar Ali\tDeputy Minister of Interior\n" + "| | |\n" * 30)
    assert docs
    assert all(token.dep_ for doc in docs for token in doc)


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("The&nbsp;parties signed the accord&nbsp;in Doha.", "The parties signed the accord in Doha."),
        ("The par\u00adties signed the ac\u00adcord in Doha.", "The parties signed the accord in Doha."),
        ("The parties\u00a0signed the accord in\u202fDoha.", "The parties signed the accord in Doha."),
        ("The ministry\u00e2\u20ac\u2122s envoys signed the accord.", "The ministry’s envoys signed the accord."),
    ],
)
def test_what_pages_leave_between_letters_does_not_reach_the_parse(nlp: Language, given: str, clean: str) -> None:
    assert [arcs(doc) for doc in paragraphs(nlp, given)] == [arcs(doc) for doc in paragraphs(nlp, clean)]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Foreign Minister Ararat Mirzoyan met the envoys in Geneva.", "Ararat Mirzoyan", "PERSON"),
        ("Deputy Prime Minister Samina Okoro arrived in Nairobi.", "Samina Okoro", "PERSON"),
        ("It was signed by the Office of the Prime Minister of the Republic of Armenia.", "Office of the Prime Minister of the Republic of Armenia", "ORG"),
        ("The Ministry of Foreign Affairs of Chad rejected the claim.", "Ministry of Foreign Affairs of Chad", "ORG"),
        ("The delegation left for Addis Ababa on Friday.", "Addis Ababa", "LOC"),
        ("Kenyan troops crossed the border.", "Kenyan", "NORP"),
    ],
)
def test_titles_stay_outside_names_and_long_offices_come_out_whole(nlp: Language, text: str, name: str, kind: str) -> None:
    assert (name, kind) in [(ent.text.removeprefix("the "), ent.label_) for ent in nlp(text).ents]


def test_a_dateline_does_not_become_the_subject(nlp: Language) -> None:
    (doc,) = paragraphs(nlp, "NAIROBI, March 3 (Tern News) - Kenya signed a deal with Chad on Sunday.")
    assert words_of(doc, "nsubj") == ["Kenya"]


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", ".", "?!?!?!", "“”", "a" * 5000, ". " * 3000, "((((" * 500, "word " * 3000, "\u202e\u0000\ufffd"])
def test_no_text_breaks_the_reader(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert all(token.dep_ and token.tag_ for token in doc)
    assert sum(len(sentence) for sentence in doc.sents) == len(doc)
