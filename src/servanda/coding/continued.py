"""Who goes on speaking: "he said" takes up the person whose words the paragraph gave last ("..., a spokesman in Geneva said. 'Not yet,' he added.")."""

from __future__ import annotations

from servanda.coding.antecedents import as_body, is_acronym, set_aside
from servanda.coding.antecedents import in_quotes as in_quotes_of
from servanda.coding.nouns import agentive
from servanda.coding.parties import Parties
from servanda.coding.people import PERSON, gender_of
from servanda.coding.subjects import PASSIVE_SUBJECT, SUBJECT
from servanda.coding.tables import names_body, table, word_roles
from servanda.language.parsed import Doc, Token
from servanda.language.quotations import Utterance

GENDERS = {"he": "male", "she": "female"}
OWNED = {"nmod", "nmod:poss", "compound", "amod", "acl:relcl", "flat"}
NAMED = {"flat", "appos", "compound", "amod"}


def goes_on(utterances: list[Utterance], index: int, token: Token, parties: Parties, heads: dict[int, Token]) -> int | None:
    """The index of the utterance whose speaker the pronoun of another one takes up; None where it is no "he" or "she", or where the paragraph has
    told of somebody else since. `heads` gives the tokens that head the speakers of the paragraph, by index."""
    gender = GENDERS.get(token.lower_)
    if gender is None:
        return None
    earlier = [i for i, head in heads.items() if i != index and head.i < token.i and not within_words(utterances, i)]
    acting = [i for i in earlier if not passive_agent(heads[i], gender, parties)]  # "Lund was told by the doctor to rest. 'I will not,' he said.": Lund
    last = max(acting, key=lambda i: heads[i].i, default=None)
    if last is None or not one_person(heads[last], gender, parties):
        return None
    between = token.doc[heads[last].i + 1 : token.i]
    others = [t for t in between if t.dep_ in SUBJECT | PASSIVE_SUBJECT and t.head.i != heads[last].i and not in_quotes(utterances, parties.offset(t))]
    others = [t for t in others if not (takes_up(t, parties) and holds(heads[last], t.lemma_.lower()))]  # "the spokesman" is he who spoke
    return None if any(t.lower_ not in GENDERS and one_person(t, gender, parties) for t in others) else last


def passive_agent(head: Token, gender: str, parties: Parties) -> bool:
    """Whether somebody only stands behind a passive with another person for its subject."""
    return head.dep_ == "obl:agent" and any(c.dep_ in PASSIVE_SUBJECT and one_person(c, gender, parties) for c in head.head.children)


def introduced(utterances: list[Utterance], token: Token, parties: Parties) -> Token | None:
    """Somebody without a name whom the paragraph brings in as a subject before a pronoun: "A baker had not waited. 'I opened at three,' he said."; None
    where the last person told of is another."""
    gender = GENDERS.get(token.lower_)
    before = [t for t in token.doc[: token.i] if t.dep_ in SUBJECT | PASSIVE_SUBJECT and not in_quotes(utterances, parties.offset(t))]
    people = [t for t in before if gender is not None and t.lower_ not in GENDERS and one_person(t, gender, parties)]
    last = people[-1] if people else None
    new = last is not None and last.pos_ == "NOUN" and any(c.lower_ in {"a", "an", "one"} for c in last.children) and not has_name(last)
    return last if new else None


def body_goes_on(utterances: list[Utterance], index: int, token: Token, parties: Parties, docs: list[Doc], heads: dict[int, Token]) -> Token | None:
    """The noun of the body that "it", or of those whom "they", takes up where it speaks: the last one before it that spoke, or else was a main clause's
    subject, sentence by sentence; what its own words tell of comes last. `docs` are the paragraph and the one before, `heads` the tokens that head
    speakers in them."""
    own, several = utterances[index], token.lower_ == "they"
    spoken, acted = (several_people, several_people) if several else (spoke_as_body, acts_as_body)
    for doc in docs:
        quoted = in_quotes_of(doc)
        told = None
        for sentence in reversed([s for s in doc.sents if doc is not token.doc or s.start <= token.i]):
            limit = token.i if doc is token.doc else len(doc)
            spoke = [t for t in heads.values() if t.doc is doc and sentence.start <= t.i < min(sentence.end, limit) and t.i not in quoted]
            body = next((t for t in sorted(spoke, key=lambda t: -t.i) if spoken(t, parties)), None)
            if body is not None:
                return body
            subjects = [t for t in sentence if t.i < limit and t.dep_ in SUBJECT | PASSIVE_SUBJECT and not set_aside(t.head) and t.i not in quoted]
            body = next((t for t in subjects if acted(t, parties)), None)
            if body is not None and (not own.start <= parties.offset(body) < own.end or described(token)):
                return body
            told = told or body
        if told is not None:
            return told
    return None


