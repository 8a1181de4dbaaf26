"""Reports of acts matched with commitments, from either side: the giver "handed over", the taker "received".

A report counts for a commitment of the actor (of anybody, where the words name no actor) when act, object or quantity agree
and it tells of a day not before the promise. What matches nothing stays an event and moves no status.
"""

from __future__ import annotations

import math
import re

from servanda.language.amounts import PEOPLE, comparable, is_measured, value_in
from servanda.language.quantities import find_quantities
from servanda.ledger.agreements import Registry, days_between
from servanda.ledger.asked import Asked
from servanda.ledger.commitments import FEW, NEAR_MISS, Book, Owed, announced_on, is_replaced, measured
from servanda.ledger.corpus import Corpus, act_day
from servanda.ledger.crowds import LEAST, PLAIN, Rank, due_day
from servanda.ledger.cues import RECENT_DAYS, told_in_passing
from servanda.ledger.grades import grade_of
from servanda.ledger.labels import lots_of, lots_told
from servanda.ledger.modality import begun, vouched
from servanda.ledger.observations import Kind, Observation
from servanda.ledger.parties import codes, same_key
from servanda.ledger.readings import PROGRESS, Report, held_back, is_hearsay, read_reports, restated, says_which
from servanda.ledger.shares import last_of, of_whole, share_of
from servanda.ledger.tables import tables
from servanda.ledger.terms import contains, kindred_classes, nearness, terms
from servanda.ledger.windows import numbers_of
from servanda.records import Claim, Quantity

LEAD = 1500  # characters of a document that frame what it reports
OVER = 1.25  # how much more than promised a report under the same agreement may tell of
_COUNT = r"(?:[a-z]{2,9}\s|[0-9]{1,4}\s)?"  # "the two missing"
REST = re.compile(rf"(?:the\s|its\s|their\s)?{_COUNT}(?:last|remaining|final|other|outstanding|missing)\s", re.IGNORECASE)  # with these all is done
RETOLD = 21  # days within which a report without a day is of what was done, not of the next instalment
MANY_ENOUGH = 20  # a number that does not come back by chance
NO_WORD = frozenset(("",))  # under which a duty stands whose object says nothing
ANYBODY = frozenset[str]()  # the debtors of an act that is told of nobody
UNFIT: Rank = (0.0, False, 0, 0)
BEST = math.inf  # fit
MOST_NEAR = FEW  # commitments among which a report that does not count is worth a word: among more, its words are too common
REPORTING = ("act", "stance", "endorsement", "denial")


def match_reports(corpus: Corpus, registry: Registry, book: Book) -> dict[str, list[Owed]]:
    """Adds an observation to each commitment that a report tells of; returns the commitments by claim."""
    matched: dict[str, list[Owed]] = {}
    for claim in corpus.claims:
        if (held_back(corpus, claim) is None and (claim.illocution not in REPORTING or not vouched(claim))) or (claim.in_text and claim.illocution != "act"):
            if claim.illocution == "act":
                for row in [row for report in read_reports(corpus, registry, claim) if report.actors for row in _rows(corpus, registry, book, report)]:
                    row.missed[claim.claim_id] = (LEAST, claim, "not vouched for")
            continue
        if restated(claim) or says_which(claim) or claim.frame.startswith(PROGRESS) or is_hearsay(claim):
            continue
        for report in read_reports(corpus, registry, claim):
            for row in _rows(corpus, registry, book, report):
                row.observations.append(_observe(corpus, row, report))
                matched.setdefault(claim.claim_id, []).append(row)
        passing = told_in_passing(corpus, book, claim) if claim.claim_id not in matched else None
        if passing is not None:
            day = act_day(claim)
            when = (day or corpus.published(claim), day is not None)
            report = Report(claim, passing.classes, passing.terms, passing.key, False, passing.agreement, *when)
            passing.observations.append(_observe(corpus, passing, report))
            matched[claim.claim_id] = [passing]
    return matched


