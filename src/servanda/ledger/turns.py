"""Who says what, one after the other: the words of a document as turns of its voices ("A says ...; B's ministry denies it")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import pairwise

import msgspec

from servanda.ledger.corpus import Corpus
from servanda.ledger.parties import is_private, successor
from servanda.ledger.promises import speaker
from servanda.ledger.tables import read_table
from servanda.records import Claim, Mention

OWN = ("denial", "stance", "position", "endorsement")  # what the clause says its agents say
NEXT = 2  # characters between a sentence and the next of its paragraph
APART = 260  # characters of what nobody is quoted for between a charge and its answer


class Disputes(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`disputes.toml`."""

    charges: frozenset[str]
    against: tuple[str, ...]
    denials: frozenset[str]
    denial_words: tuple[str, ...]
    owns: frozenset[str]
    plainly: tuple[str, ...]
    contrary: tuple[str, ...]
    agreed: tuple[str, ...]
    said: frozenset[str]
    open: tuple[str, ...]
    undone: tuple[str, ...]
    bare: frozenset[str]
    mutual: tuple[str, ...]


@cache
def disputes() -> Disputes:
    """The shipped table; raises TableError where it is damaged."""
    return read_table(Disputes, files("servanda.ledger").joinpath("tables", "disputes.toml").read_text("utf-8"), "disputes.toml")


@dataclass(eq=False)
class Turn:
    """What one voice says in one or more sentences on end."""

    voice: Mention
    claims: list[Claim] = field(default_factory=list)
    start: int = 0
    end: int = 0

    @property
    def code(self) -> str | None:
        """The code under which the voice is compared; people ("Armenian hauliers") have none, since they do not speak for their state."""
        return successor(self.voice.code) if self.voice.code and not is_private(self.voice) else None

    @property
    def name(self) -> str:
        """Who it is, for comparison."""
        return self.code or (self.voice.name or self.voice.text).casefold()

    def words(self, corpus: Corpus) -> str:
        """The words of the turn."""
        return corpus.documents[self.claims[0].doc_id].text[self.start : self.end]


def voices_of(claim: Claim) -> tuple[Mention, ...]:
    """Whose words a clause gives: those who it says complain, deny or hold something, else the speaker."""
    own = claim.illocution in OWN or claim.action in disputes().charges
    if own and claim.agents and (claim.illocution == "denial" or not claim.attribution):
        return claim.agents
    voice = speaker(claim)
    return (voice,) if voice is not None else claim.agents if own else ()


def voice_of(claim: Claim) -> Mention | None:
    """The first of those whose words a clause gives."""
    return next(iter(voices_of(claim)), None)


def turns_of(claims: Iterable[Claim]) -> list[Turn]:
    """The turns of one document, from its claims in the order of its words."""
    found: list[Turn] = []
    for claim in claims:
        voice = voice_of(claim)
        if voice is None:
            continue
        turn = Turn(voice, [claim], claim.sentence_start, claim.sentence_end)
        if found and found[-1].name == turn.name and claim.sentence_start <= found[-1].end + NEXT:
            found[-1].claims.append(claim)
            found[-1].end = max(found[-1].end, turn.end)
        else:
            found.append(turn)
    for one, other in pairwise(found):
        if other.start < one.end:  # two voices in one sentence
            one.end = max(one.start, min(one.end, other.claims[0].start))
            other.start = one.end
    return found


def answers_in(turns: list[Turn]) -> Iterator[tuple[Turn, Turn]]:
    """Each turn with the one by which another voice follows it at once."""
    for one, other in pairwise(turns):
        if one.name != other.name and other.start - one.end <= APART:
            yield one, other
