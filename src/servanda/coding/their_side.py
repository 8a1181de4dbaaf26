"""Whose duty it is what people, crews and services of a side are to do under an agreement, and what is to reach a side or its soil."""

from __future__ import annotations

from msgspec.structs import replace

from servanda.coding.clauses import Clause
from servanda.coding.force import Force
from servanda.coding.parties import BODIES
from servanda.coding.sides import Sides
from servanda.coding.situation import Situation
from servanda.coding.tables import table, word_roles
from servanda.language.parsed import Token
from servanda.records import Mention

OWED = {"must", "is to", "shall"}  # auxiliaries by which people of a side do what the side owes, whoever they are
SIDES = {"party", "parties", "side", "sides"}
SERVICES = {"MIL", "COP", "GOV"}  # roles of services that each of two states has ("the coast guards will open a line")


def in_its_name(situation: Situation, clause: Clause, force: Force, who: Sides, offset: int) -> Sides:
    """ "A's sappers are to clear the strip", "the Mauritanian party will bear the cost": owed by the side, where it is bound by the agreement spoken of;
    "the coast guards are to open a line": by both."""
    if force.kind != "bound" or clause.relation == "acl:relcl":
        return who
    if who.agents and not any(m.code for m in who.agents):
        return Sides(of_both(situation, clause, who.agents, offset) or who.agents, who.recipients)
    return Sides(tuple(for_its_side(situation, m, force, offset) for m in who.agents), who.recipients)


def for_its_side(situation: Situation, mention: Mention, force: Force, offset: int) -> Mention:
    """The mention, people of a bound side as the side's organ."""
    if mention.kind != "people" or not mention.code:
        return mention
    last = mention.text.lower().split()[-1:]
    word = last[0] if last else ""
    by_duty = force.modality in OWED or {word, word.removesuffix("s"), word.removesuffix("es")} & set(table("pledges")["hands"])
    if not (word in SIDES or by_duty) or mention.code not in bound_now(situation, (mention,), offset):
        return mention
    return replace(mention, kind="organ", role="GOV")


def bound_now(situation: Situation, agents: tuple[Mention, ...], offset: int) -> set[str | None]:
    """Who is bound to each other where the words stand: the parties of the agreement spoken of, else those of a bargain told right before."""
    bound = situation.bound_with(agents, offset)
    return bound if len(bound) > 1 else {m.code for m in situation.partners_before(offset)}


def of_both(situation: Situation, clause: Clause, agents: tuple[Mention, ...], offset: int) -> tuple[Mention, ...]:
    """Both sides, where services that each of them has are to do something."""
    subject = next((t for t in clause.subjects if t.tag_ == "NNS"), None)
    served = all(m.role in SERVICES for m in agents) or (subject is not None and subject.lemma_.lower() in word_roles("organs"))
    if subject is None or not served or not any(c.lower_ in {"the", "both", "two"} for c in subject.children):
        return ()
    instrument = situation.topics.current(offset)
    makers = situation.topics.parties_of(instrument) if instrument is not None else ()
    makers = makers if len(makers) > 1 else situation.partners_before(offset)
    return tuple(m for m in makers if m.code and m.kind in BODIES)


def brought_to(situation: Situation, clause: Clause, makers: tuple[Mention, ...], offset: int) -> Sides | None:
    """The sides of a duty told of the thing: "maps must reach A within a week", "a tenth is to be landed in B's port": owed by the other of two parties."""
    if len(makers) != 2 or any(m.code is None for m in makers):
        return None
    receiving = {m.code for m in situation.parties.resolve(taking(clause)) if m.code}
    if not receiving and clause.head.lemma_.lower() in table("pledges")["bringing"]:
        place = situation.particulars.place(clause, situation.parties)
        receiving = {place.country} if place is not None and place.country else set()
    takers = tuple(m for m in makers if m.code in receiving)
    return Sides(tuple(m for m in makers if m not in takers), takers) if len(takers) == 1 else None


def taking(clause: Clause) -> list[Token]:
    """The words for whom a thing is brought to, or who is given leave."""
    lemma = clause.head.lemma_.lower()
    if lemma == "reach":
        return clause.objects
    if clause.passive and lemma in table("pledges")["granting"]:
        return [*clause.indirect, *clause.objects, *clause.obliques.get("to", ())]
    return [*clause.indirect, *clause.obliques.get("to", ())] if clause.passive else []
