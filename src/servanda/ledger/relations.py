"""How commitments stand to each other: exchange, mutual, concurrent, conditional, sequenced, supersedes.

"In its turn" is no condition: two opposite promises of one act that is given one for the other are an exchange, two alike of any other act and
two opposite standing or negative duties are mutual. A condition or deadline that names another duty's act, or the article or stage in which that
duty stands, ties the two. Steps follow each other where the text says that it goes step by step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from servanda.ledger.commitments import Book, Owed, announced_on
from servanda.ledger.corpus import Corpus
from servanda.ledger.cues import classes_in
from servanda.ledger.labels import Label, labels_in, labels_of
from servanda.ledger.promises import Promise
from servanda.ledger.tables import tables
from servanda.ledger.terms import classes, contains, head, nearness, terms, traded_classes

Pair = tuple[str, Owed, Owed]
Passage = tuple[str, int]  # a document and where its paragraph begins
TIED = 0.5  # share of a condition's words that name another duty
TRADED = 0.25  # how near the objects of two acts given one for the other must be
REPLACED = 0.3  # how near the objects of a dated duty and its successor must be
TRADE = 2  # different acts of which an agreement consists that is nothing but a payment and what is paid for
STAGES = {"stage", "step", "phase"}  # parts that follow one another in time
GAP = 4  # characters between a sentence and the next of its paragraph
LABEL = 12  # characters that a paragraph's number may take before its first sentence
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
    return (old is not None and new is not None and new > old) or any(_says_anew(corpus, p) for p in row.promises)


def _says_anew(corpus: Corpus, promise: Promise) -> bool:
    """Whether the paragraph of the promise says that it takes the place of an earlier one."""
    text, claim = corpus.documents[promise.claim.doc_id].text, promise.claim
    end = text.find("\n\n", claim.end)
    return contains(text[claim.sentence_start : end if end >= 0 else len(text)], tables().duties.replaces)


def find_relations(corpus: Corpus, book: Book) -> list[Pair]:
    """The pairs of commitments tied by one agreement, each as (kind, first, second)."""
    found: list[Pair] = []
    groups: dict[int, list[Owed]] = {}
    for row in book.rows:
        if row.agreement is not None:
            groups.setdefault(row.agreement.root.number, []).append(row)
    rules: tuple[Callable[[Corpus, Sequence[Owed]], list[Pair]], ...] = (_opposite, _in_return, _concurrent, _conditional, _sequenced, _in_one_breath)
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
            elif a.duty == b.duty and a.classes & b.classes & traded_classes() and not _alike(a, b):
                found.extend([("exchange", a, b)] if alike >= TRADED or _answers(a) or _answers(b) else [])
            elif a.duty == b.duty and alike >= TIED and (_answers(a) or _answers(b) or _in_one_sentence(a, b)):
                found.append(("mutual", a, b))
    return found


def _in_one_sentence(a: Owed, b: Owed) -> bool:
    """Whether one sentence makes both promises ("A will clear 14 fields and B 22")."""
    said = {(p.claim.doc_id, p.claim.sentence_start) for p in a.promises}
    return any((p.claim.doc_id, p.claim.sentence_start) in said for p in b.promises)


def _in_one_breath(corpus: Corpus, rows: Sequence[Owed]) -> list[Pair]:
    """ "A will supply gas and B will pay", "A opens its camps, and B adopts the law": what each of two sides does, told in one sentence; a sum of
    money and the only other thing that is owed, wherever they stand."""
    given = [r for r in rows if not r.negative]
    trade = len({(r.key, r.best.action) for r in given if len(r.key) == 1}) == TRADE
    pairs = [(a, b) for at, a in enumerate(given) for b in given[at + 1 :] if not a.key & b.key]
    bought = {frozenset((p.number, r.number)) for p in given if (r := _bought(p, given)) is not None}
    return [("mutual" if _alike(a, b) else "exchange", a, b) for a, b in pairs if frozenset((a.number, b.number)) in bought or _traded(a, b, trade)]


def _bought(payment: Owed, given: Sequence[Owed]) -> Owed | None:
    """What a named sum is paid for: the first thing other than money that the other of two sides is to do once."""
    price = tables().duties.price
    if payment.quantity is None or not payment.classes & price or len(payment.key) > 1 or payment.agreement is None:
        return None
    facing = [r for r in given if len(r.key) == 1 and r.key != payment.key and r.agreement is payment.agreement]
    deeds = [r for r in facing if not r.classes & price and r.duty != "standing"]
    return min(deeds, key=lambda r: r.number) if len({r.key for r in facing if not r.classes & price}) == 1 else None


def _alike(a: Owed, b: Owed) -> bool:
    """Whether both sides owe one act that is not given one for the other ("A will clear 14 fields and B 22")."""
    shared, traded = a.classes & b.classes, traded_classes()
    return len(shared - traded) > len(shared & traded)


def _traded(a: Owed, b: Owed, trade: bool) -> bool:
    """Whether two duties of opposite sides are given one for the other; `trade`: where nothing else is owed."""
    together = _in_one_sentence(a, b) and (_paid(a, b) or _deed_for_deed(a, b))
    return together or (trade and len(a.key) == len(b.key) == 1 and _paid(a, b, sums=True))


def _paid(a: Owed, b: Owed, sums: bool = False) -> bool:
    """Whether one of two duties is a payment (with `sums`: of a named sum) and the other is none."""
    price = [r for r in (a, b) if r.classes & tables().duties.price]
    return len(price) == 1 and (not sums or price[0].quantity is not None)


def _deed_for_deed(a: Owed, b: Owed) -> bool:
    """Whether each is what one of the agreement's two sides does once, so that it is done for the other."""
    return all(len(r.key) == 1 and r.duty != "standing" for r in (a, b)) and a.agreement is not None and a.agreement.key <= a.key | b.key


