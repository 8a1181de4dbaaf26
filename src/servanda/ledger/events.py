"""Events: who did what to whom, when; one row a real event, whichever and however many documents report it.

Clauses of an agreement are no events, nor are promises, background of long ago and reports that later documents contradict.
The making of an agreement is one event, its parties all on the source side.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from servanda.language.grammar.numbers import number_words
from servanda.ledger.agreements import NEAR, Draft, Registry, days_between, ordinal
from servanda.ledger.breaches import says_broken
from servanda.ledger.commitments import Book
from servanda.ledger.corpus import Corpus, day_of
from servanda.ledger.instruments import first_kind, fits_kind, stage_of
from servanda.ledger.modality import presupposed, undone, vouched
from servanda.ledger.newsworthy import ACCUSE, default_type, is_event, is_voiced
from servanda.ledger.parties import codes, is_body, is_collective, label, named_parties, same_key
from servanda.ledger.performances import Performance
from servanda.ledger.promises import speaker
from servanda.ledger.tables import tables
from servanda.ledger.terms import contains
from servanda.records import Claim, Mention, Precision

_AFTER_SIGNING = re.compile(r"\b(?P<count>the|an?|[a-z]{3,7}) (?P<unit>day|week)s? after (?:it was|its|the|being) sign", re.IGNORECASE)
NEWS = 14  # days after which the making of an agreement, first told, is background


@dataclass(eq=False)
class Deed:
    """An event while it is put together."""

    plover: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    day: str
    exact: bool
    precision: Precision
    gist: str
    claims: list[Claim] = field(default_factory=list)


@dataclass(frozen=True)
class Told:
    """What the ledger has already read out of the claims: those that tell of a commitment, those that perform one, those that do not count."""

    matched: Mapping[str, object]
    performances: Mapping[str, Performance]
    contradicted: frozenset[str]


def find_events(corpus: Corpus, registry: Registry, book: Book, told: Told) -> list[Deed]:
    """Events in order of first report."""
    made: dict[tuple[int, str], Deed] = {}
    groups: dict[tuple[str, frozenset[str]], Deeds] = {}
    for claim in corpus.claims:
        if claim.claim_id in told.contradicted:
            continue
        stage = _making(registry, claim)
        if stage is not None:
            draft = registry.of_claim[claim.claim_id]
            if (draft.number, stage) in made or days_between(_stage_day(corpus, draft, stage, claim), corpus.published(claim)) <= NEWS:
                _make(corpus, made, draft, stage, claim)
        else:
            deed = _deed_of(corpus, registry, book, claim, told.performances.get(claim.claim_id))
            known = claim.claim_id in told.matched or claim.claim_id in registry.of_claim
            if deed is not None and (known or not _is_background(corpus, deed, claim)):
                groups.setdefault((deed.plover, same_key(deed.source)), Deeds()).merge(deed)
    return [*made.values(), *(deed for group in groups.values() for deed in group.all)]


def _making(registry: Registry, claim: Claim) -> str | None:
    """The stage to which the claim reports an agreement's making by several parties, None where it does not."""
    draft = registry.of_claim.get(claim.claim_id)
    stage, makes = stage_of(claim)
    if draft is None or not makes or stage is None or (claim.illocution == "commissive" and claim.instrument is None and draft.titles):
        return None
    if presupposed(claim) and any((vouched(c) and stage_of(c)[1]) or c.illocution == "stance" for c in draft.claims if not c.in_text):
        return None  # the noun phrase repeats what a clause tells
    if presupposed(claim) and claim.happened is None:
        return None  # "its water memorandum with Peru" tells of no day
    if stage == "reached" and _signed_then(draft, _stage_day(registry.corpus, draft, stage, claim)):
        return "signed"  # what is agreed and signed in these days is signed
    return "reached" if stage == "extended" else stage


def _signed_then(draft: Draft, day: str) -> bool:
    return any(stage == "signed" and abs(days_between(signed, day)) <= NEAR for stage, signed, *_ in draft.stages)


def _make(corpus: Corpus, made: dict[tuple[int, str], Deed], draft: Draft, stage: str, claim: Claim) -> None:
    kind = next((s.plover for s in tables().stages.stages if s.name == stage), None) or "AGREE"
    day = _stage_day(corpus, draft, stage, claim)
    deed = made.setdefault((draft.number, stage), Deed(kind, draft.parties, (), day, True, "day", gist(corpus, claim)))
    deed.claims.append(claim)


def _stage_day(corpus: Corpus, draft: Draft, stage: str, claim: Claim) -> str:
    return draft.lifecycle().get(stage, draft.day or corpus.day(claim))


