"""Bodies that are no state's, for which somebody speaks: unions, chambers and leagues ("the exporters' chamber", "a committee of relatives"), and those
that states have set up together ("the joint border commission")."""

from __future__ import annotations

import re

from servanda.coding.antecedents import body_name
from servanda.coding.parties import STATE_ROLES, Parties
from servanda.coding.phrases import preposition
from servanda.coding.subjects import SUBJECT
from servanda.coding.tables import names_body, table, word_roles
from servanda.coding.told_by_others import owners_words
from servanda.language.parsed import Doc, Token

OWNING = {"of", "for"}
PLAIN = {"company", "firm", "utility", "airline", "carrier", "shipyard", "corporation"}
PLURAL = {"NNS", "NNPS"}
SHARED = re.compile(r"(?:joint|mixed|bilateral|tripartite)")
FAR = 6000  # characters back to where a body was named in full
WORDS = r"(?:[\w-]{1,20} ){0,3}"


def private(head: Token, parties: Parties) -> bool:
    """ "the Norland fishers' union", "a committee of relatives": whether a body is no state's own, whatever country its name tells."""
    lemma = head.lemma_.lower()
    if parties.covering(head) is not None:
        return False
    return lemma in table("party_nouns")["private"] or (lemma in table("party_nouns")["private_of"] and of_people(head, parties))


def of_people(head: Token, parties: Parties) -> bool:
    """Whether a body's name tells that people of no office make it up: "the growers' council", "a chamber of sawmill owners"."""
    offices = {*table("party_nouns")["held"], "country", "state", "nation", "government"}
    for child in head.children:
        owner = child.dep_ == "nmod:poss" or (child.dep_ == "nmod" and preposition(child) == "of")
        lemma = child.lemma_.lower()
        if owner and child.lower_ == "their":
            return True
        named = any(c.dep_ == "det" for c in child.children) and child.dep_ == "nmod"
        if (
            owner
            and child.tag_ in PLURAL
            and not named
            and lemma not in offices
            and word_roles("organs").get(lemma) not in STATE_ROLES
            and parties.covering(child) is None
        ):
            return True
        if owner and lemma in {"commerce", "trade", "industry"}:
            return True
    return False


def shared_name(head: Token, parties: Parties) -> str | None:
    """The name of a body that several states have set up, as the text first gives it: "joint border commission" for "the commission"; None for others."""
    lemma = head.lemma_.lower()
    if head.pos_ not in {"NOUN", "PROPN"} or lemma not in table("party_nouns")["joint"] or parties.covering(head) is not None:
        return None
    own = [c.lower_ for c in head.lefts if c.dep_ in {"amod", "compound"}]
    if any(c.dep_ == "nmod:poss" and c.pos_ != "PRON" for c in head.children) or not (
        own or any(c.lower_ in {"the", "its", "their", "this"} for c in head.children)
    ):
        return None
    end = parties.offset(head) + len(head)
    found = [m[1] for m in re.finditer(rf"(?i)\b({SHARED.pattern} {WORDS}{re.escape(lemma)})\b", parties.text[max(parties.body_start, end - FAR) : end])]
    fitting = [name for name in found if set(own) <= set(name.lower().split())]
    return fitting[0] if fitting and (own or latest_such(head, lemma, parties)) else None


def latest_such(head: Token, lemma: str, parties: Parties) -> bool:
    """Whether the last body of a noun that a text names in more words before "the commission" is the one that states share."""
    at = parties.offset(head)
    before = parties.text[max(parties.body_start, at - FAR) : at]
    named = list(re.finditer(rf"(?i)\b([\w-]{{2,20}} ){{0,3}}{re.escape(lemma)}\b(?: of the| for| on)?", before))
    return next((SHARED.search(m[0].lower()) is not None for m in reversed(named) if len(m[0].split()) > 2), True)


