"""Which documents and claims count: by publication, withdrawal, reprints and the day asked about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from ahocorasick_rs import AhoCorasick

from servanda.ledger.coded_from import texts_coded
from servanda.ledger.facts import HEAD, DocumentFacts, read_facts
from servanda.ledger.namings import find_namings
from servanda.ledger.parties import adjectives, name_terms, successor
from servanda.ledger.reprints import tie_reprints
from servanda.ledger.retractions import find_retracted
from servanda.ledger.terms import terms
from servanda.records import Claim, Document, Evidence

RIVAL_FIGURE = "figure.rival"  # the frame by which coding marks the sides of a dispute about a number
DATASET = "\x1fdata set "  # stands before the name of one where ids of documents stand: no id begins so
PLEDGED_THING = "promise.thing"  # the frame by which coding keeps what is promised without a verb
OFFERS = ("agree.offer", "operator.promise")  # how the frames begin of clauses that tell of an offer or promise
LONGEST_BEFORE = 400  # characters before a clause in which a pronoun looks for its noun
FIRST = 300  # characters of a document in which it says of whom it speaks
Place = tuple[str, str, int, str]  # publication day, document, offset, claim: the order in which things were first read


@dataclass(frozen=True)
class Corpus:
    """The documents that count, their claims in order of publication, and the day the ledger is drawn up for."""

    documents: dict[str, Document]
    claims: tuple[Claim, ...]
    reprint_of: dict[str, str]
    as_of: str
    rows: tuple[Claim, ...] = ()  # what event tables say, in the same order: they make events and nothing else
    coded_from: dict[str, str] = field(default_factory=dict)  # documents of rows to those of the texts that they were coded from
    figures: tuple[Claim, ...] = ()  # sides of disputes about a number, in the same order; they are no claims about duties
    voices: dict[str, str] = field(default_factory=dict)  # documents that a party puts out itself, to its code
    _claims_by_id: dict[str, Claim] = field(default_factory=dict)
    retracted: dict[str, str] = field(default_factory=dict)  # documents that no longer count, to what withdraws or replaces them
    speakers: dict[str, dict[str, str]] = field(default_factory=dict)  # by document, bare names of people to the codes of their parties
    _named_first: dict[str, frozenset[str]] = field(default_factory=dict)
    _words_for: dict[tuple[frozenset[str], ...], frozenset[str]] = field(default_factory=dict)  # asked for of the same few sets of parties again and again

    @cached_property
    def called(self) -> dict[str, frozenset[str]]:
        """The telling words by which each party is called in the claims."""
        return name_terms(self.claims)

    def words_for(self, *parties: frozenset[str]) -> frozenset[str]:
        """The telling words by which the parties of some sets are called."""
        if parties not in self._words_for:
            self._words_for[parties] = frozenset().union(*(self.called.get(code, frozenset()) for codes in parties for code in codes))
        return self._words_for[parties]

    def named_first(self, doc_id: str) -> frozenset[str]:
        """The parties that the first words of a document name, whether or not a claim tells of them."""
        if doc_id not in self._named_first:
            document = self.documents[doc_id]
            words = terms(f"{document.title or ''} {document.text[: document.body_start + FIRST]}")
            self._named_first[doc_id] = self.named_in(words)
        return self._named_first[doc_id]

    def acting(self, claim: Claim) -> frozenset[str]:
        """The parties that act in the clauses of the claim's sentence."""
        return self._acting.get((claim.doc_id, claim.sentence_start), frozenset())

    @cached_property
    def _acting(self) -> dict[tuple[str, int], frozenset[str]]:
        found: dict[tuple[str, int], set[str]] = {}
        for claim in self.claims:
            found.setdefault((claim.doc_id, claim.sentence_start), set()).update(m.code for m in claim.agents if m.code)
        return {place: frozenset(codes) for place, codes in found.items()}

    def praised_by(self, claim: Claim) -> str | None:
        """Who welcomes what the clause tells, or thanks for it, in the same sentence ("welcomed home the drivers whom B had freed")."""
        start, code = self._praise.get((claim.doc_id, claim.sentence_start), (0, None))
        return code if claim.start >= start else None

    @cached_property
    def _praise(self) -> dict[tuple[str, int], tuple[int, str | None]]:
        """The first clause of praise of each sentence by one party, by where the sentence begins."""
        found: dict[tuple[str, int], tuple[int, str | None]] = {}
        for claim in self.claims:
            if claim.illocution == "endorsement" and len({m.code for m in claim.agents}) == 1:
                found.setdefault((claim.doc_id, claim.sentence_start), (claim.start, claim.agents[0].code))
        return found

    @cached_property
    def pledged(self) -> dict[str, frozenset[int]]:
        """Where in each document things stand that are promised without a verb of giving ("announced a loan of 5 million dollars")."""
        found: dict[str, set[int]] = {}
        for claim in self.claims:
            if claim.frame == PLEDGED_THING and claim.object is not None:
                found.setdefault(claim.doc_id, set()).add(claim.object.start)
        return {doc_id: frozenset(starts) for doc_id, starts in found.items()}

    @cached_property
    def promised_to(self) -> dict[str, frozenset[str]]:
        """Those to whom many promise something at the outset of a document: what donors promise in it one by one is meant for them."""
        found: dict[str, frozenset[str]] = {}
        for claim in self.claims:
            if claim.frame.startswith(OFFERS) and claim.illocution == "act" and not any(m.code for m in claim.agents):
                found.setdefault(claim.doc_id, frozenset(m.code for m in claim.recipients if m.code))
        return found

    def named_in(self, words: frozenset[str]) -> frozenset[str]:
        """The parties all of whose telling words are among some words."""
        return frozenset(successor(code) for word in words for code, called in self._by_word.get(word, ()) if called <= words)

    @cached_property
    def _by_word(self) -> dict[str, list[tuple[str, frozenset[str]]]]:
        """Each party and its telling words, those of each adjective of its nationality ("Japanese") too, under the first of them in the alphabet."""
        found: dict[str, list[tuple[str, frozenset[str]]]] = {}
        for code, called in self.called.items():
            for words in dict.fromkeys((called, *map(terms, adjectives().get(code, ())))):
                if words:
                    found.setdefault(min(words), []).append((code, words))
        return found

    def __getitem__(self, claim_id: str) -> Claim:
        """The claim with this id."""
        return self._claims_by_id[claim_id]

    def published(self, claim: Claim) -> str:
        """The publication day of the claim's document, for a reprint that of its origin; "" where there is none."""
        return self._days[claim.doc_id] or (claim.published or "")[:10]

    @cached_property
    def _days(self) -> dict[str, str]:
        """The publication day of each document, for a reprint that of its origin."""
        return {doc_id: (self.documents[self.origin(doc_id)].published or "")[:10] for doc_id in self.documents}

    def place(self, claim: Claim) -> Place:
        """Where the claim stands in the order of reading."""
        return _published(self.documents, claim), claim.doc_id, claim.start, claim.claim_id

    def origin(self, doc_id: str) -> str:
        """The document this one reprints, itself where it reprints none: what counts as one source."""
        return self.reprint_of.get(doc_id, doc_id)

    def origins(self, claims: Iterable[Claim]) -> int:
        """How many independent sources the claims come from."""
        return len({self.witness(claim.doc_id) for claim in claims})

    def is_row(self, claim: Claim) -> bool:
        """Whether an event table says so, not a text."""
        return self.documents[claim.doc_id].dataset is not None

    def witness(self, doc_id: str) -> str:
        """What counts as one source: the origin of a text or of a row coded from it; all other rows of a data set are one witness."""
        origin = self.origin(self.coded_from.get(doc_id, doc_id))
        dataset = self.documents[origin].dataset
        return f"{DATASET}{dataset}" if dataset else origin

    def day(self, claim: Claim) -> str:
        """When it happened as far as the words say, else when it was published."""
        return day_of(claim) or self.published(claim)

    def words(self, claim: Claim) -> str:
        """The clause's words."""
        return self.documents[claim.doc_id].text[claim.start : claim.end]

    def sentence(self, claim: Claim) -> str:
        """The words of the clause's sentence."""
        return self.documents[claim.doc_id].text[claim.sentence_start : claim.sentence_end]

    def before(self, claim: Claim) -> str:
        """The words of the sentence up to the clause's own predicate, at most those before the clause."""
        return self.documents[claim.doc_id].text[claim.sentence_start : claim.start]

    def said_before(self, claim: Claim) -> str:
        """The words of the sentence before the clause, and of the sentence before that one: where a pronoun has its noun."""
        text = self.documents[claim.doc_id].text
        end = len(text[: claim.sentence_start].rstrip())
        return text[max(text.rfind(". ", 0, max(end - 1, 0)) + 1, text.rfind("\n\n", 0, max(end - 1, 0)) + 1, end - LONGEST_BEFORE, 0) : claim.start]

    def paragraph(self, claim: Claim) -> int:
        """Where the claim's paragraph begins."""
        return self.documents[claim.doc_id].text.rfind("\n\n", 0, claim.start) + 1

    def evidence(self, claims: Iterable[Claim], role: str) -> tuple[Evidence, ...]:
        """The claims' words as evidence of `role`, in order of reading."""
        ordered = sorted(claims, key=self.place)
        return tuple(Evidence(claim_id=c.claim_id, doc_id=c.doc_id, start=c.start, end=c.end, role=role) for c in ordered)


