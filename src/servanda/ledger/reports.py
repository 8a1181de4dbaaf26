"""Reports of acts matched with commitments, from either side: the giver "handed over", the taker "received".

A report counts for a commitment of the actor (of anybody, where the words name no actor) when act, object or quantity agree
and it tells of a day not before the promise. What matches nothing stays an event and moves no status.
"""

from __future__ import annotations

import math
from dataclasses import replace

from servanda.language.amounts import PEOPLE, comparable, is_measured, value_in
from servanda.ledger.agreements import Registry, days_between
from servanda.ledger.asked import Asked
from servanda.ledger.commitments import FEW, MONEY, NEAR_MISS, Book, Owed, announced_on, is_replaced, measured
from servanda.ledger.corpus import Corpus, act_day
from servanda.ledger.crowds import LEAST, OVER, PLAIN, Rank, due_day
from servanda.ledger.cues import RECENT_DAYS, rid_of, told_in_passing
from servanda.ledger.elsewhere import same_place
from servanda.ledger.how_far import observe
from servanda.ledger.modality import undone, vouched
from servanda.ledger.observations import Observation
from servanda.ledger.parties import codes, same_key
from servanda.ledger.promises import TALKS
from servanda.ledger.readings import PROGRESS, Report, doubted, held_back, is_hearsay, read_reports, restated, says_which
from servanda.ledger.sums import calls_money, money_before
from servanda.ledger.tables import tables
from servanda.ledger.terms import contains, kindred_classes, nearness, terms
from servanda.ledger.windows import numbers_of
from servanda.records import Claim

RETOLD = 21  # days within which a report without a day is of what was done, not of the next instalment
RECALLED = 7  # days after a promise from which another document that speaks of it recalls it ("of the 40 whom it promised to free")
MANY_ENOUGH = 20  # a number that does not come back by chance
NO_WORD = frozenset(("",))  # under which a duty stands whose object says nothing
ANYBODY = frozenset[str]()  # the debtors of an act that is told of nobody
NOBODY, OF_TALKS = frozenset[str](), frozenset((TALKS,))
NO_LONGER = "no longer"
ONLY_MONEY = frozenset((MONEY,))
UNFIT: Rank = (0.0, False, 0, 0)
BEST = math.inf  # fit
MOST_NEAR = FEW  # commitments among which a report that does not count is worth a word: among more, its words are too common
TURNED = ("suspended", "resumed", "withdrawn")  # of the debtor's own act, by its name
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
        if restated(claim) or says_which(claim) or claim.frame.startswith(PROGRESS) or is_hearsay(claim) or doubted(corpus, claim):
            continue
        for report in read_reports(corpus, registry, claim):
            for row in _rows(corpus, registry, book, report):
                _enter(row, observe(corpus, row, report))
                matched.setdefault(claim.claim_id, []).append(row)
        passing = _in_passing(corpus, registry, book, claim) if claim.claim_id not in matched else None
        if passing is not None:
            day = act_day(claim)
            when = (day or corpus.published(claim), day is not None)
            report = Report(claim, passing.classes, passing.terms, passing.key, False, passing.agreement, *when)
            passing.observations.append(observe(corpus, passing, report))
            matched[claim.claim_id] = [passing]
    return matched


def _in_passing(corpus: Corpus, registry: Registry, book: Book, claim: Claim) -> Owed | None:
    """The duty of whose performance the sentence tells though its clause names another act."""
    passing = told_in_passing(corpus, book, claim)
    if passing is not None or claim.illocution != "act" or (undone(claim) and NO_LONGER not in corpus.sentence(claim)):
        return passing
    return next(iter(rid_of(corpus, registry, book, claim)), None)


def _enter(row: Owed, seen: Observation) -> None:
    """Adds an observation; "the money came in on 30 March" only gives its day to the payment that the document has told of."""
    if seen.claim is not None and seen.exact and calls_money(seen.claim):
        for at, told in enumerate(row.observations):
            if told.doc_id == seen.doc_id and told.kind in ("done", "part") and not told.exact:
                row.observations[at] = replace(told, day=seen.day, exact=True)
                return
    at_once = {(moved.doc_id, moved.sentence_start) for moved in row.moves}
    if seen.kind == "suspended" and seen.claim is not None and (seen.doc_id, seen.claim.sentence_start) in at_once:
        return  # "put off the return of the camp until 31 March": due on another day
    row.observations.append(seen)


def _rows(corpus: Corpus, registry: Registry, book: Book, report: Report) -> list[Owed]:
    """The commitments the report tells of: the best of each debtor set that acted."""
    words = (report.terms or NO_WORD) | set(measured(report.claim.quantity)) | _also(corpus, report)
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


