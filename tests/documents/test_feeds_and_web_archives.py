"""RSS, Atom and WARC from files: what of them becomes a document, what is marked partial, and what is refused where."""

from __future__ import annotations

import datetime
import gzip
import random
from pathlib import Path

import pytest

from servanda.documents import read_documents
from servanda.documents.webpages import read_fragment
from servanda.records import Document, Rejection
from tests.documents.samples import answer, warc_record

LATEST = datetime.date(2024, 1, 1)
FIRST = "Norway and Chile agreed on Friday to reopen the harbour office in Valdivia."
SECOND = "The office is to open by 1 March, and each side will send two clerks to it."
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Fjord Wire</title><link>https://example.org/</link><language>en-gb</language>
<item><title>Harbour &lt;b&gt;office&lt;/b&gt; to reopen</title><link>https://example.org/a</link><guid>fw-1</guid><dc:creator>A. Clerk</dc:creator>
<pubDate>Fri, 08 Dec 2023 10:00:00 GMT</pubDate><description>A short word.</description>
<content:encoded><![CDATA[<h2>Terms</h2><p>{FIRST}</p><p>{SECOND}</p><script>alert(1)</script><img src="https://example.org/x.png">]]></content:encoded></item>
<item><title>Cod</title><link>https://example.org/b</link><guid>fw-2</guid><description>&lt;p&gt;The price of cod rose.&lt;/p&gt;</description></item>
<item><title>Nothing</title><guid>fw-3</guid></item>
</channel></rss>"""
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Fjord Wire</title><id>urn:x</id>
<entry><id>urn:a</id><title>Harbour</title><link href="https://example.org/a"/><updated>2023-12-09T10:00:00Z</updated><published>2023-12-08T23:30:00+02:00</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{FIRST}</p></div></content><source><title>Cod Gazette</title></source></entry>
<entry><id>urn:b</id><title>Cod</title><updated>2023-12-09T10:00:00Z</updated><summary>The price of cod rose.</summary></entry></feed>"""
PAGE = f"""<html><head><title>Harbour office to reopen</title><meta property="og:site_name" content="Fjord Wire">%s</head>
<body><article><h1>Harbour office to reopen</h1><p>{FIRST}</p><p>{SECOND}</p></article></body></html>"""
DATED = (PAGE % '<meta property="article:published_time" content="2023-12-08T10:00:00Z">').encode()
UNDATED = (PAGE % "").encode()


def read(path: Path) -> tuple[list[Document], list[Rejection]]:
    refused: list[Rejection] = []
    documents = list(read_documents([path], refused.append, latest=LATEST))
    assert all(rejection.source and rejection.reason and rejection.mend for rejection in refused)
    return documents, refused


@pytest.mark.parametrize("name", ["a.rss", "a.xml", "a.rss.gz"])
def test_rss(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(gzip.compress(RSS.encode()) if name.endswith(".gz") else RSS.encode())
    (full, summary), (rejection,) = read(tmp_path)
    assert (full.doc_id, full.outlet, full.published, full.title, full.url) == (
        "fw-1", "Fjord Wire", "2023-12-08", "Harbour office to reopen", "https://example.org/a",
    )  # fmt: skip
    assert full.text.split("\n\n") == ["Terms", FIRST, SECOND]
    assert (summary.doc_id, summary.text, summary.partial, full.partial) == ("fw-2", "The price of cod rose.", True, False)
    assert (rejection.place, rejection.reason) == ("entry 3", "the entry has neither content nor summary")


def test_atom(tmp_path: Path) -> None:
    (tmp_path / "a.atom").write_text(ATOM, encoding="utf-8")
    (full, summary), refused = read(tmp_path)
    assert refused == []
    assert (full.doc_id, full.text, full.published, full.outlet, full.partial) == ("urn:a", FIRST, "2023-12-08", "Cod Gazette", False)
    assert (summary.published, summary.outlet, summary.partial) == ("2023-12-09", "Fjord Wire", True)


def test_a_feed_that_breaks_off_is_reported_and_its_last_entry_marked(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_text(RSS[: RSS.index(SECOND) + 20], encoding="utf-8")
    documents, refused = read(tmp_path)
    assert all(document.partial for document in documents)
    assert any("not well-formed" in rejection.reason for rejection in refused)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"), (b"Norway and Chile agreed.", "no RSS or Atom"), (random.Random(1).randbytes(10 << 20), "binary"),
        (b"<rss version='2.0'/>", "no entries"),
        (b'<!DOCTYPE rss [<!ENTITY a "' + b"A" * 1000 + b'"><!ENTITY b "' + b"&a;" * 1000 + b'">]><rss><channel><item/></channel></rss>', "entities"),
        (b'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hosts">]><rss><channel><item><description>&a;</description></item></channel></rss>', "entities"),
        (b"<rss><channel><item><description>" + b"&lt;div&gt;" * 20_000 + b"x</description></item></channel></rss>", "nests"),
    ],
)  # fmt: skip
def test_feeds_that_cannot_be_read(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "a.rss").write_bytes(data)
    documents, refused = read(tmp_path)
    assert documents == []
    assert reason in refused[-1].reason