def several_people(noun: Token, parties: Parties) -> bool:
    """Whether a noun phrase is of several who can speak: "the ministers", "Ana Lund and Kofi Boa", "two banks"."""
    lemma = noun.lemma_.lower()
    people = lemma in word_roles("people") or lemma in table("party_nouns")["held"] or lemma in word_roles("organs") or names_body(lemma) or agentive(noun)
    if noun.tag_ in {"NNS", "NNPS"}:
        return people
    return any(c.dep_ == "conj" for c in noun.children) and (
        people or parties.covering(noun) is not None or any(noun in {p.root, p.phrase} for p in parties.people.named)
    )


def spoke_as_body(noun: Token, parties: Parties) -> bool:
    """Whether a speaker is a body by its noun or its abbreviation."""
    return as_body(noun, parties) is not None or is_acronym(noun)


def acts_as_body(noun: Token, parties: Parties) -> bool:
    """Whether a subject is a body's noun, or a name that is no person's ("Lund TV denied it")."""
    if as_body(noun, parties) is not None or is_acronym(noun):
        return True
    named = parties.covering(noun)
    person = named.kind == "person" if named is not None else noun.ent_type_ in PERSON or any(noun in {p.root, p.last, p.phrase} for p in parties.people.named)
    return noun.pos_ == "PROPN" and not person


def takes_up(head: Token, parties: Parties) -> bool:
    """Whether an office without an owner may be that of somebody who spoke before: "the spokesman", "the general"."""
    if (
        head.tag_ != "NN"
        or not any(c.lower_ == "the" for c in head.children)
        or any(c.dep_ in OWNED or (c.dep_ == "appos" and c.pos_ == "PROPN") for c in head.children)
    ):
        return False
    lemma = head.lemma_.lower()
    return lemma in table("party_nouns")["taken_up"] and parties.covering(head) is None


def holds(head: Token, lemma: str) -> bool:
    """Whether a speaker's words give an office: "a spokesman for A", "General Ana Lund", "Ana Lund, the colonel in command"."""
    return head.lemma_.lower() == lemma or any(c.lemma_.lower() == lemma and c.dep_ in {"compound", "appos", "flat", "nmod"} for c in head.children)


def described(token: Token) -> bool:
    """ "..., which, it said, ...": whether a reporting clause stands in a relative clause, so that its sentence's subject speaks."""
    return any(t.lower_ in {"which", "who", "whose"} for t in token.doc[max(token.sent.start, token.i - 3) : token.i])


def has_name(noun: Token) -> bool:
    """Whether a name stands beside a noun for a person."""
    return any(c.dep_ in {"appos", "flat"} and c.pos_ == "PROPN" for c in noun.children)


def in_quotes(utterances: list[Utterance], at: int) -> bool:
    """Whether a position lies inside words that the text gives as somebody's."""
    return any(u.start <= at < u.end for u in utterances)


def within_words(utterances: list[Utterance], index: int) -> bool:
    """Whether a speaker is named inside somebody else's quotation marks."""
    words = utterances[index].speaker
    return words is not None and any(u.direct and u.start <= words.start < u.end for i, u in enumerate(utterances) if i != index)


def one_person(head: Token, gender: str, parties: Parties) -> bool:
    """Whether "he" (or "she", by the gender) can stand for a speaker: a name, an office or a noun for people, in the singular."""
    if head.lower_ in GENDERS:
        return GENDERS[head.lower_] == gender
    lemma = head.lemma_.lower()
    told = gender_of([lemma, *(c.lower_ for c in head.children if c.dep_ in NAMED)])
    if told not in {None, gender} or head.tag_ not in {"NN", "NNP"}:
        return False
    if lemma in word_roles("people") or lemma in table("party_nouns")["held"] or agentive(head):
        return True
    named = parties.covering(head)
    return named.kind == "person" if named is not None else any(head in {p.root, p.last, p.phrase} for p in parties.people.named)
