"""Act clauses read as reports: as told by the giver, by the taker, by the thing itself, or as a state that shows it has not been done."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import replace as replace_report
from functools import cache
from itertools import pairwise

from msgspec.structs import replace

from servanda.language.amounts import is_money
from servanda.language.quantities import find_quantities
from servanda.ledger.agreements import Draft, Registry, days_between
from servanda.ledger.corpus import Corpus, act_day
from servanda.ledger.cues import classes_in, taken_in
from servanda.ledger.modality import undone
from servanda.ledger.observations import Kind
from servanda.ledger.parties import codes, named_parties, same_key
from servanda.ledger.promises import deed_classes, object_words, phrase_terms
from servanda.ledger.tables import tables
from servanda.ledger.terms import (
    NOT,
    act_classes,
    arrived_classes,
    classes,
    contains,
    contrary_classes,
    gerund_classes,
    head,
    kindred_classes,
    taken_classes,
    terms,
    way_classes,
    without_participle,
)
from servanda.records import Claim, Mention, Span

KEPT_OPEN: dict[str, Kind] = {"close": "suspended", "shut": "suspended", "reopen": "resumed"}
RESTORING = {"reopen", "restore"}
JOINT_ACT = frozenset({"joint"})
OVER = {"month", "year", "range"}  # precisions of times that last
LONGEST = 31  # days over which an act is told as one
PRONOUN = re.compile(r"^(?:it|them|they|him|her|these|those|both|all)$|\bof (?:them|these|those)$", re.IGNORECASE)  # a thing named before
_COUNT = (
    r"(?:[0-9][0-9,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-[a-z]{3,5})?)"
)
_ORDINAL = r"(?:[a-z]{3,7}-)?(?:fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|[a-z]{3,5}teenth|[a-z]{3,5}tieth|hundredth|thousandth)"
# a number or a rest with no noun: "the other 74", "the last eleven", "nine", "the remainder", "the hundredth"
BARE = re.compile(
    rf"^(?:the|all|some|about|only|just|another|a|its|their)?\s?(?:(?:other|others|last|remaining|first|final|next|missing|rest|remainder)\s?)?(?:{_COUNT}|{_ORDINAL})?$",
    re.IGNORECASE,
)
GERUND = re.compile(r"(?:the |its |their )?([a-z]{2,20}ing)\b", re.IGNORECASE)  # an act named by its verb
DOUBT = re.compile(
    r"\b(?:doubt(?:s|ed)?|disput(?:es?|ed)|den(?:y|ies|ied)|no (?:evidence|sign|proof)|untrue|not (?:true|sure|certain|clear)|unclear)\s(?:that|whether)?\s*$",
    re.IGNORECASE,
)
DOUBTED = 40  # characters
DENIED = re.compile(r"\b(?:has|have|had|having)\s(?:ever\s|yet\s|already\s)?(?:been\s)?(\w{3,20})\b", re.IGNORECASE)  # "that it had received the map"
JOINED = re.compile(r"(?:,|\band)\s")
JOINT = re.compile(r"(?:,\s?|\sand\s|,\sand\s)")  # all that stands between things counted side by side
PROGRESS = "progress."  # how the frames begin of claims that tell a state in which nobody acts
OPEN_FRAME = "open"  # of a clause whose verb the lexicon does not know
STEM, PASSIVE, LANDED = 4, (" was", " were", " been", " being", " is", " are"), {"unload", "land"}
VERB = 30  # characters behind a subject in which its verb stands
LEAVE = {"allow", "permit"}
MAKING = frozenset({"establish", "prepare"})
LET_IN = frozenset({"allow"})
THEMSELVES = {"people", "unknown", "group"}  # kinds of mentions that may be those who were promised to come, or to be let go


@dataclass(frozen=True)
class Report:
    """A claim read as the report of an act: its classes, whether it denies the act, and who acted."""

    claim: Claim
    classes: frozenset[str]
    terms: frozenset[str]
    actors: frozenset[str]
    undone: bool
    agreement: Draft | None
    day: str
    exact: bool
    kind: Kind | None = None  # what the report means, where its words say so outright
    carried: bool = False  # the thing is a pronoun: the terms are those of the words before it


def is_day(claim: Claim) -> bool:
    """Whether what stands as the object is a day or part of one: the 7 of "met from 7 to 12 May", "gave April 14 as the last day"."""
    thing, when = claim.object, claim.happened
    return thing is not None and when is not None and when.start is not None and when.end is not None and when.start < thing.end and thing.start < when.end


def stands_for_things(claim: Claim) -> bool:
    """Whether the words for the thing name nothing themselves but stand for what was named before: "they", "both of them", "the other 74"."""
    thing = claim.object
    if thing is None or not thing.text:
        return False
    return bool(PRONOUN.search(thing.text)) or (not is_day(claim) and BARE.match(thing.text) is not None)


def held_back(corpus: Corpus, claim: Claim) -> Kind | None:
    """ "Borea will not lift its ban for the time being", "will not sign the protocol": a party says that it puts off, or will not do, what it owes."""
    if claim.illocution not in ("intent", "commissive") or not undone(claim) or claim.in_text:
        return None
    return "suspended" if contains(corpus.sentence(claim), tables().statuses.reports.put_off) else "withdrawn"


def says_which(claim: Claim) -> bool:
    """Whether the clause only says which thing is meant ("the crossings named in the matrix"): no act of the lexicon, and no day."""
    made = any(m.code for m in claim.agents) and bool(classes(claim.action) & MAKING)  # "the clinic that Borea built"
    come = bool(arrived_classes(claim.action)) and claim.quantity is not None
    return claim.clause == "relative" and claim.frame == OPEN_FRAME and claim.happened is None and not (made or come)


def restated(claim: Claim) -> bool:
    """Whether a party only says again what it stands for ("he said that his country supported the bid"): no report of a deed."""
    speakers = [link.speaker.code for link in claim.attribution if link.speaker is not None and link.speaker.code]
    return claim.illocution == "stance" and bool(speakers) and speakers[-1] in {m.code for m in claim.agents}


def doubted(corpus: Corpus, claim: Claim) -> bool:
    """Whether the words before say that it is not so, or may not be ("A doubts that B's troops have left")."""
    return DOUBT.search(corpus.before(claim)[-DOUBTED:]) is not None


def is_hearsay(claim: Claim) -> bool:
    """Whether another paper than the outlet says so ("a newspaper wrote that the bridge was open"): nobody who could know."""
    said_by = next((link.speaker for link in reversed(claim.attribution) if link.speaker is not None), None)
    return said_by is not None and said_by.code is None and contains(said_by.text, tables().statuses.reports.papers)


def given_up(text: str) -> bool:
    """ "The visit will not be arranged", "it no longer intends to remove the tanks": whether words say that something will not be done at all."""
    words = tables().statuses.reports
    return contains(text, words.refusals) and not contains(text, words.reserves) and "?" not in text


@cache
def going_on() -> frozenset[str]:
    """The classes of the acts that are done again and again, which can be stopped and taken up by naming the thing alone."""
    return frozenset().union(*(classes(act) for act in tables().statuses.reports.goes_on))


def read_reports(corpus: Corpus, registry: Registry, claim: Claim) -> list[Report]:
    """The readings of an act: as told by the giver, by the taker, or as a state that shows it has not been done."""
    if is_day(claim) and not terms(object_words(claim)) and "meet" not in classes(claim.action):
        return []
    if len(kinds := _counted_apart(claim)) > 1:
        return [report for kind in kinds for report in read_reports(corpus, registry, kind)]
    agreement = registry.of_claim.get(claim.claim_id)
    parties = agreement.parties if agreement else ()
    agents, others = same_key(named_parties(claim.agents, parties)), same_key(codes(claim.recipients))
    negative, phrase = undone(claim), phrase_terms(claim, without_participle(object_words(claim)))
    day = act_day(claim) or (None if negative else _end_of_range(claim))  # what is still undone is so on the day it is told
    if any(f"{word}s" in tables().duties.recurring_things for word in phrase):
        phrase -= JOINT_ACT  # "joint patrols" are the patrols
    when = (day or (None if negative else _over_by(claim)) or corpus.published(claim), day is not None)
    carried = stands_for_things(claim)
    if carried:
        phrase = terms(corpus.said_before(claim))
    if claim.action in LEAVE and claim.object is not None:
        phrase = _allowed(corpus, claim, claim.object, phrase)
    found = []
    if claim.illocution == "denial" and claim.modality == "negated" and agents and given_up(corpus.sentence(claim)):  # "no longer intends to remove the tanks"
        return [Report(claim, deed_classes(claim), phrase, agents, False, agreement, *when, "withdrawn")]
    if (kept := held_back(corpus, claim)) is not None:
        acts = classes(claim.action) - {NOT} or classes(claim.predicate)
        return [Report(claim, acts, phrase - terms(claim.predicate), agents, True, agreement, *when, kept)]
    known = tables().statuses.reports
    renounced = claim.predicate in known.renounces or contains(corpus.words(claim), known.cancel_words)  # "has given up a plan to send doctors"
    if renounced and not negative and claim.object is not None and contains(claim.object.text, known.word_of_honour):
        thing = phrase - terms(" ".join(known.word_of_honour))  # "scrapped its offer to finance a reading room": what was offered
        acts = classes_in(corpus.sentence(claim)) | kindred_classes(classes("give"))
        return [Report(claim, acts, thing, agents, False, agreement, *when, "withdrawn")]
    turned = _turned(corpus, claim)
    acted = _act_named(claim) if turned is not None else frozenset()
    if turned in ("suspended", "resumed") and not acted and claim.quantity is not None and is_money(claim.quantity.unit):
        acted = classes("pay")  # "the other 40 million has been frozen"
    if acted and not negative:  # "suspended the withdrawal of two battalions": what is stopped is the duty's act
        found.append(Report(claim, acted, phrase, agents, False, agreement, *when, turned))
    itself = claim.predicate in RESTORING  # "reopened the crossing": done, and not gone on with
    if turned in ("suspended", "resumed") and not (acted or negative or itself):  # "suspended the flights": the thing that was to go on
        found.append(Report(claim, going_on(), phrase, agents, False, agreement, *when, turned))
    if turned in ("suspended", "withdrawn") and claim.object is not None:
        scrapped = claim.predicate in known.cancels and not negative  # "scrapped the duty", which was to be scrapped
        return [*found, Report(claim, deed_classes(claim), phrase, agents, False, agreement, *when)] if scrapped else found
    if claim.predicate in KEPT_OPEN and not negative:  # of what was to be kept open
        found.append(Report(claim, classes("continue"), phrase, agents, False, agreement, *when, KEPT_OPEN[claim.predicate]))
    if claim.illocution == "denial":
        found += _denied(claim, phrase, agreement, when)
    else:
        found.append(Report(claim, deed_classes(claim), phrase, agents, negative, agreement, *when))
    if taken := taken_classes(claim.action):
        found.append(Report(claim, taken, phrase, others, negative, agreement, *when))
    found += _arrivals(corpus, Report(claim, frozenset(), phrase, agents, negative, agreement, *when))
    contrary = contrary_classes(claim.action)
    held = not corpus.words(claim).lower().startswith(("it ", "which "))  # "it held four of the cartridges": a box
    if contrary and not negative and held and claim.clause != "relative":  # "soldiers who had been held": what they were, not what became of them
        words = phrase | terms(" ".join(m.text for m in (*claim.agents, *claim.recipients)))
        found.append(Report(claim, contrary, words, frozenset(), True, agreement, corpus.published(claim), False))
    return [replace_report(r, carried=True) for r in found] if carried else found


def _allowed(corpus: Corpus, claim: Claim, who: Span, phrase: frozenset[str]) -> frozenset[str]:
    """What was allowed, which stands behind ("was allowed to visit the prisoners in Ewo"), with the object where that follows the verb."""
    behind = corpus.documents[claim.doc_id].text[who.end : claim.sentence_end]
    allowed = frozenset(word for word in terms(behind) if not word.startswith(claim.predicate))
    return allowed | (frozenset() if claim.predicate in behind[:VERB].lower() else phrase)


def _arrivals(corpus: Corpus, told: Report) -> list[Report]:
    """The readings of what the thing itself, or those who move, do: "the money reached the fund", "eight sailors came home"."""
    claim = told.claim
    if (arrived := arrived_classes(claim.action)) and claim.frame == OPEN_FRAME and not _suffered(corpus, claim):
        found = [replace_report(told, classes=arrived, terms=told.terms | terms(corpus.words(claim)))]
        if (home := arrived & way_classes("home")) and told.actors and _moved(claim) and not told.undone:  # "eight sailors came home": whoever let them go
            found.append(replace_report(told, classes=home, actors=frozenset()))
        return found
    come = arrived_classes(claim.predicate) if not told.undone else frozenset()
    if come and (who := _themselves(claim)) is not None:
        return [replace_report(told, claim=_of_those(claim, who), classes=come, terms=terms(who.text), actors=frozenset())]
    moved = come and claim.quantity is not None and _moved(claim)  # "three more observers of A joined the team"
    if not moved:
        return []
    let_in = come & LET_IN  # "forty observers of the union landed": whoever let them in
    return [replace_report(told, classes=come), *([replace_report(told, classes=let_in, actors=frozenset())] if let_in else [])]


def _suffered(corpus: Corpus, claim: Claim) -> bool:
    """Whether the clause is passive, so that the thing does nothing itself ("every name had been entered"); what is unloaded or landed has come."""
    before, _, behind = corpus.words(claim).lower().partition(claim.predicate[:STEM])
    progressive = (behind.split() or [""])[0].endswith("ing")  # "lorries have been crossing"
    return claim.predicate not in LANDED and not progressive and before.rstrip().endswith(PASSIVE)


def _turned(corpus: Corpus, claim: Claim) -> Kind | None:
    """Whether an act is held up, given up or taken up again."""
    known, done = tables().statuses.reports, {claim.predicate, claim.action}  # "put the patrols on hold": the frame's act is to suspend
    if done & known.suspends:
        given_up = claim.predicate in known.cancels or contains(corpus.words(claim), known.cancel_words)
        return "withdrawn" if given_up else "suspended"
    return "resumed" if done & known.resumes else None


def _denied(claim: Claim, phrase: frozenset[str], agreement: Draft | None, when: tuple[str, bool]) -> list[Report]:
    """ "Denied that it had received the map": not done, by whoever owed it."""
    act = DENIED.search(claim.object.text) if claim.object is not None and not undone(claim) else None
    if act is None:
        return []
    acts = classes_in(act[1]) | frozenset().union(*(taken_classes(lemma) for lemma in taken_in(act[1])))
    return [Report(claim, acts, phrase, frozenset(), True, agreement, *when)] if acts else []


def _act_named(claim: Claim) -> frozenset[str]:
    """The classes of the act that the object names: "the withdrawal of two battalions", "sending the doctors"."""
    if claim.object is None:
        return frozenset()
    first = GERUND.match(claim.object.text)
    return (classes_in(first[0]) | gerund_classes(first[1].lower()) if first is not None else frozenset()) or act_classes(head(object_words(claim)))


def _counted_apart(claim: Claim) -> list[Claim]:
    """The claim once for each kind that its object counts: "24 Borean soldiers and 18 Sudrian ones", "40 lorries, 12 tankers and a crane"."""
    thing = claim.object
    counted = find_quantities(thing.text) if thing is not None and claim.quantity is not None and JOINED.search(thing.text) else []
    if thing is None or len(counted) < 2:
        return []
    spans = [(q, q.start, q.end) for q in counted if q.start is not None and q.end is not None]
    gaps = [thing.text[a_end:b_start] for (_, _, a_end), (_, b_start, _) in pairwise(spans)]
    if len(spans) < 2 or not all(JOINT.fullmatch(gap) for gap in gaps):
        return []
    return [replace(claim, object=Span(start=thing.start + a, end=thing.start + b, text=thing.text[a:b]), quantity=q, parts=()) for q, a, b in spans]


def _end_of_range(claim: Claim) -> str | None:
    """The day an act told over a few days was done: a meeting on the first, anything else on the last."""
    when = claim.happened
    if when is None or when.precision != "range" or when.first is None or when.last is None or not 0 <= days_between(when.first, when.last) <= LONGEST:
        return None
    return when.first if "meet" in classes(claim.action) else when.last


def _over_by(claim: Claim) -> str | None:
    """The last day of a long time that is over, by which an act told of it was done ("granted 4,650 permits in the first half of the year")."""
    when, known = claim.happened, (claim.published or "")[:10]
    long_past = when is not None and when.precision in OVER and when.last is not None and when.last < known and claim.polarity == "positive"
    return when.last if long_past and when is not None else None


def _themselves(claim: Claim) -> Mention | None:
    """Those who move, where words for people stand as the subject: "fifteen doctors flew to the capital", "the Borean guards left the ford"."""
    return next((m for m in claim.agents if m.kind in THEMSELVES or ((m.organ or m.role) and not _moved(claim) and terms(m.text) - terms(m.name or ""))), None)


def _moved(claim: Claim) -> bool:
    """Whether those who act are what the act is done to."""
    thing = claim.object
    return thing is not None and any(m.start < thing.end and thing.start < m.end for m in claim.agents)


def _of_those(claim: Claim, who: Mention) -> Claim:
    """The claim with those who move as what the act is done to, counted by their own words."""
    counted = find_quantities(who.text)
    return replace(claim, object=Span(start=who.start, end=who.end, text=who.text), quantity=counted[0] if counted else None)
