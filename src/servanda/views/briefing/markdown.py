"""A briefing in Markdown (CommonMark, with the footnotes of GitHub, Pandoc and most others).

Words of documents are hostile: `plain` makes of any text one that Markdown shows as it stands, without a link, picture, tag, emphasis or block.
"""

from __future__ import annotations

import re

from servanda.views.briefing.content import Briefing, Footnote, Line, Section
from servanda.views.terminal import shown

# What starts a span of any flavour of Markdown, wherever it stands. A backslash before ASCII punctuation is CommonMark's own escape.
_SPANS = re.compile(r"([\\`*_{}\[\]<>&#|~$^!])")
# Addresses that flavours turn into links without being asked, and signs of emoji (":+1:").
_ADDRESS = re.compile(r"(:)(?=\S)")
_WORLD_WIDE_WEB = re.compile(r"(?i)\b(www)\.")
# What starts a block at the head of a line.
_BLOCK = re.compile(r"^(?:([-+=:])|(\d{1,9})([.)]))")
_AT = "＠"  # a name or e-mail address with "@" is linked, or its owner called, even where the sign is escaped


def plain(text: str, most: int = 2000) -> str:
    """Text as Markdown that shows exactly this text, on one line, cut to `most` characters; "@" becomes its wide form."""
    escaped = _SPANS.sub(r"\\\1", shown(text, most))
    escaped = _WORLD_WIDE_WEB.sub(r"\1\\.", _ADDRESS.sub(r"\\\1", escaped))
    return _BLOCK.sub(_escaped_block, escaped).replace("@", _AT)


def _escaped_block(match: re.Match[str]) -> str:
    return f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}"


def markdown(briefing: Briefing) -> str:
    """The briefing as one Markdown document that ends in a line feed."""
    blocks = [f"# {plain(briefing.title)}", "\n".join(plain(sentence) for sentence in briefing.standing)]
    blocks += [_section(section) for section in briefing.sections]
    blocks += [_footnote(note) for note in briefing.footnotes]
    return "\n\n".join(blocks) + "\n"


def _section(section: Section) -> str:
    lines = [_line(line) for line in section.lines]
    parts = [f"## {plain(section.heading)}", "\n".join(lines), plain(section.note)]
    return "\n\n".join(part for part in parts if part)


def _line(line: Line) -> str:
    marks = "".join(f"[^{number}]" for number in line.footnotes)
    return f"- **{plain(line.display)}** {plain(line.text)}{marks}"


def _footnote(note: Footnote) -> str:
    where = f"{plain(note.doc_id)} {note.start} to {note.end}"
    parts = [plain(note.said_by or note.outlet), where, f"published {note.published}" if note.published else "without a day of publication"]
    if note.reprint_of:
        parts.append(f"a reprint of {plain(note.reprint_of)}")
    if note.url:
        parts.append(f"<{note.url}>")
    quote = f"“{plain(note.quote)}”" if note.quote else "The document is no longer in the ledger"
    return f"[^{note.number}]: {quote}: " + ", ".join(part for part in parts if part) + "."
