"""Whom quoted and reported words are given to: codes of those spoken for, names of bodies and people without one, as the parsed text tells."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from servanda.coding import Coder
from servanda.documents import make_document
from servanda.records import Quotation

PASSAGES: list[dict[str, str]] = tomllib.loads(Path(__file__).with_name("spoken_for.toml").read_text("utf-8"))["passages"]


@pytest.fixture(scope="module")
def coder() -> Coder:
    """The coder of the package, with its pipeline."""
    return Coder.load()


def _said(coder: Coder, text: str, words: str) -> list[Quotation]:
    """The quotations over some words of a text."""
    at = text.index(words)
    coded = next(iter(coder.code([make_document(text, doc_id="d", published="2024-05-02")])))
    return [q for q in coded.quotations if q.start < at + len(words) and at < q.end]


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage["words"])
def test_words_are_given_to_whom_they_are_spoken_for(coder: Coder, passage: dict[str, str]) -> None:
    said = _said(coder, passage["text"], passage["words"])
    assert passage["speaker"] in [q.speaker.code or q.speaker.text for q in said if q.speaker is not None]


def test_he_is_not_the_last_speaker_where_somebody_else_has_been_told_of_since(coder: Coder) -> None:
    text = 'Leka told reporters that Albania had promised a road. His Greek colleague denied it. "There is no road," he said.'
    assert [q.speaker.text for q in _said(coder, text, "There is no road") if q.speaker is not None] != ["Leka"]


def test_words_left_open_over_paragraphs_are_of_whoever_is_named_behind_them(coder: Coder) -> None:
    text = '"The road will be ploughed by both of us.\n\n"Nobody needs a conference about it," Minister Ana Lund of Norway said.'
    assert [q.speaker.code for q in _said(coder, text, "The road will be ploughed") if q.speaker is not None] == ["NOR"]


def test_a_text_given_word_for_word_begins_with_its_preamble(coder: Coder) -> None:
    text = (
        "LIMA, 2 May - Peru made public the memorandum signed with Chile. It reads:\n\nThe Republic of Chile and the Republic of Peru, mindful of one river, "
        "have reached the following understanding.\n\n1. Chile shall open the dam by 3 June.\n\n2. Peru shall pay for the valves by 4 June."
    )
    assert "CHL+PER" in [q.speaker.code for q in _said(coder, text, "mindful of one river") if q.speaker is not None]


def test_an_organisations_own_bodies_are_its_in_what_it_puts_out(coder: Coder) -> None:
    text = "VIENNA, 3 May. The Agency informed Norway and Japan. The Director General praised Norway. Staff encouraged Japan to pay."
    document = make_document(text, doc_id="d", published="2024-05-04", outlet="International Atomic Energy Agency")
    claims = next(iter(coder.code([document]))).claims
    assert {m.code for c in claims if c.illocution in ("endorsement", "appeal") for m in c.agents} == {"IAEA"}


def test_a_body_speaks_through_its_document_service(coder: Coder) -> None:
    document = make_document("I urge Norway to pay.", doc_id="d", published="2024-05-04", outlet="African Union information service")
    assert [m.code for c in next(iter(coder.code([document]))).claims for m in c.agents] == ["AU"]


def test_a_day_behind_a_name_is_no_part_of_it(coder: Coder) -> None:
    document = make_document("Some 90 tram drivers on Monday blocked the bridge in protest against Norway.", doc_id="d", published="2024-05-04")
    assert [m.text for c in next(iter(coder.code([document]))).claims if c.plover == "PROTEST" for m in c.agents] == ["90 tram drivers"]


@pytest.mark.parametrize(("words", "whom"), [("its partner", "TCD"), ("its partners", None), ("its Ugandan partner", "UGA")])
def test_its_partner_is_the_other_of_the_two_spoken_of(coder: Coder, words: str, whom: str | None) -> None:
    document = make_document(f"Kenya and Chad signed an accord in March. On Monday Kenya accused {words} of fraud.", doc_id="d", published="2024-05-04")
    (claim,) = (c for c in next(iter(coder.code([document]))).claims if c.plover == "ACCUSE")
    assert [m.code for m in claim.recipients] == ([whom] if whom else [])


@pytest.mark.parametrize(
    "text",
    [
        "The convention is July 25-28. The draft of 14-15 May, the minister said, is dead, said one of them, Lund Power.",
        "The road is shut, says the minister, Ana Lund",
        "Nobody knew it, said one of them, A, B and the others, on Monday.",
    ],
)
def test_odd_ends_of_sentences_are_coded(coder: Coder, text: str) -> None:
    assert next(iter(coder.code([make_document(text, doc_id="d", published="2024-05-02")]))).quotations
