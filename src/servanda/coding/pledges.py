"""What binds a party outside an agreement's own text: a deed that serves another, told by the one who will do it; the terms of a deal; a word given.

The words are in `tables/pledges.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from servanda.coding.clauses import Clause
from servanda.coding.deeds import paid_for, particle_of
from servanda.coding.force import COOPERATIVE
from servanda.coding.frames import Frame
from servanda.coding.parties import BODIES
from servanda.coding.phrases import preposition
from servanda.coding.situation import GIVING, Situation
from servanda.coding.tables import table
from servanda.records import Instrument, Mention

ARTICLES = {"the", "a", "an"}
BEFORE_TERMS = 24  # characters before an agreement in which the words stand that make what follows its terms
DATED = {"date", "relative", "immediate"}


def gives(frame: Frame | None) -> bool:
    """Whether the row itself is one of giving, conceding, withdrawing or cooperating."""
    return frame is not None and frame.plover in GIVING


def serves(situation: Situation, clause: Clause, frame: Frame | None, who: Iterable[Mention], offset: int) -> bool:
    """Whether the deed serves another party that the sentence names."""
    lemma, table_ = clause.head.lemma_.lower(), table("pledges")
    other = frame is not None and frame.plover is not None and frame.plover not in COOPERATIVE - ({"CONSULT"} if lemma != "host" else set())
    taken_over = particle_of(clause.head) == "over" and lemma == "take"
    if clause.noun or other or not (lemma in table_["serving"] or taken_over):
        return False
    return (bool(clause.objects or clause.indirect) or paid_for(clause) is not None) and names_other(situation, clause, who, offset)


def names_other(situation: Situation, clause: Clause, who: Iterable[Mention], offset: int) -> bool:
    """Whether the clause's sentence names a party that is none of these, nor who speaks."""
    own, sentence = situation.own_codes(who, offset), clause.head.sent
    named = situation.named_between(sentence[0], sentence[-1])
    return any(m.code and m.kind in BODIES | {"people"} and m.code not in own for m in named)


def is_firm(situation: Situation, clause: Clause) -> bool:
    """Whether the clause names a number or a day."""
    return situation.is_exact(clause) or situation.particulars.deadline(clause, situation.parties).kind in DATED


def is_vowed(situation: Situation, offset: int) -> bool:
    """Whether the words are reported by a verb of promising: "A will not shut its border, the president assured B"."""
    chain = situation.speech.chain(offset)
    return bool(chain) and any(word in chain[-1].cue.lower().split() for word in forms(tuple(table("pledges")["vowing"])))


@cache
def forms(lemmas: tuple[str, ...]) -> frozenset[str]:
    """The present and past forms of regular verbs, and of those of promising."""
    return frozenset(f for v in lemmas for f in (v, v + "s", v.removesuffix("e") + "ed", v + "d")) | {"vowed", "sworn", "swore", "undertook", "undertaken"}


def under_terms(situation: Situation, clause: Clause, offset: int) -> bool:
    """Whether the sentence tells the terms of an agreement that it names ("Under Monday's deal A would pull back, and B would reopen")."""
    words, text = table("pledges"), situation.parties.text
    sentence = clause.head.sent
    start, last = situation.parties.offset(sentence[0]), sentence[-1]
    for instrument in situation.topics.instruments:
        if not start <= instrument.start <= situation.parties.offset(last):
            continue
        before = text[max(start, instrument.start - BEFORE_TERMS) : instrument.start].lower().split()
        while before and before[-1] in ARTICLES:
            before.pop()
        words_before = " ".join(before)
        unmade = set(words["proposed"]) & {*instrument.text.lower().split(), *before}
        if not unmade and any(words_before == term or words_before.endswith(f" {term}") for term in words["terms"]):
            return True
    return False


def tells_terms(situation: Situation, clause: Clause) -> bool:
    """Whether a relative clause tells what is owed by an agreement: "a deal under which A takes back 3,000 people"."""
    if clause.relation == "conj" and clause.governor is not None and clause.governor.dep_ == "acl:relcl":
        openers = [c for c in (*clause.head.children, *clause.governor.children) if c.i < clause.governor.i or c.lower_ == "whereby"]
        thing = clause.governor.head
    elif clause.relation == "acl:relcl" and clause.governor is not None:
        openers, thing = [c for c in clause.head.children if c.i < clause.head.i], clause.governor
    else:
        return False
    words = {w for c in openers for w in (f"{preposition(c)} {c.lower_}", c.lower_)}
    instrument = situation.topics.covering(situation.parties.offset(thing)) if words & {"under which", "by which", "whereby"} else None
    return instrument is not None and is_made(instrument)


def is_made(instrument: Instrument) -> bool:
    """Whether an agreement is no mere draft or plan of one."""
    return not set(table("pledges")["proposed"]) & set(instrument.text.lower().split())


def of_a_draft(situation: Situation, clause: Clause) -> bool:
    """Whether the sentence tells what a draft or plan says ("The draft accord says that A shall pay"): nobody has signed it."""
    start, at = situation.parties.offset(clause.head.sent[0]), situation.parties.offset(clause.head)
    named = situation.topics.at(start, at)
    return named is not None and not is_made(named)


def is_believed(clause: Clause) -> bool:
    """Whether somebody only thinks so ("A and B will, analysts believe, cut their quotas")."""
    return any(t.lemma_.lower() in table("pledges")["believing"] and t.dep_ in {"parataxis", "ROOT", "advcl"} for t in clause.head.sent if t is not clause.head)
