"""What the clauses of one document are read in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from servanda.coding.arguments import Particulars, own_extent
from servanda.coding.clauses import Clause
from servanda.coding.deeds import turned
from servanda.coding.frames import Lexicon
from servanda.coding.instruments import MAKING
from servanda.coding.parties import Parties
from servanda.coding.speech import Speech
from servanda.coding.topics import Topics
from servanda.language.parsed import Token
from servanda.records import Document, Instrument, Mention, Span

GIVING = {"AID", "CONCEDE", "RETREAT", "COOPERATE"}  # what a state can promise by itself
PROMISES = {"commissive", "performative"}
BARGAIN = 400  # characters, two or three sentences, in which a text goes on with a bargain that it has begun to tell


@dataclass(frozen=True, slots=True)
class Promised:
    """Where in a document who promised whom something."""

    offset: int
    debtors: frozenset[str]
    parties: frozenset[str]
    mentions: tuple[Mention, ...]


@dataclass(slots=True)
class Situation:
    """What a document's clauses are read in: who is named and speaks, which agreements are spoken of."""

    document: Document
    lexicon: Lexicon
    parties: Parties
    particulars: Particulars
    speech: Speech
    topics: Topics
    other: Mention | None = None  # whom a text about a meeting names beside its issuer
    last_thing: Span | None = None  # what was promised last
    last_word: Promised | None = None  # who promised last, whether or not the text says to whom
    promised: list[Promised] = field(default_factory=list)  # what parties have promised each other so far, in text order

    def is_exact(self, clause: Clause) -> bool:
        """Whether the clause names a day or a number: such a report may tell of a duty performed though it names nobody."""
        number, _ = self.particulars.quantity(turned(clause, None), self.parties)
        return number is not None or self.particulars.happened(clause, self.parties) is not None

    def own_codes(self, who: Iterable[Mention], offset: int) -> set[str]:
        """The codes of some parties and of who speaks at a position: all others are told of."""
        speaker = self.speech.innermost(offset)
        return {m.code for m in who if m.code} | set((speaker.code if speaker is not None and speaker.code else "").split("+"))

    def remember_promise(self, offset: int, agents: tuple[Mention, ...], recipients: tuple[Mention, ...]) -> None:
        """Keep who has promised whom something at a position."""
        debtors = frozenset(m.code for m in agents if m.code)
        parties = debtors | {m.code for m in recipients if m.code}
        if debtors:
            self.last_word = Promised(offset, debtors, parties, (*agents, *recipients))
        if len(parties) > 1:
            self.promised.append(Promised(offset, debtors, parties, (*agents, *recipients)))

    def remember_bargain(self, offset: int, partners: tuple[Mention, ...]) -> None:
        """Keep who have come to terms at a position, whatever they owe each other."""
        if partners:
            self.promised.append(Promised(offset, frozenset(), frozenset(m.code for m in partners if m.code), partners))

    def in_bargain(self, agents: Iterable[Mention], offset: int) -> bool:
        """Whether the words go on with what these parties and others have promised each other right before ("A will lend B two ships. B keeps ...")."""
        codes = {m.code for m in agents if m.code}
        return bool(codes) and any(codes <= p.parties for p in self.promised if 0 < offset - p.offset <= BARGAIN)

    def partners_before(self, offset: int) -> tuple[Mention, ...]:
        """Who have promised each other something, or have come to terms, right before a position."""
        near = [p for p in self.promised if 0 < offset - p.offset <= BARGAIN]
        return tuple({m.code: m for m in near[-1].mentions if m.code}.values()) if near else ()

    def word_before(self, offset: int) -> Promised | None:
        """The word given last, where it was given right before."""
        return self.last_word if self.last_word is not None and 0 < offset - self.last_word.offset <= BARGAIN else None

    def bound_with(self, agents: tuple[Mention, ...], offset: int) -> set[str | None]:
        """The parties of the agreement of these that is spoken of at a position; none where none is."""
        instrument = self.topics.current(offset, agents)
        return {m.code for m in self.topics.parties_of(instrument)} if instrument is not None else set()

    def counterpart_of(self, own: set[str], offset: int) -> tuple[Mention, ...]:
        """The one party with which these have bargained right before."""
        near = [p for p in self.promised if 0 < offset - p.offset <= BARGAIN and own & p.parties]
        others = {m.code: m for p in near for m in p.mentions if m.code and m.code not in own}
        return tuple(others.values()) if len(others) == 1 else ()

    def named_between(self, first: Token, last: Token) -> list[Mention]:
        """The known parties named from one token to another."""
        return self.parties.near(self.parties.offset(first), self.parties.offset(last) + len(last))

    def instrument_of(self, clause: Clause) -> Instrument | None:
        """The instrument among the clause's own words, else that on which it hangs ("an agreement signed here on Tuesday")."""
        start, end = own_extent(clause, self.parties)
        own = self.topics.at(start, end)
        if own is None and clause.governor is not None and clause.relation in {"acl", "acl:relcl"} and clause.head.lemma_.lower() in MAKING:
            return self.topics.covering(self.parties.offset(clause.governor))
        return own
