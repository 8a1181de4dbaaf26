"""What a person should check, and in which order: for the board, and for `servanda review`, which asks about each row once."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

import msgspec

from servanda.errors import TableError
from servanda.ledger.outcomes import rests_on_network
from servanda.records import Claim, Commitment, LedgerTables, Record
from servanda.views.phrases import deed, direction, displays, parties, plural, standing
from servanda.views.terminal import shown

TABLE = "looks.toml"
Kind = Literal["low_confidence", "clash", "contested", "overdue", "weak", "network", "one_source", "unknown"]
CONTESTED = ("breached", "disputed", "suspended", "stalled")
PERFORMED = ("partly_fulfilled", "fulfilled", "fulfilled_late")


class LookRow(Record, frozen=True):
    """A kind of look: what it is for, whether the board lists it, and below which confidence it applies."""

    why: str
    board: bool
    below: float = 0.0


@dataclass(frozen=True)
class Look:
    """One reason to check a row. `row_id` is its stable id, `text` what to look for."""

    kind: Kind
    row_id: str
    display: str
    text: str


@dataclass(frozen=True)
class Asked:
    """A row to be asked about, with all reasons to check it; `confidence` is that of its best claim."""

    row: Commitment
    looks: tuple[Look, ...]
    confidence: float | None = None


@cache
def kinds_of_looks() -> dict[str, LookRow]:
    """The table of looks, in the order of asking.

    Raises:
        TableError: for a kind that is unknown or missing, or a row that does not fit.
    """
    table = tomllib.loads(files("servanda.views").joinpath(TABLE).read_text("utf-8"))
    if set(table) != set(get_args(Kind)):
        raise TableError("has other kinds than there are", where=TABLE, mend="Kinds are " + ", ".join(get_args(Kind)))
    try:
        return msgspec.convert(table, dict[str, LookRow])
    except msgspec.ValidationError as error:
        raise TableError(str(error), where=TABLE, mend="A kind has why, board and perhaps below") from error


def looks(tables: LedgerTables, claims: Mapping[str, Claim]) -> list[Look]:
    """Every reason to check a commitment, by kind in the order of `looks.toml`. `claims` need only hold those that commitments rest on."""
    clashing = {clash.about for clash in tables.disagreements}
    found = [*_clashes(tables), *(look for row in tables.commitments for look in _of_row(row, claims, row.commitment_id in clashing))]
    order = {kind: at for at, kind in enumerate(kinds_of_looks())}
    return sorted(found, key=lambda look: order[look.kind])


def to_ask(tables: LedgerTables, claims: Mapping[str, Claim], decided: Collection[str]) -> list[Asked]:
    """The rows to be asked about, each once, the most pressing first, of these the least trusted; none that has been decided."""
    reasons: dict[str, list[Look]] = {}
    for look in looks(tables, claims):
        reasons.setdefault(look.row_id, []).append(look)
    order = {kind: at for at, kind in enumerate(kinds_of_looks())}
    asked = [
        Asked(row, tuple(reasons[row.commitment_id]), confidence(row, claims))
        for row in tables.commitments
        if row.commitment_id in reasons and row.commitment_id not in decided
    ]
    return sorted(asked, key=lambda one: (order[one.looks[0].kind], 1.0 if one.confidence is None else one.confidence, one.row.display))


def confidence(row: Commitment, claims: Mapping[str, Claim]) -> float | None:
    """The confidence of the best claim a row rests on; None where none has any."""
    known = [claims[item.claim_id].confidence for item in row.evidence if item.claim_id in claims]
    return max((value for value in known if value is not None), default=None)


def promised_by_network(row: Commitment, claims: Mapping[str, Claim]) -> float | None:
    """The network's best belief in a promise that no rule has read; None where one has."""
    told = [claims[item.claim_id].read for item in row.evidence if item.role == "announced" and item.claim_id in claims]
    return max((belief for belief in told if belief is not None), default=None) if None not in told else None


def _clashes(tables: LedgerTables) -> Iterator[Look]:
    names = displays(tables)
    for clash in tables.disagreements:
        sides = " against ".join(f"{shown(value.value, 40)} ({shown(value.by, 40)})" for value in clash.values)
        yield Look("clash", clash.about, names.get(clash.about, clash.display), f"sources differ on {clash.field}: {sides}")


def _of_row(row: Commitment, claims: Mapping[str, Claim], clashing: bool) -> Iterator[Look]:
    def look(kind: Kind, text: str) -> Look:
        return Look(kind, row.commitment_id, row.display, text)

    told = f"{standing(row).lower()}: {direction(row.debtor, row.beneficiary)} {deed(row)}"
    if row.status in CONTESTED:
        yield look("contested", told)
    if row.status == "overdue":
        yield look("overdue", told)
    for text in _weak_evidence(row, claims, clashing):
        yield look("weak", text)
    trust, least = confidence(row, claims), kinds_of_looks()["low_confidence"].below
    if trust is not None and trust < least:
        yield look("low_confidence", f"its best claim has a confidence of {trust:.2f}")
    if row.history and rests_on_network(row.history[-1]):
        yield look("network", f"{row.status.replace('_', ' ')} as the network reads it: {row.history[-1].why}")
    if (belief := promised_by_network(row, claims)) is not None:
        yield look("network", f"a promise as the network reads it ({belief:.2f})")
    if row.status in PERFORMED and row.sources == 1 and row.grade != "promisor-only":
        yield look("one_source", f"{row.status.replace('_', ' ')} by one source alone")
    if unknown := _unknown(row, claims):
        yield look("unknown", f"no table knows the debtor {unknown}")


def _weak_evidence(row: Commitment, claims: Mapping[str, Claim], clashing: bool) -> list[str]:
    """Reports of performance that stand on one leg: somebody's claim, a report that others contradict, the promisor's word alone."""
    weak = []
    claimed = sum(evidence.role == "claimed" or (evidence.role == "mention" and _is_claimed_act(claims.get(evidence.claim_id))) for evidence in row.evidence)
    if claimed:
        weak.append(f"{plural(claimed, 'report')} of it only as somebody's claim, not counted")
    contradicted = sum(evidence.role == "contradicted" for evidence in row.evidence)
    if contradicted and not clashing:
        weak.append(f"{plural(contradicted, 'report')} of it that other reports contradict, not counted")
    if row.grade == "promisor-only" and row.status in PERFORMED:
        weak.append(f"{row.status.replace('_', ' ')} on the word of {parties(row.debtor)} alone")
    return weak


def _is_claimed_act(claim: Claim | None) -> bool:
    return claim is not None and claim.illocution == "act" and claim.modality == "claimed"


def _unknown(row: Commitment, claims: Mapping[str, Claim]) -> str:
    """The debtors that the claims name without a code; "?" if nobody is named at all."""
    if not row.debtor:
        return "?"
    named: Sequence[str] = [
        agent.text for evidence in row.evidence if evidence.claim_id in claims for agent in claims[evidence.claim_id].agents if agent.code is None
    ]
    unknown = [debtor for debtor in row.debtor if debtor in named]
    return parties(unknown) if unknown else ""
