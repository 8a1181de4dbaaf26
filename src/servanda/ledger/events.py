"""Events: who did what to whom, when; one row a real event, whichever and however many documents report it.

Clauses of an agreement are no events, nor are promises, background of long ago and reports that later documents contradict.
The making of an agreement is one event, its parties all on the source side.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from servanda.language.grammar.calendar import shift_days
from servanda.language.grammar.numbers import number_words
from servanda.ledger.agreements import NEAR, Draft, Registry, days_between
from servanda.ledger.answers import Answers
from servanda.ledger.charges import admitted, called_bad, called_breach, held_to_blame, turned_down
from servanda.ledger.commitments import Book
from servanda.ledger.corpus import Corpus, day_of
from servanda.ledger.dealings import dealings, follows_duty, retold_type
from servanda.ledger.deeds import Deed, Deeds, gist
from servanda.ledger.instruments import stage_of
from servanda.ledger.meetings import CONSULT, issued_together, joint_talks, shared_deed
from servanda.ledger.modality import presupposed, undone, vouched
from servanda.ledger.newsworthy import ACCUSE, THREATEN, breaks_off, charges, default_type, drawn_out, is_event, is_voiced, left_undone, own_account, threatens
from servanda.ledger.parties import codes, same_key
from servanda.ledger.performances import Performance
from servanda.ledger.sides import charge_sides, sides, threat_sides
from servanda.ledger.statements import Praise
from servanda.ledger.suspensions import broken_off
from servanda.ledger.tables import tables
from servanda.ledger.terms import contains
from servanda.ledger.verdicts import verdict_of
from servanda.records import Claim, Precision

_AFTER_SIGNING = re.compile(r"\b(?P<count>the|an?|[a-z]{3,7}) (?P<unit>day|week)s? after (?:it was|its|the|being) sign", re.IGNORECASE)
NEWS = 14  # days after which the making of an agreement, first told, is background


@dataclass(frozen=True)
class Told:
    """What the ledger has already read out of the claims: those that tell of a commitment, that perform one, that do not count, that judge an agreement."""

    matched: Mapping[str, object]
    performances: Mapping[str, Performance]
    contradicted: frozenset[str]
    praise: Mapping[str, Sequence[Praise]]


def find_events(corpus: Corpus, registry: Registry, book: Book, told: Told) -> list[Deed]:
    """Events in order of first report."""
    made: dict[tuple[int, str], Deed] = {}
    groups: dict[tuple[str, frozenset[str]], Deeds] = {}
    answers, makings = Answers(), dict[int, bool]()
    for claim in corpus.claims:
        if claim.claim_id in told.contradicted:
            continue
        stage = _making(registry, claim, makings)
        if stage is not None:
            draft = registry.of_claim[claim.claim_id]
            if (draft.number, stage) in made or _is_fresh(corpus, draft, stage, claim):
                _make(corpus, made, draft, stage, claim)
        else:
            own = _answered(corpus, answers, claim, _deed_of(corpus, registry, book, claim, told.performances.get(claim.claim_id)), told)
            known = claim.claim_id in told.matched or claim.claim_id in registry.of_claim
            for deed in _each_judge(corpus, claim, own, told.praise.get(claim.claim_id, ())):
                if known or not _is_background(corpus, deed, claim):
                    groups.setdefault((deed.plover, same_key(deed.source)), Deeds()).merge(answers.address(claim, deed))
    return _told_once(list(made.values()), [deed for group in groups.values() for deed in group.all])


def _answered(corpus: Corpus, answers: Answers, claim: Claim, own: Deed | None, told: Told) -> Deed | None:
    """The deed, or what the words are as an answer to what was said or done before: a charge turned down, a deed called a bad one. What somebody tells
    only to turn a charge down is no event besides, unless he makes a charge himself or performs what he owes."""
    if (owned := admitted(corpus, answers, claim)) is not None:
        return owned
    if own is not None and own.plover == ACCUSE and claim.illocution == "endorsement" and (denied := turned_down(corpus, answers, claim)) is not None:
        return denied  # "called the reports a slander"
    if own is not None and (claim.modality != "claimed" or own.plover == ACCUSE or claim.claim_id in told.performances or own_account(claim)):
        return own
    judged = own if own is not None or claim.claim_id in told.praise else called_bad(corpus, answers, claim) or held_to_blame(corpus, claim)
    return turned_down(corpus, answers, claim) or judged or issued_together(corpus, answers, claim) or broken_off(corpus, claim)


def _told_once(made: Sequence[Deed], others: Sequence[Deed]) -> list[Deed]:
    """All deeds, without those that a sentence tells twice, as an agreement's making and as what makes it ("agreed on Thursday to prolong the truce");
    the first keeps the claims, and the day that is nearer to the deed."""
    known: dict[tuple[str, frozenset[str], str, int], Deed] = {}
    kept: list[Deed] = []
    for at, deed in enumerate((*made, *others)):
        places = [(deed.plover, same_key(deed.source), c.doc_id, c.sentence_start) for c in deed.claims]
        twin = next((known[place] for place in places if place in known), None)
        if twin is None or deed.target:
            kept.append(deed)
            known.update({place: deed for place in places if at < len(made)})
            continue
        twin.claims.extend(deed.claims)
        twin.day = min(twin.day, deed.day) if deed.exact else twin.day
    return kept


def _each_judge(corpus: Corpus, claim: Claim, own: Deed | None, praise: Sequence[Praise]) -> list[Deed]:
    """The deed; of those who welcome or blame an agreement together, one of each, since each speaks for itself. What is only kept as a position
    ("called it a milestone") is told to the parties of the agreement."""
    apart = all(claim.sentence_start <= agent.start < claim.sentence_end for agent in claim.agents)  # "the four leaders" speak with one voice
    if own is not None and (len(praise) < 2 or not apart):
        return [own]
    day, found = day_of(claim), []
    for row in praise:
        parties = row.target.parties if isinstance(row.target, Draft) else ()
        deed = own or Deed(tables().events.judged[row.stance], (), parties, day or corpus.published(claim), day is not None, "day", gist(corpus, claim))
        others = tuple(code for code in deed.target if code != row.by)
        found.append(replace(deed, source=(row.by,), target=others, claims=[claim]))
    return found


def _making(registry: Registry, claim: Claim, told: dict[int, bool]) -> str | None:
    """The stage to which the claim reports an agreement's making by several parties, None where it does not. `told` keeps of which a clause tells it."""
    draft = registry.of_claim.get(claim.claim_id)
    stage, makes = stage_of(claim)
    if draft is None or not makes or stage is None or (claim.illocution == "commissive" and claim.instrument is None and draft.titles):
        return None
    authors = same_key(codes(claim.agents))
    if authors and (not authors & draft.key or (len(authors) == 1 and claim.action in tables().events.endorsing)):
        return None  # signed by one who is no party to it, or endorsed by one alone: his own act
    if presupposed(claim) and _is_told(draft, told):
        return None  # the noun phrase repeats what a clause tells
    if claim.happened is None and (presupposed(claim) or (stage == "reached" and claim.clause == "adverbial")):
        return None  # "its water memorandum with Peru" tells of no day, nor does "ten weeks later than agreed"
    if stage == "reached" and _signed_then(draft, _stage_day(registry.corpus, draft, stage, claim)):
        return "signed"  # what is agreed and signed in these days is signed
    return "reached" if stage == "extended" else stage