def _also(corpus: Corpus, report: Report) -> frozenset[str]:
    """Words under which duties are looked for although the report's words for the thing say nothing of it: money, talks of several."""
    money = ONLY_MONEY | set(measured(money_before(corpus, report.claim))) if calls_money(report.claim) else NOBODY
    return money | (OF_TALKS if len(report.claim.agents) > 1 and "meet" in report.classes else NOBODY)


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
    recalled = first.doc_id != claim.doc_id and days_between(corpus.published(first), corpus.published(claim)) >= RECALLED
    if told_then and not recalled and any(p.claim.doc_id == claim.doc_id for p in row.promises):
        return "told with the promise"
    if report.undone and first.doc_id == claim.doc_id and report.day <= announced:
        return ""  # "half of the sum falls due on 31 March", told with the promise
    if _people_for_things(claim, row):
        return "another object"
    lot = asked.of_lot(row)
    if lot is False or is_replaced(corpus, row, report.day):
        return "another object"
    near = 1.0 if lot or asked.done_alike(row) else asked.likeness(row)
    if asked.head == row.head != "" and not row.key.isdisjoint(asked.named) and near > 0:
        near = max(near, LEAST)  # "A's list has reached B", of a list of other words that A owes
    if report.kind in TURNED and report.actors == row.key and not row.classes.isdisjoint(report.classes) and near > 0:
        near = max(near, LEAST)  # "suspended the disabling of its complex", of the reactor and the plant there
    if report.carried and row.head not in report.terms:
        return "another object"
    if (asked.only_measured(row) or asked.only_money(row)) and asked.at_hand(row):
        near = max(near, LEAST)
    if "meet" in report.classes & row.classes and TALKS in row.terms and row.key <= report.actors and len(claim.agents) > 1:
        near = max(near, LEAST)  # "sat down at one table": who owe each other talks
    if asked.share_told(row) and not row.terms.isdisjoint(asked.told):
        near = max(near, 1.0)
    owed, seen = row.quantity, claim.quantity
    equal = asked.all_of(row)
    linked = report.agreement is not None and report.agreement is row.agreement
    own = bool(report.actors & row.key) and asked.head == row.head != ""  # "granted 4,650 work permits", of 4,000
    most = owed.value * (OVER if linked or own else 1) if owed is not None else 0.0
    if _elsewhere(asked, row):
        return "to another party"
    if not lot and not report.undone and asked.whereabouts.is_elsewhere(row):
        return "another object"
    if owed is not None and seen is not None and comparable(owed, seen) and value_in(seen, owed.unit) > most:
        return "more than promised"
    anonymous = not report.actors and not linked and not equal and row.key.isdisjoint(asked.named)
    if anonymous and len(row.terms & report.terms) < PLAIN and not _in_circle(asked, row, bool(lot)):
        return "no actor named"  # words that name neither actor nor agreement must say more than the kind of thing
    telling = equal and owed is not None and owed.value >= MANY_ENOUGH and (bool(report.actors) or (is_measured(owed.unit) and asked.at_hand(row)))
    if near >= LEAST or (equal and (near > 0 or linked or telling or not report.terms)) or (linked and (near > 0 or not report.terms)):
        return near + equal + 0.5 * linked + 0.5 * bool(lot) + 0.1
    return "another object"


def _people_for_things(claim: Claim, row: Owed) -> bool:
    """Whether people are counted, and the duty owes so many of something else: "23 of the tankers' crew were handed over", of two tankers."""
    owed, seen = row.quantity, claim.quantity
    return owed is not None and seen is not None and seen.unit == PEOPLE and owed.unit not in (PEOPLE, "") and not is_measured(owed.unit) and owed.value > 1


def _in_circle(asked: Asked, row: Owed, lot: bool) -> bool:
    """Whether a report without an actor is of the same thing or lot, in a document that names the agreement or a party of it."""
    people = row.quantity is not None and row.quantity.unit == PEOPLE and asked.same_people(row)
    same = lot or people or asked.only_money(row) or asked.share_told(row) or (asked.head is not None and asked.head == row.head)
    if same and asked.at_hand(row):
        return True
    thing = asked.report.claim.object
    whole = thing is not None and nearness(row.terms, terms(thing.text)) >= 1  # "the lights", of the supply of light
    return (same or whole) and same_place(asked.corpus, row, asked.report.claim)


def _elsewhere(asked: Asked, row: Owed) -> bool:
    """Whether the act was done to another state than the row's creditors."""
    if row.agreement is None or asked.receivers <= row.agreement.key:
        return False
    named = same_key(code for p in row.promises for code in codes(p.claim.recipients, people=True))
    return not asked.receivers & (row.agreement.key | named)
