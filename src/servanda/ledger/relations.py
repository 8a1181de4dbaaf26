"""How commitments stand to each other: exchange, mutual, concurrent, conditional, sequenced, supersedes.

"In its turn" is no condition: two opposite promises of one act that is given one for the other are an exchange, two alike of any other act and
two opposite standing or negative duties are mutual. A condition or deadline that names another duty's act, or the article or stage in which that
duty stands, ties the two. Steps follow each other where the text says that it goes step by step.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from servanda.language.amounts import PEOPLE
from servanda.ledger.bargains import alike, headline, of_old_debts, one_each
from servanda.ledger.commitments import Book, Owed, announced_on
from servanda.ledger.corpus import Corpus
from servanda.ledger.instalments import nearest_exchanges, part_for_part
from servanda.ledger.labels import STAGES, labels_in, lots_of, other_lot
from servanda.ledger.parties import codes, same_key
from servanda.ledger.promises import Promise
from servanda.ledger.restating import conflicts
from servanda.ledger.sequences import TIED, Pair, Passage, conditions_of, find_concurrent, find_conditional, find_sequenced, is_next, passage
from servanda.ledger.tables import tables
from servanda.ledger.terms import contains, head, kindred_classes, nearness, traded_classes

SYMMETRIC = frozenset({"exchange", "mutual", "concurrent"})  # relations that hold either way round
FOR_EACH_OTHER = frozenset({"exchange", "mutual"})  # of these, what is promised for what the other side promises
HEAD = 60  # characters at the head of a paragraph in which it says which step it is
TRADED = 0.25  # how near the objects of two acts given one for the other must be
MOVED = 0.5  # how near the objects of a duty and of the same with another day must be
REPLACED = 0.3  # how near the objects of a dated duty and its successor must be
TRADE = 2  # different acts of which an agreement consists that is nothing but a payment and what is paid for
GAP = 4  # characters between a sentence and the next of its paragraph
LABEL = 12  # characters that a paragraph's number may take before its first sentence
RECENT = 20  # earlier duties of the same act that a new one is compared with


def find_superseded(corpus: Corpus, book: Book) -> list[Pair]:
    """Marks duties that a later promise of the same act, with a later date or as a prolongation, replaces."""
    found: list[Pair] = []
    groups: dict[tuple[str, str], list[Owed]] = {}
    for row in sorted(book.rows, key=lambda r: (announced_on(corpus, r)[0], r.number)):
        moving = row.deadline.date is not None and any(contains(corpus.sentence(p.claim), tables().duties.moves) for p in row.promises)
        for earlier in _earlier(groups, row):
            if moving and earlier.superseded_by is None and _moves(corpus, row, earlier):
                row.put_off()
                earlier.superseded_by = row
            if earlier.superseded_by is row or (earlier.superseded_by is None and _replaces(corpus, row, earlier)):
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
    if announced_on(corpus, earlier)[0] >= announced_on(corpus, row)[0]:
        return False
    repaid = row.classes & earlier.classes & tables().duties.price  # "the loan", "100 million dollars"
    if nearness(row.terms, earlier.terms) < REPLACED and not (repaid and any(_says_anew(corpus, p) for p in row.promises)):
        return False
    if "prolong" in row.classes & earlier.classes:
        return True
    old, new = earlier.deadline.date, row.deadline.date
    return (old is not None and new is not None and new > old) or any(_says_anew(corpus, p) for p in row.promises)


def _moves(corpus: Corpus, row: Owed, earlier: Owed) -> bool:
    """Whether the promise, whose words say that a day is moved, moves that of an earlier one: "due by 30 June, will be delivered by 31 July"."""
    old, new = earlier.deadline.date, row.deadline.date
    if old is None or new is None or new <= old or row.key != earlier.key or nearness(row.terms, earlier.terms) < MOVED:
        return False
    if conflicts(row.quantity, earlier.quantity) or other_lot(lots_of(corpus, row), lots_of(corpus, earlier)):
        return False
    first, then = (min(corpus.place(p.claim) for p in each.promises) for each in (earlier, row))
    return first[0] < then[0]


def _says_anew(corpus: Corpus, promise: Promise) -> bool:
    """Whether the paragraph of the promise says that it takes the place of an earlier one."""
    text, claim = corpus.documents[promise.claim.doc_id].text, promise.claim
    end = text.find("\n\n", claim.end)
    return contains(text[claim.sentence_start : end if end >= 0 else len(text)], tables().duties.replaces)


def find_relations(corpus: Corpus, book: Book) -> list[Pair]:
    """The pairs of commitments tied by one agreement or, where the words say so, by one document, each as (kind, first, second)."""
    under: dict[int, list[Owed]] = {}
    answered = {p.claim.doc_id for row in book.rows if row.agreement is None for p in row.promises if _answering(p)}
    told: dict[str, list[Owed]] = {}
    for row in book.rows:
        if row.agreement is not None:
            under.setdefault(row.agreement.root.number, []).append(row)
        for doc_id in sorted({p.claim.doc_id for p in row.promises} & answered):
            told.setdefault(doc_id, []).append(row)
    found: dict[tuple[frozenset[int], str], Pair] = {}
    for number in sorted(under):
        for rule in (_opposite, _in_return, find_concurrent, find_conditional, find_sequenced, _in_one_breath):
            _enter(found, rule(corpus, under[number]))
    for doc_id in sorted(told):
        _enter(found, _in_return(corpus, told[doc_id]))
    _enter(found, _one_for_the_other(book.rows))
    for number in sorted(under):
        _enter(found, headline(under[number], found))
    waiting = {a.number for kind, a, _ in found.values() if kind == "conditional"}
    owing: dict[str, list[Owed]] = {}
    for row in book.rows:
        for code in sorted(row.key):
            owing.setdefault(code, []).append(row)
        if row.condition and row.number not in waiting:
            _enter(found, conditions_of(corpus, row, _of_the_same(owing, row)))
    return part_for_part(one_each(found.values()), book.rows)


def _one_for_the_other(rows: Sequence[Owed]) -> list[Pair]:
    """What two sides promise each other in one sentence outside any agreement ("A will drop its claim, and B pays it 9 million"; "in return for")."""
    said: dict[tuple[str, int], list[Owed]] = {}
    for row in rows:
        if row.agreement is None and not row.negative and row.duty != "standing":
            for place in sorted({(p.claim.doc_id, p.claim.sentence_start) for p in row.promises}):
                said.setdefault(place, []).append(row)
    pairs = [(a, b) for group in said.values() for at, a in enumerate(group) for b in group[at + 1 :] if _faces(a, b) and _faces(b, a)]
    return [("mutual" if alike(a, b) else "exchange", a, b) for a, b in pairs]


def _faces(a: Owed, b: Owed) -> bool:
    """Whether a duty is owed to those who owe another."""
    return not a.key & b.key and bool(same_key(code for p in a.promises for code in codes(p.claim.recipients)) & b.key)


def _of_the_same(owing: Mapping[str, Sequence[Owed]], row: Owed) -> list[Owed]:
    """The latest duties, under whatever agreement, of those to whom the promise is made and of the parties to its agreement."""
    around = row.key | same_key(code for p in row.promises for code in codes(p.claim.recipients)) | (row.agreement.key if row.agreement else frozenset())
    near = {other.number: other for code in sorted(around) for other in owing.get(code, ())[-RECENT:]}
    return [near[number] for number in sorted(near)]


def _enter(found: dict[tuple[frozenset[int], str], Pair], pairs: Iterable[Pair]) -> None:
    """Two duties stand in one relation of each sort: they are given for each other or alike, one depends on the other, one follows the other."""
    for kind, a, b in pairs:
        found.setdefault((frozenset((a.number, b.number)), "" if kind in FOR_EACH_OTHER else kind), (kind, a, b))


def _opposite(corpus: Corpus, rows: Sequence[Owed]) -> list[Pair]:
    """Duties of one act owed by opposite sides."""
    found: list[Pair] = []
    for at, a in enumerate(rows):
        for b in rows[at + 1 :]:
            if a.key & b.key or a.negative != b.negative or not a.classes & b.classes:
                continue
            near = max(nearness(a.terms, b.terms), TIED * (head(a.best.object) == head(b.best.object)))
            if a.negative or (a.duty == b.duty == "standing"):
                if near >= TIED:
                    found.append(("mutual", a, b))
            elif a.duty == b.duty and a.classes & b.classes & traded_classes() and not alike(a, b):
                found.extend([("exchange", a, b)] if near >= TRADED or _answers(a) or _answers(b) or _people(a, b) else [])
            elif a.duty == b.duty and near >= TIED and (_answers(a) or _answers(b) or _in_one_sentence(a, b)):
                found.append(("mutual", a, b))
            elif a.duty == b.duty and near >= TIED and _in_lots(corpus, a, b):
                found.append(("exchange", a, b))
    return nearest_exchanges(found, TIED)


def _people(a: Owed, b: Owed) -> bool:
    """Whether both sides let people go, whatever the text calls them ("hostages", "prisoners")."""
    return all(r.classes & traded_classes() and (r.quantity is None or r.quantity.unit == PEOPLE) for r in (a, b)) and any(r.quantity for r in (a, b))


def _in_lots(corpus: Corpus, a: Owed, b: Owed) -> bool:
    """Whether one passage tells how many of a thing each side hands the other ("A will hand over 46 maps, B 18"): lots are traded, single lists are not."""
    counted = all(r.quantity is not None and r.quantity.value > 1 for r in (a, b))
    return counted and bool(a.classes & b.classes & kindred_classes(traded_classes())) and bool(_passages(corpus, a) & _passages(corpus, b))


def _passages(corpus: Corpus, row: Owed, steps: bool = False) -> frozenset[Passage]:
    """The paragraphs in which the duty is promised; with `steps` those that begin as a stage of the agreement."""
    found = {passage(corpus, p) for p in row.promises}
    return frozenset(at for at in found if not steps or any(kind in STAGES for kind, _ in labels_in(corpus.documents[at[0]].text[at[1] : at[1] + HEAD])))


def _in_one_sentence(a: Owed, b: Owed) -> bool:
    """Whether one sentence makes both promises ("A will clear 14 fields and B 22")."""
    said = {(p.claim.doc_id, p.claim.sentence_start) for p in a.promises}
    return any((p.claim.doc_id, p.claim.sentence_start) in said for p in b.promises)


def _in_one_breath(corpus: Corpus, rows: Sequence[Owed]) -> list[Pair]:
    """ "A will supply gas and B will pay", "A opens its camps, and B adopts the law": what each of two sides does, told in one sentence; a sum of
    money and the only other thing that is owed, wherever they stand."""
    given = [r for r in rows if not r.negative and (r.agreement is None or r.key <= r.agreement.key)]  # no gift of a mediator
    trade = len({(r.key, r.best.action) for r in given if len(r.key) == 1}) == TRADE
    pairs = [(a, b) for at, a in enumerate(given) for b in given[at + 1 :] if not a.key & b.key]
    bought = {frozenset((p.number, r.number)) for p in given if (r := _bought(p, given)) is not None}
    done = [(a, b) for a, b in pairs if a.duty != "standing" != b.duty and not a.condition and not b.condition]
    step = {frozenset((a.number, b.number)) for a, b in done if _passages(corpus, a, steps=True) & _passages(corpus, b, steps=True)}
    tied = [(a, b) for a, b in pairs if frozenset((a.number, b.number)) in bought | step or (_traded(a, b, trade) and not _in_order(corpus, a, b))]
    return [("mutual" if alike(a, b) else "exchange", a, b) for a, b in tied]


def _in_order(corpus: Corpus, a: Owed, b: Owed) -> bool:
    """Whether the text puts one of two acts after the other, so that neither need be done for the other's sake."""
    return any(is_next(corpus, p, q) or is_next(corpus, q, p) for p in a.promises for q in b.promises)


