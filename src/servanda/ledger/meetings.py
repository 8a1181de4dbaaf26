"""Meetings of parties: talks told of a body that they share or of nobody, meetings that took place, and what those who met put out together."""

from __future__ import annotations

from servanda.ledger.agreements import Registry
from servanda.ledger.answers import Answers
from servanda.ledger.corpus import Corpus, day_of
from servanda.ledger.deeds import Deed, gist
from servanda.ledger.modality import undone, vouched
from servanda.ledger.parties import codes
from servanda.ledger.tables import tables
from servanda.ledger.terms import contains
from servanda.records import Claim

CONSULT = "CONSULT"


def joint_talks(registry: Registry, claim: Claim) -> tuple[str, ...]:
    """The parties of the agreement at hand, where a meeting is told of a body that they share or of nobody ("after three days of talks"); those whose
    meeting is said to have taken place ("a second meeting of the mayors of A and B took place")."""
    known = tables().events
    took_place = claim.frame in known.held and claim.action in known.talking
    if not (took_place or claim.frame.split(".")[0] == known.talks) or claim.illocution != "act" or claim.in_text or not vouched(claim) or undone(claim):
        return ()
    if claim.happened is None and claim.clause in ("adverbial", *tables().events.asides):
        return ()  # "the points negotiated here for ten days": which points
    named = codes(claim.agents)
    words = [m.text for m in claim.agents if m.kind != "organisation"] + ([claim.object.text] if claim.object and not claim.agents else [])
    if took_place and not named and len(those := _inside(claim)) > 1:
        return those
    shared = any(contains(text, known.joint_bodies) for text in words)
    if named and not shared:
        return ()
    at_hand = registry.of_claim.get(claim.claim_id) or registry.focus(claim, frozenset(), news=not shared)
    if at_hand is None and shared:
        at_hand = registry.latest_of_those_named(claim)
    return at_hand.parties if at_hand is not None and len(at_hand.key) > 1 else ()


def shared_deed(registry: Registry, claim: Claim) -> tuple[str, tuple[str, ...]] | None:
    """What the parties of the agreement at hand do together, told of nobody: its type and they."""
    plover = tables().events.shared.get(claim.frame)
    outright = claim.clause in tables().events.accounts and claim.illocution == "act" and not claim.in_text
    told = plover is not None and outright and not claim.agents and vouched(claim) and not undone(claim)
    at_hand = (registry.of_claim.get(claim.claim_id) or registry.focus(claim, frozenset())) if told else None
    return (plover, at_hand.parties) if plover is not None and at_hand is not None and len(at_hand.key) > 1 else None


def _inside(claim: Claim) -> tuple[str, ...]:
    """The parties that a claim's object names."""
    thing = claim.object
    return codes([m for m in claim.recipients if thing is not None and thing.start <= m.start < thing.end])


def issued_together(corpus: Corpus, answers: Answers, claim: Claim) -> Deed | None:
    """ "A and B met in Rosso. A communiqué was adopted.": a paper put out by nobody named is that of those who have just met."""
    told = claim.frame in tables().events.issuing and claim.illocution == "act" and vouched(claim) and not undone(claim)
    those = answers.who_met(claim) if told and not claim.agents and not claim.in_text else ()
    day = day_of(claim)
    return Deed(tables().events.pledged, those, (), day or corpus.published(claim), day is not None, "day", gist(corpus, claim), [claim]) if those else None
