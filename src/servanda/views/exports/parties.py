"""The two sides of an event as formats need them: codes, names, roles and words of each party, from the mentions of the event's claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from servanda.actors.tables import read_actors, read_members
from servanda.ledger.parties import is_collective, label
from servanda.records import Claim, Mention
from servanda.views.exports import tables
from servanda.views.exports.facts import EventFacts


@dataclass(frozen=True)
class Party:
    """A party of an event. An unknown actor has no code and goes by its words.

    `state` is the ISO alpha-3 code where the party is a state or belongs to one; `kind` that of the code ("state", "organisation" ...);
    `roles` are CAMEO/PLOVER roles, each once; `organ` the office, body or person that acts; `said` how the text calls it.
    """

    key: str
    code: str | None
    name: str
    kind: str = "unknown"
    roles: tuple[str, ...] = ()
    organ: str | None = None
    person: bool = False
    said: str = ""

    @property
    def state(self) -> str | None:
        return self.code if self.code is not None and self.kind == "state" else None

    @property
    def sort(self) -> str:
        """What sort of actor it is where it is no state: IGO, NGO, REB; "" where nothing is known."""
        known = tables.actors().get(self.code or "")
        if known is not None and known.role:
            return known.role
        if self.kind == "armed group":
            return "REB"
        return "IGO" if self.kind == "organisation" and self.code in with_members() else ""

    @property
    def types(self) -> tuple[str, ...]:
        """CAMEO's types of the actor, from the mentions, else its sort."""
        return self.roles or ((self.sort,) if self.sort else ())

    @property
    def country(self) -> str:
        """CAMEO's three letters for its country or region; "" where it has none."""
        known = tables.actors().get(self.code or "")
        return known.country if known is not None and known.country else iso_country(self.state)

    @property
    def group(self) -> str:
        """CAMEO's three letters for a known group; "" where it is none."""
        known = tables.actors().get(self.code or "")
        return known.group if known is not None else ""

    @property
    def parts(self) -> tuple[str, str, str]:
        """CAMEO's entity, role and attribute: ARM, GOV; IGO, "", EUREEC; PSE, REB, HMS. Each is "" where it is not known."""
        if self.sort in ("IGO", "NGO"):
            return self.sort, "".join(self.roles[:1]), self.country + self.group
        return self.country, "".join(self.types[:1]), self.group

    @property
    def full(self) -> str:
        """CAMEO's full code: ARMGOV, IGOUNO, REB; "" where nothing is known."""
        return "".join(self.parts)


def iso_country(code: str | None) -> str:
    """An ISO alpha-3 code where it has the shape of one; territories under long codes of their own have none in CAMEO."""
    return code if code is not None and len(code) == 3 and code.isupper() else ""


@cache
def with_members() -> frozenset[str]:
    """Organisations of which states are members."""
    return frozenset(read_members())


@cache
def _gazetteer() -> dict[str, tuple[str, str]]:
    return {code: (actor.name, actor.kind) for code, actor in read_actors().items()}


def country_name(code: str | None) -> str:
    """A country's name in English; its code where the gazetteer does not know it, "" for None."""
    return _gazetteer().get(code, (code, ""))[0] if code else ""


def sides(facts: EventFacts) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Source and target of an event. Actors without a code, whom the ledger's rows leave out, join the side on which they act."""
    event, claims = facts.event, facts.claims
    agents = [mention for claim in claims for mention in claim.agents]
    recipients = [mention for claim in claims for mention in claim.recipients]
    others = [mention for claim in claims for mention in _others(claim)]
    source, target = list(event.source), list(event.target)
    if claims:
        _add_unknown(event.plover, claims[0], source, target)
    first = tuple(_party(key, agents, (*recipients, *others)) for key in dict.fromkeys(source))
    second = tuple(_party(key, recipients, (*agents, *others)) for key in dict.fromkeys(target))
    return first, second


def _others(claim: Claim) -> Iterable[Mention]:
    yield from (link.speaker for link in claim.attribution if link.speaker is not None)
    if claim.instrument is not None:
        yield from claim.instrument.parties


def _add_unknown(plover: str, claim: Claim, source: list[str], target: list[str]) -> None:
    """Puts actors without a code on the side where those beside them stand, or on a side that is empty.

    Where the sides were set by other words (a speaker who charges those who act in the clause), agents are the ones charged; words
    for parties that stand there already ("the two sides") are left out.
    """
    agents, recipients = set(map(label, claim.agents)), set(map(label, claim.recipients))
    charged = plover == "ACCUSE" and bool(source) and not agents & set(source)
    place = target if charged else source
    if not place or agents & set(place):
        _put(claim.agents, place, source, target)
    if not target or recipients & set(target):
        _put(claim.recipients, target, source, target)


def _put(mentions: Sequence[Mention], place: list[str], source: list[str], target: list[str]) -> None:
    unknown = [mention for mention in mentions if mention.code is None and mention.text.strip() and not is_collective(mention)]
    place.extend(dict.fromkeys(words for words in map(label, unknown) if words not in (*source, *target)))


def _party(key: str, mentions: Iterable[Mention], others: Iterable[Mention]) -> Party:
    """The party of a row's code or words, with what the mentions of its side say of it; the first that gives an organ or person counts.

    The `others` are asked where none of its side names it: who protests against a government of the same code is no part of it.
    """
    own = [mention for mention in mentions if label(mention) == key] or [mention for mention in others if label(mention) == key]
    code = key if any(mention.code for mention in own) or (not own and key in _gazetteer()) else None
    acts = [mention for mention in own if mention.kind != "people"] or own  # what its soldiers are said to do does not make a state an army
    roles = tuple(dict.fromkeys(mention.role for mention in acts if mention.role))
    acting = next((mention for mention in acts if mention.organ), None) if code else None
    name, kind = _gazetteer().get(key, ("", "")) if code else ("", "")
    told = next((mention.name for mention in own if mention.name), "") or ""
    said = acting or (own[0] if own else None)
    return Party(
        key=key, code=code, name=name or told or key, kind=kind or _kind(own), roles=roles, organ=acting.organ if acting else None,
        person=acting is not None and acting.kind == "person", said=said.text if said else key,
    )  # fmt: skip


def _kind(mentions: Sequence[Mention]) -> str:
    """The kind of a party that the gazetteer lacks: a body or a person of a state in a table of the user's is that state's."""
    kinds = [mention.kind for mention in mentions]
    if "state" in kinds or any(m.code in tables.countries() for m in mentions if m.code):
        return "state"
    return kinds[0] if kinds else "unknown"
