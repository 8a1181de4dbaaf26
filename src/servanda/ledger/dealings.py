"""Plain dealings between parties: events that coding leaves without codes, or names otherwise than the ledger does (`tables/dealings.toml`)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec

from servanda.ledger.corpus import Corpus
from servanda.ledger.modality import undone
from servanda.ledger.parties import codes, same_key
from servanda.ledger.tables import read_table, tables
from servanda.ledger.terms import contains
from servanda.records import Claim

MOST_PLAIN = 5  # words of an object in which is said what sort of thing or person it is


class Dealings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`dealings.toml`."""

    plain_frames: frozenset[str]
    dealing: str
    dealers: frozenset[str]
    together: frozenset[str]
    joint: str
    hosting: frozenset[str]
    own_envoys: frozenset[str]
    announced: frozenset[str]
    pledged: str
    freeing: frozenset[str]
    paying_out: frozenset[str]
    held_back: tuple[str, ...]
    deciding: frozenset[str]
    planning: frozenset[str]
    decided: frozenset[str]
    ending: tuple[str, ...]
    ended: str
    renewing: frozenset[str]
    arming: frozenset[str]
    yielded: str
    lawmen: frozenset[str]
    passers_by: frozenset[str]
    charged: frozenset[str]
    trespass: frozenset[str]
    finding: tuple[str, ...]
    watching: tuple[str, ...]
    accusers: frozenset[str]
    onlookers: frozenset[str]
    recalled: frozenset[str]
    between_states: dict[str, str]
    returned: tuple[str, ...]
    preludes: frozenset[str]
    forcible: frozenset[str]
    papers: frozenset[str]
    words: frozenset[str]
    plain: dict[str, str]
    framed: dict[str, str]


@cache
def dealings() -> Dealings:
    """The shipped table; raises TableError where it is damaged."""
    return read_table(Dealings, files("servanda.ledger").joinpath("tables", "dealings.toml").read_text("utf-8"), "dealings.toml")


def plain_type(claim: Claim) -> str | None:
    """The type of a plain dealing between two parties of which no row of coding knows the verb ("handed Denmark a boat", "sold them power"), or of
    what several do to a thing together ("laid a cable")."""
    known = dealings()
    plain = claim.frame in known.plain_frames and claim.illocution == "act" and not undone(claim) and claim.clause in tables().events.accounts
    if not plain or claim.plover is not None or claim.object is None or any(m.kind not in known.dealers for m in claim.agents):
        return None
    doers = same_key(codes(claim.agents))
    others = same_key(codes(claim.recipients, people=True)) - doers
    if len(doers) > 1 and not others:
        return known.joint if claim.action in known.together else None
    told = set(claim.object.text.lower().split()[:MOST_PLAIN])
    if not doers or not others or told & known.words:
        return None
    return known.joint if claim.action in known.plain and told & known.papers else known.plain.get(claim.action)


def is_gift(claim: Claim) -> bool:
    """ "Released 40 million euros to B": money let go that nobody is said to have held back is given."""
    known = dealings()
    told = claim.object is not None and claim.frame in known.freeing and claim.predicate in known.paying_out
    return told and not contains(claim.object.text if claim.object else "", known.held_back)


def follows_duty(claim: Claim) -> bool:
    """Whether of what type a performance is the duty tells rather than the report, whose words are everyday ones."""
    return plain_type(claim) is not None or claim.frame.startswith(dealings().dealing)


def retold_type(corpus: Corpus, claim: Claim, source: tuple[str, ...]) -> str | None:
    """The type of what coding and ledger name otherwise: opening a crossing yields to whom it is opened, done by both sides it is their common work; aid
    that is only announced or approved ("announced a loan of 5 million dollars") is pledged, and kept as a promise too."""
    known = dealings()
    if claim.plover is None or claim.illocution != "act":
        return None
    if claim.frame in known.framed:
        told = known.framed[claim.frame]
        return known.joint if len(source) > 1 and told == tables().events.deeds["open"] else told
    if claim.frame in known.between_states and same_key(codes(claim.agents)) and same_key(codes(claim.recipients)) - same_key(source):
        return known.between_states[claim.frame]
    if is_gift(claim):
        return tables().events.gift
    pledged = claim.plover in known.announced and claim.object is not None and claim.object.start in corpus.pledged.get(claim.doc_id, ())
    return known.pledged if pledged else None


def is_police_matter(claim: Claim) -> bool:
    """Whether officers or courts act on somebody of whom no more is told than that he is a man or a thief."""
    known = dealings()
    plain = claim.mode in known.lawmen and claim.object is not None and not any(m.code for m in claim.recipients)
    return plain and bool(known.passers_by & set((claim.object.text if claim.object else "").lower().split()[:MOST_PLAIN]))
