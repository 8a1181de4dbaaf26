"""The canonical form of a text: made once on reading; every offset refers to it.

Clean text comes back as it was given, character for character, so that offsets into the given text stay good: white space is
neither trimmed nor collapsed, and what must change is exchanged one for one where possible. Newlines have one meaning
afterwards: a newline, single or not, ends a paragraph, because lines that a mailer or wire had wrapped are joined.
"""

from __future__ import annotations

import html
import itertools
import re
import unicodedata

from servanda.documents.mojibake import repair_mojibake

_PASSES = 16  # nested escapes ("&amp;amp;nbsp;") and text garbled twice settle in two or three
_SPACE = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f"
_CONTROL = "\x00-\x08\x0e-\x1f\x7f-\x9f"
_UNCLEAN = re.compile(f"\r\n|[{_SPACE}]|[{_INVISIBLE}]|[{_CONTROL}]|[\r\x0b\x0c\u2028\u2029]|[\ud800-\udfff\ufffe\uffff]")
_IS_SPACE, _IS_INVISIBLE, _IS_CONTROL = (re.compile(f"[{kind}]") for kind in (_SPACE, _INVISIBLE, _CONTROL))
_ENTITY = re.compile(r"&(?:(?i:amp|#0{0,5}38|#x0{0,4}26);)*(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_BULLET = re.compile(r"\s{0,8}(?:[-*+•◦▪‣–—]|\(?[0-9]{1,3}[.)]|\(?[a-z][.)]|#{1,6}|>)\s")

# Wrapped text: at least three lines run on, none beyond 100 characters, three quarters of them within 20 characters of the longest.
# Measured on nothing but the habit of mailers and wires to wrap at 60 to 80 columns; rerun tests/documents/test_canonical.py.
_WRAP_LONGEST, _WRAP_SHORTEST, _WRAP_SPREAD, _WRAP_LINES = 100, 40, 20, 3


def _cleaned(match: re.Match[str]) -> str:
    found = match[0]
    if found == "\r\n" or found in "\r\x0b\u2028":
        return "\n"
    if found in "\x0c\u2029":
        return "\n\n"
    if _IS_SPACE.match(found):
        return " "
    if _IS_INVISIBLE.match(found):
        return ""
    if _IS_CONTROL.match(found):
        # Bytes 80-9F read as Latin-1 were meant as Windows-1252 (the WHATWG reading); other control characters are blanks.
        return (bytes([ord(found)]).decode("cp1252", "ignore") or " ") if ord(found) > 0x7F else " "
    return "\ufffd"


def _unescaped(match: re.Match[str]) -> str:
    entity = f"&{match[1]};"
    plain = html.unescape(entity)
    return plain if plain != entity else match[0]


def _one_pass(text: str) -> str:
    if not text.isascii():
        text = repair_mojibake(unicodedata.normalize("NFC", text))
    if "&" in text:
        text = _ENTITY.sub(_unescaped, text)
    return unicodedata.normalize("NFC", _UNCLEAN.sub(_cleaned, text))


def _wrapped_at(lines: list[str]) -> int:
    """The column at which the text was wrapped, 0 if it was not."""
    running = [len(a.rstrip()) for a, b in itertools.pairwise(lines) if a.strip() and b.strip() and not _BULLET.match(b)]
    longest = max(running, default=0)
    if len(running) < _WRAP_LINES or not _WRAP_SHORTEST <= longest <= _WRAP_LONGEST:
        return 0
    near = sum(length > longest - _WRAP_SPREAD for length in running)
    return longest if near >= 0.75 * len(running) else 0


def join_wrapped_lines(text: str) -> str:
    """Exchange the newline for a blank inside paragraphs that were wrapped; bullets and short lines keep theirs."""
    while True:
        lines = text.split("\n")
        width = _wrapped_at(lines)
        if not width:
            return text
        parts: list[str] = []
        for line, following in zip(lines, [*lines[1:], ""], strict=True):
            runs_on = line.strip() and following.strip() and len(line.rstrip()) > width - _WRAP_SPREAD and not _BULLET.match(following)
            parts += [line, " " if runs_on else "\n"]
        joined = "".join(parts[:-1])
        if joined == text:
            return text
        text = joined


def canonicalise(text: str) -> str:
    """Normalise `text`; idempotent, and the identity on clean text.

    Entities resolved, mojibake repaired, Unicode NFC, line ends "\\n", every blank a plain space, zero-width and bidirectional
    controls and soft hyphens removed, other control characters blanked, lone surrogates replaced, wrapped lines joined.
    """
    for _ in range(_PASSES):
        once = _one_pass(text)
        if once == text:
            break
        text = once
    return join_wrapped_lines(text)


def one_line(text: str, longest: int = 1000) -> str | None:
    """A canonical value of one line (title, outlet), white space collapsed, cut at `longest`; None if nothing is left."""
    return " ".join(canonicalise(text[: 4 * longest]).split())[:longest].strip() or None


def paragraphs(text: str) -> str:
    """`text` with one blank line between paragraphs and no white space at line ends: the layout of texts that come from files of their own."""
    return "\n\n".join(line.strip() for line in join_wrapped_lines(text).split("\n") if line.strip())
