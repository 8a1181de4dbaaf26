"""What a clause does: reports, promises, threatens, calls; and whose words bind whom."""

from __future__ import annotations

from typing import cast

from servanda.coding.bargains import spells_out
from servanda.coding.binding import binding_context, is_party, own_voice, speaker_is_party, speaks_for, tells_of_pact, told_by_go_between, told_by_other_side
from servanda.coding.clauses import Clause, clause_tokens
from servanda.coding.conditions import conditions, on_request
from servanda.coding.deeds import TRANSFERRING, paid_for, particle_of
from servanda.coding.force import COOPERATIVE, Force
from servanda.coding.frames import Frame
from servanda.coding.outlook import ASKING, named_subject, same_party
from servanda.coding.owed_deeds import BARRED, PUBLISHING, binding_predicate, is_deed, is_purpose, is_reserved, sees_to
from servanda.coding.parties import BODIES
from servanda.coding.pledges import gives, is_firm, is_made, names_other, serves, tells_terms, under_terms
from servanda.coding.provided import laid_down
from servanda.coding.sentence import Reader, promised_by
from servanda.coding.settlements import is_step, leaves_undone
from servanda.coding.sides import Sides
from servanda.coding.situation import Situation
from servanda.coding.tables import table, words_in
from servanda.language.parsed import Token
from servanda.records import Illocution, Mention

