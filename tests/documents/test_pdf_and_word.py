"""PDF and Word: paragraphs as their readers see them, and files that are broken or built to harm."""

from __future__ import annotations

import datetime
import io
import random
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from servanda.documents import read_documents
from servanda.records import Document, Rejection
from tests.documents.samples import encrypted, paragraph, pdf

LATEST = datetime.date(2024, 1, 1)
TITLE = "Joint statement on the harbour office"
HEAD = [(72.0, 800.0, 9.0, "Foreign Ministry of Norway"), (500.0, 800.0, 9.0, "No. 12")]
FIRST = [
    "OSLO, December 8. Norway and Chile agreed on Friday, after long talks in",
    "the old customs house, to reopen the harbour office in Valdivia, which both",
    "had closed in the spring of last year over a quarrel about cod, and the interna-",
    "tionalisation of fees. The cease-fire of words holds, and so does the cease-",
    "fire of deeds.",
]
PAGES = [
    [*HEAD, *paragraph([TITLE], 760, size=16), *paragraph(["8 December 2023"], 740), *paragraph(FIRST, 710),
     *paragraph(["The office is to open by 1 March. Each side will send two clerks to it, and"], 630), (290.0, 40.0, 9.0, "Page 1 of 2")],
    [*HEAD, *paragraph(["they will share the rent."], 760), *paragraph(["• Norway sends two clerks", "• Chile pays the rent"], 730),
     (290.0, 40.0, 9.0, "Page 2 of 2")],
]  # fmt: skip
ONE = pdf([paragraph(["Norway and Chile agreed on Friday to reopen the harbour office."], 700)])


def read(path: Path) -> tuple[list[Document], list[Rejection]]:
    refused: list[Rejection] = []
    documents = list(read_documents([path], refused.append, latest=LATEST))
    assert all(rejection.source and rejection.reason and rejection.mend for rejection in refused)
    return documents, refused


def test_a_pdf_statement(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(PAGES, TITLE))
    (document,), refused = read(tmp_path)
    assert refused == []
    assert (document.title, document.published) == (TITLE, "2023-12-08")
    assert document.dateline is not None
    assert document.text.split("\n\n") == [
        "OSLO, December 8. Norway and Chile agreed on Friday, after long talks in the old customs house, to reopen the harbour office in Valdivia, which both "
        "had closed in the spring of last year over a quarrel about cod, and the internationalisation of fees. The cease-fire of words holds, and so does the "
        "cease-fire of deeds.",
        "The office is to open by 1 March. Each side will send two clerks to it, and they will share the rent.",
        "• Norway sends two clerks",
        "• Chile pays the rent",
    ]


def test_what_a_pdf_says_of_its_making_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf([paragraph(["Norway and Chile agreed on Friday to reopen the office."], 700)], "draft_final2.docx"))
    (document,), _ = read(tmp_path)
    assert (document.title, document.published) == (None, None)


def test_words_that_repeat_within_pages_are_no_running_heads(tmp_path: Path) -> None:
    refrain = "The office stays open."
    lines = [refrain, "Norway pays the rent of the office, and Chile pays for two of its clerks."]
    (tmp_path / "a.pdf").write_bytes(pdf([paragraph(lines, top) for top in (700, 650)]))
    (document,), _ = read(tmp_path)
    assert document.text.count(refrain) == 2


def page_tree_that_holds_itself() -> bytes:
    return ONE.replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]")


def stream_that_unpacks_without_end() -> bytes:
    packed = zlib.compress(b"(" + b"A" * (120 << 20) + b") Tj", 9)
    bomb = b"9 0 obj\n<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream\nendobj\ntrailer"
    return ONE.replace(b"trailer", bomb).replace(b"/Contents 4 0 R", b"/Contents 9 0 R")


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: pdf([[]]), "no text layer"),
        (lambda: encrypted(ONE), "encrypted"),
        (lambda: ONE[: len(ONE) // 2], "damaged"),
        (lambda: random.Random(1).randbytes(10 << 20), "is no PDF"),
        (lambda: b"", "empty"),
        (page_tree_that_holds_itself, "damaged"),
        (stream_that_unpacks_without_end, "damaged"),
        (lambda: ONE.replace(b"/Kids [5 0 R]", b"/Kids [" + b"5 0 R " * 100_000 + b"]"), "2,000 pages"),
        (lambda: b"%PDF-1.4\n1 0 obj\n" + b"[" * 200_000 + b"\nendobj\ntrailer << /Root 1 0 R >>", "damaged"),
    ],
)
def test_pdfs_that_cannot_be_read(tmp_path: Path, make: Callable[[], bytes], reason: str) -> None:
    (tmp_path / "a.pdf").write_bytes(make())
    begun = time.process_time()
    documents, (rejection,) = read(tmp_path)
    assert documents == []
    assert reason in rejection.reason
    assert time.process_time() - begun < 20


