"""Promises and events that no rule reads, found by the network of `language/text_reader` (docs/coding.md).

"A's forces go back to their usual bases", "B has given its word that he too will be let go": no list of ways to promise ends. The network is asked of
every clause in which a known party does or says something; where it is sure that the clause binds who acts, the claim is a promise, and one that rules took
for a promise is none where the network is all but sure of that. What else they do or say has the event type of which it is sure. A claim that rests on the
network says so (`Claim.read`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from msgspec.structs import replace

from servanda.coding.claims import ClaimMaker
from servanda.coding.clauses import Clause
from servanda.coding.confidence import LINE
from servanda.coding.parties import BODIES, Parties
from servanda.coding.situation import PROMISES
from servanda.coding.tables import table
from servanda.coding.topics import Topics
from servanda.language.text_reader import Clause as Asked
from servanda.language.text_reader import Place
from servanda.records import Claim, Mention

NONE = "none"
TOLD = ("act", "position")  # what a clause does of which types are asked
DIGITS = 2  # decimal places of a belief
Told = list[tuple[Clause, Claim | None]]


def read_by_network(maker: ClaimMaker, bounds: tuple[int, int], told: Told) -> Told:
    """A sentence's clauses with their claims, promises as the network reads them."""
    if maker.referred is None:
        return told
    unread, maker.unread = maker.unread, []
    made = [(clause, claim) for clause, claim in told if claim is not None]
    known = {claim.claim_id for _, claim in made}
    made += [(clause, claim) for clause, claim in unread if claim.claim_id not in known]
    types = typed(maker, bounds, [claim for _, claim in made], known)
    made, known = [(clause, types.get(claim.claim_id, claim)) for clause, claim in made], known | types.keys()
    opened = [claim for _, claim in made if is_open(maker, claim)]
    answers = maker.referred.answers.owed([asked(maker, c, bounds, c.claim_id in known) for c in opened])
    beliefs = {claim.claim_id: belief for claim, belief in zip(opened, answers, strict=True)}
    read: Told = [(clause, as_read(maker, claim, beliefs.get(claim.claim_id), claim.claim_id in known)) for clause, claim in made]
    return sorted(read, key=lambda entry: entry[0].head.i)


def typed(maker: ClaimMaker, bounds: tuple[int, int], claims: Sequence[Claim], known: Collection[str]) -> dict[str, Claim]:
    """The claims whose event type the network knows better than the tables, by id: of what known parties do or say, but for promises and what other rules
    read."""
    asking = [c for c in claims if c.illocution in TOLD and not c.in_text and not is_withheld(c) and any(m.code for m in c.agents)]
    if not asking or maker.referred is None or maker.parties.issuer is not None:
        return {}
    answers = maker.referred.answers.types([asked(maker, c, bounds, c.claim_id in known) for c in asking])
    found = (as_typed(claim, shares) for claim, shares in zip(asking, answers, strict=True))
    return {claim.claim_id: claim for claim in found if claim is not None}


def is_withheld(claim: Claim) -> bool:
    """Whether the tables have codes for a claim that cannot be trusted enough to go out."""
    return claim.plover is None and claim.confidence is not None


def as_typed(claim: Claim, shares: Mapping[str, float]) -> Claim | None:
    """A claim with the type that the network is sure of, or without one; None where it is that of the tables, or the network is not sure."""
    plover = max(shares, key=lambda label: shares[label])
    step = "untyped" if plover == NONE else "typed" if claim.plover is None else "retyped"
    if plover == (claim.plover or NONE) or shares[plover] < table("text_reader")[step]:
        return None
    belief = round(shares[plover], DIGITS)
    claim = replace(claim, plover=plover if plover != NONE else None, mode=None, context=(), cameo=None, read=belief)
    return claim if plover == NONE else replace(claim, illocution="act", confidence=belief)


def is_open(maker: ClaimMaker, claim: Claim) -> bool:
    """Whether a clause may be what the network is asked for: a promise outside an agreement's own text, or what one who can be bound is told to do, not to have
    done."""
    clause = maker.makings[claim.claim_id].clause
    done = clause.form == "finite" and clause.tense == "past" and not clause.modal
    return not claim.in_text if claim.illocution in PROMISES else not done and may_owe(maker, claim)


def askable(parties: Parties, topics: Topics) -> bool:
    """Whether the network is asked of a text: it speaks of an agreement, and is no single line, no long text, and none of the press on other matters."""
    return bool(topics.instruments) and not parties.aside and LINE < len(parties.text) <= table("text_reader")["longest"]


def asked(maker: ClaimMaker, claim: Claim, bounds: tuple[int, int], kept: bool) -> Asked:
    """What the network is told of a clause."""
    head = maker.makings[claim.claim_id].clause.head
    at = maker.parties.offset(head)
    agent, recipient = (named(side, bounds) for side in (claim.agents, claim.recipients))
    return Asked((at, at + len(head)), agent, recipient, claim.plover or NONE, is_withheld(claim), claim.illocution, kept, told_by_another(maker, claim))


def told_by_another(maker: ClaimMaker, claim: Claim) -> bool:
    """Whether a clause stands in the words of a known party that does not act in it."""
    speaker = maker.speech.innermost(maker.parties.offset(maker.makings[claim.claim_id].clause.head))
    own = {code for m in claim.agents if m.code for code in m.code.split("+")}
    return speaker is not None and speaker.code is not None and not own & set(speaker.code.split("+"))


def named(mentions: Sequence[Mention], bounds: tuple[int, int]) -> Place | None:
    """Where the first of some parties stands that the sentence names."""
    start, end = bounds
    first = next((m for m in mentions if start <= m.start < m.end <= end), None)
    return (first.start, first.end) if first is not None else None


def as_read(maker: ClaimMaker, claim: Claim, belief: float | None, kept: bool) -> Claim | None:
    """The claim, as the network reads it where it was asked; None of a clause that neither rules nor the network read."""
    least = table("text_reader")
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
