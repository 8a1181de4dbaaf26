"""NewsML-G2, NITF and ninjs: what is taken from an item, its versions and withdrawals, and hostile or broken XML."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from newsroom_samples import FIRST, GUID, SECOND, lines_of, message, news_item, ninjs, ninjs_2, nitf

from servanda.documents import read_documents
from servanda.ledger.retractions import find_retracted
from servanda.records import Document, Rejection

LATEST = datetime.date(2031, 12, 31)
TEXT = f"EASTHOLM, May 3 - {FIRST}\n\n{SECOND}"
Read = Callable[..., tuple[list[Document], list[Rejection]]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads texts written to files of these names."""

    def reader(**files: str | bytes) -> tuple[list[Document], list[Rejection]]:
        refused: list[Rejection] = []
        for name, text in files.items():
            path = tmp_path / name.replace("__", ".")
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return list(read_documents([tmp_path], refused.append, latest=LATEST)), refused

    return reader


def alive(documents: list[Document]) -> list[str]:
    gone = find_retracted(documents)
    return [document.doc_id for document in documents if document.doc_id not in gone and document.status != "withdrawn"]


NITF_INSIDE = f'<contentSet><inlineXML contenttype="application/nitf+xml">{nitf().partition("3-6.dtd")[2][3:]}</inlineXML></contentSet>'
CDATA_INSIDE = f'<contentSet><inlineXML contenttype="text/html"><![CDATA[<p>{FIRST}</p><p>{SECOND}<style>p {{}}</style>]]></inlineXML></contentSet>'
PLAIN_INSIDE = f'<contentSet><inlineData contenttype="text/plain">{FIRST}\n\n{SECOND}\n</inlineData></contentSet>'


@pytest.mark.parametrize("body", [None, NITF_INSIDE, CDATA_INSIDE, PLAIN_INSIDE], ids=["xhtml", "nitf", "cdata", "plain"])
def test_a_news_item_of_newsml_g2(read: Read, body: str | None) -> None:
    (document,), refused = read(a__xml=message(news_item(body=body)))
    assert refused == []
    assert (document.doc_id, document.url, document.outlet, document.published) == (f"{GUID}@1", GUID, "Lantern Wire", "2031-05-03")
    assert (document.title, document.text, document.status) == ("Harbour office to reopen", TEXT, "usable")
    assert document.dateline is not None
    assert (document.dateline.place, document.dateline.date) == ("EASTHOLM", "2031-05-03")


def test_an_item_of_nitf(read: Read) -> None:
    (document,), refused = read(a__xml=nitf())
    assert refused == []
    assert (document.doc_id, document.outlet, document.published, document.title) == ("LW-77", "Lantern Wire", "2031-05-03", "Harbour office to reopen")
    assert document.text == TEXT


@pytest.mark.parametrize("kind", ["json", "jsonl"])
def test_items_of_ninjs(read: Read, kind: str) -> None:
    items = [ninjs(), ninjs_2()]
    documents, refused = read(**{f"a__{kind}": json.dumps(items, indent=1) if kind == "json" else lines_of(*items)})
    assert refused == []
    assert [document.doc_id for document in documents] == ["https://lantern.example/items/77@1", "https://lantern.example/items/78@1"]
    for document in documents:
        assert (document.text, document.outlet, document.title) == (f"{FIRST}\n\n{SECOND}", "Lantern Wire", "Harbour office to reopen")


def test_the_highest_version_of_an_item_stands_in_whatever_order_they_come(read: Read) -> None:
    documents, refused = read(a__xml=message(news_item(10), news_item(9), news_item(1)), b__xml=news_item(2))
    assert refused == []
    assert [document.status for document in documents] == ["corrected", "corrected", "usable", "corrected"]
    assert alive(documents) == [f"{GUID}@10"]


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_an_item_that_is_cancelled_or_withheld_takes_back_its_versions_though_it_has_no_words(read: Read, status: str) -> None:
    gone = news_item(2, status=status, body="", day="2031-05-03", made="2031-07-20", meta="<edNote>Source withdrew the figures.</edNote>")
    documents, refused = read(a__xml=message(news_item(), gone))
    assert refused == []
    assert documents[1].published == "2031-07-20"  # the day of the notice: until then the item counted
    assert documents[1].text == "Harbour office to reopen\n\nSource withdrew the figures."
    assert alive(documents) == []


def test_a_version_cancelled_under_its_own_number_is_not_taken_for_a_copy(read: Read) -> None:
    documents, refused = read(a__jsonl=lines_of(ninjs(3), ninjs(3, pubstatus="canceled", body_text="")))
    assert refused == []
    assert alive(documents) == []


