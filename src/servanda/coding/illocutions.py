"""What a clause does: reports, promises, threatens, calls; and whose words bind whom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from servanda.coding.arguments import is_sum
from servanda.coding.clauses import Clause
from servanda.coding.deeds import particle_of
from servanda.coding.force import COOPERATIVE, Force, conditions
from servanda.coding.frames import Frame
from servanda.coding.outlook import ASKING, named_subject, same_party
from servanda.coding.participants import is_given
from servanda.coding.parties import BODIES
from servanda.coding.sentence import Reader
from servanda.coding.sides import Sides
from servanda.coding.situation import GIVING, Situation
from servanda.coding.tables import table
from servanda.records import Illocution, Mention

PRIVATE = {"BUS", "MED", "CVL", "SPY", "UNS", "NGO", "LAB", "EDU", "REL", "HLH", "CRM", "REF", "UAF"}  # roles whose promises do not bind a state
BARRED = {"bring", "put", "take", "keep", "enter", "join", "run"}  # "neither may bring arms": a deed where it is forbidden, too vague where it is promised
TRANSFERRING = {"over", "back"}  # particles that make a deed of a vague verb: "take over 140 employees", "bring back the boats"
HOSTILE = {"THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
ABOUT_PROMISING = {"agree", "promise", "oblige", "commit", "accept"}  # words about a promise, not what is promised


def decide(situation: Situation, clause: Clause, reader: Reader, force: Force, who: Sides, offset: int) -> tuple[Illocution | None, str, bool]:
    """Illocution, modality, and whether the clause stands in an agreement's own text."""
    frame, kind = reader.frame(clause), force.kind
    if kind == "bound" and force.modality == "would" and clause.relation == "acl:relcl":
        return None, "", False  # "the only draft that he would discuss": which draft, no promise
    authors = situation.topics.authors(offset)
    speaker = situation.speech.innermost(offset) if not authors else None
    if kind == "condition":
        return ("condition", force.modality, False) if force.modality == "threatened" else (None, "", False)
    if kind == "commissive" and force.operator is None and reader.inner(clause) is not None:
        kind = "act"
    if kind in {"bound", "commissive"}:
        return bound(situation, clause, reader, force, who, speaker, offset)
    if kind == "present":
        return present(situation, frame, clause, who, bool(situation.speech.around(offset)) and not authors, offset)
    if kind == "position" and force.modality == "possible":
        return None, "", False
    modality = force.modality
    if denies_own(clause, frame, force, who, speaker):
        return "denial", "denied", False
    if kind == "act" and modality == "asserted" and situation.speech.around(offset) and not authors:
        modality = "claimed"
    return cast(Illocution, kind), modality, bool(authors)


def denies_own(clause: Clause, frame: Frame | None, force: Force, who: Sides, speaker: Mention | None) -> bool:
    """ "A said its guns had not shelled the town": whoever says that he has not done a hostile deed denies it."""
    plain = force.kind == "act" and force.modality == "not done" and clause.negated and clause.tense == "past" and not clause.noun
    hostile = frame is not None and frame.plover in HOSTILE and not frame.operates
    return plain and hostile and speaker is not None and bool(speaker.code) and same_party(speaker, who.agents)


