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
from servanda.ledger.newsworthy import asked_before, requested_of
from servanda.ledger.parties import (
    OPPOSITION_NAME,
    callers,
    codes,
    is_body,
    is_civic,
    is_collective,
    is_mediator,
    label,
    named_parties,
    opposes,
    same_key,
    successor,
)  # fmt: skip
from servanda.ledger.promises import object_words, speaker
from servanda.ledger.tables import tables
from servanda.ledger.terms import contains, nearness, terms
from servanda.ledger.verdicts import names_of_agreements, verdict_of, verdicts
from servanda.records import Claim, Mention

Stance = Literal["welcome", "support", "criticise", "reject"]
PositionKind = Literal["position", "intent", "denial", "condition", "stance"]
PRONOUNS = ("it", "this", "that")
SAME = 0.6  # how near two contents must be to be one
RECENT = 50
BEHIND = 12  # characters behind what is voiced in which stands about what ("found fault with the text")


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
    judged: dict[str, Draft | str] = {}  # what the last endorsement of each document spoke of
    for claim in corpus.claims:
        stance = stance_of(claim)
        if stance is None or not _outspoken(claim, stance) or claim.in_text or undone(claim) or not vouched(claim):
            continue
        target = _target(corpus, registry, claim) or (judged.get(claim.doc_id) if _taken_up(claim) else None)
        open_to_blame = verdict_of(claim) is not None or isinstance(target, str) or _elided(claim)
        if target is None or (stance in ("criticise", "reject") and not open_to_blame and not _names_target(claim)):
            continue
        judged[claim.doc_id] = target
        for by, voice in _endorsers(claim, target, stance):
            key = (successor(by), f"#{target.number}" if isinstance(target, Draft) else " ".join(sorted(terms(target))), stance)
            row = rows.setdefault(key, Praise(by, voice, target, stance))
            row.speaker = row.speaker or voice
            row.claims.append(claim)
    return list(rows.values())


def _outspoken(claim: Claim, stance: Stance) -> bool:
    """Whether the clause is an endorsement by its words, a stance towards a document, or one for what is praised without a document ("supported the talks")."""
    if claim.illocution == "endorsement" or verdict_of(claim) is not None:
        return True
    if claim.illocution == "stance" and stance == "support" and contains(object_words(claim), verdicts().praised):
        return True
    if claim.illocution == "stance" and stance == "support" and not claim.recipients and {w.lower() for w in object_words(claim).split()} & verdicts().unnamed:
        return True  # "voiced cautious support": of the agreement at hand
    return claim.illocution in ("stance", "act", "denial") and (claim.instrument is not None or (claim.illocution == "stance" and _elided(claim)))


def _taken_up(claim: Claim) -> bool:
    """Whether the object only takes up what was spoken of before ("Borea called it a step forward")."""
    words = object_words(claim).lower().split()
    return words[:1] != [] and words[0] in verdicts().taken_up


def _endorsers(claim: Claim, target: Draft | str, stance: Stance) -> list[tuple[str, str | None]]:
    """Who endorses, each with the office that speaks: no party to the agreement, but whoever dissents at home, and those who brought it about."""
    joined = any(agent.code and not _is_party(agent, target) for agent in claim.agents)  # leaders of parties beside outsiders
    found: list[tuple[str, str | None]] = []
    for agent in claim.agents:
        if is_mediator(agent) and isinstance(target, Draft):
            found.extend((mediator, agent.text) for mediator in target.mediators)
        elif (agent.code or is_body(agent)) and (joined or not _is_party(agent, target) or _dissents(agent, stance)):
            found.append((OPPOSITION_NAME if opposes(agent) else label(agent), agent.organ))
    return found


def _dissents(agent: Mention, stance: Stance) -> bool:
    """Whether the words are not the government's: a party's opposition, or its parliament where it finds fault with what the government signed."""
    words = (agent.organ or "").lower().split()
    return opposes(agent) or (stance in ("criticise", "reject") and bool(tables().stances.chambers & set(words)))


def _elided(claim: Claim) -> bool:
    """Whether nothing but the agent is left of the object: "the opposition voted against"."""
    return claim.object is not None and any(agent.start == claim.object.start and agent.end == claim.object.end for agent in claim.agents)


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
        alone = all(claim.claim_id == known.claim_id for known in named.claims)  # what is spoken of only to be turned down is kept by its words
        return object_words(claim) if alone and stance_of(claim) == "reject" else named
    phrase, at_hand, known = object_words(claim), registry.focus(claim, frozenset()), verdicts()
    if claim.instrument is None and not contains(phrase, names_of_agreements()) and terms(phrase) and not _elided(claim):
        makers = at_hand is not None and len(same_key(codes(claim.recipients)) & at_hand.key) > 1  # "congratulated both capitals"
        makers = makers or any(map(is_collective, claim.recipients))
        unnamed = bool({word.lower() for word in phrase.split()} & known.unnamed) or verdict_of(claim) is not None
        if makers or unnamed:
            return at_hand
        return phrase if claim.illocution in ("endorsement", "stance") and contains(phrase, known.praised) else None
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
    if claim.illocution == "endorsement" and {word.lower() for word in object_words(claim).split()} & verdicts().unnamed:
        return claim.sentence_start <= claim.instrument.start < claim.start  # "the pact drew criticism from Borea"
    voiced = {word.lower() for word in object_words(claim).split()} & verdicts().voiced
    inside = claim.instrument.start < claim.object.end + (BEHIND if voiced else 0) and claim.object.start < claim.instrument.end
    return inside or (claim.instrument.start < claim.object.start and object_words(claim).lower() in {*PRONOUNS, *tables().instruments.generic})


def _is_party(agent: Mention, target: Draft | str) -> bool:
    return isinstance(target, Draft) and agent.code is not None and not is_civic(agent) and successor(agent.code) in target.key


def find_appeals(corpus: Corpus, registry: Registry) -> list[Call]:
    """Appeals merged across documents: the same callers asking the same."""
    rows: dict[frozenset[str], list[Call]] = {}
    for claim in corpus.claims:
        if claim.illocution != "appeal" or not (vouched(claim) or requested_of(claim)) or asked_before(claim, corpus.words(claim)):
            continue
        by = _voices(registry, claim, claim.agents) or callers(claim)
        content = object_words(claim).removeprefix("to ")
        if not by or not terms(content) or content.split()[0].lower() in tables().stances.questions:
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
        parties = (OPPOSITION_NAME,) if opposes(mention) else named_parties((mention,), at_hand.parties if at_hand else ())
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
