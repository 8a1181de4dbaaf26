"""Performance told inside reported words: "Both governments say that their withdrawal was completed on time".

Coding keeps such words as a position, since nobody but the speaker vouches for them. They count, by the speaker's grade, for a duty
of the speaker or of a party that they name, when act and object stand in them. Words about what will, may or should be are passed over.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from servanda.language.times import find_times
from servanda.ledger.agreements import FRESH, Registry, days_between
from servanda.ledger.commitments import Book, Owed, announced_on
from servanda.ledger.corpus import Corpus, act_day
from servanda.ledger.cues import classes_in
from servanda.ledger.grades import grade_of
from servanda.ledger.modality import undone, vouched
from servanda.ledger.observations import Kind, Observation, observed
from servanda.ledger.parties import same_key
from servanda.ledger.promises import speaker
from servanda.ledger.readings import given_up
from servanda.ledger.shares import share_of
from servanda.ledger.tables import tables
from servanda.ledger.terms import classes, contains, kindred_classes, nearness, terms, way_classes
from servanda.ledger.windows import RECALL
from servanda.records import Claim

CONFIRMED = ("done", "part", "begun")
SURE = 0.75  # share of words by which they mean it even where the document names no other party of the agreement
WORKS = ("work on", "works on", "construction of", "building of")  # what is begun of a thing that is to be built
NONE_SEEN = re.compile(
    r"\b(?:seen|got|had|received|found|welcomed)\s(?:no|none|nothing|not\sa\ssingle|not\sone)\b", re.IGNORECASE
)  # "we have seen no tractors"
NEAREST = 0.5  # least share of words by which reported words mean the object of a duty


def read_positions(corpus: Corpus, registry: Registry, book: Book) -> None:
    """Adds an observation to the duty of whose performance reported words tell."""
    names = corpus.called
    for claim in corpus.claims:
        if claim.illocution != "position" or claim.in_text or not vouched(claim):
            continue
        text = corpus.words(claim)
        if given_up(text) and corpus.published(claim) != "":
            _withdraw(corpus, registry, book, claim, text, names)
            continue
        kind = _kind(text)
        if kind is None or corpus.published(claim) == "":
            continue
        for row in _rows(corpus, registry, book, claim, text, names):
            if kind == "holds" and row.duty != "standing":
                continue  # "the ship stays where she is": no word of anything done
            row.observations.append(_observe(corpus, row, claim, kind))


def _withdraw(corpus: Corpus, registry: Registry, book: Book, claim: Claim, text: str, names: dict[str, frozenset[str]]) -> None:
    """Takes back the duty of the speaker himself that the words say will not be done."""
    voice = speaker(claim)
    by = same_key((voice.code,)) if voice is not None and voice.code else frozenset()
    for row in _rows(corpus, registry, book, claim, text, names, own=True):
        if by and by <= row.key and row.duty == "one-shot":
            row.observations.append(replace(_observe(corpus, row, claim, "undone"), kind="withdrawn", amount=None))


def _kind(text: str) -> Kind | None:
    """What the words say of an act: done, begun, not done; None where they tell of nothing that has happened."""
    words = tables().statuses.reports
    if contains(text, words.open_words) or "?" in text:
        return None
    if contains(text, words.not_words):
        return "undone"
    if contains(text, words.begin_words):
        return "begun"
    if contains(text, words.whole_words) or contains(text, words.perfect_words):
        return "done"
    return "holds"


def _rows(corpus: Corpus, registry: Registry, book: Book, claim: Claim, text: str, names: dict[str, frozenset[str]], own: bool = False) -> list[Owed]:
    """The duty that the words mean: of the speaker, or of a party of his agreement that they name; the one that fits best. Where they speak of what is
    the speaker's `own` affair, his unilateral word too, and an act of the same sort."""
    voice, said, acts = speaker(claim), terms(text), classes_in(text)
    acts |= classes("build") if contains(text, WORKS) else frozenset()
    acts |= way_classes("home") | way_classes("there") if NONE_SEEN.search(text) else frozenset()
    acts = kindred_classes(acts) if own else acts
    by = same_key((voice.code,)) if voice is not None and voice.code else frozenset()
    around = registry.around(claim.doc_id)
    best: tuple[float, int, Owed] | None = None
    for code in sorted(around):
        for row in book.of_class(code, acts, act_day(claim) or corpus.published(claim)):
            alone = row.agreement is None and not (own and row.key == by)
            if row.negative or alone or row.terms.isdisjoint(said):
                continue  # as most, asked first
            named = any(names.get(party, frozenset()) & said for party in row.debtor) or bool(row.key & by)
            score = nearness(row.terms, said - frozenset(row.best.action.split()))
            sure = score >= SURE and len(row.terms) > 1 and bool(row.key & by)
            known = sure or row.agreement is None or row.agreement.key <= around | by
            fits = named and known and not row.negative and score >= NEAREST and _in_time(corpus, row, claim)
            if fits and (best is None or (score, -row.number) > best[:2]):
                best = (score, -row.number, row)
    return [best[2]] if best else []


