"""Whom pronouns stand for: by person, number and gender, by the clause they stand in, by who was met before.

An object is not its own clause's subject ("Egypt condemned it"), a reflexive is. A pronoun in a clause or phrase before the subject stands for
that subject ("Although it had promised ..., Eritrea ..."), one in a second "that" clause for whoever says both. Inside quotation marks the
speaker is "I", so "he" is another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from servanda.coding.mentions import Mentions
from servanda.coding.naming import is_human
from servanda.coding.people import People
from servanda.coding.phrases import preposition
from servanda.coding.predicates import governing, is_predicate
from servanda.coding.references import (
    COLLECTIVE,
    FIRST_PERSON,
    PERSON_PRONOUNS,
    PLURAL_PRONOUNS,
    REFLEXIVE,
    SECOND_PERSON,
    SINGULAR_PRONOUNS,
    Apart,
    Met,
    References,
    identity,
)
from servanda.coding.subjects import PASSIVE_SUBJECT, SUBJECT, subjects_of
from servanda.coding.tables import table
from servanda.language.parsed import Token
from servanda.records import Mention

Resolve = Callable[[Iterable[Token]], tuple[Mention, ...]]
QUANTIFIERS = {"each", "both", "neither", "either", "all", "none", "one", "two"}
ARGUMENTS = {"obj", "iobj", "obl", "obl:agent"}
OTHER_SIDE = {"on", "upon", "to", "with", "against", "by"}  # prepositions of the other side of a clause
PERSON_REACH = 1200  # characters back to whom "he" stands for
SUBJECT_WORTH = 1.5  # sentences that a subject may stand further off than another name
OFTEN_WORTH = 0.3  # sentences for each further time the text names somebody, up to `MOST_OFTEN` times
MOST_OFTEN = 4
QUOTES = {'"', "“", "«", "„", "''", "``"}
DEEPEST = 12  # links followed upwards


class Pronouns:
    """What the pronouns of one document stand for; `resolve` answers for the noun phrases that they are tied to."""

    def __init__(self, names: Mentions, references: References, people: People, resolve: Resolve) -> None:
        self.names, self.references, self.people, self.resolve = names, references, people, resolve
        self.asked: set[int] = set()  # the pronouns being resolved: "her" inside the words that "her" might stand for tells nothing

    def meant(self, head: Token) -> tuple[Mention, ...]:
        """The parties that a pronoun stands for; () where nobody tells."""
        start = self.names.offset(head)
        if start in self.asked:
            return ()
        self.asked.add(start)
        try:
            return self.stands_for(head, head.lower_, start)
        finally:
            self.asked.discard(start)

    def stands_for(self, head: Token, lower: str, start: int) -> tuple[Mention, ...]:
        """The same, by the sort of the pronoun."""
        of = [c for c in head.children if c.dep_ == "nmod" and preposition(c) == "of"]
        if of and lower in QUANTIFIERS:
            return self.resolve(of)
        if lower in FIRST_PERSON:
            return self.references.speakers(start, head.text)
        if lower in SECOND_PERSON:
            return self.addressed(head)
        if lower in REFLEXIVE or is_reciprocal(head):
            return self.resolve(subjects_of(governing(head))) if governing(head) is not head else ()
        return self.third_person(head, lower, start)

    def third_person(self, head: Token, lower: str, start: int) -> tuple[Mention, ...]:
        """What "he", "it", "they" and the like stand for."""
        tokens = [t for t in tied_subjects(head) if t.pos_ != "PRON" and not (lower in SINGULAR_PRONOUNS and t.tag_ == "NNS")]  # "officials said it"
        tied = self.resolve(tokens)
        if tied and (agrees(lower, tied) or (lower in PLURAL_PRONOUNS and tokens[0].tag_ in {"NNS", "NNPS"})):
            return tied
        subjects = self.own_subjects(head)
        if lower in PERSON_PRONOUNS:
            return self.person(start, "female" if lower in {"she", "her", "herself"} else "male", {m.start for m in subjects})
        body = tied if head.dep_ in SUBJECT and all(t.lemma_.lower() in table("party_nouns")["voices"] for t in tokens) else ()
        apart = frozenset(identity(m) for m in subjects)
        found = self.met_before(lower, start, apart)
        addressed = frozenset(identity(m) for m in self.addressees(head))
        if conflict(found, addressed):
            found = self.met_before(lower, start, apart | addressed)
            found = () if conflict(found, addressed) else found
        return found or (body if lower in PLURAL_PRONOUNS else ())  # "the chairman said that they will not yield": those for whom he speaks

    def met_before(self, lower: str, start: int, apart: Apart) -> tuple[Mention, ...]:
        """The party or parties met before for which "it" or "they" can stand."""
        if lower in PLURAL_PRONOUNS:
            return self.references.last_people(start, apart)
        return self.references.last_body(start, apart) if lower in SINGULAR_PRONOUNS else ()

    def own_subjects(self, head: Token) -> tuple[Mention, ...]:
        """Whom an object cannot stand for: its own clause's subject."""
        at = head
        while at.dep_ == "conj" and at.head is not at:
            at = at.head
        return self.resolve(subjects_of(at.head)) if at.dep_ in ARGUMENTS and is_predicate(at.head) else ()

    def addressees(self, head: Token) -> list[Mention]:
        """Whom a subject cannot stand for: whom its own clause names as the other side ("They called on Turkey")."""
        if head.dep_ not in SUBJECT | PASSIVE_SUBJECT:
            return []
        beside = [t for t in head.head.children if t.dep_ in {"obj", "iobj"} or (t.dep_ in {"obl", "obl:agent"} and preposition(t) in OTHER_SIDE)]
        return [named for t in beside if (named := self.names.covering(t)) is not None and named.code]

    def addressed(self, head: Token) -> tuple[Mention, ...]:
        """Whom "you" stands for where something is done to or said to them; as a subject it may be anybody."""
        if head.dep_ not in ARGUMENTS:
            return ()
        start = self.names.offset(head)
        return tuple(msgspec.structs.replace(m, start=start, end=start + len(head), text=head.text) for m in self.references.addressee(start))

    def person(self, start: int, gender: str, apart: set[int]) -> tuple[Mention, ...]:
        """The person of the gender who is nearest in sentences, subjects and those named often before others; none named at the places `apart`."""
        for candidate in self.ranked(start, gender):
            found = candidate.mentions if isinstance(candidate, Met) else self.resolve([candidate])[:1]
            if found and not any(m.start in apart for m in found):
                return found
        earlier = [m for m in self.names.near(0, start) if is_human(m) and m.start not in apart]
        return tuple(earlier[-1:])

    def ranked(self, start: int, gender: str) -> list[Token | Met]:
        """The people of a gender met or named before a position, the likeliest first."""
        here, voice = self.references.sentence(start), self.references.voice(start) or ()
        ranked: dict[int, tuple[float, int, Token | Met]] = {}
        for person in self.people.before(start, PERSON_REACH):
            surname = person.parts[-1]
            known = person.gender or self.people.gender(surname)
            if known in {None, gender} and not any(surname in m.text for m in voice):
                subject = person.phrase.dep_ in SUBJECT | PASSIVE_SUBJECT
                worth = OFTEN_WORTH * min(self.people.often[surname] - 1, MOST_OFTEN) + SUBJECT_WORTH * subject
                ranked[person.at] = (self.references.sentence(person.at) - here + worth, person.at, person.phrase)
        for met in (*self.references.subjects, *self.references.strangers):
            near = start - PERSON_REACH < met.at < start and not any(m.start <= met.at < m.end for m in voice)
            if near and len(met.mentions) == 1 and met.gender in {None, gender} and is_person(met.mentions[0]):
                ranked.setdefault(met.at, (self.references.sentence(met.at) - here + SUBJECT_WORTH, met.at, met))
        return [candidate for _, _, candidate in sorted(ranked.values(), key=lambda item: item[:2], reverse=True)]