def _rows(corpus: Corpus, registry: Registry, book: Book, report: Report) -> list[Owed]:
    """The commitments the report tells of: the best of each debtor set that acted."""
    words = (report.terms or NO_WORD) | set(measured(report.claim.quantity))
    windows = book.windows_of(report.actors or (None,), kindred_classes(report.classes), words, report.day)
    under = book.under(report.agreement) if report.agreement is not None else []
    if not report.terms and report.actors and (alone := _only_one(corpus, registry, book, report)):
        return [alone]
    if not windows and not under:
        return []  # as most
    asked, numbers = Asked(corpus, registry, report), numbers_of(windows, (row.number for row in under))
    told = len(numbers) <= MOST_NEAR
    one = not report.actors and not report.undone  # where it names no actor, an act is one debtor's
    best: dict[frozenset[str], Rank] = {}
    for at_most in [(BEST, True, 0, -number) for number in numbers.tolist()] if told else book.crowd.ranked(asked, numbers):
        number = -at_most[-1]
        row = book.row(number)
        key = ANYBODY if one else row.key
        known = best.get(key, UNFIT)
        if known >= at_most:
            if one:
                break  # so are those that come after
            continue
        if row.negative or (report.actors and row.key.isdisjoint(report.actors)) or not asked.same_act(row):
            continue
        near = asked.nearness(row)
        if not (told and near >= NEAR_MISS) and not asked.can_count(row, near):
            continue  # counts for nothing, and is worth no word
        score = fit(asked, row)
        if isinstance(score, str):
            if score and told:
                row.miss(report.claim, score, near)
            continue
        if told:  # where it is the one that counts, this is passed over
            row.miss(report.claim, "fits another better", near)
        due = -due_day(row)
        if (score, True, due, -number) > known:
            best[key] = max(known, (score, _is_open(corpus, row, report), due, -number))
    return [book.row(-number) for *_, number in sorted(best.values(), key=lambda rank: -rank[-1])]


def _is_open(corpus: Corpus, row: Owed, report: Report) -> bool:
    """Whether no other report has told of the duty as done: of instalments alike, the first to fall due that is open comes before the others."""
    origin = corpus.origin(report.claim.doc_id)
    again = not report.exact and not contains(corpus.words(report.claim), tables().statuses.reports.next_words)  # what is told without a day may be told again
    retold = RETOLD if again else 0
    return all(o.kind != "done" or 0 <= days_between(o.day, report.day) <= retold or o.origin == origin for o in row.observations)


def _only_one(corpus: Corpus, registry: Registry, book: Book, report: Report) -> Owed | None:
    """The only recent duty of the actor that an act told without an object ("stood aside") can mean."""
    rows = []
    for row in book.of_class(min(report.actors), report.classes, report.day):
        age = days_between(announced_on(corpus, row)[0], report.day)
        others = row.agreement.key - row.key if row.agreement else frozenset()
        if report.claim.in_text and row.agreement is report.agreement:
            continue
        here = not others or bool(others & frozenset(registry.codes_of(report.claim.doc_id)))
        if 0 < age <= RECENT_DAYS and row.key == report.actors and here:
            rows.append(row)
    return rows[0] if len(rows) == 1 else None


