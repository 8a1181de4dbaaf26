"""Who acts towards whom in what a claim tells: by its own words, as a charge, as a threat."""

from __future__ import annotations

from servanda.ledger.agreements import Registry
from servanda.ledger.dealings import dealings
from servanda.ledger.modality import undone
from servanda.ledger.newsworthy import breaks, is_voiced
from servanda.ledger.parties import (
    OPPOSITION_NAME,
    callers,
    codes,
    crowd,
    group_of_people,
    is_body,
    is_collective,
    is_mediator,
    label,
    named_parties,
    opposes,
    same_key,
)
from servanda.ledger.promises import speaker
from servanda.ledger.tables import tables
from servanda.records import Claim, Mention

PROTEST = "PROTEST"  # what people without a body do in public is told of them


def sides(registry: Registry, claim: Claim) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Source and target as codes, the parties at hand where the words say "both sides"; nobody acts towards himself."""
    both = (*claim.agents, *claim.recipients)
    at_hand = any(is_collective(m) or is_mediator(m) for m in both)
    draft = registry.of_claim.get(claim.claim_id) or (registry.focus(claim, frozenset()) if at_hand else None)
    parties, mediators = (draft.parties, tuple(draft.mediators)) if draft else ((), ())
    spoken = claim.illocution != "act" or claim.plover in tables().events.named
    private = tuple(m for m in claim.agents if spoken and m.code and m.role in tables().events.private and group_of_people(m))
    source = _spelled(tuple(m for m in claim.agents if m not in private), parties, mediators, spoken)
    if not source and claim.plover != PROTEST:
        source = tuple(dict.fromkeys(group_of_people(m) or m.text for m in private))  # "market women in Lomé asked ...": not Togo
    source = source or callers(claim)
    if claim.frame in dealings().hosting and len(codes(claim.recipients)) > 1:
        return tuple(dict.fromkeys((*codes(claim.recipients), *source))), ()  # "hosted talks between A and B": they talk, in its house
    if not source and claim.plover == PROTEST:
        source = tuple(dict.fromkeys(crowd(m) for m in claim.agents if m.kind == "people" and m.text))
    target = tuple(code for code in _spelled(claim.recipients, parties, mediators, claim.illocution == "appeal") if code not in source)
    if not source and len(target) == 1 and claim.frame in dealings().own_envoys and any(m.organ or m.kind == "organ" for m in claim.recipients):
        return target, ()  # "A's envoy has been called home": by A
    return source, target


def _spelled(mentions: tuple[Mention, ...], parties: tuple[str, ...], mediators: tuple[str, ...], by_name: bool) -> tuple[str, ...]:
    """Codes, the parties at hand for "both sides", those between them for "the mediators"; bodies without a code by name where words are what happened."""
    out: list[str] = []
    for mention in mentions:
        known = mediators if is_mediator(mention) else (OPPOSITION_NAME,) if by_name and opposes(mention) else named_parties((mention,), parties)
        out.extend(known or ((label(mention),) if by_name and is_body(mention) else codes((mention,), people=True)))
    return tuple(dict.fromkeys(out))


def charge_sides(claim: Claim, source: tuple[str, ...], target: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who charges whom where the clause tells what somebody is said to have done: the speaker charges the one who acts in it.

    Nobody charges himself, and what the outlet alone says is no charge.
    """
    voice = speaker(claim)
    if is_voiced(claim) and voice is not None and voice.code is not None:
        return (voice.code,), source
    deed = breaks(claim) or undone(claim) or (claim.modality == "claimed" and claim.illocution == "position")
    return ((), ()) if deed else (source, target)


def threat_sides(registry: Registry, claim: Claim, source: tuple[str, ...], target: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who threatens whom: the speaker of what will follow, the other parties to the agreement at hand."""
    voice = speaker(claim)
    by = source if claim.illocution == "commissive" or voice is None or voice.code is None else (voice.code,)
    at_hand = registry.focus(claim, same_key(by))
    return by, target or tuple(code for code in (at_hand.parties if at_hand is not None else ()) if code not in by)
