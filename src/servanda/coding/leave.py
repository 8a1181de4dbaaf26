"""Leave that a bargain gives: "Guatemalan inspectors may enter any shed, Mexico has conceded in an agreement" is Mexico's duty to let them."""

from __future__ import annotations

from msgspec.structs import replace

from servanda.coding.arguments import NO_DEADLINE, own_extent
from servanda.coding.clauses import Clause
from servanda.coding.conditions import conditions
from servanda.coding.force import Force
from servanda.coding.parties import BODIES
from servanda.coding.sides import Sides
from servanda.coding.situation import Situation
from servanda.coding.tables import table
from servanda.coding.their_side import bound_now
from servanda.records import Claim, Mention, Span

ALLOWING = "operator.permission"


def giver_of_leave(situation: Situation, clause: Clause, force: Force, who: Sides, offset: int) -> Sides | None:
    """Who lets whom, where a clause says what people of one of two sides may do by what the two have agreed; None where it says no such thing."""
    given = force.kind == "position" and force.modality == "possible" and clause.modal == "may" and not clause.negated and not clause.passive
    if not given or clause.head.lemma_.lower() not in table("pledges")["leaves"] or clause.relation in {"acl:relcl", "advcl"} or conditions(clause):
        return None
    taking = tuple(m for m in who.agents if m.code)
    if len({m.code for m in taking}) != 1 or situation.speech.quoted(offset):
        return None
    bound = bound_now(situation, taking, offset)
    instrument = situation.topics.current(offset, taking)
    known: tuple[Mention, ...] = (*(situation.topics.parties_of(instrument) if instrument is not None else ()), *situation.partners_before(offset))
    others = {m.code: m for m in known if m.code in bound and m.code != taking[0].code and m.kind in BODIES}
    speaker = situation.speech.innermost(offset)
    if len(bound) < 2 and instrument is not None and speaker is not None and speaker.code and speaker.kind in BODIES and speaker.code != taking[0].code:
        return Sides((speaker,), taking)  # "..., Mexico has conceded in an agreement"
    if len(bound) != 2 or taking[0].code not in bound or len(others) != 1:
        return None
    return Sides(tuple(others.values()), taking)


def as_leave(situation: Situation, clause: Clause, claim: Claim) -> Claim:
    """The claim of such a clause as a promise to let: its object is who may do what."""
    start, end = own_extent(clause, situation.parties)
    begun = min([start, *(situation.parties.offset(t.left_edge) for t in clause.subjects)])
    words = Span(start=begun, end=end, text=situation.parties.text[begun:end])
    return replace(claim, action="allow", predicate="allow", frame=ALLOWING, object=words, deadline=NO_DEADLINE, plover=None, mode=None, cameo=None, context=())