def fit(asked: Asked, row: Owed) -> float | str:
    """How well the report fits a commitment to do that act, or why it does not count for it: "" or a role of `views/roles.toml`."""
    corpus, report = asked.corpus, asked.report
    if asked.makes and report.agreement is not None and (row.agreement is None or report.agreement.root is row.agreement.root):
        return ""  # the making of an agreement is no performance of its own clauses
    announced, first = announced_on(corpus, row)
    claim = report.claim
    if claim.in_text and row.agreement is report.agreement:
        return ""  # a text tells of duties under earlier texts, not of its own
    before = claim.happened is not None and claim.happened.last is not None and claim.happened.last < announced
    retold = report.exact and report.day == announced < corpus.published(claim)  # the day of the promise itself, told again
    if report.day < announced or before or retold or corpus.published(claim) < corpus.published(first):
        return "before the promise"
    told_then = (not report.exact or report.day == announced) and not report.undone and report.kind != "withdrawn"
    if told_then and any(p.claim.doc_id == claim.doc_id for p in row.promises):
        return "told with the promise"
    lot = asked.of_lot(row)
    if lot is False or is_replaced(corpus, row, report.day):
        return "another object"
    near = 1.0 if lot or asked.done_alike(row) else nearness(row.terms, report.terms)
    if asked.head == row.head != "" and not row.key.isdisjoint(asked.named) and near > 0:
        near = max(near, LEAST)  # "A's list has reached B", of a list of other words that A owes
    if report.carried and row.head not in report.terms:
        return "another object"
    if asked.only_measured(row) and asked.at_hand(row):
        near = max(near, LEAST)
    owed, seen = row.quantity, claim.quantity
    equal = asked.all_of(row)
    linked = report.agreement is not None and report.agreement is row.agreement
    most = owed.value * (OVER if linked else 1) if owed is not None else 0.0
    if _elsewhere(asked, row):
        return "to another party"
    if owed is not None and seen is not None and comparable(owed, seen) and value_in(seen, owed.unit) > most:
        return "more than promised"
    anonymous = not report.actors and not linked and not equal and row.key.isdisjoint(asked.named)
    if anonymous and len(row.terms & report.terms) < PLAIN and not _in_circle(asked, row, bool(lot)):
        return "no actor named"  # words that name neither actor nor agreement must say more than the kind of thing
    telling = equal and owed is not None and owed.value >= MANY_ENOUGH and (bool(report.actors) or (is_measured(owed.unit) and asked.at_hand(row)))
    if near >= LEAST or (equal and (near > 0 or linked or telling or not report.terms)) or (linked and (near > 0 or not report.terms)):
        return near + equal + 0.5 * linked + 0.5 * bool(lot) + 0.1
    return "another object"


def _in_circle(asked: Asked, row: Owed, lot: bool) -> bool:
    """Whether a report without an actor is of the same thing or lot, in a document that names the agreement or a party of it."""
    people = row.quantity is not None and row.quantity.unit == PEOPLE and asked.same_people(row)
    if not lot and not people and (asked.head is None or asked.head != row.head):
        return False
    return asked.at_hand(row)


def _elsewhere(asked: Asked, row: Owed) -> bool:
    """Whether the act was done to another state than the row's creditors."""
    if row.agreement is None or asked.receivers <= row.agreement.key:
        return False
    named = same_key(code for p in row.promises for code in codes(p.claim.recipients, people=True))
    return not asked.receivers & (row.agreement.key | named)


def _observe(corpus: Corpus, row: Owed, report: Report) -> Observation:
    claim, sentence = report.claim, corpus.words(report.claim)
    words = tables().statuses.reports
    whole = claim.predicate in words.completes or contains(sentence, words.whole_words)
    (amount, total), actors = _amount(corpus, row, report), report.actors & row.key
    return Observation(
        kind=report.kind or _kind(corpus, row, report, amount, whole), day=report.day, known=corpus.published(claim), exact=report.exact, claim=claim,
        actors=actors, amount=amount, total=total, whole=whole, grade=grade_of(corpus, row, claim, actors),
        origin=corpus.origin(claim.doc_id), why=f"{claim.predicate} ({claim.frame})",
    )  # fmt: skip


def _amount(corpus: Corpus, row: Owed, report: Report) -> tuple[float | None, bool]:
    """How much the report says was done, and whether it says so of all that was done until then."""
    claim, owed = report.claim, row.quantity
    total = contains(corpus.words(claim), tables().statuses.reports.total_words)
    thing = terms(claim.object.text) if claim.object is not None else frozenset()
    same = owed is None or not thing or bool(row.terms & thing) or not row.terms
    amount, share = amount_of(owed, claim.quantity) if same else None, share_of(corpus.sentence(claim), owed)
    if share is not None and owed is not None:
        return (share.amount if amount is None or amount >= owed.value else amount), total or share.total
    if of_whole(corpus.sentence(claim), owed):
        return None, total
    if report.carried and amount is None and owed is not None:
        amount = _counted_before(corpus, owed, claim)
    return amount, total


