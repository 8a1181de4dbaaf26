"""Factiva and Nexis: many articles a file are taken apart; what has no text is refused with its number, the others are read."""

from __future__ import annotations

import datetime
import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from newsroom_samples import FIRST, SECOND

from servanda.documents import read_documents
from servanda.records import Document, Rejection

LATEST = datetime.date(2031, 12, 31)
Read = Callable[..., tuple[list[Document], list[Rejection]]]
COVER = ["User Name: A. Reader", "Date and Time: Saturday, May 10, 2031 9:10:00 AM", "Documents (3)", "1. Harbour office to reopen", "2. Tea harvest", ""]
HEAD = [
    "Harbour office to reopen",
    "Lantern Wire",
    "May 3, 2031 Saturday 8:15 AM GMT",
    "Copyright 2031 Lantern Wire All Rights Reserved",
    "Section: NEWS; Pg. 4",
]
ARTICLE = [
    *HEAD,
    "Section: NEWS; Pg. 4",
    "Length: 36 words",
    "Byline: A. Clerk",
    "Dateline: EASTHOLM, May 3",
    "Body",
    "",
    FIRST,
    "Page 1 of 2",
    "Harbour office to reopen",
    SECOND,
]
TAIL = ["Load-Date: May 4, 2031", "Classification", "Language: ENGLISH", "Subject: HARBOURS (90%)", "End of Document", ""]
NO_BODY = ["Tea harvest", "Hill Courier", "May 2, 2031 Friday", "Length: 300 words", "", "The pages of this article are shown as pictures.", *TAIL]
SHORT = ["Tea harvest", "Hill Courier", "2 May 2031", "Length: 300 words", "Body", "Tea was picked.", *TAIL]
OLD = [
    "2 of 50 DOCUMENTS", "", "Copyright 2031 Lantern Wire", "All Rights Reserved", "Lantern Wire", "", "May 3, 2031 Saturday", "", "SECTION: NEWS",
    "LENGTH: 36 words", "HEADLINE: Harbour office to reopen", "DATELINE: EASTHOLM, May 3",
    "BODY:", FIRST, "", SECOND, "", "LOAD-DATE: May 4, 2031", "LANGUAGE: ENGLISH", "",
    "3 of 50 DOCUMENTS", "", "Hill Courier", "May 2, 2031 Friday", "HEADLINE: Tea harvest", "BODY:", "Tea was picked.", "LOAD-DATE: May 2, 2031",
]  # fmt: skip
TEXT = f"EASTHOLM, May 3 - {FIRST}\n\n{SECOND}"


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reader(name: str, data: str | bytes) -> tuple[list[Document], list[Rejection]]:
        refused: list[Rejection] = []
        (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
        return list(read_documents([tmp_path], refused.append, latest=LATEST)), refused

    return reader


def docx(lines: list[str], member: str = "word/document.xml", prolog: str = "") -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    rows = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in lines)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member, f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<w:document xmlns:w="{space}"><w:body>{rows}</w:body></w:document>')
    return packed.getvalue()


def rtf(lines: list[str]) -> str:
    def written(line: str) -> str:
        return "".join(c if c.isascii() and c not in "\\{}" else f"\\u{ord(c)}?" for c in line)

    link = r'{\field{\*\fldinst{HYPERLINK "https://archive.example/doc"}}{\fldrslt{\b ' + "%s" + "}}}"
    paragraphs = "\\par\n".join(link % written(line) if line == "Harbour office to reopen" else written(line) for line in lines)
    return r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}}{\header Page 1 of 7}\f0\fs20 " + paragraphs + "}"


@pytest.mark.parametrize("kind", ["docx", "rtf", "txt"])
def test_a_bundle_of_nexis_is_taken_apart(read: Read, kind: str) -> None:
    lines = [*COVER, *ARTICLE, *TAIL, *NO_BODY, *SHORT, "Page 7 of 7"]
    documents, refused = read(f"bundle.{kind}", docx(lines) if kind == "docx" else rtf(lines) if kind == "rtf" else "\n".join(lines))
    first, last = documents
    assert (first.outlet, first.published, first.title, first.partial) == ("Lantern Wire", "2031-05-03", "Harbour office to reopen", False)
    assert first.text == TEXT
    assert first.source.endswith(f"bundle.{kind}#article-1")
    assert (last.outlet, last.published, last.title, last.text, last.partial) == ("Hill Courier", "2031-05-02", "Tea harvest", "Tea was picked.", True)
    (row,) = refused
    assert row.place == "article 2"
    assert "'Tea harvest'" in row.reason


def test_the_older_layout_of_nexis_is_read(read: Read) -> None:
    (first, last), refused = read("old.rtf", rtf(OLD))
    assert refused == []
    assert (first.outlet, first.published, first.title, first.text) == ("Lantern Wire", "2031-05-03", "Harbour office to reopen", TEXT)
    assert (last.outlet, last.published, last.title, last.text) == ("Hill Courier", "2031-05-02", "Tea harvest", "Tea was picked.")


def test_an_article_cut_off_at_the_end_of_the_file_is_still_read(read: Read) -> None:
    documents, refused = read("cut.docx", docx([*SHORT, *ARTICLE]))
    assert refused == []
    assert [document.title for document in documents] == ["Tea harvest", "Harbour office to reopen"]


