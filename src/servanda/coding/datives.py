"""Who gets a thing and which thing it is, where a verb has both beside it without saying which is which: "lend Zambia 250 million dollars",
"provide Jamaica with two dredgers", "grant the inspectors access", "assure Warsaw of two batteries".
"""

from __future__ import annotations

from dataclasses import dataclass

from servanda.coding.phrases import preposition
from servanda.coding.tables import table
from servanda.language.parsed import Token


@dataclass(frozen=True, slots=True)
class Given:
    """Heads of those to whom it is given, and of the things; no things where the verb's own objects without them are these."""

    to: list[Token]
    things: list[Token]


def receivers(verb: Token, passive_of: list[Token] | None = None) -> Given | None:
    """The two sorts of objects of a verb, None where it has not both; of a passive one, its subjects given, those are who gets the thing."""
    words, plain = table("gifts"), [c for c in verb.children if c.dep_ == "obj" and c.i > verb.i]
    if passive_of is not None:
        return promised_to(verb, passive_of, plain)
    if not plain or plain[0].lower_ in {"each", "one"}:  # "give each other": whom both give it
        return None
    lemma, first = verb.lemma_.lower(), plain[0]
    if len(plain) == 2 and not preposition(first) and all(t.i <= plain[1].left_edge.i for t in first.subtree):
        side_by_side = first.right_edge.i + 1 == plain[1].left_edge.i and not any(c.dep_ == "compound:prt" for c in verb.children)
        alike = first.pos_ == "PROPN" or (lemma in words["dative"] and side_by_side)
        return Given([first], []) if alike else None  # "lend the committee an aircraft", where the parser makes both objects alike
    if lemma in words["dative"] and (name := joined_name(verb, first)) is not None:
        return Given([name], [])
    if lemma in words["repaid"] and first.pos_ == "PROPN":
        behind = [c for c in verb.children if c.i > first.i and c.dep_ == "obl" and preposition(c) == "for"]
        return Given([first], behind[:1]) if behind else None  # "pay A for the power"
    word = "with" if lemma in words["filled"] else "of" if lemma in words["assured"] else ""
    behind = [c for at in (verb, first) for c in at.children if word and c.i > first.i and c.dep_ in {"obl", "nmod"} and preposition(c) == word]
    return Given([first], behind[:1]) if behind else None


def promised_to(verb: Token, subjects: list[Token], plain: list[Token]) -> Given | None:
    """ "The coast guard has been promised five boats by A", "A is to be supplied with maize by B"."""
    words, lemma = table("gifts"), verb.lemma_.lower()
    behind = [c for c in verb.children if c.dep_ == "obl" and preposition(c) == "with"] if lemma in words["filled"] else []
    things = (plain if lemma in words["dative"] else [])[:1] or behind[:1]
    return Given(subjects, things) if subjects and things else None


def joined_name(verb: Token, thing: Token) -> Token | None:
    """The name right behind the verb that the parser took for a part of the amount behind it: "lend Zambia 250 million dollars"."""
    name = next((c for c in thing.children if c.i == verb.i + 1 and c.pos_ == "PROPN" and c.dep_ in {"compound", "nmod"}), None)
    counts = name is not None and any(c.i > name.i and c.dep_ in {"nummod", "det"} for c in thing.children)
    return name if counts else None
