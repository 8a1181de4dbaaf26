"""Whether a clause tells a half of a bargain, so that its auxiliary or its present tense binds: by words of exchange, as a side to a text, behind the
colon after which a bargain is spelt out, or since it goes on with what the same parties have just promised each other."""

from __future__ import annotations

from servanda.coding.clauses import Clause
from servanda.coding.conditions import conditions
from servanda.coding.deeds import paid_for, particle_of
from servanda.coding.force import COOPERATIVE, Force
from servanda.coding.frames import Frame
from servanda.coding.lent import has_done, stays
from servanda.coding.pledges import gives, is_made
from servanda.coding.sides import Sides
from servanda.coding.situation import Situation
from servanda.coding.tables import table, words_in
from servanda.records import Mention

HOSTILE = {"THREATEN", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
TAKEN = {"over", "back"}  # particles by which something is taken over or given back
BARGAINED = {"will", "shall", "must", "is to", "has to"}  # auxiliaries of what is owed in a bargain; "would" tells of what might be


def answers(situation: Situation, clause: Clause, frame: Frame | None, force: Force, who: Sides, speaker: Mention | None, offset: int) -> bool:
    """Whether a clause tells the other half of a bargain: by its words ("in return", "for its part"), or since it goes on with what the same parties have
    just promised each other. Who speaks may tell only what he does himself."""
    debtors = {m.code for m in who.agents if m.code}
    needed = force.modality == "has to" and clause.head.head.lower_ == "had"  # "had to burn diesel last winter": a need of then
    if (
        clause.relation == "acl:relcl"
        or force.modality not in (BARGAINED if speaker is None else {*BARGAINED, "would"})  # "B would also mend the belfry, he said"
        or needed
        or (speaker is not None and not debtors <= set((speaker.code or "").split("+")))
    ):
        return False
    text = clause.head.sent.text.lower()
    marked = any(marker in text for marker in table("speech_acts")["exchange_markers"])
    of_a_side = any(t.lemma_.lower() == "side" or t.text in {"Party", "Parties"} for t in clause.subjects)  # as parties to a text are called
    if marked or of_a_side or spells_out(situation, clause):
        return True
    return (is_service(clause, frame, force) or is_term(clause, frame, force)) and situation.in_bargain(who.agents, offset)


def is_term(clause: Clause, frame: Frame | None, force: Force) -> bool:
    """Whether a clause right behind a bargain names a deed that is nothing but a term of it: done to a thing, no friendly word and no affair of one's own; or
    a hostile deed or a burden that is not to be ("will board no trawler", "neither will levy a toll")."""
    lemma = clause.head.lemma_.lower()
    if clause.relation in {"ccomp", "advcl", "acl:relcl"} or conditions(clause) or not (clause.objects or clause.indirect):
        return False
    if clause.negated:
        return frame is None or frame.plover in HOSTILE
    plain = frame is None or (frame.plover in {None, *COOPERATIVE} and frame.illocution == "act" and frame.complement == "none")
    return plain and lemma not in words_in("pledges.own_affairs", "speech_acts.not_binding")


def is_service(clause: Clause, frame: Frame | None, force: Force) -> bool:
    """Whether a clause does something that another could have bargained for: it gives, keeps or mends a thing; not "B will hold elections"."""
    lemma = clause.head.lemma_.lower()
    reports = lemma in table("speech_acts")["accounting"] and "to" in clause.obliques
    if has_done(clause.head) is not None or stays(clause.head):
        return True  # "will have the bridge mended", "will stay north of the river"
    done = bool(clause.objects or clause.indirect) or reports or paid_for(clause) is not None
    owed = force.modality != "will"  # "must", "is to": what it is, it is owed
    known = owed or reports or gives(frame) or lemma in words_in("pledges.serving", "pledges.held") or particle_of(clause.head) in TAKEN
    return done and known


def spells_out(situation: Situation, clause: Clause) -> bool:
    """Whether a clause stands behind the colon after which a bargain just told is spelt out ("settled on a swap: A hands over the registers, B pays")."""
    root, sentence = clause.head.sent.root, clause.head.sent
    if of_terms(situation, clause):
        return True
    unreal = any(c.tag_ == "MD" or c.lower_ in {"not", "n't"} for c in root.children)
    if root.lemma_.lower() not in table("pledges")["bargaining"] or root.i >= clause.head.i or unreal:
        return False
    return any(t.text == ":" and root.i < t.i < clause.head.i for t in sentence)


def of_terms(situation: Situation, clause: Clause) -> bool:
    """Whether a clause stands behind the colon after words that name an agreement ("took note of the settlement: A gives back the ship, B drops its claim")."""
    colon = next((t for t in clause.head.sent if t.text == ":" and t.i < clause.head.i), None)
    named = situation.topics.at(situation.parties.offset(clause.head.sent[0]), situation.parties.offset(colon)) if colon is not None else None
    return named is not None and is_made(named) and len(named.parties) > 1
