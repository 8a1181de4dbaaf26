"""Repairs UTF-8 that was once read as Windows-1252 ("â€™" for an apostrophe), where no honest text has such letters in a row.

Only sequences that cannot be meant are touched: "É™" or "é”—" are valid UTF-8 by their bytes too, but occur in honest text.
"""

from __future__ import annotations

import re


def _byte_of(character: str) -> int:
    try:
        return character.encode("cp1252")[0]
    except UnicodeEncodeError:
        return ord(character)  # the five bytes without a Windows-1252 character, read as control characters


_UPPER = [bytes([b]).decode("cp1252", "ignore") or chr(b) for b in range(0x80, 0xC0)]
_ALSO_CONTROL = [chr(b) for b in range(0x80, 0xA0)]
# Quotation marks, dashes and signs follow a capital in honest text ("UNIVERSITÄ“"), so after two-byte leads they prove nothing.
_HONEST = set("‘’“”–—…™•›»")
_ANY = re.escape("".join(dict.fromkeys(_UPPER + _ALSO_CONTROL)))
_SAFE = re.escape("".join(c for c in dict.fromkeys(_UPPER + _ALSO_CONTROL) if c not in _HONEST))
_GARBLED = re.compile(
    f"â[€\x80‚\x82„\x84†\x86][{_ANY}]"  # quotation marks, dashes, signs
    f"|[ÂÃÄÅ][{_SAFE}]"  # Latin letters
    f"|(?:[ÐÑ][{_ANY}]){{2,40}}"  # Cyrillic words
    f"|ð[Ÿ\x9f][{_ANY}][{_ANY}]"  # pictographs
    "|ï»¿|ï¿½"
)
_LOST_QUOTE = re.compile(r"â€(?=[\s.,;:!?)]|$)")  # the closing quotation mark's third byte has no Windows-1252 character and gets lost


def _mended(match: re.Match[str]) -> str:
    try:
        return bytes(_byte_of(c) for c in match[0]).decode("utf-8")
    except (UnicodeDecodeError, ValueError):
        return match[0]


def repair_mojibake(text: str) -> str:
    """`text` with unambiguous sequences repaired once; text garbled twice needs a second call."""
    return _LOST_QUOTE.sub("”", _GARBLED.sub(_mended, text))
