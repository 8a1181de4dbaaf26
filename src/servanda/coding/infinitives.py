"""Infinitives that bind without an auxiliary: "Borea to issue 40 permits.", "has 15 days to ship the oil", "a commission, to be set up by May, ..."."""

from __future__ import annotations

from servanda.coding.phrases import preposition
from servanda.coding.subjects import own_subjects
from servanda.coding.tables import table
from servanda.language.parsed import Token

RANKS = {"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "latest", "last", "only"}
SPANS = {"day", "week", "month", "year", "hour"}


def bound_subjects(verb: Token, passive: bool) -> list[Token]:
    """The noun phrases that an infinitive binds by itself (of a passive one, what is to be done to them); [] where it binds nobody."""
    if announced(verb) or (passive and set_aside(verb)):
        return [verb.head]
    return given_time(verb) or fallen_to(verb)


def fallen_to(verb: Token) -> list[Token]:
    """ "It falls to A to clear the strip": on whom it falls; else []."""
    above = verb.head
    falls = verb.dep_ in {"advcl", "xcomp", "csubj", "ccomp"} and above.lemma_.lower() in table("speech_acts")["falling"] and above.tag_ in {"VBZ", "VB"}
    if not falls or not any(c.lower_ == "it" and c.i < above.i for c in above.children):
        return []
    return [c for c in above.children if c.dep_ == "obl" and above.i < c.i < verb.i and preposition(c) in {"to", "on", "upon"}][:1]


def whose_part(subjects: list[Token]) -> list[Token]:
    """ "A's part of the bargain is to pay": the one whose part, task or side it is, in place of the word for it."""
    words = table("speech_acts")["own_parts"]
    return [owner for t in subjects for owner in ([c for c in t.children if c.dep_ == "nmod:poss"] if t.lemma_.lower() in words else []) or [t]]


def first_to_do(verb: Token) -> list[Token]:
    """ "A became the first state to recognise B", "was the last to sign": who did what the infinitive names; [] where it names no such deed."""
    if verb.tag_ != "VB" or verb.dep_ not in {"acl", "advcl", "xcomp"} or not any(c.tag_ == "TO" and c.i < verb.i for c in verb.children):
        return []
    noun = verb.head
    if verb.dep_ != "acl" and noun.lemma_.lower() == "become":
        noun = next((c for c in noun.children if c.dep_ in {"xcomp", "obj"} and noun.i < c.i < verb.i), noun)
    above = noun.head if noun.head.lemma_.lower() == "become" else noun if any(c.dep_ == "cop" for c in noun.children) else None
    ranked = noun.lower_ in RANKS or any(c.lower_ in RANKS and c.i < noun.i for c in noun.children)
    done = above is not None and ranked and not any((c.dep_ == "aux" and c.tag_ == "MD") or c.lower_ in {"not", "n't", "never"} for c in above.children)
    return [c for c in above.children if c.dep_ == "nsubj"] if above is not None and done else []


def announced(verb: Token) -> bool:
    """ "Borea to issue 40 permits.", as lists and headlines have it: an infinitive on the noun that heads a sentence without a finite verb."""
    noun = verb.head
    heads = verb.dep_ == "acl" and noun.dep_ == "ROOT" and noun.pos_ in {"NOUN", "PROPN"} and noun.i < verb.i
    return heads and not any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} and t.dep_ not in {"acl:relcl"} and t.head.i in {noun.i, verb.i} for t in verb.sent)


def set_aside(verb: Token) -> bool:
    """ "A joint commission, to be set up within 30 days, will count the boats": what is to be done to a thing, between commas."""
    to = next((c for c in verb.children if c.dep_ == "mark" and c.lower_ == "to"), None)
    return verb.dep_ == "acl" and to is not None and to.nbor(-1).text == "," and verb.head.pos_ == "NOUN"


def given_time(verb: Token) -> list[Token]:
    """ "A has 15 days to ship the oil", "has until May to seal it", "the accord gives A a month to ship it": who is to do it in that time; else []."""
    words, above = table("speech_acts"), verb
    for _ in range(3):
        if above.dep_ not in {"advcl", "acl", "xcomp", "obl", "obj", "nmod"}:
            return []
        above = above.head
        if above.tag_ in {"VB", "VBZ", "VBP"} or is_given_time(above):
            break
    lemma, before = above.lemma_.lower(), [c for c in above.children if c.i < verb.i]
    behind = [t for c in before if c.i > above.i for t in (c, *c.children) if t.i > above.i]
    spans = [t for t in behind if preposition(t) in {"until", "till"} or (not preposition(t) and t.lemma_.lower() in SPANS)]
    if not spans or any(c.lower_ in {"not", "n't", "no"} for c in (*above.children, *spans[0].children)):
        return []
    if lemma in words["having_time"]:
        return own_subjects(above)
    if is_given_time(above):
        return [c for c in before if c.dep_ == "nsubj:pass"]
    return [c for c in before if c.dep_ in {"iobj", "obj"} and c.i < spans[0].i][:1] if lemma in words["giving_time"] else []


def is_given_time(verb: Token) -> bool:
    """ "A was given until May to seal it", "has been allowed six weeks to seal it"."""
    return verb.tag_ == "VBN" and verb.lemma_.lower() in table("speech_acts")["giving_time"] and any(c.dep_ == "aux:pass" for c in verb.children)


def about_to(verb: Token) -> str:
    """ "Is going to fund", "is due to hand over": the auxiliary that such words stand for; "" where there is none."""
    above = verb.head
    be = next((c.lower_ for c in above.children if c.lemma_ == "be" and c.dep_ in {"aux", "aux:pass", "cop"}), "")
    if verb.dep_ not in {"xcomp", "ccomp", "advcl"} or not be or above.i > verb.i:
        return ""
    if above.lower_ == "going":
        return "will" if be in {"is", "are", "'m", "am", "'re", "'s", "’re", "’s", "’m"} else "would"
    return ("is to" if be in {"is", "are"} else "was to") if above.lower_ in {"due", "required"} else ""


def has_time(verb: Token) -> bool:
    """Whether somebody "has 15 days to ship the oil": time that he has, and nobody is told to have given him."""
    subjects = given_time(verb)
    return bool(subjects) and subjects[0].head.lemma_.lower() in table("speech_acts")["having_time"] and subjects[0].dep_.startswith("nsubj")
