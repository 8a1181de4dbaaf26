"""What is said without being owed: endorsements, appeals, positions.

An endorsement binds nobody and adds no party; parties praising their own agreement are not endorsers. Nobody owes anything by
an appeal, neither who makes it nor who is addressed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from servanda.ledger.agreements import Draft, Registry
from servanda.ledger.corpus import Corpus
from servanda.ledger.modality import undone, vouched
from servanda.ledger.parties import codes, is_body, is_civic, is_collective, label, named_parties, same_key, successor
from servanda.ledger.promises import object_words, speaker
from servanda.ledger.tables import tables
from servanda.ledger.terms import contains, nearness, terms
from servanda.ledger.verdicts import verdict_of, verdicts
from servanda.records import Claim, Mention

Stance = Literal["welcome", "support", "criticise", "reject"]
PositionKind = Literal["position", "intent", "denial", "condition", "stance"]
PRONOUNS = ("it", "this", "that")
SAME = 0.6  # how near two contents must be to be one
RECENT = 50


@dataclass(eq=False)
class Praise:
    """One endorser's stance towards one target."""

    by: str
    speaker: str | None
    target: Draft | str
    stance: Stance
    claims: list[Claim] = field(default_factory=list)


@dataclass(eq=False)
class Call:
    """One appeal, hope or demand; `to` may be empty."""

    by: tuple[str, ...]
    to: tuple[str, ...]
    content: str
    claims: list[Claim] = field(default_factory=list)


@dataclass(eq=False)
class View:
    """One position, intent, denial, condition or stance."""

    by: tuple[str, ...]
    kind: PositionKind
    content: str
    claims: list[Claim] = field(default_factory=list)
    terms: frozenset[str] = frozenset()  # telling words of the content


def stance_of(claim: Claim) -> Stance | None:
    """What the claim does with its object, None where `stances.toml` does not know the act."""
    known = tables().stances
    rows: tuple[tuple[Stance, frozenset[str]], ...] = (
        ("welcome", known.welcome), ("support", known.support), ("criticise", known.criticise), ("reject", known.reject),
    )  # fmt: skip
    return verdict_of(claim) or next((stance for stance, actions in rows if claim.action in actions or claim.predicate in actions), None)


def find_endorsements(corpus: Corpus, registry: Registry) -> list[Praise]:
    """One row an endorser, target and stance, in order of first report."""
    rows: dict[tuple[str, str, Stance], Praise] = {}
    for claim in corpus.claims:
        outsider = claim.illocution == "endorsement" or (claim.illocution in ("stance", "act", "denial") and claim.instrument is not None)
        outsider = outsider or verdict_of(claim) is not None
        stance = stance_of(claim)
        if not outsider or stance is None or claim.in_text or undone(claim) or not vouched(claim):
            continue
        target = _target(corpus, registry, claim)
        judged = verdict_of(claim) is not None or isinstance(target, str)
        if target is None or (stance in ("criticise", "reject") and not judged and not _names_target(claim)):
            continue
        joined = any(agent.code and not _is_party(agent, target) for agent in claim.agents)  # leaders of parties beside outsiders
        for agent in claim.agents:
            if (_is_party(agent, target) and not joined) or not (agent.code or is_body(agent)):
                continue
            by = label(agent)
            key = (successor(by), f"#{target.number}" if isinstance(target, Draft) else " ".join(sorted(terms(target))), stance)
            row = rows.setdefault(key, Praise(by, agent.organ, target, stance))
            row.speaker = row.speaker or agent.organ
            row.claims.append(claim)
    return list(rows.values())


def by_claim(praise: Sequence[Praise]) -> dict[str, list[Praise]]:
    """The endorsements that each claim gives, by its id."""
    found: dict[str, list[Praise]] = {}
    for row in praise:
        for claim in row.claims:
            found.setdefault(claim.claim_id, []).append(row)
    return found


