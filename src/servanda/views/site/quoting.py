"""Words of a document in what stands around them."""

from __future__ import annotations

from typing import NamedTuple

from servanda.records import Document
from servanda.views.explanation import Witness
from servanda.views.site.facts import SiteFacts

AROUND = 300  # characters of a sentence before and after the words, where it is long
LONGEST = 1200  # of the words themselves


class Quoted(NamedTuple):
    """Words with what stands before and after them."""

    before: str
    words: str
    after: str


def quoted(document: Document | None, start: int, end: int, first: int | None = None, last: int | None = None, around: int = AROUND) -> Quoted:
    """The words from `start` to `end` in their sentence, which runs from `first` to `last`; each part on one line and of bounded length."""
    if document is None:
        return Quoted("", "", "")
    first, last = start if first is None else min(first, start), end if last is None else max(last, end)
    text = document.text
    left, right = max(first, start - around), min(last, end + around)
    if left > first:  # begin and end with a whole word
        left = text.find(" ", left, start) + 1 or left
    if right < last:
        right = max(text.rfind(" ", end, right), end) if " " in text[end:right] else right
    words = text[start : min(end, start + LONGEST)] + (" …" if end - start > LONGEST else "")
    before, after = ("… " if left > first else "") + text[left:start], text[end:right] + (" …" if right < last else "")
    return Quoted(_line(before), _line(words), _line(after))


def _line(text: str) -> str:
    """One line; blanks at its ends stay, since words stand next to them."""
    inner = " ".join(text.split())
    return (" " if text[:1].isspace() and inner else "") + inner + (" " if text[-1:].isspace() and inner else "")


def quoted_witness(facts: SiteFacts, witness: Witness) -> Quoted:
    """The words of a witness in their sentence."""
    claim = witness.claim
    first, last = (claim.sentence_start, claim.sentence_end) if claim and claim.doc_id == witness.doc_id else (None, None)
    return quoted(facts.documents_by_id.get(witness.doc_id), witness.start, witness.end, first, last)
