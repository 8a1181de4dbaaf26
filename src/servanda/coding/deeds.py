"""What a clause does to what: the words it is done to, whether the subject is moved rather than acts, the particle that completes its verb."""

from __future__ import annotations

from dataclasses import replace

from servanda.coding.clauses import Clause
from servanda.coding.frames import Frame
from servanda.coding.sentence import Reader
from servanda.coding.tables import table
from servanda.language.parsed import Token

TRANSFERRING = {"over", "back", "down", "in", "away"}  # particles that make a deed of a vague verb: "take over 140 employees", "bring its levy down"


def takes_up(clause: Clause) -> bool:
    """Whether what is welcomed or rejected is called by a word that can stand for an agreement spoken of before ("it", "the outcome")."""
    outcomes = table("speech_acts")["outcomes"]
    behind = [t for word in ("on", "for", "of", "with", "at") for t in clause.obliques.get(word, ()) if t.lower_ in {"it", "this"}]
    behind += [c for o in clause.objects for c in o.children if c.lower_ in {"it", "this"} and c.dep_ == "nmod"]  # "came out in favour of it"
    behind += [t for t in clause.indirect if t.lower_ in {"it", "them", "both"}]  # "lent it its support"
    return bool(behind) or any(o.lower_ in outcomes or o.lemma_ in outcomes for o in clause.objects)


def moves_itself(clause: Clause, frame: Frame | None) -> bool:
    """Whether the subject is what the act is done to: "its soldiers returned to barracks", "the money reached the fund", "18 observers arrived"."""
    acts, lemma = table("speech_acts"), clause.head.lemma_.lower()
    common = bool(clause.subjects) and all(t.pos_ in {"NOUN", "NUM"} for t in clause.subjects)
    comes = lemma in acts["arriving"] and (frame is None or is_counted(clause.subjects[0]) if clause.subjects else False)
    return common and not clause.passive and not is_carried(clause) and ((lemma in acts["moving"] and not clause.objects) or comes)


def shows(clause: Clause) -> bool:
    """Whether something was done to a thing, or the verb is one by which the world is seen to have changed as promises would change it, told as done or
    as not done: "the curfew was lifted", "both battalions have gone", "nobody was sent back"."""
    known, lemma = table("progress")["results"], clause.head.lemma_.lower()
    done = (clause.form == "finite" or added(clause)) and clause.tense == "past" and not clause.modal
    thing = clause.passive and any(t.pos_ in {"NOUN", "NUM"} for t in clause.objects)
    return done and (thing or lemma in known["verbs"] or unseen(clause))


def added(clause: Clause) -> bool:
    """ "The maps, handed over in May, were incomplete": a participle behind a comma tells what was done, any other only which thing is meant."""
    verb = clause.head
    return clause.relation == "acl" and clause.form == "participle" and verb.i > verb.sent.start and verb.doc[verb.i - 1].text == ","


def unseen(clause: Clause) -> bool:
    """ "No new mines have been found": of what nobody has seen it is told that it was not done."""
    return clause.negated and clause.passive and bool(clause.objects) and clause.head.lemma_.lower() in table("progress")["results"]["seeing"]


def is_counted(thing: Token) -> bool:
    """Whether a phrase tells how many: "five of the eight observers", "a first group of 18 monitors"."""
    first = thing.left_edge.i
    before = thing.doc[first - 1].tag_ == "CD" if first > thing.sent.start else False  # a number that the parser hung elsewhere
    counted = [*thing.children, *(g for c in thing.children if c.dep_ == "nmod" for g in c.children)]
    return thing.pos_ == "NUM" or before or any(c.dep_ == "nummod" for c in counted)


def counted_whole(clause: Clause, things: list[Token]) -> list[Token]:
    """ "Of the 40 lorries, twelve were delivered": the words at the head of the sentence for what a bare number or share counts; [] where none stand there."""
    first, thing = clause.head.sent[0], things[0] if len(things) == 1 else None
    counts = thing is not None and (thing.pos_ == "NUM" or thing.lemma_.lower() in table("speech_acts")["shares"])
    bare, whole = counts and thing is not None and not any(c.dep_ == "nmod" for c in thing.children), first.head
    if first.lower_ != "of" or thing is None or not bare or whole.pos_ not in {"NOUN", "PROPN"} or not first.i < whole.i < thing.i:
        return []
    words = [t for t in whole.doc[first.i + 1 : whole.i + 1] if t.dep_ not in {"det", "nummod", "nmod:poss"}]
    return words if words[0].dep_ in {"amod", "compound"} or words[0].i == whole.i else []


def is_carried(clause: Clause) -> bool:
    """ "A third train brought 78 wagons": the subject only carries what the clause is about."""
    acts = table("speech_acts")
    return bool(clause.objects and clause.subjects) and clause.head.lemma_.lower() in acts["carrying"] and clause.subjects[0].lemma_.lower() in acts["carriers"]


def is_received(clause: Clause) -> bool:
    """ "All the families have received their dollars": the subject only takes what the clause is about."""
    return bool(clause.objects and clause.subjects) and not clause.passive and clause.head.lemma_.lower() in table("speech_acts")["receiving"]


def turned(clause: Clause, frame: Frame | None) -> Clause:
    """The clause with its subject as object, where that is what the act is done to."""
    unowned = frame is not None and frame.source == "none" and not clause.passive and not clause.objects
    return replace(clause, objects=clause.subjects) if unowned or moves_itself(clause, frame) else clause


def bare_start(frame: Frame | None, clause: Clause, reader: Reader) -> bool:
    """ "Reopened the post": a verb of starting or ending without another deed that is started or ended."""
    return frame is not None and frame.complement in {"start", "completion"} and frame.plover is None and reader.inner(clause) is None


def particle_of(verb: Token) -> str:
    """ "over" of "handed over", "back" of "brought back", "in" of "took in 90 people", which the parser hangs on what is taken; "" where there is none."""
    own = next((c.lower_ for c in verb.children if c.dep_ == "compound:prt" or (c.dep_ == "advmod" and c.lower_ in table("speech_acts")["homeward"])), "")
    return own or next((c.lower_ for thing in verb.children if thing.dep_ == "obj" for c in thing.children if c.dep_ == "case" and c.i == verb.i + 1), "")


def paid_for(clause: Clause) -> Token | None:
    """The thing of "pay for the copying": what stands behind "for", where the verb has no object."""
    if clause.noun or clause.objects or clause.head.lemma_.lower() != "pay":
        return None
    return next(iter(clause.obliques.get("for", ())), None)
