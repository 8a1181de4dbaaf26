"""What an auxiliary says where it binds nobody: "will meet" tells what is to come, "must withdraw" asks.

The codes are composed as PLOVER's manual has it: cooperation to come is AGREE, hostility to come THREATEN, "will not" refuses, and what
a speaker says that another must do is a request (`lexicon/composition.toml`, tables future, negative-future and request).
"""

from __future__ import annotations

from dataclasses import dataclass

from servanda.coding.clauses import Clause
from servanda.coding.force import Force
from servanda.coding.frames import Codes, Frame, Lexicon
from servanda.coding.matching import Sides
from servanda.coding.sentence import Reader
from servanda.records import Illocution, Mention

TO_COME = {"will", "shall", "is to", "would"}
WEIGHED = {"may", "might", "could"}  # of oneself: "said it might give up its mediation" threatens, "could send troops" offers
ASKING = {"must", "has to", "should"}


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is to come or asked for: illocution, modality, the sides and the codes."""

    illocution: Illocution
    modality: str
    who: Sides
    codes: Codes


def outlook(clause: Clause, reader: Reader, force: Force, who: Sides, speaker: Mention | None, reported: bool) -> Outlook | None:
    """The outlook of a clause under an auxiliary, None where it has none that the field codes.

    `speaker` is whose words these are, `reported` whether they stand in somebody's reported or quoted words.
    """
    frame = reader.frame(clause)
    if frame is None or clause.noun or frame.illocution not in {"act", "commissive", "endorsement", "stance"}:
        return None
    if not any(m.code or m.kind != "people" or m.role != "CVL" for m in who.agents):
        return None  # "people will want to know"
    modal = clause.modal if force.kind in {"bound", "position", "commissive"} else ""
    base = plain_codes(clause, reader, frame)
    if modal in TO_COME and (modal != "would" or reported):
        codes = reader.lexicon.combine("negative-future" if clause.negated else "future", base, frame.codes)
        return Outlook("intent", "future", who, codes) if codes.plover else None
    if modal in WEIGHED and reported and speaker is not None and same_party(speaker, who.agents):
        codes = reader.lexicon.combine("negative-future" if clause.negated else "future", base, frame.codes)
        return Outlook("intent", "possible", who, codes) if codes.plover in {"AGREE", "THREATEN", "REJECT"} else None
    if modal in ASKING and not (clause.negated and modal == "has to") and speaker is not None and not same_party(speaker, who.agents):
        codes = asked(base, reader.lexicon, clause.negated, modal)
        return Outlook("appeal", "requested", Sides((speaker,), who.agents), codes)
    return None


def plain_codes(clause: Clause, reader: Reader, frame: Frame) -> Codes:
    """The codes of the clause without its auxiliary: an operator's act changed by the act in its clause."""
    inner = reader.inner(clause)
    inner_frame = reader.frame(inner) if inner else None
    return reader.lexicon.compose(frame, inner_frame) if inner_frame and frame.complement != "none" else frame.codes


def asked(base: Codes, lexicon: Lexicon, negated: bool, modal: str) -> Codes:
    """The codes of a request for the act, or for leaving it."""
    wanted = lexicon.combine("cessation", base) if negated else base
    return lexicon.combine("request-appeal" if modal == "should" else "request-demand", wanted)


def same_party(speaker: Mention, agents: tuple[Mention, ...]) -> bool:
    """Whether the speaker is one of the agents."""
    codes = set((speaker.code or "").split("+")) - {""}
    return any((m.code and m.code in codes) or m.start == speaker.start for m in agents)
