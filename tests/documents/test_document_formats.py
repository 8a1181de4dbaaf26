"""Every format that is read, plain and compressed, and what is taken from each."""

from __future__ import annotations

import csv
import datetime
import gzip
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from servanda.documents import document_count, read_documents
from servanda.records import Document, Rejection

LATEST = datetime.date(2024, 1, 1)
FIRST = "OSLO, December 8 (Fjord Wire) - Norway and Chile agreed on Friday to reopen the harbour office in Valdivia."
SECOND = "The office is to open by 1 March, and each side will send two clerks."
ROW = {
    "id": 7,
    "outlet": "Fjord Wire",
    "date": "2023-12-08",
    "headline": "Harbour office to reopen",
    "link": "https://example.org/a",
    "body": f"{FIRST}\n\n{SECOND}",
}

Reader = Callable[..., list[Document]]


@pytest.fixture
def read() -> Reader:
    """Read inputs that must all be usable."""

    def reader(*inputs: str | Path) -> list[Document]:
        refused: list[Rejection] = []
        documents = list(read_documents(inputs, refused.append, latest=LATEST))
        assert refused == []
        return documents

    return reader


def as_row(kind: str) -> str:
    if kind in {"jsonl", "ndjson"}:
        return json.dumps(ROW) + "\n\n" + json.dumps(ROW | {"id": "8", "body": SECOND}) + "\n"
    if kind == "json":
        return json.dumps([ROW, ROW | {"id": "8", "body": SECOND}], indent=2)
    lines: list[str] = []
    out = type("Sink", (), {"write": staticmethod(lines.append)})
    writer = csv.DictWriter(out, ROW, delimiter="\t" if kind == "tsv" else ",")
    writer.writeheader()
    writer.writerows([ROW, ROW | {"id": "8", "body": SECOND}])
    return "".join(lines)


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    ("kind", "places"), [("jsonl", ("1", "3")), ("ndjson", ("1", "3")), ("json", ("item-1", "item-2")), ("csv", ("2", "5")), ("tsv", ("2", "5"))]
)
def test_files_of_many_documents(tmp_path: Path, read: Reader, kind: str, places: tuple[str, str], packed: bool) -> None:
    path = tmp_path / (f"rows.{kind}" + ".gz" * packed)
    data = as_row(kind).encode()
    path.write_bytes(gzip.compress(data) if packed else data)
    first, second = read(path)
    assert (first.doc_id, second.doc_id) == ("7", "8")
    assert (first.outlet, first.published, first.title, first.url) == ("Fjord Wire", "2023-12-08", "Harbour office to reopen", "https://example.org/a")
    assert first.text == f"{FIRST}\n\n{SECOND}"
    assert first.dateline is not None
    assert [document.source for document in (first, second)] == [f"{path.as_posix()}#{place}" for place in places]


def test_json_objects_alone_and_jsonl_under_the_wrong_suffix(tmp_path: Path, read: Reader) -> None:
    (tmp_path / "a.json").write_text(json.dumps(ROW, indent=1), encoding="utf-8")
    (tmp_path / "b.json").write_text("\n".join(json.dumps({"text": f"{SECOND} {n}"}) for n in range(3)), encoding="utf-8")
    assert len(read(tmp_path)) == 4


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ({"event_text": SECOND, "pub_date": "20231208", "publisher": "P"}, ("P", "2023-12-08", None)),
        ({"raw_text": SECOND, "source-hostname": "example.org", "source": "https://example.org/x", "date": None}, ("example.org", None, None)),
        ({"fulltext": SECOND, "source": "https://example.org/2023/12/08/x"}, (None, "2023-12-08", "https://example.org/2023/12/08/x")),
        ({"Content": SECOND, "datePublished": "2023-12-08T10:00:00Z", "publisher": {"@type": "Organization", "name": "P"}}, ("P", "2023-12-08", None)),
        ({"text": SECOND, "published": "Fri, 08 De", "url": "https://example.org/2023/12/08/x"}, (None, "2023-12-08", "https://example.org/2023/12/08/x")),
        ({"text": SECOND, "published": "Fri, 08 De", "extra": [1, {"deep": 2}]}, (None, None, None)),
    ],
)
def test_the_usual_field_names(tmp_path: Path, read: Reader, names: dict[str, object], expected: tuple[str | None, str | None, str | None]) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(names), encoding="utf-8")
    (document,) = read(path)
    assert document.text == SECOND
    assert (document.outlet, document.published) == expected[:2]
    assert expected[2] is None or document.url == expected[2]


