"""What a turn does to the one before: charges, denies, doubts, owns up (`tables/disputes.toml`)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ahocorasick_rs import AhoCorasick

from servanda.ledger.corpus import Corpus
from servanda.ledger.modality import undone, vouched
from servanda.ledger.tables import tables
from servanda.ledger.terms import WORD, contains, terms
from servanda.ledger.turns import Turn, disputes
from servanda.records import Claim, Mention

FORM = re.compile(r"\b([a-z]{3,20})(?:ing|ed)\b")
# a word, rule or truce that is broken or breached, but no hull broken up and no deadlock
BROKE = re.compile(
    r"(?i)\b(?:breach\w{0,3}|br(?:eaks?|oken?|eaking)"
    r"(?!\s(?:up|down|out|into|in|off|through|away|even|with|ground|the (?:deadlock|silence|ice|impasse|siege))))\b"
)
SENTENCE = re.compile(r"(?<=[.?!”\"])\s|; ")
STEP = 40  # words of a passage that are read at once


def charges(turn: Turn, words: str, breach: bool) -> bool:
    """Whether somebody complains of what another did, or calls it a `breach`."""
    if any(c.illocution == "denial" for c in turn.claims):
        return False
    return any(c.action in disputes().charges and vouched(c) and not undone(c) for c in turn.claims) or (breach and calls_breach(words))


def calls_breach(words: str) -> bool:
    """Whether a sentence calls something a breach of what was promised."""
    for sentence in SENTENCE.split(words):
        lowered = f" {sentence.lower()}"
        named = any(f" {word}" in lowered for word in _stems_of_breach()) or BROKE.search(sentence) is not None
        if (named or contains(sentence, _against())) and not contains(sentence, disputes().agreed):
            return True
    return False


def denies(turn: Turn, words: str, known: frozenset[str]) -> bool:
    """Whether a turn outright contradicts what was said before it: "denied the charge", "not so", or denies something of which the `known` words tell."""
    if contains(words, disputes().agreed):
        return False
    for claim in turn.claims:
        if (claim.illocution == "denial" or claim.predicate in disputes().denials) and not undone(claim):
            thing = claim.object.text if claim.object is not None else ""
            if not thing or contains(" ".join(thing.split()[:3]), disputes().said) or known & told_words(thing, ()):
                return True
    return contains(words, disputes().denial_words)


def doubts(words: str, known: frozenset[str]) -> bool:
    """Whether somebody says that what was owed, of which the `known` words tell, has not been done, or not all."""
    if contains(words, tables().statuses.reports.open_words):
        return False
    return contains(words, disputes().plainly) or any(
        contains(sentence, disputes().contrary) and known & told_words(sentence, ()) for sentence in SENTENCE.split(words)
    )


def owns(turn: Turn) -> bool:
    """Whether whoever is charged says that it is so, or promises to make it good."""
    return any(c.predicate in disputes().owns or c.action in disputes().owns for c in turn.claims)


def speaking_of(corpus: Corpus, documents: Iterable[str], phrases: Iterable[str]) -> frozenset[str]:
    """The documents in which the longest word of one of the phrases stands: the others need not be looked at sentence by sentence."""
    automaton = AhoCorasick(sorted({max(WORD.findall(phrase.lower()), key=len) for phrase in phrases}))
    return frozenset(doc_id for doc_id in documents if automaton.find_matches_as_indexes(corpus.documents[doc_id].text.lower()))


@cache
def words_of_breach() -> tuple[str, ...]:
    """Words without which nothing is called a breach."""
    return (*_against(), *_stems_of_breach(), "breach", "broke", "break")


@cache
def outright() -> tuple[str, ...]:
    """Words that contradict whatever was said before."""
    return (*disputes().denial_words, *disputes().plainly, *disputes().open)


@cache
def told_as_done() -> tuple[str, ...]:
    """Words by which something is said to be so or to have been done."""
    return (*tables().statuses.reports.perfect_words, "is", "are")


@cache
def _against() -> tuple[str, ...]:
    """Words by which a deed is called one against what was promised."""
    return (*disputes().against, *tables().statuses.reports.against_words)


@cache
def _stems_of_breach() -> tuple[str, ...]:
    """The same, how words of breach begin; what is broken or breached `BROKE` knows."""
    return tuple(word for word in tables().statuses.reports.breach_words if not word.startswith("br"))


def is_bare(mention: Mention) -> bool:
    """Whether words stand for a state's rulers and say not whose."""
    return mention.code is None and mention.text.lower().removeprefix("the ") in disputes().bare


def with_forms(words: frozenset[str]) -> frozenset[str]:
    """Words with the lemmas of their verbal forms: "imposing", to impose."""
    return words | frozenset(form for word in words for form in lemmas(word)) if any(word.endswith(("ing", "ed")) for word in words) else words


def lemmas(text: str) -> list[str]:
    """What the verbal forms in a text may be forms of: "diverting", "diverted": to divert."""
    stems = FORM.findall(text)
    return [form for stem in stems for form in (stem, f"{stem}e", stem[:-1] if len(stem) > 1 and stem[-1] == stem[-2] else stem)]


def told_words(words: str, claims: Iterable[Claim]) -> frozenset[str]:
    """The telling words of a passage, with the lemmas of its acts ("diverting", "diverted": to divert)."""
    split = [*words.split(), *lemmas(words.lower()), *(c.predicate for c in claims)]
    parts = (terms(" ".join(split[at : at + STEP])) for at in range(0, len(split), STEP))
    return frozenset().union(*parts, (c.action for c in claims))