def _is_told(draft: Draft, known: dict[int, bool]) -> bool:
    """Whether a clause tells of the making; found once, since a treaty may be named a thousand times."""
    if draft.number not in known:
        known[draft.number] = any((vouched(c) and stage_of(c)[1]) or c.illocution == "stance" for c in draft.claims if not c.in_text)
    return known[draft.number]


def _signed_then(draft: Draft, day: str) -> bool:
    return any(stage == "signed" and abs(days_between(signed, day)) <= NEAR for stage, signed, *_ in draft.stages)


def _make(corpus: Corpus, made: dict[tuple[int, str], Deed], draft: Draft, stage: str, claim: Claim) -> None:
    kind = next((s.plover for s in tables().stages.stages if s.name == stage), None) or "AGREE"
    if claim.action in tables().events.endorsing:
        kind = tables().events.endorsement
    if stage == "signed" and tables().events.exchanging in (claim.action, claim.predicate):
        kind = tables().events.pledged  # "exchanged notes on the bridge": agreed so, nothing was signed
    day = _stage_day(corpus, draft, stage, claim)
    deed = made.setdefault((draft.number, stage), Deed(kind, draft.parties, (), day, True, "day", gist(corpus, claim)))
    deed.claims.append(claim)


def _stage_day(corpus: Corpus, draft: Draft, stage: str, claim: Claim) -> str:
    return draft.lifecycle().get(stage, draft.day or corpus.day(claim))


