"""Samples of formats that no text editor writes, each made as its usual writer makes it, in words of our own."""

from __future__ import annotations

import io
from collections.abc import Sequence

from pypdf import PdfReader, PdfWriter

Words = tuple[float, float, float, str]  # points from the left, from the bottom, size, text


def pdf(pages: Sequence[Sequence[Words]], title: str = "", extra: bytes = b"") -> bytes:
    """A PDF of pages on which each line is drawn at its place, as printers do."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]
    kids = []
    for lines in pages:
        drawn = b"BT\n" + b"".join(
            f"/F1 {size} Tf 1 0 0 1 {x} {y} Tm (".encode() + text.replace("(", r"\(").replace(")", r"\)").encode("cp1252") + b") Tj\n"
            for x, y, size, text in lines
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn + b"ET"), drawn + b"ET"))
        font = b"/Resources << /Font << /F1 3 0 R >> >>"
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R %s >>" % (len(objects), font))
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    out, at = io.BytesIO(b"%PDF-1.4\n"), []
    out.seek(0, io.SEEK_END)
    for number, body in enumerate([*objects, b"<< /Title (%s) /CreationDate (D:20230101000000Z) >>" % title.encode("cp1252")], 1):
        at.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(at) + 1) + b"".join(b"%010d 00000 n \n" % place for place in at))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(at) + 1, len(at), start))
    return out.getvalue() + extra


def encrypted(data: bytes) -> bytes:
    """The same PDF with a password."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def paragraph(lines: Sequence[str], top: float, left: float = 72, size: float = 11, pitch: float = 14) -> list[Words]:
    """Lines of a paragraph, one under the other."""
    return [(left, top - number * pitch, size, line) for number, line in enumerate(lines)]


def warc_record(kind: str, address: str, body: bytes, date: str = "2023-12-09T10:00:00Z", length: int | None = None) -> bytes:
    """A record as crawlers write it."""
    head = {
        "WARC-Type": kind,
        "WARC-Record-ID": "<urn:uuid:6bc3d6a4-0000-4000-8000-000000000000>",
        "WARC-Date": date,
        "WARC-Target-URI": address,
        "Content-Type": "application/http; msgtype=response" if kind == "response" else "application/warc-fields",
        "Content-Length": str(len(body) if length is None else length),
    }
    return b"WARC/1.0\r\n" + "".join(f"{name}: {value}\r\n" for name, value in head.items()).encode() + b"\r\n" + body + b"\r\n\r\n"


def answer(page: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK", head: str = "") -> bytes:
    """What a server sends."""
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{head}\r\n".encode() + page
