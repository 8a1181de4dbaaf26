"""Who calls, accuses, refuses or vows: an office or person whom no name gives a party has, as in reports, the one he speaks for.

"Ana Lund, the fisheries minister, warned that ...", "the Director-General invites A to ...", "a spokesman for its energy ministry urged both": such words are
a party's deed as its statements are its words, and the rules that tell for whom a speaker speaks (`speech.py`) hold for both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from servanda.coding.clauses import Clause
from servanda.coding.occurrence import SPOKEN, VOICED
from servanda.coding.sides import Sides
from servanda.records import Span

if TYPE_CHECKING:
    from servanda.coding.claims import ClaimMaker

VOWED = {"AGREE"}  # what a party gives its word for, which is done by saying it too
OFFICIAL = {"person", "organ", "unknown"}  # kinds of mentions that may be somebody in office


def speaking_for(maker: ClaimMaker, clause: Clause, illocution: str, plover: str | None, who: Sides) -> Sides:
    """The sides, with the party for whom the one unnamed subject of words speaks."""
    if illocution not in VOICED and plover not in SPOKEN | VOWED:
        return who
    if len(who.agents) != 1 or who.agents[0].code or who.agents[0].kind not in OFFICIAL or not clause.subjects or clause.passive:
        return who
    caller = who.agents[0]
    heard = maker.speech.speaker_mention(Span(start=caller.start, end=caller.end, text=caller.text))
    if heard.code is None or "+" in heard.code or any(heard.code == m.code for m in who.recipients):
        return who
    return Sides((replace(caller, code=heard.code, name=heard.name, kind=heard.kind, role=heard.role, organ=heard.organ),), who.recipients)
