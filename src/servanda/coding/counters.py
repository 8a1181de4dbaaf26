"""Who counts: whose number a clause gives ("Peru's gauge recorded 40", "Minsk received only 23", "seven, by the neighbours' count")."""

from __future__ import annotations

from functools import cache

from servanda.coding.claims import ClaimMaker
from servanda.coding.phrases import antecedent, phrase_tokens, preposition
from servanda.coding.tables import names_body, table
from servanda.language.parsed import Token
from servanda.records import Mention, Span

SUBJECTS = {"nsubj", "nsubj:pass", "csubj"}
NOUNS = {"NOUN", "PROPN", "PRON"}


@cache
def words(name: str) -> frozenset[str]:
    """One list of `tables/figures.toml`."""
    return frozenset(table("figures")[name])


def contradictor(maker: ClaimMaker, token: Token) -> Mention | None:
    """ "Baghdad contradicts it: 97 have arrived": who contradicts before the colon behind which a number stands."""
    tokens = list(token.sent)
    colon = next((t.i for t in tokens if t.text == ":" and t.i < token.i), None)
    verb = next((t for t in tokens if colon is not None and t.i < colon and t.lemma_.lower() in words("contradicts") and t.pos_ == "VERB"), None)
    subject = subject_of(verb) if verb is not None else None
    return voice(maker, subject) if subject is not None else None


def receiver(maker: ClaimMaker, head: Token, verb: Token) -> Mention | None:
    """ "Minsk received only 23", "the union counted only 40": the party that says so by what has come to it, or by its own count."""
    counts = head.dep_ not in SUBJECTS and verb.lemma_.lower() in words("took") | words("verbs")
    subject = subject_of(verb) if counts else None
    return voice(maker, subject) if subject is not None and subject.pos_ != "PRON" else None


def subject_of(verb: Token) -> Token | None:
    """The clause's subject; where the parse made the verb a second noun of one, that noun."""
    for clause in (verb, verb.head):
        subject = next((c for c in clause.children if c.dep_ in SUBJECTS), None)
        if subject is not None:
            return antecedent(subject)
        if verb.dep_ != "conj":
            break
    return verb.head if verb.dep_ == "conj" and verb.head.pos_ in NOUNS else None


def voice(maker: ClaimMaker, subject: Token) -> Mention | None:
    """The party that counts: whom the subject names, or whose the instrument is ("Peru's gauge"); None for things that are nobody's."""
    known = [m for m in maker.parties.resolve([subject], alone=True) if m.code]
    within = [t for t in subject.subtree if t.i < subject.i or t.head.dep_ == "acl"]
    known += [m for t in within for m in [maker.parties.covering(t)] if m is not None and m.code]
    if known:
        return known[0]
    tokens = phrase_tokens(subject)
    start, end = maker.parties.offset(tokens[0]), maker.parties.offset(tokens[-1]) + len(tokens[-1])
    found = maker.speech.speaker_mention(Span(start=start, end=end, text=maker.document.text[start:end]))
    counts = any(t.lemma_.lower() in words("counting") and t.i > subject.i for t in (subject.head,)) and subject.pos_ == "NOUN"
    return found if found.code or subject.pos_ == "PROPN" or counts or names_body(subject.lemma_.lower()) else None


def by_reckoning(maker: ClaimMaker, head: Token) -> Mention | None:
    """ "seven, by the neighbours' count": the owner of the count that stands in the number's part of the sentence."""
    tokens = list(head.sent)
    stops = [t.i for t in tokens if t.text == ";"]
    first = max((i for i in stops if i < head.i), default=head.sent.start)
    last = min((i for i in stops if i > head.i), default=head.sent.end)
    known = False
    for token in tokens:
        lemma = token.lemma_.lower()
        counts = (lemma in words("reckonings") or (known and lemma == "one")) and preposition(token) in words("reckoned_by")
        known = known or counts
        if counts and first <= token.i < last:
            owners = [t for t in token.children if t.dep_ in {"nmod:poss", "nmod", "amod"}]
            return next((m for t in owners for m in maker.parties.resolve([t]) if m.code), None)
    return None
