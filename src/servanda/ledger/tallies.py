"""Parts told beside their whole by clauses that name no act of the duty: "of the 300 visas due only 212 have been stamped", "brought the total to 40 of
the 60 promised", "the last of the 350 million cubic metres ran through the gates".

Whatever the verb, the numbers say which duty is meant: the whole is what one duty alone among those of the parties named is owed.
"""

from __future__ import annotations

import re

from servanda.language.amounts import comparable, is_measured, same_amount
from servanda.ledger.agreements import Registry, days_between
from servanda.ledger.commitments import Book, Owed, announced_on
from servanda.ledger.corpus import Corpus, act_day
from servanda.ledger.duties_by_word import DutiesByWord
from servanda.ledger.grades import grade_of
from servanda.ledger.modality import undone, vouched
from servanda.ledger.observations import Observation, observed
from servanda.ledger.parties import codes, same_key
from servanda.ledger.readings import PROGRESS, doubted, is_hearsay
from servanda.ledger.shares import Share, counted_in, last_of, may_sum_up, names_whole, running, share_of
from servanda.ledger.tables import tables
from servanda.ledger.terms import contains, terms
from servanda.ledger.windows import RECALL, day_number
from servanda.records import Claim, Quantity

TELLING = ("act", "position")
LEFT = f"{PROGRESS}left"  # the frame by which coding marks a part of a whole that has not been done yet
TO = re.compile(r"\b(?:to|at|stands?|stood)\s\S{1,20}(?:\s\S{1,20}){0,3}?\s(?:out\s)?of\s", re.IGNORECASE)  # "brought the tally to 14 of 20"


WORD_OF = re.compile(r"\b(?:promise|pledge|offer|commitment|undertaking)\sof\s\Z", re.IGNORECASE)
_MAKING_UP = r"\b(?:ma[dk]es?\sup|making\sup|complet(?:es?|ed|ing))\s(?:the|its|their)\s"
WHOLE_BEGUN = re.compile(_MAKING_UP, re.IGNORECASE)
WHOLE_THERE = re.compile(rf"{_MAKING_UP}(?:\w{{2,20}}\sof\s)?(?:all\s)?\Z", re.IGNORECASE)
KEPT = re.compile(
    r"[^.;:]{0,80}\b(?:has|have|had|was|were)\s(?:now\s|thus\s|thereby\s)?(?:been\s)?(?:met|kept|honou?red|fulfilled|redeemed|made\sgood)\b", re.IGNORECASE
)


def match_tallies(corpus: Corpus, registry: Registry, book: Book, told: DutiesByWord) -> dict[str, list[Owed]]:
    """Adds an observation to each duty whose amount a sentence tells, where no report of the sentence was matched to it; returns the duties by claim."""
    matched: dict[str, list[Owed]] = {}
    heard = {(o.claim.doc_id, o.claim.sentence_start) for row in book.rows for o in row.observations if o.claim is not None}
    for claim in corpus.claims:
        at = (claim.doc_id, claim.sentence_start)
        if at in heard or claim.illocution not in TELLING or claim.in_text or not _counts(corpus.sentence(claim)):
            continue
        if undone(claim) or not vouched(claim) or is_hearsay(claim) or doubted(corpus, claim):
            continue
        if (found := _meant(corpus, registry, told, claim)) is not None:
            row, share = found
            heard.add(at)
            row.observations.append(_observe(corpus, row, claim, share))
            matched.setdefault(claim.claim_id, []).append(row)
    return matched


def _counts(sentence: str) -> bool:
    """Whether a sentence may tell how much of some whole is there: asked first, since most do not."""
    return names_whole(sentence) or WHOLE_BEGUN.search(sentence) is not None or may_sum_up(sentence)


def _meant(corpus: Corpus, registry: Registry, told: DutiesByWord, claim: Claim) -> tuple[Owed, Share] | None:
    """The one duty of which the sentence tells a part, with that part; None where it is none or several."""
    around, sentence = registry.around(claim.doc_id), corpus.sentence(claim)
    known = corpus.published(claim)
    left = claim.frame == LEFT
    rows = told.counted(around, day_number(known)) if left or not contains(sentence, tables().statuses.reports.tally_not) else []
    said = terms(sentence)
    found = [
        (row, share)
        for row in rows
        if (row.head in said or made_up(sentence, row.quantity) or contains(sentence, tables().statuses.reports.tally_words) or _measured(sentence, row))
        and 0 < days_between(announced_on(corpus, row)[0], known) <= RECALL
        and all(p.claim.doc_id != claim.doc_id for p in row.promises)
        and (share := _share(sentence, row)) is not None
    ]
    return found[0] if len(found) == 1 else None


def _measured(sentence: str, row: Owed) -> bool:
    """Whether the sentence counts in the unit of what is owed, where that is a measure: "140 million kilowatt-hours out of 200 million"."""
    owed = row.quantity
    return owed is not None and is_measured(owed.unit) and any(q.unit and comparable(q, owed) for q in counted_in(sentence))


def _share(sentence: str, row: Owed) -> Share | None:
    """How much of what the duty owes a sentence says was done."""
    owed = row.quantity
    if owed is None or owed.value <= 1:
        return None
    if made_up(sentence, owed):
        return Share(owed.value, True)
    if (sum_ := running(sentence, owed)) is not None:
        return Share(sum_, True)
    told = counted_in(sentence)
    if last_of(sentence, owed) or any(q.start is not None and q.end is not None and same_amount(q, owed) and kept(sentence, q.start, q.end) for q in told):
        return Share(owed.value, True)
    share = share_of(sentence, owed)
    if share is None or not 0 < share.amount <= owed.value:
        return None
    words = tables().statuses.reports
    return Share(share.amount, share.total or TO.search(sentence) is not None or contains(sentence, (*words.total_words, *words.tally_words)))


def made_up(sentence: str, owed: Quantity | None) -> bool:
    """ "Together they make up the ninety", "completing the team of forty": whether a sentence says that the whole is there."""
    if owed is None:
        return False
    found = ((WHOLE_THERE.search(sentence, 0, q.start), q) for q in counted_in(sentence) if q.start is not None and q.value == owed.value)
    return any(told is not None and (not q.unit or comparable(q, owed)) for told, q in found)


def kept(sentence: str, start: int, end: int) -> bool:
    """ "The promise of 90,000 doses has been met in full": whether a word given of an amount is said to have been kept."""
    return WORD_OF.search(sentence, 0, start) is not None and KEPT.match(sentence[end:]) is not None


def _observe(corpus: Corpus, row: Owed, claim: Claim, share: Share) -> Observation:
    day = act_day(claim)
    if day is not None and made_up(corpus.sentence(claim), row.quantity):  # "with the fifty sent home on the 11th"
        day = max([day, *(o.day for o in row.observations if o.exact and o.claim is not None and o.claim.doc_id == claim.doc_id)])
    actors = same_key(codes(claim.agents)) & row.key
    done = row.quantity is not None and share.amount >= row.quantity.value
    return observed(
        corpus, claim, "done" if done else "part", day, actors=actors, amount=share.amount, total=share.total, whole=done,
        grade=grade_of(corpus, row, claim, actors),
    )  # fmt: skip
