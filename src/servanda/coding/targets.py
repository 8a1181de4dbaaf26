"""The other side of a clause where the row's own places hold nobody.

In this order: offices and people of the doer's own state, known parties inside the object and beside the verb, people and bodies without a name, known
parties further below, and for acts done in a place the place in its words.
"""

from __future__ import annotations

from collections.abc import Iterable

from servanda.coding.clauses import CLAUSAL, Clause, conjuncts
from servanda.coding.frames import Frame
from servanda.coding.matching import at_place
from servanda.coding.parties import Parties
from servanda.coding.phrases import TIME_WORDS, phrase_tokens, preposition
from servanda.coding.references import FIRST_PERSON
from servanda.language.parsed import Token
from servanda.records import Mention

NEAREST = ("with", "against", "to", "between", "on", "upon", "for", "from", "over", "of", "about", "toward", "towards", "among")
BODIES = {"group", "person", "armed group", "organ"}
AIMED = ("against", "at", "on", "upon", "with", "among", "amid", "to", "from")
# whom these name is no addressee
APART = {
    "against", "between", "from", "at", "near", "like", "unlike", "by", "than", "behind", "despite", "without", "before", "after", "since", "as",
}  # fmt: skip
FORCED = {"COERCE", "ASSAULT", "SANCTION"}  # what somebody suffers is named behind "of" too
VICTIMS = frozenset({"against", "on", "upon", "toward", "towards"})  # "condemned an attack on A": A is not accused
OF_SOMEBODY = {"SUPPORT", "ACCUSE", "REJECT", "THREATEN", "SANCTION", "AID", "REQUEST"}
# What is done in a place is done to those whose place it is.
LOCAL = {"ASSAULT", "COERCE", "MOBILIZE", "AID", "PROTEST", "SANCTION", "RETREAT"}


def at_home(clause: Clause, frame: Frame, agents: Iterable[Mention], parties: Parties) -> tuple[Mention, ...]:
    """The other side where it is of the same state ("the president dismissed the minister"): offices and people at the frame's own places."""
    doers = list(agents)
    codes, starts = {m.code for m in doers if m.code}, {m.start for m in doers}
    found = (m for place in frame.target for m in at_place(place, clause, parties))
    return tuple(
        m
        for m in found
        if m.code in codes and m.kind in {"person", "organ", "people"} and m.start not in starts and m.text not in {d.text for d in doers}
        and m.text.lower() not in FIRST_PERSON
    )


def nearest_parties(clause: Clause, frame: Frame, agents: Iterable[Mention], parties: Parties) -> tuple[Mention, ...]:
    """Where the frame's own places hold nobody: parties inside the object ("ties with B"), then in phrases beside the verb; for acts done
    in a place ("shelled a town in B") also there. Parties of the other side are left out."""
    taken = {m.code for m in agents if m.code}
    held = [*clause.objects, *clause.indirect]
    held += [t for word in NEAREST for t in clause.obliques.get(word, ())]
    if frame.plover == "CONSULT":  # what is talked about is nobody's other side
        held = [t for word in ("with", "among", "between") for t in clause.obliques.get(word, ())]
        held += [c for thing in clause.objects for c in thing.children if c.dep_ == "nmod" and preposition(c) in {"with", "between"}]
    local = frame.plover in LOCAL or frame.mode == "change"  # "urged reforms in A"
    if local:
        held += [t for word in ("in", "at", "near", "into") for t in clause.obliques.get(word, ())]
    for token in held:
        named = (
            m
            for head in conjuncts(token)
            for m in (*known(parties.resolve([head], alone=True)), *parties.inside(head, local, VICTIMS if frame.plover == "ACCUSE" else frozenset()))
        )
        found = tuple(m for m in named if m.code not in taken)
        if found:
            return tuple({m.code or m.start: m for m in reversed(found)}.values())[::-1]
    unnamed = first_unnamed(clause, parties, frame) or (owned(clause, parties) if frame.plover in OF_SOMEBODY else ())
    if unnamed or frame.plover == "CONSULT":
        return unnamed
    others = ((token, parties.covering(token)) for token in after(clause))
    fitting = (token for token, m in others if m and m.code and m.code not in taken and parties.no_mere_place(token, m))
    below = next((token for token in fitting if not ways_down(token, clause.head) & APART), None)
    if below is not None:
        together = (m for head in conjuncts(below) if (m := parties.covering(head)) and m.code and m.code not in taken)
        return tuple({m.code: m for m in together}.values())
    return unnamed_place(clause, parties) if frame.plover in LOCAL else ()


