"""Agreements come about: each claim in order joins a known agreement or makes a new one, with its kind, day and stages."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations

from servanda.ledger.agreements import FRESH, MOST_CODES, NEAR, Draft, Registry, days_between
from servanda.ledger.corpus import Corpus
from servanda.ledger.instruments import GENERIC, SeenMention, confidence, first_kind, is_generic, see, title_of
from servanda.ledger.mediators import find_mediators
from servanda.ledger.modality import vouched
from servanda.ledger.parties import codes, same_key, successor
from servanda.ledger.tables import tables
from servanda.ledger.terms import contains
from servanda.records import Claim, Mention

HEAD = 600  # characters at the head of a document in which it says what it reports
PROLONGATION = "prolongation"
TIMETABLE = "timetable"
MADE = re.compile(r",? (?:reached|signed|struck|concluded|agreed|sealed|clinched|initialled|announced)\b")  # right behind an instrument
PROMISING = ("performative", "commissive")


def find_agreements(corpus: Corpus) -> Registry:
    """Reads all claims in order and returns the agreements they speak of, each claim linked to its own."""
    registry = Registry(corpus, promisers(corpus))
    for claim in corpus.claims:
        seen = see(corpus, claim, registry.in_document.get(claim.doc_id, ()), _bound_there(registry, claim))
        draft = _draft_of(registry, seen) if seen is not None else None
        if draft is not None and seen is not None:
            registry.link(claim, draft)
            _note(registry, draft, seen)
        elif draft is None:
            _imply(registry, claim)
        registry.read(claim)
    find_mirrors(registry)
    find_mediators(registry)
    return registry


def _draft_of(registry: Registry, seen: SeenMention) -> Draft | None:
    """The agreement of which the claim speaks, known or new."""
    if not (seen.definite or seen.makes or seen.introduces):
        known = registry.resolve(seen)
        return known if known is not None and abs(days_between(known.day or "", seen.day)) <= NEAR else _from_promises(registry, seen)
    draft = registry.resolve(seen)
    if seen.stage == "extended" and seen.makes:
        return _prolong(registry, seen, draft)
    if draft is None and seen.kind == TIMETABLE and not seen.told:
        return registry.resolve(replace(seen, kind=GENERIC))  # "keep to their calendar": a part of what they have agreed
    if draft is None and seen.kind == PROLONGATION and seen.definite:
        return _prolong(registry, seen, registry.resolve(replace(seen, kind=GENERIC)))
    if draft is None and seen.makes and seen.definite and not seen.introduces and not _named_there(seen.claim):
        known = registry.resolve(replace(seen, parties=(), actors=frozenset()))  # "it was signed": by whom the sentence does not say
        draft = known if known is not None and (not seen.exact or abs(days_between(known.day or "", seen.day)) <= NEAR) else None
    if draft is None and (seen.introduces or (seen.makes and (seen.claim.clause != "relative" or _fresh(registry, seen)))):
        parties = seen.parties if len(seen.key) >= 2 else _same_parties(registry, seen)
        return registry.add(Draft(len(registry.drafts), parties, registry.corpus.place(seen.claim))) if parties else None
    if draft is None:
        return _from_promises(registry, seen)
    return draft


def _bound_there(registry: Registry, claim: Claim) -> bool:
    """Whether several parties promise something under an instrument that is told to have been made: "under a deal reached on Tuesday, A will ..."."""
    instrument = claim.instrument
    if instrument is None or len(same_key(registry.promisers.get((claim.doc_id, instrument.start), ()))) < 2:
        return False
    return bool(MADE.match(registry.corpus.documents[claim.doc_id].text, instrument.end))


def _named_there(claim: Claim) -> bool:
    """Whether the sentence itself names one of those who act in it."""
    return any(claim.sentence_start <= agent.start < claim.sentence_end for agent in claim.agents)


def _fresh(registry: Registry, seen: SeenMention) -> bool:
    """Whether a relative clause tells the making as news: "in a protocol signed on Tuesday", not "a text signed last year"; where it says by whom also
    of the text at hand ("under the pact that A and B signed on Tuesday")."""
    return (not seen.definite or len(seen.key) > 1) and seen.exact and abs(days_between(seen.day, registry.corpus.published(seen.claim))) <= FRESH


def _from_promises(registry: Registry, seen: SeenMention) -> Draft | None:
    """An instrument of which the document says only what several parties promise in it: they are its parties."""
    instrument = seen.claim.instrument
    parties = registry.promisers.get((seen.claim.doc_id, instrument.start), ()) if instrument else ()
    if len(same_key(parties)) < 2:
        return None
    place = registry.corpus.place(seen.claim)
    return registry.add(Draft(len(registry.drafts), parties, place, day=registry.corpus.published(seen.claim), told=True))


def promisers(corpus: Corpus) -> dict[tuple[str, int], tuple[str, ...]]:
    """Who promises something in each instrument, by document and the offset of its name; only where different parties promise."""
    found: dict[tuple[str, int], list[tuple[str, ...]]] = {}
    for claim in corpus.claims:
        if claim.illocution in PROMISING and claim.instrument is not None and vouched(claim):
            named = codes(m for m in claim.agents if m.kind in tables().duties.binding)
            found.setdefault((claim.doc_id, claim.instrument.start), []).append(named)
    return {place: tuple(dict.fromkeys(code for named in sets for code in named)) for place, sets in found.items() if len(set(sets)) > 1}


def _imply(registry: Registry, claim: Claim) -> None:
    """A joint promise in a document that reports an agreement without saying who made it: those who promise together are its parties."""
    parties = codes(m for m in claim.agents if m.kind in tables().duties.binding)
    if claim.illocution not in PROMISING or len(parties) < 2 or not vouched(claim) or contains(registry.corpus.words(claim), tables().duties.recaps):
        return
    if registry.focus(claim, same_key(parties)) is not None or registry.bound_before(claim, same_key(parties)) is not None:
        return
    document = registry.corpus.documents[claim.doc_id]
    kind = first_kind(f"{document.title or ''}\n{document.text[:HEAD]}")
    if kind is None:
        return
    draft = registry.add(Draft(len(registry.drafts), parties, registry.corpus.place(claim), day=registry.corpus.published(claim), told=True))
    registry.note_kind(draft, kind)
    registry.link(claim, draft)


def _same_parties(registry: Registry, seen: SeenMention) -> tuple[str, ...]:
    """The parties of a new instrument of which the words name only one: those of the agreement that this party has in the document's circle; of
    an addendum of which they name none, those of the agreement to which it is added."""
    one = seen.key | seen.actors
    if not one and seen.kind in tables().instruments.supplements:
        supplemented = registry.latest_of_those_named(seen.claim)
        return supplemented.parties if supplemented is not None else ()
    if not (seen.makes and seen.exact and one and not is_generic(seen.kind)):
        return ()
    inside = frozenset(registry.codes_of(seen.claim.doc_id)) | one
    known = [d for code in sorted(one) for d in registry.of_party(code, seen.claim.doc_id) if d.key <= inside or registry.mentions(seen.claim.doc_id, d)]
    return known[-1].parties if known and one <= known[-1].key else ()


def find_mirrors(registry: Registry) -> None:
    """Ties texts of one day and kind that share two parties or more but not all: the same terms signed in turn with third parties."""
    by_day: dict[tuple[str, frozenset[str]], Draft] = {}
    for draft in registry.drafts:
        if draft.day is None or not draft.exact or draft.base is not None:
            continue
        for pair in combinations(sorted(draft.key)[:MOST_CODES], 2):
            first = by_day.setdefault((draft.day, frozenset(pair)), draft)
            if first is not draft and first.key != draft.key and set(first.kinds) & set(draft.kinds):
                draft.mirror = draft.mirror or first.mirror or first


def _prolong(registry: Registry, seen: SeenMention, base: Draft | None) -> Draft | None:
    """The prolongation that the claim reports: a known one of these days, else a new agreement that points to its base."""
    root = base.base or base if base else None
    if root is None and len(seen.key) < 2:
        return None
    known = root.prolongations if root else [d for code in sorted(seen.key) for d in registry.of_party(code, seen.claim.doc_id) if d.base is None]
    for draft in reversed(known):
        if PROLONGATION in draft.kinds and abs(days_between(draft.day or "", seen.day)) <= NEAR:
            return draft
    parties = seen.parties if len(seen.key) >= 2 else root.parties if root else ()
    place = registry.corpus.place(seen.claim)
    draft = registry.add(Draft(len(registry.drafts), parties, place, base=root, day=seen.day, exact=seen.exact))
    registry.note_kind(draft, PROLONGATION)
    if root is not None:
        root.prolongations.append(draft)
        root.stages.append(("extended", seen.day, seen.exact, seen.claim))
    return draft


def _note(registry: Registry, draft: Draft, seen: SeenMention) -> None:
    """Enters what a mention tells of an agreement: kind, title, organs, day and stage."""
    claim = seen.claim
    if not (draft.base and draft.kinds):
        registry.note_kind(draft, seen.kind)
    if claim.instrument is not None:
        draft.titles.append(title_of(claim.instrument))
        draft.words |= seen.modifiers
        draft.heads.setdefault(seen.kind, " ".join(claim.instrument.head.lower().split()))
    for code, organ in seen.organs.items():
        if code in draft.parties:
            draft.organs.setdefault(code, organ)
    draft.mediators.extend(code for code in seen.mediators if code not in draft.mediators and code not in draft.parties)
    draft.category = draft.category or ("confidence-building" if confidence(seen.words) else None)
    draft.told = draft.told or seen.told or (seen.stage == "in_force" and seen.introduces and vouched(claim))
    if seen.named is not None and not seen.exact and not draft.exact:
        draft.span = draft.span or seen.named
    stage = seen.stage or ("reached" if seen.introduces and (draft.day is None or seen.exact) else None)
    if stage is None or (seen.named is not None and not seen.exact):
        return
    if stage == "lapsed" and draft.day is not None and seen.day <= draft.day:
        return  # "the previous arrangement ran out", told with the news of this one
    stage = "reached" if stage == "extended" and draft.base else stage
    if seen.makes or seen.introduces:
        if draft.day is None or (seen.exact and not draft.exact):
            draft.day, draft.exact = seen.day, seen.exact
        if not seen.told and stage in ("reached", "signed"):
            return  # a noun phrase dates the agreement, its stage is told elsewhere
    draft.stages.append((stage, seen.day, seen.exact, claim))


def widen(registry: Registry, draft: Draft, mentions: tuple[Mention, ...]) -> None:
    """Adds parties that promise something jointly with a known party of the agreement: its making was told of some only."""
    able = codes(m for m in mentions if m.kind in ("state", "organ", "armed group"))
    new = tuple(code for code in able if successor(code) not in draft.key)
    if new and len(new) < len(able):
        registry.widen(draft, new)
