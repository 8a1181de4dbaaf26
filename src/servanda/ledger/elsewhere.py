"""Names that say which thing is meant: "the post at Dora" is not "the post at Wen", nor are Sudrian drivers Borean ones.

Read off the words, since most villages, bridges and canals stand in no table. Names of parties, days and months say nothing here. A thing may also be
known by its place's name alone, where a report names no party: "the bridge at Dora is open again".
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from servanda.language.grammar.clock import lexicon
from servanda.ledger.corpus import Corpus
from servanda.ledger.parties import same_key
from servanda.ledger.promises import speaker
from servanda.ledger.terms import head, terms, without_participle
from servanda.records import Claim, Mention

if TYPE_CHECKING:
    from servanda.ledger.commitments import Owed

NAME = r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3}"
WHERE = re.compile(rf"\b(at|from|out of|left|vacated|of|aboard|near|on|in|between|inside)\s(?:the\s)?(?:[a-z]{{3,15}}\s)?({NAME})(?:\sand\s({NAME}))?")
SAME = {"out of": "from", "left": "from", "vacated": "from", "aboard": "of"}  # words for one relation
OWNER = re.compile(rf"({NAME})[’']s?\s")
TOPIC = re.compile(r"^[^,;]{0,40}?\s(?:on|about|against)\s(?:the\s|a\s|an\s)?([a-z][a-z-]{2,20})\b")
NAMES = re.compile(rf"(?<=[a-z,]\s)(?:{NAME})")  # no first word of a sentence
KINDS = ("state", "organ", "people")
LOOKED_AT = 5  # promises of a duty whose words are looked at
LONGEST = 600  # characters of a promise's paragraph in which its names stand
REACH = 90  # characters behind the beginning of an object in which it says where the thing is


@cache
def _days() -> frozenset[str]:
    """Days of the week and months, which are no names of things."""
    return frozenset({*lexicon("weekdays"), *lexicon("months")})


@lru_cache(maxsize=16384)
def names_in(text: str) -> frozenset[str]:
    """The words of proper names in a text, no days and months."""
    return frozenset(word for name in NAMES.findall(text) for word in terms(name)) - _days()


@lru_cache(maxsize=16384)
def places_in(text: str) -> dict[str, frozenset[str]]:
    """The words of the names behind each preposition of place."""
    found: dict[str, frozenset[str]] = {}
    for word, first, second in WHERE.findall(text):
        names = (terms(first) | terms(second)) - _days()
        if names:
            relation = SAME.get(word, word)
            found[relation] = found.get(relation, frozenset()) | names
    return found


def same_place(corpus: Corpus, row: Owed, claim: Claim) -> bool:
    """Whether the sentence of a report has a name in common with the promise, other than those of parties."""
    return not names_in(corpus.sentence(claim)).isdisjoint(names_around(corpus, row))


def names_around(corpus: Corpus, row: Owed) -> frozenset[str]:
    """The words of proper names in the paragraphs in which the duty is promised, other than those of its parties."""
    if row.names is None or row.names[0] != len(row.promises):
        found = frozenset[str]().union(*(names_in(_around(corpus, p.claim)) for p in row.promises[:LOOKED_AT]))
        row.names = (len(row.promises), found - _called(corpus, row))
    return row.names[1]


class Whereabouts:
    """What a report says of where, whose and on what matter the thing is, found once for all duties that it may tell of."""

    def __init__(self, corpus: Corpus, claim: Claim) -> None:
        self._corpus, self._claim, thing = corpus, claim, claim.object
        self._among = _inside(claim)
        self._places = places_in(_with_place(corpus, claim))
        topic = TOPIC.match(thing.text) if thing is not None else None
        owner = OWNER.match(thing.text) if thing is not None else None
        self._matter = terms(topic[1]) if topic is not None else frozenset[str]()
        self._owner = terms(owner[1]) if owner is not None else frozenset[str]()
        self._told = bool(self._among or self._places or self._matter or self._owner)

    def is_elsewhere(self, row: Owed) -> bool:
        """Whether it tells of a thing at another place than the duty's, or of people or things of another state than it speaks of."""
        if not self._told or row.best.claim.object is None:
            return False  # as most
        return self._is_of_others(row) or self._is_on_another(row) or self._is_owned_by_another(row) or self._is_at_another_place(row)

    def _is_at_another_place(self, row: Owed) -> bool:
        if not self._places:
            return False
        parties = _called(self._corpus, row)
        owed = [places_in(_with_place(self._corpus, p.claim)) for p in row.promises[:LOOKED_AT]]
        known = frozenset().union(*(names for places in owed for names in places.values())) | row.terms
        for word, names in self._places.items():
            if (apart := names - parties) and apart.isdisjoint(known) and any(places.get(word, frozenset()) - parties for places in owed):
                return True
        return False

    def _is_on_another(self, row: Owed) -> bool:
        """Whether both say what the thing is about, and of different matters: "a law on beekeeping" is no law on broadcasting."""
        thing = self._claim.object
        if thing is None or not self._matter or self._matter & row.terms or head(thing.text) != row.head:
            return False
        owed = [TOPIC.match(p.claim.object.text) for p in row.promises[:LOOKED_AT] if p.claim.object is not None]
        return bool(owed) and all(found is not None and terms(found[1]) and not terms(found[1]) & terms(thing.text) for found in owed)

    def _is_owned_by_another(self, row: Owed) -> bool:
        """Whether the thing belongs to somebody of whom the promise does not speak ("Sudria's doses arrived", of doses that Borea owes)."""
        whose = self._owner
        if not whose or whose & (_called(self._corpus, row) | row.terms):
            return False
        return all(whose.isdisjoint(terms(_around(self._corpus, p.claim)[-400:])) for p in row.promises[:LOOKED_AT])

    def _is_of_others(self, row: Owed) -> bool:
        """Whether the object names a state or its people that neither the duty's words nor its agreement do."""
        words = frozenset().union(*(terms(text) for text in _promised_words(row))) if self._among else frozenset[str]()
        inside = same_key(m.code for m in self._among if m.code and not terms(m.text) <= words)
        if not inside:
            return False
        known = row.key | (row.agreement.key if row.agreement is not None else frozenset())
        if row.agreement is None:  # "will send surgeons to Neiafu", of Tonga, as its document says
            known |= frozenset().union(*(self._corpus.named_first(p.claim.doc_id) for p in row.promises[:LOOKED_AT]))
        for promise in row.promises:
            voice = speaker(promise.claim)
            known |= same_key(m.code for m in (*promise.claim.agents, *promise.claim.recipients, *((voice,) if voice else ())) if m.code)
        return not inside <= known


