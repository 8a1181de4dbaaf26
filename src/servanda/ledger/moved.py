"""Days that are moved without a new promise: "the handover was put back to 4 May", "gave Suriname until July 31 to issue the rest".

The duty stays what it was and falls due on the day that its creditors, its debtor or a report name. Wishes move nothing. The sentence has to name the
duty's act with its object, or give more time to its debtor for an act of which he owes but one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import msgspec

from servanda.language.grammar.calendar import shift_days, shift_months
from servanda.language.grammar.numbers import number_words
from servanda.language.times import find_times
from servanda.ledger.agreements import Registry, days_between
from servanda.ledger.commitments import Book, Owed, announced_on
from servanda.ledger.corpus import Corpus
from servanda.ledger.cues import classes_in
from servanda.ledger.modality import undone, vouched
from servanda.ledger.parties import codes, same_key
from servanda.ledger.tables import read_table
from servanda.ledger.terms import WORD, classes, contains, nearness, terms
from servanda.records import Claim, Deadline, Time

FUTURE = "future"  # "will be delayed until 20 July" moves the day as much as "was"
NEAREST = 0.5  # least share of words by which a sentence names the object of a duty
LONGEST = 730  # days by which a duty is put off at most
LATE = 120  # days after the old day within which a new one is given
MEASURES = {"day": 1, "week": 7}
MONTHS = {"month": 1, "year": 12}
LENGTH = re.compile(r"\b(?:by|for|another|further|additional|extra) (?:an? |another |a further |an additional )?([\w-]+) (day|week|month|year)s?\b")
ENDING = re.compile(r"\bthe end (?:of|to) (?:its|their|the|all|any)\b", re.IGNORECASE)  # of a thing, not of a month
YEAR = re.compile(r"\d{4}")
SMALL = {**number_words("small"), "a": 1, "an": 1, "another": 1}


class Moved(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`moved.toml`."""

    acts: frozenset[str]
    moved: tuple[str, ...]
    given: tuple[str, ...]
    until: tuple[str, ...]
    to: frozenset[str]
    from_: frozenset[str] = msgspec.field(name="from")
    rest: frozenset[str]
    open: tuple[str, ...]


@cache
def words() -> Moved:
    """The shipped table; raises TableError where it is damaged."""
    return read_table(Moved, files("servanda.ledger").joinpath("tables", "moved.toml").read_text("utf-8"), "moved.toml")


def read_moves(corpus: Corpus, registry: Registry, book: Book) -> None:
    """Gives each duty the day to which later texts move it, in the order of the texts."""
    seen: set[tuple[str, int]] = set()
    for claim in corpus.claims:
        told = claim.illocution == "position" or claim.action in words().acts or claim.predicate in words().acts
        wished = claim.in_text or claim.illocution in ("appeal", "stance", "endorsement")
        if not told or wished or not corpus.published(claim) or (claim.doc_id, claim.sentence_start) in seen:
            continue
        sentence = corpus.sentence(claim)
        given = contains(sentence, words().given) and contains(sentence, words().until)
        told = (given or contains(sentence, words().moved)) and (vouched(claim) or claim.modality == FUTURE)
        if told and not undone(claim) and not contains(sentence, words().open):
            seen.add((claim.doc_id, claim.sentence_start))
            _move(corpus, registry, book, claim, sentence, given)


def _move(corpus: Corpus, registry: Registry, book: Book, claim: Claim, sentence: str, given: bool) -> None:
    """Moves the day of the duty of which the sentence speaks, if there is one."""
    published = dt.date.fromisoformat(corpus.published(claim))
    day, old = _days_named(sentence, published)
    length = None if day else LENGTH.search(sentence)
    best: tuple[float, bool, int, Owed, str] | None = None
    for row, near in _rows(corpus, registry, book, claim, sentence, given) if day or length else ():
        new = day or _later(row.deadline.date or "", length)
        if new is None or not 0 < days_between(row.deadline.date or "", new) <= LONGEST:
            continue
        rank = (near, old is not None and old == row.deadline.date, -row.number)
        if best is None or rank > best[:3]:
            best = (*rank, row, new)
    if best is not None:
        best[3].moves.append(claim)
        best[3].deadline = best[3].put_to = Deadline(kind="date", date=best[4], text=sentence[:200])


