"""Performance told in passing: "..., as the joint statement had foreseen", "thanked them for standing aside".

The clause that coding makes of such words names another act ("took the floor"); the words around it say that a promised one was
done. They count only for a duty of the actor whose act stands in the sentence and whose agreement or object is named there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from servanda.ledger.agreements import Registry, days_between
from servanda.ledger.commitments import Book, Owed, announced_on
from servanda.ledger.corpus import Corpus, act_day
from servanda.ledger.elsewhere import same_place
from servanda.ledger.instruments import first_kind, fits_kind
from servanda.ledger.parties import codes, same_key
from servanda.ledger.tables import tables
from servanda.ledger.terms import WORD, classes, contains, nearness, takers, terms, way_classes
from servanda.ledger.windows import RECALL
from servanda.records import Claim

RECENT_DAYS = 60  # days after a promise in which words in passing can mean it
_NO_LONGER = r"no longer (?:pay|need|require|charge|apply for|ask for|subject to|burdened with|liable to)(?: any)?"
# what has been lifted, cleared or scrapped stands behind
WITHOUT = re.compile(rf"\b(?:without|free of|free from|freed of|rid of|{_NO_LONGER})\s((?:[\w-]{{1,20}}\s?){{1,3}})", re.IGNORECASE)
PARTICLES = (" over", " out", " back", " off", " up")  # of verbs whose noun is one word ("handover", "pullout")
LONGEST_ENDING = 3  # letters by which a word may be longer than the lemma it belongs to


def told_in_passing(corpus: Corpus, book: Book, claim: Claim) -> Owed | None:
    """The duty that the sentence says was done though its clause names another act; None where there is none or more than one."""
    cues, sentence = tables().statuses.reports, corpus.sentence(claim)
    if contains(sentence, cues.foreseen):
        kind, actors = first_kind(sentence), same_key(codes(claim.agents))
        rows = _recent(corpus, book, claim, actors, sentence)
        if kind is None:
            return rows[0] if len(rows) == 1 and rows[0].classes & classes(claim.action) else None
        near = [r for r in rows if r.agreement and fits_kind(kind, r.agreement.kinds) and r.terms & terms(sentence)]
        return near[0] if len(near) == 1 else None
    if claim.predicate in cues.thanks and contains(sentence, ("for",)):
        rows = _recent(corpus, book, claim, same_key(codes(claim.recipients)), sentence.partition(" for ")[2])
        return rows[0] if len(rows) == 1 else None
    return None


def rid_of(corpus: Corpus, registry: Registry, book: Book, claim: Claim) -> list[Owed]:
    """The duty to lift or clear what a sentence says that people now do without ("have been crossing without visas", "the bank is free of mines")."""
    found = WITHOUT.search(corpus.sentence(claim))
    if found is None:
        return []
    gone, day = terms(found[1]), act_day(claim) or corpus.published(claim)
    around = registry.around(claim.doc_id)
    rows = book.told_of((None,), way_classes("away"), gone, day).values()
    fit = [
        r
        for r in rows
        if not r.negative
        and r.head in gone
        and (r.key & around or same_place(corpus, r, claim))
        and 0 < days_between(announced_on(corpus, r)[0], day) <= RECALL
    ]
    said = terms(corpus.sentence(claim))
    best = max(fit, key=lambda r: (nearness(r.terms, said), r.number), default=None)
    return [best] if best is not None else []


def _recent(corpus: Corpus, book: Book, claim: Claim, actors: frozenset[str], text: str) -> list[Owed]:
    """Positive one-party duties of the actors, promised shortly before, whose act stands in the text."""
    if len(actors) != 1:
        return []
    (code,) = actors
    day = act_day(claim) or corpus.published(claim)
    rows = book.of_class(code, classes_in(text), day)
    return [r for r in rows if not r.negative and r.key == actors and 0 < days_between(announced_on(corpus, r)[0], day) <= RECENT_DAYS]


def classes_in(text: str) -> frozenset[str]:
    """Classes of acts of which a word stands in the text, in whatever form ("standing aside", "supported")."""
    words = [word.lower() for word in WORD.findall(text)]
    found: set[str] = set()
    for at, word in enumerate(words):
        for rest, names in _acts_from(word):
            if all(map(_is_form, words[at + 1 :], rest)) and at + len(rest) < len(words):
                found.update(names)
    return frozenset(found)


def taken_in(word: str) -> list[str]:
    """The acts of a taker of which the word is a form ("received")."""
    return [lemma for lemma in takers() if " " not in lemma and _is_form(word.lower(), lemma)]


@lru_cache(maxsize=65536)
def _acts_from(word: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """The acts whose first word this is in some form: their further words, and their classes."""
    return tuple((lemma[1:], names) for lemma, names in _lemmas_by_start().get(word[:3], ()) if _is_form(word, lemma[0]))


def _is_form(word: str, lemma: str) -> bool:
    return word.startswith(lemma.removesuffix("e")) and len(word) - len(lemma) <= LONGEST_ENDING


@lru_cache(maxsize=1)
def _lemmas_by_start() -> dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]:
    found: dict[str, dict[tuple[str, ...], list[str]]] = {}
    for row in tables().actions.classes:
        for lemma in row.lemmas:
            for words in (tuple(lemma.split()), (lemma.replace(" ", ""),)) if lemma.endswith(PARTICLES) else (tuple(lemma.split()),):
                if len(lemma) > LONGEST_ENDING:
                    found.setdefault(lemma[:3], {}).setdefault(words, []).append(row.name)
    return {start: _flat(lemmas.items()) for start, lemmas in found.items()}


def _flat(items: Iterable[tuple[tuple[str, ...], list[str]]]) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    return tuple((lemma, tuple(names)) for lemma, names in items)
