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


def is_elsewhere(corpus: Corpus, row: Owed, claim: Claim) -> bool:
    """Whether a report tells of a thing at another place than the duty's, or of people or things of another state than it speaks of."""
    thing = claim.object
    if thing is None or row.best.claim.object is None:
        return False
    if _of_others(row, claim):
        return True
    if _on_another(row, claim) or _owned_by_another(corpus, row, claim):
        return True
    parties = _called(corpus, row)
    told = places_in(_with_place(corpus, claim))
    owed = [places_in(_with_place(corpus, p.claim)) for p in row.promises[:LOOKED_AT]] if told else []
    known = frozenset().union(*(names for places in owed for names in places.values())) | row.terms
    for word, names in told.items():
        if (apart := names - parties) and apart.isdisjoint(known) and any(places.get(word, frozenset()) - parties for places in owed):
            return True
    return False


def _on_another(row: Owed, claim: Claim) -> bool:
    """Whether both say what the thing is about, and of different matters: "a law on beekeeping" is no law on broadcasting."""
    told = TOPIC.match(claim.object.text) if claim.object is not None and head(claim.object.text) == row.head else None
    matter = terms(told[1]) if told is not None else frozenset[str]()
    if not matter or matter & row.terms or claim.object is None:
        return False
    owed = [TOPIC.match(p.claim.object.text) for p in row.promises[:LOOKED_AT] if p.claim.object is not None]
    return bool(owed) and all(found is not None and terms(found[1]) and not terms(found[1]) & terms(claim.object.text) for found in owed)


def _owned_by_another(corpus: Corpus, row: Owed, claim: Claim) -> bool:
    """Whether the thing belongs to somebody of whom the promise does not speak ("Sudria's doses arrived", of doses that Borea owes)."""
    owner = OWNER.match(claim.object.text) if claim.object is not None else None
    whose = terms(owner[1]) if owner is not None else frozenset[str]()
    if not whose or whose & (_called(corpus, row) | row.terms):
        return False
    return all(whose.isdisjoint(terms(_around(corpus, p.claim)[-400:])) for p in row.promises[:LOOKED_AT])


def _of_others(row: Owed, claim: Claim) -> bool:
    """Whether the object names a state or its people that neither the duty's words nor its agreement do."""
    words = frozenset().union(*(terms(text) for text in _promised_words(row))) if (among := _inside(claim)) else frozenset[str]()
    inside = same_key(m.code for m in among if m.code and not terms(m.text) <= words)
    if not inside:
        return False
    known = row.key | (row.agreement.key if row.agreement is not None else frozenset())
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
