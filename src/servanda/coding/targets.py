"""The other side of a clause where the row's own places hold nobody.

In this order: offices and people of the doer's own state, known parties inside the object and beside the verb, people and bodies without a name, known
parties further below, and for acts done in a place the place in its words.
"""

from __future__ import annotations

from collections.abc import Container, Iterable

from servanda.coding.clauses import CLAUSAL, Clause, conjuncts
from servanda.coding.frames import Frame
from servanda.coding.parties import Parties
from servanda.coding.phrases import TIME_WORDS, phrase_tokens, preposition
from servanda.coding.references import FIRST_PERSON
from servanda.coding.sides import ON_DUTY, at_place
from servanda.coding.tables import table
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
MAKERS = frozenset({"by"})  # "in a drive backed by A": who helps is not whom it is done to
OF_SOMEBODY = {"SUPPORT", "ACCUSE", "REJECT", "THREATEN", "SANCTION", "AID", "REQUEST"}
# What is done in a place is done to those whose place it is.
LOCAL = {"ASSAULT", "COERCE", "MOBILIZE", "AID", "PROTEST", "SANCTION", "RETREAT"}
TRUCE = "087"  # CAMEO: fighting eased, which also is done where the fighting was


def at_home(clause: Clause, frame: Frame, agents: Iterable[Mention], parties: Parties) -> tuple[Mention, ...]:
    """The other side where it is of the same state ("the president dismissed the minister"): offices and people at the frame's own places."""
    doers = list(agents)
    codes, starts = {m.code for m in doers if m.code}, {m.start for m in doers}
    found = [m for place in frame.target for m in at_place(place, clause, parties)]
    shared = {m.start for m in found if any(o.start == m.start and o.code != m.code for o in found)}  # "A and B warned their people": whose is not said
    named = {d.text for d in doers}
    own = (m for m in found if m.code in codes and m.kind in {"person", "organ", "people"} and m.start not in shared | starts)
    return tuple({m.start: m for m in own if m.text not in named and m.text.lower() not in FIRST_PERSON}.values())


def nearest_parties(clause: Clause, frame: Frame, agents: Iterable[Mention], parties: Parties) -> tuple[Mention, ...]:
    """Where the frame's own places hold nobody: parties inside the object ("ties with B"), then in phrases beside the verb; for acts done
    in a place ("shelled a town in B") also there. Parties of the other side are left out."""
    taken = {m.code for m in agents if m.code}
    held = [*clause.objects, *clause.indirect]
    held += [t for word in (*NEAREST, *(w for w in frame.target if w not in NEAREST)) for t in clause.obliques.get(word, ())]
    if frame.plover == "CONSULT":  # what is talked about is nobody's other side
        held = [t for word in ("with", "among", "between") for t in clause.obliques.get(word, ())]
        held += [c for thing in clause.objects for c in thing.children if c.dep_ == "nmod" and preposition(c) in {"with", "between"}]
    sites: list[Token] = []
    local = frame.plover in LOCAL or frame.mode == "change" or (frame.cameo or "").startswith(TRUCE)  # "urged reforms in A"
    if local:
        sites = [t for word in ("in", "at", "near", "into") for t in clause.obliques.get(word, ())]
    for token in (*held, *sites):
        shunned = VICTIMS if frame.plover == "ACCUSE" else MAKERS if token in sites else frozenset[str]()
        named = (m for head in conjuncts(token) for m in (*known(parties.resolve([head], alone=True)), *parties.inside(head, local, shunned)))
        found = tuple(m for m in named if m.code not in taken)
        if found:
            return tuple({m.code or m.start: m for m in reversed(found)}.values())[::-1]
    behind = tuple(m for m in behind_arguments(clause, frame, parties) if m.code not in taken) if frame.complement != "condemn" else ()
    if behind:
        return behind
    unnamed = first_unnamed(clause, parties, frame) or (owned(clause, parties, taken) if frame.plover in OF_SOMEBODY else ())
    if unnamed or frame.plover == "CONSULT":
        return unnamed
    others = [(token, m) for token in after(clause) if (m := parties.covering(token)) and m.code and m.code not in taken]
    fitting = [token for token, m in others if parties.no_mere_place(token, m)] + [token for token, _ in others if frame.plover == "AID"]
    below = next((token for token in fitting if not ways_down(token, clause.head) & APART), None)
    if below is not None:
        together = (m for head in conjuncts(below) if (m := parties.covering(head)) and m.code and m.code not in taken)
        return tuple({m.code: m for m in together}.values())
    home = own_ground(clause, parties, taken) if frame.plover in {"COERCE", "CONCEDE"} and local else ()
    return home or (unnamed_place(clause, parties) if local else ())