def _days_named(sentence: str, published: dt.date) -> tuple[str | None, str | None]:
    """The later day and the earlier that a sentence names, by the words before them ("from 30 April to 31 May")."""
    later, earlier = None, None
    for time in find_times(sentence, published):
        if time.start is None or time.first is None or time.last is None:
            continue
        before = (sentence[: time.start].lower().removesuffix("the end of ").split() or [""])[-1]
        if time.precision == "range" and (before in words().from_ or time.text.lower().startswith("from ")):
            earlier, later = time.first, _ahead(time, published)
        elif time.precision not in ("day", "month"):
            continue
        elif before in ("to", "until", "till") or (before in words().to and later is None and time.last > published.isoformat()):
            later = _ahead(time, published)
        elif before in words().from_:
            earlier = time.last
    return later, earlier


def _ahead(time: Time, published: dt.date) -> str:
    """The last day of a time, which lies ahead where its words name no year."""
    last = dt.date.fromisoformat(time.last or "")
    later = shift_months(last, 12) if last < published and not YEAR.search(time.text) else None
    return (later or last).isoformat()


def _later(old: str, length: re.Match[str] | None) -> str | None:
    """A day so many days, weeks or months after another."""
    digits = length is not None and length[1].isdecimal() and len(length[1]) <= len(str(LONGEST))
    count = int(length[1]) if length and digits else SMALL.get(length[1].lower()) if length else None
    if length is None or not count or count > LONGEST or not old:
        return None
    first = dt.date.fromisoformat(old)
    later = shift_days(first, count * MEASURES[length[2]]) if length[2] in MEASURES else shift_months(first, count * MONTHS[length[2]])
    return later.isoformat() if later else None


def _rows(corpus: Corpus, registry: Registry, book: Book, claim: Claim, sentence: str, given: bool) -> Iterator[tuple[Owed, float]]:
    """The dated duties that the sentence can mean, each with how near its words are."""
    acts, said, known = classes_in(_verbs().sub(" ", sentence)), terms(sentence), corpus.published(claim)
    acts |= classes("end") if ENDING.search(sentence) else frozenset()
    around = same_key(registry.codes_of(claim.doc_id))
    named = same_key(codes((*claim.agents, *claim.recipients)))
    found = {row.number: row for code in sorted(named | around) for row in book.of_class(code, acts, known)}
    found |= book.told_of([None], sorted(acts), said, known)
    able = [row for number, row in sorted(found.items()) if _can_move(corpus, row, claim, known)]
    near = [(row, _near(row, acts, said)) for row in able if not around or (row.key | (row.agreement.key if row.agreement else frozenset())) & around]
    fitting = [(row, score) for row, score in near if score >= NEAREST]
    theirs = [row for row, _ in near if given and row.key <= named]
    only = len(theirs) == 1 and not words().rest.isdisjoint(WORD.findall(sentence.lower()))
    yield from fitting or ([(theirs[0], 0.0)] if only else [])


def _near(row: Owed, acts: frozenset[str], said: frozenset[str]) -> float:
    """How near a sentence's words are to a duty's; enough where they name its act and the head of its object ("the return of the camp")."""
    return max(nearness(row.terms, said), NEAREST if row.head in said and not acts.isdisjoint(row.classes) else 0.0)


@cache
def _verbs() -> re.Pattern[str]:
    """The words that move a day, which name no act of the duty."""
    found = sorted((*words().moved, *words().given), key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"\b(?:{'|'.join(found)})\b", re.IGNORECASE)


def _can_move(corpus: Corpus, row: Owed, claim: Claim, known: str) -> bool:
    """Whether the duty has a day, was promised in an earlier text and is not long overdue."""
    due = row.deadline.date
    if due is None or row.negative or row.superseded_by is not None or any(p.claim.doc_id == claim.doc_id for p in row.promises):
        return False
    return announced_on(corpus, row)[0] < known and days_between(due, known) <= LATE
