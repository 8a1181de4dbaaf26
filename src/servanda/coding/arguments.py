"""The words, numbers and dates that belong to a clause: its object, quantity, time, deadline and condition."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from msgspec.structs import replace

from servanda.coding.clauses import Clause, clause_tokens
from servanda.coding.conditions import conditions
from servanda.coding.parties import Parties
from servanda.coding.phrases import phrase_tokens, preposition
from servanda.coding.predicates import is_predicate
from servanda.coding.stretches import Stretches
from servanda.coding.tables import table
from servanda.language.amounts import is_measured
from servanda.language.deadlines import find_deadlines
from servanda.language.grammar.calendar import shift_months
from servanda.language.parsed import Token
from servanda.language.places import survey
from servanda.language.quantities import find_quantities
from servanda.language.reading import Reading
from servanda.language.times import find_times
from servanda.records import Deadline, Document, Place, Quantity, Span, Time

LOCATIVE = {"in", "at", "near", "outside", "inside", "around", "across", "throughout", "off", "along", "within"}  # before the place where something happens
INSIDE_NAME = {"compound", "flat", "appos", "amod", "nmod", "conj", "det"}  # how a word of a place's name hangs on the one with the preposition
NO_DEADLINE = Deadline()
TIME_UNITS = {"day", "week", "month", "year", "hour", "minute", "percent"}
PARTICLES = {"over", "free", "up", "out", "off", "back", "down", "away", "public"}  # of a phrasal verb, where the parser made them part of the object
UNTIL = ("until", "till")
LONGEST_WORDS = 600  # characters of an object or condition that a claim quotes


@dataclass(slots=True)
class Particulars:
    """Everything countable or datable in one document, found once in its text."""

    document: Document
    times: list[Time]
    deadlines: list[Deadline]
    quantities: list[Quantity]
    places: list[Place]
    countries: list[Place]
    _times: Stretches[Time] = field(init=False, repr=False)
    _deadlines: Stretches[Deadline] = field(init=False, repr=False)
    _quantities: Stretches[Quantity] = field(init=False, repr=False)
    _places: Stretches[Place] = field(init=False, repr=False)
    _countries: Stretches[Place] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._times, self._deadlines, self._quantities = Stretches(self.times), Stretches(self.deadlines), Stretches(self.quantities)
        self._places, self._countries = Stretches(self.places), Stretches(self.countries)

    @classmethod
    def of(cls, reading: Reading, published: dt.date | None) -> Particulars:
        """Finds them all."""
        document, text = reading.document, reading.document.text
        names = [(*part.bounds(name), name.label_) for part in reading.paragraphs for name in part.doc.ents]
        return cls(document, find_times(text, published), find_deadlines(text, published), find_quantities(text), *survey(document, names))

    def times_in(self, start: int, end: int) -> list[Time]:
        """The times whose words begin in a stretch of the text."""
        return self._times.beginning(start, end)

    def deadlines_in(self, start: int, end: int) -> list[Deadline]:
        """The deadlines whose words begin in a stretch of the text."""
        return self._deadlines.beginning(start, end)

    def quantities_in(self, start: int, end: int) -> list[Quantity]:
        """The quantities whose words begin in a stretch of the text."""
        return self._quantities.beginning(start, end)

    def deadline(self, clause: Clause, parties: Parties) -> Deadline:
        """The first deadline among the clause's words, those of phrases below it included."""
        if not self.deadlines_in(*sentence_of(clause, parties)):
            return NO_DEADLINE
        start, end = extent(clause, parties)
        own = {parties.offset(t) for t in clause_tokens(clause.head)}
        inside = [(d.start, d) for d in self.deadlines_in(start, end) if d.start is not None]
        near = [d for first, d in inside if first in own or any(first <= at < (d.end or first) for at in own)]
        return near[0] if near else NO_DEADLINE

    def happened(self, clause: Clause, parties: Parties) -> Time | None:
        """The first time expression among the clause's own words that is no deadline and no part of its object.

        A noun that the parse took for a clause ("before dawn on Thursday") belongs to the clause.
        """
        if not self.times_in(*sentence_of(clause, parties)):
            return None
        beside = [c for c in clause.head.children if (c.dep_, c.pos_) in {("advcl", "NOUN"), ("xcomp", "ADJ")} or lends_day(c)]  # "set them free on Friday"
        nouns = [t for c in beside for t in clause_tokens(c)]
        own = {parties.offset(t): t for t in (*clause_tokens(clause.head), *nouns)}
        inner = {t.i for t in clause.head.subtree} if clause.relation == "acl" else set()  # "the committee, formed on Monday": its own day
        objects = {parties.offset(t) for o in clause.objects for t in phrase_tokens(o) if t is not o and t.i not in inner}
        passed = UNTIL if clause.belated else ()  # "did not start until Monday": no deadline
        named = []
        for time in self.times_in(min(own), max(own) + 1):
            if time.start is None or time.start not in own or time.start in objects or tells_which(time, own[time.start]):
                continue
            put_to = parties.text.endswith(" to ", 0, time.start) and (time.first or "") > (self.document.published or "9")  # "put back to 4 May"
            terms = [d for d in self._deadlines.at(time.start) if d.kind != "immediate" and not d.text.lower().startswith(passed)]
            if not put_to and not terms:
                named.append(time)
        days = [t for t in named if t.precision == "day"]  # "the money withheld since July came on Tuesday": a day before any longer time
        found = next(iter(days or named), None) or self._hung_too_low(clause, parties) or self._day_above(clause, parties)
        return gone_by(found, self.document.published) if found is not None and clause.belated else found

    def _day_above(self, clause: Clause, parties: Parties) -> Time | None:
        """ "Since Wednesday, when the ban was removed": the day on which the clause hangs."""
        when = next((c for c in clause.head.children if c.lower_ == "when" and c.i < clause.head.i), None)
        if when is None or when.i - when.sent.start < 2 or clause.head.dep_ not in {"acl:relcl", "advcl"}:
            return None
        before = when.nbor(-2) if when.nbor(-1).is_punct else when.nbor(-1)
        end = parties.offset(before) + len(before)
        return next((t for t in self.times_in(parties.offset(when.sent[0]), end) if t.end == end and t.precision == "day"), None)

    def _hung_too_low(self, clause: Clause, parties: Parties) -> Time | None:
        """ "Cleared the last of its 22 minefields on May 3": a day behind several things is that of the act, on whichever noun the parser hung it."""
        things = {parties.offset(t): t for o in clause.objects for t in phrase_tokens(o)}
        times = self.times_in(min(things), max(things) + 1) if things else []
        days = [(things[t.start], t) for t in times if t.start is not None and t.start in things and t.precision == "day"]
        hung = [(token if preposition(token) else token.head, time) for token, time in days]  # "on 3 May" and "on May 3" have different heads
        return next((time for at, time in hung if preposition(at) == "on" and at.head.tag_ in {"NNS", "CD"} and at.head.i > clause.head.i), None)

    def quantity(self, clause: Clause, parties: Parties) -> tuple[Quantity | None, tuple[Quantity, ...]]:
        """The number of the clause's object, and the sub-totals that stand beside it.

        Where the object has none, a measure beside the verb ("pull back 20 kilometres", "in the amount of 90 million dollars"); a span of time
        counts where it is the object ("20 minutes of air time") or how much longer something goes on ("prolong the accord by 60 days").
        """
        if not self._quantities.touching(*sentence_of(clause, parties)):
            return None, ()
        places = {parties.offset(t) for token in clause.objects for t in phrase_tokens(token)}
        heads = {parties.offset(t) for t in clause.objects}
        first = min(places, default=0)  # a number right before it counts it, wherever the parser hung the number ("...: 15 observers arrived")
        covering = [q for q in self._quantities.at(first) if (q.start or 0) < first and " of " not in parties.text[q.start : first]]
        counting = [*covering, *(q for q in self.quantities_in(first, max(places, default=0) + 1) if q.start in places)]
        inside = [q for q in counting if q.unit not in TIME_UNITS or self._is_object(q, heads)]
        if inside:
            return inside[0], tuple(inside[1:])
        own = {parties.offset(t) for t in clause_tokens(clause.head)}
        longer = clause.head.lemma_.lower() in table("speech_acts")["lengthening"]
        told = [q for q in self.quantities_in(min(own), max(own) + 1) if q.start in own]
        beside = [q for q in told if (is_measured(q.unit) or (longer and q.unit in TIME_UNITS)) and not self.dated(q, longer)]
        return (beside[0], ()) if beside else (None, ())

    def opening(self, start: int) -> Quantity | None:
        """The number with which the words of a thing begin, where the grammar has somebody else for the object; no span of time."""
        return next((q for q in self._quantities.at(start) if q.start == start and q.unit not in TIME_UNITS and not self.dated(q)), None)

    def _is_object(self, quantity: Quantity, heads: set[int]) -> bool:
        """Whether a span of time is itself what is given."""
        held = any((quantity.start or 0) <= head < (quantity.end or 0) for head in heads)
        return held and quantity.unit != "percent" and not self.dated(quantity)

    def dated(self, quantity: Quantity, longer: bool = False) -> bool:
        """Whether a quantity is part of a time or deadline: "within 60 days"; where something is lengthened only of a date."""
        start, end = quantity.start or 0, quantity.end or 0
        return bool(self._times.touching(start, end)) or (not longer and bool(self._deadlines.touching(start, end)))

    def place(self, clause: Clause, parties: Parties) -> Place | None:
        """Where the clause plays: the first place in it that stands behind a preposition of place, else its first place, a country behind such a
        preposition, or for "here" the dateline's place. A dateline by itself tells where the report was written."""
        sentence = sentence_of(clause, parties)
        if not self._places.beginning(*sentence) and not self._countries.beginning(*sentence) and "here" not in clause.head.sent.lowers:
            return None
        own = {parties.offset(t): t for t in clause_tokens(clause.head)}
        first, last = min(own), max(own) + 1
        named = [p for p in self._places.beginning(first, last) if p.start in own and p.start >= self.document.body_start]
        where = [p for p in named if is_locative(own[p.start])]
        countries = [p for p in self._countries.beginning(first, last) if p.start in own and is_locative(own[p.start])] if not named else []
        here = [p for p in self.places if p.start < self.document.body_start] if any(t.lower_ == "here" for t in own.values()) else []
        return next(iter([*where, *named, *countries, *here]), None)


