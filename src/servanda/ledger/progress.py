"""States told of an act or a thing that was promised: "the handover is complete", "the lights are back on", "the patrols are on hold".

Nobody acts in such words, so that they are matched by what they speak of: the thing of one duty alone among those of the parties and agreements
that the document names. What they mean depends on what the promised act does to the thing (`way` in `tables/actions.toml`).
"""

from __future__ import annotations

from functools import cache

from servanda.language.amounts import PEOPLE, comparable, same_amount, value_in
from servanda.ledger.agreements import Registry, days_between
from servanda.ledger.breaches import force_terms
from servanda.ledger.commitments import Book, Owed, announced_on
from servanda.ledger.corpus import Corpus, act_day
from servanda.ledger.cues import rid_of
from servanda.ledger.duties_by_word import DutiesByWord, as_word
from servanda.ledger.elsewhere import Whereabouts, same_place
from servanda.ledger.grades import grade_of
from servanda.ledger.how_far import amount_of, first_of_many, is_one, some_of_all
from servanda.ledger.labels import lots_of, lots_told, other_lot
from servanda.ledger.modality import undone, vouched
from servanda.ledger.observations import Kind, Observation, observed
from servanda.ledger.parties import codes, same_key
from servanda.ledger.promises import object_words, phrase_terms
from servanda.ledger.readings import PROGRESS, doubted, is_hearsay
from servanda.ledger.shares import running, share_of
from servanda.ledger.tables import tables
from servanda.ledger.terms import (
    arrived_classes,
    classes,
    contains,
    gerund_classes,
    head,
    kindred_classes,
    nearness,
    reciprocal_classes,
    taken_classes,
    terms,
    way_classes,
)
from servanda.ledger.windows import RECALL, day_number
from servanda.records import Claim

QUIET = f"{PROGRESS}quiet"
UNDONE = f"{PROGRESS}undone"
COUNTED_THERE = f"{PROGRESS}there"
CEASE, FIRE = frozenset({"cease"}), terms("fire force attack")
FEW = 5  # up to which the same number of things may be chance
MANY = 2  # shared words by which an act is known where the document names no party
ARMS = terms("guns front line weapons artillery border fronts sky north south east west")  # what is quiet where nobody fights
LEAST = 0.5  # share of words by which the thing told of is that of the duty
OTHERS = ("other", "others", "another", "further", "more")  # "23 others are still in custody": not those of the promise
OTHERS_TELL_NOTHING = {"undone", "there"}
VAGUE = {"work", "run", "serve"}  # "work on the bridge": what is done there, the rest of the phrase says
SHUT = {"shut", "closed", "locked", "sealed"}  # as is what was to be closed
AGAIN = {"begun", "resumed"}
MADE = frozenset({"open"})
STILL = ("still",)
PRESENT = {"present", "there", "absent"}  # states that count how many are there or gone, not how many came or went
WHOLE_ACTS = {"begun", "complete", "halted", "resumed"}
PLACING = {"from", "of", "in", "at", "the", "to", "on", "along", "around", "across", "near", "and"}
GOING = {"flow", "run", "operate", "circulate", "ply", "roll"}  # what goes on, however much of it there has been
SPANS = {"day", "week", "month", "year", "deadline", "period", "term", "time", "hour"}
WITHDRAWN = "withdraw"  # of those who are back at home it shows that they have gone
THERE = {"present", "absent"}
OF_ACT: dict[str, Kind] = {
    "begun": "begun", "complete": "done", "halted": "suspended", "resumed": "resumed", "undone": "undone", "present": "begun",
    "home": "done",
    "holding": "holds", "quiet": "holds",
}  # fmt: skip


