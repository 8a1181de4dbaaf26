"""Bodies that speak for a state though no table knows them: "the national archive", "its state utility Lund Power", "the centre" after "Borea's mine action
centre"."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.coding.own_bodies import private
from servanda.coding.parties import STATE_ROLES, Parties
from servanda.coding.phrases import preposition
from servanda.coding.speakers import clauses_of_service
from servanda.coding.tables import names_body, table, word_roles
from servanda.language.parsed import Doc, Token
from servanda.records import Mention

OF_STATE = {"national", "state", "federal", "state-owned", "state-run"}
BESIDE = {"compound", "nmod", "nmod:desc", "appos", "flat", "amod"}
FARTHEST = 30  # paragraphs back to where a body was named with its owner
DEFINITE = {"the", "this", "that"}


def institution(noun: Token, parties: Parties) -> bool:
    """Whether a noun is one for a body, or a place where one works, which a state may have."""
    lemma = noun.lemma_.lower()
    if noun.pos_ not in {"NOUN", "PROPN"} or parties.covering(noun) is not None or private(noun, parties):
        return False
    plain = names_body(lemma) and word_roles("organs").get(lemma) not in {*STATE_ROLES, "BUS", "MED", "REB"}
    return plain or lemma in table("party_nouns")["institutions"]


def by_nature(noun: Token) -> bool:
    """ "The national archive", "a state-owned mill": whether a body's own words say that it is a state's."""
    before = [c for c in noun.lefts if c.dep_ in {"amod", "compound"}]
    return any(c.lower_ in OF_STATE or (c.lower_ in {"owned", "run"} and any(t.lower_ == "state" for t in c.subtree)) for c in before)


def own_name(head: Token) -> list[Token]:
    """The name behind a body's noun or before which it stands: "Lund Power" of "state utility Lund Power"."""
    root = (
        head
        if head.pos_ == "PROPN"
        else next((c for c in head.children if c.dep_ in {"appos", "flat"} and c.pos_ == "PROPN" and 0 < c.left_edge.i - head.i <= 2), None)
    )
    if root is None:
        return []
    return sorted([root, *(c for c in root.children if c.dep_ == "flat" and c.pos_ == "PROPN" and c.i > root.i)], key=lambda t: t.i)


def serving(head: Token, parties: Parties, docs: list[Doc]) -> Mention | None:
    """The state whose body a speaker is, or heads; None where nothing tells. `docs` are the paragraphs up to the speaker's, the nearest first."""
    for noun in bodies_of(head):
        if not institution(noun, parties):
            continue
        owners = [m for c in noun.children if c.dep_ == "nmod:poss" for m in (parties.covering(c), *parties.whose(c)) if m is not None and m.code]
        if by_nature(noun):
            offices = parties.offices
            return next(iter(owners), None) or offices.placed_at(noun) or offices.home or offices.standing_state(noun, official=True)
        if owners and owners[0].kind in {"state", "organ"}:
            return owners[0]  # "its seed laboratory", "Borea's dispatch centre"
        if not owners and any(c.lower_ in DEFINITE for c in noun.children):
            told = owner_before(noun, parties, docs)
            if told is not None:
                return told
    return None


def served_here(head: Token, parties: Parties, docs: list[Doc]) -> Mention | None:
    """The dateline's state, for which "the deputy governor of Lund", "Interior Secretary Ana Lund" or "Ana Lund of the Coast Rescue Agency" speaks; the one
    whose people somebody commands. None where nothing tells."""
    led = [c for clause in clauses_of_service(head) for c in clause.children if c.dep_ == "obj" and any(d.lower_ in DEFINITE for d in c.children)]
    owner = next((m for c in led if (m := owner_before(c, parties, docs)) is not None), None)
    if owner is not None:
        return owner
    own = {"nmod:poss", "acl:relcl"}
    offices = [head, *(c for c in head.children if c.dep_ in BESIDE and not preposition(c))]
    held = any(
        public_office(t) and (t.pos_ == "PROPN" or any(c.lower_ == "the" for c in t.children)) and not any(c.dep_ in own for c in t.children) for t in offices
    )
    agency = any(
        c.dep_ == "nmod"
        and preposition(c) in {"of", "for"}
        and c.lemma_.lower() in table("party_nouns")["state_agencies"]
        and any(d.lower_ == "the" for d in c.children)
        for c in head.children
    )
    bare = not any(c.dep_ in {"nmod:poss", "nmod"} and preposition(c) not in {"in", "at"} for c in head.children)
    here = head.pos_ == "NOUN" and head.lemma_.lower() in table("party_nouns")["state_agencies"] and bare and any(c.lower_ == "the" for c in head.children)
    if here and not any(c.lower_ in {"news", "press", "aid", "relief", "un"} for c in head.lefts):
        return parties.offices.placed_at(head) or parties.offices.home
    return parties.offices.home if held or agency else None


def nation_of(head: Token, parties: Parties) -> Mention | None:
    """ "The Hungarian one maintains ...": the state whose body of the kind just named is meant."""
    if head.lower_ not in {"one", "ones"}:
        return None
    return next((m for t, m in parties.within(head) if m.code and t.dep_ == "amod"), None)


def public_office(noun: Token) -> bool:
    """ "Governor", "police commissioner", "director general": an office that is held in a state's service."""
    lemma = noun.lemma_.lower()
    ranked = lemma == "general" and noun.i > 0 and noun.doc[noun.i - 1].lower_ in {"director", "inspector", "attorney"}
    return ranked or lemma in table("party_nouns")["state_offices"]


def bodies_of(head: Token) -> Iterator[Token]:
    """A speaker's own noun, the noun by which a name is presented, and the body whose office it is."""
    yield head
    if head.pos_ == "PROPN":
        yield from (c for c in head.children if c.dep_ in BESIDE and c.pos_ == "NOUN" and not preposition(c))
    for office in (head, *(c for c in head.children if c.dep_ == "appos" and c.pos_ == "NOUN")):
        lemma = office.lemma_.lower()
        if lemma in table("party_nouns")["voices"] or lemma in table("party_nouns")["held"] or word_roles("people").get(lemma) in {"GOV", "BUS"}:
            yield from (c for c in office.children if c.dep_ == "nmod:poss" or (c.dep_ == "nmod" and preposition(c) in {"of", "for"}))


def owner_before(noun: Token, parties: Parties, docs: list[Doc]) -> Mention | None:
    """Whose a body was when the text named it last with its owner: "Borea's mine action centre", then "the centre"."""
    lemma = noun.lemma_.lower()
    for doc in docs[:FARTHEST]:
        for token in reversed(doc.tokens[: noun.i] if doc is noun.doc else doc.tokens):
            if token.lemma_.lower() == lemma:
                owners = [m for m in parties.owners(token, official=True) if m.code]
                if owners:
                    return owners[0] if len({m.code for m in owners}) == 1 else None
                if by_nature(token):
                    return parties.offices.home
    return None