def _in_time(corpus: Corpus, row: Owed, claim: Claim) -> bool:
    """Whether the words were said after the promise, in another document, while it is remembered."""
    age = days_between(announced_on(corpus, row)[0], _day_in_words(corpus, claim) or corpus.published(claim))
    return 0 < age <= RECALL and all(p.claim.doc_id != claim.doc_id for p in row.promises)


def _observe(corpus: Corpus, row: Owed, claim: Claim, kind: Kind) -> Observation:
    """The observation; for a standing duty that is told of in the present, that it holds."""
    standing, share = row.duty == "standing", share_of(corpus.words(claim), row.quantity)
    seen: Kind = "done" if kind == "holds" and not standing else kind
    seen = "part" if seen == "done" and share is not None else seen
    voice = speaker(claim)
    actors = same_key((voice.code,)) & row.key if voice is not None and voice.code else frozenset()
    return observed(
        corpus, claim, "holds" if standing and seen == "done" else seen, _day_in_words(corpus, claim), actors=actors,
        amount=share.amount if share is not None else None, total=share is not None and share.total, grade=grade_of(corpus, row, claim, actors),
    )  # fmt: skip


def _day_in_words(corpus: Corpus, claim: Claim) -> str | None:
    """The day that the clause names, else the only one in the reported words that has gone by."""
    return act_day(claim) or only_day(corpus.words(claim), corpus.published(claim))


def only_day(text: str, known: str, not_of: frozenset[str] = frozenset()) -> str | None:
    """The only day that a text names of those that have gone by on a day, those of other things (`not_of`) left out; None where it names none or several."""
    if known == "":
        return None
    told = {t.first for t in find_times(text, dt.date.fromisoformat(known)) if t.precision == "day" and t.first and t.first <= known} - not_of
    return min(told) if len(told) == 1 else None


def read_endings(registry: Registry) -> None:
    """Ends the agreement at hand where reported words say that it is no longer in force."""
    for claim in registry.corpus.claims:
        text = registry.corpus.words(claim) if claim.illocution == "position" and not claim.in_text else ""
        if text and contains(text, tables().stages.endings) and not contains(text, tables().statuses.reports.open_words):
            draft = registry.focus(claim, frozenset())
            if draft is not None and draft.day is not None and draft.day < registry.corpus.published(claim):
                draft.stages.append(("lapsed", registry.corpus.published(claim), False, claim))


def read_confirmations(corpus: Corpus, registry: Registry, book: Book) -> None:
    """Repeats, in the voice of an outsider who confirms it, what has been seen of a duty in the days before."""
    confirms = tables().statuses.reports.confirms
    for claim in corpus.claims:
        if claim.illocution != "act" or claim.in_text or undone(claim) or not vouched(claim) or claim.predicate not in confirms:
            continue
        witnesses = same_key(m.code for m in claim.agents if m.code and m.kind == "organisation")
        around = frozenset(registry.codes_of(claim.doc_id))
        drafts = {d.number: d for code in sorted(around) for d in registry.of_party(code, claim.doc_id) if d.key <= around and not witnesses & d.key}
        for row in [row for number in sorted(drafts) for row in book.under(drafts[number])] if witnesses else ():
            seen = _confirmed(corpus, row, claim)
            if seen is not None:
                row.observations.append(seen)


def _confirmed(corpus: Corpus, row: Owed, claim: Claim) -> Observation | None:
    """The latest performance of the duty, in the witness's voice: one that his document reports, or one of a number that he confirms."""
    done = [o for o in row.observations if o.kind in CONFIRMED and o.claim is not None]
    last = max(done, key=lambda o: (o.day, o.known, o.origin), default=None)
    here = any(o.claim is not None and o.claim.doc_id == claim.doc_id for o in done)
    known = corpus.published(claim)
    if last is None or not (here or row.quantity is not None) or not 0 <= days_between(last.day, known) <= FRESH:
        return None
    why = f"{claim.predicate} ({claim.frame})"
    return replace(last, known=known, claim=claim, grade="third-party", origin=corpus.origin(claim.doc_id), why=why)
