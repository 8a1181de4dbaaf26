"""Words of documents as cells of exports: one line, of bounded length, no tabs or quotes that break a row, nothing a spreadsheet runs."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from servanda.views.exports.rows import neutral
from servanda.views.terminal import shown

NAME, LINE, LINK = 200, 400, 2000  # characters at most
ITEMS = 200  # of a list in one cell: more than there are states


def words(text: str | None, most: int = NAME) -> str:
    """Words from a document as one cell.

    Double quotes become single ones: a reader that honours quotes would swallow tabs and lines up to the next one.
    """
    return neutral(shown(text or "", most).replace('"', "'"))


def name(text: str | None) -> str:
    """A name as part of a list: without the signs that part its items."""
    return words(text).replace(";", ",")


def joined(items: Iterable[str], separator: str = ";") -> str:
    """A list in one cell, each item once, in order; empty ones are left out."""
    kept = list(dict.fromkeys(item for item in items if item))
    return separator.join(kept[:ITEMS])


def link(url: str | None) -> str:
    """An address of the web that can stand in a list; "" for anything else or one that is too long to be kept whole."""
    kept = "".join((url or "").split())
    try:
        known = urlsplit(kept).scheme.lower() in ("http", "https")
    except ValueError:
        return ""
    for sign, code in (('"', "%22"), (";", "%3B"), ("<", "%3C"), (">", "%3E")):
        kept = kept.replace(sign, code)
    return kept if known and kept.isprintable() and len(kept) <= LINK else ""


def day(iso: str | None, separator: str = "") -> str:
    """An ISO day with its parts run together, or with another sign between them."""
    return (iso or "").replace("-", separator)


def degrees(value: float | None) -> str:
    """A latitude or longitude with four decimals (some 10 metres), without idle zeros."""
    return "" if value is None else f"{round(value, 4) + 0.0:.4f}".rstrip("0").rstrip(".")


def number(value: float | None) -> str:
    """A score with one decimal; "" where there is none."""
    return "" if value is None else f"{value:.1f}"
