"""Who says, wants or backs what: a hundred passages of our own, read with the shipped pipeline."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import servanda
from servanda.errors import TableError
from servanda.language.pipeline import load_pipeline
from servanda.language.quotations import Utterance, find_quotations
from servanda.language.reading import read
from servanda.language.speech.attitudes import load_attitudes, parse_attitudes
from servanda.records import Document

PASSAGES = tomllib.loads(Path(__file__).with_name("attributed.toml").read_text("utf-8"))["passages"]


def row(text: str, utterance: Utterance) -> list[str]:
    sort = "attitude" if utterance.attitude else "direct" if utterance.direct else "indirect"
    return [text[utterance.start : utterance.end], utterance.speaker.text if utterance.speaker else "", sort]


def test_each_passage_gives_its_speakers_their_words_and_attitudes() -> None:
    documents = [Document(doc_id=str(i), text=passage["text"]) for i, passage in enumerate(PASSAGES)]
    found = [[row(reading.document.text, u) for u in find_quotations(reading)] for reading in read(load_pipeline(), documents)]
    assert found == [passage["gives"] for passage in PASSAGES]
    assert len(PASSAGES) >= 100


def test_an_attitude_is_marked_and_makes_no_claim_a_reported_one() -> None:
    coded = servanda.code("Kenya vowed to reopen the border with Uganda.", published="2024-03-01", outlet="Daily Lantern")
    assert [(q.attitude, q.speaker.code if q.speaker else None) for q in coded.quotations] == [(True, "KEN")]
    assert coded.claims
    assert not any(link.speaker for claim in coded.claims for link in claim.attribution)


def test_every_word_of_an_attitude_takes_something() -> None:
    for words in load_attitudes().words.values():
        assert all(attitude.takes or attitude.prepositions for rows in words.values() for attitude in rows)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[verbs]]\nkind = "praise"\ntakes = ["object"]\nprepositions = []\nlemma = ["hail"]\n', r"t\.toml, line 5: unknown key 'lemma'"),
        ('[[verbs]]\nkind = "praise"\ntakes = ["subject"]\nprepositions = []\nreach = "told"\nlemmas = []\n', r"t\.toml, line 3: unknown value 'subject'"),
        ('[[verbs]]\nkind = "praise"\ntakes = ["object"]\nprepositions = []\nreach = "far"\nlemmas = ["hail"]\n', r"t\.toml, line 5: unknown value 'far'"),
        ('[[adverbs]]\nkind = "praise"\n', r"t\.toml, line 1: unknown section"),
    ],
)
def test_a_table_of_attitudes_with_a_mistake_is_refused_with_its_line(text: str, message: str) -> None:
    with pytest.raises(TableError, match=message):
        parse_attitudes(text, "t.toml")