def test_a_day_missing_above_the_body_is_taken_from_the_load_date(read: Read) -> None:
    lines = [line for line in [*ARTICLE, *TAIL] if not line.startswith("May 3")]
    assert read("a.docx", docx(lines))[0][0].published == "2031-05-04"


def test_rtf_that_is_no_bundle_is_one_document(read: Read) -> None:
    (document,), refused = read("a.rtf", rtf(["Harbour office to reopen", "3 May 2031", FIRST, SECOND]))
    assert refused == []
    assert (document.text, document.published) == (f"{FIRST}\n\n{SECOND}", "2031-05-03")


def entity_bomb() -> bytes:
    return docx([*ARTICLE, *TAIL], prolog='<!DOCTYPE w [<!ENTITY a "b">]>')


def zip_bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"End of Document Body " * (2 << 20))
    return packed.getvalue()


def shifted() -> bytes:
    """An archive whose directory points before its beginning."""
    data = docx(ARTICLE)
    return data[20:]


HOSTILE = {"cut": b"PK\x03\x04 cut", "no text": docx(ARTICLE, "other.xml"), "entities": entity_bomb(), "bomb": zip_bomb(), "shifted": shifted()}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_word_file_is_refused(read: Read, data: bytes) -> None:
    documents, refused = read("bad.docx", data)
    assert documents == []
    assert len(refused) == 1


@pytest.mark.parametrize(
    "data", [r"{\rtf1 \u9999999999? x}", r"{\rtf1 \uc x}", "no rtf at all", r"{\rtf1 {\pict\bin" + "9" * 5000 + "}"], ids=["letter", "skip", "none", "picture"]
)
def test_a_broken_rtf_is_refused(read: Read, data: str) -> None:
    documents, refused = read("bad.rtf", data)
    assert documents == []
    assert len(refused) == 1


def test_rtf_of_links_and_fonts_without_end_takes_no_quadratic_time(read: Read) -> None:
    begun = time.process_time()
    read("links.rtf", r"{\rtf1 " + r"{\field{\*\fldinst{ HYPERLINK " * 20_000 + r"{\fonttbl " + r"\f1" * 50_000)
    assert time.process_time() - begun < 5


def coded(**fields: str) -> str:
    rows = "".join(f'<tr><td class="index" align="right"><b>{code}</b>&nbsp;</td><td>{words}</td></tr>' for code, words in fields.items())
    return f'<div class="article enArticle"><table>{rows}</table></div>'


def displayed(title: str, number: str, *paragraphs: str, words: int = 36) -> str:
    lines = ["By A. Clerk", f"{words} words", "3 May 2031", "08:15 GMT", "Lantern Wire", "LANT", "Page 4", "English", "(c) 2031 Lantern Wire"]
    text = "".join(f'<p class="articleParagraph enarticleParagraph">{line}</p>' for line in paragraphs)
    return (
        f'<div class="article enArticle"><div id="hd"><span class="enHeadline">{title}</span></div>'
        + "".join(f"<div>{line}</div>" for line in lines)
        + f"{text}<p>Document {number}</p></div><span><br/></span>"
    )


def page(*articles: str) -> str:
    return f"<html><head><title>Factiva</title></head><body>{''.join(articles)}<div>Search Summary</div><div>Text: gunboats</div></body></html>"


def test_a_page_of_factiva_in_either_format_is_taken_apart(read: Read) -> None:
    first = coded(
        SE="Politics", HD="<span class='enHeadline'>Harbour office to reopen</span>", BY="A. Clerk", WC="36 words", PD="3 May 2031",
        ET="08:15", SN="Lantern Wire", SC="LANT", LA="English", LP=f'<p class="articleParagraph">{FIRST}</p>',
        TD=f'<p class="articleParagraph">{SECOND}</p>', CO="nor : Norland",
        AN="Document LANT000020310503e7530001",
    )  # fmt: skip
    second = displayed("Harbour office to reopen", "LANT000020310503e7530002", FIRST, f"The <b>two</b> sides agreed. {SECOND}")
    without = displayed("Tea harvest", "LANT000020310503e7530003")
    documents, refused = read("a.html", page(first, without, second))
    assert [document.doc_id for document in documents] == ["LANT000020310503e7530001", "LANT000020310503e7530002"]
    assert {(document.outlet, document.published, document.title) for document in documents} == {("Lantern Wire", "2031-05-03", "Harbour office to reopen")}
    assert [document.text for document in documents] == [f"{FIRST}\n\n{SECOND}", f"{FIRST}\n\nThe two sides agreed. {SECOND}"]
    assert documents[0].source.endswith("a.html#article-1")
    assert [(row.place, row.reason) for row in refused] == [("article 2", "the article 'Tea harvest' has no text")]


def test_an_excerpt_of_an_article_is_marked_partial(read: Read) -> None:
    assert [document.partial for document in read("a.html", page(displayed("Tea", "LANT000020310503e7530004", FIRST, words=400)))[0]] == [True]


def test_a_common_page_is_not_taken_for_factiva(read: Read) -> None:
    (document,), _ = read("a.html", f'<html><body><article class="article"><h1>Harbour</h1><p>{FIRST}</p><p>{SECOND}</p></article></body></html>')
    assert document.text.endswith(SECOND)
    assert "#" not in document.source
