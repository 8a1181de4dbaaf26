"""Bargains that no noun names: "A and B came to terms", "settled their feud over the dam", "the two agreed that ...". What either side gives, keeps or does
right behind such words is a term of it, in whatever tense."""

from __future__ import annotations

from collections.abc import Iterable

from servanda.coding.clauses import Clause
from servanda.coding.deeds import TRANSFERRING, particle_of
from servanda.coding.force import COOPERATIVE, Force
from servanda.coding.frames import Frame
from servanda.coding.pledges import gives
from servanda.coding.tables import table
from servanda.records import Mention

AGREEING = {"agree", "sign", "conclude", "resolve"}  # actions of rows by which two come to terms
LOOSE = {"ccomp", "xcomp", "acl", "acl:relcl", "advcl", "csubj"}  # clauses that tell no step of their own


def settles(clause: Clause, frame: Frame | None, force: Force) -> bool:
    """Whether a clause tells that its parties have just come to terms; not what they had agreed long before."""
    recalled = any(c.lower_ == "had" and c.dep_ == "aux" for c in clause.head.children)
    told = force.kind in {"act", "commissive"} and force.operator is None and force.modality in {"asserted", "claimed"}
    if not told or clause.noun or clause.negated or clause.modal or recalled or clause.relation in {"advcl", "acl", "acl:relcl"}:
        return False
    words = table("pledges")
    agreed = frame is not None and frame.action in AGREEING
    return agreed or (clause.head.lemma_.lower() in words["ending"] and any(o.lemma_.lower() in words["quarrels"] for o in clause.objects))


def partners(*sides: Iterable[Mention]) -> tuple[Mention, ...]:
    """Those of a bargain, each once; () where the words know fewer than two."""
    named = {m.code: m for side in sides for m in side if m.code}
    return tuple(named.values()) if len(named) > 1 else ()


def is_step(clause: Clause, frame: Frame | None) -> bool:
    """Whether a clause in the present tense does something that could be a term of the bargain told right before: it gives, keeps, lets or mends a thing."""
    if clause.relation in LOOSE or clause.tense != "present" or (frame is not None and (frame.plover not in {None, *COOPERATIVE} or frame.illocution != "act")):
        return False
    lemma, words = clause.head.lemma_.lower(), table("pledges")
    doing = {*words["serving"], *words["held"], *words["steps"]} - set(words["habits"])
    known = gives(frame) or lemma in doing or particle_of(clause.head) in TRANSFERRING
    return known and bool(clause.objects or clause.indirect or clause.obliques)


def leaves_undone(clause: Clause, frame: Frame | None) -> bool:
    """ "A signs no pact with others", "the army does not cross the river": what a side is not to do by the bargain told right before."""
    plain = not (clause.noun or clause.progressive or clause.passive) and clause.tense == "present" and clause.form == "finite"
    if not plain or not clause.negated or clause.relation in LOOSE:
        return False
    yielding = frame is not None and (frame.illocution != "act" or frame.plover in {"CONSULT", "AID", "RETREAT", "CONCEDE"})
    perfect = any(c.lemma_ == "have" and c.dep_ == "aux" for c in clause.head.children)
    said = any(t.lemma_.lower() in table("pledges")["told_of"] for t in clause.objects)  # "makes no mention of it"
    return (
        not yielding and not perfect and not said and clause.head.lemma_.lower() not in table("pledges")["stative"] and bool(clause.objects or clause.obliques)
    )
