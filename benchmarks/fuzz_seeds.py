"""Small files of every format, of invented happenings, from which the fuzzer starts; those that tests make are taken from there."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import zipfile
from functools import cache

import docx
import pyarrow as pa
import pyarrow.parquet as pq

from tests.documents.newsroom_samples import FIRST, SECOND, lines_of, message, news_item, ninjs, ninjs_2, nitf
from tests.documents.samples import answer, encrypted, paragraph, pdf, warc_record
from tests.event_tables import ACLED, CLASH, GDELT2, ICEWS, RAID, TALKS, UCDP, VISIT, comma, tab

TEXT = f"""EASTHOLM, Norland, May 3 (Lantern Wire) - {FIRST} “We shall keep it,” said the clerk of the harbour, who told reporters that nine others had agreed.

{SECOND} Each side shall hand over its list within 40 days of signing, not later than 31 December 2031; at least 32 of the 50 boats, about 3.5 million
crowns and between 10 and 20 per cent of the tea will follow by the end of next week. Since the 1990s, on Tuesday, 14 February, at D+14, they had met 3 times.
""".encode()
PLAIN = b"Title: Harbour office\nDate: 3 May 2031\nSource: Lantern Wire\n\n" + TEXT
MARKDOWN = (
    b"---\ntitle: Harbour\ndate: 2031-05-03\n---\n# Harbour\n\n> " + TEXT
    + b"\n* one\n* [two](https://lantern.example/a)\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\nx\n```\n"
)  # fmt: skip
PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Harbour</title><meta property="article:published_time" content="2031-05-03T10:00:00Z">'
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Harbour"}</script></head><body><article><h1>Harbour</h1>'
    f"<p>{FIRST}</p><p>{SECOND}</p>"
    "<table><tr><td>1</td></tr></table><ul><li>a</li></ul></article></body></html>"
).encode()
RSS = (
    '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
    "<title>Lantern Wire</title><language>en</language>"
    f"<item><title>Harbour</title><link>https://lantern.example/a</link><guid>lw-1</guid><pubDate>Sat, 03 May 2031 10:00:00 GMT</pubDate>"
    f"<content:encoded><![CDATA[<p>{FIRST}</p>]]></content:encoded></item><item><description>&lt;p&gt;{SECOND}&lt;/p&gt;</description></item></channel></rss>"
).encode()
ATOM = (
    '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Lantern Wire</title><entry><id>urn:a</id><updated>2031-05-03T10:00:00Z</updated>'
    f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{FIRST}</p></div></content></entry>'
    f"<entry><id>urn:b</id><summary>{SECOND}</summary></entry></feed>"
).encode()
WARC = (
    warc_record("warcinfo", "", b"software: x\r\n")
    + warc_record("response", "https://lantern.example/a", answer(PAGE))
    + warc_record("response", "https://lantern.example/b", answer(gzip.compress(PAGE), head="Content-Encoding: gzip\r\n"))
)
ROWS = "".join(
    json.dumps({"id": f"r{n}", "date": "2031-05-03", "source": "Lantern Wire", "title": "Harbour", "text": f"{FIRST} Point {n}."}) + "\n" for n in range(3)
).encode()


def _table(delimiter: str) -> bytes:
    out = io.StringIO()
    rows = (("id", "date", "source", "text"), ("a", "2031-05-03", "Lantern Wire", FIRST), ("b", "2031-05-04", 'Hill "Courier"', f"{SECOND}\nMore."))
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode()


CSV, TSV = _table(","), _table("\t")
SENTENCES = (
    f'<?xml version="1.0"?>\n<Sentences>\n<Sentence date="20310503" id="LW-77_2" source="Lantern Wire" sentence="True"><Text>\n{SECOND}\n</Text>'
    f'<Parse>(ROOT (S))</Parse></Sentence>\n<Sentence date="20310503" id="LW-77_1" sentence="True"><Text>{FIRST}</Text></Sentence>\n</Sentences>'
).encode()
NEXIS = "\n".join([
    "User Name: A. Reader", "Documents (1)",
    "1. Harbour office", "", "Harbour office", "Lantern Wire", "May 3, 2031 Saturday 8:15 AM GMT",
    "Section: NEWS; Pg. 4",
    "Length: 36 words", "Byline: A. Clerk", "Dateline: EASTHOLM, May 3", "Body", "", FIRST, "Page 1 of 2", SECOND,
    "Load-Date: May 4, 2031", "Language: ENGLISH", "End of Document", "", "Tea harvest", "Hill Courier", "2 May 2031", "Length: 300 words", "Body",
    "Tea was picked.", "End of Document",
]).encode()  # fmt: skip
RTF = (r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fswiss Arial;}}{\header Page 1}\f0 " + "\\par\n".join(NEXIS.decode().split("\n")) + r"\u8212?\'e9}").encode()
FACTIVA = (
    '<html><head><title>Factiva</title></head><body><div class="article enArticle"><table>'
    + "".join(
        f'<tr><td class="index"><b>{code}</b>&nbsp;</td><td>{words}</td></tr>'
        for code, words in (
            ("HD", "Harbour"),
            ("WC", "36 words"),
            ("PD", "3 May 2031"),
            ("SN", "Lantern Wire"),
            ("LP", FIRST),
            ("AN", "Document LANT00002031050301"),
        )
    )
    + '</table></div><div class="article enArticle"><div id="hd"><span class="enHeadline">Tea</span></div><div>36 words</div><div>3 May 2031</div>'
    f'<div>Lantern Wire</div><p class="articleParagraph">{SECOND}</p><p>Document LANT000020310503e7530002</p></div></body></html>'
).encode()
DECISIONS = b"".join(
    json.dumps({"action": action, "target": "C-0001", "author": "ed", "on": "2031-06-01", "reason": "a recap", **more}).encode() + b"\n"
    for action, more in (
        ("reject", {}), ("set", {"field": "status", "value": "fulfilled", "since": "2031-05-30"}), ("merge", {"other": "C-0002", "claims": ["a"]}),
    )
)  # fmt: skip
FRAMES = b"""contexts = ["tea"]
actions = ["brew"]
light_verbs = ["do"]
[class]
tea = ["tea", "leaf"]
[[frame]]
id = "own.brew"
action = "brew"
verbs = ["brew", "brew up", "put on kettle"]
nouns = ["brewing of tea"]
object = ["tea"]
plover = "AID"
cameo = "070"
source = "subject"
target = "for"
example = "Norland brewed tea for Sudria."
"""
ACTORS = b"name,code,kind,from,until\nNorland_,NLD,actor,,\nNORLAND*,NLD,actor,2001-01-01,20311231\nherald,~MED,agent,,\nFISHER!PERSON!,~AGR,agent,,\n"
DICTIONARY = b"""# of our own
ARNOR_ [ARN]   # the kingdom
+KINGDOM_OF_ARNOR_