def _promised_words(row: Owed) -> list[str]:
    """What the wordings of a duty call the thing, and the parties in them."""
    claims = [p.claim for p in row.promises[:LOOKED_AT]]
    return [c.object.text for c in claims if c.object is not None] + [m.text for c in claims for m in (*c.recipients, *c.agents)]


def _inside(claim: Claim) -> list[Mention]:
    """The states and peoples that the object names, none behind a participle ("the mechanism provided for in the memorandum of Dora")."""
    thing = claim.object
    if thing is None:
        return []
    end = thing.start + len(without_participle(thing.text))
    return [m for m in (*claim.recipients, *claim.agents) if thing.start <= m.start < end and m.kind in KINDS]


def _with_place(corpus: Corpus, claim: Claim) -> str:
    """The object with what stands behind it in its clause."""
    thing = claim.object
    return corpus.documents[claim.doc_id].text[thing.start : min(max(claim.end, thing.end), thing.start + REACH)] if thing is not None else ""


def _around(corpus: Corpus, claim: Claim) -> str:
    """The words of a promise's paragraph up to the end of its sentence."""
    start = corpus.paragraph(claim)
    return corpus.documents[claim.doc_id].text[max(start, claim.sentence_end - LONGEST) : claim.sentence_end]


def _called(corpus: Corpus, row: Owed) -> frozenset[str]:
    """The words by which the parties of a duty are called."""
    return corpus.words_for(row.key, row.agreement.key if row.agreement is not None else frozenset())
