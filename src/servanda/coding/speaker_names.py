"""Whom the words for a speaker name: the party spoken for, a body, a person or an office, as a mention with the words that the text has for it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from msgspec.structs import replace

from servanda.coding.abbreviated import by_abbreviation
from servanda.coding.antecedents import body_name, spoken_for_body
from servanda.coding.both_sides import for_both_sides
from servanda.coding.nouns import agentive, in_opposition
from servanda.coding.own_bodies import body_led, company_before, name_of, named_company, private
from servanda.coding.parties import Parties
from servanda.coding.phrases import phrase_tokens, preposition
from servanda.coding.speaker_words import core, full_name, fuller, proper_name, shortest, shortest_words
from servanda.coding.speakers import (
    SERVING,
    SINGLED,
    clause_party,
    merely_placed,
    one_of,
    one_of_them,
    owning_body,
    put_out_by,
    service_owner,
    spoken_for,
    state_body,
    unowned_official,
)
from servanda.coding.state_bodies import nation_of, own_name, served_here, serving
from servanda.coding.tables import names_body, table, word_roles, words_in
from servanda.coding.told_by_others import owners_words, people_before, single
from servanda.language.parsed import Doc, Token
from servanda.language.reading import Reading
from servanda.records import Mention, Span

RUNNING = {"operator", "owner", "builder", "contractor"}  # companies called by what they do
LONGEST = 6  # words of what an office is of, in a speaker's name


@dataclass(slots=True)
class SpeakerNames:
    """Reads the words for speakers of one document."""

    reading: Reading
    parties: Parties
    paragraphs: list[int] = field(init=False, repr=False)  # where they begin
    for_states: dict[str, Mention] = field(init=False, repr=False, default_factory=dict)  # names of bodies that speak for a state
    as_presented: dict[str, Mention] = field(init=False, repr=False, default_factory=dict)  # surnames of those known, for whom this text says that they speak
    for_bodies: dict[str, str] = field(init=False, repr=False, default_factory=dict)  # surnames of those who speak for bodies that no table knows

    def speaker_mention(self, words: Span) -> Mention:
        """The party behind the speaker's words."""
        root = self.root_token(words)
        if root is None:
            return Mention(start=words.start, end=words.end, text=words.text, kind="person")
        token = one_of(root)
        if self.parties.offset(token) >= words.end:  # "one of them, Ana Lund"
            last = (proper_name(token) or [token])[-1]
            start, end = self.parties.offset(token), self.parties.offset(last) + len(last)
            words = Span(start=start, end=end, text=self.parties.text[start:end])
        shared = for_both_sides(token, self.parties) or by_abbreviation(token, self.parties) or self.presented_as(token)
        if shared:
            return self.of(shared, shortest(token, words, self.parties), token)
        body = self.body_of(token)
        if body is not None:
            return self.for_body(body, words, token)
        led = self.for_bodies.get(token.text) if token.pos_ == "PROPN" and self.parties.covering(token) is None else None
        if led is not None:
            return Mention(start=words.start, end=words.end, text=words.text, name=led, kind="group")
        docs = self.docs_at(self.parties.offset(token))
        several = people_before(token, self.parties, docs) if root is token and one_of_them(token) else None
        if several is not None:
            return self.one_of_several(several, words)
        led = body_led(token, self.parties, docs) if clause_party(token, self.parties) is None else None
        if led is not None:
            return self.of_body(led, words, token)
        apart = self.parties.covering(token) is None and not self.parties.owners(token, official=True)
        if apart and in_opposition(token):
            return self.in_opposition(words, token)
        behind = put_out_by(token, self.parties)
        if behind:
            return self.of(behind, shortest(token, words, self.parties), token)
        acting = clause_party(token, self.parties)
        found = (acting,) if acting is not None else self.parties.resolve([token])
        placed = acting is None and (merely_placed(token, self.parties) or private(token, self.parties))
        known = () if placed else tuple(m for m in found if m.code)
        if not known:
            return self.stranger(words, token, found)
        named = self.parties.covering(token)
        return self.of(known, words if named is not None or token.pos_ == "PRON" else shortest(token, words, self.parties), token)

    def presented_as(self, token: Token) -> tuple[Mention, ...]:
        """Whom a speaker is known or told to speak for: "its chief, Ana Lund", of whom the tables know for whom she acts; "Lund" after "the A mediator, Ana
        Lund", whatever office the tables know him to have held."""
        if token.pos_ == "NOUN" and any(c.dep_ == "nmod:poss" and c.lower_ in {"its", "their"} for c in token.children):
            beside = [c for c in token.children if c.dep_ in {"flat", "appos"} and c.pos_ == "PROPN" and c.i > token.i]
            return tuple(m for c in beside if (m := self.parties.covering(c)) is not None and m.code and m.kind == "person")[:1]
        if token.lower_ in {"that", "those"}:
            owners = [c for c in token.children if c.dep_ == "nmod" and preposition(c) == "of"]  # "Borea's ministry said so; that of Norland denied it"
            return tuple(m for m in self.parties.resolve(owners) if m.code)[:1]
        named = self.parties.covering(token)
        told = self.as_presented.get(token.text) if named is not None and named.kind == "person" else None
        return (told,) if told is not None else ()

    def in_opposition(self, words: Span, token: Token) -> Mention:
        """A speaker out of government: by his own name, else for "the opposition"."""
        span, person = shortest(token, words, self.parties), proper_name(token)
        name = " ".join(t.text for t in person if t.lemma_.lower() not in words_in("party_nouns.titles", "party_nouns.held") | {"opposition"})
        return Mention(start=span.start, end=span.end, text=span.text, name=name or "opposition", kind="organ", role="OPP")

    def body_of(self, token: Token) -> Token | None:
        """The noun of the body that an office with "its" or without an owner speaks for."""
        return spoken_for_body(token, self.parties, self.docs_at(self.parties.offset(token)))

    def docs_until(self, start: int) -> list[Doc]:
        """The paragraphs up to a position, the nearest first."""
        return [p.doc for p in self.reading.paragraphs[: max(1, bisect_right(self.paragraphs, start))]][::-1]

    def docs_at(self, start: int) -> list[Doc]:
        """The paragraph in which a position lies, and the one before it."""
        at = max(0, bisect_right(self.paragraphs, start) - 1)
        return [p.doc for p in self.reading.paragraphs[max(0, at - 1) : at + 1]][::-1]

    def one_of_several(self, several: Token, words: Span) -> Mention:
        """ "One of them": for whom several without a name speak, else one of their kind."""
        start = self.parties.offset(several)
        told = self.speaker_mention(Span(start=start, end=start + len(several), text=several.text))
        if told.code and told.role in SERVING:
            return replace(told, start=words.start, end=words.end, text=words.text)
        return Mention(start=words.start, end=words.end, text=words.text, name=single(several), kind="people", role=told.role)

    def for_body(self, body: Token, words: Span, token: Token) -> Mention:
        """The speaker for a body; under its name where no table knows it."""
        span = shortest(token, words, self.parties)
        known = tuple(replace(m, kind="organ", role="GOV", organ=span.text) for m in self.parties.one(body) if m.code)
        if known and not private(body, self.parties):
            return self.of(known, span, token)
        own = own_name(body) if body.pos_ == "NOUN" else []  # "The institute, Lund, ..."
        name = name_of(own[0], self.parties) if own else fuller(self.parties, body_name(body, self.parties), self.parties.offset(body))
        return self.of_body(name, words, token)

    def of_body(self, name: str, words: Span, token: Token) -> Mention:
        """A speaker for a body that no table knows, under its name; his own name stands for it from now on."""
        span, person = shortest(token, words, self.parties), proper_name(token)
        named = [t for t in person if t.pos_ == "PROPN" and t.lower_ not in word_roles("organs") and t.lemma_.lower() not in table("party_nouns")["held"]]
        if len(named) > 1:
            self.for_bodies.setdefault(named[-1].text, name)
        return Mention(start=span.start, end=span.end, text=span.text, name=name, kind="group")

    def of(self, known: tuple[Mention, ...], words: Span, token: Token) -> Mention:
        """A speaker who speaks for known parties; a name met here stands for them from now on."""
        first = known[0]
        code = first.code if len(known) == 1 else "+".join(sorted(m.code or "" for m in known))
        name = first.name if len(known) == 1 else None
        mention = replace(first, start=words.start, end=words.end, text=words.text, code=code, name=name)
        person = proper_name(token)
        famous = self.parties.covering(person[-1]) if len(person) > 1 and len(known) == 1 and person[-1] is not token else None
        if famous is not None and famous.kind == "person" and famous.code != code:
            self.as_presented.setdefault(person[-1].text, replace(mention, kind="person"))
        if len(person) > 1 and len(known) == 1 and self.parties.covering(token) is None:
            offices = [i for i, t in enumerate(person) if t.lemma_.lower() in words_in("party_nouns.titles", "party_nouns.held")]
            named = [t for t in person[offices[-1] + 1 if offices else 0 :] if t.pos_ == "PROPN" and t.lower_ not in word_roles("organs")]
            for part in {t.text for t in named[-1:] + named[:1] if len(named) > 1}:  # "Han Seo-jin" is Mr Han, "Ana Lund" Ms Lund
                self.parties.aliases.setdefault(part, replace(mention, kind="person"))
        return mention

    def stranger(self, words: Span, token: Token, found: tuple[Mention, ...]) -> Mention:
        """A speaker without a code of his own: with that of whom he speaks for, else by name or office in the fewest words."""
        first = found[0] if found else None
        if token.pos_ == "PRON" and first is not None:
            return self.stood_for(first, words)
        span = shortest(token, words, self.parties)
        nation = nation_of(token, self.parties)
        if nation is not None:
            return self.of((replace(nation, kind="organ", role="GOV", organ=span.text),), span, token)
        parties = spoken_for(token, self.parties) if token.pos_ != "PRON" else ()
        if parties:
            return self.of(tuple(replace(m, kind="organ", role="GOV", organ=span.text) for m in parties), span, token)
        behind = self.for_states.get(span.text) or (serving(token, self.parties, self.docs_until(span.start)) if token.pos_ != "PRON" else None)
        if behind is not None:
            return self.for_state(behind, span, token)
        firm = named_company(token, self.parties) or company_before(token, self.parties, self.docs_until(span.start))
        if firm is not None:
            return Mention(start=span.start, end=span.end, text=span.text, name=firm, kind="group")
        serves = (
            (self.parties.offices.placed_at(token) or service_owner(token, self.parties) or self.parties.offices.home)
            if unowned_official(token) or state_body(token)
            else None
        )
        own_name = private(token, self.parties) or (token.pos_ == "PROPN" and names_body(token.lemma_.lower()))
        owner = owning_body(token, self.parties) or (body_name(token, self.parties) if own_name else None)
        if owner is not None and not (serves is not None and state_body(token)):
            return Mention(start=span.start, end=span.end, text=span.text, name=owner, kind="group")
        if serves is not None:
            return self.of((replace(serves, kind="organ", role="GOV", organ=span.text),), span, token)
        here = served_here(token, self.parties, self.docs_until(span.start))
        if here is not None:
            return self.of((replace(here, kind="organ", role="GOV", organ=span.text),), span, token)
        kind, role = (first.kind, first.role) if first else ("person", None)
        whose = owners_words(token, self.parties, self.docs_at(span.start)) if span.text.islower() and token.pos_ == "NOUN" else None
        name = f"{whose} {span.text}" if whose else with_whose(token, span, self.parties) or full_name(self.parties, span.text, span.start)
        return Mention(start=span.start, end=span.end, text=span.text, name=name if name != span.text else None, kind=kind, role=role)

    def stood_for(self, first: Mention, words: Span) -> Mention:
        """Whom a pronoun stands for: somebody told before, with whoever he speaks for."""
        surname = first.text.split(",")[0].split()[-1:] if first.code is None else []
        alias = self.parties.aliases.get(surname[0]) if surname else None
        if alias is not None:
            return replace(alias, start=words.start, end=words.end, text=words.text)
        named = Span(start=first.start, end=first.end, text=first.text)
        noun = self.root_token(named) if first.code is None and (first.kind in {"person", "people", "organ"}) else None
        told = self.speaker_mention(named) if noun is not None and noun.pos_ in {"PROPN", "NOUN"} else None
        if told is not None and (told.code or told.name):
            return replace(told, start=words.start, end=words.end, text=words.text)
        name = first.name or full_name(self.parties, first.text.split(",")[0], first.start)
        return replace(first, start=words.start, end=words.end, text=words.text, name=name)

    def for_state(self, state: Mention, span: Span, token: Token) -> Mention:
        """A speaker for a state's body, under the body's own name if it has one, which stands for the state from now on."""
        name = own_name(token)
        if name and span.text not in self.for_states:
            start, end = self.parties.offset(name[0]), self.parties.offset(name[-1]) + len(name[-1])
            span = Span(start=start, end=end, text=self.parties.text[start:end])
            self.for_states[span.text] = state
        return self.of((replace(state, kind="organ", role="GOV", organ=span.text),), span, token)

    def root_token(self, words: Span) -> Token | None:
        """The token that heads the words."""
        index = bisect_right(self.paragraphs, words.start) - 1
        if index < 0:
            return None
        paragraph = self.reading.paragraphs[index]
        span = paragraph.doc.char_span(words.start - paragraph.start, words.end - paragraph.start)
        return span.root if span is not None and len(span) else None