def _answers(row: Owed) -> bool:
    """Whether a wording marks the promise as the answer to another ("in its turn")."""
    return any(p.claim.marker and contains(p.claim.marker, tables().duties.markers_exchange) for p in row.promises)


def _in_return(corpus: Corpus, rows: Sequence[Owed]) -> list[Pair]:
    """A promise said to be made in return pairs with the promise of the other side before it."""
    found: list[Pair] = []
    everything = sorted(((p, a) for a in rows for p in a.promises), key=lambda item: (corpus.place(item[0].claim), item[1].number))
    for b in rows:
        for promise in (p for p in b.promises if p.claim.marker and contains(p.claim.marker, tables().duties.markers_exchange)):
            before = [(p, a) for p, a in everything if not a.key & b.key and _shortly_before(corpus, p, promise)]
            if before and not before[-1][1].negative and _is_answered(corpus, before[-1][0], promise, [p for p, a in everything if not a.key <= b.key]):
                found.append(("exchange", before[-1][1], b))
    return found


def _is_answered(corpus: Corpus, earlier: Promise, later: Promise, others: Sequence[Promise]) -> bool:
    """Whether the marker of the later promise means the earlier: "in return" the last of its paragraph or, at the head of one, of the paragraph
    before; "in its turn" the last of anybody's; "for its part" one of the sentence before."""
    marker, start = later.claim.marker or "", corpus.paragraph(later.claim)
    if contains(marker, tables().duties.markers_return):
        return start == corpus.paragraph(earlier.claim) or later.claim.sentence_start - start <= LABEL
    if any(_after(p, earlier) and _after(later, p) for p in others):
        return False
    return contains(marker, tables().duties.markers_answer) or 0 <= later.claim.sentence_start - earlier.claim.sentence_end <= GAP


def _after(later: Promise, earlier: Promise) -> bool:
    return later.claim.doc_id == earlier.claim.doc_id and later.claim.start > earlier.claim.start


def _shortly_before(corpus: Corpus, earlier: Promise, later: Promise) -> bool:
    """Whether a promise stands before another in its paragraph or in the one before."""
    if not _after(later, earlier):
        return False
    start = corpus.paragraph(later.claim)
    return corpus.paragraph(earlier.claim) in (start, corpus.documents[later.claim.doc_id].text.rfind("\n\n", 0, max(start - 1, 0)) + 1)


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
        said = a.condition or _proviso(corpus, a)
        labelled = [b for b in rows if b is not a and labels_in(said) & labels_of(corpus, b)] if said else []
        other = _named_in(said, a, rows) if said and not labelled else None
        found.extend(("conditional", a, b) for b in (labelled or ([other] if other else [])))
    return found


