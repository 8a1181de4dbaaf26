"""Every kind of input, whole and cut off: the whole one is read without a word, the cut one is reported or marked, never taken for whole."""

from __future__ import annotations

import datetime
import gzip
import io
import json
import zipfile
from pathlib import Path

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from docx import Document as WordDocument
from event_tables import ACLED, CLASH, GDELT2, ICEWS, RAID, TALKS, UCDP, VISIT, comma, tab

from servanda.documents import read_documents
from servanda.records import Document, Rejection
from tests.documents.newsroom_samples import FIRST, SECOND, lines_of, message, news_item, ninjs, nitf
from tests.documents.samples import answer, paragraph, pdf, warc_record
from tests.documents.test_feeds_and_web_archives import ATOM, DATED
from tests.documents.test_petrarch_sentences import SENTENCES
from tests.documents.test_press_archives import ARTICLE, TAIL, displayed, docx, page, rtf

LATEST = datetime.date(2032, 1, 1)
TWO = [{"id": "a", "text": FIRST, "date": "2031-05-03"}, {"id": "b", "text": SECOND, "date": "2031-05-04"}]
TRAFILATURA = {"title": "Harbour office", "sitename": "Lantern Wire", "date": "2031-05-03", "raw_text": FIRST, "text": FIRST, "fingerprint": "79e4"}


def parquet() -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(TWO), out)
    return out.getvalue()


def word(*paragraphs: str) -> bytes:
    document, out = WordDocument(), io.BytesIO()
    for words in paragraphs:
        document.add_paragraph(words)
    document.save(out)
    return out.getvalue()


def zipped(name: str, text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, text)
    return out.getvalue()


# Name of the file -> what is in it, how many documents that is, and the share of it that is left when it is cut.
INPUTS: dict[str, tuple[str | bytes, int, float]] = {
    "statement.pdf": (pdf([paragraph([FIRST, SECOND], 700)]), 1, 0.5),
    "statement.docx": (word(FIRST, SECOND), 1, 0.6),
    "nexis.docx": (docx([*ARTICLE, *TAIL]), 1, 0.6),
    "nexis.rtf": (rtf([*ARTICLE, *TAIL]), 1, 0.02),
    "factiva.html": (page(displayed("Harbour office to reopen", "LANT000020310503e7530001", FIRST, SECOND)), 1, 0.5),
    "feed.atom": (ATOM, 2, 0.7),
    "crawl.warc": (warc_record("response", "https://example.org/a", answer(DATED)), 1, 0.6),
    "crawl.warc.gz": (gzip.compress(warc_record("response", "https://example.org/a", answer(DATED))), 1, 0.6),
    "rows.parquet": (parquet(), 2, 0.6),
    "rows.csv": (comma(("id", "text", "date"), TWO), 2, 0.3),
    "rows.jsonl": ("\n".join(map(json.dumps, TWO)), 2, 0.7),
    "rows.jsonl.gz": (gzip.compress("\n".join(map(json.dumps, TWO)).encode()), 2, 0.7),
    "page.json": (json.dumps(TRAFILATURA, indent=1), 1, 0.7),
    "item.newsml": (message(news_item()), 1, 0.7),
    "item.nitf": (nitf(), 1, 0.7),
    "items.jsonl": (lines_of(ninjs()), 1, 0.7),
    "sentences.xml": (SENTENCES.replace('<Sentence date="20310503" source="Lantern Wire" sentence="True"><Text>No id.</Text></Sentence>\n', "").replace(
        '<Sentence date="20310503" id="LW-79_1" sentence="True"><Parse>()</Parse></Sentence>\n', ""), 3, 0.7),
    "events.tab": (tab(ICEWS, [TALKS]), 1, 0.9),
    "events.export.CSV.zip": (zipped("events.export.CSV", tab(GDELT2, [VISIT], header=False)), 1, 0.7),
    "events.export.CSV": (tab(GDELT2, [VISIT, VISIT | {"GLOBALEVENTID": "77002"}], header=False), 2, 0.7),
    "acled.csv": (comma(ACLED, [CLASH]), 1, 0.75),
    "ged.csv": (comma(UCDP, [RAID]), 1, 0.9),
}  # fmt: skip


def read(path: Path | str) -> tuple[list[Document], list[Rejection]]:
    refused: list[Rejection] = []
    documents = list(read_documents([path], refused.append, latest=LATEST))
    assert all(row.source and row.reason and row.mend for row in refused)
    return documents, refused


@pytest.mark.parametrize("name", INPUTS)
def test_an_input_whole_and_cut_off(tmp_path: Path, name: str) -> None:
    content, count, share = INPUTS[name]
    data = content if isinstance(content, bytes) else content.encode()
    (tmp_path / name).write_bytes(data)
    documents, refused = read(tmp_path / name)
    assert (len(documents), refused, [d.doc_id for d in documents if d.partial and name != "feed.atom"]) == (count, [], [])
    (tmp_path / name).write_bytes(data[: int(share * len(data))])
    kept, told = read(tmp_path / name)
    assert told or any(document.partial for document in kept)
    assert len(kept) <= count


def test_a_page_of_trafilatura_without_its_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([TRAFILATURA, TRAFILATURA | {"text": None, "raw_text": ""}]), "utf-8")
    documents, (refused,) = read(tmp_path)
    assert (len(documents), refused.place) == (1, "item 2")
    assert "no field holds the text" in refused.reason


def test_an_object_of_a_store_that_breaks_off_keeps_what_came_before() -> None:
    memory = fsspec.filesystem("memory")
    memory.store.clear()
    memory.pipe("/wire/whole.jsonl", "\n".join(map(json.dumps, TWO)).encode())
    rows = "\n".join(json.dumps({"text": f"Boat {number * 7919 % 997} of {number} was returned."}) for number in range(500))
    packed = gzip.compress(rows.encode())
    memory.pipe("/wire/cut.jsonl.gz", packed[: len(packed) // 2])
    documents, refused = read("memory://wire")
    assert 2 < len(documents) < 502
    assert any("breaks off" in row.reason for row in refused)


def test_quotation_marks_out_of_place_are_read_as_they_stand(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('id,text\na,A 5" gun was returned.\nb,"Both" sides" met.\nc,"""Yes"" was the word."\nd,A 4" gun was kept.\n', "utf-8")
    documents, refused = read(tmp_path / "a.csv")
    assert ([document.doc_id for document in documents], refused) == (["a", "b", "c", "d"], [])