def test_xml_of_no_known_kind(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(b"<?xml version='1.0'?><!-- <rss> --><invoice/>")
    assert "its root element: invoice" in read(tmp_path)[1][0].reason


def archive() -> bytes:
    return b"".join(
        (
            warc_record("warcinfo", "", b"software: own words\r\n"),
            warc_record("request", "https://example.org/a", b"GET / HTTP/1.1\r\n\r\n"),
            warc_record("response", "https://example.org/a", answer(gzip.compress(DATED), head="Content-Encoding: gzip\r\n")),
            warc_record("response", "https://example.org/x.png", answer(b"\x89PNG", kind="image/png")),
            warc_record("response", "https://example.org/gone", answer(UNDATED, status="404 Not Found")),
            warc_record("response", "https://example.net/b", answer(UNDATED)),
        )
    )


@pytest.mark.parametrize("packed", [False, True])
def test_web_archives(tmp_path: Path, packed: bool) -> None:
    (tmp_path / ("a.warc.gz" if packed else "a.warc")).write_bytes(gzip.compress(archive()) if packed else archive())
    (first, second), refused = read(tmp_path)
    assert refused == []
    assert (first.url, first.published, first.title, first.outlet) == ("https://example.org/a", "2023-12-08", "Harbour office to reopen", "Fjord Wire")
    assert (second.url, second.published) == ("https://example.net/b", "2023-12-09")  # the day on which it was fetched
    assert first.text == second.text == f"{FIRST}\n\n{SECOND}"
    assert first.doc_id != second.doc_id


def test_broken_records_are_refused_where_they_lie(tmp_path: Path) -> None:
    good = warc_record("response", "https://example.org/a", answer(DATED))
    parts = [
        good,
        b"what is no record at all, but lies between two of them\r\n\r\n",
        warc_record("response", "https://example.org/c", answer(b"<html>", head="Content-Encoding: gzip\r\n")),
        warc_record("response", "https://example.org/d", b"\x00\xff no head"),
        warc_record("response", "https://example.org/b", answer(UNDATED)),
        warc_record("response", "https://example.org/e", answer(UNDATED))[:-60],
    ]
    (tmp_path / "a.warc").write_bytes(b"".join(parts))
    documents, refused = read(tmp_path)
    assert [document.url for document in documents] == [f"https://example.org/{name}" for name in "abe"]
    assert [document.partial for document in documents] == [False, False, True]
    starts = [sum(map(len, parts[:n])) for n in range(len(parts))]
    assert [rejection.place for rejection in refused[:3]] == [f"byte {start}" for start in starts[1:4]]
    assert "are no record" in refused[0].reason
    assert "breaks off" in refused[-1].reason


@pytest.mark.parametrize("data", [b"", b"junk " * 2_000_000, b"\0" * (10 << 20), random.Random(1).randbytes(1 << 20)])
def test_web_archives_that_are_none(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.warc").write_bytes(data)
    documents, (rejection,) = read(tmp_path)
    assert documents == []
    assert "empty" in rejection.reason or "no WARC records" in rejection.reason


def test_an_archive_whose_packing_breaks_off_keeps_what_came_before(tmp_path: Path) -> None:
    noise = warc_record("response", "https://example.org/x.png", answer(random.Random(2).randbytes(300_000), kind="image/png"))
    packed = gzip.compress(archive()) + gzip.compress(noise)
    (tmp_path / "a.warc.gz").write_bytes(packed[:-100_000])
    documents, refused = read(tmp_path)
    assert len(documents) == 2
    assert "breaks off" in refused[-1].reason


def test_marks_inside_a_line_of_an_item_do_not_cut_it() -> None:
    assert read_fragment("<b>Chad</b> and <a href='x'>Togo</a> met.", LATEST) == "Chad and Togo met."
