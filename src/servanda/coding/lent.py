"""Verbs whose auxiliary and subject stand on the verb above: "will have its line turned round", "is to go on delivering gas"."""

from __future__ import annotations

from servanda.coding.predicates import is_predicate
from servanda.coding.tables import table
from servanda.language.parsed import Token

HAVING = {"have", "get"}


def lender(verb: Token) -> Token | None:
    """The verb above that only says who has it done or that it goes on; None where the verb stands for itself."""
    thing = has_done(verb)
    above = thing.head if thing is not None else verb.head
    if above is verb or not is_predicate(above) or any(c.dep_.startswith(("nsubj", "aux", "csubj")) for c in verb.children):
        return None
    if thing is not None:
        return above
    going_on = verb.tag_ == "VBG" and verb.dep_ in {"advcl", "xcomp", "ccomp"} and above.lemma_.lower() in table("pledges")["going_on"]
    on = any(c.lower_ == "on" and c.i < verb.i and c.i > above.i for at in (verb, above) for c in at.children)
    return above if going_on and on else None


def has_done(verb: Token) -> Token | None:
    """What somebody has done to it by others: the line of "will have its line turned round"; None where nothing is."""
    above = verb.head
    if verb.tag_ not in {"VBN", "VBD", "JJ"} or verb.dep_ not in {"xcomp", "ccomp", "acl"}:
        return None
    if verb.dep_ == "acl":  # "will have nine posts manned", where the parser hung the verb on the thing
        thing, above = above, above.head
        marked = thing.dep_ == "obj" and above.lemma_.lower() in HAVING
        return thing if marked else None
    if above.lemma_.lower() not in HAVING or any(c.lower_ == "to" for c in verb.children):
        return None
    return next((c for c in above.children if c.dep_ == "obj" and above.i < c.i < verb.i), None)


def stays(verb: Token) -> bool:
    """ "The fighters will stay in the camp", "keeps to its barracks": where somebody is to remain."""
    return verb.lemma_.lower() in {"stay", "keep"} and any(c.dep_ in {"obl", "advmod", "xcomp"} and c.i > verb.i for c in verb.children)