def _is_clause(registry: Registry, claim: Claim) -> bool:
    """Whether the claim only introduces what a party promises under an agreement that is news: its making is the event."""
    parties = same_key(codes(claim.agents))
    if contains(registry.corpus.words(claim), tables().instruments.preparatory):
        return False  # agreed on the wording: news of its own
    if claim.action not in tables().duties.hollow or not parties:
        return False
    at_hand = registry.focus(claim, parties, news=True) or (registry.focus(claim, parties) if len(parties) == 1 else None)
    return at_hand is not None and parties <= at_hand.key


def _called_breach(corpus: Corpus, registry: Registry, claim: Claim) -> Deed | None:
    """ "Called the step a breach of the agreement": a party's charge against the others."""
    voice = speaker(claim)
    if claim.illocution != "position" or claim.in_text or voice is None or voice.code is None or not says_broken(corpus.words(claim)):
        return None
    by, kind, around = same_key((voice.code,)), first_kind(corpus.words(claim)), frozenset(registry.codes_of(claim.doc_id))
    meant = [d for d in registry.of_party(min(by)) if kind is not None and fits_kind(kind, d.kinds) and (d.key & around) - by]
    at_hand = registry.of_claim.get(claim.claim_id) or registry.focus(claim, by) or next(iter(meant[-1:]), None)
    if at_hand is None or not by <= at_hand.key or by == at_hand.key:
        return None
    others = tuple(code for code in at_hand.parties if code != voice.code)
    day = day_of(claim)
    return Deed(ACCUSE, (voice.code,), others, day or corpus.published(claim), day is not None, "day", gist(corpus, claim), [claim])


def _deed_of(corpus: Corpus, registry: Registry, book: Book, claim: Claim, performed: Performance | None) -> Deed | None:
    """The deed as the words tell it, else as the duty does that it performs."""
    if (charge := _called_breach(corpus, registry, claim)) is not None:
        return charge
    talkers = _joint_talks(registry, claim)
    told = bool(talkers) or (is_event(claim, book) and (performed is not None or not _is_clause(registry, claim)))
    own = _deed(corpus, registry, claim, talkers) if told else None
    if performed is None:
        return own
    known, alike = tables().events, own is not None and own.plover == performed.plover
    if own is not None and own.source and own.plover in known.material and (alike or own.plover not in known.meeting):
        own.target = own.target or tuple(code for code in performed.target if code not in own.source)
        return own
    return Deed(performed.plover, performed.source, performed.target, performed.day, performed.exact, "day", gist(corpus, claim), [claim])


def _joint_talks(registry: Registry, claim: Claim) -> tuple[str, ...]:
    """The parties of the agreement at hand, where a meeting is told of a body that they share or of nobody ("after three days of talks")."""
    known = tables().events
    if claim.frame.split(".")[0] != known.talks or claim.illocution != "act" or claim.in_text or not vouched(claim) or undone(claim):
        return ()
    named = codes(claim.agents)
    words = [mention.text for mention in claim.agents] + [claim.object.text if claim.object and not claim.agents else ""]
    shared = any(contains(text, known.joint_bodies) for text in words)
    if named and not shared:
        return ()
    at_hand = registry.of_claim.get(claim.claim_id) or registry.focus(claim, frozenset(), news=not shared)
    return at_hand.parties if at_hand is not None and len(at_hand.key) > 1 else ()


def _deed(corpus: Corpus, registry: Registry, claim: Claim, talkers: tuple[str, ...]) -> Deed | None:
    """The deed of the claim's own sides, of the `talkers` where it tells of talks between them."""
    source, target = (talkers, ()) if talkers else _sides(registry, claim)
    plover = claim.plover or default_type(claim) or claim.frame.split(".")[0].upper()
    if plover == ACCUSE:
        source, target = _charge_sides(claim, source, target)
    if not source and (not target or plover not in tables().events.authorless):
        return None
    draft = registry.of_claim.get(claim.claim_id)
    at_hand = draft or registry.focus(claim, frozenset())
    if at_hand is not None and claim.illocution == "endorsement" and same_key(target) <= at_hand.key:
        target = tuple(code for code in at_hand.parties if code not in source)
    named, happened = day_of(claim) or joint_appeal_day(at_hand, claim) or day_after_signing(corpus, at_hand, claim), claim.happened
    precision: Precision = "day" if named is not None else happened.precision if happened is not None else "unknown"
    return Deed(plover, source, target, named or corpus.published(claim), named is not None, precision, gist(corpus, claim), [claim])


