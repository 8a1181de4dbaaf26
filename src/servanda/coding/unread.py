"""Promises that no rule reads, found by the network of `language/clause_reader` (docs/coding.md).

"A's forces go back to their usual bases", "B has given its word that he too will be let go": no list of ways to promise ends. The network is asked of
every clause in which a known party does or says something; where it is sure that the clause binds who acts, the claim is a promise, and one that rules took
for a promise is none where the network is all but sure of that. A promise that rests on the network says so (`Claim.read`).
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from servanda.coding.claims import ClaimMaker
from servanda.coding.clauses import Clause
from servanda.coding.confidence import LINE
from servanda.coding.parties import BODIES, Parties
from servanda.coding.situation import PROMISES
from servanda.coding.tables import table
from servanda.coding.topics import Topics
from servanda.language.clause_reader import Asked, Place
from servanda.records import Claim, Mention

NONE = "none"
DIGITS = 2  # decimal places of a belief
BEFORE = 300  # characters of the sentence before
Told = list[tuple[Clause, Claim | None]]


def read_by_network(maker: ClaimMaker, bounds: tuple[int, int], told: Told) -> Told:
    """A sentence's clauses with their claims, promises as the network reads them."""
    if maker.ask is None or not maker.askable:
        return told
    unread, maker.unread = maker.unread, []
    made = [(clause, claim) for clause, claim in told if claim is not None]
    known = {claim.claim_id for _, claim in made}
    made += [(clause, claim) for clause, claim in unread if claim.claim_id not in known]
    opened = [claim for _, claim in made if is_open(maker, claim)]
    if not opened:
        return told
    start, end = bounds
    answers = maker.ask(maker.document.text[start:end], said_before(maker, start), [asked(maker, c, bounds, c.claim_id in known) for c in opened])
    beliefs = {claim.claim_id: belief for claim, belief in zip(opened, answers, strict=True)}
    read: Told = [(clause, as_read(maker, claim, beliefs.get(claim.claim_id), claim.claim_id in known)) for clause, claim in made]
    return sorted(read, key=lambda entry: entry[0].head.i)


def is_open(maker: ClaimMaker, claim: Claim) -> bool:
    """Whether a clause may be what the network is asked for: a promise outside an agreement's own text, or what one who can be bound is told to do, not to have
    done."""
    clause = maker.makings[claim.claim_id].clause
    done = clause.form == "finite" and clause.tense == "past" and not clause.modal
    return not claim.in_text if claim.illocution in PROMISES else not done and may_owe(maker, claim)


def askable(parties: Parties, topics: Topics) -> bool:
    """Whether the network is asked of a text: it speaks of an agreement, and is no single line, no long text, and none of the press on other matters."""
    return bool(topics.instruments) and not parties.aside and LINE < len(parties.text) <= table("clause_reader")["longest"]


def said_before(maker: ClaimMaker, start: int) -> str:
    """The sentence before that which begins at a position."""
    starts, number = maker.parties.references.sentences, maker.parties.references.sentence(start)
    return maker.document.text[max(starts[number - 2], start - BEFORE) : start].strip() if number > 1 else ""


def asked(maker: ClaimMaker, claim: Claim, bounds: tuple[int, int], kept: bool) -> Asked:
    """What the network is told of a clause."""
    head, withheld = maker.makings[claim.claim_id].clause.head, claim.plover is None and claim.confidence is not None
    at = maker.parties.offset(head) - bounds[0]
    agent, recipient = (named(side, bounds) for side in (claim.agents, claim.recipients))
    return Asked((at, at + len(head)), agent, recipient, claim.plover or NONE, withheld, claim.illocution, kept, told_by_another(maker, claim))


def told_by_another(maker: ClaimMaker, claim: Claim) -> bool:
    """Whether a clause stands in the words of a known party that does not act in it."""
    speaker = maker.speech.innermost(maker.parties.offset(maker.makings[claim.claim_id].clause.head))
    own = {code for m in claim.agents if m.code for code in m.code.split("+")}
    return speaker is not None and speaker.code is not None and not own & set(speaker.code.split("+"))


def named(mentions: Sequence[Mention], bounds: tuple[int, int]) -> Place | None:
    """Where the first of some parties stands that the sentence names."""
    start, end = bounds
    first = next((m for m in mentions if start <= m.start < m.end <= end), None)
    return (first.start - start, first.end - start) if first is not None else None


def as_read(maker: ClaimMaker, claim: Claim, belief: float | None, kept: bool) -> Claim | None:
    """The claim, as the network reads it where it was asked; None of a clause that neither rules nor the network read."""
    least = table("clause_reader")
    if claim.illocution in PROMISES:
        return claim if belief is None or belief >= least["free"] else None
    if belief is not None and belief >= least["owed"]:
        return replace(maker.as_promised(claim), read=round(belief, DIGITS))
    return claim if kept else None


def may_owe(maker: ClaimMaker, claim: Claim) -> bool:
    """Whether whoever acts in a clause can be bound by it: a body or somebody in office, who is not merely given leave ("A may halve the volume"), nor said
    by another to have promised ("B had promised to send 73 back, A's president said")."""
    made = maker.makings[claim.claim_id]
    clause = made.clause
    leave = clause.modal in table("speech_acts")["possible_modals"] and not clause.negated
    above = made.reader.clause_at(clause.governor) if clause.relation == "conj" and clause.governor is not None else None
    denied = above is not None and above.negated and not clause.negated  # "neither may build such arms or test them"
    return not (clause.noun or leave or denied or told_by_another(maker, claim)) and any(
        m.code and (m.kind in BODIES or m.kind == "person") for m in claim.agents
    )
