"""How commitments stand to each other: exchange, mutual, concurrent, conditional, sequenced, supersedes.

"In its turn" is no condition: two opposite promises of one act are an exchange, two opposite standing or negative duties are
mutual. A condition or deadline that names another duty's act ties the two.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from servanda.ledger.commitments import Book, Owed, announced_on
from servanda.ledger.corpus import Corpus
from servanda.ledger.tables import tables
from servanda.ledger.terms import classes, contains, head, nearness, terms, traded_classes

Pair = tuple[str, Owed, Owed]
TIED = 0.5  # share of a condition's words that name another duty
REPLACED = 0.3  # how near the objects of a dated duty and its successor must be
RETURNED = ("in return", "in exchange", "in response")
GAP = 4  # characters between a sentence and the next of its paragraph
RECENT = 20  # earlier duties of the same act that a new one is compared with


def find_superseded(corpus: Corpus, book: Book) -> list[Pair]:
    """Marks duties that a later promise of the same act, with a later date or as a prolongation, replaces."""
    found: list[Pair] = []
    groups: dict[tuple[str, str], list[Owed]] = {}
    for row in sorted(book.rows, key=lambda r: (announced_on(corpus, r)[0], r.number)):
        for earlier in _earlier(groups, row):
            if earlier.superseded_by is None and _replaces(corpus, row, earlier):
                earlier.superseded_by = row
                found.append(("supersedes", row, earlier))
        for code in sorted(row.key):
            for name in sorted(row.classes):
                groups.setdefault((code, name), []).append(row)
    return found


def _earlier(groups: dict[tuple[str, str], list[Owed]], row: Owed) -> list[Owed]:
    seen: dict[int, Owed] = {}
    for code in sorted(row.key):
        for name in sorted(row.classes):
            seen.update((other.number, other) for other in groups.get((code, name), ())[-RECENT:])
    return [seen[number] for number in sorted(seen)]


def _replaces(corpus: Corpus, row: Owed, earlier: Owed) -> bool:
    before, after = earlier.agreement, row.agreement
    if before is None or after is None or before is after or len(before.key & after.key) < 2 or not row.key <= earlier.key:
        return False
    if announced_on(corpus, earlier)[0] >= announced_on(corpus, row)[0] or nearness(row.terms, earlier.terms) < REPLACED:
        return False
    if "prolong" in row.classes & earlier.classes:
        return True
    old, new = earlier.deadline.date, row.deadline.date
    return old is not None and new is not None and new > old


def find_relations(corpus: Corpus, book: Book) -> list[Pair]:
    """The pairs of commitments tied by one agreement, each as (kind, first, second)."""
    found: list[Pair] = []
    groups: dict[int, list[Owed]] = {}
    for row in book.rows:
        if row.agreement is not None:
            groups.setdefault(row.agreement.root.number, []).append(row)
    rules: tuple[Callable[[Corpus, Sequence[Owed]], list[Pair]], ...] = (_opposite, _in_return, _concurrent, _conditional, _sequenced)
    for number in sorted(groups):
        taken: set[frozenset[int]] = set()
        for rule in rules:
            for kind, a, b in rule(corpus, groups[number]):
                pair = frozenset((a.number, b.number))
                if pair not in taken:
                    taken.add(pair)
                    found.append((kind, a, b))
    return found


def _opposite(corpus: Corpus, rows: Sequence[Owed]) -> list[Pair]:
    """Duties of one act owed by opposite sides."""
    found: list[Pair] = []
    for at, a in enumerate(rows):
        for b in rows[at + 1 :]:
            if a.key & b.key or a.negative != b.negative or not a.classes & b.classes:
                continue
            alike = max(nearness(a.terms, b.terms), TIED * (head(a.best.object) == head(b.best.object)))
            if a.negative or (a.duty == b.duty == "standing"):
                if alike >= TIED:
                    found.append(("mutual", a, b))
            elif a.duty == b.duty and ((alike >= 0.25 and a.classes & b.classes & traded_classes()) or _answers(a) or _answers(b)):
                found.append(("exchange", a, b))
    return found


def _answers(row: Owed) -> bool:
    """Whether a wording marks the promise as the answer to another ("in its turn")."""
    return any(p.claim.marker and contains(p.claim.marker, tables().duties.markers_exchange) for p in row.promises)


def _in_return(corpus: Corpus, rows: Sequence[Owed]) -> list[Pair]:
    """A promise said to be made in return pairs with the last promise of the other side before it."""
    found: list[Pair] = []
    for b in rows:
        for promise in b.promises:
            if not promise.claim.marker or not contains(promise.claim.marker, tables().duties.markers_exchange):
                continue
            strict = contains(promise.claim.marker, RETURNED)
            before = [
                (p.claim.start, -a.number, a)
                for a in rows
                for p in a.promises
                if not a.key & b.key and p.claim.doc_id == promise.claim.doc_id and p.claim.start < promise.claim.start
            ]
            last = max(before, key=lambda item: item[:2])[2] if before else None
            if last is not None and (strict or _adjacent(corpus, last, b)):
                found.append(("exchange", last, b))
    return found


def _concurrent(corpus: Corpus, rows: Sequence[Owed]) -> list[Pair]:
    found: list[Pair] = []
    for a in rows:
        said = " ".join(f"{p.claim.marker or ''} {p.claim.condition.text if p.claim.condition else ''}" for p in a.promises)
        if contains(said, tables().duties.markers_concurrent):
            other = _named_in(said, a, rows)
            found.extend([("concurrent", a, other)] if other else [])
    return found


def _conditional(corpus: Corpus, rows: Sequence[Owed]) -> list[Pair]:
    found: list[Pair] = []
    for a in rows:
        other = _named_in(a.condition, a, rows) if a.condition else None
        found.extend([("conditional", a, other)] if other else [])
    return found


def _sequenced(corpus: Corpus, rows: Sequence[Owed]) -> list[Pair]:
    found: list[Pair] = []
    for a in rows:
        anchor = a.deadline.anchor
        other = _named_in(anchor, a, rows) if anchor and not set(anchor.lower().split()) & set(tables().stages.anchors) else None
        found.extend([("sequenced", other, a)] if other else [])
    for a, b in pairwise(sorted(rows, key=lambda r: r.number)):
        if a.key == b.key and a.deadline.date and b.deadline.date and a.deadline.date < b.deadline.date and _one_passage(corpus, a, b):
            found.append(("sequenced", a, b))  # the same debtors' next step, due after the first
    return found


def _one_passage(corpus: Corpus, a: Owed, b: Owed) -> bool:
    return corpus.paragraph(a.promises[0].claim) == corpus.paragraph(b.promises[0].claim) and a.promises[0].claim.doc_id == b.promises[0].claim.doc_id


def _named_in(text: str, row: Owed, rows: Sequence[Owed]) -> Owed | None:
    """The other duty whose act and object the words name; the one with most words in common."""
    wanted = terms(text)
    best: tuple[float, int] | None = None
    for at, other in enumerate(rows):
        words = other.terms | terms(" ".join(sorted({other.best.action, *classes(other.best.action)})))
        score = len(words & wanted) / len(wanted) if wanted else 0.0
        if other is not row and other.terms & wanted and score >= TIED - 0.1 and (best is None or (score, -at) > best):
            best = (score, -at)
    return rows[-best[1]] if best else None


def _adjacent(corpus: Corpus, a: Owed, b: Owed) -> bool:
    """Whether the answer stands in the sentence after the first promise, and neither has another counterpart of its own act."""
    for p in a.promises:
        for q in b.promises:
            if p.claim.doc_id == q.claim.doc_id and p.claim.sentence_end <= q.claim.sentence_start <= p.claim.sentence_end + GAP:
                return not a.negative
    return False


SYMMETRIC = frozenset({"exchange", "mutual", "concurrent"})
