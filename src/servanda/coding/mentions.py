"""Where a document names known parties, and which of a parse's noun phrases those names stand in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator

import msgspec

from servanda.actors import Gazetteer
from servanda.actors.namesakes import settle
from servanda.actors.organs import Organ
from servanda.coding.coined import with_coined
from servanda.coding.defined import with_defined
from servanda.coding.naming import host, in_context, issuer, published_day, with_halves, without_currencies
from servanda.coding.phrases import DAYS, phrase_tokens, preposition
from servanda.coding.tables import table
from servanda.coding.titled import with_titled
from servanda.language.parsed import Span, Token
from servanda.language.reading import Reading
from servanda.records import Mention

OWNING = {"nmod:poss", "amod", "compound", "nmod", "nsubj"}
LONGEST_NAME = 300  # characters of an unknown noun phrase that are kept as its words


class Mentions:
    """The names of one document, in text order, each with its party."""

    def __init__(self, reading: Reading, gazetteer: Gazetteer) -> None:
        document = reading.document
        self.text, self.body_start = document.text, document.body_start
        self.gazetteer = gazetteer
        self.starts = {id(p.doc): p.start for p in reading.paragraphs}
        self.numbers = {id(p.doc): number for number, p in enumerate(reading.paragraphs)}
        self.paragraphs = reading.paragraphs
        self.docs = [p.doc for p in reading.paragraphs]
        found = settle(without_currencies(self.text, gazetteer.find(self.text, published_day(document.published))), gazetteer.name)
        self.issuer = issuer(gazetteer, document.outlet)
        named = with_defined(self.text, with_coined(self.text, with_halves(self.text, in_context(found)), gazetteer.kind))
        self.mentions = with_titled(self.text, named, self.issuer)
        self.host = host(gazetteer, document.title or "") if self.issuer is not None else None
        self.at = [m.start for m in self.mentions]
        self.covered = dict(self.by_token())
        self.insides: dict[Token, list[tuple[Token, Mention]]] = {}  # `within`, by the head of the phrase
        self.spans: dict[Token, tuple[int, int]] = {}  # `span_of`, likewise
        self.times = Counter(m.code for m in self.mentions if m.code)  # how often the text names each party

    def offset(self, token: Token) -> int:
        """Where the token begins in the document's text."""
        return self.starts[id(token.doc)] + token.idx

    def sentences_before(self, head: Token, most: int) -> list[Span]:
        """The sentences right before a token's, in text order: of its paragraph, else of the one before."""
        own = [s for s in head.doc.sents if s.end <= head.sent.start]
        number = self.numbers[id(head.doc)]
        return (own or (list(self.docs[number - 1].sents) if number else []))[-most:]

    def covering(self, head: Token) -> Mention | None:
        """The gazetteer's mention that covers the token."""
        return self.covered.get(head)

    def by_token(self) -> Iterator[tuple[Token, Mention]]:
        """Each token that a mention covers; where two begin before it, the later one counts."""
        for paragraph in self.paragraphs:
            starts = [paragraph.start + token.idx for token in paragraph.doc]
            for index in range(max(0, bisect_right(self.at, paragraph.start) - 1), bisect_left(self.at, paragraph.end)):
                mention = self.mentions[index]
                end = min(mention.end, self.at[index + 1]) if index + 1 < len(self.at) else mention.end
                for place in range(bisect_left(starts, mention.start), bisect_left(starts, end)):
                    yield paragraph.doc.tokens[place], mention

    def within(self, head: Token) -> list[tuple[Token, Mention]]:
        """Gazetteer mentions inside the noun phrase, with the token each stands on."""
        if head not in self.insides:
            found: dict[int, tuple[Token, Mention]] = {}
            for token in phrase_tokens(head):
                mention = self.covered.get(token) if token is not head else None
                if mention is not None:
                    found.setdefault(id(mention), (token, mention))
            self.insides[head] = list(found.values())
        return self.insides[head]

    def near(self, start: int, end: int) -> list[Mention]:
        """The known parties whose names touch a stretch of text."""
        first = bisect_left(self.at, start - LONGEST_NAME)
        return [m for m in self.mentions[first : bisect_left(self.at, end)] if m.end > start]

    def office_of(self, head: Token) -> Organ | None:
        """The row of a custom table for the noun with as many of its modifiers as it knows ("human rights activist")."""
        if not self.gazetteer.custom_offices:
            return None
        words = [t.lower_ for t in phrase_tokens(head) if t.i < head.i and t.dep_ in {"compound", "amod"}]
        found = (self.gazetteer.office(" ".join([*words[at:], head.lemma_.lower()])) for at in range(len(words) + 1))
        return next((organ for organ in found if organ is not None), None)

    def words(self, head: Token, code: str | None, name: str | None, kind: str, role: str | None) -> Mention:
        """A mention over the noun phrase's own words."""
        if head not in self.spans:
            self.spans[head] = self.span_of(head)
        start, end = self.spans[head]
        return msgspec.convert(
            {
                "start": start,
                "end": end,
                "text": self.text[start:end],
                "code": code,
                "name": name,
                "kind": kind,
                "role": role,
                "organ": self.organ_words(head) if role else None,
            },
            Mention,
        )

    def span_of(self, head: Token) -> tuple[int, int]:
        """First and last character of the noun phrase's own words."""
        fronted = {t.i for c in head.lefts if c.dep_ in {"nmod", "obl", "advmod"} and (preposition(c) or c.dep_ == "advmod") for t in c.subtree}
        dated = {t.i for c in head.children if c.i > head.i and c.lower_ in DAYS for t in c.subtree}
        aside = fronted | dated  # not "On Monday delegates", "drivers on Wednesday"
        tokens = [t for t in phrase_tokens(head) if t.i not in aside and (t.dep_ not in {"det", "punct"} or t.i > head.i)]
        first = min((t for t in tokens), key=lambda t: t.i, default=head)
        last = max((t for t in tokens), key=lambda t: t.i, default=head)
        start = self.offset(first)
        return start, min(self.offset(last) + len(last), start + LONGEST_NAME)

    def organ_words(self, head: Token) -> str:
        """The office as said, without the state's name: "Foreign Ministry", "deputy minister"."""
        left = [t for t in head.lefts if t.dep_ in {"amod", "compound"} and not self.covering(t)]
        return " ".join(t.text for t in [*left, head])

    def is_place(self, mention: Mention) -> bool:
        """Whether a state is named as the place of something ("concluded in Ghana")."""
        before = self.text[max(mention.start - 20, 0) : mention.start].rsplit(None, 1)
        return bool(before) and before[-1].lower() in table("party_nouns")["locatives"]


def owning(inside: list[tuple[Token, Mention]], head: Token, ways: set[str]) -> list[Mention]:
    """Of the names inside a phrase, those that tell whose the head is, coordination included; not in "experts on A", "the border with A"."""
    owners = {t.i for t, _ in inside if t.dep_ in OWNING and belongs(t, head, ways)}
    named = {word for _, m in inside for word in m.text.split()}
    row = {t.i: t.head for t, _ in inside if t.dep_ == "conj"}
    unknown = {first.i for first in row.values() if first.pos_ == "PROPN" and first.text not in named and first.dep_ in OWNING and belongs(first, head, ways)}
    beside = {i for i, first in row.items() if first.i in owners | unknown}  # "leaders of the Caribbean, A and B", whose first no table knows
    return [m for t, m in inside if t.i in owners | beside]


def belongs(token: Token, head: Token, ways: set[str]) -> bool:
    """Whether the phrases between a name and the head all stand behind these prepositions."""
    at = token
    while at.i != head.i and at.head is not at:
        if at.dep_ == "nmod" and preposition(at) not in ways:
            return False
        at = at.head
    return True
