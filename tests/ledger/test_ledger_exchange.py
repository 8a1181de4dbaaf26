"""The model case: an exchange of prisoners and support, told by several outlets, one of them too early."""

from __future__ import annotations

import pytest
from story import exchange_story

from servanda.records import Commitment, LedgerTables


@pytest.fixture(scope="module")
def ledger() -> LedgerTables:
    return exchange_story().ledger()


def owed(ledger: LedgerTables, debtor: str, action: str) -> Commitment:
    (row,) = [c for c in ledger.commitments if c.debtor == (debtor,) and c.action == action]
    return row


def test_one_agreement_with_organs_and_day(ledger: LedgerTables) -> None:
    (agreement,) = ledger.agreements
    assert agreement.parties == ("NOR", "SWE")
    assert agreement.organs == {"NOR": "Chancellery", "SWE": "Royal Office"}
    assert (agreement.instrument, agreement.date, agreement.lifecycle) == ("joint statement", "2031-03-02", {"reached": "2031-03-02"})


def test_restatements_join_and_display_ids_follow_first_evidence(ledger: LedgerTables) -> None:
    assert [(c.display, c.debtor, c.action) for c in ledger.commitments] == [
        ("C-0001", ("NOR",), "release"), ("C-0002", ("SWE",), "release"), ("C-0003", ("SWE",), "withdraw"), ("C-0004", ("SWE",), "support"),
    ]  # fmt: skip
    assert all(c.agreement_id == ledger.agreements[0].agreement_id for c in ledger.commitments)
    assert owed(ledger, "NOR", "release").beneficiary == ("SWE",)


def test_false_early_report_is_not_counted(ledger: LedgerTables) -> None:
    row = owed(ledger, "NOR", "release")
    assert [(h.on, h.status) for h in row.history] == [("2031-03-02", "announced"), ("2031-03-09", "fulfilled")]
    assert (row.done, row.grade, row.sources) == (12, "third-party", 2)
    assert {e.doc_id for e in row.evidence if e.role == "contradicted"} == {"d3"}


def test_false_report_is_kept_as_a_disagreement(ledger: LedgerTables) -> None:
    (clash,) = ledger.disagreements
    assert (clash.about, clash.field) == (owed(ledger, "NOR", "release").commitment_id, "date of performance")
    assert [(v.value, v.by) for v in clash.values] == [
        ("2031-03-04", "Early Bird"), ("not yet done on 2031-03-07", "Harbour Press"), ("2031-03-09", "NOR"), ("2031-03-09", "ICRC"),
    ]  # fmt: skip


def test_before_the_handover_nothing_is_fulfilled() -> None:
    row = owed(exchange_story().ledger(as_of="2031-03-08"), "NOR", "release")
    assert row.status == "announced"


def test_known_by_leaves_out_later_documents() -> None:
    ledger = exchange_story().ledger(known_by="2031-03-03")
    assert ledger.as_of == "2031-03-03"
    assert {e.doc_id for c in ledger.commitments for e in c.evidence} == {"d1"}


def test_counterparts_word_is_graded_below_a_third_party(ledger: LedgerTables) -> None:
    assert owed(ledger, "SWE", "release").grade == "counterpart"


def test_opposite_releases_are_an_exchange_both_ways(ledger: LedgerTables) -> None:
    a, b = owed(ledger, "NOR", "release"), owed(ledger, "SWE", "release")
    assert [(r.kind, r.commitment_id) for r in a.relations] == [("exchange", b.commitment_id)]
    assert [(r.kind, r.commitment_id) for r in b.relations] == [("exchange", a.commitment_id)]


def test_endorser_owes_nothing(ledger: LedgerTables) -> None:
    (row,) = ledger.endorsements
    assert (row.by, row.speaker, row.of, row.stance) == ("OTS", "Secretary General", ledger.agreements[0].agreement_id, "welcome")
    assert all("OTS" not in c.debtor for c in ledger.commitments)
    assert "OTS" not in ledger.agreements[0].parties


def test_hope_is_an_appeal(ledger: LedgerTables) -> None:
    (row,) = ledger.appeals
    assert (row.by, row.to, row.content) == (("NOR", "SWE"), ("others",), "support the bid")


def test_events_are_real_ones_each_once(ledger: LedgerTables) -> None:
    assert [(e.on, e.plover, e.source, e.target) for e in ledger.events] == [
        ("2031-03-02", "AGREE", ("NOR", "SWE"), ()),
        ("2031-03-03", "SUPPORT", ("OTS",), ("NOR", "SWE")),
        ("2031-03-09", "RETREAT", ("NOR",), ("SWE",)),
        ("2031-03-09", "RETREAT", ("SWE",), ("NOR",)),
    ]
