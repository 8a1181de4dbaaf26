"""What the words of a noun phrase say of the one it stands for: a doer, a thing with a name, a person with a title."""

from __future__ import annotations

from servanda.coding.phrases import preposition
from servanda.coding.tables import names_body, table, word_roles
from servanda.language.parsed import Token

AGENTIVE = ("er", "or", "ist", "ian", "man", "woman", "person", "ee", "eer", "guard")  # endings of nouns for those who do something ("growers", "sappers")


PLURAL = {"NNS", "NNPS"}


def organ_role(head: Token) -> str | None:
    """The role of an office or body by its noun, "general staff" and the like by both words."""
    lemma = head.lemma_.lower()
    if lemma == "staff" and any(c.lower_ in {"general", "army", "joint"} for c in head.lefts):
        return "MIL"
    return word_roles("organs").get(lemma)


def is_plural(head: Token) -> bool:
    """Whether a noun stands for several: a plural, or a number of them ("a group of ministers")."""
    counting = head.lemma_.lower() in table("party_nouns")["counting"] and any(c.dep_ == "nmod" and c.tag_ in PLURAL for c in head.children)
    return head.tag_ in PLURAL or counting


def in_opposition(head: Token) -> bool:
    """ "Opposition members", "the opposition's spokesman", "Ana Lund of the opposition": people out of government, who speak for no state;
    a party by its own name ("the opposition Blue Party") is itself."""
    if head.pos_ == "PROPN" and names_body(head.lemma_.lower()):
        return False
    return any(c.lemma_.lower() == "opposition" and (c.dep_ in {"compound", "amod", "nmod:poss", "flat"} or preposition(c) == "of") for c in head.children)


def names_thing(head: Token) -> bool:
    """ "the Abraham Accords", "Category Two Hurricane Zeta": whether a name's words say that it is no party's."""
    things, nature = table("party_nouns")["things"], table("party_nouns")["nature"]
    words = [head, *(c for c in head.children if c.dep_ in {"flat", "compound"})]
    last = max(words, key=lambda t: t.i)
    return any(t.lower_ in things or t.lemma_.lower() in things for t in (head, last)) or any(t.lower_ in nature for t in words)


def has_own_name(head: Token) -> bool:
    """ "Lakeshire Police": whether a body's name says whose it is, by a word that no table knows; whoever was spoken of last is not."""
    local = table("party_nouns")["local"]
    if head.pos_ != "PROPN" or head.lemma_.lower() not in local["bodies"]:
        return False
    before = [c for c in head.lefts if c.dep_ in {"compound", "nmod:poss"} and c.pos_ == "PROPN"]
    return any(c.text[:1].isupper() and c.lower_.strip("'’") not in local["plain"] for c in before)


def title_of(head: Token) -> Token | None:
    """The office before a person's name, where it is one of a state ("Foreign Minister Ana Lund"); None for ranks and other titles."""
    if head.pos_ != "PROPN":
        return None
    before = [c for c in head.lefts if c.dep_ in {"compound", "amod", "flat", "nmod", "nmod:desc"}]
    if any(has_own_name(c) for c in before):
        return None  # "Lakeshire Governor Ana Lund"
    return next((c for c in reversed(before) if c.lemma_.lower() in table("party_nouns")["titles"]), None)


def presents(head: Token) -> bool:
    """ "the minister, Ana Lund": whether an office stands before the name of who holds it."""
    return any(c.dep_ in {"appos", "flat"} and c.pos_ == "PROPN" and c.i > head.i for c in head.children)


def agentive(head: Token) -> bool:
    """Whether a noun no table knows ends like those for people ("sapper", "organiser") and is not listed as none."""
    lemma = head.lemma_.lower()
    known = lemma in word_roles("organs") or lemma in word_roles("people") or lemma in word_roles("bodies")
    return head.pos_ == "NOUN" and not known and len(lemma) > 5 and lemma.endswith(AGENTIVE) and lemma not in table("party_nouns")["not_people"]


def of_field(noun: Token) -> bool:
    """ "The Directorate of Communications": a body whose name tells what it deals with, as a text calls those of its own state."""
    return noun.pos_ == "PROPN" and any(c.dep_ == "nmod" and c.pos_ == "PROPN" and preposition(c) == "of" for c in noun.children)
