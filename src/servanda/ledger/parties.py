"""Parties as the ledger keeps them: codes in the order named, successors counted as one, words for "those who signed" spelled out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from servanda.actors.tables import read_names
from servanda.ledger.tables import tables
from servanda.ledger.terms import terms
from servanda.records import Claim, Mention

OPPOSITION = "OPP"  # CAMEO's role
OPPOSITION_NAME = "opposition"  # how a state's opposition is written, whichever party of it speaks
DETERMINERS = frozenset({"the", "of", "their", "its", "his", "her", "these", "those", "hundreds", "thousands", "dozens", "scores", "several", "many"})
COMPLEMENT = re.compile(r" (?:of|from|in|at|on|who|with) (?!(?:their|the|its|his|her|them) )")
OF_NAME = re.compile(r" (?:of|from|in|at) the (?=[A-Z])")  # "nurses of the Royal Hospital"
MOST_WORDS = 6  # of a name for people; longer ones tell more of them ("families of the crew lost on the night freighter")
LED_BY = re.compile(r"[\w'’ -]{3,40}? (?:of|in|from) (?:the |their )?(?:[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3}|[a-z-]+)")
PLURAL = ("s", "men", "people")  # how words for several people end
STATE_ROLES = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY"})  # CAMEO's roles of those who act for a state
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


def document_codes(claims: Iterable[Claim]) -> dict[str, tuple[str, ...]]:
    """The parties that each document names anywhere, in order of first mention, successors as one."""
    found: dict[str, dict[str, None]] = {}
    for claim in claims:
        names = found.setdefault(claim.doc_id, {})
        inner = claim.instrument.parties if claim.instrument else ()
        mentions: Sequence[Mention] = (*claim.agents, *claim.recipients, *inner)
        names.update((successor(m.code), None) for m in mentions if m.code)
    return {doc_id: tuple(names) for doc_id, names in found.items()}


def is_collective(mention: Mention) -> bool:
    """Whether the words stand for the parties at hand ("both sides") without naming them."""
    return mention.code is None and means_signatories(mention.text)


def means_signatories(words: str) -> bool:
    """Whether words are one of those for "those who signed" ("both sides", "the parties")."""
    return " ".join(words.lower().split()) in _collectives()


@cache
def _collectives() -> frozenset[str]:
    """The table's words for those who signed, and those of more than one word without the article that coding leaves out ("two sides")."""
    known = tables().duties.collectives
    bare = {words.split(" ", 1)[1] for words in known if words.split(" ", 1)[0] in ("the", "both", "all") and " " in words}
    return known | {words for words in bare if words.split()[-1].endswith("s")}


def is_mediator(mention: Mention) -> bool:
    """Whether the words stand for whoever mediated the agreement at hand ("the mediators")."""
    return mention.code is None and mention.text.lower().removeprefix("the ") in tables().instruments.mediators


def crowd(mention: Mention) -> str:
    """People without a body as the plain noun for them, with what tells of which sort they are: "lorry drivers" for "some 150 lorry drivers of Gao"."""
    words = OF_NAME.split(COMPLEMENT.split(mention.text, maxsplit=1)[0], maxsplit=1)[0].split()
    owner = next((at for at, word in enumerate(words[:-1]) if word.endswith(("'s", "’s"))), -1)  # "Togo's dockers"
    words = words[owner + 1 :]
    own = {name.lower() for name in adjectives().get(mention.code or "", ())}
    words = words[1:] if len(words) > 1 and words[0].lower() in own else words  # "Chilean dockers"
    known = tables().nouns.numbers
    while len(words) > 1 and (words[0].lower() in known or words[0].lower() in DETERMINERS or words[0][0].isdigit()):
        words = words[1:]
    return " ".join(words) if len(words) > 1 else words[0].lower()


def named_parties(mentions: Sequence[Mention], parties: Sequence[str]) -> tuple[str, ...]:
    """Codes of the mentions, with `parties` put in for words such as "both sides"."""
    found: list[str] = []
    for mention in mentions:
        found.extend(parties if is_collective(mention) else codes((mention,)))
    return tuple(dict.fromkeys(found))


