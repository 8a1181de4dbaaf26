"""When what a clause tells happened: its own time, that of the verb it hangs on, that of the report in which it is said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from servanda.coding.arguments import Particulars
from servanda.coding.clauses import Clause
from servanda.coding.parties import Parties
from servanda.coding.sentence import Reader
from servanda.coding.speech import Speech
from servanda.language.parsed import Token
from servanda.records import Time

SPOKEN = {"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT"}  # what is done by saying it
BREAK = ". "
APART = (",", ".", ";", "\n", '"', "“", " that ")  # between a reporting word and a day that is not its own
OPENING = 12  # characters of a sentence in which a time stands that opens it
NOUNS_UP = 4  # nouns from a participle up to the verb whose time it shares
YEAR = 366  # days
REACH = 80  # characters from a reporting word to its day
VOICED = {"appeal", "endorsement", "denial", "stance"}


@dataclass(frozen=True, slots=True)
class Occurrence:
    """The times of one document as its clauses take part in them."""

    particulars: Particulars
    parties: Parties
    speech: Speech

    def when(self, clause: Clause, reader: Reader, sentence: tuple[int, int], said: bool) -> Time | None:
        """The clause's own time, else that of the verb that says the noun happened or that it shares; for what is done by saying it (`said`)
        also that of the report in which it stands, or of the same speaker's report just before."""
        own = self.particulars.happened(clause, self.parties)
        verb = reader.asserted.get(clause.head.i, clause.governor) if clause.noun else sharing(clause.head)
        above = reader.clause_at(verb) if own is None and verb is not None else None
        found = own or (self.particulars.happened(above, self.parties) if above else None)
        return found or (self.reported(clause, sentence) if said else None)

    def is_past(self, clause: Clause, reader: Reader, happened: Time | None) -> bool:
        """Whether what a clause tells is long past, by its own time or that of the clause it hangs on ("in 2009 it began to", "was set up in 2003 after A
        had left")."""
        hangs = happened is None and clause.relation in {"xcomp", "advcl"} and clause.governor is not None
        ahead = any(c.lower_ in {"before", "until"} for c in clause.head.children if c.dep_ == "mark")
        above = reader.clause_at(clause.governor) if hangs and not ahead and clause.governor is not None else None
        if happened is None and clause.relation == "acl" and clause.governor is not None:
            above = verb_above(clause.governor, reader)  # "a century ago A and B exchanged people under a convention signed at C"
        told = happened or (self.particulars.happened(above, self.parties) if above is not None else None)
        return long_past(told, self.particulars.document.published) or self.in_old_days(clause, reader) or (told is None and self.goes_on(clause))

    def in_old_days(self, clause: Clause, reader: Reader) -> bool:
        """ "In 1859 A attacked B, and C signed", "two decades ago A left and B stayed": whether a time long past opens the sentence of coordinated clauses."""
        first = reader.clause_at(clause.governor) if clause.relation == "conj" and clause.governor is not None else None
        when = self.particulars.happened(first, self.parties) if first is not None and first.subjects else None
        if first is None or when is None or when.start is None or when.start > self.parties.offset(first.subjects[0]):
            return False
        return long_past(when, self.particulars.document.published)

    def goes_on(self, clause: Clause) -> bool:
        """ "In July 1955 A and B met. They agreed on little": whether the time last told in the paragraph is long past and opened its sentence, and the
        clause goes on in the past tense."""
        at = self.parties.offset(clause.head)
        start, own = self.parties.text.rfind("\n", 0, at) + 1, self.sentence_start(at)
        before = [t for t in self.particulars.times if t.start is not None and start <= t.start < at]
        if not before or clause.form != "finite" or clause.tense != "past" or any(c.lower_ in {"has", "have"} for c in clause.head.children):
            return False
        last = before[-1]
        opened = last.start is not None and last.start < own and last.start - self.sentence_start(last.start) <= OPENING
        return opened and long_past(last, self.particulars.document.published) and not self.speech.around(at)

    def is_recalled(self, clause: Clause, happened: Time | None) -> bool:
        """ "A had promised to return it": told by the outlet itself of what was before its news, and of no day."""
        told = clause.form == "finite" and clause.relation in {"root", "conj"} and happened is None
        return told and any(c.lower_ == "had" and c.dep_ == "aux" for c in clause.head.children) and not self.speech.around(self.parties.offset(clause.head))

    def reported(self, clause: Clause, sentence: tuple[int, int]) -> Time | None:
        """The day of the report: "X said on Sunday that A must go"; where a pronoun carries on ("He called on A to go"), that of the report in
        the sentence before."""
        around = self.speech.around(self.parties.offset(clause.head))
        if around:
            days = (self.day_of_report(self.speech.utterances[index].cue_start) for index in reversed(around))
            return next((day for day in days if day is not None), None)
        if not any(subject.pos_ == "PRON" for subject in clause.subjects):
            return None
        before = self.sentence_start(max(sentence[0] - len(BREAK), 0))
        cue = min(self.speech.cues.beginning(before, sentence[0]), key=lambda found: found.number, default=None)
        return self.day_of_report(cue.start) if cue is not None and "\n" not in self.parties.text[before : sentence[0]] else None

    def day_of_report(self, cue: int | None) -> Time | None:
        """The day just behind a reporting word, else one in its sentence that stands in nobody's words."""
        if cue is None:
            return None
        start, text = self.sentence_start(cue), self.parties.text
        days = [(t.start, t) for t in self.particulars.times_in(start, cue + REACH) if t.start is not None and t.precision == "day"]
        behind = [t for first, t in days if first > cue and not any(mark in text[cue:first] for mark in APART)]
        before = [t for first, t in days if first < cue and not self.speech.around(first)]
        return next(iter(behind or before), None)

    def sentence_start(self, offset: int) -> int:
        """Where the sentence or line around a position begins, as far as its marks tell."""
        text, body = self.parties.text, self.particulars.document.body_start  # a dateline's day is not that of a report
        return max(text.rfind(BREAK, 0, offset) + 1, text.rfind("\n", 0, offset) + 1, min(body, offset))


def verb_above(noun: Token, reader: Reader) -> Clause | None:
    """The clause in which a noun stands, a few nouns up at most."""
    at = noun
    for _ in range(NOUNS_UP):
        above = reader.clause_at(at.head)
        if at.head is at or (above is not None and not above.noun):
            return above if at.head is not at else None
        at = at.head
    return None


def long_past(happened: Time | None, published: str | None) -> bool:
    """Whether something happened more than a year before it was told: background of the news, and no event of it."""
    if happened is None or happened.last is None or not published:
        return False
    return (date.fromisoformat(published[:10]) - date.fromisoformat(happened.last)).days > YEAR


def sharing(head: Token) -> Token | None:
    """The verb whose time a clause without a subject of its own shares: "met on Monday and signed", "met on Monday, signing"."""
    if head.dep_ == "advcl" and head.tag_ == "VBD" and any(child.lower_ == "when" for child in head.children):
        return head.head  # "the exchange was completed on 3 May, when A delivered the last maps"
    if any(child.dep_.startswith("nsubj") for child in head.children):
        return None
    if head.dep_ == "conj":
        return None if any(child.dep_ == "aux" for child in head.children) else head.head  # "passed in August and has been stuck since"
    participle = head.dep_ == "advcl" and head.tag_ == "VBG" and not any(child.dep_ in {"mark", "case"} for child in head.children)
    return head.head if participle else None