def match_progress(corpus: Corpus, registry: Registry, book: Book, told: DutiesByWord) -> dict[str, list[Owed]]:
    """Adds an observation to each duty whose act or thing a state is told of; returns the duties by claim."""
    matched: dict[str, list[Owed]] = {}
    for claim in corpus.claims:
        if not claim.frame.startswith(PROGRESS) or claim.in_text or not vouched(claim) or is_hearsay(claim) or doubted(corpus, claim):
            continue
        state = claim.frame.removeprefix(PROGRESS)
        if head(object_words(claim)) in SPANS:
            continue  # "the sixty days that the commission had ran out": its time, and not the commission
        if state in OTHERS_TELL_NOTHING and claim.object is not None and contains(claim.object.text, OTHERS):
            continue
        rows = _rows(corpus, registry, book, told, claim)
        freed = rid_of(corpus, registry, book, claim) if not rows and not undone(claim) else []
        for row in rows or freed:
            kind = _kind(corpus, row, claim) if not freed else "done"
            if kind is not None:
                row.observations.append(_observe(corpus, row, claim, kind))
                matched.setdefault(claim.claim_id, []).append(row)
    return matched


def _rows(corpus: Corpus, registry: Registry, book: Book, told: DutiesByWord, claim: Claim) -> list[Owed]:
    """The duties meant: those the words fit best, one of each debtor."""
    around = registry.around(claim.doc_id)
    said = phrase_terms(claim, object_words(claim))
    if claim.action in VAGUE or (claim.action == "be" and claim.predicate in GOING):  # "traffic resumed at the border post", "lorries are rolling through it"
        said |= phrase_terms(claim, corpus.words(claim))
    held = taken_classes(claim.action) or in_hands(corpus, claim)
    doers = same_key(codes(claim.agents)) if not held else frozenset[str]()  # who received it owed nothing
    day = day_number(_day(corpus, claim) or corpus.published(claim))
    lots = frozenset(map(as_word, lots_told(corpus, claim)))
    rows = told.of(around, said | lots if claim.frame != QUIET else frozenset(("",)), day)
    if rows is None:
        acts, known = (CEASE, FIRE) if claim.frame == QUIET else (_acts(claim) or _seen_by(claim), said)
        near = book.told_of((None,), acts, known, _day(corpus, claim) or corpus.published(claim))
        rows = {number: row for number, row in near.items() if len(row.terms & said) >= MANY or same_place(corpus, row, claim)}
    best: dict[frozenset[str], tuple[float, Owed]] = {}
    where = Whereabouts(corpus, claim)
    for row in rows.values():
        score = 0.0 if doers and not doers & row.key else _fit(corpus, row, claim, where, said, around)
        if score > best.get(row.key, (0.0, row))[0]:
            best[row.key] = (score, row)
    top = max((score for score, _ in best.values()), default=0.0)
    found = [row for score, row in best.values() if score == top and top > 0]
    return found or _by_number(corpus, told, claim, around, day) or _by_act(corpus, told, claim, where, around, day, doers)


def _by_act(corpus: Corpus, told: DutiesByWord, claim: Claim, where: Whereabouts, around: frozenset[str], day: int, doers: frozenset[str]) -> list[Owed]:
    """The one duty in the circle to do what an act is told of that names no thing but a place: "the pullback from the hill was completed"."""
    acts = _acts(claim)
    if claim.action == "be" or claim.frame.removeprefix(PROGRESS) not in WHOLE_ACTS or not acts or not _names_no_thing(claim):
        return []
    known = corpus.published(claim)
    found = [
        row
        for row in told.standing_by(around, day)
        if kindred_classes(acts) & row.classes
        and not row.classes & reciprocal_classes()  # a meeting may be one of many
        and (not doers or doers & row.key)
        and not where.is_elsewhere(row)
        and 0 < days_between(announced_on(corpus, row)[0], known) <= RECALL
        and announced_on(corpus, row)[1].doc_id != claim.doc_id
    ]
    return found if len(found) == 1 else []


def _by_number(corpus: Corpus, told: DutiesByWord, claim: Claim, around: frozenset[str], day: int) -> list[Owed]:
    """The one duty in the circle to let just as many people go as are told to be at home: "17 people who had been held by the front are home"."""
    seen = claim.quantity
    if claim.frame.removeprefix(PROGRESS) != "home" or seen is None or seen.unit != PEOPLE or undone(claim):
        return []
    known = corpus.published(claim)
    found = [
        row
        for row in told.counted(around, day)
        if row.quantity is not None
        and row.quantity.value > FEW
        and same_amount(row.quantity, seen)
        and row.classes & way_classes("home")
        and 0 < days_between(announced_on(corpus, row)[0], known) <= RECALL
        and announced_on(corpus, row)[1].doc_id != claim.doc_id
    ]
    return found if len(found) == 1 else []


