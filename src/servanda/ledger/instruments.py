"""What one claim says of an agreement: which kind of instrument, between whom, of which day, at which stage of its life."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from servanda.ledger.corpus import Corpus, day_of
from servanda.ledger.modality import presupposed, undone, vouched
from servanda.ledger.parties import codes, is_collective, named_parties, organs, same_key
from servanda.ledger.tables import tables
from servanda.ledger.terms import WORD, contains, head, terms
from servanda.records import Claim, Instrument

if TYPE_CHECKING:
    from servanda.ledger.agreements import Draft

GENERIC = "agreement"
MADE = ("reached", "signed")  # stages by which an agreement comes about
UNNAMED = ("signed", "extended")  # stages to which two parties take a text that no name calls an agreement
SHORT = 12  # characters of an object that makes one act with its verb
ENDED = {"lapsed", "terminated", "suspended"}  # stages in which an agreement binds nobody
TERMS = {"term", "time", "deadline", "period", "day", "week", "month", "date"}  # what runs out without the agreement
NONE = ("no ", "any ", "another ")  # words before an instrument that is not there
DETERMINERS = ("the ", "a ", "an ", "this ", "that ", "their ", "its ", "our ", "following ")


@dataclass(frozen=True)
class SeenMention:
    """One claim's words about an agreement.

    `parties` are those between whom the words say it is, `actors` those who act in the clause. `makes` tells of an act by which an
    agreement comes about, `introduces` of a noun phrase that names its parties. `day` is when it happened or was published,
    `exact` where the words name it; `named` is the range of the date by which the noun phrase calls the instrument.
    """

    claim: Claim
    kind: str
    parties: tuple[str, ...]
    actors: frozenset[str]
    definite: bool
    stage: str | None
    makes: bool
    introduces: bool
    day: str
    exact: bool
    named: tuple[str, str] | None
    words: str
    modifiers: frozenset[str]
    organs: Mapping[str, str] = field(default_factory=dict)
    mediators: tuple[str, ...] = ()

    @property
    def key(self) -> frozenset[str]:
        """The parties for comparison."""
        return same_key(self.parties)

    @property
    def told(self) -> bool:
        """Whether the making is told as a fact, not taken for granted by a noun phrase without a date."""
        return self.makes and (vouched(self.claim) or (self.named is not None and self.exact))


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    found = {head: kind for kind, heads in tables().instruments.kinds.items() for head in heads}
    return found | {head: GENERIC for head in tables().instruments.generic if head not in found}


@lru_cache(maxsize=4096)
def kind_of(head: str) -> str | None:
    """The kind of instrument a head names, None for what is no agreement (a law, a contract); unknown heads are their own kind."""
    head = " ".join(head.lower().split())
    never, known = tables().instruments.never, _kinds()
    words = head.split()
    for tail in [" ".join(words[at:]) for at in range(len(words))]:
        if tail in never:
            return None
        if tail in known:
            return known[tail]
    return head or GENERIC


def is_generic(kind: str) -> bool:
    """Whether the kind can mean any agreement."""
    return kind == GENERIC


def first_kind(text: str) -> str | None:
    """The kind of instrument of which a text speaks: the first own kind, else the general one where such a word stands in it."""
    words = [word.lower() for word in WORD.findall(text)]
    pairs = [" ".join(pair) for pair in pairwise(words)]
    known = _kinds()
    found = [known[phrase] for phrase in (*pairs, *words) if phrase in known]
    return next((kind for kind in found if not is_generic(kind)), GENERIC if found else None)


def fits_kind(kind: str, kinds: Sequence[str]) -> bool:
    """Whether an instrument of this kind can be the agreement known under `kinds`."""
    alike = {"statement", "declaration"}
    own = [k for k in kinds if not is_generic(k)]
    return is_generic(kind) or not own or kind in own or (kind in alike and bool(alike & set(own)))


def modifiers(instrument: Instrument | None) -> frozenset[str]:
    """Words of the noun phrase that tell this instrument from others of its kind ("the cooperation agreement")."""
    if instrument is None:
        return frozenset()
    named = " ".join(m.text for m in instrument.parties)
    return terms(instrument.text) - terms(named) - _terms_of_heads()


@lru_cache(maxsize=1)
def _terms_of_heads() -> frozenset[str]:
    """Telling words of all known heads, which tell no instrument from another."""
    return frozenset(term for words in ("joint new", *_kinds()) for word in words.split() for term in terms(word))


def title_of(instrument: Instrument) -> str:
    """The instrument's words without a determiner, its head where they are long."""
    text = " ".join(instrument.text.split())
    for determiner in DETERMINERS:
        if text.lower().startswith(determiner):
            text = text[len(determiner) :]
    return text if 0 < len(text.split()) <= 8 else instrument.head


def confidence(words: str) -> bool:
    """Whether the words speak of measures that build confidence."""
    return contains(words, tables().instruments.confidence)


@lru_cache(maxsize=1)
def _stages() -> dict[str, tuple[str, bool]]:
    return {action: (stage.name, stage.makes) for stage in tables().stages.stages for action in sorted(stage.actions)}