def day_of(claim: Claim) -> str | None:
    """The day the words name for the act: only where they are precise to the day."""
    happened = claim.happened
    return happened.first if happened is not None and happened.precision == "day" else None


def act_day(claim: Claim) -> str | None:
    """The day the words name for an act under an agreement: a day inside the agreement's own name ("Thursday's accord") is not that of the act."""
    when, named = claim.happened, claim.instrument
    inside = when is not None and named is not None and when.start is not None and named.start <= when.start < named.end
    return None if inside else day_of(claim)


def _happened_by(documents: dict[str, Document], claim: Claim) -> str:
    """The day from which the claim counts: that of an act where the words name it; a promise's named day lies ahead of it."""
    published, day = _published(documents, claim), day_of(claim)
    if documents[claim.doc_id].dataset and claim.happened is not None:
        return claim.happened.first or published
    return day if day is not None and (claim.illocution == "act" or day < published) else published


def _published(documents: dict[str, Document], claim: Claim) -> str:
    return (documents[claim.doc_id].published or claim.published or "")[:10]


def gather(
    documents: Sequence[Document], claims: Sequence[Claim], as_of: str | None, known_by: str | None, facts: Mapping[str, DocumentFacts]
) -> Corpus:  # fmt: skip
    """Leaves out documents withdrawn or replaced, those published after `known_by`, and claims of what came after `as_of`.

    Left out too are claims of documents off the beat. Without `as_of` the ledger is drawn up for the last day of publication: that of texts, if
    there are any, so that no event table lets a deadline pass about which nothing was read. Repeated records count once.
    """
    known = {d.doc_id: d for d in sorted(documents, key=lambda d: d.doc_id) if not (known_by and (d.published or "")[:10] > known_by)}
    texts, coded = [d for d in known.values() if not d.dataset], texts_coded(known.values())
    retracted = find_retracted(texts)
    kept = {doc_id: d for doc_id, d in known.items() if d.status != "withdrawn" and not {doc_id, coded.get(doc_id)} & retracted.keys()}
    read = {doc_id: facts.get(doc_id) or read_facts(document) for doc_id, document in kept.items()}
    latest = max(((d.published or "")[:10] for d in kept.values() if not (texts and d.dataset)), default="")
    asked = as_of or known_by
    found = {}
    for claim in claims:
        if claim.doc_id not in kept or read[claim.doc_id].off_beat:
            continue
        if _happened_by(kept, claim) <= (asked or ("9999" if kept[claim.doc_id].dataset else latest)):
            found[claim.claim_id] = claim
    namings = find_namings(kept, list(found.values()))
    found = {claim_id: namings.spelled(claim) for claim_id, claim in found.items()}
    everything = sorted(found.values(), key=lambda c: (_published(kept, c), c.doc_id, c.start, c.claim_id))
    rows = tuple(c for c in everything if kept[c.doc_id].dataset)
    said = [c for c in everything if not kept[c.doc_id].dataset]
    ordered = tuple(c for c in said if c.frame != RIVAL_FIGURE)
    figures = tuple(c for c in said if c.frame == RIVAL_FIGURE)
    coded = {row: text for row, text in coded.items() if row in kept}
    voices, speakers = _voices(kept, ordered, read), namings.speakers()
    return Corpus(kept, ordered, _reprints(kept, read), asked or latest, rows, coded, figures, voices, found, retracted, speakers)


