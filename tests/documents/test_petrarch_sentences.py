"""PETRARCH's XML of sentences, put together by article."""

from __future__ import annotations

import datetime
from pathlib import Path

from servanda.documents import read_documents
from servanda.records import Document, Rejection

SENTENCES = """<?xml version="1.0"?>
<Sentences>
<Sentence date="20310503" id="LW-77_2" source="Lantern Wire" sentence="True"><Text>
Norland will return 9 gunboats
by 1 June.
</Text><Parse>(ROOT (S (NP (NNP NORLAND))))</Parse></Sentence>
<Sentence date="20310504" id="LW-78_1" source="Lantern Wire" sentence="True"><Text>Sudria welcomed the return.</Text></Sentence>
<Sentence date="20310503" id="LW-77_10" source="Lantern Wire" sentence="True"><Text>Tea was served.</Text></Sentence>
<Sentence date="20310503" id="LW-77_1" source="Lantern Wire" sentence="True"><Text>Norland and Sudria signed an accord.</Text></Sentence>
<Sentence date="20310503" source="Lantern Wire" sentence="True"><Text>No id.</Text></Sentence>
<Sentence date="20310503" id="LW-79_1" sentence="True"><Parse>()</Parse></Sentence>
<Sentence date="20310505" id="story" sentence="False"><Text>A story without numbers. It has two sentences.</Text></Sentence>
</Sentences>
"""


def test_sentences_of_an_article_become_one_document_in_their_order(tmp_path: Path) -> None:
    refused: list[Rejection] = []
    (tmp_path / "a.xml").write_text(SENTENCES, "utf-8")
    documents: list[Document] = list(read_documents([tmp_path], refused.append, latest=datetime.date(2031, 12, 31)))
    assert [(document.doc_id, document.outlet, document.published, document.text) for document in documents] == [
        ("LW-77", "Lantern Wire", "2031-05-03", "Norland and Sudria signed an accord. Norland will return 9 gunboats by 1 June. Tea was served."),
        ("LW-78", "Lantern Wire", "2031-05-04", "Sudria welcomed the return."),
        ("story", None, "2031-05-05", "A story without numbers. It has two sentences."),
    ]
    assert documents[0].source.endswith("a.xml#3")
    assert [(row.place, row.reason) for row in refused] == [("line 10", "the sentence has no id"), ("line 11", "the sentence has no text")]