def _names_no_thing(claim: Claim) -> bool:
    """Whether nothing stands beside the noun of the act but where it was."""
    words = object_words(claim).split()[1:]
    return all(word.lower() in PLACING or word[:1].isupper() for word in words)


def _fit(corpus: Corpus, row: Owed, claim: Claim, where: Whereabouts, said: frozenset[str], around: frozenset[str]) -> float:
    """How well the words fit the duty, 0 where they do not."""
    day, known = _day(corpus, claim), corpus.published(claim)
    announced, first = announced_on(corpus, row)
    if row.negative or not 0 <= days_between(announced, day or known) <= RECALL or known < corpus.published(first):
        return 0.0
    if first.doc_id == claim.doc_id and day is None:
        return 0.0
    if claim.frame == QUIET:
        return float(row.duty == "standing" and bool(force_terms() & row.terms) and bool(ARMS & terms(object_words(claim))))
    of_it = claim.action != "be" and head(object_words(claim)) == row.head  # "the vetting is at a standstill", which was to be completed
    acts = _acts(claim) if not (of_it or _is_thing(row, claim)) else frozenset[str]()
    alike = bool(kindred_classes(acts) & row.classes)
    lots, owed = lots_told(corpus, claim), lots_of(corpus, row)
    if (acts and not alike and claim.action not in VAGUE) or other_lot(lots, owed):
        return 0.0
    if lots & owed:
        return 2.0 + alike
    if where.is_elsewhere(row):
        return 0.0
    share = share_of(corpus.sentence(claim), row.quantity)
    if share is None and not _can_be(row, claim):
        return 0.0
    if claim.frame == COUNTED_THERE and share is not None:
        return 1.0 + nearness(row.terms, terms(corpus.sentence(claim)))
    near = nearness(row.terms, said)
    same = row.head in said or head(object_words(claim)) in row.terms
    if row.head in said:  # the place may stand behind the verb: "the dredger has been at work in the mouth of the river"
        near = max(near, nearness(row.terms, terms(corpus.sentence(claim))))
    counted = row.quantity is not None and claim.quantity is not None and row.quantity.value > FEW and same_amount(row.quantity, claim.quantity)
    if not ((same and near >= LEAST) or ((alike or counted) and near > 0)):
        return 0.0  # "sixty Eritreans held in jails were home", where sixty Eritrean prisoners were owed
    made = claim.frame.removeprefix(PROGRESS) in THERE and bool(row.classes & kindred_classes(MADE))  # what stands was built, not paid for
    return near + alike + 0.1 * len(row.key & around) + 0.2 * made


def _acts(claim: Claim) -> frozenset[str]:
    """The classes of the act that is told of: of "receipt" and "arrival" those of what was sent."""
    if claim.action == "be":
        return frozenset()
    return classes(claim.action) | taken_classes(claim.action) | arrived_classes(claim.action) | gerund_classes(claim.action)


def _seen_by(claim: Claim) -> frozenset[str]:
    """The classes of acts that may be seen to be done by the state of a thing."""
    state = claim.frame.removeprefix(PROGRESS)
    return kindred_classes(MADE).union(*map(way_classes, ("there", "home", "away"))) if state in THERE else classes(claim.action)


def _is_thing(row: Owed, claim: Claim) -> bool:
    """Whether the noun of an act is what the duty's act is done to, and its state that of a thing: "the crossing has been open since Monday"."""
    return claim.action != "be" and claim.frame.removeprefix(PROGRESS) in THERE and head(object_words(claim)) == row.head


def _can_be(row: Owed, claim: Claim) -> bool:
    """Whether the number told can be one of what is owed: no more of the same; of what is counted at a place, of the same."""
    owed, seen = row.quantity, claim.quantity
    if owed is None or seen is None:
        return True
    return value_in(seen, owed.unit) <= owed.value if comparable(owed, seen) else claim.frame != COUNTED_THERE


def _day(corpus: Corpus, claim: Claim) -> str | None:
    """The day of the state; of quiet, which lasts, that on which it is told."""
    return None if claim.frame == QUIET else act_day(claim)


