"""Markdown: front matter and heading give the metadata, the marks of emphasis, links and headings go.

Enough of the syntax to read articles kept as notes. Not a renderer: tables stay as lines, list items keep their "- ".
"""

from __future__ import annotations

import re

from servanda.documents.canonical import canonicalise
from servanda.documents.plain import take_opening

_FRONT = re.compile(r"\s{0,8}---\n(?:[^\n]{0,1000}\n){0,60}?(?:---|\.\.\.)[ ]{0,4}(?:\n|$)")
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,500}\]\([^()\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,500})\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,100}\])")
_REFERENCE = re.compile(r"^ {0,3}\[[^\[\]\n]{1,100}\]: {1,4}\S[^\n]{0,2000}$", re.MULTILINE)
_AUTOLINK = re.compile(r"<(https?://[^<>\s]{1,2000})>")
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,300}>")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]{1,4}([^\n]{1,1000}?)[ \t]{0,4}#{0,6}[ \t]{0,4}$", re.MULTILINE)
_UNDERLINED = re.compile(r"^([^\n]{1,300})\n {0,3}(?:={3,200}|-{3,200})[ \t]{0,4}$", re.MULTILINE)
_RULE = re.compile(r"^ {0,3}(?:(?:\* ?){3,60}|(?:- ?){3,60}|(?:_ ?){3,60}|`{3}[^\n]{0,60}|~{3}[^\n]{0,60})[ \t]{0,4}$", re.MULTILINE)
_QUOTED = re.compile(r"^ {0,3}> ?", re.MULTILINE)
_ITEM = re.compile(r"^([ \t]{0,8})[*+][ \t]{1,4}(?=\S)", re.MULTILINE)
_STRONG = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]{1,2000}?)(?<=[^\s*])\1(?![\w*])")
_UNDERSCORED = re.compile(r"(?<![\w_])(_{1,3})(?=[^\s_])([^\n_]{1,2000}?)(?<=[^\s_])\1(?![\w_])")
_CODE = re.compile(r"(`{1,2})([^`\n]{1,1000})\1")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])")
_SOFT_BREAK = re.compile(r"(?<=\S)(?: ?|\\)\n(?=\S)(?![ \t]{0,8}(?:[-*+>#|]|[0-9]{1,3}[.)])\s?)")


def _without_comments(text: str) -> str:
    pieces = text.split("<!--")
    if text.count("-->") < len(pieces) - 1:
        return text  # one stays open: better to keep the words
    return pieces[0] + "".join(piece.partition("-->")[2] for piece in pieces[1:])


def without_markup(text: str) -> str:
    """`text` without the marks of Markdown; paragraphs on one line each, blank lines kept."""
    text = _without_comments(text)
    for pattern, replacement in (
        (_IMAGE, ""), (_REFERENCE, ""), (_LINK, r"\1"), (_AUTOLINK, r"\1"), (_TAG, ""),
        (_UNDERLINED, r"\n\1\n"), (_HEADING, r"\n\1\n"), (_RULE, ""), (_QUOTED, ""), (_ITEM, r"\1- "), (_SOFT_BREAK, " "),
        (_STRONG, r"\2"), (_STRONG, r"\2"), (_UNDERSCORED, r"\2"), (_CODE, r"\2"), (_ESCAPE, r"\1"),
    ):  # fmt: skip
        text = pattern.sub(replacement, text)
    return text


def take_markdown(text: str) -> tuple[str, dict[str, str]]:
    """Split a Markdown file into its text and the parts named before it. The first heading, if it comes first, is the title."""
    text = canonicalise(text)
    front = _FRONT.match(text)
    split = front.end() if front else 0
    _, parts = take_opening(text[:split])
    body = text[split:].lstrip("\n ")
    heading = _HEADING.match(body) or _UNDERLINED.match(body)
    if heading:
        parts.setdefault("title", without_markup(heading[1]).strip())
        body = body[heading.end() :]
    plain, more = take_opening(without_markup(body))
    return plain, more | parts
