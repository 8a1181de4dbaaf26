"""Charges and findings that a standing or negative duty was broken.

A party's charge makes the duty disputed; a finding by a named body makes it breached. Force used by a party that owed not
to use it counts as a charge: whether it breaks the promise is for others to say.
"""

from __future__ import annotations

from servanda.ledger.agreements import Draft, Registry, days_between
from servanda.ledger.commitments import Book, Owed, announced_on
from servanda.ledger.corpus import Corpus
from servanda.ledger.instruments import first_kind, fits_kind
from servanda.ledger.modality import undone, vouched
from servanda.ledger.observations import Kind, Observation
from servanda.ledger.parties import codes, named_parties, same_key, successor
from servanda.ledger.promises import speaker
from servanda.ledger.tables import tables
from servanda.ledger.terms import contains, nearness, stem, terms
from servanda.records import Claim

ANSWER_DAYS = 30  # days in which a denial answers a charge


def find_breaches(corpus: Corpus, registry: Registry, book: Book) -> None:
    """Adds an observation to each duty that a claim says was broken."""
    words = tables().statuses.reports
    for claim in corpus.claims:
        if undone(claim) or not vouched(claim) or claim.in_text or claim.illocution not in ("act", "position", "stance"):
            continue
        if claim.action in words.breaches:
            _charge(corpus, registry, book, claim, same_key(codes(claim.agents)))
        elif claim.action in words.accuses and _names_breach(corpus, claim):
            _charge(corpus, registry, book, claim, same_key(codes(claim.recipients)))
        elif claim.plover == "ASSAULT" and claim.illocution == "act":
            _force(corpus, registry, book, claim)
    _find_denials(corpus, book)


def _names_breach(corpus: Corpus, claim: Claim) -> bool:
    text = f" {corpus.sentence(claim).lower()}"
    return any(f" {word}" in text for word in tables().statuses.reports.breach_words)


def _agreements(registry: Registry, claim: Claim, accused: frozenset[str]) -> list[Draft]:
    """The agreement the claim names, else those its document has spoken of to which the accused are party."""
    named = registry.of_claim.get(claim.claim_id)
    if named is not None:
        return [named]
    seen = dict.fromkeys(d for _, d in registry.in_document.get(claim.doc_id, ()) if not accused or accused & d.key)
    if seen:
        return list(seen)
    kind = first_kind(registry.corpus.sentence(claim))
    between = registry.between(same_key(codes(claim.agents)) | accused)
    known = [d for d in between if kind is not None and fits_kind(kind, d.kinds)]
    return known[-1:]


def _charge(corpus: Corpus, registry: Registry, book: Book, claim: Claim, accused: frozenset[str]) -> None:
    wanted = terms(claim.object.text) if claim.object else frozenset()
    for agreement in _agreements(registry, claim, accused):
        parties = accused or same_key(named_parties(claim.agents, agreement.parties))
        rows = [r for r in book.under(agreement) if r.duty in ("negative", "standing") and (not parties or parties & r.key)]
        near = [r for r in rows if nearness(r.terms, wanted) >= 0.5]
        for row in near or [r for r in rows if r.negative] or rows:
            _add(corpus, row, claim, agreement)


def _force(corpus: Corpus, registry: Registry, book: Book, claim: Claim) -> None:
    actors = same_key(codes(claim.agents))
    force = frozenset(map(stem, tables().statuses.reports.force)) | terms(" ".join(sorted(tables().statuses.reports.force)))
    for agreement in _agreements(registry, claim, actors) if actors else []:
        for row in book.under(agreement):
            if actors & row.key and row.duty in ("negative", "standing") and force & row.terms:
                _add(corpus, row, claim, agreement)


def _find_denials(corpus: Corpus, book: Book) -> None:
    """Adds the denials by debtors who have been charged with a breach shortly before."""
    charged: dict[str, list[Owed]] = {}
    for row in book.rows:
        if any(o.kind == "alleged" for o in row.observations):
            for code in sorted(row.key):
                charged.setdefault(code, []).append(row)
    for claim in corpus.claims:
        deniers = same_key(codes(claim.agents)) if claim.illocution == "denial" and not claim.in_text else frozenset()
        rows = {row.number: row for code in sorted(deniers) for row in charged.get(code, ())}
        for number in sorted(rows):
            _deny(corpus, rows[number], claim, deniers)


def _deny(corpus: Corpus, row: Owed, claim: Claim, deniers: frozenset[str]) -> None:
    known = corpus.published(claim)
    if any(o.kind == "alleged" and 0 <= days_between(o.known, known) <= ANSWER_DAYS for o in row.observations):
        origin, why = corpus.origin(claim.doc_id), f"{claim.predicate} ({claim.frame})"
        row.observations.append(Observation(kind="denied", day=corpus.day(claim), known=known, claim=claim, actors=deniers, origin=origin, why=why))


def _add(corpus: Corpus, row: Owed, claim: Claim, agreement: Draft) -> None:
    voice = speaker(claim) or (claim.agents[0] if claim.action in tables().statuses.reports.accuses and claim.agents else None)
    code = successor(voice.code) if voice is not None and voice.code else None
    day = corpus.day(claim)
    if day < announced_on(corpus, row)[0] or row.key == {code}:
        return
    found = code in tables().statuses.reports.bodies and claim.plover != "ASSAULT"
    kind: Kind = "found" if found else "alleged"
    seen = Observation(
        kind=kind, day=day, known=corpus.published(claim), claim=claim, actors=same_key(codes(claim.agents)) & row.key,
        grade="third-party" if found else "none", origin=corpus.origin(claim.doc_id), why=f"{claim.predicate} ({claim.frame})",
    )  # fmt: skip
    row.observations.append(seen)


def is_soft(corpus: Corpus, row: Owed) -> bool:
    """Whether the promise leaves room for another time."""
    return any(contains(corpus.sentence(p.claim), tables().statuses.reports.soft) for p in row.promises if p.claim.deadline.kind != "none")