def _to_resume(corpus: Corpus, row: Owed) -> bool:
    """Whether what is promised is that something goes on again."""
    known = tables().statuses.reports
    return any(contains(corpus.sentence(p.claim), known.resumption) or p.claim.predicate in known.resumes for p in row.promises)


def _kind(corpus: Corpus, row: Owed, claim: Claim) -> Kind | None:
    """What the state means for the duty; None where it means nothing."""
    state = claim.frame.removeprefix(PROGRESS)
    if (claim.action != "be" and not _is_thing(row, claim)) or state == "quiet":
        once = row.duty == "one-shot" and ((state in AGAIN and _to_resume(corpus, row)) or state == "holding")  # "the departure of 120 men was observed"
        kind = "done" if once else OF_ACT.get(state)
        return kind if not undone(claim) else "undone" if kind in ("done", "begun") else None
    away, home, shut = (bool(row.classes & way_classes(way)) for way in ("away", "home", "shut"))
    if state in THERE:
        shown = (state == "absent") == away and not (shut and state == "present")
        if claim.predicate in MADE and row.classes.isdisjoint(way_opened()) and contains(corpus.words(claim), STILL):
            shown = False  # "the accounts, which were to be settled, are still open"
        if row.duty == "standing" and shown != undone(claim):
            return "holds"
    elif state == "there":
        shown = True
        if undone(claim) or not row.classes & (way_classes("there") | way_classes("home")):
            return None  # where those are who were to leave says little
    elif state == "out":
        shown = True
    elif state == "home":
        shown = home or WITHDRAWN in row.classes
        if not shown:
            return None
    elif state == "remaining":
        if not away:
            return None  # no arrival, by a promise or otherwise
        shown = False
    elif state == "undone":
        holders = same_key(codes((*claim.agents, *claim.recipients))) - row.key
        given = in_hands(corpus, claim) and bool(holders) and bool(row.classes & way_classes("home"))
        shown = given or (shut and claim.predicate in SHUT)
    else:
        return OF_ACT.get(state) if not undone(claim) else "undone"
    return "done" if shown != undone(claim) else "undone"


@cache
def way_opened() -> frozenset[str]:
    """The classes of acts after which a thing is open."""
    return kindred_classes(MADE) | classes("continue") | classes("allow")


def in_hands(corpus: Corpus, claim: Claim) -> bool:
    """ "The files are in Borean hands": whose they are now."""
    return claim.frame == UNDONE and contains(corpus.words(claim), ("hands",))


def _observe(corpus: Corpus, row: Owed, claim: Claim, kind: Kind) -> Observation:
    day, sentence, state = _day(corpus, claim), corpus.words(claim), claim.frame.removeprefix(PROGRESS)
    amount, actors = amount_of(row.quantity, claim.quantity), same_key(codes(claim.agents)) & row.key
    share = share_of(corpus.sentence(claim), row.quantity)
    reached = running(corpus.sentence(claim), row.quantity)
    amount = share.amount if share is not None and row.quantity is not None and (amount is None or amount >= row.quantity.value) else amount
    amount = reached if reached is not None else amount
    if kind == "done" and row.quantity is not None and amount is not None and amount < row.quantity.value:
        kind = "part"
    if kind == "done" and some_of_all(corpus, row, amount, sentence):
        kind = "part"  # "the handing over of 139 soldiers took place", where all prisoners are owed
    many = row.quantity is not None and row.quantity.value != 1 and claim.predicate in GOING  # "gas has been flowing since Monday"
    if kind == "done" and amount is None and (many or (first_of_many(corpus, claim) and not is_one(corpus, row, claim))):
        kind = "begun"
    whole = state == "complete" and kind != "part" and row.duty != "recurring"
    standing = state in PRESENT and not contains(sentence, tables().statuses.reports.next_words)  # "another 200 are in place" come on top
    return observed(
        corpus, claim, kind, day, actors=actors, amount=amount if kind != "undone" else None, standing=standing, whole=whole,
        total=reached is not None or contains(sentence, tables().statuses.reports.total_words), grade=grade_of(corpus, row, claim, actors),
    )  # fmt: skip