def behind_arguments(clause: Clause, frame: Frame, parties: Parties) -> tuple[Mention, ...]:
    """ "called for sanctions against A", "sought asylum in B": parties at the frame's places, where the parse hangs them on a noun of its pattern."""
    patterns = {word for pattern in frame.verbs for word in pattern.split()[1:]}
    things = [*clause.objects, *(t for word in patterns for t in clause.obliques.get(word, ()))]
    for place in frame.target:
        behind = [c for thing in things for c in thing.children if c.dep_ == "nmod" and preposition(c) == place]
        named = [m for t in behind for head in conjuncts(t) for m in (parties.covering(head), *parties.inside(head, local=True))]
        found = {m.code: m for m in named[::-1] if m is not None and m.code}
        if found:
            return tuple(found.values())[::-1]
    return ()


def first_unnamed(clause: Clause, parties: Parties, frame: Frame) -> tuple[Mention, ...]:
    """People, bodies or persons without a code beside the predicate, or whom a purpose below it is about ("water cannon to disperse teachers")."""
    inside = [c for thing in clause.objects for c in thing.children if c.dep_ == "nmod" and preposition(c) in AIMED]  # "an accord with miners"
    if "of" in frame.target and frame.plover in FORCED:
        inside += [c for thing in clause.objects for c in thing.children if c.dep_ == "nmod" and preposition(c) == "of"]  # "made an arrest of a miner"
    if frame.plover == "MOBILIZE":  # "called up the guard for a fight against the rebels": its own side is no target
        inside += [c for t in clause.obliques.get("for", ()) for c in t.children if c.dep_ == "nmod" and preposition(c) in AIMED]
    held = clause.objects if frame.plover != "MOBILIZE" else []
    beside = [*held, *inside, *(t for word in AIMED for t in clause.obliques.get(word, ()) if word != "on" or t.lemma_.lower() not in ON_DUTY)]
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


def owned(clause: Clause, parties: Parties, taken: Container[str | None]) -> tuple[Mention, ...]:
    """ "praised Okoye's courage", "rejected the demands of the miners": those without a code whose the object is, or anybody who made it."""
    for thing in clause.objects:
        making = [c for c in thing.children if c.dep_ == "acl" and c.tag_ == "VBN" and c.i != clause.head.i]
        makers = [d for c in making for d in c.children if d.dep_ == "obl:agent" or preposition(d) == "by"]
        made = tuple(m for m in parties.resolve(makers) if (m.code or m.kind != "unknown") and m.code not in taken)
        if made:
            return made  # "dismissed the petition filed by the miners"
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
        participle = token.dep_ == "acl" and token.tag_ == "VBN"  # "for those hit by the flood in B"
        finite = token.dep_ in CLAUSAL and token.tag_ not in {"VB", "VBG"} and not participle
        if finite or (token.dep_ == "conj" and token.pos_ == "VERB") or token.dep_ == "parataxis":
            continue
        found.append(token)
        stack.extend(token.children)
    return sorted(found, key=lambda t: t.i)


def own_ground(clause: Clause, parties: Parties, taken: Container[str | None]) -> tuple[Mention, ...]:
    """ "will extend the curfew in its capital": the place of the doer's own state."""
    places = [t for word in ("in", "on", "across") for t in clause.obliques.get(word, ())]
    places += [c for thing in (*clause.objects, *places) for c in thing.children if c.dep_ == "nmod" and preposition(c) == "in"]
    found = (parties.covering(t) for t in places)
    return next(((m,) for m in found if m and m.code in taken and m.kind == "state"), ())


def unnamed_place(clause: Clause, parties: Parties) -> tuple[Mention, ...]:
    """ "a curfew in parts of Gorna": a place that no table knows, in its words."""
    places = [t for word in ("in", "at", "near", "into", "on", "over") for t in clause.obliques.get(word, ())]
    places += [c for t in clause.objects for c in t.children if c.dep_ == "nmod" and preposition(c) in {"in", "at", "near"}]
    named = [
        t
        for t in places
        if not parties.covering(t)
        and t.lemma_.lower() not in table("party_nouns")["no_places"]
        and t.lemma_.lower() not in TIME_WORDS
        and any(p.pos_ == "PROPN" and p.lemma_.lower() not in TIME_WORDS for p in phrase_tokens(t))
    ]
    return (parties.words(named[0], None, None, "unknown", None),) if named else ()


def where(clause: Clause, parties: Parties) -> tuple[Mention, ...]:
    """The state in which the thing is that a clause is about: "the arrest of two editors in A", "the law in B"."""
    sites = [t for word in ("in", "at") for t in clause.obliques.get(word, ())]
    sites += [t for thing in clause.objects for t in thing.subtree if t.dep_ == "nmod" and preposition(t) in {"in", "at"}]
    found = (parties.covering(t) for t in sites)
    return next(((m,) for m in found if m and m.code and m.kind in {"state", "unknown"} and not m.role), ())


def known(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Those with a code."""
    return tuple(m for m in mentions if m.code)
