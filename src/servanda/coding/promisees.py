"""To whom a promise is made, where its clause does not say: who stands by the promising verb, the one other party of the words, of the agreement spoken of
or of the bargain just told."""

from __future__ import annotations

from servanda.coding.clauses import Clause, clause_tokens
from servanda.coding.parties import BODIES
from servanda.coding.phrases import phrase_tokens
from servanda.coding.sentence import Reader
from servanda.coding.sides import Sides, at_place
from servanda.coding.situation import Situation
from servanda.language.parsed import Token
from servanda.records import Mention


def served(situation: Situation, clause: Clause, reader: Reader, who: Sides, offset: int) -> Sides:
    """Of a promise outside any agreement that says not to whom: the one other party in the clause's own words ("new labs in A", "lorries of A", "in favour of
    A's schools"), else whom the words were spoken to."""
    if any(m.code for m in who.recipients) or clause.negated:
        return who
    if (spoken_of := situation.topics.current(offset)) is not None:
        makers = situation.topics.parties_of(spoken_of)
        across = facing(who.agents, makers) or (() if len(makers) > 1 else situation.counterpart_of({m.code for m in who.agents if m.code}, offset))
        return Sides(who.agents, across or who.recipients)
    own, tokens = situation.own_codes(who.agents, offset), [*clause_tokens(clause.head), *(t for o in clause.objects for t in phrase_tokens(o))]
    named = situation.named_between(min(tokens, key=lambda t: t.i), max(tokens, key=lambda t: t.i))
    others = tuple({m.code: m for m in named if m.code and m.code not in own and m.kind in BODIES and not is_seat(situation, m)}.values())
    if len(others) == 1:
        return Sides(who.agents, others)
    above = reader.clause_at(clause.governor) if clause.governor is not None and clause.relation == "ccomp" and not others else None
    told = situation.parties.resolve([*above.indirect, *above.objects]) if above is not None else ()
    found = tuple(m for m in told if m.code and m.code not in own and m.kind in BODIES)[:1] or (() if others else bystander(situation, clause, own))
    return Sides(who.agents, found or who.recipients)


def facing(agents: tuple[Mention, ...], makers: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The one other party of an agreement of which the agents are the rest; () where they are none of it or several are left."""
    own = {m.code for m in agents if m.code}
    others = tuple(m for m in makers if m.code and m.code not in own)
    return others if len(others) == 1 and own <= {m.code for m in makers} else ()


def bystander(situation: Situation, clause: Clause, own: set[str]) -> tuple[Mention, ...]:
    """The one other state that the sentence of a promise names ("upon completion of the works by B, A will reopen the ferry"), else the one with which its
    debtor has just bargained."""
    sentence = clause.head.sent
    near = situation.named_between(sentence[0], sentence[-1])
    named = {m.code: m for m in near if m.code and m.code not in own and m.kind in BODIES and not is_seat(situation, m)}
    if named:
        return tuple(named.values()) if len(named) == 1 else ()
    return situation.counterpart_of(own, situation.parties.offset(clause.head))


def is_seat(situation: Situation, mention: Mention) -> bool:
    """Whether a government's seat is only where something is done ("its suit in Paris")."""
    before = situation.parties.text[max(0, mention.start - 4) : mention.start].lower()
    return mention.kind == "state" and mention.role == "GOV" and before.endswith((" in ", " at "))


def promisee(situation: Situation, reader: Reader, operator: Token, who: Sides) -> Sides:
    """ "A promised B to release the men": to whom the promise is made stands by the promising verb."""
    above = reader.clause_at(operator)
    codes = {m.code for m in who.agents}
    found = [m for place in ("indirect", "object", "to", "with") for m in at_place(place, above, situation.parties)] if above else []
    return Sides(who.agents, tuple(m for m in found if m.code and m.code not in codes))
