"""Words of a document with everything that was read in them marked: claims, quotations, parties, times and places may nest and overlap.

The text is cut wherever a mark begins or ends. Each piece names the kinds of marks that cover it as classes and the claims as data; so pieces
stand side by side and never have to be closed in an order that overlapping marks do not have.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup, escape

from servanda.records import Claim, Document
from servanda.views.site.facts import SiteFacts, mentions
from servanda.views.site.naming import file_name
from servanda.views.site.rendering import visible
from servanda.views.terminal import cut

MOST_OVER_A_PIECE = 12  # claims and titles that one piece names


class Mark(NamedTuple):
    """Words from `start` to `end`, what they are, and whose: the claim's id for claims, else a few words on hovering."""

    start: int
    end: int
    kind: str
    name: str


class Paragraph(NamedTuple):
    """A paragraph with its marks as HTML, and the claims that begin in it."""

    start: int
    html: Markup
    claims: tuple[Claim, ...]


def marks_of(facts: SiteFacts, document: Document) -> list[Mark]:
    """Everything that was read in a document, each place once, in order."""
    doc_id, claims, quotations = document.doc_id, facts.claims_of.get(document.doc_id, ()), facts.quotations_of.get(document.doc_id, ())
    parties = {(party.start, party.end): party for claim in claims for party in mentions(claim)}
    parties |= {(one.speaker.start, one.speaker.end): one.speaker for one in quotations if one.speaker}
    found = [Mark(claim.start, claim.end, "claim", claim.claim_id) for claim in claims]
    found += [Mark(one.start, one.end, "quotation", _speaks(facts, one.speaker.code or one.speaker.text) if one.speaker else "quotation") for one in quotations]
    found += [Mark(start, end, "actor", facts.name(party.code) if party.code else "party without a code") for (start, end), party in parties.items()]
    found += [Mark(one.start, one.end, "place", ", ".join(filter(None, (one.name, one.country)))) for one in facts.places_of.get(doc_id, ())]
    for time in facts.times.get(doc_id, ()):
        if time.start is not None and time.end is not None:
            found.append(Mark(time.start, time.end, "time", " to ".join(dict.fromkeys(filter(None, (time.first, time.last))))))
    length = len(document.text)
    return sorted({mark for mark in found if 0 <= mark.start < mark.end <= length})


def _speaks(facts: SiteFacts, code: str) -> str:
    return f"words of {facts.name(code)}"


def paragraphs(facts: SiteFacts, document: Document, first: int, last: int) -> Iterator[Paragraph]:
    """The paragraphs of a part of a document, from character `first` to `last`."""
    marks = marks_of(facts, document)
    claims = sorted(facts.claims_of.get(document.doc_id, ()), key=lambda claim: (claim.start, -claim.end, claim.claim_id))
    at = claim_at = 0
    open_marks: list[Mark] = []
    for start, end in _lines(document.text, first, last):
        open_marks = [mark for mark in open_marks if mark.end > start]
        while at < len(marks) and marks[at].start < end:
            if marks[at].end > start:
                open_marks.append(marks[at])
            at += 1
        begun = claim_at
        while claim_at < len(claims) and claims[claim_at].start < end:
            claim_at += 1
        here = tuple(claim for claim in claims[begun:claim_at] if claim.start >= start)
        yield Paragraph(start, marked(document.text, start, end, open_marks), here)


def _lines(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Where each line with something in it begins and ends."""
    start = first
    while start < last:
        end = text.find("\n", start, last)
        end = last if end < 0 else end
        if text[start:end].strip():
            yield start, end
        start = end + 1


def marked(text: str, first: int, last: int, marks: Sequence[Mark]) -> Markup:
    """A stretch of text with the marks that touch it."""
    opening: dict[int, list[Mark]] = defaultdict(list)
    closing: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        start, end = max(mark.start, first), min(mark.end, last)
        if start < end:
            opening[start].append(mark)
            closing[end].append(mark)
    cuts = sorted({first, last, *opening, *closing})
    over: dict[Mark, None] = {}
    pieces = []
    for start, end in pairwise(cuts):
        for mark in closing.get(start, ()):
            over.pop(mark, None)
        fresh = opening.get(start, [])
        over.update(dict.fromkeys(fresh))
        pieces.append(_piece(text[start:end], list(over), [mark for mark in fresh if mark.kind == "claim" and mark.start == start]))
    return Markup("".join(pieces))


def _piece(words: str, over: list[Mark], begun: list[Mark]) -> str:
    """One piece as HTML. It is put together by hand, since there are hundreds in a document: words and titles are escaped, names are `file_name`s."""
    shown = str(escape(visible(words)))
    if not over:
        return shown
    claims = sorted((mark for mark in over if mark.kind == "claim"), key=lambda mark: mark.end - mark.start)[:MOST_OVER_A_PIECE]
    titles = dict.fromkeys(mark.name for mark in over if mark.kind != "claim" and mark.name)
    attributes = f' class="{" ".join(dict.fromkeys(mark.kind for mark in over))}"'
    if claims:
        attributes += f' data-claims="{" ".join(file_name(mark.name) for mark in claims)}"'
    if titles:
        attributes += f' title="{escape(visible(cut("; ".join(list(titles)[:MOST_OVER_A_PIECE]), 300)))}"'
    if begun:
        shown = f'<a href="#note-{file_name(min(begun, key=lambda mark: mark.end - mark.start).name)}">{shown}</a>'
    anchors = "".join(f'<span class="anchor" id="claim-{file_name(mark.name)}"></span>' for mark in begun)
    return f"{anchors}<span{attributes}>{shown}</span>"
