"""A person's overrides, applied last and by stable id, so that they survive every rebuild.

`accept` changes nothing (it records that somebody looked), `reject` takes a row out, `merge` puts what `target` rests on onto
`other` and takes `target` out, `split` gives the evidence from claim `other` a row of its own, `set` writes one field. A claim can be
rejected too: then the ledger is drawn up as if it had never been read.

A row whose id has changed since the decision (an earlier document came in that words it otherwise, say) is found again by the claims it
rested on. A decision about a row that the ledger no longer has is passed over, and its ruling says so.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from servanda.errors import DecisionError
from servanda.ledger.overrides import joined, parted, referred, with_field, without_row
from servanda.records import Claim, Decision, Record, Ruling

FOUND_AGAIN = 0.5  # least share of a decision's claims that a row must rest on to be the one that was meant
Origin = Callable[[str], str]


def unrejected(claims: Sequence[Claim], decisions: Iterable[Decision]) -> list[Claim]:
    """The claims that nobody has rejected."""
    rejected = {decision.target for decision in decisions if decision.action == "reject"}
    return [claim for claim in claims if claim.claim_id not in rejected]


def apply_decisions(
    tables: Mapping[str, Iterable[Record]], decisions: Sequence[Decision], as_of: str = "9999", origin: Origin = str, claims: Iterable[Claim] = ()
) -> tuple[dict[str, list[Record]], tuple[Ruling, ...]]:
    """The tables with all decisions carried out, in order of their day and, within a day, as given; and what became of each.

    Args:
        as_of: the day the ledger is drawn up for: a status set for a later day is not entered yet.
        origin: the document that a document reprints, by id: what counts as one source.
        claims: all claims, rejected ones included.

    Raises DecisionError where a decision cannot be what its author meant: "set" of a field that the row does not have or a value
    that does not fit it, a day that is none, a merge of unlike rows, a split that leaves nothing.
    """
    bench = _Bench(tables, as_of, origin, frozenset(claim.claim_id for claim in claims))
    ordered = sorted(enumerate(decisions), key=lambda item: item[1].on)
    rulings = {number: bench.rule(number, decision) for number, decision in ordered}
    out: dict[str, list[Record]] = {name: [] for name in tables}
    for row_id, row in bench.rows.items():
        out[bench.home[row_id]].append(row)
    return out, tuple(rulings[number] for number in sorted(rulings))


def row_id(row: Record) -> str:
    """The stable id of a row: its first field."""
    return str(getattr(row, row.__struct_fields__[0]))


def claims_of(row: Record) -> frozenset[str]:
    """The claims that a row rests on."""
    return frozenset(evidence.claim_id for evidence in getattr(row, "evidence", ()))


def found_again(claims: Collection[str], rows: Mapping[str, Record]) -> str | None:
    """The id of the row that rests on most of the claims, on half of them at least; the first by id where two rest on as many."""
    shared = {name: len(claims_of(row) & set(claims)) for name, row in sorted(rows.items())}
    best = max(shared, key=lambda name: shared[name], default=None)
    return best if best is not None and claims and shared[best] >= FOUND_AGAIN * len(claims) else None


class _Bench:
    """The rows while decisions are carried out on them one after the other."""

    def __init__(self, tables: Mapping[str, Iterable[Record]], as_of: str, origin: Origin, claims: frozenset[str]) -> None:
        self.rows = {row_id(row): row for table in tables.values() for row in table}
        self.home = {row_id(row): name for name, table in tables.items() for row in table}
        self.as_of, self.origin, self.claims = as_of, origin, claims
        self.moved: dict[str, str] = {}  # rows that decisions took out, to what became of them

    def rule(self, number: int, decision: Decision) -> Ruling:
        """Carries one decision out."""
        target = self._find(decision.target, decision.claims)
        if target is None and decision.action == "reject" and decision.target in self.claims:
            return Ruling(decision=decision, row=decision.target, note="the claim is not read")
        if target is None:
            return Ruling(decision=decision, note=self.moved.get(decision.target, "the ledger has no such row"))
        try:
            missing = self._missing(decision, target)
            note = missing or self._carry_out(decision, target)
        except ValueError as error:
            where = f"decision of {decision.author} on {decision.on} about {decision.target}"
            raise DecisionError(str(error), number=number, where=where, mend="Correct the line or take it out") from error
        if missing:
            return Ruling(decision=decision, note=missing)
        renamed = "found again by its claims; its id has changed" if target != decision.target else ""
        return Ruling(decision=decision, row=target, note=note or renamed)

    def _find(self, wanted: str, claims: Collection[str]) -> str | None:
        """The row that is meant: by its id, else of rows of its kind (the letter before the id) the one that rests on its claims."""
        if wanted in self.rows:
            return wanted
        if wanted in self.moved:
            return None
        return found_again(claims, {name: row for name, row in self.rows.items() if name[:1] == wanted[:1]})

    def _missing(self, decision: Decision, target: str) -> str:
        """What a decision needs besides its row and does not find any more; "" where it finds all."""
        if decision.action == "merge" and (decision.other not in self.rows or decision.other == target):
            return f"the ledger has no other row {decision.other}"
        if decision.action == "split" and decision.other not in claims_of(self.rows[target]):
            return f"the row does not rest on claim {decision.other} any more"
        return ""

    def _carry_out(self, decision: Decision, target: str) -> str:
        """Does it, and returns what there is to say about it. Raises ValueError for what cannot be."""
        row, other = self.rows[target], decision.other or ""
        if decision.action == "reject":
            self._take_out(target, None)
        elif decision.action == "merge":
            if self.home[other] != self.home[target]:
                raise ValueError(f"{target} and {other} are not of one table")
            self.rows[other] = joined(self.rows[other], row, self.origin)
            self._take_out(target, other)
        elif decision.action == "split":
            new_id = f"{target}/{other}"
            self.rows[target], self.rows[new_id] = parted(row, other, new_id, self.origin)
            self.home[new_id] = self.home[target]
        elif decision.action == "set":
            since = _day(decision.since or decision.on)
            if decision.field == "status" and decision.since and since > self.as_of:
                return f"holds from {since} on"
            self.rows[target] = with_field(row, decision, since)
        return ""

    def _take_out(self, target: str, to: str | None) -> None:
        del self.rows[target]
        self.moved[target] = f"an earlier decision merged it with {to}" if to else "an earlier decision took it out"
        for name, row in list(self.rows.items()):
            changed = referred(row, target, to)
            if changed is None:
                del self.rows[name]
                self.moved[name] = without_row(target)
            else:
                self.rows[name] = changed


def _day(text: str) -> str:
    """An ISO day; raises ValueError for anything else."""
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise ValueError(f"{text[:40]!r} is not a day like 2023-12-14") from error
