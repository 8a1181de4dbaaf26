"""Whom the words for a speaker name: the party spoken for, a body, a person or an office, as a mention with the words that the text has for it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from msgspec.structs import replace

from servanda.coding.antecedents import body_name, spoken_for_body
from servanda.coding.nouns import agentive, in_opposition
from servanda.coding.parties import Parties
from servanda.coding.phrases import phrase_tokens, preposition
from servanda.coding.speakers import (
    SINGLED,
    clause_party,
    core,
    full_name,
    fuller,
    merely_placed,
    one_of,
    owning_body,
    private,
    proper_name,
    put_out_by,
    shortest,
    shortest_words,
    spoken_for,
    state_body,
    unowned_official,
)  # fmt: skip
from servanda.coding.tables import names_body, table, word_roles
from servanda.language.parsed import Token
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

    def speaker_mention(self, words: Span) -> Mention:
        """The party behind the speaker's words."""
        root = self.root_token(words)
        if root is None:
            return Mention(start=words.start, end=words.end, text=words.text, kind="person")
        token = one_of(root)
        if self.parties.offset(token) >= words.end:  # "one of them, Ana Lund"
            name = proper_name(token)
            start, end = self.parties.offset(token), self.parties.offset(name[-1]) + len(name[-1])
            words = Span(start=start, end=end, text=self.parties.text[start:end])
        body = self.body_of(token)
        if body is not None:
            return self.for_body(body, words, token)
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

    def in_opposition(self, words: Span, token: Token) -> Mention:
        """A speaker out of government: by his own name, else for "the opposition"."""
        span, person = shortest(token, words, self.parties), proper_name(token)
        name = " ".join(t.text for t in person if t.lemma_.lower() not in {*table("party_nouns")["titles"], *table("party_nouns")["held"], "opposition"})
        return Mention(start=span.start, end=span.end, text=span.text, name=name or "opposition", kind="organ", role="OPP")

    def body_of(self, token: Token) -> Token | None:
        """The noun of the body that an office with "its" or without an owner speaks for."""
        at = max(0, bisect_right(self.paragraphs, self.parties.offset(token)) - 1)
        docs = [p.doc for p in self.reading.paragraphs[max(0, at - 1) : at + 1]][::-1]
        return spoken_for_body(token, self.parties, docs)

    def for_body(self, body: Token, words: Span, token: Token) -> Mention:
        """The speaker for a body; under its name where no table knows it."""
        span = shortest(token, words, self.parties)
        known = tuple(replace(m, kind="organ", role="GOV", organ=span.text) for m in self.parties.one(body) if m.code)
        if known and not private(body, self.parties):
            return self.of(known, span, token)
        name = fuller(self.parties, body_name(body, self.parties), self.parties.offset(body))
        return Mention(start=span.start, end=span.end, text=span.text, name=name, kind="group")

    def of(self, known: tuple[Mention, ...], words: Span, token: Token) -> Mention:
        """A speaker who speaks for known parties; a name met here stands for them from now on."""
        first = known[0]
        code = first.code if len(known) == 1 else "+".join(sorted(m.code or "" for m in known))
        name = first.name if len(known) == 1 else None
        mention = Mention(start=words.start, end=words.end, text=words.text, code=code, name=name, kind=first.kind, role=first.role, organ=first.organ)
        person = proper_name(token)
        if len(person) > 1 and len(known) == 1 and self.parties.covering(token) is None:
            offices = [i for i, t in enumerate(person) if t.lemma_.lower() in {*table("party_nouns")["titles"], *table("party_nouns")["held"]}]
            named = [t for t in person[offices[-1] + 1 if offices else 0 :] if t.pos_ == "PROPN" and t.lower_ not in word_roles("organs")]
            for part in {t.text for t in named[-1:] + named[:1] if len(named) > 1}:  # "Han Seo-jin" is Mr Han, "Ana Lund" Ms Lund
                self.parties.aliases.setdefault(part, replace(mention, kind="person"))
        return mention

    def stranger(self, words: Span, token: Token, found: tuple[Mention, ...]) -> Mention:
        """A speaker without a code of his own: with that of whom he speaks for, else by name or office in the fewest words."""
        first = found[0] if found else None
        if token.pos_ == "PRON" and first is not None:
            surname = first.text.split(",")[0].split()[-1:] if first.code is None else []
            alias = self.parties.aliases.get(surname[0]) if surname else None
            if alias is not None:
                return replace(alias, start=words.start, end=words.end, text=words.text)
            named = Span(start=first.start, end=first.end, text=first.text)
            noun = self.root_token(named) if first.code is None and (first.kind == "person" or first.role == "OPP") else None
            told = self.speaker_mention(named) if noun is not None and (noun.pos_ == "PROPN" or first.role == "OPP") else None
            if told is not None and (told.code or told.name):
                return replace(told, start=words.start, end=words.end, text=words.text)
            name = first.name or full_name(self.parties, first.text.split(",")[0], first.start)
            return replace(first, start=words.start, end=words.end, text=words.text, name=name)
        span = shortest(token, words, self.parties)
        parties = spoken_for(token, self.parties) if token.pos_ != "PRON" else ()
        if parties:
            return self.of(tuple(replace(m, kind="organ", role="GOV", organ=span.text) for m in parties), span, token)
        serves = (self.parties.offices.placed_at(token) or self.parties.offices.home) if unowned_official(token) or state_body(token) else None
        own_name = private(token, self.parties) or (token.pos_ == "PROPN" and names_body(token.lemma_.lower()))
        owner = owning_body(token, self.parties) or (body_name(token, self.parties) if own_name else None)
        if owner is not None and not (serves is not None and state_body(token)):
            return Mention(start=span.start, end=span.end, text=span.text, name=owner, kind="group")
        if serves is not None:
            return self.of((replace(serves, kind="organ", role="GOV", organ=span.text),), span, token)
        kind, role = (first.kind, first.role) if first else ("person", None)
        name = with_whose(token, span, self.parties) or full_name(self.parties, span.text, span.start)
        return Mention(start=span.start, end=span.end, text=span.text, name=name if name != span.text else None, kind=kind, role=role)

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
        or head.lemma_.lower() in {*table("party_nouns")["held"], *table("party_nouns")["voices"], *word_roles("people")}
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
