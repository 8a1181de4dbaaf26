"""What stands between two parties: acts of either on the other, promises, agreements, exchanges. And which pairs have a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from servanda.records import Agreement, Claim, Commitment, Document, Event
from servanda.views.analysis.directed_events import COARSE, DirectedEvent, Observed, observed
from servanda.views.analysis.exchanges import ExchangeRow, pairs
from servanda.views.analysis.results import Question
from servanda.views.site.wording import day_words, month_words

if TYPE_CHECKING:
    from servanda.views.site.facts import SiteFacts

Pair = tuple[str, str]

FEWEST_EVENTS = 3  # of a pair that has neither a promise nor an agreement of its own
MOST_PARTIES = 4  # of an agreement that by itself gives each pair of them a page
MOST_PAGES = 1500  # those with most events


@dataclass(frozen=True)
class Act:
    """An event between two parties, the first of whom comes first in the alphabet. `forth` and `back` tell its directions.

    `day` is where it stands on a line of time; unless `exact`, that is the day of its first report. `when` says in words when it happened.
    """

    event: Event
    forth: bool
    back: bool
    day: str | None
    exact: bool
    when: str
    cooperative: bool
    conflictive: bool

    @property
    def kind(self) -> str:
        return "cooperation" if self.cooperative else "conflict" if self.conflictive else "neither"


@dataclass(frozen=True)
class Between:
    """All that stands between the parties of a pair: acts by day, the rest in the ledger's order."""

    pair: Pair
    acts: tuple[Act, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    exchanges: tuple[ExchangeRow, ...] = ()

    def count(self, forth: bool, kind: str = "") -> int:
        """Acts of one direction, of one kind where it is given."""
        return sum((act.forth if forth else act.back) and kind in ("", act.kind) for act in self.acts)

    @property
    def last(self) -> str | None:
        """The day of the last act."""
        return max((act.day for act in self.acts if act.day), default=None)


class _Source:
    """A site's facts, as measures read a ledger."""

    def __init__(self, facts: SiteFacts) -> None:
        self._facts = facts
        self.events: list[Event] = list(facts.tables.events)
        self.commitments: list[Commitment] = list(facts.tables.commitments)
        self.as_of = facts.tables.as_of

    def claims_by_id(self, ids: Iterable[str]) -> dict[str, Claim]:
        return self._facts.some_claims(ids)

    def documents_by_id(self, ids: Iterable[str]) -> dict[str, Document]:
        return self._facts.some_documents(ids)


def source_of(facts: SiteFacts) -> _Source:
    """The facts of a site as a ledger that measures read."""
    return _Source(facts)


def directed(facts: SiteFacts) -> Observed:
    """Every directed event of a ledger."""
    return observed(source_of(facts), Question())


def shown_day(event: DirectedEvent) -> str | None:
    """Where an event stands on a line of time: on its day, or on that of its first report where no text names one."""
    return event.first if event.precision == "day" else event.reported


def pairs_with_pages(facts: SiteFacts) -> dict[Pair, Between]:
    """The pairs that have something to show, those with most events first."""
    acts: dict[Pair, dict[str, list[DirectedEvent]]] = defaultdict(lambda: defaultdict(list))
    for event in facts.directed.events:
        acts[_pair(event.source, event.target)][event.event_id].append(event)
    promises: dict[Pair, list[Commitment]] = defaultdict(list)
    for commitment in facts.tables.commitments:
        for pair in _pairs_of(commitment):
            promises[pair].append(commitment)
    agreements = _agreements(facts, promises)
    wanted = [pair for pair in acts.keys() | promises.keys() | agreements.keys()
              if pair in promises or pair in agreements or len(acts[pair]) >= FEWEST_EVENTS]  # fmt: skip
    wanted.sort(key=lambda pair: (-len(acts[pair]), -len(promises[pair]), pair))
    events = {event.event_id: event for event in facts.tables.events}
    found = {}
    for pair in wanted[:MOST_PAGES]:
        known = sorted((_act(events[event_id], pair, rows) for event_id, rows in acts[pair].items()), key=lambda act: (act.day or "", act.event.display))
        exchanged = tuple(pairs(promises[pair], facts.commitments, facts.tables.as_of))
        found[pair] = Between(pair, tuple(known), tuple(promises[pair]), tuple(agreements.get(pair, ())), exchanged)
    return found


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _pairs_of(commitment: Commitment) -> list[Pair]:
    debtors, beneficiaries = dict.fromkeys(commitment.debtor), dict.fromkeys(commitment.beneficiary)
    if len(debtors) * len(beneficiaries) > MOST_PARTIES**2:
        return []
    return list(dict.fromkeys(_pair(one, other) for one in debtors for other in beneficiaries if one != other))


def _agreements(facts: SiteFacts, promises: dict[Pair, list[Commitment]]) -> dict[Pair, list[Agreement]]:
    """Agreements by pair: of few parties, or under which one of the pair owes the other something."""
    found: dict[Pair, dict[str, Agreement]] = defaultdict(dict)
    for agreement in facts.tables.agreements:
        if len(agreement.parties) <= MOST_PARTIES:
            for one, other in combinations(sorted(set(agreement.parties)), 2):
                found[(one, other)][agreement.agreement_id] = agreement
    for pair, owed in promises.items():
        for commitment in owed:
            known = facts.agreements.get(commitment.agreement_id or "")
            if known is not None:
                found[pair][known.agreement_id] = known
    return {pair: list(rows.values()) for pair, rows in found.items()}


def _act(event: Event, pair: Pair, rows: list[DirectedEvent]) -> Act:
    first = rows[0]
    return Act(
        event, any(row.source == pair[0] for row in rows), any(row.source == pair[1] for row in rows), shown_day(first), first.precision == "day",
        _when(first), first.cooperative, first.conflictive,
    )  # fmt: skip


def _when(event: DirectedEvent) -> str:
    """When it happened, in words, as exactly as the texts say."""
    if event.precision == "day" and event.first:
        return day_words(event.first)
    if event.first and event.last and event.precision in COARSE:
        if event.precision == "month":
            return month_words(event.first)
        return event.first[:4] if event.precision == "year" else f"{day_words(event.first)} to {day_words(event.last)}"
    return f"no day named; reported {day_words(event.reported)}" if event.reported else "no day named"
