"""A document as the language floor hands it on: its paragraphs, each parsed on its own.

Paragraphs are parsed one by one, so that no sentence can cross a line break (the documents floor has joined wrapped
lines) and memory stays bounded by the longest paragraph. The dateline is left out: the first paragraph starts at `Document.body_start`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from spacy.language import Language

from servanda.language.lemmas import Lemmas
from servanda.language.parsed import Doc, Span, Token
from servanda.language.pipeline import is_exact
from servanda.language.transcripts import without_questions
from servanda.profiling import stage
from servanda.records import Document

LINE_BREAK = re.compile(r"\n+")
LONGEST_PARAGRAPH = 20_000  # characters; a longer one is cut at a sentence end, so that hostile input cannot exhaust memory
UNUSED = ("ner", "lemmatizer")  # components the coder does without: names by themselves cost much time, lemmas have a faster way


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One parsed paragraph; `start` is the offset of its first character in the document's text."""

    start: int
    doc: Doc

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.start + (self.doc[-1].idx + len(self.doc[-1]) if len(self.doc) else 0)

    def offset(self, token: Token) -> int:
        """Where the token begins in the document's text."""
        return self.start + token.idx

    def bounds(self, span: Span) -> tuple[int, int]:
        """The span's characters in the document's text."""
        return self.start + span.start_char, self.start + span.end_char


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with its parsed paragraphs, in order."""

    document: Document
    paragraphs: tuple[Paragraph, ...]


def paragraph_bounds(text: str, body_start: int = 0) -> list[tuple[int, int]]:
    """(start, end) of each paragraph from `body_start` on, white space trimmed, none empty, none over `LONGEST_PARAGRAPH`."""
    bounds, at = [], body_start
    for end in [*(m.start() for m in LINE_BREAK.finditer(text, body_start)), len(text)]:
        while at < end:
            cut = min(end, at + LONGEST_PARAGRAPH)
            if cut < end:
                stop = text.rfind(". ", at, cut)
                cut = stop + 1 if stop > at else cut
            piece = text[at:cut]
            stripped = piece.strip()
            if stripped:
                first = at + piece.index(stripped[0])
                bounds.append((first, first + len(stripped)))
            at = cut
        at = end
    return bounds


def read(nlp: Language, documents: Iterable[Document]) -> Iterator[Reading]:
    """Parses documents in order.

    The shipped pipeline takes them together. Of another, each document is a batch of its own: its matrix products round differently with the
    number of rows, so that a batch of several documents could read one of them differently beside other neighbours.
    """
    unused = [part for part in UNUSED if part in nlp.pipe_names]
    lemmatize = Lemmas(nlp)
    for group in [list(documents)] if is_exact(nlp) else ([document] for document in documents):
        bounds = [without_questions(document.text, paragraph_bounds(document.text, document.body_start)) for document in group]
        texts = [document.text[a:b] for document, found in zip(group, bounds, strict=True) for a, b in found]
        parsed = nlp.pipe(texts, batch_size=max(1, len(texts)), disable=unused)
        for document, found in zip(group, bounds, strict=True):
            with stage("sentences, parse"):
                paragraphs = tuple(Paragraph(start, lemmatize(doc)) for (start, _), doc in zip(found, islice(parsed, len(found)), strict=True))
            yield Reading(document, paragraphs)