def _charge_sides(claim: Claim, source: tuple[str, ...], target: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who charges whom where the clause tells what somebody is said to have done: the speaker charges the one who acts in it.

    Nobody charges himself, and what the outlet alone says is no charge.
    """
    words, voice = tables().statuses.reports, speaker(claim)
    if is_voiced(claim) and voice is not None and voice.code is not None:
        return (voice.code,), source
    deed = claim.action in words.breaches or undone(claim) or (claim.modality == "claimed" and claim.illocution == "position")
    return ((), ()) if deed else (source, target)


def joint_appeal_day(draft: Draft | None, claim: Claim) -> str | None:
    """The agreement's day for what its parties call for in its text."""
    callers = same_key(codes(claim.agents))
    return draft.day if draft is not None and claim.illocution == "appeal" and len(callers) > 1 and callers <= draft.key else None


def day_after_signing(corpus: Corpus, draft: Draft | None, claim: Claim) -> str | None:
    """The day of "the day after it was signed", "two days after the signing", counted from that of the agreement at hand."""
    told = _AFTER_SIGNING.search(corpus.sentence(claim)[claim.start - claim.sentence_start :]) if draft is not None and draft.day else None
    if told is None or draft is None or draft.day is None:
        return None
    count = number_words("small").get(told["count"].lower(), 1) * (7 if told["unit"] == "week" else 1)
    return (dt.date.fromisoformat(draft.day) + dt.timedelta(days=count)).isoformat()


def _sides(registry: Registry, claim: Claim) -> tuple[tuple[str, ...], tuple[str, ...]]:
    both = (*claim.agents, *claim.recipients)
    draft = registry.of_claim.get(claim.claim_id) or (registry.focus(claim, frozenset()) if any(map(is_collective, both)) else None)
    parties = draft.parties if draft else ()
    spoken = claim.illocution != "act" or claim.plover in tables().events.named
    source = _spelled(claim.agents, parties, spoken)
    target = tuple(code for code in _spelled(claim.recipients, parties, claim.illocution == "appeal") if code not in source)
    return source, target


def _spelled(mentions: tuple[Mention, ...], parties: tuple[str, ...], by_name: bool) -> tuple[str, ...]:
    """Codes, the parties at hand for "both sides"; bodies without a code by name where words are what happened."""
    out: list[str] = []
    for mention in mentions:
        known = named_parties((mention,), parties)
        out.extend(known or ((label(mention),) if by_name and is_body(mention) else codes((mention,), people=True)))
    return tuple(dict.fromkeys(out))


def _is_background(corpus: Corpus, deed: Deed, claim: Claim) -> bool:
    happened, published = claim.happened, corpus.published(claim)
    if deed.exact:
        return days_between(deed.day, published) > tables().events.background_days
    return happened is not None and happened.last is not None and days_between(happened.last, published) > tables().events.background_days


class Deeds:
    """Deeds of one type by the same actors, in order of first report, found by their days."""

    def __init__(self) -> None:
        self.all: list[Deed] = []
        self._days: dict[int, list[int]] = {}  # days since the year 1 to places in `all`; a deed that gets an exact day stands under both

    def merge(self, deed: Deed) -> None:
        """Joins the deed with the latest known one that can be the same, else enters it."""
        day, close = ordinal(deed.day), tables().events.close_days
        near = {at for around in range(day - close, day + close + 1) for at in self._days.get(around, ())} if day is not None else ()
        for at in sorted(near, reverse=True):
            if _joined(self.all[at], deed):
                self._enter(at, self.all[at])
                return
        self.all.append(deed)
        self._enter(len(self.all) - 1, deed)

    def _enter(self, at: int, deed: Deed) -> None:
        if (day := ordinal(deed.day)) is not None and at not in (places := self._days.setdefault(day, [])):
            places.append(at)


def _joined(known: Deed, deed: Deed) -> bool:
    """Whether the deed is the known one, which then takes over its claims and what it tells more exactly."""
    apart = abs(days_between(known.day, deed.day))
    one_day = apart == 0 if known.exact and deed.exact else apart <= tables().events.close_days
    a, b = same_key(known.target), same_key(deed.target)
    if not one_day or not (a <= b or b <= a):
        return False
    known.claims.extend(deed.claims)
    known.target = known.target if b <= a else deed.target
    if deed.exact and not known.exact:
        known.day, known.exact, known.precision = deed.day, True, "day"
    return True


def gist(corpus: Corpus, claim: Claim) -> str:
    """The act and its object in few words."""
    phrase = claim.object.text if claim.object is not None else " ".join(corpus.words(claim).split()[:12])
    return f"{claim.action} {' '.join(phrase.split())}"[:160].strip()