def _reprints(documents: Mapping[str, Document], facts: Mapping[str, DocumentFacts]) -> dict[str, str]:
    def marks(doc_id: str) -> frozenset[int]:
        return frozenset(np.frombuffer(facts[doc_id].marks, dtype="<u4").tolist())

    return tie_reprints(list(documents.values()), {doc_id: facts[doc_id].signature for doc_id in documents}, marks)


def _voices(documents: Mapping[str, Document], claims: Iterable[Claim], facts: Mapping[str, DocumentFacts]) -> dict[str, str]:
    """Press releases and the like to the party whose name stands at their head."""
    heads = {doc_id: document.text[:HEAD] for doc_id, document in documents.items() if facts[doc_id].release}
    mentions = (m for claim in claims for m in (*claim.agents, *claim.recipients)) if heads else ()
    known = {(m.name, m.code) for m in mentions if m.name and m.code and m.kind in ("state", "organisation")}
    names = sorted({(name.casefold(), code) for own, code in known for name in (own, *adjectives().get(code, ()))})
    automaton = AhoCorasick([name for name, _ in names])
    named: dict[str, tuple[int, str]] = {}
    for doc_id, text in heads.items():
        found = [(start, names[at][1]) for at, start, _ in automaton.find_matches_as_indexes(text.casefold(), overlapping=True)]
        if found:
            named[doc_id] = min(found)
    return {doc_id: code for doc_id, (_, code) in sorted(named.items())}