def bound(
    situation: Situation, clause: Clause, reader: Reader, force: Force, who: Sides, speaker: Mention | None, offset: int
) -> tuple[Illocution | None, str, bool]:
    """Whether "will", "is to" or "agreed to" binds the clause's subject, given whose words these are."""
    frame = reader.frame(clause)
    if clause.governor is not None and clause.relation in {"acl", "ccomp"} and clause.governor.lemma_.lower() in table("speech_acts")["hearsay_nouns"]:
        return None, "", False  # "denied a report that his government would compensate growers"
    if is_noted(situation, clause):
        return None, "", False
    if not any(m.code and m.kind in BODIES | {"person"} and m.role not in PRIVATE for m in who.agents):
        return None, "", False
    authors = situation.topics.authors(offset)
    issuer = situation.speech.issuer(offset) if not situation.speech.around(offset) else None
    speaking = authors or ((issuer,) if issuer else ())
    if speaking and force.modality in {"must", "has to"} and not {m.code for m in speaking} & {m.code for m in who.agents}:
        return None, "", False  # "we declare that Russia must withdraw": asked of another, owed by nobody
    if not authors and speaker is not None and force.modality in ASKING and named_subject(clause):
        return None, "", False
    if force.kind == "bound":
        if force.modality != "is to" and threatens(situation, clause, frame):
            return "condition", "threatened", False
        published = bool(authors) and frame is not None and frame.illocution == "position" and bool(clause.objects)  # "shall publish the readings"
        barred = clause.negated and clause.head.lemma_.lower() in BARRED and bool(clause.objects)  # "neither will put captives on television"
        if not binding_predicate(situation, clause, frame) or (
            frame and not (published or barred or is_deed(clause)) and frame.illocution not in {"act", "stance", "performative", "commissive"}
        ):
            return None, "", False
        if not binding_context(situation, clause, frame, force, who, speaker, offset):
            return None, "", False
    if frame and (frame.action in ABOUT_PROMISING or (clause.noun and frame.operates)):
        return None, "", False
    if not authors and speaker is not None and not speaks_for(speaker, who.agents):
        return "position", "claimed", False
    return "commissive", "promised", bool(authors)


def is_noted(situation: Situation, clause: Clause) -> bool:
    """ "A notes (the statement of B) that seedlings will be planted": taken note of, undertaken by nobody there."""
    above, noting = clause.governor, table("speech_acts")["noting"]
    if above is None or clause.relation not in {"acl", "ccomp"}:
        return False
    return above.lemma_.lower() in noting or (above.pos_ == "NOUN" and above.head.lemma_.lower() in noting)


def binding_predicate(situation: Situation, clause: Clause, frame: Frame | None) -> bool:
    """Whether the predicate names a deed that somebody could owe."""
    kept = (clause.passive or bool(clause.objects)) and frame is not None and frame.id == "performance.maintain"  # "shall be kept open", "keep it open"
    barred = clause.negated and (frame is not None or (clause.head.lemma_.lower() in BARRED and bool(clause.objects)))
    transferred = bool(clause.objects) and particle_of(clause.head) in TRANSFERRING
    if clause.head.lemma_.lower() in table("speech_acts")["not_binding"] and not (barred or kept or transferred or puts_money(clause) or is_given(clause)):
        return frame is not None and len(clause.head.lemma_) > 2 and frame.plover in COOPERATIVE and frame.illocution == "act"
    return True


def puts_money(clause: Clause) -> bool:
    """Whether the deed is to put a sum of money into something: whatever the verb, that is giving."""
    return clause.head.lemma_.lower() in table("gifts")["spending"] and any(is_sum(thing) for thing in clause.objects)


def is_deed(clause: Clause) -> bool:
    """Whether a verb of saying is a deed: money is put into something, people may not be put somewhere, it is reported to somebody on something."""
    reports = clause.head.lemma_.lower() in table("speech_acts")["accounting"] and "to" in clause.obliques and clause.head.dep_ != "ccomp"
    return puts_money(clause) or reports or (clause.negated and clause.head.lemma_.lower() in BARRED)


def binding_context(situation: Situation, clause: Clause, frame: Frame | None, force: Force, who: Sides, speaker: Mention | None, offset: int) -> bool:
    """An auxiliary alone binds only inside an agreement's text, about an agreement named before, or said by the debtor itsituation."""
    in_text = bool(situation.topics.authors(offset))
    if force.modality == "has to" and not in_text:
        return False
    if own_voice(situation, who.agents, offset):
        return frame is not None and frame.plover in GIVING and not clause.negated
    own_word = speaker is not None and any(m.code and m.code in (speaker.code or "").split("+") for m in who.agents)
    if force.modality == "would":
        given = (frame is not None and frame.plover in GIVING) or puts_money(clause)
        gives = given and not clause.negated  # "announced that it would give 12 lorries", "would put 9 million euros into the line"
        return own_word and (gives or bool(situation.topics.instruments))
    if own_word and not in_text and situation.speech.quoted(offset):
        # What a party says of itself in an interview binds only where it names a known act that serves the other side.
        known = bool(situation.topics.instruments) or (situation.is_exact(clause) and frame is not None and frame.plover in GIVING)
        return frame is not None and frame.plover in COOPERATIVE and not clause.negated and known
    if own_word and not in_text and ((frame is not None and frame.plover in GIVING) or puts_money(clause)) and not clause.negated:
        return True  # a pledge of one's own: "the United States will provide ..., the State Department said"
    if own_word and not in_text and clause.negated and frame is not None and frame.plover in COOPERATIVE:
        return False  # "said it will not talk": a refusal
    if in_text or own_word:
        return in_text or bool(situation.topics.instruments)
    instrument = situation.topics.current(offset)
    if instrument is None and force.modality in {"will", "is to"} and frame is not None and frame.plover == "AID" and not clause.negated:
        return not situation.speech.around(offset) and situation.is_exact(clause)  # "Japan will donate 24 bridges": told as settled
    return (instrument is not None and not situation.speech.around(offset)) or (force.modality in {"is to", "shall"} and instrument is not None)


