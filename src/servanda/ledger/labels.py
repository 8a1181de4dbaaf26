"""Numbers by which a text calls its own parts: "article 2", "stage three", "the first step", a paragraph that begins with "3."."""

from __future__ import annotations

import re
from functools import lru_cache

from servanda.ledger.commitments import Owed
from servanda.ledger.corpus import Corpus
from servanda.ledger.tables import tables
from servanda.records import Claim

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


@lru_cache(maxsize=1)
def _lot_pattern() -> re.Pattern[str]:
    labels = tables().labels
    kinds, ordinals, cardinals = (sorted(words, key=lambda w: (-len(w), w)) for words in ((*labels.lots, *STAGES), labels.ordinals, labels.cardinals))
    number = "|".join(cardinals)
    between = rf"(?:(?:and (?:last|final)|of (?:the|its|their) (?:{number})) )?(?:(?!(?:{number})\b)[a-z-]{{2,20}} )?"
    return re.compile(rf"\b({'|'.join(ordinals)}) {between}({'|'.join(kinds)})(?:e?s)?\b", re.IGNORECASE)


@lru_cache(maxsize=16384)
def lots_in(text: str) -> frozenset[Label]:
    """The instalments and stages that the words tell apart by number: "the second tranche", "the fourth and last batch", "the first of its four payments"."""
    labels, text = tables().labels, " ".join(text.lower().split())[:2000]
    lots = {(match[2], labels.ordinals.index(match[1]) + 1) for match in _lot_pattern().finditer(text)}
    return frozenset(label for label in lots | labels_in(text) if label[0] in STAGES or label[0] in labels.lots)


def lots_told(corpus: Corpus, claim: Claim) -> frozenset[Label]:
    """The lots that a claim tells of: those of its object, else of its clause."""
    return (lots_in(claim.object.text) if claim.object is not None else frozenset()) or lots_in(corpus.words(claim))


def lots_of(corpus: Corpus, row: Owed) -> frozenset[Label]:
    """The instalments or stages that the commitment promises: as its object tells them, else as its sentence or paragraph does."""
    if row.lots is None or row.lots[0] != len(row.promises):
        own = frozenset().union(*(lots_in(p.claim.object.text) for p in row.promises if p.claim.object is not None))
        row.lots = (len(row.promises), own or frozenset((kind, number) for kind, number in labels_of(corpus, row) if kind in STAGES))
    return row.lots[1]


def other_lot(told: frozenset[Label], owed: frozenset[Label]) -> bool:
    """Whether a report that tells lots by number tells of others than the one that is owed."""
    kinds = {kind for kind, _ in told} & {kind for kind, _ in owed}
    return bool(kinds) and not told & owed


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
