"""How far a report says that a promised act has gone: whole, in part, begun, held; and how much of what is owed was done."""

from __future__ import annotations

import re

from servanda.language.amounts import PEOPLE, comparable, is_measured, value_in
from servanda.language.quantities import find_quantities
from servanda.ledger.commitments import Owed
from servanda.ledger.corpus import Corpus
from servanda.ledger.grades import grade_of
from servanda.ledger.labels import lots_of, lots_told
from servanda.ledger.modality import begun
from servanda.ledger.observations import Kind, Observation, observed
from servanda.ledger.readings import Report
from servanda.ledger.shares import last_of, nth_of, of_whole, running, share_of, tells_part
from servanda.ledger.sums import calls_money
from servanda.ledger.tables import tables
from servanda.ledger.terms import contains, terms
from servanda.records import Claim, Quantity

FEW = ("first", "second", "third")
FIRST = FEW[:1]  # "completed the first phase", "the first of the meetings was held last Friday"
ORDINAL = re.compile(r"(?:the\s)?(first|second|third)\s(\w{3,20})\b", re.IGNORECASE)
LEAD = 1500  # characters of a document that frame what it reports
LONGEST_BEFORE = 12  # characters before an object among which its determiner is looked for
_COUNT = r"(?:[a-z]{2,9}\s|[0-9]{1,4}\s)?"  # "the two missing"
ONE_OF_SEVERAL = re.compile(
    r"(?:the\s|a\s|its\s)?(?:first|second|third|fourth|fifth|next|another|further)\s(?:and\s\w+\s)?"
    r"(?:instal?lment|tranche|payment|batch|shipment|consignment|group|part|phase|stage|third|half|quarter|convoy|delivery)\b",
    re.IGNORECASE,
)
# "by the end of April 320,000 doses had come": all that was done up to then
BY_THEN = re.compile(
    r"(?:\A|\W)(?:[Bb]y\s(?:the\s(?:end|middle|close)\sof\s|mid-)?[A-Z0-9][^,.;]{0,30},?\s[^.;]{0,80}?\bhad\b|\bhad\b[^.;]{0,80}?\bby\s(?:the\s(?:end|middle|close)\sof\s|mid-)?[A-Z0-9])"
)
GOING_ON = re.compile(r"\b(?:has|have)\s(?:now\s|since\s)?been\s(?:[a-z]{2,12}ly\s)?[a-z]{2,15}ing\b", re.IGNORECASE)
REST = re.compile(rf"(?:the\s|its\s|their\s)?{_COUNT}(?:last|remaining|final|other|outstanding|missing)\s", re.IGNORECASE)  # with these all is done


def observe(corpus: Corpus, row: Owed, report: Report) -> Observation:
    """What the report shows of the duty."""
    claim, sentence = report.claim, corpus.words(report.claim)
    words = tables().statuses.reports
    whole = (claim.predicate in words.completes or contains(sentence, words.whole_words)) and not contains(sentence, FIRST)
    (amount, total), actors = _amount(corpus, row, report), report.actors & row.key
    grade = grade_of(corpus, row, claim, actors)
    kind = report.kind or _kind(corpus, row, report, amount, whole)
    if kind == "undone" and row.duty in ("standing", "recurring") and grade == "counterpart":
        kind = "alleged"  # "our inspectors were turned away", says who was to be let in
    return observed(
        corpus, claim, kind, report.day, exact=report.exact, actors=actors, amount=amount, total=total,
        whole=whole, grade=grade,
    )  # fmt: skip


def _amount(corpus: Corpus, row: Owed, report: Report) -> tuple[float | None, bool]:
    """How much the report says was done, and whether it says so of all that was done until then."""
    claim, owed = report.claim, row.quantity
    total = contains(corpus.words(claim), tables().statuses.reports.total_words) or BY_THEN.search(corpus.sentence(claim)) is not None
    thing = terms(claim.object.text) if claim.object is not None else frozenset()
    same = owed is None or not thing or bool(row.terms & thing) or not row.terms
    if (reached := running(corpus.sentence(claim), owed)) is not None:
        return reached, True
    amount, share = amount_of(owed, claim.quantity) if same else None, share_of(corpus.sentence(claim), owed)
    if share is not None and owed is not None:
        return (share.amount if amount is None or amount >= owed.value else amount), total or share.total
    if (nth := nth_of(corpus.words(claim), owed, row.head)) is not None:
        return nth, True
    if of_whole(corpus.sentence(claim), owed) or (owed is not None and owed.value == 1 and tells_part(corpus.sentence(claim))):
        return None, total  # "the third of the five chapters", of one report: the chapters do not count it
    if amount is None and owed is not None and (one := _one_more(corpus, row, claim)) is not None:
        return one, True
    if amount is None and owed is not None and claim.illocution == "position" and claim.object is not None and is_measured(owed.unit):
        said = [value_in(q, owed.unit) for q in find_quantities(claim.object.text) if comparable(q, owed)]
        amount = said[0] if len(said) == 1 and said[0] < owed.value else None  # "said that the transfer of two million had been made", of six
    if amount is None and owed is not None:
        if report.carried or calls_money(claim):
            amount = _counted_before(corpus, owed, claim)
        elif same:
            amount = _of_subject(corpus, owed, claim)
    return amount, total


