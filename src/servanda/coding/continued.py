"""Who goes on speaking: "he said" takes up the person whose words the paragraph gave last ("..., a spokesman in Geneva said. 'Not yet,' he added.")."""

from __future__ import annotations

from servanda.coding.nouns import agentive
from servanda.coding.parties import Parties
from servanda.coding.people import gender_of
from servanda.coding.subjects import PASSIVE_SUBJECT, SUBJECT
from servanda.coding.tables import table, word_roles
from servanda.language.parsed import Token
from servanda.language.quotations import Utterance

GENDERS = {"he": "male", "she": "female"}
NAMED = {"flat", "appos", "compound", "amod"}


def goes_on(utterances: list[Utterance], index: int, token: Token, parties: Parties, heads: dict[int, Token]) -> int | None:
    """The index of the utterance whose speaker the pronoun of another one takes up; None where it is no "he" or "she", or where the paragraph has
    told of somebody else since. `heads` gives the tokens that head the speakers of the paragraph, by index."""
    gender = GENDERS.get(token.lower_)
    if gender is None:
        return None
    earlier = [i for i, head in heads.items() if i != index and head.i < token.i and not within_words(utterances, i)]
    last = max(earlier, key=lambda i: heads[i].i, default=None)
    if last is None or not one_person(heads[last], gender, parties):
        return None
    between = token.doc[heads[last].i + 1 : token.i]
    others = [t for t in between if t.dep_ in SUBJECT | PASSIVE_SUBJECT and t.head.i != heads[last].i and not in_quotes(utterances, parties.offset(t))]
    return None if any(t.lower_ not in GENDERS and one_person(t, gender, parties) for t in others) else last


def introduced(utterances: list[Utterance], token: Token, parties: Parties) -> Token | None:
    """Somebody without a name whom the paragraph brings in as a subject before a pronoun: "A baker had not waited. 'I opened at three,' he said."; None
    where the last person told of is another."""
    gender = GENDERS.get(token.lower_)
    before = [t for t in token.doc[: token.i] if t.dep_ in SUBJECT | PASSIVE_SUBJECT and not in_quotes(utterances, parties.offset(t))]
    people = [t for t in before if gender is not None and t.lower_ not in GENDERS and one_person(t, gender, parties)]
    last = people[-1] if people else None
    new = last is not None and last.pos_ == "NOUN" and any(c.lower_ in {"a", "an", "one"} for c in last.children) and not has_name(last)
    return last if new else None


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
