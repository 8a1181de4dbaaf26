"""Time from promise to delivery: Kaplan and Meier's (1958) estimate of the share still undelivered after so many days.

One-shot and recurring duties can be delivered; standing and negative ones only go on, so they are left out. A duty not delivered by the day of the
ledger, or that ended otherwise (withdrawn, lapsed, superseded), is censored: it counts as undelivered for as long as it was seen and is then left out.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from servanda.records import Commitment, Record
from servanda.views.analysis.delivery import asked, grouped, in_order, promised
from servanda.views.analysis.periods import iso_day
from servanda.views.analysis.results import AnalysisSource, Answer, Question

DELIVERED = ("fulfilled", "fulfilled_late")
ENDED = ("withdrawn", "lapsed", "superseded")
DELIVERABLE = ("one-shot", "recurring")
NORMAL_95 = 1.959963984540054


class Spell(NamedTuple):
    """Days a duty was watched, and whether it was delivered at their end."""

    days: int
    delivered: bool


class SurvivalRow(Record, frozen=True):
    """The curve of a group at one number of days since the promise: how many were undelivered and seen until then, delivered, censored.

    `undelivered` is the share still undelivered after these days, with Greenwood's standard error and the 95 per cent interval on the
    log-log scale (None where the share is 0 or 1). `median_days` is the first day on which the share is at most a half.
    """

    per: str
    name: str
    days: int
    at_risk: int
    delivered: int
    censored: int
    undelivered: float
    standard_error: float | None
    low: float | None
    high: float | None
    median_days: int | None


def survival(ledger: AnalysisSource, question: Question) -> Answer:
    """The curves of all duties, of each debtor and of each kind of duty. Heeds `party`, `dyad`, `since`, `until` (days of promises)."""
    groups: dict[tuple[str, str], list[Spell]] = defaultdict(list)
    for commitment in asked(ledger, question):
        spell = spell_of(commitment, ledger.as_of)
        if spell is not None:
            for group in grouped(commitment):
                groups[group].append(spell)
    rows = [row for group in in_order(groups) for row in curve(groups[group], *group)]
    return Answer(f"Time from promise to delivery, as of {ledger.as_of}", rows, SurvivalRow)


def spell_of(commitment: Commitment, as_of: str) -> Spell | None:
    """How long a duty was watched; None for one that cannot be delivered or has no day of promise."""
    start = promised(commitment)
    done = delivered_on(commitment)
    end = done or ended_on(commitment) or iso_day(as_of)
    if start is None or end is None or commitment.duty not in DELIVERABLE:
        return None
    return Spell(max(0, date.fromisoformat(end).toordinal() - date.fromisoformat(start).toordinal()), done is not None)


def delivered_on(commitment: Commitment) -> str | None:
    """The day of delivery (ISO), if the commitment stands as delivered."""
    if commitment.status not in DELIVERED:
        return None
    return next((iso_day(step.on) for step in reversed(commitment.history) if step.status == commitment.status), None)


def ended_on(commitment: Commitment) -> str | None:
    """The day on which a commitment ended without delivery (ISO)."""
    return next((iso_day(step.on) for step in commitment.history if step.status in ENDED), None)


def curve(spells: Iterable[Spell], per: str = "all", name: str = "") -> list[SurvivalRow]:
    """Kaplan and Meier's estimate: a row for every number of days on which something was delivered or censored."""
    delivered: Counter[int] = Counter()
    censored: Counter[int] = Counter()
    for spell in spells:
        (delivered if spell.delivered else censored)[spell.days] += 1
    at_risk = sum(delivered.values()) + sum(censored.values())
    share, variance = 1.0, 0.0
    found: list[tuple[int, int, float, float]] = []
    for days in sorted(delivered.keys() | censored.keys()):
        gone = delivered[days]
        share *= 1 - gone / at_risk
        variance += gone / (at_risk * (at_risk - gone)) if at_risk > gone else math.inf
        found.append((days, at_risk, share, variance))
        at_risk -= gone + censored[days]
    median = next((days for days, _, left, _ in found if left <= 0.5), None)
    return [_row(per, name, point, delivered[point[0]], censored[point[0]], median) for point in found]


def _row(per: str, name: str, point: tuple[int, int, float, float], delivered: int, censored: int, median: int | None) -> SurvivalRow:
    days, at_risk, share, variance = point
    error = low = high = None
    if 0 < share < 1 and math.isfinite(variance):
        error = share * math.sqrt(variance)
        width = NORMAL_95 * math.sqrt(variance) / math.log(share)
        low, high = sorted((share ** math.exp(width), share ** math.exp(-width)))
    return SurvivalRow(
        per=per, name=name, days=days, at_risk=at_risk, delivered=delivered, censored=censored, undelivered=round(share, 6),
        standard_error=None if error is None else round(error, 6), low=None if low is None else round(low, 6), high=None if high is None else round(high, 6),
        median_days=median,
    )  # fmt: skip
