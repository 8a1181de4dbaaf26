"""Lemmas of verbs that no rule knows, and texts that give spoken words turn by turn."""

from __future__ import annotations

import pytest
import spacy
from parsed import doc_from_rows

from servanda.language.lemmas import KEPT, Lemmas, without_ending
from servanda.language.transcripts import is_transcript


@pytest.mark.parametrize(
    ("left", "lemma"),
    [
        ("brandishe", "brandish"), ("torche", "torch"), ("entrenche", "entrench"), ("snatche", "snatch"), ("patrolle", "patrol"), ("conferre", "confer"),
        ("relaxe", "relax"), ("amasse", "amass"), ("buzze", "buzz"), ("governe", "govern"), ("returne", "return"),
    ],
)  # fmt: skip
def test_what_rules_leave_of_an_ending_is_taken_off(left: str, lemma: str) -> None:
    assert without_ending(left) == lemma


@pytest.mark.parametrize("lemma", ["release", "agree", "judge", "settle", "breathe", "secure", "die", "axe", "shell", *sorted(KEPT)])
def test_verbs_that_end_so_by_themselves_stay(lemma: str) -> None:
    assert without_ending(lemma) == lemma


@pytest.mark.parametrize(("tag", "lemma"), [("VBD", "brandish"), ("VBN", "brandish"), ("VBG", "brandish"), ("NNS", "brandishe")])
def test_only_past_forms_participles_and_gerunds_lose_an_ending(tag: str, lemma: str) -> None:
    pos = "NOUN" if tag == "NNS" else "VERB"
    doc = Lemmas(spacy.blank("en"))(doc_from_rows(f"brandished 0 ROOT {pos} brandishe {tag}"))
    assert doc[0].lemma_ == lemma


@pytest.mark.parametrize("label", ["MS. LINDH:", "SECRETARY O'DAY-HOLM:", "((Fjord Bulletin))"])
def test_a_text_with_three_turns_is_a_transcript(label: str) -> None:
    turn = f"{label} The bridge is open.\n\n"
    assert is_transcript(turn * 3)
    assert not is_transcript(turn * 2)


@pytest.mark.parametrize(
    "text",
    [
        "Lindh: We agree.\n\nHolm: So do we.\n\nLindh: Good.",  # names in running text, no capitals
        "He said LINDH: no. He said HOLM: no. He said LINDH: no.",  # not at the start of a line
        "(a) The bridge\n\n(b) The ferry\n\n(c) The road",
        "A: one\n\nB: two\n\nC: three",  # a list
        "",
    ],
)
def test_what_is_no_transcript(text: str) -> None:
    assert not is_transcript(text)
