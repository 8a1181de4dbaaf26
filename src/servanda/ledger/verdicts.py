"""Endorsements in the form of a verdict: "called it a step in the right direction", "described the accord as a trap".

The coder keeps such words as somebody's position. They are an endorsement or a criticism where what is judged is an agreement, by name or as "it",
and the words of the verdict are among those of `tables/verdicts.toml`.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from servanda.ledger.tables import read_table, tables
from servanda.ledger.terms import WORD, contains
from servanda.records import Claim

MOST_JUDGED = 14  # words of a bare verdict ("It was a stab in the back"); longer ones tell something else besides
BARE = re.compile(
    r"[\"“‘']?(?:(?:it|this|that|these|such (?:a )?\w+|(?:the|this|that|these) \w+) (?:is|was|are|were|amounts to|amounted to) |an? |[a-z]+[.,]?[\"”’']$)",
    re.IGNORECASE,
)
DENYING = re.compile(r"\b(?:not|no|never|nothing|neither|hardly|if|would|could|might)\b", re.IGNORECASE)
FIRST_WORDS = 7  # words in which what is judged is named, its verdict behind it


class Verdicts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`verdicts.toml`."""

    judging: frozenset[str]
    taken_up: frozenset[str]
    praise: tuple[str, ...]
    blame: tuple[str, ...]
    charge: tuple[str, ...]
    blaming: tuple[str, ...]
    unnamed: frozenset[str]
    voiced: frozenset[str]
    praised: tuple[str, ...]
    retorts: tuple[str, ...]
    replies: tuple[str, ...]
    denials: tuple[str, ...]
    reproaches: tuple[str, ...]
    charges: frozenset[str]
    untrue: tuple[str, ...]
    answered: frozenset[str]
    admitting: tuple[str, ...]
    faults: tuple[str, ...]


@cache
def verdicts() -> Verdicts:
    """The shipped table; raises TableError where it is damaged."""
    return read_table(Verdicts, files("servanda.ledger").joinpath("tables", "verdicts.toml").read_text("utf-8"), "verdicts.toml")


def verdict_of(claim: Claim) -> Literal["welcome", "criticise"] | None:
    """Whether a position judges an agreement well or badly; None where it judges none."""
    known = verdicts()
    if claim.illocution != "position" or (claim.predicate.split() or [""])[0] not in known.judging or claim.object is None:
        return None
    words = WORD.findall(claim.object.text.lower())
    opening = " ".join(words[:FIRST_WORDS])
    taken_up = words[:1] and (words[0] in known.taken_up or claim.predicate.split()[0] == "speak")  # "spoke of a good day for the valley"
    if not taken_up and not contains(opening, names_of_agreements()):
        return None
    text = " ".join(words)
    if contains(text, known.blame) or claim.frame.startswith(known.blaming):
        return "criticise"
    return "welcome" if contains(text, known.praise) else None


def blames(claim: Claim) -> bool:
    """Whether a position finds fault with what it judges, whatever that is: "called the measure unfriendly", "'A flagrant breach,' said ..."."""
    known = verdicts()
    judging = claim.object is not None and ((claim.predicate.split() or [""])[0] in known.judging or _is_bare(claim))
    return judging and contains(" ".join(WORD.findall((claim.object.text if claim.object else "").lower())), (*known.blame, *known.charge))


def _is_bare(claim: Claim) -> bool:
    """ "It was a stab in the back", "the accusations are without foundation": whether all that is said is a verdict, without a verb of judging."""
    words = " ".join(claim.object.text.split()) if claim.object is not None else ""
    return bool(BARE.match(words)) and len(words.split()) <= MOST_JUDGED and not DENYING.search(words)


def calls_untrue(claim: Claim, clause: str) -> bool:
    """ "Called the charge a fable", "the charge was a fable, it said": whether somebody says that what was charged is not so, by the words of his clause."""
    known = verdicts()
    if claim.object is None or not ((claim.predicate.split() or [""])[0] in known.judging or _is_bare(claim)):
        return False
    words = WORD.findall(claim.object.text.lower())
    return bool({*words[:FIRST_WORDS]} & (known.charges | known.taken_up)) and contains(clause, known.untrue)


def names_charge(claim: Claim) -> bool:
    """Whether a verdict names a charge as what it judges, and does not only take up what was said before."""
    return claim.object is not None and bool({*WORD.findall(claim.object.text.lower())[:FIRST_WORDS]} & verdicts().charges)


@cache
def names_of_agreements() -> frozenset[str]:
    """Words by which an agreement or its outcome is called."""
    instruments = tables().instruments
    kinds = frozenset(head for heads in instruments.kinds.values() for head in heads)
    return kinds | frozenset(instruments.generic) | frozenset(instruments.outcomes)
