"""Whom praise and blame are for, where the clause names nobody at the row's own places, or names somebody who is not meant."""

from __future__ import annotations

from servanda.coding.clauses import Clause
from servanda.coding.frames import Frame
from servanda.coding.phrases import preposition
from servanda.coding.references import PERSON_PRONOUNS
from servanda.coding.situation import Situation
from servanda.language.parsed import Token
from servanda.records import Mention

OPEN = {"those", "everyone", "everybody", "anyone"}  # objects that leave open who is meant
APART = {"SUPPORT": frozenset({"against"}), "COOPERATE": frozenset({"against", "on", "about", "over", "regarding", "concerning"})}
TAKING_UP = {"the", "this", "these", "those", "such"}  # before what was named before


def left_open(clause: Clause, frame: Frame | None) -> bool:
    """ "Commend those who have given", "applauds his election": whether the object says that somebody is meant, and not who; "expressed his thanks"
    does not, whose object is part of the row's own words."""
    own = {word for pattern in frame.verbs for word in pattern.split()[1:]} if frame is not None else set()
    things = [t for t in clause.objects if t.lemma_.lower() not in own]
    return any(t.lower_ in OPEN or any(c.dep_ == "nmod:poss" and c.lower_ in PERSON_PRONOUNS for c in t.children) for t in things)


def without_foes(situation: Situation, clause: Clause, frame: Frame, found: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """ "Supports the fight against A", "backs aid to towns freed from A", "shared a report on A": whom the help is against is not supported, nor is
    anything done with whom it is about."""
    apart = APART.get(frame.plover or "", frozenset())
    if not apart or not found:
        return found
    foes = {m.start for thing in clause.objects for t, m in situation.parties.within(thing) if is_foe(t, thing, apart)}
    return tuple(m for m in found if m.start not in foes)


def is_foe(token: Token, thing: Token, apart: frozenset[str]) -> bool:
    """Whether a name stands behind a preposition that sets it apart, or behind "from" of a participle, inside a thing."""
    at = token
    while at.i != thing.i and at.head is not at:
        word = preposition(at)
        if word in {"with", "to"}:
            return False
        if word in apart or (word == "from" and at.head.tag_ == "VBN"):
            return True
        at = at.head
    return False


def told_before(situation: Situation, clause: Clause) -> tuple[Mention, ...]:
    """ "Condemned the launches" behind "A's launches on Monday": whose the deed is that was named with its doer before and is taken up."""
    for thing in clause.objects:
        bare = thing.pos_ == "NOUN" and any(c.lower_ in TAKING_UP for c in thing.children) and not situation.parties.within(thing)
        for noun in nouns_before(situation, thing) if bare else ():
            owners = [c for c in noun.children if c.dep_ == "nmod:poss" or (c.dep_ in {"amod", "compound"} and situation.parties.covering(c))]
            doers = [c for d in (noun, *(c for c in noun.children if c.dep_ == "nmod")) for c in d.children if c.dep_ == "nmod" and preposition(c) == "by"]
            if found := tuple(m for m in situation.parties.resolve([*doers, *owners]) if m.code):
                return found
    return ()


def nouns_before(situation: Situation, thing: Token) -> list[Token]:
    """The same noun before a thing in its paragraph and the one before, the nearest first."""
    number = situation.parties.numbers[id(thing.doc)]
    before = [*(situation.parties.docs[number - 1].tokens if number else ()), *thing.doc.tokens[: thing.i]]
    return [t for t in reversed(before) if t.lemma_ == thing.lemma_ and t.pos_ == "NOUN"]


def behind_what_is(situation: Situation, clause: Clause) -> tuple[Mention, ...]:
    """ "Regrets that the curbs imposed by A will keep B away": who made what is regretted."""
    subjects = [t for c in clause.head.children if c.dep_ == "ccomp" for t in c.children if t.dep_ == "nsubj"]
    makers = [d for t in subjects for c in t.children if c.dep_ == "acl" and c.tag_ == "VBN" for d in c.children if preposition(d) == "by"]
    return tuple(m for m in situation.parties.resolve(makers) if m.code) if makers else ()
