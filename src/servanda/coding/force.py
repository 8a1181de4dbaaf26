"""What a clause does: reports an act, binds its subject, asks, endorses, threatens (its illocution).

The classes are those of `docs/design.md`; the words that decide lie in `tables/speech_acts.toml` and in the frames.
"""

from __future__ import annotations

from dataclasses import dataclass

from servanda.coding.clauses import Clause, is_copular
from servanda.coding.conditions import conditional, fronted_be, groundless, historical, pending
from servanda.coding.frames import Frame
from servanda.coding.phrases import preposition
from servanda.coding.references import FIRST_PERSON
from servanda.coding.sentence import Reader
from servanda.coding.tables import table, word_roles
from servanda.language.parsed import Token
from servanda.records import Illocution

COOPERATIVE = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"}
SPANS = {"hour", "day", "week", "month", "round", "year", "night"}
OBLIGING = {"oblige", "require", "bind", "commit", "compel"}
SEALING = {"sign", "reach", "conclude", "strike", "seal", "ink", "initial", "agree", "clinch", "finalise", "finalize", "adopt"}  # verbs by which a deal is made
DECIDING = {"decide", "resolve"}
DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Force:
    """The clause's illocution before its parties are looked at. `kind` is an illocution, "bound" (an auxiliary that would bind a party),
    "present" (a present tense that would bind one), or "none" (neither done nor promised).

    `operator` is the frame above it that decides, `modality` how far the words vouch for it.
    """

    kind: str
    modality: str = "asserted"
    operator: Frame | None = None
    operator_token: Token | None = None


ACHIEVING = {"join", "succeed", "follow", "lead"}  # "joined A in condemning B", "succeeded in freeing the men": the deed is behind "in"
NONE = Force("none", "embedded")


def force_of(clause: Clause, reader: Reader, depth: int = 0) -> Force:
    """The illocution of a clause from its operator, mood and tense."""
    if depth > DEEPEST:
        return NONE
    if groundless(clause):
        return Force("denial", "negated")
    found = reader.operator(clause)
    if found and found[0].complement != "none":
        return under_operator(clause, reader, found, depth)
    if conditional(clause):
        return Force("condition", "hypothetical")
    if clause.noun:
        frame = reader.frame(clause)
        if frame is not None and frame.action == "agree" and clause.head.dep_ == "obj" and clause.head.head.lemma_.lower() == "have":
            return Force("none", "presupposed")  # "which has an agreement with A": how things stand
        lent = reader.clause_at(reader.asserted[clause.head.i]) if clause.head.i in reader.lent else None
        if lent is not None:
            outer = force_of(lent, reader, depth + 1)  # "will launch an attack" is to come, "launched an attack" was done
            return Force("act", outer.modality) if outer.kind == "position" and outer.modality == "asserted" else outer
        counted = (
            clause.head.head if preposition(clause.head) == "of" and clause.head.head.lemma_.lower() in SPANS else clause.head
        )  # "after 16 hours of talks"
        if (ahead := to_happen(clause, reader)) is not None:
            return by_mood(ahead, reader, depth + 1) if not ahead.negated else NONE  # "the handover is to take place on 20 March": it has not yet
        background = preposition(counted) in {"after", "following"}  # "following the talks between A and B": they took place
        if background or clause.head.i in reader.asserted or clause.head.i in reader.journeys:
            return Force("act")
        if is_copular(clause.head):
            unreal = any(c.dep_ == "aux" and c.tag_ == "MD" for c in clause.head.children) or conditional(clause)
            return NONE if unreal else Force("act", "not done" if clause.negated else "asserted")
        return Force("act", "presupposed") if spoken_of(clause, reader) else Force("none", "presupposed")
    if clause.relation in {"advcl", "conj"} and clause.form == "gerund" and preposition(clause.head) == "by":
        above = governed(clause, reader, depth)
        answering = clause.governor is not None and clause.governor.lemma_.lower() in table("speech_acts")["answering"]
        return Force("act") if answering and above.kind == "position" else above  # "replied by recalling its envoy"
    if clause.form == "infinitive":
        return inherited(clause, reader, depth)
    return by_mood(clause, reader, depth)


def to_happen(clause: Clause, reader: Reader) -> Clause | None:
    """The clause that says of a noun's deed that it will happen, None where none does."""
    verb = reader.asserted.get(clause.head.i) if clause.head.i not in reader.lent else None
    said = reader.clause_at(verb) if verb is not None else None
    return said if said is not None and said.modal in table("speech_acts")["promise_modals"] else None