def _counted_before(corpus: Corpus, owed: Quantity, claim: Claim) -> float | None:
    """How many of what a pronoun stands for: the last number of the kind before it, where that is less than owed."""
    counted = [value_in(q, owed.unit) for q in find_quantities(corpus.said_before(claim)) if comparable(q, owed)]
    return counted[-1] if counted and counted[-1] < owed.value else None


def _makes_whole(corpus: Corpus, row: Owed, claim: Claim) -> bool:
    """Whether the sentence says that with this act the whole number is there ("so that it now has all 30 in place", "the last of 30")."""
    if row.quantity is None:
        return False
    sentence = corpus.sentence(claim)
    if last_of(sentence, row.quantity):
        return True
    told = [q for q in (find_quantities(sentence) if " all" in sentence else ()) if sentence[: q.start].rstrip().endswith(" all")]
    return any(q.value == row.quantity.value and q.unit in ("", row.quantity.unit) for q in told)


def _kind(corpus: Corpus, row: Owed, report: Report, amount: float | None, whole: bool) -> Kind:
    """How far the act has gone by the words of its report."""
    claim, sentence = report.claim, corpus.words(report.claim)
    words = tables().statuses.reports
    if report.undone:
        return "unconfirmed" if claim.predicate in words.confirms else "undone"
    if amount is None and of_whole(corpus.sentence(claim), row.quantity):
        return "begun"
    alone = is_one(corpus, row, claim)
    if amount is None and not alone and first_of_many(corpus, claim):
        return "begun"
    if begun(claim) or claim.predicate in words.begins - {claim.action} or contains(sentence, words.begin_words):
        return "begun"
    if row.duty == "standing" and not whole and (claim.action in words.holds or not report.exact):
        return "holds"
    part = _is_part(row, claim, amount, sentence, whole, alone) and not _makes_whole(corpus, row, claim)
    return "part" if part else "done"


def is_one(corpus: Corpus, row: Owed, claim: Claim) -> bool:
    """Whether all that is owed is one thing or the very lot that is told of."""
    return (row.quantity is not None and row.quantity.value == 1) or bool(lots_told(corpus, claim) & lots_of(corpus, row))


def first_of_many(corpus: Corpus, claim: Claim) -> bool:
    """Whether the document calls what it reports a first round, so that more is to come."""
    document = corpus.documents[claim.doc_id]
    return contains(document.text[: document.body_start + LEAD], tables().statuses.reports.first_words)


def _is_part(row: Owed, claim: Claim, amount: float | None, sentence: str, whole: bool, alone: bool) -> bool:
    """Whether the report tells of a part only: fewer than owed, or words that say so; of one lot that is owed alone ("the second batch") its number is none."""
    owed = row.quantity
    if owed is not None and amount is not None:
        return amount < owed.value and not (claim.object is not None and REST.match(claim.object.text))
    everything = contains(row.best.claim.object.text if row.best.claim.object else "", ("all", "every"))
    if owed is None and amount is not None and everything:
        return not contains(sentence, tables().statuses.reports.last_words)
    words = tables().statuses.reports
    return not whole and (contains(sentence, words.part_words) or (not alone and contains(sentence, words.further_words)))


def amount_of(owed: Quantity | None, seen: Quantity | None) -> float | None:
    """The counted amount of a report in the unit of what is owed; a share in percent is no count."""
    if seen is None or (seen.unit in ("percent", "%") and (owed is None or owed.unit != seen.unit)):
        return None
    if owed is not None and is_measured(owed.unit) and seen.unit and not comparable(owed, seen):
        return None  # "accounts of 14 firms", of money
    return value_in(seen, owed.unit) if owed is not None else seen.value