def word(**changes: Callable[[bytes], bytes]) -> bytes:
    """A statement as Word saves it, with the bytes of its body changed."""
    document = docx.Document()
    document.core_properties.title = "Microsoft Word - draft.docx"
    document.add_paragraph(TITLE, style="Title")
    document.add_paragraph("8 December 2023")
    document.add_heading("Terms", level=1)
    document.add_paragraph("Norway and Chile agreed on Friday to reopen the harbour office.")
    document.add_paragraph("Norway sends two clerks", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip([cell for row in table.rows for cell in row.cells], ["Party", "Clerks", "Norway", "2"], strict=True):
        cell.text = text
    document.add_paragraph("Chile pays the rent.")
    saved = io.BytesIO()
    document.save(saved)
    out = io.BytesIO()
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changes.get("body", bytes)(old.read(name)) if name == "word/document.xml" else old.read(name))
    return out.getvalue()


def test_a_word_statement(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(word())
    (document,), refused = read(tmp_path)
    assert refused == []
    assert (document.title, document.published) == (TITLE, "2023-12-08")  # the printed day, not the day on which the file was made
    assert document.text.split("\n\n") == [
        "Terms", "Norway and Chile agreed on Friday to reopen the harbour office.", "- Norway sends two clerks", "Party | Clerks", "Norway | 2",
        "Chile pays the rent.",
    ]  # fmt: skip


def test_tracked_changes_are_read_as_accepted(tmp_path: Path) -> None:
    def change(body: bytes) -> bytes:
        added = b"<w:ins><w:r><w:t> By June.</w:t></w:r></w:ins><w:del><w:r><w:delText>Never.</w:delText></w:r></w:del></w:p><w:sectPr"
        return body.replace(b"</w:p><w:sectPr", added)

    (tmp_path / "a.docx").write_bytes(word(body=change))
    (document,), _ = read(tmp_path)
    assert document.text.endswith("Chile pays the rent. By June.")


def test_text_boxes_are_left_out_of_cells_as_elsewhere(tmp_path: Path) -> None:
    box = b"<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>A caption.</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
    (tmp_path / "a.docx").write_bytes(word(body=lambda body: body.replace(b"</w:p>", box)))
    (document,), _ = read(tmp_path)
    assert "A caption." not in document.text
    assert "Norway | 2" in document.text


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: word()[:5000], "damaged"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5000, "has a password"),
        (lambda: b"{\\rtf1 text}", "no .docx"),
        (lambda: word(body=lambda body: body.replace(b"</w:body>", b"<w:p/>" * (5 << 20) + b"</w:body>")), "200 times"),
        (lambda: word(body=lambda body: body.replace(b"<w:body>", b"<w:body>" + b"<w:p><w:r>" * 50_000)), "damaged"),
        (lambda: word(body=lambda body: b"<a/>"), "damaged"),
        (
            lambda: word(body=lambda body: body.replace(
                b"?>", b'?><!DOCTYPE x [<!ENTITY a "' + b"A" * 10_000 + b'"><!ENTITY b "' + b"&a;" * 1_000 + b'">]>', 1).replace(b"Norway", b"&b;" * 1_000)),
            "damaged",
        ),
    ],
)  # fmt: skip
def test_word_documents_that_cannot_be_read(tmp_path: Path, make: Callable[[], bytes], reason: str) -> None:
    (tmp_path / "a.docx").write_bytes(make())
    documents, (rejection,) = read(tmp_path)
    assert documents == []
    assert reason in rejection.reason


def test_a_word_document_reads_no_other_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("Sweden agreed too.", encoding="utf-8")
    entity = f'?><!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'.encode()
    (tmp_path / "a.docx").write_bytes(word(body=lambda body: body.replace(b"?>", entity, 1).replace(b"Chile pays", b"&a; pays")))
    documents, _ = read(tmp_path / "a.docx")
    assert all("Sweden" not in document.text for document in documents)