def group_of_people(mention: Mention) -> str | None:
    """People who speak together, as the text calls them, without number and article ("deputies from Salta" for "three deputies from Salta"); None for
    anybody else."""
    word = (mention.organ or COMPLEMENT.split(mention.text, maxsplit=1)[0]).split()[-1:]
    known = tables().nouns
    if mention.kind not in ("people", "organ") or not word or not word[0].lower().endswith(PLURAL):
        return None
    words = [w for w in mention.text.split(",")[0].split() if w.lower() not in known.numbers and not w[0].isdigit()]
    while len(words) > 1 and words[0].lower() in DETERMINERS:
        words = words[1:]
    shown = LED_BY.match(" ".join(words)) if len(words) > MOST_WORDS else None
    name = shown[0] if shown is not None else " ".join(words)
    return name if words and name.split()[-1].lower() not in known.nobody else None


def callers(claim: Claim) -> tuple[str, ...]:
    """People without a body who ask a party for something or blame it: "relatives of the crew called on Oman to ..."."""
    speaks = claim.illocution == "appeal" or (claim.illocution == "endorsement" and claim.frame.startswith(tables().events.blaming))
    if not speaks or claim.clause not in tables().events.accounts or not any(m.code for m in claim.recipients):
        return ()
    return tuple(dict.fromkeys(people for m in claim.agents if m.code is None and (people := group_of_people(m))))


def is_civic(mention: Mention) -> bool:
    """Whether the words name a body of civil society, which speaks for no state though they say in which one it stands ("the Borean growers' league")."""
    word = (mention.organ or "").split()[-1:]
    return mention.kind == "people" and bool(word) and not {word[0].lower(), word[0].lower().removesuffix("s")}.isdisjoint(tables().nouns.civic)


def is_private(mention: Mention) -> bool:
    """Whether the words stand for people or their union, who speak for no state ("Armenian hauliers", "the Borean growers' league"); soldiers and police do."""
    return mention.kind == "people" and mention.role not in STATE_ROLES and (is_civic(mention) or mention.text.endswith("s"))


def is_body(mention: Mention) -> bool:
    """Whether a party without a code counts by its name."""
    return mention.kind in STANDING_BODIES or is_civic(mention) or is_opposition(mention)


def is_opposition(mention: Mention) -> bool:
    """Whether the words stand for a state's opposition without saying which party of it."""
    return mention.code is None and mention.role == OPPOSITION


def opposes(mention: Mention) -> bool:
    """Whether a state's opposition speaks, though its words carry the state's code ("Borea's opposition")."""
    return mention.role == OPPOSITION and mention.kind == "organ"


def label(mention: Mention) -> str:
    """How a party is written where a code is wished for but may be missing."""
    if is_opposition(mention) and mention.kind == "organ":
        return OPPOSITION_NAME
    return mention.text if is_civic(mention) else mention.code or mention.name or mention.text


def name_terms(claims: Iterable[Claim]) -> dict[str, frozenset[str]]:
    """The telling words by which each party is called in the claims, so that an object can be seen to name it."""
    found: dict[str, set[str]] = {}
    for claim in claims:
        for mention in (*claim.agents, *claim.recipients):
            if mention.code and mention.kind in ("state", "organisation", "armed group"):
                found.setdefault(mention.code, set()).update(terms(mention.name or ""))
    return {code: frozenset(words) for code, words in found.items()}


@cache
def adjectives() -> dict[str, tuple[str, ...]]:
    """The adjectives that say whose a thing is, by code: "Japanese", "South Korean"."""
    found: dict[str, list[str]] = {}
    for row in read_names():
        if row.form == "adjective" and row.code:
            found.setdefault(row.code, []).append(row.name)
    return {code: tuple(names) for code, names in found.items()}


FROM = re.compile(r"\bfrom\s((?:[A-Z][\w'-]{1,20}\s?){1,3})")


@cache
def seats() -> dict[str, str]:
    """The code of each state by its capital's name."""
    return {row.name: row.code for row in read_names() if row.form == "capital" and row.code}


def seats_in(text: str) -> frozenset[str]:
    """The states from whose capitals a text says that something comes ("one million dollars from Kampala")."""
    found = (match[1].strip() for match in FROM.finditer(text))
    return frozenset(seats()[name] for name in found if name in seats())


def organs(mentions: Iterable[Mention]) -> dict[str, str]:
    """The office or body by which each party acted, where the words name one."""
    return {m.code: m.organ for m in mentions if m.code and m.organ}