def _one_more(corpus: Corpus, row: Owed, claim: Claim) -> float | None:
    """ "The second post was pulled down", of four: that with it as many are done, where the ordinal counts things and no lots."""
    told = ORDINAL.match(claim.object.text) if claim.object is not None else None
    if told is None or row.quantity is None or row.quantity.value <= 1 or told[2].lower() not in (row.head, f"{row.head}s") or lots_told(corpus, claim):
        return None
    number = float(FEW.index(told[1].lower()) + 1)
    return number if number <= row.quantity.value else None


def _of_subject(corpus: Corpus, owed: Quantity, claim: Claim) -> float | None:
    """How many those are who move, where they are the subject ("640 fighters of the front had reported to the camps")."""
    for who in claim.agents if owed.unit == PEOPLE else ():
        told = corpus.documents[claim.doc_id].text[claim.sentence_start : who.end]
        start = who.start - claim.sentence_start
        near = [q for q in find_quantities(told) if comparable(q, owed) and q.end is not None and q.end >= start - 1]
        if near:
            return value_in(near[-1], owed.unit)
    return None


def _counted_before(corpus: Corpus, owed: Quantity, claim: Claim) -> float | None:
    """How many of what a pronoun stands for: the last number of the kind before it, where that is less than owed."""
    counted = [value_in(q, owed.unit) for q in find_quantities(corpus.said_before(claim)) if comparable(q, owed)]
    return counted[-1] if counted and counted[-1] < owed.value else None


def _makes_whole(corpus: Corpus, row: Owed, claim: Claim) -> bool:
    """Whether the sentence says that with this act the whole number is there ("so that it now has all 30 in place", "the last of 30")."""
    if row.quantity is None or (claim.object is not None and contains(claim.object.text, FIRST)):
        return False  # "the last 45 of the 120 came in yesterday; the first 75 had landed on the 13th"
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
    if row.duty == "one-shot" and not whole and _goes_on(corpus, row, claim, amount):
        return "begun"
    if begun(claim) or claim.predicate in words.begins - {claim.action} or contains(sentence, words.begin_words):
        return "begun"
    if row.duty == "standing" and not whole and (claim.action in words.holds or not report.exact):
        return "holds"
    part = _is_part(corpus, row, claim, amount, sentence, whole, alone) and not _makes_whole(corpus, row, claim)
    return "part" if part else "done"


def _goes_on(corpus: Corpus, row: Owed, claim: Claim, amount: float | None) -> bool:
    """ "Gas has been arriving since New Year": whether an act that is not yet told as whole goes on, of something measured, or by the very act that is owed."""
    if GOING_ON.search(corpus.words(claim)) is None or (row.quantity is not None and amount is not None and amount >= row.quantity.value):
        return False
    return row.quantity is not None and is_measured(row.quantity.unit)


def is_one(corpus: Corpus, row: Owed, claim: Claim) -> bool:
    """Whether all that is owed is one thing or the very lot that is told of."""
    return (row.quantity is not None and row.quantity.value == 1) or bool(lots_told(corpus, claim) & lots_of(corpus, row))


def first_of_many(corpus: Corpus, claim: Claim) -> bool:
    """Whether the document calls what it reports a first round, so that more is to come."""
    document = corpus.documents[claim.doc_id]
    return contains(document.text[: document.body_start + LEAD], tables().statuses.reports.first_words)


def _is_part(corpus: Corpus, row: Owed, claim: Claim, amount: float | None, sentence: str, whole: bool, alone: bool) -> bool:
    """Whether the report tells of a part only: fewer than owed, or words that say so; of one lot that is owed alone ("the second batch") its number is none."""
    owed = row.quantity
    if not alone and claim.object is not None and ONE_OF_SEVERAL.match(claim.object.text):
        return True  # "the second instalment of the loan"
    if (owed is None or owed.value == 1) and tells_part(corpus.sentence(claim)):
        return True
    if owed is not None and amount is not None:
        return amount < owed.value and not (claim.object is not None and REST.match(claim.object.text))
    if owed is None and amount is not None and owes_all(corpus, row):
        return some_of_all(corpus, row, amount, sentence)
    words = tables().statuses.reports
    return not whole and (contains(sentence, words.part_words) or (not alone and contains(sentence, words.further_words)))


def owes_all(corpus: Corpus, row: Owed) -> bool:
    """Whether the duty is over all of its things, however many ("all prisoners"), so that a number of them is a part. The word may stand before the span."""
    claim = row.best.claim
    thing = claim.object
    if thing is None:
        return False
    before = corpus.documents[claim.doc_id].text[max(0, thing.start - LONGEST_BEFORE) : thing.start].split()
    return contains(" ".join((*before[-1:], thing.text)), ("all", "every"))


def some_of_all(corpus: Corpus, row: Owed, amount: float | None, sentence: str) -> bool:
    """Whether a number told is only a part, since all are owed and none is called the last."""
    return row.quantity is None and amount is not None and owes_all(corpus, row) and not contains(sentence, tables().statuses.reports.last_words)


def amount_of(owed: Quantity | None, seen: Quantity | None) -> float | None:
    """The counted amount of a report in the unit of what is owed; a share in percent is no count."""
    if seen is None or (seen.unit in ("percent", "%") and (owed is None or owed.unit != seen.unit)):
        return None
    if owed is not None and is_measured(owed.unit) and seen.unit and not comparable(owed, seen):
        return None  # "accounts of 14 firms", of money
    return value_in(seen, owed.unit) if owed is not None else seen.value
