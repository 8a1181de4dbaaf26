"""Bytes to text: byte order mark, declared encoding, strict UTF-8, then Windows-1252; nothing is guessed.

Statistical detectors take Western European text for Central European again and again, so the ladder is our own. Bytes that are
mostly UTF-8 with breaks in them are refused rather than read as Windows-1252, which would garble every other character.
"""

from __future__ import annotations

import codecs
import re

from servanda.errors import InputError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROL_SHARE = 0.05  # above this share of control characters a file is no text
_SAMPLE = 65_536
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_DECLARED = re.compile(rb"<meta[^>]{0,300}?charset\s{0,4}=\s{0,4}[\"']?\s{0,4}([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_DECLARED_XML = re.compile(rb"^\s{0,40}<\?xml[^>]{0,200}?encoding\s{0,4}=\s{0,4}[\"']([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
# Browsers read these labels as Windows-1252 (WHATWG Encoding Standard); UTF-16 declared inside readable ASCII is an error for UTF-8.
_RELABELLED = {"ascii": "cp1252", "iso8859-1": "cp1252", "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8", "utf-32": "utf-8"}
_RESAVE = "Save the file as UTF-8"


def marked_encoding(head: bytes) -> str | None:
    """The encoding that a byte order mark at the start of `head` tells, or None."""
    return next((name for mark, name in BYTE_ORDER_MARKS if head.startswith(mark)), None)


def looks_binary(head: bytes) -> bool:
    """Whether the first bytes of a file are no text: a NUL outside UTF-16 and UTF-32, or many control characters."""
    sample = head[:_SAMPLE]
    if not sample or marked_encoding(sample):
        return False
    return b"\x00" in sample or len(_CONTROL.findall(sample)) > CONTROL_SHARE * len(sample)


def declared_encoding(head: bytes) -> str | None:
    """The encoding named in an HTML meta element or an XML declaration within the first 4,096 bytes."""
    match = _DECLARED_XML.search(head[:4096]) or _DECLARED.search(head[:4096])
    return _known_encoding(match[1].decode("ascii")) if match else None


def _known_encoding(label: str) -> str | None:
    try:
        name = codecs.lookup(label).name
        "".encode(name)
    except (LookupError, ValueError):  # unknown, or a codec that does not hold text
        return None
    return _RELABELLED.get(name, name)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, ValueError):
        return None


def decode(data: bytes, *, markup: bool = False, header: str | None = None) -> str:
    """Text of `data`; with `markup`, an encoding declared in it counts, before it the one that a `header` of HTTP names.

    Raises InputError naming the byte that no rung could read.
    """
    marked = marked_encoding(data)
    if marked:
        text = _strictly(data, marked)
        if text is None:
            raise InputError(f"the byte order mark says {marked.removesuffix('-sig').upper()}, but the bytes are not", mend=_RESAVE)
        return text
    for declared in (_known_encoding(header) if header else None, declared_encoding(data) if markup else None):
        if declared and (text := _strictly(data, declared)) is not None:
            return text
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _windows_1252(data, error.start)


def _windows_1252(data: bytes, broken: int) -> str:
    text = None if _MULTIBYTE.search(data) else _strictly(data, "cp1252")
    if text is None or "\xff" in text or "\xfe" in text:  # neither letter occurs in names in English news; both are marks of damage
        raise InputError(
            f"invalid UTF-8 (byte 0x{data[broken]:02x} at position {broken}), and no Windows-1252 either",
            where=f"byte {broken}",
            mend=f"{_RESAVE}, or remove the damaged bytes",
        )
    return text
