"""Parties as the ledger keeps them: codes in the order named, successors counted as one, words for "those who signed" spelled out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from servanda.ledger.tables import tables
from servanda.ledger.terms import terms
from servanda.records import Claim, Mention

STANDING_BODIES = ("organisation", "group", "armed group")  # kinds that are a party by name, without a code


def successor(code: str) -> str:
    """The code under which a party is compared: that of the state that took over its duties."""
    return tables().duties.successors.get(code, code)


def same_key(codes: Iterable[str]) -> frozenset[str]:
    """A set of parties for comparison."""
    return _key(tuple(codes))


@lru_cache(maxsize=65536)
def _key(parties: tuple[str, ...]) -> frozenset[str]:
    """Asked for millions of times of the same few thousand groups of parties."""
    return frozenset(map(successor, parties))


def codes(mentions: Iterable[Mention], people: bool = False) -> tuple[str, ...]:
    """Codes of the parties named, each once, in order. Peoples ("Armenian soldiers") are no parties unless asked for."""
    found = [m.code for m in mentions if m.code and (people or m.kind != "people")]
    return tuple(dict.fromkeys(found)) if len(found) > 1 else tuple(found)


def is_collective(mention: Mention) -> bool:
    """Whether the words stand for the parties at hand ("both sides") without naming them."""
    return mention.code is None and means_signatories(mention.text)


def means_signatories(words: str) -> bool:
    """Whether words are one of those for "those who signed" ("both sides", "the parties")."""
    return " ".join(words.lower().split()) in tables().duties.collectives


def named_parties(mentions: Sequence[Mention], parties: Sequence[str]) -> tuple[str, ...]:
    """Codes of the mentions, with `parties` put in for words such as "both sides"."""
    found: list[str] = []
    for mention in mentions:
        found.extend(parties if is_collective(mention) else codes((mention,)))
    return tuple(dict.fromkeys(found))


def is_civic(mention: Mention) -> bool:
    """Whether the words name a body of civil society, which speaks for no state though they say in which one it stands ("the Borean growers' league")."""
    return mention.kind == "people" and bool(mention.organ) and (mention.organ or "").split()[-1].lower() in tables().nouns.civic


def is_body(mention: Mention) -> bool:
    """Whether a party without a code counts by its name."""
    return mention.kind in STANDING_BODIES or is_civic(mention)


def label(mention: Mention) -> str:
    """How a party is written where a code is wished for but may be missing."""
    return mention.text if is_civic(mention) else mention.code or mention.name or mention.text


def name_terms(claims: Iterable[Claim]) -> dict[str, frozenset[str]]:
    """The telling words by which each party is called in the claims, so that an object can be seen to name it."""
    found: dict[str, set[str]] = {}
    for claim in claims:
        for mention in (*claim.agents, *claim.recipients):
            if mention.code and mention.kind in ("state", "organisation", "armed group"):
                found.setdefault(mention.code, set()).update(terms(mention.name or ""))
    return {code: frozenset(words) for code, words in found.items()}


def organs(mentions: Iterable[Mention]) -> dict[str, str]:
    """The office or body by which each party acted, where the words name one."""
    return {m.code: m.organ for m in mentions if m.code and m.organ}