def lends_day(clause: Token) -> bool:
    """Whether a clause below another gives the day of both: "stopped charging them on 1 May", "have been at work since they landed on 3 June"."""
    return (clause.dep_ == "xcomp" and clause.tag_ == "VBG") or (clause.dep_ == "advcl" and clause.tag_ == "VBD" and preposition(clause) == "since")


def gone_by(time: Time, published: str | None) -> Time:
    """A time behind "until", read as one to come, in the year in which it has gone by."""
    if not published or not time.first or not time.last or time.first <= published[:10]:
        return time
    first, last = (shift_months(dt.date.fromisoformat(day), -12) for day in (time.first, time.last))
    return replace(time, first=first.isoformat(), last=last.isoformat()) if first is not None and last is not None else time


def tells_which(time: Time, token: Token) -> bool:
    """Whether a year only says which thing is meant: "the loan of 2009", "last year's electricity"."""
    at = token if preposition(token) or token.dep_ in {"nmod", "nmod:poss", "obl"} else token.head
    return time.precision == "year" and at.head.pos_ in {"NOUN", "PROPN"} and (at.dep_ == "nmod:poss" or (at.dep_ == "nmod" and preposition(at) == "of"))


def is_locative(token: Token) -> bool:
    """Whether a word, or the one that its name hangs on, stands behind a preposition of place."""
    return preposition(token) in LOCATIVE or (not preposition(token) and token.dep_ in INSIDE_NAME and preposition(token.head) in LOCATIVE)


