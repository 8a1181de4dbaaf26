"""Whether an auxiliary or a present tense binds, by where it stands and whose words it is: an agreement's own text, the debtor's own word, an outlet's news of
a pact, what a host, a go-between or the other side tells of it."""

from __future__ import annotations

from collections.abc import Iterable

from servanda.coding.bargains import BARGAINED, answers
from servanda.coding.clauses import Clause
from servanda.coding.conditions import conditions
from servanda.coding.force import COOPERATIVE, Force
from servanda.coding.frames import Frame
from servanda.coding.infinitives import has_time
from servanda.coding.owed_deeds import puts_money
from servanda.coding.pledges import gives, is_believed, is_firm, is_vowed, names_other, of_a_draft, serves, under_terms
from servanda.coding.sides import Sides
from servanda.coding.situation import Situation
from servanda.coding.tables import table
from servanda.records import Mention

HARMING = {"ASSAULT", "COERCE"}  # deeds that harm another
GIVEN_TOGETHER = {"COOPERATE", "AID", "CONCEDE", "RETREAT"}  # deeds that several can undertake together


def tells_of_pact(situation: Situation, speaker: Mention, who: Sides, offset: int) -> bool:
    """ "According to the mediators, the rebels are to hand in their rifles": what an outsider tells that a party is to do under a pact between parties."""
    bound, agents, word = situation.bound_with(who.agents, offset), {m.code for m in who.agents if m.code}, situation.word_before(offset)
    given = word is not None and agents <= word.debtors and speaker.code not in word.parties
    return bool(agents) and (given or (len(bound) > 1 and agents <= bound and speaker.code not in bound))


def told_by_other_side(situation: Situation, clause: Clause, force: Force, who: Sides, speaker: Mention | None, offset: int) -> bool:
    """ "Spain will pay 420,000 euros by March 15, the ministry of Senegal said": what the other party of a pact tells, in no quotation, of a firm duty."""
    if speaker is None or force.modality not in {"will", "is to"} or clause.negated or situation.speech.quoted(offset):
        return False
    bound, agents = situation.bound_with(who.agents, offset), {m.code for m in who.agents if m.code}
    both = agents | {speaker.code}
    between = both <= bound or any(both <= p.parties for p in situation.promised)
    return bool(agents) and between and speaker.code not in agents and bool(clause.objects) and is_firm(situation, clause)


def told_by_go_between(situation: Situation, clause: Clause, force: Force, who: Sides, speaker: Mention | None, offset: int) -> bool:
    """ "Qatar, which mediated, said that A would free 35 men and B let the lorries in": what a go-between tells, in no quotation, that sides will do."""
    if speaker is None or force.modality not in {"will", "would", "is to", "shall"} or situation.speech.quoted(offset) or not clause.objects:
        return False
    agents = {m.code for m in who.agents if m.code}
    said = f"{speaker.text} {clause.head.sent.text}".lower()
    between = bool(speaker.code) and speaker.code not in agents and any(word in said for word in table("pledges")["mediating"])
    return bool(agents) and between and names_other(situation, clause, who.agents, offset)