@cache
def _within() -> re.Pattern[str]:
    return re.compile(rf"\b(?:in|under) (?:an?|the|their|its)(?: \w{{1,30}}){{0,2}} (?:{'|'.join(tables().events.within)})\b", re.IGNORECASE)


def _is_clause(registry: Registry, claim: Claim) -> bool:
    """Whether the claim only introduces what a party promises under an agreement that is news: its making is the event."""
    parties = same_key(codes(claim.agents))
    if contains(registry.corpus.words(claim), tables().instruments.preparatory):
        return False  # agreed on the wording: news of its own
    if claim.action not in tables().duties.hollow or not parties:
        return False
    if _within().search(registry.corpus.words(claim)):
        return True  # "undertook in an annex", "in a third document promised"
    at_hand = registry.focus(claim, parties, news=True) or (registry.focus(claim, parties) if len(parties) == 1 else None)
    return at_hand is not None and parties <= at_hand.key


def _truce_begun(corpus: Corpus, registry: Registry, book: Book, claim: Claim) -> Deed | None:
    """ "The truce took hold on Sunday", "the guns have been silent since": those who were to cease fire did so, told within days of the promise."""
    known = tables().events
    if claim.frame not in known.calm or claim.in_text or undone(claim) or not vouched(claim):
        return None
    day = day_of(claim) or corpus.published(claim)
    owed = [r for code in registry.codes_of(claim.doc_id) for r in book.of_class(code, known.ceasing, day) if r.agreement is not None]
    fresh = [r for r in owed if r.agreement is not None and 0 <= days_between(r.agreement.day or "", day) <= NEWS]
    if not fresh:
        return None
    row = max(fresh, key=lambda r: (r.agreement.day or "" if r.agreement else "", -r.number))
    kind = next(known.deeds[name] for name in sorted(known.ceasing & row.classes))
    return Deed(kind, row.debtor, (), day, day_of(claim) is not None, "day", gist(corpus, claim), [claim])


def _deed_of(corpus: Corpus, registry: Registry, book: Book, claim: Claim, performed: Performance | None) -> Deed | None:
    """The deed as the words tell it, else as the duty does that it performs."""
    if (charge := called_breach(corpus, registry, claim)) is not None:
        return charge
    if (calm := _truce_begun(corpus, registry, book, claim)) is not None:
        return calm
    if (shared := shared_deed(registry, claim)) is not None and performed is None:
        day = day_of(claim)
        return Deed(*shared, (), day or corpus.published(claim), day is not None, "day", gist(corpus, claim), [claim])
    talkers = () if drawn_out(claim, book) else joint_talks(registry, claim)
    told = bool(talkers) or (is_event(claim, book) and (performed is not None or not _is_clause(registry, claim)))
    own = _deed(corpus, registry, book, claim, talkers) if told else None
    if performed is None:
        return own
    known, alike = tables().events, own is not None and own.plover == performed.plover
    ours = own is not None and bool(same_key(own.source) & same_key(performed.source))  # "an inspector of the agency was let in": by who owed it
    if own is not None and ours and not follows_duty(claim) and own.plover in known.material and (alike or own.plover not in known.meeting):
        own.target = own.target or tuple(code for code in performed.target if code not in own.source)
        return own
    return Deed(performed.plover, performed.source, performed.target, performed.day, performed.exact, "day", gist(corpus, claim), [claim])