def test_an_item_released_again_counts_again(read: Read) -> None:
    documents, _ = read(a__jsonl=lines_of(ninjs(1), ninjs(2, pubstatus="withheld"), ninjs(3)))
    assert alive(documents) == ["https://lantern.example/items/77@3"]


def test_a_correction_of_nitf_names_the_item_that_it_corrects_and_so_do_those_after_it(read: Read) -> None:
    correction = '<correction id-string="LW-77" regsrc="lantern.example" info="The number of gunboats was wrong."/>'
    second = nitf("LW-80", docdata=correction, day="20310504", paragraphs=("The two sides spoke of four boats.",))
    third = nitf("LW-81", docdata=correction.replace("LW-77", "LW-80"), day="20310505", status="canceled", paragraphs=())
    assert alive(read(a__xml=nitf(), b__xml=second)[0]) == ["LW-80"]
    assert alive(read(c__xml=third)[0]) == []


def test_a_signal_of_correction_counts_where_versions_do_not(read: Read) -> None:
    documents, _ = read(
        a__xml=news_item(1, meta='<signal qcode="sig:correction"/>'), b__jsonl=lines_of(ninjs(1, version=None, firstcreated="2031-05-03T08:00:00Z"))
    )
    assert [document.status for document in documents] == ["corrected", "corrected"]


def test_an_archive_delivered_anew_keeps_the_day_of_its_texts(read: Read) -> None:
    documents, _ = read(a__xml=news_item(4, made="2031-11-30"))
    assert documents[0].published == "2031-05-03"


def test_the_outlet_falls_back_to_the_authority_in_the_guid(read: Read) -> None:
    assert read(a__xml=news_item(provider=""))[0][0].outlet == "lantern.example"


def test_an_item_with_only_a_summary_is_marked_partial(read: Read) -> None:
    documents, _ = read(a__jsonl=lines_of(ninjs(body_text="", description_text=FIRST)))
    assert (documents[0].text, documents[0].partial) == (FIRST, True)


def test_items_that_hold_no_english_text_are_refused_one_by_one(read: Read) -> None:
    package = '<packageItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="p" version="1"/>'
    french = news_item(guid="f").replace('xml:lang="en"', 'xml:lang="fr"')
    documents, refused = read(
        a__xml=message(package, news_item(kind="picture"), french, news_item(status="lost"), news_item(guid="empty", body=""), news_item()),
        b__jsonl=lines_of(ninjs(type="video"), ninjs()),
    )
    assert [document.doc_id for document in documents] == [f"{GUID}@1", "https://lantern.example/items/77@1"]
    assert [row.place for row in refused] == ["item 1", "item 2", "item 3", "item 4", "item 5", "line 1"]
    assert [next(word for word in ("packageItem", "picture", "'fr'", "'lost'", "no text", "video") if word in row.reason) for row in refused] == [
        "packageItem", "picture", "'fr'", "'lost'", "no text", "video",
    ]  # fmt: skip
    assert all(row.mend for row in refused)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
HOSTILE = {
    "laughs": f'<!DOCTYPE nitf [<!ENTITY l0 "ha">{LAUGHS}]><nitf><body><body.content><p>&l9;</p></body.content></body></nitf>',
    "external": '<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/hostname">]><nitf><body><body.content><p>&x;</p></body.content></body></nitf>',
    "utf16": '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE nitf [<!ENTITY x "y">]><nitf a="&x;"/>'.encode("utf-16"),
    "deep": "<nitf>" + "<block>" * 100_000 + "</block>" * 100_000 + "</nitf>",
    "cut": message(news_item())[:-40],
    "other": "<opml/>",
    "empty": "",
    "no-items": message(),
    "no-sentences": "<Sentences/>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_and_broken_xml_is_refused_and_not_followed(read: Read, name: str) -> None:
    documents, refused = read(**{f"{name}__xml": HOSTILE[name], "good__xml": news_item()})
    assert [document.doc_id for document in documents] == [f"{GUID}@1"]
    (row,) = refused
    assert row.reason
    assert row.mend
    assert row.source.endswith(f"{name}.xml")


def test_html_in_an_item_may_nest_as_deeply_as_it_likes(read: Read) -> None:
    (document,), _ = read(a__jsonl=lines_of(ninjs(body_text="", body_xhtml="<div>" * 100_000 + FIRST)))
    assert document.text == FIRST


def test_letters_named_by_html_are_read_in_nitf(read: Read) -> None:
    (document,), _ = read(a__xml=nitf(paragraphs=("X",)).replace("<p>X</p>", "<p>The caf&eacute; by the harbour reopened.</p>"))
    assert document.text.endswith("The café by the harbour reopened.")
