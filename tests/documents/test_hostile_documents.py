"""Files made to harm: bombs of entities and depth, lines without end, signs that steer a screen. Each is read or refused, soon and within bounds."""

from __future__ import annotations

import codecs
import datetime
import time
from pathlib import Path

import pytest

from benchmarks.figures import peak_memory
from servanda.documents import lines, read_documents, webpages
from servanda.documents.feeds import take_feed
from servanda.records import Document, Rejection

LATEST = datetime.date(2031, 12, 31)
GOOD = "Norland and Sudria agreed on Saturday to reopen the harbour office in Eastholm."
LAUGHS = "<!DOCTYPE a [" + '<!ENTITY l0 "ha">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)) + "]>"
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
MUCH = 20_000


def read(folder: Path, name: str, data: str) -> tuple[list[Document], list[Rejection]]:
    (folder / name).write_text(data, "utf-8")
    refused: list[Rejection] = []
    documents = list(read_documents([folder / name], refused.append, latest=LATEST))
    assert all(rejection.source and rejection.reason and rejection.mend for rejection in refused)
    return documents, refused


@pytest.mark.parametrize("prolog", [LAUGHS, OUTSIDE], ids=["laughs", "outside"])
@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.rss", "<rss><channel><item><description>%s</description></item></channel></rss>"),
        ("a.atom", '<feed xmlns="http://www.w3.org/2005/Atom"><entry><summary>%s</summary></entry></feed>'),
        ("a.nitf", "<nitf><body><body.content><p>%s</p></body.content></body></nitf>"),
        ("a.newsml", "<newsItem><contentSet><inlineXML><p>%s</p></inlineXML></contentSet></newsItem>"),
        ("a.xml", "<Sentences><Sentence id='a_1' date='20310503'><Text>%s</Text></Sentence></Sentences>"),
        ("a.xhtml", "<html><body><article><p>%s</p></article></body></html>"),
    ],
)
def test_entities_of_a_file_are_not_expanded(tmp_path: Path, name: str, body: str, prolog: str) -> None:
    documents, refused = read(tmp_path, name, prolog + body % f"{GOOD} &l9;&x;")
    assert all("haha" not in document.text and len(document.text) < 1000 for document in documents)
    assert len(documents) + len(refused) == 1


DEEP = {
    "a.json": '{"text": "' + GOOD + '", "more": ' + "[" * MUCH + "]" * MUCH + "}",
    "a.jsonl": '{"a":' * MUCH + "1" + "}" * MUCH + "\n",
    "a.html": "<html><body><article>" + "<div>" * MUCH + f"<p>{GOOD}</p>" + "</div>" * MUCH + "</article></body></html>",
    "b.html": "<b>" * MUCH + GOOD,
    "a.nitf": "<nitf>" + "<p>" * MUCH + GOOD + "</p>" * MUCH + "</nitf>",
    "a.rss": "<rss><channel><item><description>" + "<a>" * MUCH + GOOD + "</a>" * MUCH + "</description></item></channel></rss>",
    "a.md": "> " * MUCH + GOOD + "\n\n" + "[" * MUCH + "x" + "](y)" * MUCH + "\n\n" + "*" * MUCH + "a" + "_" * MUCH + "\n\n" + "`" * MUCH,
    "b.md": "\n".join(" " * depth + "* " + GOOD for depth in range(300)),
    "a.rtf": r"{\rtf1 " + "{" * MUCH + GOOD + "}" * MUCH + "}",
    "a.csv": 'text\n"' + '""' * MUCH + f'{GOOD}"\n',
}


@pytest.mark.parametrize("name", DEEP)
def test_depth_costs_nobody_the_stack_or_the_evening(tmp_path: Path, name: str) -> None:
    before = peak_memory()
    documents, refused = read(tmp_path, name, DEEP[name])
    assert documents or refused
    assert peak_memory() - before < 0.5


@pytest.mark.parametrize("suffix", ["txt", "md", "html", "rss", "nitf", "rtf", "warc"])
@pytest.mark.parametrize("filling", ["a", " ", "A ", "“", "<", "&", "-", "1,", "\u0301", "[", "\\"])
def test_a_line_without_end_is_read_or_refused(tmp_path: Path, suffix: str, filling: str) -> None:
    documents, refused = read(tmp_path, f"a.{suffix}", f"{GOOD} " + filling * (60_000 // len(filling)))
    assert documents or refused


def test_signs_that_turn_or_hide_text_do_not_get_into_it(tmp_path: Path) -> None:
    text = "Nor\u202eland\u202c a\u2066gre\u2069ed\u200f on Satur\u200bday\u0007 to\x1b[2J pay\u0085."
    (document,), refused = read(tmp_path, "a.txt", text)
    assert refused == []
    assert not [sign for sign in document.text if not sign.isprintable() and sign != "\n"]
    assert document.text.startswith("Norland agreed on Saturday")


def test_damage_behind_a_line_that_is_too_long_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LONGEST_LINE", 100)
    (tmp_path / "a.jsonl").write_bytes(codecs.BOM_UTF16_LE + ("x" * 5000).encode("utf-16-le") + b"\x00")
    refused: list[Rejection] = []
    assert list(read_documents([tmp_path / "a.jsonl"], refused.append, latest=LATEST)) == []
    assert [rejection.reason for rejection in refused] == ["the bytes do not fit the byte order mark"]


@pytest.mark.parametrize("fault", [IndexError, KeyError, AssertionError, ZeroDivisionError, RecursionError])
def test_a_page_over_which_the_extractor_stumbles_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: type[Exception]) -> None:
    def stumble(*_: object, **__: object) -> None:
        raise fault("of a library")

    monkeypatch.setattr(webpages, "bare_extraction", stumble)
    documents, (rejection,) = read(tmp_path, "a.html", f"<html><body><article><p>{GOOD}</p></article></body></html>")
    assert documents == []
    assert rejection.reason == f"the page could not be taken apart ({fault.__name__})"


def test_a_feed_that_opens_its_hours_again_and_again_takes_no_quadratic_time() -> None:
    def seconds(times: int) -> float:
        start = b"<?xml version='1.0'?><rss version='2.0'><channel><title>W</title><description>"
        begun = time.process_time()
        feed = take_feed(start + b"<![CDATA[" + b"<skipHours>" * times + b"]]></description></channel></rss>", LATEST)
        assert feed.skip_hours == frozenset()
        return time.process_time() - begun

    assert seconds(40_000) < 8 * min(seconds(10_000) for _ in range(2))  # four times the length: four times the time, not sixteen


def test_a_text_given_in_place_of_its_path_is_refused(tmp_path: Path) -> None:
    refused: list[Rejection] = []
    assert list(read_documents([GOOD * 10], refused.append, latest=LATEST)) == []
    assert [rejection.reason for rejection in refused] == ["there is no such file or folder"]