def spoken_of(clause: Clause, reader: Reader) -> bool:
    """ "The bombing of a barracks by X left nine dead": an event noun with its doer, of which a plain clause says something, has happened."""
    doer = bool(clause.subjects or clause.obliques.get("between") or clause.obliques.get("from")) or any(
        reader.named(t) for t in clause.obliques.get("", ())
    )  # "Israel's raid", "the Israeli raid"
    body = clause.head.lemma_.lower() in word_roles("organs") and not clause.obliques.get("to")  # "the opposition praised": who, not what
    if body or clause.negated or not doer or clause.relation not in {"nsubj", "nsubj:pass", "ROOT", "root"}:
        return False
    above = reader.clause_at(clause.governor) if clause.governor is not None else None
    return above is None or not (above.modal or conditional(above))


def under_operator(clause: Clause, reader: Reader, found: tuple[Frame, Token], depth: int) -> Force:
    """What the operator makes of its clause; an operator that is itself unreal makes it unreal."""
    frame, token = found
    complement = frame.complement
    if complement == "promise" and released(token, reader):
        return NONE
    ahead = reader.clause_at(token) if complement == "announcement" and clause.noun else None
    if ahead is not None and ahead.modal in {"will", "shall", "is to"}:
        return Force("bound", ahead.modal, frame, token)  # "will announce further aid"
    if complement == "announcement" and clause.form == "infinitive" and token.lemma_.lower() in DECIDING and (outer := reader.clause_at(token)) is not None:
        return Force("none" if outer.negated or outer.modal else "decided", "promised", frame, token)  # "decided to give": a promise if it serves another
    if complement in {"report", "announcement"}:
        return reported(clause, reader, frame, depth)
    outer = reader.clause_at(token)
    outer_force = force_of(outer, reader, depth + 1) if outer else Force("act")
    if outer and outer.negated:
        return Force("denial" if complement in {"denial", "promise", "agreement", "intent"} else "none", "negated", frame, token)
    if complement == "promise" and token.lemma_.lower() in OBLIGING and outer and outer.modal in {"would", "could", "might", "may"}:
        return NONE  # "the draft would oblige A to pull back"
    if complement in {"promise", "agreement"} and taken_back(token):
        return Force("act", "not done")
    if complement == "agreement" and clause.relation == "ccomp" and clause.modal in {"may", "can"} and not clause.negated:
        return Force("position", "possible")  # "agreed that A's boats may fish there": leave, which they do not owe
    if complement in {"promise", "agreement"} and outer_force.kind == "denial":
        return Force("denial", "denied", frame, token)  # "denied that it had promised to build no more dams"
    if complement in {"promise", "agreement"} and pending(clause):
        return Force("act", "not done")
    if complement == "promise" and token.lemma_ in {"have", "need", "require"} and not frame.subject:  # "the accord requires A to": it binds A
        return Force("bound", "has to")  # "we have to deal with it": need, not a promise, outside an agreement's own text
    if complement == "promise" and token.lower_ in {"commit", "commits", "committed", "committing", "dedicated", "determined"}:
        sums = outer is not None and any(t.pos_ != "PRON" for t in outer.objects)  # "committed 20 million to the restoration of": what for
        if clause.noun and sums:
            return Force("none", "presupposed")
        if clause.noun and preposition(clause.head) != "to":
            return Force(outer_force.kind, outer_force.modality)  # "has committed killings" promises nothing, "committed itself to a payment" does
        if token.pos_ == "ADJ" or token.tag_ == "JJ":
            return Force("intent", "intended", frame, token)
        if token.tag_ == "VBN" and not (outer and outer.tense == "past" and not outer.passive):
            return Force("intent", "intended", frame, token)  # "remains committed to advancing": a disposition
    told = clause.relation == "ccomp" and clause.form == "finite" and not clause.modal
    if told and ((complement == "promise" and clause.tense == "past") or token.lemma_.lower() == "accept"):
        return reported(clause, reader, frame, depth)  # "assured them that the line was safe", "accepts that it owes it": told, not promised
    if complement in {"promise", "agreement"}:
        if clause.noun and complement == "agreement" and clause.relation == "obl" and not clause.objects:
            return NONE
        return Force("commissive", "promised", frame, token) if outer_force.kind != "condition" else Force("condition", "hypothetical")
    if complement == "completion" and clause.relation == "ccomp" and clause.form == "finite":
        return reported(clause, reader, frame, depth)  # "confirmed that ...": the verb vouches, it completes nothing
    if complement in {"start", "completion"} and clause.noun and outer_force.kind == "position":
        return Force("act", "asserted", frame, token)  # "the raid was confirmed by"
    if complement in {"start", "completion"}:
        return Force(outer_force.kind, "begun" if complement == "start" else outer_force.modality, frame, token)
    if complement in {"continuation", "cessation"}:
        return Force("none", complement, frame, token)  # the outer clause says it: "continue their discussions", "halt the attacks"
    if complement == "failure":
        return Force("act", "not done", frame, token) if outer_force.kind == "act" else NONE
    if complement == "intent":
        own = reader.frame(clause)
        if own is not None and outer is not None and wishes(outer, frame, own):
            return Force(own.illocution or "act")
        return Force("intent", "intended", frame, token)
    if complement == "denial":
        return Force("denial", "denied", frame, token)
    if complement == "threat":
        return Force("condition", "threatened", frame, token)
    return Force("none", complement, frame, token)


