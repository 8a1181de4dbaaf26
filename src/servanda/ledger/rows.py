"""Drafts turned into records: stable ids from what identifies a thing, display ids by order of first evidence."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from servanda.ledger.agreements import Draft, Registry
from servanda.ledger.clashes import Clash
from servanda.ledger.commitments import Book, Owed
from servanda.ledger.corpus import Corpus
from servanda.ledger.creditors import beneficiaries, beside
from servanda.ledger.deeds import Deed
from servanda.ledger.fulfilment import Outcome
from servanda.ledger.instruments import GENERIC
from servanda.ledger.promises import own_verb, without_measure
from servanda.ledger.relations import SYMMETRIC
from servanda.ledger.sequences import Pair
from servanda.ledger.statements import Call, Praise, View
from servanda.records import (
    Agreement,
    Appeal,
    Claim,
    Commitment,
    Disagreement,
    Endorsement,
    Event,
    Evidence,
    Position,
    Record,
    Relation,
)

Row = TypeVar("Row", bound=Record)
MOST_EVIDENCE = 200  # pieces of evidence kept on a row
MOST_CONSIDERED = 8  # near reports kept that do not count


@dataclass
class Names:
    """Gives stable ids: a letter and a hash; things alike in all that identifies them are told apart by their order."""

    taken: dict[str, int] = field(default_factory=dict)

    def give(self, letter: str, *parts: object) -> str:
        """The id of the thing that the parts identify."""
        text = "\x1f".join(str(part) for part in parts)
        base = letter + hashlib.blake2b(text.encode(), digest_size=6).hexdigest()
        self.taken[base] = self.taken.get(base, 0) + 1
        return base if self.taken[base] == 1 else f"{base}-{self.taken[base]}"


def name_all(names: Names, registry: Registry, book: Book) -> None:
    """Sets the stable ids of agreements and commitments, on which all other rows rest."""
    for draft in registry.drafts:
        draft.agreement_id = names.give("A", sorted(draft.key), draft.day, draft.kinds[0] if draft.kinds else "")
    for row in book.rows:
        first = row.promises[0]
        agreement = row.agreement.agreement_id if row.agreement else ""
        row.commitment_id = names.give("C", agreement, sorted(row.key), sorted(first.classes), sorted(first.terms))


def agreement_rows(corpus: Corpus, drafts: Iterable[Draft]) -> list[Agreement]:
    """The agreements with their lives."""
    return [
        Agreement(
            agreement_id=draft.agreement_id, display="", title=title(draft), instrument=kind(draft), date=draft.day, parties=draft.parties,
            organs=dict(sorted(draft.organs.items())), mediators=tuple(draft.mediators), lifecycle=draft.lifecycle(), category=draft.category,
            evidence=_evidence(corpus, draft.claims, "mention"),
        )
        for draft in drafts
    ]  # fmt: skip


def kind(draft: Draft) -> str:
    """What the agreement is, in the words first used: those of the first kind that is not general."""
    first = next((k for k in draft.kinds if k != GENERIC), GENERIC)
    return draft.heads.get(first, first)


def title(draft: Draft) -> str:
    """What the agreement is called: the most usual name of its own kind, the longer at a tie."""
    own = [t for t in draft.titles if kind(draft).split()[-1] in t.lower()] or draft.titles
    if draft.base is not None and draft.kinds == ["prolongation"]:
        return f"prolongation of the {title(draft.base)}" if draft.base.titles else "prolongation"
    counted = Counter(own)  # in the order in which they came, so that the first wins at a tie
    return max(counted, key=lambda t: (counted[t], len(t.split())), default=kind(draft))


def commitment_rows(corpus: Corpus, book: Book, outcomes: Mapping[int, Outcome], pairs: Sequence[Pair]) -> list[Commitment]:
    """The commitments with status, history, relations and evidence."""
    ties: dict[int, set[tuple[str, str]]] = {}
    for kind_, a, b in pairs:
        ties.setdefault(a.number, set()).add((kind_, b.commitment_id))
        if kind_ in SYMMETRIC:
            ties.setdefault(b.number, set()).add((kind_, a.commitment_id))
    return [_commitment(corpus, book, row, outcomes[row.number], ties.get(row.number, set())) for row in book.rows]


def _commitment(corpus: Corpus, book: Book, row: Owed, outcome: Outcome, ties: set[tuple[str, str]]) -> Commitment:
    best = row.best
    claims = {p.claim.claim_id: p.claim for p in (*row.promises, *row.rivals)}
    claims.update({o.claim.claim_id: o.claim for o in row.observations if o.claim})
    claims.update({claim.claim_id: claim for claim in row.moves})
    claims.update({name: corpus[name] for change in outcome.changes for name in change.claims})
    refuted = {o.claim.claim_id for o in outcome.contradicted if o.claim}
    evidence = [
        item
        for claim in sorted(claims.values(), key=corpus.place)[:MOST_EVIDENCE]
        for item in corpus.evidence([claim], "contradicted" if claim.claim_id in refuted else outcome.roles.get(claim.claim_id, "mention"))
    ]
    under = book.under(row.agreement) if row.agreement else []
    return Commitment(
        commitment_id=row.commitment_id, display="", agreement_id=row.agreement.agreement_id if row.agreement else None, debtor=row.debtor,
        beneficiary=beneficiaries(row, under, corpus.called, beside(corpus, row)),
        action=own_verb(best), object=without_measure(best.claim, best.object), quantity=row.quantity, parts=best.claim.parts,
        deadline=row.deadline, condition=row.condition, duty=row.duty, status=outcome.status, done=outcome.done, grade=outcome.grade,
        sources=outcome.sources, history=tuple(outcome.changes),
        relations=tuple(Relation(kind=k, commitment_id=other) for k, other in sorted(ties)), evidence=tuple(evidence),
        considered=_considered(corpus, row, claims),
    )  # fmt: skip


def _considered(corpus: Corpus, row: Owed, counted: Mapping[str, Claim]) -> tuple[Evidence, ...]:
    """The reports that came nearest without counting, each with the reason as its role."""
    missed = sorted((-near, corpus.place(claim), why) for name, (near, claim, why) in row.missed.items() if name not in counted)
    return tuple(item for _, (*_, name), why in missed[:MOST_CONSIDERED] for item in corpus.evidence([corpus[name]], why))


def endorsement_rows(corpus: Corpus, names: Names, found: Iterable[Praise]) -> list[Endorsement]:
    """The endorsements, dated by the first report."""
    out = []
    for praise in found:
        target = praise.target.agreement_id if isinstance(praise.target, Draft) else praise.target
        first = min(praise.claims, key=corpus.place)
        out.append(
            Endorsement(
                endorsement_id=names.give("N", praise.by, target, praise.stance), display="", by=praise.by, speaker=praise.speaker, of=target,
                stance=praise.stance, on=corpus.day(first) or None, evidence=_evidence(corpus, praise.claims, "endorsement"),
            )
        )  # fmt: skip
    return out


def appeal_rows(corpus: Corpus, names: Names, found: Iterable[Call]) -> list[Appeal]:
    """The appeals, dated by the first report."""
    return [
        Appeal(
            appeal_id=names.give("P", call.by, call.to, call.content), display="", by=call.by, to=call.to, content=call.content,
            on=corpus.day(min(call.claims, key=corpus.place)) or None, evidence=_evidence(corpus, call.claims, "appeal"),
        )
        for call in found
    ]  # fmt: skip


def position_rows(corpus: Corpus, names: Names, found: Iterable[View]) -> list[Position]:
    """The positions, dated by the first report."""
    return [
        Position(
            position_id=names.give("V", view.by, view.kind, view.content), display="", by=view.by, kind=view.kind, content=view.content,
            on=corpus.day(min(view.claims, key=corpus.place)) or None, evidence=_evidence(corpus, view.claims, view.kind),
        )
        for view in found
    ]  # fmt: skip


def event_rows(corpus: Corpus, names: Names, found: Iterable[Deed]) -> list[Event]:
    """The events; mode, contexts and code of the claim that first gave their type, none where only a duty gave it."""
    out = []
    for deed in found:
        told = [claim for claim in deed.claims if claim.plover == deed.plover]
        first = min(told, key=lambda claim: (corpus.is_row(claim), corpus.place(claim)), default=None)  # what a text tells counts before what a table codes
        mode, context, cameo = (first.mode, first.context, first.cameo) if first is not None else (None, (), None)
        out.append(
            Event(
                event_id=names.give("E", deed.day, deed.plover, sorted(deed.source), sorted(deed.target)), display="", on=deed.day or None,
                precision=deed.precision, source=deed.source, target=deed.target, plover=deed.plover, mode=mode, context=context, cameo=cameo,
                sources=corpus.origins(deed.claims), gist=deed.gist, evidence=_told_evidence(corpus, deed.claims),
            )
        )  # fmt: skip
    return out


def _told_evidence(corpus: Corpus, claims: Iterable[Claim]) -> tuple[Evidence, ...]:
    """The words of texts, and the cells of rows that data sets coded."""
    return tuple(msgspec.structs.replace(item, role=_event_role(corpus, item.doc_id)) for item in _evidence(corpus, claims, "event"))


def _event_role(corpus: Corpus, doc_id: str) -> str:
    if corpus.documents[doc_id].dataset is None:
        return "event"
    return "data set, coded from a text here" if doc_id in corpus.coded_from else "data set"


def disagreement_rows(corpus: Corpus, names: Names, found: Iterable[Clash]) -> list[Disagreement]:
    """The disagreements: about a commitment by its id, about anything else in the words of the text."""
    return [
        Disagreement(
            disagreement_id=names.give("D", about, clash.field), display="", about=about, field=clash.field, values=tuple(clash.values),
            evidence=_evidence(corpus, clash.claims, "disagreement"),
        )
        for clash in found
        for about in [clash.about.commitment_id if isinstance(clash.about, Owed) else clash.about]
    ]  # fmt: skip


def _evidence(corpus: Corpus, claims: Iterable[Claim], role: str) -> tuple[Evidence, ...]:
    unique = {claim.claim_id: claim for claim in claims}
    return corpus.evidence(list(unique.values()), role)[:MOST_EVIDENCE]


def displayed(corpus: Corpus, rows: Iterable[Row], letter: str, id_field: str) -> tuple[Row, ...]:
    """Rows in order of first evidence, with display ids such as C-0001."""

    def order(row: Row) -> tuple[str, str, int, str, str]:
        evidence: tuple[Evidence, ...] = getattr(row, "evidence", ())
        first = min((corpus.place(corpus[e.claim_id]) for e in evidence), default=("9999", "", 0, ""))
        due = row.deadline.date if isinstance(row, Commitment) else None  # instalments of one sentence as they fall due
        return (*first[:3], due or "", str(getattr(row, id_field)))

    return tuple(msgspec.structs.replace(row, display=f"{letter}-{number:04d}") for number, row in enumerate(sorted(rows, key=order), start=1))
