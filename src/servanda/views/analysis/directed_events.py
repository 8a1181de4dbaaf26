"""Events as directed dyads, which every series, network and change point counts.

An event gives one row for each source and target, as the exports expand it (joint acts from both sides, `exports/tables/mirrors.csv`). Only
parties with a code take part, and nobody acts on themselves. An event of a month, a year or a range keeps the days its claims name; one whose
day is unknown has none. No event is given a day that no text gives it: see `placed`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from servanda.errors import LookupFailed
from servanda.records import Precision, Record
from servanda.views.analysis.periods import Period, holding, iso_day
from servanda.views.analysis.results import AnalysisSource, By, Question, Undated
from servanda.views.exports.dyads import dyads
from servanda.views.exports.facts import EventFacts, facts_of
from servanda.views.exports.parties import Party
from servanda.views.exports.scales import check_goldstein, goldstein, plover_class

COARSE = ("month", "year", "range")


class DirectedEvent(Record, frozen=True):
    """One direction of an event. `first` and `last` are the ISO days within which it happened, None where no text says; `quad` is PLOVER's (1 to 4)."""

    event_id: str
    source: str
    target: str
    first: str | None
    last: str | None
    precision: Precision
    reported: str | None
    cameo: str
    plover: str
    goldstein: float | None
    quad: int | None
    sources: int

    @property
    def cooperative(self) -> bool:
        return self.quad in (1, 2)

    @property
    def conflictive(self) -> bool:
        return self.quad in (3, 4)


@dataclass(frozen=True)
class Observed:
    """The directed events that answer a question, and how many events it left out for which reason."""

    events: tuple[DirectedEvent, ...]
    left_out: Counter[str]

    @property
    def notes(self) -> tuple[str, ...]:
        return tuple(f"{count} {'event' if count == 1 else 'events'} left out: {reason}" for reason, count in sorted(self.left_out.items()))


def observed(ledger: AnalysisSource, question: Question) -> Observed:
    """The directed events of a ledger that a question asks for: of its party or dyad, and trusted enough.

    Raises:
        LookupFailed: if there is no such scale.
    """
    scale = check_goldstein(question.goldstein)
    found: list[DirectedEvent] = []
    left_out: Counter[str] = Counter()
    for facts in facts_of(ledger):
        if question.min_confidence is not None and facts.confidence is not None and facts.confidence < question.min_confidence:
            left_out[f"confidence below {question.min_confidence:g}"] += 1
            continue
        rows = list(_directed(facts, scale))
        if not rows:
            left_out["no two parties with codes"] += 1
        found += [row for row in rows if _asked(row, question)]
    return Observed(tuple(found), left_out)


def _directed(facts: EventFacts, scale: str) -> Iterator[DirectedEvent]:
    first, last = _days(facts)
    known = plover_class(facts.event.plover)
    for row in dyads(facts, expand=True):
        source, target = _code(row.source), _code(row.target)
        if source is None or target is None or source == target:
            continue
        score = goldstein(row.cameo, scale)
        yield DirectedEvent(
            event_id=facts.event.event_id, source=source, target=target, first=first, last=last, precision=facts.event.precision,
            reported=iso_day(facts.published), cameo=row.cameo, plover=facts.event.plover, goldstein=score.value if score else None,
            quad=known.value if known else None, sources=facts.event.sources,
        )  # fmt: skip


def _code(side: tuple[Party, ...]) -> str | None:
    return side[0].code if side else None


def _days(facts: EventFacts) -> tuple[str | None, str | None]:
    """The days within which an event happened: the narrowest span that a claim gives an event of coarse precision."""
    event = facts.event
    if event.precision == "day":
        return iso_day(event.on), iso_day(event.on)
    if event.precision not in COARSE:
        return None, None
    times = [claim.happened for claim in facts.claims if claim.happened is not None and claim.happened.precision in COARSE]
    days = [(iso_day(time.first), iso_day(time.last)) for time in times]
    spans = [(first, last) for first, last in days if first and last and first <= last]
    return min(spans, key=lambda span: (_length(*span), span)) if spans else (None, None)


def _length(first: str, last: str) -> int:
    return date.fromisoformat(last).toordinal() - date.fromisoformat(first).toordinal()


def _asked(row: DirectedEvent, question: Question) -> bool:
    parties = {row.source, row.target}
    if question.dyad is not None and parties != set(question.dyad):
        return False
    return question.party is None or question.party in parties


def placed(event: DirectedEvent, by: By, undated: Undated) -> Period | None:
    """The period that an event counts in: the one that holds all days on which it may have happened.

    An event of a month counts in that month and in no week; one without a day in none, unless `undated` lets the day of its first
    report stand in.
    """
    period = holding(event.first, event.last, by) if event.first and event.last else None
    if period is None and undated == "report" and event.reported:
        return holding(event.reported, event.reported, by)
    return period


def dyad_from(text: str, parties: Iterable[str]) -> tuple[str, str]:
    """Two of the parties from words like `AZE-ARM`; codes may hold hyphens themselves.

    Raises:
        LookupFailed: if they are no two parties of the ledger's events.
    """
    known = {party.casefold(): party for party in parties}
    steps = text.strip()[:200].split("-")
    for cut in range(1, len(steps)):
        one, other = "-".join(steps[:cut]).casefold(), "-".join(steps[cut:]).casefold()
        if one in known and other in known and one != other:
            return known[one], known[other]
    raise LookupFailed(f"{text[:60]!r} are no two parties of the ledger", mend="Write two codes with a hyphen between them, like AZE-ARM")


def party_from(text: str, parties: Iterable[str]) -> str:
    """A party's code, whatever its case.

    Raises:
        LookupFailed: if no row has it.
    """
    known = {party.casefold(): party for party in parties}
    if text.casefold() not in known:
        raise LookupFailed(f"no row has the party {text[:60]!r}", mend="Parties go by their codes, like AZE; `servanda show events` lists them")
    return known[text.casefold()]