def taken_back(promising: Token) -> bool:
    """ "Had agreed to lend it, but withdrew its consent": a word given before that the same sentence sets something against."""
    before = any(c.lower_ == "had" and c.dep_ == "aux" for c in promising.children)
    return before and any(c.dep_ == "conj" and any(g.lower_ == "but" for g in c.children) for c in promising.children)


def wishes(outer: Clause, frame: Frame, own: Frame) -> bool:
    """ "We wish to thank A", "I would like to urge B": the wish that a speaker utters of himself is the thanks, and nothing planned."""
    first = bool(outer.subjects) and all(t.lower_ in FIRST_PERSON for t in outer.subjects)
    uttered = first and outer.tense == "present" and not outer.negated and outer.modal in {None, "", "would"}
    return uttered and frame.complement == "intent" and own.illocution in {"appeal", "endorsement"}


def reported(clause: Clause, reader: Reader, frame: Frame, depth: int) -> Force:
    """Under "said that", a clause counts as if it stood alone; under "announced the withdrawal of" the noun is asserted."""
    if clause.noun:
        return Force("act", "asserted") if frame.complement == "announcement" else Force("none", "presupposed")
    if conditional(clause):
        return Force("condition", "hypothetical")
    if clause.form == "infinitive":
        return Force("act", "claimed") if hearsay(clause, reader) and not clause.negated else Force("none", "reported")
    return by_mood(clause, reader, depth)


def hearsay(clause: Clause, reader: Reader) -> bool:
    """ "is said to have shelled", "are reported to be pulling out": what unnamed others tell of a clause's subject as done or going on."""
    above = reader.clause_at(clause.governor) if clause.governor is not None else None
    told = {c.lemma_ for c in clause.head.children if c.dep_ in {"aux", "aux:pass", "cop"}} & {"have", "be"}
    return above is not None and above.passive and not above.negated and not above.modal and clause.relation == "xcomp" and bool(told)


def governed(clause: Clause, reader: Reader, depth: int) -> Force:
    """ "..., by withdrawing its candidacy" does whatever the clause above it does."""
    above = reader.clause_at(clause.governor) if clause.governor is not None else None
    return force_of(above, reader, depth + 1) if above else NONE


def inherited(clause: Clause, reader: Reader, depth: int) -> Force:
    """An infinitive without operator: a coordinated one shares its first conjunct's force, a bare one promises nothing."""
    if clause.relation == "conj" and clause.governor is not None:
        first = reader.clause_at(clause.governor)
        return force_of(first, reader, depth + 1) if first else NONE
    if clause.relation == "acl" and clause.governor is not None and seals(clause.governor, reader):
        return Force("terms", "promised")  # "signed a deal to link their power grids"
    return NONE


def seals(noun: Token, reader: Reader) -> bool:
    """Whether a noun is an agreement that the verb above it makes."""
    verb = noun.head
    made = verb.lemma_.lower() in SEALING and noun.dep_ in {"obj", "nsubj:pass"} and noun.lemma_.lower() in reader.lexicon.instruments
    above = reader.clause_at(verb) if made else None
    return above is not None and not above.negated and not above.modal and above.form == "finite"


