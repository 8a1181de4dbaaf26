"""Clauses that are or carry a condition, and such as only tell what is long past or still to be done."""

from __future__ import annotations

from servanda.coding.clauses import Clause
from servanda.coding.phrases import preposition
from servanda.coding.tables import table
from servanda.language.parsed import Token

HANGING = {"acl", "acl:relcl", "ccomp", "csubj:pass", "xcomp", "conj"}  # how a clause hangs on the words that tell how far it holds
CONDITION_MARKS = {"if", "unless", "provided", "providing", "once", "until"}


def historical(clause: Clause) -> bool:
    """ "five years after crowds wrecked its embassy", "has been closed for three decades": long past, told as background."""
    long_terms = {"year", "decade", "century"}
    if clause.passive and any(t.lemma_.lower() in long_terms and any(c.pos_ == "NUM" for c in t.children) for t in clause.obliques.get("for", ())):
        return True
    first = clause.head.left_edge
    mark = next((t for t in (first, *clause.head.lefts) if t.lower_ in {"after", "since"} and t.i < clause.head.i), None)
    return mark is not None and mark.i > 0 and mark.nbor(-1).lower_ in {"year", "years", "decade", "decades", "century", "centuries"}


def pending(clause: Clause) -> bool:
    """ "have yet to be delimited": not done, and not promised."""
    return any(t.lower_ == "yet" for t in clause.head.doc[max(clause.head.sent.start, clause.head.i - 5) : clause.head.i])


def fronted_be(clause: Clause) -> bool:
    """ "Were the court to rule": the auxiliary before the subject makes a condition."""
    first = next((t for t in clause.head.children if t.lower_ in {"were", "was"}), None)
    return first is not None and first.i < min((s.left_edge.i for s in clause.subjects if s.i < clause.head.i), default=first.i)


def conditional(clause: Clause) -> bool:
    """Whether the clause is itself a condition ("if X withdraws")."""
    if clause.relation != "advcl":
        return False
    marks = {c.lower_ for c in clause.head.children if c.dep_ in {"mark", "advmod"} and c.i < clause.head.i}
    awaited = clause.form == "finite" and clause.tense == "present" and not clause.modal and bool(marks & set(table("speech_acts")["awaiting"]))
    foregone = "before" in marks and clause.modal == "would"  # "must act before it would lift the ban"
    # "would resume when it had come"; not "by May, when it is to be returned"
    ahead = "when" in marks and not clause.modal and clause.governor is not None and any(c.tag_ == "MD" for c in clause.governor.children)
    return bool(marks & CONDITION_MARKS) or is_inverted(clause.head) or awaited or foregone or ahead  # "after the accord is approved": not yet


def is_inverted(head: Token) -> bool:
    """ "Should the parties ask for one": an auxiliary before the subject in place of "if"."""
    subject = min((c.i for c in head.children if c.dep_.startswith("nsubj")), default=0)
    return any(c.lower_ in {"should", "were", "had"} and c.dep_ == "aux" and c.i < subject for c in head.children)


def on_request(clause: Clause) -> bool:
    """ "Would help if asked", "will lend a mediator should both sides wish": what is done only for whoever asks for it is readiness, no promise."""
    above = clause.governor if clause.form == "infinitive" else None  # "promised to lend one should they ask", hung on the promise
    beside = [c for c in above.children if c.dep_ == "advcl" and c.i > clause.head.i and is_condition(c)] if above is not None else []
    return any(head.lemma_.lower() in table("speech_acts")["requesting"] for head in (*conditions(clause), *beside))


def is_condition(head: Token) -> bool:
    """Whether a clause on its head opens with "if" and the like, or with an auxiliary before its subject."""
    return is_inverted(head) or any(c.dep_ == "mark" and c.lower_ in CONDITION_MARKS for c in head.children)


def conditions(clause: Clause) -> list[Token]:
    """Heads of the conditions that hang on a clause ("..., once elections have been held")."""
    found = []
    soon = [c for s in clause.head.children if s.lower_ == "soon" and s.dep_ == "advmod" for c in s.children if c.dep_ == "advcl"]
    if not clause.noun:  # "on the day that A lifts its ban", on whichever noun the parser hung it
        below = (t for t in clause.head.subtree if t.dep_ in {"acl", "acl:relcl"} and t.tag_ in {"VBZ", "VBP"} and t.left_edge.i > clause.head.i)
        found += [t for t in below if t.left_edge.nbor(-1).lower_ in {"day", "moment"} and t.left_edge.nbor(-2).lower_ in {"the", "very", "same"}]
    for child in (*clause.head.children, *soon):
        if child.lemma_.lower() == "condition" and preposition(child) == "on" and child.i > clause.head.i:
            found.append(child)  # "on condition that both bans are gone"
        elif child.dep_ == "advcl":
            marks = {c.lower_ for c in child.children if c.dep_ in {"mark", "advmod", "case"} and c.i < child.i}
            text = child.doc[max(0, child.left_edge.i) : child.i].text.lower()
            if (
                child in soon
                or marks & CONDITION_MARKS
                or is_inverted(child)
                or text.startswith(("as soon as", "on condition", "provided", "only when", "only after"))
            ):
                found.append(child)
    return found


def groundless(clause: Clause) -> bool:
    """ "There is no sign that A attacked B", "found no evidence that", "nothing suggests that": what the words say there is no ground for."""
    grounds, suggesting = table("speech_acts")["grounds"], table("speech_acts")["suggesting"]
    for step in (clause.head, *clause.head.ancestors):
        above = step.head
        if step.dep_ in {"acl", "acl:relcl", "ccomp", "csubj:pass"}:
            told = (above, *(c for c in above.children if c.dep_ in {"nsubj", "nsubj:pass", "obj"}))
            if any(t.pos_ == "NOUN" and t.lemma_.lower() in grounds and is_denied(t) for t in told):
                return True
            if above.lemma_.lower() in suggesting and any(t.lower_ == "nothing" for t in (above.head, *above.children)):
                return True
        if step.dep_ not in HANGING:
            return False
    return False


def is_denied(noun: Token) -> bool:
    """ "No sign", "without evidence", "has not seen proof": whether the words say that there is none of it."""
    absent = any(c.lower_ in {"no", "little", "scant"} and c.dep_ in {"det", "amod"} for c in noun.children) or preposition(noun) == "without"
    return absent or (noun.dep_ in {"obj", "nsubj:pass"} and any(c.lower_ in {"not", "n't", "n’t", "never", "nor"} for c in noun.head.children))