def stage_of(claim: Claim) -> tuple[str | None, bool]:
    """The stage to which the claim's act takes an agreement and whether it makes one; (None, False) for talk and promises."""
    act = claim.predicate if claim.predicate in tables().stages.drafted else claim.action
    stage, makes = _stages().get(act) or _stages().get(_with_object(claim)) or (None, False)
    settles = claim.action == "agree" and _with_object(claim) in tables().stages.settling
    agrees = claim.predicate == "agree" or settles
    if stage is None and not agrees and claim.action not in tables().stages.released:
        return None, False  # as most claims, of which nothing else need be asked
    joint = len(codes(claim.agents)) >= 2
    if joint and claim.instrument is None and stage in UNNAMED and claim.object is not None:
        agrees = agrees or first_kind(claim.object.text) is not None  # "signed the text", "prolonged the corridor"
    if stage == "terminated" and claim.clause != "nominal" and claim.object is not None and claim.instrument is not None and _stands_aside(claim):
        return None, False  # "a train under the grain arrangement left the port"
    if stage == "lapsed" and claim.object is not None and head(claim.object.text) in TERMS:
        return None, False  # "a day before the term set there ran out": a date went by, not the agreement
    if stage in ENDED and claim.object is not None and contains(claim.object.text, tables().statuses.reports.former):
        return None, False  # "the previous arrangement ran out in 2022": not the one that is at hand
    if claim.action in tables().stages.released and undone(claim) and claim.instrument is not None:
        return "terminated", False  # "no longer considers itself bound by the memorandum"
    if undone(claim) or not (vouched(claim) or presupposed(claim)) or not _concerns_instrument(claim):
        return None, False
    if claim.illocution == "commissive":
        if stage == "extended" and (joint or claim.instrument is not None):
            return stage, makes
        return ("reached", True) if joint and agrees and claim.instrument is None else (None, False)
    if claim.illocution not in ("act", "performative") or (presupposed(claim) and claim.instrument is None):
        return None, False
    if claim.instrument is not None:
        return (stage, makes) if stage or not (joint and settles) else ("reached", True)
    return (stage or "reached", makes or stage is None) if joint and agrees and not claim.in_text else (None, False)


def _stands_aside(claim: Claim) -> bool:
    """Whether the agreement is only that under which the thing exists of which the claim tells."""
    thing, named = claim.object, claim.instrument
    inside = thing is not None and named is not None and thing.start < named.start and named.end <= thing.end
    return inside and thing is not None and named is not None and contains(thing.text[: named.start - thing.start], ("under",))


def _with_object(claim: Claim) -> str:
    """The verb with its object, where they make one act: "take effect", "come to terms"."""
    return f"{claim.predicate} {claim.object.text.lower()}" if claim.object is not None and len(claim.object.text) <= SHORT else ""


def _concerns_instrument(claim: Claim) -> bool:
    """Whether the act is done to the instrument ("issued the statement", "signed the text") and not merely under it ("released 32 under the accord")."""
    if claim.instrument is None or claim.object is None or _with_object(claim) in _stages():
        return True
    if head(claim.object.text) in tables().instruments.signatures:  # "put their names to the agreement"
        return True
    if claim.instrument.start < claim.sentence_start and claim.object.text.lower() in tables().instruments.generic:
        return True
    return claim.instrument.start < claim.object.end and claim.object.start < claim.instrument.end


def see(corpus: Corpus, claim: Claim, before: Sequence[tuple[int, Draft]], bound: bool = False) -> SeenMention | None:
    """What the claim says of an agreement, None where it speaks of none. `before` are those its document has named so far; `bound`: several
    parties promise something under the one that it names."""
    stage, makes = stage_of(claim)
    instrument = claim.instrument
    kind = kind_of(instrument.head) if instrument else GENERIC
    if kind is None or (instrument is None and not makes) or (instrument is not None and instrument.text.lower().startswith(NONE)):
        return None
    inner = codes(instrument.parties) if instrument else ()
    definite = instrument is not None and (instrument.definite or not claim.sentence_start <= instrument.start < claim.sentence_end)
    if not (definite or makes or bound) and len(inner) < 2:
        return None
    if instrument is None and (contains(corpus.words(claim), tables().instruments.preparatory) or recalls(corpus, claim)):
        return None
    known = before[-1][1].parties if before and any(map(is_collective, claim.agents)) else ()
    agents = () if claim.illocution in ("endorsement", "appeal") else named_parties(claim.agents, known)
    day, exact, named = _day(corpus, claim, stage)
    return SeenMention(
        claim=claim, kind=kind, parties=_parties(claim, inner, agents, makes), actors=same_key(agents), definite=definite, stage=stage, makes=makes,
        introduces=len(inner) >= 2, day=day, exact=exact, named=named, words=corpus.sentence(claim), modifiers=modifiers(instrument),
        organs={**organs(claim.agents), **(organs(instrument.parties) if instrument else {})},
        mediators=codes(claim.agents) if claim.action in tables().instruments.mediates else (),
    )  # fmt: skip


def recalls(corpus: Corpus, claim: Claim) -> bool:
    """Whether the clause only says that something was done as agreed."""
    return claim.clause == "adverbial" and corpus.words(claim).lower().startswith("as ")


def _day(corpus: Corpus, claim: Claim, stage: str | None) -> tuple[str, bool, tuple[str, str] | None]:
    """The day the claim tells of, whether the words name it, and the range by which the noun phrase is dated."""
    when = claim.instrument.date if claim.instrument else None
    named = (when.first, when.last) if when and when.first and when.last else None
    day = day_of(claim) if stage is not None and not presupposed(claim) else None
    if day is not None and named is not None and stage in MADE and not named[0] <= day <= named[1]:
        day = None  # "signed two weeks ago, the ministry said on Thursday": the day is that of another clause
    if named is not None and named[0] == named[1] and stage in (None, "reached", "signed"):
        day = named[0]
    return day or corpus.published(claim), day is not None, named


def _parties(claim: Claim, inner: tuple[str, ...], agents: tuple[str, ...], makes: bool) -> tuple[str, ...]:
    """Between whom the words say it is: as the noun phrase says, else those who make it together or one with the other."""
    if len(inner) >= 2 or not makes or claim.action in tables().instruments.mediates:
        return inner
    return agents if len(agents) >= 2 else tuple(dict.fromkeys((*agents, *codes(claim.recipients))))