def by_mood(clause: Clause, reader: Reader, depth: int) -> Force:
    """Of a free clause: its auxiliary and tense decide."""
    acts = table("speech_acts")
    if any(c.lower_ in acts["question_words"] and c.dep_ in {"mark", "advmod"} and c.i < clause.head.i for c in clause.head.children):
        return NONE
    if clause.relation in {"ccomp", "conj"}:
        first = next((t for t in clause.head.subtree if not t.is_punct and t.dep_ != "cc"), clause.head)
        if first.lower_ in acts["asking_words"]:
            return NONE  # "sets out when and by whom it is to be carried out"
    if historical(clause):
        return Force("act", "historical")
    if unreal(clause) or charged_with(clause, reader):
        return NONE
    if clause.modal in {"is to", "was to", "has to"} and (pending(clause) or fronted_be(clause)):
        return Force("condition", "hypothetical") if fronted_be(clause) else Force("act", "not done")
    if clause.modal == "may" and clause.negated and not any(c.lemma_ == "have" and c.dep_.startswith("aux") for c in clause.head.children):
        return Force("bound", "must")  # "neither may produce": a ban
    if clause.modal in acts["possible_modals"]:
        return Force("position", "possible")
    if clause.modal in acts["promise_modals"] and not (clause.relation == "conj" and says_now(clause, reader)):
        return Force("bound", clause.modal)
    if clause.form == "gerund":
        return beside(clause, reader, depth)
    frame = reader.frame(clause)
    if clause.form == "participle" and clause.relation not in {"acl", "acl:relcl", "conj", "root", "advcl"}:
        return NONE
    kind: Illocution = frame.illocution if frame else "act"
    if clause.negated:
        return Force(kind if kind in {"denial", "position"} else "act", "not done")
    if clause.tense == "present" and clause.form == "finite" and not clause.progressive and not clause.passive and kind in {"act", "stance", "performative"}:
        return Force("present")
    return Force(kind)


def unreal(clause: Clause) -> bool:
    """ "A almost attacked B", "rather than bomb B, A talked to it", "it was not A that attacked B": a deed that the words name and take away."""
    own, above = clause.head.children, clause.governor
    if any(c.dep_ == "advmod" and c.lower_ in {"almost", "nearly"} for c in own):
        return True
    if above is not None and above.lemma_.lower() == "time" and clause.tense == "past" and any(c.lower_ in {"high", "about"} for c in above.children):
        return True  # "it is high time that B reopened the road"
    if clause.relation == "ccomp" and above is not None and above.lemma_.lower() in {"doubt", "question", "wonder"}:
        return True  # "doubted that the truce would hold": nobody's promise
    if clause.relation in {"advcl", "acl"} and any(c.lower_ in {"rather", "instead"} and c.i < clause.head.i for c in own):
        return True
    cleft = clause.relation in {"acl:relcl", "acl"} and above is not None and any(c.lower_ == "it" for c in above.children)
    return cleft and above is not None and any(c.lower_ in {"not", "n't", "n’t"} for c in above.children)


def charged_with(clause: Clause, reader: Reader) -> bool:
    """ "Accused them of having broken the truce": a deed that is only laid to somebody's charge."""
    behind = clause.relation in {"advcl", "ccomp", "acl"} and any(c.dep_ == "mark" and c.lower_ == "of" for c in clause.head.children)
    above = reader.clause_at(clause.governor) if behind and clause.governor is not None else None
    frame = reader.frame(above) if above is not None else None
    return frame is not None and frame.complement == "accuse"


def released(token: Token, reader: Reader) -> bool:
    """ "No longer regards itself as obliged to pay": whether a word of duty stands under a verb that denies it."""
    above = reader.clause_at(token.head) if token.dep_ in {"xcomp", "advcl", "obl"} and token.pos_ in {"VERB", "ADJ"} else None
    return above is not None and above.negated


def says_now(clause: Clause, reader: Reader) -> bool:
    """ "They will continue the talks and call on the world to help": a call or welcome that only shares the auxiliary is made by the words."""
    frame = reader.frame(clause)
    return frame is not None and frame.illocution in {"appeal", "endorsement"} and not any(c.tag_ == "MD" for c in clause.head.children)


def beside(clause: Clause, reader: Reader, depth: int) -> Force:
    """A participle beside a clause: "after signing the text" was done, and ", urging the rebels to leave" is said if its clause is."""
    marker, frame = preposition(clause.head), reader.frame(clause)
    if clause.relation == "advcl" and marker in {"after", "following", "since", "having"}:
        return Force("act")
    governor = clause.governor.head if clause.relation == "acl" and clause.governor is not None and clause.governor.dep_ == "obj" else clause.governor
    above = reader.clause_at(governor) if governor is not None else None
    if clause.relation == "acl" and (frame is None or frame.complement == "none"):
        return NONE  # "ships carrying grain": what sort of thing; "a report accusing the army" says so
    led_to = marker == "in" and clause.governor is not None and clause.governor.lemma_.lower() in ACHIEVING
    uncoded = frame is None or (frame.plover is None and frame.cameo is None)
    if clause.relation not in {"advcl", "acl"} or (marker and not led_to) or frame is None or uncoded or above is None or clause.negated:
        return NONE
    outer = force_of(above, reader, depth + 1)
    said = outer.kind in {"act", "present", "appeal", "endorsement", "stance", "position", "denial"} and outer.modality in {"asserted", "claimed"}
    return Force(frame.illocution) if said and not above.negated and not above.modal else NONE
