"""Numbers by which a text calls its own parts: "article 2", "stage three", "the first step", a paragraph that begins with "3."."""

from __future__ import annotations

import re
from functools import lru_cache

from servanda.ledger.commitments import Owed
from servanda.ledger.corpus import Corpus
from servanda.ledger.tables import tables

Label = tuple[str, int]  # the part's kind ("article", "stage") and its number
STAGES = frozenset({"stage", "step", "phase"})  # parts that follow one another in time
HEAD = 60  # characters at the head of a paragraph in which it says which part it is
NUMBERED = re.compile(r"^[\s\"“(]{0,4}(\d{1,3})[.)]")  # "3." or "(3)"

BRACKETED = re.compile(r"[^()\n]{0,80}\([^()\n]{3,40}\)")  # the words in brackets behind a clause


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    labels = tables().labels
    kinds, ordinals, cardinals = (sorted(words, key=lambda w: (-len(w), w)) for words in (labels.kinds, labels.ordinals, labels.cardinals))
    return re.compile(rf"\b(?:({'|'.join(ordinals)})\s+({'|'.join(kinds)})|({'|'.join(kinds)})s?\s+(\d{{1,3}}|{'|'.join(cardinals)}))\b", re.IGNORECASE)


def labels_in(text: str) -> frozenset[Label]:
    """The parts that the words name."""
    labels, found = tables().labels, set()
    for match in _pattern().finditer(text[:2000]):
        ordinal, first, second, number = (group.lower() if group else "" for group in match.groups())
        value = labels.ordinals.index(ordinal) + 1 if ordinal else int(number) if number.isdigit() else labels.cardinals.index(number) + 1
        found.add((first or second, value))
    return frozenset(found)


def labels_of(corpus: Corpus, row: Owed) -> frozenset[Label]:
    """The parts in which the commitment is promised: those that its sentence or the head of its paragraph names."""
    found: set[Label] = set()
    for promise in row.promises:
        text, start, claim = corpus.documents[promise.claim.doc_id].text, corpus.paragraph(promise.claim), promise.claim
        head = text[start : start + HEAD].strip()
        own = text[claim.sentence_start : claim.end]
        if claim.condition is not None:
            own = own.replace(claim.condition.text, "")
        numbered = NUMBERED.match(head)
        found |= {(kind, int(numbered[1])) for kind in tables().labels.numbered} if numbered else labels_in(head) | labels_in(own)
        behind = BRACKETED.match(text, claim.end)  # "... by 10 June (stage two)"
        stages = labels_in(f"{head if numbered else ''} {behind[0] if behind else ''}")
        found |= {(kind, number) for kind, number in stages if kind in STAGES}
    return frozenset(found)
