"""What bytes are whose name does not tell: those of standard input, and of .xml files."""

from __future__ import annotations

import re

from servanda.documents.datasets import layout_of
from servanda.documents.encodings import decode
from servanda.documents.tables import field_of
from servanda.errors import InputError

# The first bytes -> suffix of a packing, or kind.
PACKINGS: dict[bytes, str] = {
    b"\x1f\x8b": ".gz",
    b"BZh": ".bz2",
    b"\xfd7zXZ\x00": ".xz",
    b"\x28\xb5\x2f\xfd": ".zst",
}
MAGIC: dict[bytes, str] = {
    b"%PDF-": "pdf",
    b"PAR1": "parquet",
    b"WARC/": "warc",
    b"PK\x03\x04": "zip",
}
# The root element, without its prefix and in lower case -> kind.
XML_ROOTS: dict[str, str] = {
    "rss": "feed",
    "feed": "feed",
    "rdf": "feed",
    "html": "webpage",
    "newsmessage": "newsroom",
    "newsitem": "newsroom",
    "nitf": "newsroom",
    "sentences": "newsroom",
}
HEAD = 4096  # bytes that are looked at
_JSON = re.compile(rb"(?:\[\s{0,200})?\{\s{0,200}(?:\"|\})")
_ELEMENT = re.compile(r"<(?:[A-Za-z_][\w.-]{0,60}:)?([A-Za-z_][\w.-]{0,60})[\s/>]")


def packing_of(head: bytes) -> str:
    """The suffix of the packing that the first bytes show, "" for none."""
    return next((suffix for magic, suffix in PACKINGS.items() if head.startswith(magic)), "")


def root_element(head: bytes) -> str:
    """The name of the first element within `head`, without prefix, in lower case; "" for none."""
    text = head.decode("utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "latin-1", "replace")
    outside = "".join(part.partition("-->")[2] if number else part for number, part in enumerate(text.split("<!--")))
    match = _ELEMENT.search(outside)
    return match[1].lower() if match else ""


def _is_table(line: str) -> str:
    if (layout := layout_of(line)) is not None:
        return "tsv" if layout.delimiter == "\t" else "csv"
    for mark, kind in (("\t", "tsv"), (",", "csv"), (";", "csv"), ("|", "csv")):
        names = [name.strip().strip('"').lower() for name in line.split(mark)]
        if len(names) > 1 and sum(name in field_of() for name in names) > 1:
            return kind
    return ""


def kind_of(head: bytes) -> str:
    """The kind of a file by its first bytes (unpacked); plain text if they show nothing else."""
    magic = next((kind for start, kind in MAGIC.items() if head.startswith(start)), None)
    if magic:
        return "docx" if magic == "zip" and b"word/" in head else magic
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _JSON.match(start):
        return "json"
    if start[:1] == b"<" or head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        root = root_element(head)
        if root:
            return XML_ROOTS.get(root, "xml" if start.startswith(b"<?xml") else "webpage")
    try:
        return _is_table(decode(start.partition(b"\n")[0])) or "plain"
    except InputError:
        return "plain"