def first_unnamed(clause: Clause, parties: Parties, frame: Frame) -> tuple[Mention, ...]:
    """People, bodies or persons without a code beside the predicate, or whom a purpose below it is about ("water cannon to disperse teachers")."""
    inside = [c for thing in clause.objects for c in thing.children if c.dep_ == "nmod" and preposition(c) in AIMED]  # "an accord with miners"
    if "of" in frame.target and frame.plover in FORCED:
        inside += [c for thing in clause.objects for c in thing.children if c.dep_ == "nmod" and preposition(c) == "of"]  # "made an arrest of a miner"
    beside = [*clause.objects, *inside, *(t for word in AIMED for t in clause.obliques.get(word, ()))]
    beside += [o for c in clause.head.children if c.dep_ in {"advcl", "xcomp"} and c.tag_ == "VB" for o in c.children if o.dep_ == "obj"]
    for token in beside:
        kinds = BODIES if token in clause.objects else BODIES | {"people"}  # people as object are what the act is done to, and stand there
        found = tuple(m for m in parties.resolve([token]) if not m.code and m.kind in kinds)
        if found:
            return found
    return ()


def ways_down(token: Token, head: Token) -> set[str]:
    """The prepositions between a predicate and a token below it."""
    found, at = set(), token
    while at.i != head.i and at.head is not at:
        found.add(preposition(at))
        at = at.head
    return found


def owned(clause: Clause, parties: Parties) -> tuple[Mention, ...]:
    """ "praised Okoye's courage", "rejected the demands of the miners": those without a code whose the object is."""
    for thing in clause.objects:
        owners = [c for c in thing.children if (c.dep_ == "nmod:poss" and c.pos_ != "PRON") or (c.dep_ == "nmod" and preposition(c) == "of")]
        found = tuple(m for m in parties.resolve(owners) if not m.code and m.kind in {"person", "people", "group", "armed group"})
        if found:
            return found
    return ()


def after(clause: Clause) -> list[Token]:
    """What follows the predicate below it, without finite clauses ("gave money to help farmers in B")."""
    found, stack = [], [c for c in clause.head.children if c.i > clause.head.i]
    while stack:
        token = stack.pop()
        if (token.dep_ in CLAUSAL and token.tag_ not in {"VB", "VBG"}) or (token.dep_ == "conj" and token.pos_ == "VERB") or token.dep_ == "parataxis":
            continue
        found.append(token)
        stack.extend(token.children)
    return sorted(found, key=lambda t: t.i)


def unnamed_place(clause: Clause, parties: Parties) -> tuple[Mention, ...]:
    """ "a curfew in parts of Gorna": a place that no table knows, in its words."""
    places = [t for word in ("in", "at", "near", "into", "on", "over") for t in clause.obliques.get(word, ())]
    places += [c for t in clause.objects for c in t.children if c.dep_ == "nmod" and preposition(c) in {"in", "at", "near"}]
    named = [
        t
        for t in places
        if not parties.covering(t)
        and t.lemma_.lower() not in TIME_WORDS
        and any(p.pos_ == "PROPN" and p.lemma_.lower() not in TIME_WORDS for p in phrase_tokens(t))
    ]
    return (parties.words(named[0], None, None, "unknown", None),) if named else ()


def known(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Those with a code."""
    return tuple(m for m in mentions if m.code)
