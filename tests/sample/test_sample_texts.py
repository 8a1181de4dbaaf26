"""The sample that `servanda demo` reads: complete metadata, plausible texts, nothing refused. No model is loaded."""

from __future__ import annotations

import datetime
from importlib.resources import files
from pathlib import Path

import pytest

from servanda.documents import read_documents
from servanda.records import Document, Rejection

FOLDER = Path(str(files("servanda"))) / "sample"


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    rejects: list[Rejection] = []
    found = {document.doc_id: document for document in read_documents([str(FOLDER / "*.txt")], rejects.append, latest=datetime.date(2024, 1, 1))}
    assert rejects == []
    return found


def test_there_are_ten_items_under_ids_of_their_own(documents: dict[str, Document]) -> None:
    assert sorted(documents) == [f"s{number:02}" for number in range(1, 11)]


def test_every_item_says_where_and_when_it_was_published(documents: dict[str, Document]) -> None:
    for document in documents.values():
        assert document.outlet, document.doc_id
        assert document.title, document.doc_id
        assert "2023-12-08" <= (document.published or "") <= "2023-12-13", document.doc_id


def test_every_item_has_a_dateline_of_its_day_of_publication(documents: dict[str, Document]) -> None:
    for document in documents.values():
        assert document.dateline is not None, document.doc_id
        assert document.dateline.date == document.published, document.doc_id


def test_front_matter_is_no_part_of_the_text(documents: dict[str, Document]) -> None:
    for document in documents.values():
        assert "published:" not in document.text
        assert "---" not in document.text


def test_items_are_of_the_length_of_news_items(documents: dict[str, Document]) -> None:
    for document in documents.values():
        assert 50 <= len(document.text.split()) <= 350, document.doc_id


def test_paragraphs_are_separated_by_blank_lines(documents: dict[str, Document]) -> None:
    for document in documents.values():
        assert document.text.count("\n\n") >= 1, document.doc_id
        assert "\n" not in document.text.replace("\n\n", ""), document.doc_id


def test_the_reprint_shares_most_words_with_its_original_and_credits_it(documents: dict[str, Document]) -> None:
    original, reprint = documents["s01"], documents["s02"]
    shared = set(original.text.split()) & set(reprint.text.split())
    assert len(shared) >= 0.8 * len(set(reprint.text.split()))
    assert reprint.outlet != original.outlet
    assert reprint.credit == original.outlet


def test_the_folder_holds_nothing_that_a_build_would_refuse() -> None:
    assert {path.suffix for path in FOLDER.iterdir()} == {".txt"}