PRIVATE = {"BUS", "MED", "CVL", "SPY", "UNS", "NGO", "LAB", "EDU", "REL", "HLH", "CRM", "REF", "UAF"}  # roles whose promises do not bind a state
IN_FORCE = "enter into force"
RETICENT = "everyday.be-drawn"
HOSTILE = {"THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
ABOUT_PROMISING = {"agree", "promise", "oblige", "commit", "accept"}  # words about a promise, not what is promised


def decide(situation: Situation, clause: Clause, reader: Reader, force: Force, who: Sides, offset: int) -> tuple[Illocution | None, str, bool]:
    """Illocution, modality, and whether the clause stands in an agreement's own text."""
    frame, kind = reader.frame(clause), force.kind
    told = not situation.topics.authors(offset)
    if kind in {"bound", "commissive"} and (gives_none(clause) or (told and (on_request(clause) or withholds(clause, frame)))):
        return None, "", False
    if kind == "commissive" and force.operator_token is not None and long_kept(situation, force.operator_token):
        return None, "", False
    if kind == "act" and force.modality == "asserted" and bears_cost(situation, clause, who, offset):
        return "commissive", "promised", False
    if tells_terms(situation, clause) and force.modality in {"asserted", "would"} and kind in {"present", "bound"} and any(m.code for m in who.agents):
        return "commissive", "promised", False
    if kind in {"present", "act", "bound"} and any(m.code for m in who.agents) and is_deed_laid_down(situation, clause, frame):
        return "commissive", "promised", False
    if kind == "terms":
        named = situation.topics.covering(situation.parties.offset(clause.governor)) if clause.governor is not None else None
        return ("commissive", "promised", False) if named is not None and is_made(named) and any(m.code for m in who.agents) else (None, "", False)
    if kind == "decided" and len({m.code for m in who.agents if m.code}) > 1 and not clause.negated:
        return "commissive", "promised", False
    if kind == "decided":
        settled = not clause.negated and (gives(frame) or serves(situation, clause, frame, who.agents, offset)) and is_firm(situation, clause)
        return ("commissive", "promised", False) if settled and names_other(situation, clause, who.agents, offset) else (None, "", False)
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
    undone = kind == "act" and modality == "not done" and leaves_undone(clause, frame) and not situation.speech.around(offset)
    if undone and situation.in_bargain(who.agents, offset):
        return "commissive", "promised", False
    if denies_own(clause, frame, force, who, speaker):
        return "denial", "denied", False
    if kind == "act" and modality == "asserted" and situation.speech.around(offset) and not authors:
        modality = "claimed"
    return cast(Illocution, kind), modality, bool(authors)


def bears_cost(situation: Situation, clause: Clause, who: Sides, offset: int) -> bool:
    """ "The cost is borne by A", "the survey is paid for by A": who pays by the agreement spoken of."""
    now = clause.passive and not clause.negated and clause.tense == "present" and clause.form == "finite" and not clause.progressive and not clause.modal
    coded = [m for m in who.agents if m.code and m.kind in BODIES]
    paying = clause.head.lemma_.lower() in table("pledges")["cost_bearing"] and bool(clause.obliques.get("by"))
    return now and paying and bool(coded) and is_party(situation, coded, offset) and not situation.speech.quoted(offset)


def gives_none(clause: Clause) -> bool:
    """ "Would pay for none of the oil": a refusal."""
    things = [*clause.objects, *(t for found in clause.obliques.values() for t in found)]
    return not clause.negated and any(t.lower_ in {"none", "nothing"} for t in things)


def withholds(clause: Clause, frame: Frame | None) -> bool:
    """ "Would not contribute while the matter was unsettled": a deed refused for as long as something lasts; not "may bring no arms while it lasts"."""
    lasting = any(c.dep_ == "mark" and c.lower_ in {"while", "until", "unless"} for t in clause.head.children if t.dep_ == "advcl" for c in t.children)
    return clause.negated and clause.modal == "would" and lasting and (frame is None or frame.plover not in HOSTILE)


def denies_own(clause: Clause, frame: Frame | None, force: Force, who: Sides, speaker: Mention | None) -> bool:
    """ "A said its guns had not shelled the town": whoever says that he has not done a hostile deed denies it."""
    plain = force.kind == "act" and force.modality == "not done" and clause.negated and clause.tense == "past" and not clause.noun
    hostile = frame is not None and frame.plover in HOSTILE and not frame.operates
    return plain and hostile and speaker is not None and bool(speaker.code) and same_party(speaker, who.agents)


def bound(
    situation: Situation, clause: Clause, reader: Reader, force: Force, who: Sides, speaker: Mention | None, offset: int
) -> tuple[Illocution | None, str, bool]:
    """Whether "will", "is to" or "agreed to" binds the clause's subject, given whose words these are."""
    frame = reader.frame(clause) if sees_to(clause) is None else None
    if clause.governor is not None and clause.relation in {"acl", "ccomp"} and clause.governor.lemma_.lower() in table("speech_acts")["hearsay_nouns"]:
        return None, "", False  # "denied a report that his government would compensate growers"
    if frame is not None and frame.id == RETICENT:
        return None, "", False  # "would not be drawn on the price", "would not go into details"
    if is_noted(situation, clause) or (force.kind == "bound" and (is_purpose(clause) or is_reserved(clause))):
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
        lemma = clause.head.lemma_.lower()
        served = lemma in table("pledges")["serving"] or (frame is not None and frame.id == PUBLISHING)
        told_under = served and situation.topics.current(offset) is not None and not situation.speech.around(offset)
        wording = bool(authors) or force.modality == "shall" or told_under  # "will recognise the degrees of A" under an agreement
        admitted = serves(situation, clause, frame, who.agents, offset)  # "would admit 20 students of A" says nothing
        published = (wording or admitted) and frame is not None and frame.illocution == "position" and bool(clause.objects)  # "shall publish the readings"
        asked = clause.head.lemma_.lower() == "invite" and bool(clause.objects) and situation.topics.current(offset) is not None  # "will invite six engineers"
        barred = clause.negated and clause.head.lemma_.lower() in BARRED and bool(clause.objects)  # "neither will put captives on television"
        if not binding_predicate(situation, clause, frame, wording or situation.in_bargain(who.agents, offset)) or (
            frame
            and not (published or barred or asked or is_deed(clause) or (clause.negated and wording))
            and frame.illocution not in {"act", "stance", "performative", "commissive"}
        ):
            return None, "", False
        if not binding_context(situation, clause, frame, force, who, speaker, offset):
            return None, "", False
    several = len({m.code for m in who.agents if m.code}) > 1
    if several and changes_text(situation, clause) and force.operator is not None and force.operator.complement == "agreement":
        return None, "", False  # "A and B agreed to rewrite the letters of June": a new text, which they have made
    if frame is None and clause.noun and situation.parties.covering(clause.head) is not None:
        return None, "", False  # "committed 5 per cent to the Kosovo Force": a word of a name
    offered = force.kind == "bound" and clause.head.lemma_.lower() == "offer" and bool(clause.objects)  # "will offer 150 scholarships a year"
    if frame and not offered and (frame.action in ABOUT_PROMISING or (clause.noun and frame.operates)):
        return None, "", False
    made = force.operator is not None and not speaker_is_party(speaker)  # "has agreed to lend it, the museum announced": told by one who is no side
    made = made or (force.operator_token is not None and bool(promised_by(force.operator_token)))  # "said it had won a promise from A to ship"
    made = made or (force.operator is not None and is_given_word(situation, clause, speaker, who, offset))
    made = made or (force.modality == "is to" and speaker is not None and tells_of_pact(situation, speaker, who, offset))
    made = made or (force.kind == "bound" and told_by_other_side(situation, clause, force, who, speaker, offset))
    made = made or (force.kind == "bound" and told_by_go_between(situation, clause, force, who, speaker, offset))
    if not authors and speaker is not None and not made and not speaks_for(speaker, who.agents):
        return "position", "claimed", False
    return "commissive", "promised", bool(authors)


def is_deed_laid_down(situation: Situation, clause: Clause, frame: Frame | None) -> bool:
    """Whether a clause tells what is to be done by the text that lays it down, and not how things are."""
    lemma = clause.head.lemma_.lower()
    idle = lemma in words_in("speech_acts.not_binding", "pledges.stative") and lemma not in {"share", "give"}
    deed = bool(clause.objects) and (not idle or particle_of(clause.head) in TRANSFERRING)
    return deed and (frame is None or frame.illocution == "act") and laid_down(situation, clause) is not None


def is_given_word(situation: Situation, clause: Clause, speaker: Mention | None, who: Sides, offset: int) -> bool:
    """ "Israel has agreed to free the 30 drivers, officials in Amman said": a word given that the other side tells of, in no quotation."""
    other = speaker is not None and bool(speaker.code) and speaker.kind in BODIES and speaker.code not in {m.code for m in who.agents}
    return other and not situation.speech.quoted(offset) and not clause.negated and bool(clause.objects)


def changes_text(situation: Situation, clause: Clause) -> bool:
    """Whether a clause changes an agreement itself."""
    texts = any(o.lemma_.lower() in situation.lexicon.instruments for o in clause.objects)
    return texts and clause.head.lemma_.lower() in table("pledges")["amending"]


def long_kept(situation: Situation, promising: Token) -> bool:
    """ "Had promised in 1994 to give up its warheads": a promise of years ago, told as background."""
    if not any(c.lower_ == "had" and c.dep_ == "aux" for c in promising.children):
        return False
    at, last = situation.parties.offset(promising.left_edge), situation.parties.offset(promising.right_edge)
    year, own = (situation.document.published or "")[:4], {situation.parties.offset(t) for c in promising.children for t in (c, *c.children)}
    return bool(year) and any(t.start in own and (t.last or year)[:4] < year for t in situation.particulars.times_in(at, last + 1))


def is_noted(situation: Situation, clause: Clause) -> bool:
    """ "A notes (the statement of B) that seedlings will be planted": taken note of, undertaken by nobody there."""
    above, noting = clause.governor, table("speech_acts")["noting"]
    if above is None or clause.relation not in {"acl", "ccomp"}:
        return False
    return above.lemma_.lower() in noting or (above.pos_ == "NOUN" and above.head.lemma_.lower() in noting)


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
    deed = (bool(clause.objects) and not vague) or paid_for(clause) is not None
    spelt = bool(coded) and not quoted and spells_out(situation, clause) and (deed or frame is not None)
    told = spelt or situation.topics.authors(offset) or in_exchange(situation, clause) or situation.in_bargain(coded, offset)
    if frame is None and not (deed and (told or under_terms(situation, clause, offset))):
        return None, "", False
    bound_here = is_party(situation, coded, offset) or (is_step(clause, frame) and situation.in_bargain(coded, offset))
    acting = spelt or (bound_here and not own_voice(situation, coded, offset))
    if coded and not quoted and acting and not (frame and frame.action in ABOUT_PROMISING):
        return "performative", "promised", True
    if frame is None:
        return None, "", False
    if frame.illocution == "stance":
        return "stance", "asserted", False
    in_force = frame.action == IN_FORCE and comes_now(situation, clause, offset)
    telling = in_force or any(m.code for m in who.agents) or (who.agents and frame.plover) or frame.undone  # "the men remain in custody": whoever holds them
    return ("act", "claimed" if quoted else "asserted", False) if telling else (None, "", False)


def comes_now(situation: Situation, clause: Clause, offset: int) -> bool:
    """ "The treaty thereby takes effect": told as news, on no day to come and on no condition."""
    dated = situation.particulars.deadline(clause, situation.parties).kind != "none" or conditions(clause)
    own = {situation.parties.offset(t) for t in clause_tokens(clause.head)}
    named = [t for t in situation.particulars.times_in(min(own), max(own) + 1) if t.start in own]
    ahead = any((t.first or "") > (situation.document.published or "9") for t in named)
    said = clause.relation in {"root", "conj", "ROOT"} and not situation.speech.quoted(offset)
    return said and not dated and not ahead and situation.instrument_of(clause) is not None


def in_exchange(situation: Situation, clause: Clause) -> bool:
    """Whether a clause in the present tense tells a step of a bargain: it answers another's ("for its part"), waits for one, or has its day."""
    text = clause.head.sent.text.lower()
    marked = any(marker in text for marker in table("speech_acts")["exchange_markers"])
    return marked or bool(conditions(clause)) or situation.particulars.deadline(clause, situation.parties).kind in {"date", "relative"}