def _target(corpus: Corpus, registry: Registry, claim: Claim) -> Draft | str | None:
    """The agreement endorsed: the one named, else the one at hand where the object is its outcome; else the document's words."""
    named = registry.of_claim.get(claim.claim_id)
    if named is not None:
        return named
    phrase, at_hand, known = object_words(claim), registry.focus(claim, frozenset()), verdicts()
    if claim.instrument is None and not contains(phrase, tables().instruments.outcomes) and terms(phrase):
        makers = at_hand is not None and len(same_key(codes(claim.recipients)) & at_hand.key) > 1  # "congratulated both capitals"
        unnamed = bool({word.lower() for word in phrase.split()} & known.unnamed) or verdict_of(claim) is not None
        if makers or unnamed:
            return at_hand
        return phrase if claim.illocution == "endorsement" and contains(phrase, known.praised) else None
    if at_hand is not None and claim.instrument is None:
        return at_hand
    if claim.instrument is None and contains(phrase, known.praised):
        return phrase
    return claim.instrument.text if claim.instrument is not None and claim.instrument.definite else None


def _names_target(claim: Claim) -> bool:
    """Whether the words name the document itself, or take it up ("criticised it"): who deplores a decision or a visit does not speak of it."""
    if claim.instrument is None:
        return False
    if claim.object is None:
        return claim.sentence_start <= claim.instrument.start < claim.sentence_end
    inside = claim.instrument.start < claim.object.end and claim.object.start < claim.instrument.end
    return inside or (claim.instrument.start < claim.object.start and object_words(claim).lower() in {*PRONOUNS, *tables().instruments.generic})


def _is_party(agent: Mention, target: Draft | str) -> bool:
    return isinstance(target, Draft) and agent.code is not None and not is_civic(agent) and successor(agent.code) in target.key


def find_appeals(corpus: Corpus, registry: Registry) -> list[Call]:
    """Appeals merged across documents: the same callers asking the same."""
    rows: dict[frozenset[str], list[Call]] = {}
    for claim in corpus.claims:
        if claim.illocution != "appeal" or not vouched(claim):
            continue
        by = _voices(registry, claim, claim.agents)
        content = object_words(claim).removeprefix("to ")
        if not by or not terms(content):
            continue
        to = tuple(dict.fromkeys((*_spelled(registry, claim, claim.recipients),)))
        known = rows.setdefault(frozenset(by), [])
        same = next((r for r in reversed(known[-RECENT:]) if _one_call(r, to, content)), None)
        if same is None:
            same = Call(by, to, content)
            known.append(same)
        same.claims.append(claim)
    return [row for group in rows.values() for row in group]


def _one_call(row: Call, to: tuple[str, ...], content: str) -> bool:
    return (not row.to or not to or bool(set(row.to) & set(to))) and nearness(terms(row.content), terms(content)) >= SAME


def _voices(registry: Registry, claim: Claim, mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    """Who speaks: parties by code, bodies without one by name; private persons are left out."""
    found = [m for m in mentions if m.code or is_body(m) or is_collective(m)]
    return tuple(dict.fromkeys(_spelled(registry, claim, tuple(found))))


def _spelled(registry: Registry, claim: Claim, mentions: tuple[Mention, ...]) -> list[str]:
    """Codes, with the parties at hand for "both sides", and names where there is no code."""
    at_hand = registry.focus(claim, frozenset()) if any(map(is_collective, mentions)) else None
    out: list[str] = []
    for mention in mentions:
        parties = named_parties((mention,), at_hand.parties if at_hand else ())
        out.extend(parties or (label(mention),))
    return out


def find_positions(corpus: Corpus, registry: Registry) -> list[View]:
    """What parties say they think, expect or intend."""
    rows: dict[tuple[tuple[str, ...], str], list[View]] = {}
    for claim in corpus.claims:
        kind = _position_kind(claim)
        if kind is None:
            continue
        voice = speaker(claim)
        by = _voices(registry, claim, claim.agents) or (codes((voice,)) if voice else ())
        content = " ".join(corpus.words(claim).split())[:300]
        if not by or not content:
            continue
        known, words = rows.setdefault((by, kind), []), terms(content)
        same = next((r for r in reversed(known[-RECENT:]) if nearness(r.terms, words) >= 0.8), None)
        if same is None:
            same = View(by, kind, content, terms=words)
            known.append(same)
        same.claims.append(claim)
    return [row for group in rows.values() for row in group]


def _position_kind(claim: Claim) -> PositionKind | None:
    illocution = claim.illocution
    if illocution == "position" or illocution == "intent" or illocution == "denial" or illocution == "condition":
        return illocution
    return "stance" if illocution == "stance" and not claim.in_text else None
