"""The words by which a text names a speaker: a name in full, a noun without article and number, a body as the text first gives it."""

from __future__ import annotations

import re

from servanda.coding.parties import Parties
from servanda.coding.phrases import phrase_tokens, preposition
from servanda.coding.tables import word_roles
from servanda.language.parsed import Token
from servanda.records import Span

LOOSE = {"det", "nummod", "nmod:poss", "det:predet", "case", "punct", "advmod"}
RANKING = {"senior", "top", "unnamed", "anonymous"}  # what tells no more of who somebody is
SHORTEST_SURNAME = 3


def shortest(head: Token, words: Span, parties: Parties) -> Span:
    """The speaker's name as it stands; else the noun with what stands before it, without article, number or owner."""
    lemma = head.lemma_.lower()
    owner = next((c for c in head.children if c.dep_ == "nmod:poss" or (c.dep_ == "nmod" and preposition(c) == "of")), None)
    if owner is not None and owner.pos_ == "PROPN" and lemma in word_roles("metonyms"):
        return shortest(owner, words, parties)  # "the report of the Kroc Institute"
    own = proper_name(head)
    if not own and head.pos_ in {"NOUN", "PROPN"}:
        own = core(head)
    if not own:
        return words
    start, end = parties.offset(own[0]), parties.offset(own[-1]) + len(own[-1])
    return Span(start=start, end=end, text=parties.text[start:end]) if words.start <= start < end <= words.end else words


def proper_name(head: Token) -> list[Token]:
    """The tokens of a name: the run of names around the head, or one of two words or more right behind it ("their coach, Gareth Lund")."""
    doc, last = head.doc, head.sent.end
    if head.pos_ == "PROPN":
        first, stop = head.i, head.i + 1
        while first > head.sent.start and (
            (doc[first - 1].pos_ == "PROPN" and doc[first - 1].text[:1].isupper()) or (doc[first - 1].dep_ == "amod" and doc[first - 1].text[:1].isupper())
        ):
            first -= 1
        stop = end_of_name(head, stop)
        return [doc[i] for i in range(first, stop)]
    apposed = next((c for c in head.children if c.dep_ == "appos" and c.pos_ == "PROPN" and c.i > head.i and doc[c.i - 1].text == ","), None)
    behind = head.i + 1 if apposed is None else apposed.i - 1  # "the head of the mission, Ana Lund"
    first = behind + (behind < last and doc[behind].text == ",")
    stop = end_of_name(head, first)
    closed = stop < last and doc[stop].text in {",", "."} and doc[first - 1].text == ","
    presented = stop - first > 1 and (closed or any(doc[i].head.i == head.i and doc[i].dep_ in {"appos", "flat"} for i in range(first, stop)))
    return [doc[i] for i in range(first, stop)] if presented else []


def core(head: Token) -> list[Token]:
    """A noun with what stands before it, without article, number or owner."""
    own = [t for t in phrase_tokens(head) if t.i <= head.i and (t.i == head.i or (t.dep_ not in LOOSE and t.head.i == head.i))]
    return own[1:] if own and own[0].lower_ in RANKING and len(own) > 1 else own


def shortest_words(head: Token, parties: Parties) -> str:
    """The words of a noun's core as the text has them."""
    own = core(head)
    return parties.text[parties.offset(own[0]) : parties.offset(own[-1]) + len(own[-1])] if own else head.text


def fuller(parties: Parties, words: str, start: int) -> str:
    """A body's name as the text first gives it in more words: "joint survey team" for "team", "Kroc Institute" for "institute"."""
    plain = words.removeprefix("the ").removeprefix("The ")
    if plain.isupper():
        return plain
    more = 3 if " " not in plain else 1
    before = parties.text[:start]
    found = re.search(rf"\b(?:the|an?|its|their|\w{{2,20}}[’']s) ((?:[\w’'-]+ ){{1,{more}}}{re.escape(plain)})\b", before, re.IGNORECASE)
    behind = re.search(rf"\b(?:[Tt]he|[Aa]n?) ({re.escape(plain)} of (?:[a-z’'-]+ ){{0,2}}[a-z]{{3,20}}s)\b", before) if " " not in plain else None
    return found[1] if found else behind[1] if behind else plain  # "union of canoe owners" for "union"


def end_of_name(head: Token, at: int) -> int:
    """The token behind a run of names, hyphens inside it included ("Han Seo-jin")."""
    doc, last = head.doc, head.sent.end
    while at < last and (doc[at].pos_ == "PROPN" or (doc[at].text == "-" and at + 1 < last and not doc[at].whitespace_ and not doc[at - 1].whitespace_)):
        at += 1 + (doc[at].text == "-")
    return min(at, last)


def full_name(parties: Parties, name: str, start: int) -> str:
    """A surname with the first name that the text before a position gives it; any other name unchanged."""
    if len(name) < SHORTEST_SURNAME or " " in name or not name[0].isupper():
        return name
    pattern = re.compile(rf"\b[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)? {re.escape(name)}\b")
    if name not in parties.full_names:
        parties.full_names[name] = pattern.search(parties.text[parties.body_start :])
    found = parties.full_names[name]
    if found is None or parties.body_start + found.start() >= start:
        return name
    if parties.body_start + found.end() > start:
        found = pattern.search(parties.text[parties.body_start : start])
    return found[0] if found else name