def sentence_of(clause: Clause, parties: Parties) -> tuple[int, int]:
    """First and last character of the clause's sentence."""
    sentence = clause.head.sent
    start = parties.offset(sentence[0])
    return start, start + sentence.end_char - sentence.start_char


def extent(clause: Clause, parties: Parties) -> tuple[int, int]:
    """First and last character of everything below the clause's head."""
    tokens = list(clause.head.subtree)
    return parties.offset(tokens[0]), parties.offset(tokens[-1]) + len(tokens[-1])


def own_extent(clause: Clause, parties: Parties) -> tuple[int, int]:
    """First and last character of the clause's own words, punctuation at its ends left out."""
    tokens = [t for t in clause_tokens(clause.head) if not t.is_space]
    while len(tokens) > 1 and tokens[-1].is_punct and tokens[-1] is not clause.head:
        tokens.pop()
    while len(tokens) > 1 and (tokens[0].is_punct or tokens[0].dep_ == "cc") and tokens[0] is not clause.head:
        tokens.pop(0)
    return parties.offset(tokens[0]), parties.offset(tokens[-1]) + len(tokens[-1])


def words_of(tokens: list[Token], parties: Parties) -> Span | None:
    """The span from the first to the last token, without article and outer punctuation."""
    kept = [t for t in tokens if not t.is_space]
    while (
        len(kept) > 1
        and kept[1].lower_ not in {"least", "most"}
        and (kept[0].dep_ in {"det", "case", "cc", "mark", "compound:prt"} or kept[0].is_punct or kept[0].lower_ in PARTICLES)
    ):
        kept.pop(0)
    while kept and kept[-1].is_punct and kept[-1].text not in {")", "”", '"'}:
        kept.pop()
    if not kept:
        return None
    start = parties.offset(kept[0])
    end = min(parties.offset(kept[-1]) + len(kept[-1]), start + LONGEST_WORDS)
    return Span(start=start, end=end, text=parties.text[start:end])