def _deed(corpus: Corpus, registry: Registry, book: Book, claim: Claim, talkers: tuple[str, ...]) -> Deed | None:
    """The deed of the claim's own sides, of the `talkers` where it tells of talks between them."""
    source, target = (talkers, ()) if talkers else sides(registry, claim)
    plover = CONSULT if talkers else retold_type(corpus, claim, source) or claim.plover or default_type(claim) or claim.frame.split(".")[0].upper()
    if plover == ACCUSE and claim.illocution == "appeal":
        plover = tables().events.appeal  # "urged him to cancel the lease", whatever a cancelling is
    if not talkers and threatens(claim, book):
        plover, source, target = THREATEN, *threat_sides(registry, claim, source, target)
    if charges(claim) or (left_undone(claim) and is_voiced(claim)):
        plover = ACCUSE
    if breaks_off(claim, plover, corpus.words(claim)):
        plover = dealings().ended
    if plover == ACCUSE:
        source, target = charge_sides(claim, source, target)
    draft = registry.of_claim.get(claim.claim_id)
    at_hand = draft or registry.focus(claim, frozenset())
    if not source and plover in tables().events.material:
        source = _other_of_two(at_hand, claim, target)
    if not source and (not target or plover not in tables().events.authorless):
        return None
    if at_hand is not None and (claim.illocution == "endorsement" or verdict_of(claim) is not None) and same_key(target) <= at_hand.key:
        target = tuple(code for code in at_hand.parties if code not in source)
    named, happened = day_of(claim) or joint_appeal_day(at_hand, claim) or day_after_signing(corpus, at_hand, claim), claim.happened
    precision: Precision = "day" if named is not None else happened.precision if happened is not None else "unknown"
    return Deed(plover, source, target, named or corpus.published(claim), named is not None, precision, gist(corpus, claim), [claim])


def _other_of_two(at_hand: Draft | None, claim: Claim, target: tuple[str, ...]) -> tuple[str, ...]:
    """Who did what is told as done to one of an agreement's two parties, in words that name no doer ("two stores were opened to A's inspectors")."""
    named = same_key(target)
    if at_hand is None or len(at_hand.key) != 2 or len(named) != 1 or not named < at_hand.key:
        return ()
    if claim.agents or not vouched(claim) or claim.illocution != "act":
        return ()
    return tuple(code for code in at_hand.parties if code not in target and not same_key((code,)) & named)


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
    later = shift_days(dt.date.fromisoformat(draft.day), count)
    return later.isoformat() if later else None


def _is_fresh(corpus: Corpus, draft: Draft, stage: str, claim: Claim) -> bool:
    """Whether the making of an agreement is news when it is told, by its day, or by the last day of the month in which its words put it ("signed in March")."""
    told, published = claim.happened, corpus.published(claim)
    last = told.last if told is not None and told.precision != "day" else None
    return days_between(last or _stage_day(corpus, draft, stage, claim), published) <= NEWS


def _is_background(corpus: Corpus, deed: Deed, claim: Claim) -> bool:
    happened, published = claim.happened, corpus.published(claim)
    if deed.exact:
        return days_between(deed.day, published) > tables().events.background_days
    return happened is not None and happened.last is not None and days_between(happened.last, published) > tables().events.background_days
