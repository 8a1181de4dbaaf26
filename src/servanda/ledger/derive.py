"""The ledger as a pure function of documents, claims and decisions.

    documents  ->  which count       ->  agreements  ->  commitments  ->  pairs
                                                                            |
    ids  <-  decisions  <-  disagreements  <-  events  <-  statements  <-  fulfilment

The same records give the same ledger, whatever their order.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeVar, cast

from servanda.ledger.agreements import BACKGROUND, Draft, Registry, days_between
from servanda.ledger.breaches import find_breaches
from servanda.ledger.clocks import set_deadlines
from servanda.ledger.commitments import Book, Owed, find_commitments
from servanda.ledger.corpus import Corpus, gather
from servanda.ledger.decisions import apply_decisions, unrejected
from servanda.ledger.disagreements import find_disagreements
from servanda.ledger.disputes import find_disputes
from servanda.ledger.duties_by_word import DutiesByWord
from servanda.ledger.events import Told, find_events
from servanda.ledger.expiries import find_expiries
from servanda.ledger.facts import DocumentFacts
from servanda.ledger.fulfilment import judge
from servanda.ledger.making import find_agreements
from servanda.ledger.moved import read_moves
from servanda.ledger.outcomes import Ask, read_outcomes
from servanda.ledger.performances import find_performances
from servanda.ledger.progress import match_progress
from servanda.ledger.relations import find_relations, find_superseded
from servanda.ledger.reports import match_reports
from servanda.ledger.restraints import find_restraints
from servanda.ledger.row_events import add_rows
from servanda.ledger.rows import (
    Names,
    agreement_rows,
    appeal_rows,
    commitment_rows,
    disagreement_rows,
    displayed,
    endorsement_rows,
    event_rows,
    name_all,
    position_rows,
)
from servanda.ledger.statements import Praise, by_claim, find_appeals, find_endorsements, find_positions
from servanda.ledger.tallies import match_tallies
from servanda.ledger.told import read_confirmations, read_endings, read_positions
from servanda.profiling import stage
from servanda.records import Agreement, Appeal, Claim, Commitment, Decision, Disagreement, Document, Endorsement, Event, LedgerTables, Position, Record, Ruling

Row = TypeVar("Row", bound=Record)


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the search for garbage in cycles: nearly all that a ledger makes stays, and looking it through again and again takes a fifth of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


@uncollected()
@stage("ledger: rows")
def derive(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    decisions: Sequence[Decision] = (),
    as_of: str | None = None,
    known_by: str | None = None,
    facts: Mapping[str, DocumentFacts] | None = None,
    ask: Ask | None = None,
) -> LedgerTables:
    """Who agreed what with whom, who owes what to whom, and what became of it.

    `as_of` leaves out what happened later and judges deadlines on that day (default: the last day of publication);
    `known_by` leaves out what was published later. Days are ISO 8601. `facts` are the `read_facts` of documents, by id, as far as they are
    known; those of the others are read. `ask` is the network that reads what no rule reads (`read_outcomes`); without it rules alone
    decide. Raises TableError for a decision that cannot be carried out.
    """
    with stage("ledger: documents"):  # 1. which documents count
        corpus = gather(documents, unrejected(claims, decisions), as_of, known_by, facts or {})
    with stage("ledger: agreements"):  # 2. agreements
        registry = find_agreements(corpus)
        read_endings(registry)
    book = _promised(corpus, registry)  # 3. commitments
    matched = _reported(corpus, registry, book, ask)
    with stage("ledger: pairs"):  # 4. pairs
        pairs = [*find_superseded(corpus, book), *find_relations(corpus, book)]
    with stage("ledger: fulfilment"):  # 5. fulfilment
        find_breaches(corpus, registry, book)
        find_restraints(corpus, registry, book)
        disputed = find_disputes(corpus, registry, book)
        find_expiries(corpus, registry, book)
        outcomes = judge(corpus, registry, book)
    with stage("ledger: statements"):  # 6. endorsements, appeals, positions
        praise = find_endorsements(corpus, registry)
        calls, views = find_appeals(corpus, registry), find_positions(corpus, registry)
    with stage("ledger: events"):  # 7. events
        refuted = frozenset(o.claim.claim_id for outcome in outcomes.values() for o in outcome.contradicted if o.claim)
        deeds = find_events(corpus, registry, book, Told(matched, find_performances(corpus, book, outcomes), refuted, by_claim(praise)))
        deeds += add_rows(corpus, deeds)
    with stage("ledger: disagreements"):  # 8. disagreements
        clashes = find_disagreements(corpus, registry, book, outcomes, disputed)
    names = Names()
    name_all(names, registry, book)
    rows: dict[str, list[Record]] = {
        "agreements": [*agreement_rows(corpus, relevant(corpus, registry, book, praise))],
        "commitments": [*commitment_rows(corpus, book, outcomes, pairs)],
        "endorsements": [*endorsement_rows(corpus, names, praise)],
        "appeals": [*appeal_rows(corpus, names, calls)],
        "events": [*event_rows(corpus, names, deeds)],
        "positions": [*position_rows(corpus, names, views)],
        "disagreements": [*disagreement_rows(corpus, names, clashes)],
    }
    overruled, rulings = apply_decisions(rows, decisions, corpus.as_of, corpus.witness, claims)  # 9. decisions
    return _numbered(corpus, overruled, rulings)  # 10. display ids


@stage("ledger: commitments")
def _promised(corpus: Corpus, registry: Registry) -> Book:
    book = find_commitments(corpus, registry)
    set_deadlines(book)  # by their own words; those counted from another act once reports have told its day
    find_superseded(corpus, book)  # so that reports go to what took a duty's place
    read_moves(corpus, registry, book)
    return book


@stage("ledger: reports")
def _reported(corpus: Corpus, registry: Registry, book: Book, ask: Ask | None) -> dict[str, list[Owed]]:
    """The duties that each report was matched to, by claim."""
    matched = match_reports(corpus, registry, book)
    duties = DutiesByWord(corpus, book)
    matched |= match_progress(corpus, registry, book, duties)
    matched |= match_tallies(corpus, registry, book, duties)
    read_positions(corpus, registry, book)
    if ask is not None:
        with stage("ledger: outcomes"):
            read_outcomes(corpus, registry, book, duties, ask)
    read_confirmations(corpus, registry, book)
    set_deadlines(book)
    return matched


def relevant(corpus: Corpus, registry: Registry, book: Book, praise: Sequence[Praise]) -> list[Draft]:
    """Agreements whose making is told as news, or on which a commitment, an endorsement or a prolongation rests; background is left out."""
    used = {row.agreement.number for row in book.rows if row.agreement} | {p.target.number for p in praise if isinstance(p.target, Draft)}
    used |= {draft.base.number for draft in registry.drafts if draft.base}
    return [d for d in registry.drafts if d.number in used or (d.told and d.day is not None and days_between(d.day, d.first[0]) <= BACKGROUND)]


def _numbered(corpus: Corpus, tables: Mapping[str, Sequence[Record]], rulings: tuple[Ruling, ...]) -> LedgerTables:
    def table(name: str, kind: type[Row], letter: str) -> tuple[Row, ...]:
        rows = cast("Sequence[Row]", tables[name])
        return displayed(corpus, rows, letter, kind.__struct_fields__[0])

    return LedgerTables(
        as_of=corpus.as_of,
        reprint_of=dict(sorted(corpus.reprint_of.items())),
        retracted=dict(sorted(corpus.retracted.items())),
        speakers=dict(sorted(corpus.speakers.items())),
        rulings=rulings,
        agreements=table("agreements", Agreement, "A"),
        commitments=table("commitments", Commitment, "C"),
        endorsements=table("endorsements", Endorsement, "N"),
        appeals=table("appeals", Appeal, "P"),
        events=table("events", Event, "E"),
        positions=table("positions", Position, "V"),
        disagreements=table("disagreements", Disagreement, "D"),
    )
