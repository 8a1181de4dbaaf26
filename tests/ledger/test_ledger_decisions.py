"""A person's overrides survive the rebuild."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from story import exchange_story

from servanda.errors import TableError
from servanda.records import Decision


def decide(action: Any, target: str, **more: str) -> Decision:
    return Decision(action=action, target=target, author="ed", on="2031-04-01", reason="read the text", **more)


def ids() -> list[str]:
    return [c.commitment_id for c in exchange_story().ledger().commitments]


def test_reject_takes_the_row_out_and_renumbers() -> None:
    ledger = exchange_story().ledger(decisions=(decide("reject", ids()[0]),))
    assert [c.display for c in ledger.commitments] == ["C-0001", "C-0002", "C-0003"]
    assert ids()[0] not in {c.commitment_id for c in ledger.commitments}


def test_set_writes_a_field_and_a_step() -> None:
    ledger = exchange_story().ledger(decisions=(decide("set", ids()[2], field="status", value="fulfilled"),))
    row = next(c for c in ledger.commitments if c.commitment_id == ids()[2])
    assert row.status == "fulfilled"
    assert (row.history[-1].on, row.history[-1].why) == ("2031-04-01", "ed: read the text")


@pytest.mark.parametrize(("field", "value"), [("status", "kept"), ("colour", "red"), ("evidence", "[]")])
def test_set_refuses_what_does_not_fit(field: str, value: str) -> None:
    with pytest.raises(TableError, match="decision of ed"):
        exchange_story().ledger(decisions=(decide("set", ids()[2], field=field, value=value),))


def test_merge_moves_the_evidence() -> None:
    a, b, *_ = ids()
    before = {c.commitment_id: c for c in exchange_story().ledger().commitments}
    after = {c.commitment_id: c for c in exchange_story().ledger(decisions=(decide("merge", a, other=b),)).commitments}
    assert a not in after
    assert len(after[b].evidence) == len(before[a].evidence) + len(before[b].evidence)


def test_split_gives_a_claim_its_own_row() -> None:
    first = exchange_story().ledger().commitments[0]
    claim = first.evidence[0].claim_id
    after = exchange_story().ledger(decisions=(decide("split", first.commitment_id, other=claim),)).commitments
    assert len(after) == 5
    assert [e.claim_id for c in after if c.commitment_id.endswith(claim) for e in c.evidence] == [claim]


def test_unknown_targets_and_accept_change_nothing() -> None:
    plain = exchange_story().ledger()
    decided = exchange_story().ledger(decisions=(decide("reject", "C-none"), decide("accept", ids()[0])))
    assert msgspec.structs.replace(decided, rulings=()) == plain
    assert [(ruling.row, ruling.note) for ruling in decided.rulings] == [(None, "the ledger has no such row"), (ids()[0], "")]