def object_words(clause: Clause, parties: Parties, asks: bool = False) -> Span | None:
    """What the act is done to: the object with its modifiers, else a phrase that stands for it. Where the clause `asks`, what is asked."""
    complement = next((c for c in clause.head.children if c.dep_ in {"xcomp", "ccomp"} or (asks and c.dep_ in {"advcl", "acl"})), None)
    if asks and complement is None:
        complement = next((c for o in clause.objects for c in o.children if c.dep_ == "acl"), None)
    if asks and complement is not None:
        thing = [o for o in clause.objects if complement.tag_ == "VBN" and clause.head.i < o.i < complement.i]  # "wants the sanctions lifted"
        return words_of(sorted({*complement.subtree, *(t for o in thing[:1] for t in o.subtree)}, key=lambda t: t.i), parties)
    if clause.objects:
        own = set(clause.head.subtree) if clause.head.head is clause.objects[0] else set()  # "a commission, to be set up by May": not what is said of it
        own.update(t for who in clause.indirect if who.head is clause.objects[0] for t in who.subtree)  # "lend Zambia 250 million dollars"
        return words_of([*(t for t in full_phrase(clause.objects[0]) if t not in own), *purpose(clause)], parties)
    if complement is None:
        gerunds = [t for t in clause.head.subtree if t.tag_ == "VBG" and t.i > clause.head.i and t.dep_ in {"advcl", "obl", "acl", "conj"}]
        complement = next((t for t in gerunds if preposition(t) in {"from", "of", "to", "on"}), None)
    if complement is not None:
        return words_of(list(complement.subtree), parties)
    if clause.head.lemma_.lower() in table("speech_acts")["accounting"]:  # "report to A on each step": what about, not to whom
        about = next((tokens[0] for word in ("on", "about") for tokens in (clause.obliques.get(word, []),) if tokens), None)
        told = {t for who in clause.obliques.get("to", []) for t in who.subtree}
        return words_of(list(about.subtree) if about is not None else [t for t in clause_tokens(clause.head) if t.i > clause.head.i and t not in told], parties)
    for word, tokens in clause.obliques.items():
        if word not in {"", "by", "on", "in", "at", "within", "until", "before", "after", "since", "as", "during", "under"}:
            return words_of(full_phrase(tokens[0]), parties)
    subject = next((s for s in clause.subjects if not parties.covering(s) and s.pos_ == "NOUN"), None)
    if subject is not None:
        return words_of(full_phrase(subject), parties)
    phrase = next((tokens[0] for p, tokens in clause.obliques.items() if p in {"on", "in", "at", "as"}), None)
    return words_of(full_phrase(phrase), parties) if phrase is not None else None


def purpose(clause: Clause) -> list[Token]:
    """What the object is for, where it is a noun that takes "for" and the parse hung the phrase right after it on the verb."""
    thing = clause.objects[0]
    if is_sum(thing):
        after = [t for word in ("for", "in", "into", "to", "towards", "toward") for t in clause.obliques.get(word, ()) if t.head.i in {clause.head.i, thing.i}]
        meant = [t for t in after if t.left_edge.i == thing.right_edge.i + 1 and t.pos_ == "NOUN"]
        return list(meant[0].subtree) if meant else []  # "invest 12 million dollars in a warehouse"
    if thing.lemma_.lower() not in table("speech_acts")["taking_for"]:
        return []
    after = [t for t in clause.obliques.get("for", ()) if t.head.i == clause.head.i and t.left_edge.i == thing.right_edge.i + 1]
    return list(after[0].subtree) if after else []


def is_sum(thing: Token) -> bool:
    """Whether a phrase is a sum of money and says of nothing what it is for."""
    numbered = any(c.dep_ == "nummod" for c in thing.children)
    return numbered and thing.lemma_.lower() in table("gifts")["currencies"] and not any(c.dep_ == "nmod" for c in thing.children)


def full_phrase(head: Token) -> list[Token]:
    """A noun phrase with its coordinated parts and infinitive modifiers, without finite clauses."""
    own, stack = [], [head]
    while stack:
        token = stack.pop()
        own.append(token)
        for child in token.children:
            finite = child.dep_ in {"acl:relcl", "parataxis", "advcl", "ccomp", "appos", "dep"} or (
                child.dep_ == "conj" and is_predicate(child) and token is head
            )
            if not finite and not (token is head and child.dep_ == "case"):
                stack.append(child)
    return sorted(own, key=lambda t: t.i)


def condition_words(clause: Clause, parties: Parties) -> Span | None:
    """The words of the condition that hangs on the clause."""
    found = conditions(clause)
    if not found:
        return None
    tokens = [t for t in found[0].subtree if not t.is_space]
    tokens = tokens[1:] if tokens[0].is_punct else tokens
    start, last = parties.offset(tokens[0]), tokens[-1]
    end = min(parties.offset(last) + len(last), start + LONGEST_WORDS)
    return Span(start=start, end=end, text=parties.text[start:end])
