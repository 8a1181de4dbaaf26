"""Whether a clause names a deed that somebody could owe: not what it is for, what holds it back, or a verb too vague to be called in."""

from __future__ import annotations

from servanda.coding.arguments import is_sum
from servanda.coding.clauses import Clause
from servanda.coding.conditions import conditions
from servanda.coding.deeds import TRANSFERRING, particle_of
from servanda.coding.force import COOPERATIVE, Force
from servanda.coding.frames import Frame
from servanda.coding.lent import has_done, stays
from servanda.coding.participants import is_given
from servanda.coding.phrases import preposition
from servanda.coding.pledges import is_firm
from servanda.coding.situation import Situation
from servanda.coding.tables import table
from servanda.language.parsed import Token

BARRED = {"bring", "put", "take", "keep", "enter", "join", "run"}  # "neither may bring arms": a deed where it is forbidden, too vague where it is promised
DONE_AWAY = {"will", "shall", "would"}
PUBLISHING = "agree.issue-document"
EVERYDAY = "everyday."  # rows of everyday senses, which name no act that anybody owes
PERFORMANCE = "performance."  # rows of deeds by which promises are kept, whatever their verb
# "shall be kept open", "keep it open", "keep the line running", "keep its boats out of the bay", "make the list public"
KEEPING = {"performance.maintain", "operator.continue", "performance.keep-away", "performance.stay-away", PUBLISHING}


def is_purpose(clause: Clause) -> bool:
    """ "..., so that nobody would be left alone": what a thing is done for, promised by nobody."""
    return clause.relation == "advcl" and any(c.dep_ == "mark" and c.lower_ == "so" for c in clause.head.children)


def is_reserved(clause: Clause) -> bool:
    """ "Unless the accounts are out, the last instalment will not be released": what holds a payment back, no duty of its own."""
    return clause.negated and clause.passive and not clause.obliques.get("by") and bool(conditions(clause))


def binding_predicate(situation: Situation, clause: Clause, frame: Frame | None, wording: bool) -> bool:
    """Whether the predicate names a deed that somebody could owe; `wording` tells that the words are those of a bargain or of a text that binds."""
    if sees_to(clause) is not None:
        return True  # "shall see to it that the fighters leave"
    if has_done(clause.head) is not None:
        return True  # "will have its line turned round"
    kept = (clause.passive or bool(clause.objects)) and frame is not None and frame.id in KEEPING
    kept = kept or (wording and frame is not None and frame.id == "operator.continue" and stays(clause.head))
    barred = clause.negated and (frame is not None or (clause.head.lemma_.lower() in BARRED and bool(clause.objects)))
    particle = particle_of(clause.head)
    rid = particle == "away" and "with" in clause.obliques and clause.modal in DONE_AWAY  # "will do away with the levy"
    transferred = rid or (bool(clause.objects) and particle in TRANSFERRING)
    kept = kept or (bool(clause.objects) and clause.head.lemma_.lower() in table("pledges")["held"] and (wording or is_firm(situation, clause)))
    if clause.head.lemma_.lower() in table("speech_acts")["not_binding"] and not (barred or kept or transferred or puts_money(clause) or is_given(clause)):
        performed = frame is not None and (frame.plover in COOPERATIVE or (frame.id.startswith(PERFORMANCE) and bool(clause.objects)))
        return performed and frame is not None and len(clause.head.lemma_) > 2 and frame.illocution == "act"
    return True


def sees_to(clause: Clause) -> Token | None:
    """The clause that tells what somebody sees to, or makes sure of ("will see to it that the line is open")."""
    head, lemma = clause.head, clause.head.lemma_.lower()
    to_it = lemma == "see" and any(c.lower_ == "it" and preposition(c) == "to" for c in head.children)
    sure = lemma == "make" and any(c.lower_ in {"sure", "certain"} and c.dep_ in {"xcomp", "obj", "advcl"} for c in head.children)
    below = (t for c in (head, *head.children) for t in c.children if t.dep_ == "ccomp" and t.i > head.i)
    return next(below, None) if to_it or sure else None


def puts_money(clause: Clause) -> bool:
    """Whether the deed is to put a sum of money into something: whatever the verb, that is giving."""
    lemma, words = clause.head.lemma_.lower(), table("gifts")
    helped = lemma in words["helping"] and any(is_sum(thing) for thing in clause.obliques.get("with", ()))  # "support A's farmers with 9 million euros"
    return helped or (lemma in words["spending"] and any(is_sum(thing) for thing in clause.objects))


def is_plain_deed(clause: Clause, frame: Frame, force: Force) -> bool:
    """Whether a promise is to do what its own verb says, and not what the row makes of it: "will put 9 million euros into the line", "shall admit 30 boats"
    and "shall answer complaints" say nothing, "will offer 150 scholarships a year" is no offer."""
    if frame.id.startswith(EVERYDAY):
        return not clause.negated and bool(clause.objects)  # "hand over the maps" publishes nothing, "let the convoy pass" holds no talks
    if frame.illocution == "position":
        return is_deed(clause) or (frame.complement == "report" and bool(clause.objects))
    return force.kind == "bound" and frame.complement in {"promise", "readiness", "request"} and bool(clause.objects)


def is_deed(clause: Clause) -> bool:
    """Whether a verb of saying is a deed: money is put into something, people may not be put somewhere, it is reported to somebody on something."""
    reports = clause.head.lemma_.lower() in table("speech_acts")["accounting"] and "to" in clause.obliques and clause.head.dep_ != "ccomp"
    warned = clause.head.lemma_.lower() in table("speech_acts")["notifying"] and bool(clause.indirect or clause.objects)
    warned = warned or (clause.head.lemma_.lower() in table("speech_acts")["telling"] and any(t.lower_ == "other" for t in (*clause.indirect, *clause.objects)))
    return puts_money(clause) or reports or warned or (clause.negated and clause.head.lemma_.lower() in BARRED)