def _proviso(corpus: Corpus, row: Owed) -> str:
    """The condition at the head of a promise's sentence ("Provided that article 2 has been carried out, ..."); "" where there is none."""
    for promise in row.promises:
        first = corpus.sentence(promise.claim).partition(",")[0]
        if contains(" ".join(first.split()[:4]), tables().duties.markers_condition):
            return first
    return ""


def _sequenced(corpus: Corpus, rows: Sequence[Owed]) -> list[Pair]:
    found: list[Pair] = []
    for a in rows:
        anchor = a.deadline.anchor
        other = _named_in(anchor, a, rows) if anchor and not set(anchor.lower().split()) & set(tables().stages.anchors) else None
        found.extend([("sequenced", other, a)] if other else [])
    parts = {r.number: labels_of(corpus, r) for r in rows if not r.negative}
    found += [("sequenced", a, b) for a in rows for b in rows if a.key & b.key and _follows(parts.get(a.number, frozenset()), parts.get(b.number, frozenset()))]
    dated = sorted((r for r in rows if r.deadline.date and not r.negative), key=lambda r: (r.deadline.date or "", r.number))
    ordered = {r.number: frozenset(_passage(corpus, p) for p in r.promises if _in_order(corpus, p)) for r in dated}
    for at, a in enumerate(dated):
        following = [b for b in dated[at + 1 :] if (b.deadline.date or "") > (a.deadline.date or "") and _next_step(corpus, a, b, ordered)]
        found.extend(("sequenced", a, b) for b in following if b.deadline.date == following[0].deadline.date)
    return found


def _follows(earlier: frozenset[Label], later: frozenset[Label]) -> bool:
    """Whether one stands in the stage right before the other's."""
    return any(kind in STAGES and (kind, number + 1) in later for kind, number in earlier) and not earlier & later


def _next_step(corpus: Corpus, a: Owed, b: Owed, ordered: Mapping[int, frozenset[Passage]]) -> bool:
    """Whether two dated duties are steps of one order: of the same act, or of common debtors in one paragraph, where a paragraph speaks of order;
    else the same debtors' next promise in the paragraph."""
    if (ordered[a.number] or ordered[b.number]) and a.classes & b.classes:
        return True
    if a.key & b.key and ordered[a.number] & ordered[b.number]:
        return True
    return a.key == b.key and b.number == a.number + 1 and _passage(corpus, a.promises[0]) == _passage(corpus, b.promises[0])


def _passage(corpus: Corpus, promise: Promise) -> Passage:
    return promise.claim.doc_id, corpus.paragraph(promise.claim)


def _in_order(corpus: Corpus, promise: Promise) -> bool:
    """Whether the promise's paragraph says that what it lists is done step by step."""
    text, start = corpus.documents[promise.claim.doc_id].text, corpus.paragraph(promise.claim)
    end = text.find("\n\n", start + 1)
    return contains(text[start : end if end >= 0 else len(text)], tables().duties.markers_order)


def _named_in(text: str, row: Owed, rows: Sequence[Owed]) -> Owed | None:
    """The other duty whose act and object the words name; the one with most words in common."""
    wanted, acts = terms(text) - tables().duties.done_words, classes_in(text)
    best: tuple[float, int] | None = None
    for at, other in enumerate(rows):
        words = other.terms | terms(" ".join(sorted({other.best.action, *classes(other.best.action)})))
        acted = bool(acts & other.classes) and not words & wanted - other.terms  # "once the men have been freed"
        score = (len(words & wanted) + acted) / len(wanted) if wanted else 0.0
        if other is not row and other.terms & wanted and score >= TIED - 0.1 and (best is None or (score, -at) > best):
            best = (score, -at)
    return rows[-best[1]] if best else None


SYMMETRIC = frozenset({"exchange", "mutual", "concurrent"})
