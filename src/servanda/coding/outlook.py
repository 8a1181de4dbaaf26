"""What an auxiliary says where it binds nobody: "will meet" tells what is to come, "must withdraw" asks.

The codes are composed as PLOVER's manual has it: cooperation to come is AGREE, hostility to come THREATEN, "will not" refuses, and what
a speaker says that another must do is a request (`lexicon/composition.toml`, tables future, negative-future and request).
"""

from __future__ import annotations

from dataclasses import dataclass

from servanda.coding.clauses import Clause
from servanda.coding.force import Force
from servanda.coding.frames import Codes, Frame, Lexicon
from servanda.coding.sentence import Reader
from servanda.coding.sides import Sides
from servanda.records import Illocution, Mention

TO_COME = {"will", "shall", "is to", "would"}
WEIGHED = {"may", "might", "could"}  # of oneself: "said it might give up its mediation" threatens, "could send troops" offers
ASKING = {"must", "has to", "should"}
NOTHING = Codes()
DEEDS = {"act", "commissive", "endorsement", "stance", "intent", "appeal"}  # illocutions of frames that an auxiliary can put into the future


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is to come or asked for: illocution, modality, the sides and the codes."""

    illocution: Illocution
    modality: str
    who: Sides
    codes: Codes


def outlook(clause: Clause, reader: Reader, force: Force, who: Sides, speaker: Mention | None, reported: bool) -> Outlook | None:
    """The outlook of a clause under an auxiliary, None where it has none that the field codes.

    `speaker` is whose words these are, `reported` whether "would" can be a future of the past: in reported words, or in news where no
    condition stands beside it.
    """
    frame = reader.frame(clause)
    if clause.modal == "must" and force.kind == "bound" and speaker is not None and speaker.code:
        nameless = clause.passive and not who.agents  # "intervention must be avoided"
        plain = frame is None and not clause.negated and clause.relation == "ccomp"  # "that Niger must do something", whatever it is
        if nameless or (plain and any(m.code for m in who.agents) and not same_party(speaker, who.agents)):
            to = who.recipients if nameless else who.agents
            return Outlook("appeal", "requested", Sides((speaker,), to), asked(NOTHING, reader.lexicon, clause.negated, "must"))
    if frame is None or not who.agents or frame.illocution not in DEEDS or force.kind not in {"bound", "position", "commissive"}:
        return None
    carrier = bearer(clause, reader, force)
    own = speaker is not None and same_party(speaker, who.agents) and not (carrier.modal in ASKING and named_subject(clause))
    base = reader.composed(clause, frame)
    if carrier.modal in TO_COME and (carrier.modal != "would" or (reported and not habitual(carrier))):
        return to_come(base, frame, reader.lexicon, carrier.negated, who)
    if carrier.modal in WEIGHED and reported and own:
        found = to_come(base, frame, reader.lexicon, carrier.negated, who)
        return Outlook("intent", "possible", who, found.codes) if found and found.codes.plover in {"AGREE", "THREATEN", "REJECT"} else None
    asked_of = speaker is not None and not own and not clause.relation.startswith("acl")  # not "issues that the world must address"
    if carrier.modal in ASKING and speaker is not None and asked_of and not (carrier.negated and carrier.modal == "has to"):
        return Outlook("appeal", "requested", Sides((speaker,), who.agents), asked(base, reader.lexicon, carrier.negated, carrier.modal))
    return None


def to_come(base: Codes, frame: Frame, lexicon: Lexicon, negated: bool, who: Sides) -> Outlook | None:
    """The future of an act; None where it is none of the field, or nobody's in particular ("people will want to know")."""
    codes = lexicon.combine("negative-future" if negated else "future", base, frame.codes)
    nobody = all(m.code is None and m.kind == "people" and m.role == "CVL" for m in who.agents)
    return Outlook("intent", "future", who, codes) if codes.plover and not (nobody and codes.plover == "AGREE") else None


def habitual(clause: Clause) -> bool:
    """ "They would sometimes kill": what somebody used to do."""
    return any(c.lower_ in {"sometimes", "often", "usually", "always", "regularly", "routinely", "occasionally"} for c in clause.head.children)


def bearer(clause: Clause, reader: Reader, force: Force) -> Clause:
    """The clause whose auxiliary counts: of "will begin an operation", "will start to withdraw" the outer one."""
    above = force.operator_token if force.operator_token is not None else clause.governor if clause.noun else None
    return (reader.clause_at(above) if above is not None else None) or clause


def asked(base: Codes, lexicon: Lexicon, negated: bool, modal: str) -> Codes:
    """The codes of a request for the act, or for leaving it."""
    wanted = lexicon.combine("cessation", base) if negated else base
    return lexicon.combine("request-appeal" if modal == "should" else "request-demand", wanted)


def named_subject(clause: Clause) -> bool:
    """ "The government must see to it", said by one of its own: asked of it, where "we must" is said of oneself."""
    return bool(clause.subjects) and clause.subjects[0].pos_ != "PRON"


def same_party(speaker: Mention, agents: tuple[Mention, ...]) -> bool:
    """Whether the speaker is one of the agents."""
    codes = set((speaker.code or "").split("+")) - {""}
    return any(m.code in codes if m.code else m.start == speaker.start for m in agents)