def binding_context(situation: Situation, clause: Clause, frame: Frame | None, force: Force, who: Sides, speaker: Mention | None, offset: int) -> bool:
    """An auxiliary alone binds only inside an agreement's text, about an agreement named before, or said by the debtor itself."""
    in_text = bool(situation.topics.authors(offset))
    quoted = bool(situation.speech.around(offset))
    if not in_text and of_a_draft(situation, clause):
        return False
    if force.modality == "shall" and not quoted and situation.speech.issuer(offset) is None:
        return True  # "The Republic shall remove the barriers": the wording of a text that binds
    if answers(situation, clause, frame, force, who, speaker if quoted else None, offset):
        return True
    if force.modality == "is to" and not quoted and has_time(clause.head) and names_other(situation, clause, who.agents, offset):
        return True  # "A has six weeks to vacate the orchard and B ..."
    if told_by_other_side(situation, clause, force, who, speaker, offset) or told_by_go_between(situation, clause, force, who, speaker, offset):
        return True
    if force.modality == "has to" and not in_text:
        return clause.head.head.lower_ in {"has", "have"} and under_terms(situation, clause, offset)  # "has to pay it under the settlement"; else a need
    if own_voice(situation, who.agents, offset):
        going_on = situation.in_bargain(who.agents, offset) and bool(clause.objects) and is_firm(situation, clause)  # "will in addition train 60 nurses"
        return not clause.negated and (gives(frame) or serves(situation, clause, frame, who.agents, offset) or going_on)
    own_word = speaker is not None and any(m.code and m.code in (speaker.code or "").split("+") for m in who.agents)
    if own_word and (is_vowed(situation, offset) or forbears(clause, frame)):
        return True
    several = len({m.code for m in who.agents if m.code}) > 1
    jointly = several or (speaker is not None and "+" in (speaker.code or ""))  # "the two presidents decided that A would reopen the canal and B ..."
    barred = clause.negated and several and (frame is None or frame.plover in HARMING)  # "the two coast guards will chase no boat, Hanoi said"
    if own_word and jointly and clause.objects and (barred or not clause.negated) and (barred or frame is None or frame.plover in GIVEN_TOGETHER):
        return True  # "A and B confirmed that the quota would be split evenly"
    if force.modality == "would" and (under_terms(situation, clause, offset) or situation.speech.cites(offset)):
        return True
    giving = not clause.negated and (gives(frame) or puts_money(clause) or serves(situation, clause, frame, who.agents, offset))
    if giving and not in_text and several and not is_believed(clause) and (speaker is not None or (force.modality in BARGAINED and not quoted)):
        return True  # "A and B will mark the border"; "the mediators announced that A and B would each withdraw": a host tells what several promised together
    if force.modality == "would":
        return own_word and (giving or bool(situation.topics.instruments))  # "announced that it would give 12 lorries"
    if own_word and not in_text:
        return by_own_word(situation, clause, frame, giving, offset)
    if in_text:
        return True
    instrument = situation.topics.current(offset)
    normative = force.modality == "shall" and situation.speech.issuer(offset) is None
    settled = force.modality in {"will", "is to"} and (is_firm(situation, clause) or puts_money(clause))  # "Japan will donate 24 bridges"
    if instrument is None and giving and (normative or settled):
        aid = frame is not None and frame.plover == "AID" and situation.is_exact(clause)
        return not situation.speech.around(offset) and (aid or names_other(situation, clause, who.agents, offset))
    return (instrument is not None and not situation.speech.around(offset)) or (force.modality in {"is to", "shall"} and instrument is not None)


def forbears(clause: Clause, frame: Frame | None) -> bool:
    """ "A will not shell the plant", "said that it would expel no refugees": a hostile deed that a party says it will not do is promised not to be done."""
    hostile = frame is not None and frame.plover in HARMING and frame.illocution == "act"
    return clause.negated and hostile and bool(clause.objects) and not conditions(clause)


def by_own_word(situation: Situation, clause: Clause, frame: Frame | None, giving: bool, offset: int) -> bool:
    """Whether what a party says of itself with "will" is a pledge: "the United States will provide ..., the State Department said". In an interview only
    a known act that serves the other side, with a number or a day."""
    if situation.speech.quoted(offset):
        known = bool(situation.topics.instruments) or (giving and is_firm(situation, clause))
        cooperative = frame is not None and frame.plover in COOPERATIVE
        return not clause.negated and known and (cooperative or giving)
    if giving:
        return True
    if clause.negated and frame is not None and frame.plover in COOPERATIVE:
        return False  # "said it will not talk": a refusal
    return bool(situation.topics.instruments)


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


def speaker_is_party(speaker: Mention | None) -> bool:
    """Whether a speaker is a known party, who speaks for his own side."""
    return speaker is not None and bool(speaker.code)
