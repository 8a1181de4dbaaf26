"""One predicate, several deeds: "the release of A by X and of B by Y", "1,846 missiles by A and 846 by B"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from servanda.coding.clauses import Clause
from servanda.coding.phrases import preposition

NEAREST_NUMBER = 7  # tokens behind a party's name in which its share stands
LONGEST_REACH = 60  # tokens after the noun in which its shares are looked for


def gapped_clauses(clause: Clause) -> list[Clause]:
    """ "the release of A by X and of B by Y": one event noun, two deeds. Returns the further ones, and trims the first."""
    noun = clause.head
    reach = noun.doc[noun.i + 1 : min(noun.sent.end, noun.i + 1 + LONGEST_REACH)]
    last = next((t.i for t in reach if t.tag_ in {"VBD", "VBZ", "VBP", "MD"}), noun.right_edge.i + 1)
    marked = [(preposition(t), t) for t in reach if t.i < last and t.dep_ in {"nmod", "obl", "obl:agent", "conj"} and preposition(t) in {"of", "by"}]
    marked = [(p, t) for p, t in marked if p == "by" or t.dep_ == "conj" or not any(o is not t and o.left_edge.i <= t.i <= o.right_edge.i for _, o in marked)]
    pairs = [(a, b) for (p, a), (q, b) in pairwise(marked) if p == "of" and q == "by"]
    if len(pairs) < 2:
        return []
    clause.objects, clause.subjects = [pairs[0][0]], [pairs[0][1]]
    clause.alone = True
    return [replace(clause, objects=[done], subjects=[doer], obliques={}) for done, doer in pairs[1:]]


def active_shares(clause: Clause) -> list[Clause]:
    """ "A will send 2,400 soldiers back, and B, in its turn, 1,900": the further shares, each with its number as object."""
    things = [t for t in clause.objects if any(c.dep_ == "nummod" for c in t.children)]
    if clause.passive or not clause.subjects or len(things) != 1:
        return []
    verb, found = clause.head, []
    reach = verb.doc[things[0].i + 1 : min(verb.sent.end, things[0].i + 1 + LONGEST_REACH)]
    for doer in (t for t in reach if t.pos_ == "PROPN" and t.dep_ in {"conj", "appos", "flat", "dep", "obj"} and t.ent_iob_ != "I"):
        joined = any(t.lower_ in {"and", "while"} for t in verb.doc[max(things[0].i + 1, doer.i - 3) : doer.i])
        behind = verb.doc[doer.i + 1 : min(verb.sent.end, doer.i + 1 + NEAREST_NUMBER)]
        number = next((t for t in behind if t.pos_ == "NUM" or t.like_num), None)
        if not joined or number is None or any(t.pos_ in {"VERB", "AUX"} for t in verb.doc[doer.i + 1 : number.i]):
            continue
        following = number.nbor(1) if number.i + 1 < len(verb.doc) else None
        if following is None or following.pos_ not in {"NOUN", "PROPN"}:
            found.append(replace(clause, subjects=[doer], objects=[number], share_of=clause.objects, alone=True))
    if found:
        clause.alone = True
    return found


def distributed_clauses(clause: Clause) -> list[Clause]:
    """ "1,846 missiles by A and 846 by B": the further shares, each with its number as object; the first clause is trimmed to its own."""
    if not clause.passive or not clause.subjects:
        return []
    numbers = [c for at in (clause.subjects[0], clause.head) for c in at.children if c.dep_ == "conj" and c.pos_ == "NUM"]
    shares = [(n, doer) for n in numbers for doer in n.children if preposition(doer) == "by"]
    if not shares:
        return []
    clause.alone = True
    return [replace(clause, subjects=[doer], objects=[number], share_of=clause.objects) for number, doer in shares]
