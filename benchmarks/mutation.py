"""Seeded changes to inputs: the same seed gives the same bytes on every machine."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

LONGEST = 256 << 10  # bytes; an input may grow to this, so that quadratic work shows as a hang
_BYTES = (0x00, 0x09, 0x0A, 0x0D, 0x20, 0x22, 0x27, 0x2C, 0x3C, 0x3E, 0x5C, 0x7B, 0x7F, 0x80, 0xC3, 0xE2, 0xF0, 0xFE, 0xFF)
_NUMBERS = (b"0", b"-1", b"1e999", b"00", b"9" * 5, b"9" * 19, b"9" * 400, b"2147483648", b"18446744073709551616", b"0x7f", "٣".encode(), "²".encode(), b"NaN")
# Pieces that mean something to one reader or another.
_PIECES = (
    *_NUMBERS, b"\x00", b"\xef\xbb\xbf", b"\xff\xfe", b"\r\n\r\n", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"&#0;", b"&#x110000;", b"&amp;amp;",
    b"<!ENTITY a 'b'>", b"<!DOCTYPE a [", b"<?xml version='1.0' encoding='utf-7'?>", b"<p>", b"</p>", b"<script>", b"</div>" * 9, b"<div>" * 300, b"<b a='",
    b'{"', b"[" * 300, b"\\u0000", b'\\ud800"', b"null", b"true", b"---\n", b"```\n", b"    ", b"# ", b"](", b"![", b"> " * 40, b"| a | b |\n|---|---|\n",
    b"\t", b'"', b'""', b";", b",", b",,,,", "\u202e".encode(), "\u200b".encode(), "\u200b\u0301".encode() * 50, "“".encode(),
    "”".encode(), "’".encode(), b"''", "«".encode(),
    "…".encode(), "—".encode(), "Р".encode(), "İ".encode(), "ß".encode(), "\ufb01".encode(), "\U0001f1fa\U0001f1f3".encode(), b"\xed\xa0\x80", b" said ",
    b" within 40 days of ", b" by 31 February ", b" 0000-00-00 ", b" 29 February 2023 ", b" D+999999999 ", b" the 1990s ", b" half of ", b" million ",
    b" between 3 and ", b" at least ", b"\\par ", b"\\u-1?", b"{\\*", b"}" * 9, b"endobj", b"stream\n", b"<< /Length 99999 >>", b" 0 R", b"/Kids [2 0 R]",
    b"%%EOF", b"WARC/1.0\r\n", b"Content-Length: 9\r\n", b"Transfer-Encoding: chunked\r\n", b"End of Document\n", b"[ARN >20100101]", b"_", b"*", b"~", b"!",
    b"+", b"[[frame]]\n", b"[class]\n", b"= []\n", b"= {}\n",
)  # fmt: skip


def _place(data: bytes, chance: random.Random) -> tuple[int, int]:
    """A stretch within `data`: mostly short."""
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.choice((1, 1, 2, 4, 8, 32, 200, 2000)))


def _flipped(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    if not data:
        return data
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 8))):
        at = chance.randrange(len(changed))
        changed[at] = chance.choice(_BYTES) if chance.random() < 0.5 else changed[at] ^ (1 << chance.randrange(8))
    return bytes(changed)


def _cut(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    start, end = _place(data, chance)
    return data[:start] + data[end:]


def _ended(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _repeated(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    start, end = _place(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 2, 10, 500)) + data[end:]


def _moved(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    start, end = _place(data, chance)
    rest = data[:start] + data[end:]
    at = chance.randrange(len(rest) + 1)
    return rest[:at] + data[start:end] + rest[at:]


def _pieced(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    start, end = _place(data, chance)
    return data[:start] + chance.choice(_PIECES) * chance.choice((1, 1, 1, 2, 60)) + data[chance.choice((start, end)) :]


def _numbered(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """Another number where one stands."""
    places = [at for at, byte in enumerate(data) if 0x30 <= byte <= 0x39 and not (at and 0x30 <= data[at - 1] <= 0x39)]
    if not places:
        return _pieced(data, chance, others)
    start = end = chance.choice(places)
    while end < len(data) and 0x30 <= data[end] <= 0x39:
        end += 1
    return data[:start] + chance.choice(_NUMBERS) + data[end:]


def _joined(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """The beginning of one seed and the end of another."""
    other = chance.choice(others)
    return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other) + 1) :]


Way = Callable[[bytes, random.Random, Sequence[bytes]], bytes]
WAYS: tuple[Way, ...] = (_flipped, _flipped, _cut, _ended, _repeated, _moved, _pieced, _pieced, _numbered, _joined)


def mutated(seeds: Sequence[bytes], chance: random.Random) -> bytes:
    """One of the seeds, changed in one to six ways, of at most LONGEST bytes."""
    data = chance.choice(seeds)
    for _ in range(chance.choice((1, 1, 2, 2, 3, 6))):
        data = chance.choice(WAYS)(data, chance, seeds)[:LONGEST]
    return data
