"""Speakers named by others before them: "one of them" is one of the growers, "their lawyer" the heirs' lawyer."""

from __future__ import annotations

from servanda.coding.antecedents import in_quotes
from servanda.coding.continued import GENDERS, one_person, several_people
from servanda.coding.parties import Parties
from servanda.coding.phrases import phrase_tokens
from servanda.coding.subjects import PASSIVE_SUBJECT, SUBJECT
from servanda.coding.tables import table
from servanda.language.parsed import Doc, Token

OF_OTHERS = {"their": "", "his": "he", "her": "she"}
TELLING = {"amod", "compound"}
COMMON = {"NOUN"}
VAGUE = {"man", "woman", "person", "people"}  # tell no more than "they"


def people_before(token: Token, parties: Parties, docs: list[Doc], gender: str | None = None) -> Token | None:
    """The noun for people, without a name, whom "them", "their" (or "his", by the gender) take up: of the nearest sentence that has one its subject, else
    the last. `docs` are the token's paragraph and the one before it."""
    for doc in docs:
        quoted = in_quotes(doc)
        limit = token.i if doc is token.doc else len(doc)
        for sentence in reversed([s for s in doc.sents if s.start < limit]):
            words = [t for t in sentence if t.i < limit and t.i not in quoted and t is not token.head and is_people(t, parties, gender)]
            subjects = [t for t in words if t.dep_ in SUBJECT | PASSIVE_SUBJECT]
            if words:
                return (subjects or words)[-1]
    return None


def is_people(noun: Token, parties: Parties, gender: str | None) -> bool:
    """Whether a noun is for several people, or for one of a gender."""
    if noun.pos_ not in COMMON or parties.covering(noun) is not None or noun.lemma_.lower() in table("party_nouns")["plural"]["empty"]:
        return False
    return one_person(noun, gender, parties) if gender else noun.tag_ == "NNS" and several_people(noun, parties)


def owners_words(head: Token, parties: Parties, docs: list[Doc]) -> str | None:
    """Whoever "their", "his" or "her" before a noun stands for, as an owner: "heirs'", "fisherman's"; None where nobody without a name was told of."""
    owner = next((c for c in head.children if c.dep_ == "nmod:poss" and c.lower_ in OF_OTHERS), None)
    if owner is None:
        return None
    noun = people_before(owner, parties, docs, GENDERS.get(OF_OTHERS[owner.lower_]))
    if noun is None:
        return None
    words = words_of(noun, noun.text.lower())
    if noun.lemma_ == head.lemma_ or (words == noun.text.lower() and noun.lemma_.lower() in VAGUE):
        return None
    return f"{words}'" if words.endswith("s") else f"{words}'s"


def single(noun: Token) -> str:
    """One of several: "former fighter" of "Former fighters"."""
    return words_of(noun, noun.lemma_.lower())


def words_of(noun: Token, last: str) -> str:
    """A noun's own words without article and number, nationalities as they are written."""
    own = [t for t in phrase_tokens(noun) if t.i < noun.i and t.head is noun and t.dep_ in TELLING]
    return " ".join([*(t.text if t.i > noun.sent.start and t.text[:1].isupper() else t.text.lower() for t in own), last])