def with_whose(head: Token, span: Span, parties: Parties) -> str | None:
    """ "Pipeline operator" for "the operator of the pipeline", "mayor of Lund", "owners of the vessel": an office that means little without what it is of."""
    own = core(head) if head.pos_ == "NOUN" and head.lower_ not in SINGLED else []
    behind = [c for c in head.children if c.dep_ == "nmod" and preposition(c) == "of" and c.i > head.i]
    person = (
        agentive(head)
        or head.lemma_.lower() in RUNNING
        or head.lemma_.lower() in words_in("party_nouns.held", "party_nouns.voices")
        or head.lemma_.lower() in word_roles("people")
    )
    if not own or len(behind) != 1 or not person or span.start != parties.offset(own[0]):
        return None
    told = phrase_tokens(behind[0])
    if any(t.pos_ == "PRON" or t.dep_ in {"acl", "acl:relcl", "nummod", "conj"} or parties.covering(t) is not None for t in told):
        return None
    words, whose = shortest_words(head, parties), [t for t in told if t.dep_ not in {"det", "case"}]
    if len(whose) == 1 and head.tag_ == "NN" and whose[0].pos_ == "NOUN" and whose[0].tag_ == "NN" and any(c.lower_ == "the" for c in behind[0].children):
        return f"{whose[0].text} {words}"
    last = told[-1]
    return parties.text[parties.offset(own[0]) : parties.offset(last) + len(last)] if len(told) <= LONGEST else None
