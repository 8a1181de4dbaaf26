"""Several without a name who speak for both sides at once: "officials on both sides", "officers in the two capitals"."""

from __future__ import annotations

from servanda.coding.instruments import most_named
from servanda.coding.nouns import agentive
from servanda.coding.parties import Parties
from servanda.coding.phrases import preposition
from servanda.coding.tables import table, word_roles
from servanda.language.parsed import Token
from servanda.records import Mention

AMONG = {"on", "of", "from", "in", "for", "at"}
BOTH = {"both", "two", "either", "each"}
PAIR = 2
SINGLE = {"each", "either"}
KINDS = {"state", "armed group"}


def for_both_sides(head: Token, parties: Parties) -> tuple[Mention, ...]:
    """The two parties on whose sides several speak without a name, or who are "the two sides" of a text before it names them; () for others, or where
    nothing tells which two."""
    lemma = head.lemma_.lower()
    if lemma in table("party_nouns")["plural"]["heads"] and {c.lower_ for c in head.children} & {"both", "two"} and head.tag_ == "NNS":
        told = {m.code for m in parties.resolve([head]) if m.code}
        return parties.references.only_two() if len(told) < PAIR else ()
    people = lemma in word_roles("people") or lemma in table("party_nouns")["voices"] or lemma in table("party_nouns")["held"] or agentive(head)
    if head.tag_ != "NNS" or not people:
        return ()
    for child in head.children:
        words = {c.lower_ for c in child.children if c.dep_ in {"det", "nummod", "cc:preconj", "det:predet"}}
        noun = child.lemma_.lower() in table("party_nouns")["plural"]["heads"] and (child.tag_ == "NNS" or words & SINGLE)
        if child.dep_ == "nmod" and child.i > head.i and preposition(child) in AMONG and noun and words & BOTH:
            meant = tuple(m for m in parties.resolve([child]) if m.code)
            two = len(meant) == 2 and all(parties.gazetteer.kind(m.code or "") in KINDS or m.kind == "armed group" for m in meant)
            return meant if two else most_named(parties) or meant
    return ()