def _bought(payment: Owed, given: Sequence[Owed]) -> Owed | None:
    """What a named sum is paid for: the first thing other than money that the other of two sides is to do once."""
    price, agreement = tables().duties.price, payment.agreement
    if payment.quantity is None or not payment.classes & price or len(payment.key) > 1 or agreement is None or not payment.key <= agreement.key:
        return None
    if of_old_debts(payment):
        return None
    facing = [r for r in given if len(r.key) == 1 and r.key != payment.key and r.agreement is agreement]
    deeds = [r for r in facing if not r.classes & price and r.duty != "standing"]
    return min(deeds, key=lambda r: r.number) if deeds and len({r.key for r in facing if not r.classes & price}) == 1 else None


def _traded(a: Owed, b: Owed, trade: bool) -> bool:
    """Whether two duties of opposite sides are given one for the other; `trade`: where nothing else is owed."""
    together = _in_one_sentence(a, b) and (_paid(a, b) or _deed_for_deed(a, b))
    return together or (trade and len(a.key) == len(b.key) == 1 and _paid(a, b, sums=True))


def _paid(a: Owed, b: Owed, sums: bool = False) -> bool:
    """Whether one of two duties is a payment (with `sums`: of a named sum) and the other is none."""
    price = [r for r in (a, b) if r.classes & tables().duties.price]
    return len(price) == 1 and not of_old_debts(price[0]) and (not sums or price[0].quantity is not None)