def conflict(found: tuple[Mention, ...], addressed: Apart) -> bool:
    """Whether one of the parties is whom the pronoun's clause is addressed to; a state's people may address it."""
    return any(m.kind != "people" and identity(m) in addressed for m in found)


def is_person(mention: Mention) -> bool:
    """Whether "he" can stand for a subject: a person, or an office that one holds."""
    return mention.kind == "person" or is_human(mention)


def agrees(pronoun: str, mentions: tuple[Mention, ...]) -> bool:
    """Whether the parties are of the sort and number that the pronoun asks for."""
    if pronoun in PLURAL_PRONOUNS:
        return len(mentions) > 1 or mentions[0].kind == "people"
    if pronoun in PERSON_PRONOUNS:
        return len(mentions) == 1 and is_person(mentions[0])
    return len(mentions) == 1 and mentions[0].kind in COLLECTIVE


def is_reciprocal(head: Token) -> bool:
    """ "each other", "one another"."""
    before = head.doc[head.i - 1].lower_ if head.i else ""
    after = head.doc[head.i + 1].lower_ if head.i + 1 < len(head.doc) else ""
    return (before, head.lower_) in {("each", "other"), ("one", "another")} or (head.lower_, after) in {("each", "other"), ("one", "another")}


def tied_subjects(head: Token) -> list[Token]:
    """The subject that grammar ties a third-person pronoun to: that of the clause it is put before, or of the verb that says a second clause."""
    if head.dep_ not in SUBJECT | PASSIVE_SUBJECT | {"nmod:poss"}:
        return []
    if head.dep_ == "nmod:poss" and (told := told_before(head.head)):
        return told
    verb = head.head
    if head.lower_ in PLURAL_PRONOUNS and (those := dealt_with(head, verb)):
        return those
    if verb.dep_ == "ccomp" and verb.head.i < head.i and not any(t.text in QUOTES for t in head.doc[verb.head.i : head.i]):
        return [t for t in subjects_of(verb.head) if t.i < head.i]  # "officials said they"
    second = verb.dep_ == "conj" and verb.head.dep_ == "ccomp" and any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children)
    if second and head.dep_ != "nmod:poss":
        return subjects_of(verb.head.head)
    at = head
    for _ in range(DEEPEST):
        if at.head is at:
            break
        fronted = at.dep_ == "advcl" or (at.dep_ == "obl" and head.dep_ == "nmod:poss")
        if fronted and at.i < at.head.i:
            return [c for c in at.head.children if c.dep_ in SUBJECT | PASSIVE_SUBJECT and c.i > at.i]
        at = at.head
    return []


def told_before(voice: Token) -> list[Token]:
    """ "Kampala was not told, its minister complained": the subject of what a speaker says who is named behind it."""
    verb = voice.head
    if voice.dep_ not in SUBJECT or verb is voice:
        return []
    behind = verb.head if verb.dep_ == "parataxis" and verb.head.i < voice.i else None
    said = behind if behind is not None else next((c for c in verb.children if c.dep_ == "ccomp" and c.i < voice.i), None)
    return [t for t in subjects_of(said) if t.i < voice.i and t.pos_ != "PRON"] if said is not None else []


def dealt_with(head: Token, verb: Token) -> list[Token]:
    """ "A expelled two envoys of B, saying they had spied": those whom the act was done to, where the one who says it is one."""
    saying = verb.head
    if verb.dep_ != "ccomp" or saying.dep_ != "advcl" or saying.tag_ != "VBG" or saying.i > head.i:
        return []
    doers = subjects_of(saying.head)
    several = any(t.tag_ in {"NNS", "NNPS"} or any(c.dep_ == "conj" for c in t.children) for t in doers)
    return [] if several else [c for c in saying.head.children if c.dep_ in {"obj", "iobj"} and c.tag_ in {"NNS", "NNPS"} and c.i < head.i]
