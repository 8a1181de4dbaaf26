"""A person's overrides survive the rebuild."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from story import JOINT, exchange_story, treaty_story

from servanda.errors import TableError
from servanda.records import Commitment, Decision, LedgerTables


def decide(action: Any, target: str, **more: Any) -> Decision:
    return Decision(action=action, target=target, author="ed", on="2031-04-01", reason="read the text", **more)


def status(target: str, value: str, since: str | None = None) -> Decision:
    return decide("set", target, field="status", value=value, since=since)


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


def row_of(ledger: LedgerTables, row_id: str) -> Commitment:
    return next(row for row in ledger.commitments if row.commitment_id == row_id)


def test_a_set_status_is_a_step_of_a_person_on_the_day_it_holds_from() -> None:
    step = row_of(exchange_story().ledger(decisions=(status(ids()[2], "breached", "2031-03-08"),)), ids()[2]).history[-1]
    assert (step.on, step.known, step.status, step.grade) == ("2031-03-08", "2031-04-01", "breached", "person")


def test_the_amount_done_follows_a_persons_status() -> None:
    short = decide("set", ids()[0], field="done", value="5")
    row = row_of(exchange_story().ledger(decisions=(short, status(ids()[0], "fulfilled", "2031-03-08"))), ids()[0])
    assert row.quantity is not None
    assert row.done == row.quantity.value == 12
    left = row_of(exchange_story().ledger(decisions=(short, status(ids()[0], "overdue", "2031-03-08"))), ids()[0])
    assert left.done == 5
    full = row_of(exchange_story().ledger(decisions=(status(ids()[0], "partly_fulfilled"),)), ids()[0])
    assert full.done is None


def test_a_status_set_for_a_later_day_is_not_yet_entered() -> None:
    decision = status(ids()[2], "breached", "2031-03-08")
    early = exchange_story().ledger(as_of="2031-03-05", decisions=(decision,))
    assert row_of(early, ids()[2]).status == "announced"
    assert early.rulings[0].note == "holds from 2031-03-08 on"


def test_what_becomes_known_after_the_decision_moves_the_status_on() -> None:
    early = decide("set", ids()[0], field="status", value="breached", since="2031-03-05")
    row = row_of(exchange_story().ledger(decisions=(msgspec.structs.replace(early, on="2031-03-06"),)), ids()[0])
    assert [(step.status, step.grade) for step in row.history][1:] == [("breached", "person"), ("fulfilled", "third-party")]
    assert row.status == "fulfilled"


def test_of_two_decisions_of_one_day_the_later_line_holds() -> None:
    decisions = (status(ids()[2], "withdrawn"), status(ids()[2], "fulfilled"))
    assert row_of(exchange_story().ledger(decisions=decisions), ids()[2]).status == "fulfilled"


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [("debtor", "NOR+SWE", ("NOR", "SWE")), ("object", "32", "32"), ("condition", "null", None), ("done", "7", 7.0), ("quantity", "7 sailor", 7.0)],
)
def test_fields_take_words_numbers_codes_and_amounts(field: str, value: str, expected: object) -> None:
    row = row_of(exchange_story().ledger(decisions=(decide("set", ids()[0], field=field, value=value),)), ids()[0])
    found = getattr(row, field)
    assert getattr(found, "value", found) == expected


def test_a_deadline_takes_a_day() -> None:
    row = row_of(exchange_story().ledger(decisions=(decide("set", ids()[0], field="deadline", value="2031-05-01"),)), ids()[0])
    assert (row.deadline.kind, row.deadline.date) == ("date", "2031-05-01")


def test_merge_joins_the_steps_and_points_others_to_the_row_that_stays() -> None:
    a, b, *_ = ids()
    ledger = exchange_story().ledger(decisions=(decide("merge", a, other=b),))
    assert row_of(ledger, b).status == "fulfilled"
    assert [step.status for step in row_of(ledger, b).history] == ["announced", "fulfilled"]
    assert a not in {clash.about for clash in ledger.disagreements}
    assert all(relation.commitment_id != a for row in ledger.commitments for relation in row.relations)


def test_what_was_about_a_rejected_row_goes_or_stands_alone() -> None:
    plain = exchange_story().ledger()
    ledger = exchange_story().ledger(decisions=(decide("reject", ids()[0]), decide("reject", plain.agreements[0].agreement_id)))
    assert all(clash.about != ids()[0] for clash in ledger.disagreements)
    assert {row.agreement_id for row in ledger.commitments} == {None}
    assert all(praise.of != plain.agreements[0].agreement_id for praise in ledger.endorsements)


def test_splitting_off_the_report_leaves_the_promise_announced() -> None:
    s = treaty_story()
    s.say("t1", "Norland will return the gunboats", "commissive", "return", "NOR", "SWE", object="the gunboats")
    s.document("t2", "2030-02-01", "Island Courier")
    s.say("t2", "Norland returned the gunboats", "act", "return", "NOR", "SWE", object="the gunboats")
    row = next(row for row in s.ledger().commitments if row.action == "return")
    assert row.status == "fulfilled"
    claim = row.history[-1].claims[0]
    parts = s.ledger(decisions=(decide("split", row.commitment_id, other=claim),)).commitments
    assert {part.commitment_id: part.status for part in parts} == {row.commitment_id: "announced", f"{row.commitment_id}/{claim}": "fulfilled"}


def test_a_rejected_claim_is_not_read() -> None:
    report = next(claim for claim in exchange_story().claims if claim.doc_id == "d3")
    ledger = exchange_story().ledger(decisions=(decide("reject", report.claim_id),))
    assert all(item.claim_id != report.claim_id for row in ledger.commitments for item in row.evidence)
    assert ledger.rulings[0].row == report.claim_id


def test_a_row_that_an_earlier_document_renames_is_found_again_by_its_claims() -> None:
    plain = exchange_story().ledger()
    row = row_of(plain, ids()[0])
    decision = decide("set", row.commitment_id, field="object", value="twelve sailors", claims=tuple(item.claim_id for item in row.evidence))
    s = exchange_story()
    s.document("d0", "2031-03-02", "Early Bird")
    s.say("d0", "Norland and Sudria put out a joint statement today", "act", "issue", "NOR SWE", **JOINT, happened="2031-03-02", plover="AGREE")
    s.say("d0", "Norland will free 12 captured sailors of Sudria", "commissive", "release", "NOR", object="12 captured sailors of Sudria", number=12)
    ledger = s.ledger(decisions=(decision,))
    assert row.commitment_id not in {one.commitment_id for one in ledger.commitments}
    assert ledger.rulings[0].note == "found again by its claims; its id has changed"
    assert row_of(ledger, ledger.rulings[0].row or "").object == "twelve sailors"


def test_a_decision_about_what_an_earlier_one_took_out_is_passed_over_and_told() -> None:
    row = row_of(exchange_story().ledger(), ids()[0])
    claims = tuple(item.claim_id for item in row.evidence)
    decisions = (decide("reject", ids()[0], claims=claims), decide("set", ids()[0], field="object", value="x", claims=claims))
    rulings = exchange_story().ledger(decisions=decisions).rulings
    assert [ruling.row for ruling in rulings] == [ids()[0], None]
    assert rulings[1].note == "an earlier decision took it out"


def test_rows_of_two_tables_cannot_be_merged() -> None:
    agreement = exchange_story().ledger().agreements[0].agreement_id
    with pytest.raises(TableError, match="not of one table"):
        exchange_story().ledger(decisions=(decide("merge", ids()[0], other=agreement),))
