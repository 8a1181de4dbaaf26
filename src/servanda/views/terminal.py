"""Words of documents on a terminal: nothing in them may steer it.

Control characters, escape sequences and marks that turn the direction of writing are shown as spaces or left out;
styles are put on with rich's `Text`, which takes no markup from the words.
"""

from __future__ import annotations

import unicodedata

from rich.cells import cell_len
from rich.text import Text

_LEFT_OUT = {"Cf", "Cs", "Co", "Cn"}


def shown(text: str, most: int = 2000) -> str:
    """One line of text that is safe to print, cut to `most` characters."""
    text = text[: most * 2]
    if text.isascii() and text.isprintable():  # most texts, and ten times as fast
        return cut(" ".join(text.split()), most)
    kept = []
    for character in text:
        kind = unicodedata.category(character)
        if kind in ("Cc", "Zl", "Zp"):
            kept.append(" ")
        elif kind not in _LEFT_OUT:
            kept.append(character)
    return cut(" ".join("".join(kept).split()), most)


def cut(text: str, most: int) -> str:
    """Text of at most `most` characters, with an ellipsis where something is left out."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def columns(rows: list[list[Text]], gap: int = 3) -> list[Text]:
    """Rows set in columns that are as wide as their widest cell; the last column is left ragged."""
    widths = [max(cell_len(row[place].plain) for row in rows) for place in range(len(rows[0]))] if rows else []
    lines = []
    for row in rows:
        line = Text()
        for place, cell in enumerate(row):
            line.append_text(cell)
            if place + 1 < len(row):
                line.append(" " * (widths[place] - cell_len(cell.plain) + gap))
        line.rstrip()
        lines.append(line)
    return lines