def _deed_for_deed(a: Owed, b: Owed) -> bool:
    """Whether each is what one of the agreement's two sides does once, so that it is done for the other."""
    return all(len(r.key) == 1 and r.duty != "standing" for r in (a, b)) and a.agreement is not None and a.agreement.key <= a.key | b.key


def _answers(row: Owed) -> bool:
    """Whether a wording marks the promise as the answer to another ("in its turn")."""
    return any(map(_answering, row.promises))


def _answering(promise: Promise) -> bool:
    return promise.claim.marker is not None and contains(promise.claim.marker, tables().duties.markers_exchange)


def _in_return(corpus: Corpus, rows: Sequence[Owed]) -> list[Pair]:
    """A promise said to be made in return pairs with the promise of the other side before it, and with what the same sentence promises beside it;
    at the head of a paragraph "in return" means all that the paragraph before promises."""
    found: list[Pair] = []
    everything = sorted(((p, a) for a in rows for p in a.promises), key=lambda item: (corpus.place(item[0].claim), item[1].number))
    for b in rows:
        for promise in filter(_answering, b.promises):
            before = [(p, a) for p, a in everything if not a.key & b.key and _shortly_before(corpus, p, promise)]
            if not before or before[-1][1].negative or not _is_answered(corpus, before[-1][0], promise, [p for p, a in everything if not a.key <= b.key]):
                continue
            last, answered = before[-1]
            if not contains(promise.claim.marker or "", (*tables().duties.markers_return, *tables().duties.markers_answer)):
                last, answered = next((p, a) for p, a in before if a.key == answered.key)  # "for its part": of what the other promises the first
            whole = contains(promise.claim.marker or "", tables().duties.markers_return) and passage(corpus, last) != passage(corpus, promise)
            beside = [a for p, a in before if (passage(corpus, p) == passage(corpus, last) if whole else a.key == answered.key and _one_sentence(p, last))]
            several = [] if contains(promise.claim.marker or "", tables().duties.markers_return) else [r for r in beside if not r.negative]
            answers = [r for r in rows if r.key == b.key and any(_one_sentence(p, promise) for p in r.promises)]
            given = [several[0]] if len(several) > 1 and len(answers) > 1 else [answered, *beside]  # of several for several not each is given for all
            found.extend(("exchange", a, b) for a in given if not a.negative)
    return found


def _one_sentence(a: Promise, b: Promise) -> bool:
    return (a.claim.doc_id, a.claim.sentence_start) == (b.claim.doc_id, b.claim.sentence_start)


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