def body_led(head: Token, parties: Parties, docs: list[Doc]) -> str | None:
    """The name of the body of its own that a speaker is, or whose office he holds: "the chairman of the joint commission", "the head of the employers'
    association", "Ana Lund, who chairs the commission"; None where he speaks for none."""
    for noun in (head, *offices_of(head)):
        for body in (noun, *owned_by(noun)) if noun.pos_ in {"NOUN", "PROPN"} else ():
            named = shared_name(body, parties)
            if named is not None:
                return named
            if body is not noun and private(body, parties):
                whose = owners_words(body, parties, docs)
                return f"{whose} {body.text}" if whose else body_name(body, parties)
    return None


def company_before(head: Token, parties: Parties, docs: list[Doc]) -> str | None:
    """The name of the company that "the company", "the operator" takes up: the last one told by such a noun with a name, or a name that is no person's and
    no place's; None for other nouns."""
    firms = {*table("party_nouns")["coined"]["companies"], "owner"}
    bare = any(c.lower_ == "the" for c in head.children) and not any(c.dep_ in {"amod", "compound", "nmod", "nmod:poss"} for c in head.children)
    if head.pos_ != "NOUN" or head.tag_ != "NN" or head.lemma_.lower() not in firms or not bare:
        return None
    for doc in docs:
        for token in reversed(doc.tokens[: head.i] if doc is head.doc else doc.tokens):
            named = [c for c in token.children if c.pos_ == "PROPN" and c.dep_ in {"appos", "compound", "flat"}] if token.lemma_.lower() in firms else []
            behind = next((c for c in named if c.dep_ != "compound" and c.i > token.i and parties.covering(c) is None), None)
            if behind is not None:
                return name_of(behind, parties)  # "the grid operator Lund Power", "the owner, Lund Shipping"
            if named and token.pos_ == "NOUN" and all(parties.covering(c) is None for c in named):
                return body_name(token, parties)  # "the Lund shipyard"
            plain = head.lemma_.lower() in PLAIN and not names_body(token.lemma_.lower())
            if plain and token.ent_type_ == "ORG" and token.pos_ == "PROPN" and token.dep_ in SUBJECT and parties.covering(token) is None:
                return name_of(token, parties)
    return None


def named_company(head: Token, parties: Parties) -> str | None:
    """The name that stands behind a company's noun: "the yard, Lund Ship"."""
    if head.pos_ != "NOUN" or head.lemma_.lower() not in table("party_nouns")["coined"]["companies"]:
        return None
    named = next((c for c in head.children if c.dep_ == "appos" and c.pos_ == "PROPN" and c.i > head.i and parties.covering(c) is None), None)
    return name_of(named, parties) if named is not None else None


def name_of(root: Token, parties: Parties) -> str:
    """A name's own words."""
    own = sorted([root, *(c for c in root.children if c.dep_ in {"flat", "compound"} and c.pos_ == "PROPN")], key=lambda t: t.i)
    return parties.text[parties.offset(own[0]) : parties.offset(own[-1]) + len(own[-1])]


def offices_of(head: Token) -> list[Token]:
    """The nouns by which a person is presented, and what clauses say that he leads or speaks for."""
    beside = [c for c in head.children if c.dep_ in {"appos", "compound"} and c.pos_ == "NOUN"]
    clauses = [c for c in head.children if c.dep_ == "acl:relcl" and c.lemma_.lower() in table("party_nouns")["acting_for"]]
    led = [c for clause in clauses for c in clause.children if c.dep_ == "obj" or (c.dep_ == "obl" and preposition(c) == "for")]
    return [*beside, *led]


def owned_by(noun: Token) -> list[Token]:
    """Whose an office is: "of the chamber", "the chamber's"."""
    lemma = noun.lemma_.lower()
    held = lemma in table("party_nouns")["held"] or lemma in table("party_nouns")["voices"] or word_roles("people").get(lemma) in {"GOV", "BUS", "JUD", "CVL"}
    owners = [c for c in noun.children if c.dep_ == "nmod:poss" or (c.dep_ == "nmod" and preposition(c) in OWNING)]
    return [c for c in owners if c.pos_ in {"NOUN", "PROPN"}] if held or lemma in {"secretary", "report", "president"} else []