def threatens(situation: Situation, clause: Clause, frame: Frame | None) -> bool:
    """A hostile deed held out on a condition is a threat, not a promise."""
    hostile = frame is not None and frame.plover is not None and frame.plover not in COOPERATIVE and frame.illocution == "act" and frame.action != "refrain"
    return hostile and not clause.negated and bool(conditions(clause))


def present(situation: Situation, frame: Frame | None, clause: Clause, who: Sides, quoted: bool, offset: int) -> tuple[Illocution | None, str, bool]:
    """The present tense: a promise where the parties of an agreement speak in its text, else a report or a stance."""
    coded = [m for m in who.agents if m.code and m.kind in BODIES]
    if clause.relation == "acl:relcl":
        return None, "", False  # "a Vietnam that respects human rights": a description, no report
    vague = clause.head.lemma_.lower() in table("speech_acts")["not_binding"] and particle_of(clause.head) not in TRANSFERRING
    deed = bool(clause.objects) and not vague
    if frame is None and not (deed and (situation.topics.authors(offset) or in_exchange(situation, clause))):
        return None, "", False
    acting = is_party(situation, coded, offset) and not own_voice(situation, coded, offset)
    if coded and not quoted and acting and not (frame and frame.action in ABOUT_PROMISING):
        return "performative", "promised", True
    if frame is None:
        return None, "", False
    if frame.illocution == "stance":
        return "stance", "asserted", False
    telling = any(m.code for m in who.agents) or (who.agents and frame.plover) or frame.undone  # "the men remain in custody": whoever holds them
    return ("act", "claimed" if quoted else "asserted", False) if telling else (None, "", False)


def in_exchange(situation: Situation, clause: Clause) -> bool:
    """Whether a clause in the present tense tells a step of a bargain: it answers another's ("for its part"), waits for one, or has its day."""
    text = clause.head.sent.text.lower()
    marked = any(marker in text for marker in table("speech_acts")["exchange_markers"])
    return marked or bool(conditions(clause)) or situation.particulars.deadline(clause, situation.parties).kind in {"date", "relative"}


def own_voice(situation: Situation, agents: Iterable[Mention], offset: int) -> bool:
    """Whether the issuer of a statement speaks of itself alone, outside any agreement's text: what it says of itself is a stance or a pledge."""
    author = situation.speech.issuer(offset)
    return author is not None and not situation.topics.authors(offset) and {m.code for m in agents if m.code} == {author.code}


def is_party(situation: Situation, agents: list[Mention], offset: int) -> bool:
    """Whether all the agents are parties of an agreement that the document names before the offset."""
    if situation.topics.authors(offset):
        return True
    codes = {m.code for m in agents}
    return any(codes <= {p.code for p in i.parties} for i in situation.topics.instruments if i.start < offset)


def speaks_for(speaker: Mention, agents: tuple[Mention, ...]) -> bool:
    """Whether a speaker can vouch for a promise of the agents: one of them, an organisation that stands between them, or a host who tells what
    several promised together."""
    codes = set((speaker.code or "").split("+"))
    debtors = {m.code for m in agents if m.code}
    return speaker.kind == "organisation" or bool(debtors & codes) or len(debtors) > 1