ELENA_VOSS_
+PRESIDENT_VOSS_
\t[ARNGOV 20100101-20141231]
\t[ARNELI] ; otherwise
JON_HALE_\t[ARNOPP <991231][ARNGOV >000101]
GREY_COMPANY* [ARNMIL]
WATCHMAN {WATCHMEN} [~COP]
!FLEET! = SHIP, SHIPS
WAR!FLEET! [~MIL]
"""
NEWSML = message(news_item(), news_item(2, status="canceled", guid="urn:newsml:lantern.example:20310503:tea")).encode()
NITF = nitf().encode()
NINJS = lines_of(ninjs(), ninjs(2, uri="https://lantern.example/items/79"), ninjs_2()).encode()


ARRAY = b"[" + ROWS.strip().replace(b"\n", b",\n") + b"]"
EVENTS = tuple(text.encode() for text in (comma(ICEWS, [TALKS]), comma(ACLED, [CLASH, CLASH]), comma(UCDP, [RAID]), tab(GDELT2, [VISIT], header=False)))
WARC_PACKED = gzip.compress(WARC, mtime=0)
_WORDS = "word/document.xml"
_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NEXIS_PART = (
    f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{_SPACE}"><w:body>'
    + "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in NEXIS.decode().split("\n"))
    + "</w:body></w:document>"
).encode()


def pdfs() -> tuple[bytes, ...]:
    """Two pages with a title, one page, one with a password."""
    one = pdf([paragraph([FIRST, SECOND], 700)])
    return pdf([paragraph([FIRST, SECOND], 700), [*paragraph([SECOND], 700), (290.0, 40.0, 9.0, "Page 2 of 2")]], "Harbour"), one, encrypted(one)


def parquet() -> bytes:
    """Three rows in one row group."""
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([json.loads(line) for line in ROWS.splitlines()]), sink)
    return sink.getvalue()


def word() -> bytes:
    """Heading, paragraphs, list and table."""
    document, out = docx.Document(), io.BytesIO()
    document.add_heading("Harbour office", 0)
    document.add_paragraph(FIRST)
    document.add_paragraph(SECOND, style="List Bullet")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "32", "boats"
    document.save(out)
    return out.getvalue()


def word_part() -> bytes:
    """The member of `word` that holds its words."""
    with zipfile.ZipFile(io.BytesIO(word())) as archive:
        return archive.read(_WORDS)


@cache
def _other_parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(word())) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != _WORDS}


def with_word_part(data: bytes) -> bytes:
    """A Word file with other words."""
    return zipped({**_other_parts(), _WORDS: data})


def zipped(members: dict[str, bytes]) -> bytes:
    """An archive of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def archives() -> tuple[bytes, ...]:
    """One with an archive within."""
    return (zipped({"a.txt": PLAIN, "b/rows.jsonl": ROWS, "c.jsonl.gz": gzip.compress(ROWS), "old.zip": zipped({"d.csv": CSV})}),)


def packed() -> dict[str, bytes]:
    """The rows packed, by suffix."""
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, "zstd") as out:
        out.write(ROWS)
    return {"gz": gzip.compress(ROWS, mtime=0), "bz2": bz2.compress(ROWS), "xz": lzma.compress(ROWS), "zst": bytes(sink.getvalue())}