def test_a_missing_id_is_the_hash_of_the_text(tmp_path: Path, read: Reader) -> None:
    (tmp_path / "a.txt").write_text(SECOND, encoding="utf-8")
    (document,) = read(tmp_path)
    assert document.doc_id == hashlib.sha256(SECOND.encode()).hexdigest()[:16]


def test_semicolons_and_marks_of_spreadsheets(tmp_path: Path, read: Reader) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(b"\xef\xbb\xbf" + 'Date;Text\r\n08.12.2023;"Ø said ""yes"";\r\nthen left."\r\n'.encode())
    (document,) = read(path)
    assert document.text == 'Ø said "yes";\nthen left.'
    assert document.published == "2023-12-08"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("suffix", ["txt", "jsonl", "csv"])
def test_encodings(tmp_path: Path, read: Reader, encoding: str, suffix: str) -> None:
    text = "The “Málaga accord” – signed in café society."
    contents = {"txt": text, "jsonl": json.dumps({"text": text}, ensure_ascii=False) + "\n", "csv": f'text\n"{text}"\n'}
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(contents[suffix].encode(encoding))
    assert [document.text for document in read(path)] == [text]


@pytest.mark.parametrize(
    "opening",
    [
        " date 2023-12-08 ", "2023-12-08\n", "Date: 8 December 2023\n\n", "date: 2023-12-08\nSource: Fjord Wire\nTitle: Harbour office to reopen\n\n",
        "---\ndate: 2023-12-08\ntitle: 'Harbour office to reopen'\ntags: [a, b]\n---\n\n", "Harbour office to reopen\n\n8 December 2023\n\n",
        "Friday, December 8, 2023\n\nHarbour office to reopen\n\n", "\ufeffDate: Fri, 08 Dec 2023 10:00:00 GMT\r\n\r\nHarbour office to reopen\r\n\r\n",
    ],
)  # fmt: skip
def test_openings_of_plain_text(tmp_path: Path, read: Reader, opening: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(f"{opening}{FIRST}\n\n\n{SECOND}\n".encode())
    (document,) = read(path)
    assert document.text == f"{FIRST}\n\n{SECOND}"
    assert document.published == "2023-12-08"
    assert document.outlet == "Fjord Wire"
    assert document.title == ("Harbour office to reopen" if "Harbour" in opening else None)


@pytest.mark.parametrize(
    "first",
    ["Norway and Chile agreed.", "Source: the minister's own words, as read out.", "* Office to open by March", "OSLO, December 8 - Talks", '"We agreed"'],
)
def test_first_lines_that_are_text(tmp_path: Path, read: Reader, first: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{first}\n\n{SECOND}", encoding="utf-8")
    (document,) = read(path)
    assert document.text == f"{first}\n\n{SECOND}"
    assert document.title is None


def test_wrapped_plain_text_and_bullets(tmp_path: Path, read: Reader) -> None:
    path = tmp_path / "a.text"
    path.write_text(
        "Norway and Chile agreed on Friday after long talks in the old customs\nhouse to reopen the harbour office in Valdivia, which both had closed\n"
        "in the spring of last year over a quarrel about the price of salted\ncod.\n- Norway sends two clerks\n- Chile pays the rent\n",
        encoding="utf-8",
    )
    (document,) = read(path)
    assert document.text.split("\n\n")[1:] == ["- Norway sends two clerks", "- Chile pays the rent"]
    assert "customs house" in document.text
    assert document.text.split("\n\n")[0].endswith("cod.")


def test_markdown(tmp_path: Path, read: Reader) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "---\ndate: 8 December 2023\nsource: Fjord Wire\n---\n# Harbour *office* to reopen\n\n<!-- a note\nfor us -->\nNorway and **Chile** [agreed](https://example.org/x)\n"
        "on _Friday_ to `reopen` it.\n\n## Terms\n\n* Norway sends 2 \\* 3 clerks\n* Chile pays\n\n> A good day, both said.\n\n![map](map.png)\n\n***\n",
        encoding="utf-8",
    )
    (document,) = read(path)
    assert (document.title, document.published, document.outlet) == ("Harbour office to reopen", "2023-12-08", "Fjord Wire")
    assert document.text.split("\n\n") == [
        "Norway and Chile agreed on Friday to reopen it.", "Terms", "- Norway sends 2 * 3 clerks", "- Chile pays", "A good day, both said.",
    ]  # fmt: skip


PAGE = """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html lang="en"><head><title>Harbour office to reopen | Fjord Wire</title>
<meta property="og:title" content="Harbour office to reopen"/><meta property="og:site_name" content="Fjord Wire"/>
<meta property="article:published_time" content="2023-12-08T10:00:00Z"/><link rel="canonical" href="https://example.org/harbour"/></head>
<body><nav><a href="/">Home</a><a href="/world">World</a></nav><article><h1>Harbour office to reopen</h1>{paragraphs}</article>
<footer>All rights reserved</footer></body></html>"""


def test_web_pages(tmp_path: Path, read: Reader) -> None:
    paragraphs = [FIRST, SECOND]
    paragraphs.append("The rent&nbsp;will be paid by Chile, whose consul called the terms fair and said that the keys would be handed over next week.")
    (tmp_path / "a.html").write_text(PAGE.format(paragraphs="".join(f"<p>{p}</p>" for p in paragraphs)), encoding="utf-8")
    (document,) = read(tmp_path)
    assert (document.title, document.published, document.outlet, document.url) == (
        "Harbour office to reopen",
        "2023-12-08",
        "Fjord Wire",
        "https://example.org/harbour",
    )
    assert document.text.split("\n\n") == [paragraphs[0], paragraphs[1], paragraphs[2].replace("&nbsp;", " ")]
    assert document.dateline is not None


def test_web_pages_declare_their_encoding(tmp_path: Path, read: Reader) -> None:
    body = "".join(f"<p>Łódź and Kraków agreed on point {n} of the plan, the mayors told the press after their meeting.</p>" for n in range(4))
    page = f'<html><head><meta charset="iso-8859-2"><title>Plan</title></head><body><article>{body}</article></body></html>'
    (tmp_path / "a.htm").write_bytes(page.encode("iso-8859-2"))
    (document,) = read(tmp_path)
    assert document.text.startswith("Łódź and Kraków")


def test_folders_globs_and_order(tmp_path: Path, read: Reader) -> None:
    for name in ("b/z.txt", "b/a.txt", "a.txt", "c.TXT", ".hidden.txt", "b/.git/x.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"Text of {name}.", encoding="utf-8")
    names = ["a.txt", "b/a.txt", "b/z.txt", "c.TXT"]
    assert [document.text for document in read(tmp_path)] == [f"Text of {name}." for name in names]
    assert [document.text for document in read(f"{tmp_path}/**/*.txt", tmp_path)] == [f"Text of {name}." for name in names]
    assert [document.text for document in read(tmp_path / "c.TXT", str(tmp_path / "a.txt"))] == ["Text of c.TXT.", "Text of a.txt."]


def test_counting_for_a_progress_bar(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SECOND, encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"text": "a"}\n{"text": "b"}', encoding="utf-8")
    (tmp_path / "c.csv").write_text("text\na\nb\nc\n", encoding="utf-8")
    (tmp_path / "d.exe").write_bytes(b"MZ")
    assert document_count([tmp_path]) == 6
    (tmp_path / "e.jsonl.gz").write_bytes(gzip.compress(b'{"text": "a"}\n'))
    assert document_count([tmp_path]) is None
    (tmp_path / "bundle.rtf").write_bytes(b"{\\rtf1 many articles}")
    assert document_count([tmp_path / "bundle.rtf"]) is None
    assert document_count([tmp_path / "none"]) == 0


def test_reading_is_lazy(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"text": "One."}\nbroken\n{"text": "Two."}\n', encoding="utf-8")
    refused: list[Rejection] = []
    documents = read_documents([path], refused.append, latest=LATEST)
    assert next(documents).text == "One."
    assert refused == []
    assert next(documents).text == "Two."
    assert len(refused) == 1
