"""Delivery, survival and exchanges: what each status counts for, and the curve beside that of statsmodels."""

from __future__ import annotations

from typing import Any, get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.duration.survfunc import SurvfuncRight
from views.analysis.test_dyad_tables import Ledger

from servanda.errors import TableError
from servanda.records import Commitment, Quantity, Relation, Status, StatusChange
from servanda.views.analysis.delivery import DeliveryRow, read_rules, rules
from servanda.views.analysis.exchanges import ExchangeRow
from servanda.views.analysis.measures import analyse
from servanda.views.analysis.survival import Spell, SurvivalRow, curve


def duty(number: int, status: Status, promised: str = "2031-01-01", on: str = "", **more: Any) -> Commitment:
    """A promise of AAA to BBB, with what became of it on a day."""
    steps = [StatusChange(on=promised, status="announced", known=promised, why="")]
    if on:
        steps.append(StatusChange(on=on, status=status, known=on, why=""))
    fields: dict[str, Any] = {"debtor": ("AAA",), "beneficiary": ("BBB",), "agreement_id": None, "action": "return", "object": "the bell"}
    return Commitment(commitment_id=f"C{number}", display=f"C-{number:04d}", status=status, history=tuple(steps), **(fields | more))


def ledger(*duties: Commitment, as_of: str = "2031-12-31") -> Ledger:
    made = Ledger(as_of)
    made.commitments = list(duties)
    return made


def test_every_status_counts_in_some_way() -> None:
    assert rules().keys() == set(get_args(Status))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[announced]\ncounts = "open"\nwhy = "x"\ncredit = 1\n', "delivery.toml, line 1"),
        ('\n[promised]\ncounts = "open"\nwhy = "x"\n', "delivery.toml, line 2: there is no status 'promised'"),
        ('[announced]\ncounts = "open"\nwhy = "x"\n', "the status 'in_force' has no row"),
    ],
)
def test_a_table_that_does_not_fit_is_refused_with_its_line(text: str, words: str) -> None:
    with pytest.raises(TableError, match=words):
        read_rules(text)


def test_open_duties_never_lower_the_ratio_and_partial_ones_count_by_their_share() -> None:
    part = duty(5, "partly_fulfilled", done=3.0, quantity=Quantity(value=4, unit="bell"))
    known = ledger(duty(1, "fulfilled"), duty(2, "fulfilled_late"), duty(3, "overdue"), duty(4, "announced"), part, duty(6, "disputed"))
    found = analyse(known, "delivery", {})
    rows = [row for row in found.rows if isinstance(row, DeliveryRow)]
    assert [(row.per, row.name) for row in rows] == [("all", ""), ("party", "AAA"), ("duty", "one-shot")]
    assert (rows[0].commitments, rows[0].open, rows[0].left_out, rows[0].credit) == (6, 1, 1, 0.75)
    assert (rows[0].ratio, rows[0].ratio_in_time) == (0.6875, 0.25)


def test_nothing_due_gives_no_ratio() -> None:
    (row, *_) = analyse(ledger(duty(1, "announced")), "delivery", {}).rows
    assert isinstance(row, DeliveryRow)
    assert row.ratio is None


def test_duties_are_asked_for_by_debtor_and_by_both_directions_of_a_dyad() -> None:
    back = duty(2, "fulfilled", debtor=("BBB",), beneficiary=("AAA",))
    known = ledger(duty(1, "fulfilled"), back, duty(3, "fulfilled", beneficiary=("CCC",)))
    counts = [analyse(known, "delivery", options).rows[0].commitments for options in ({}, {"party": "AAA"}, {"dyad": "BBB-AAA"})]  # type: ignore[attr-defined]
    assert counts == [3, 2, 2]


def test_what_is_still_open_or_ended_otherwise_is_censored() -> None:
    known = ledger(
        duty(1, "fulfilled", on="2031-01-11"), duty(2, "announced", "2031-12-11"), duty(3, "withdrawn", on="2031-01-06"),
        duty(4, "holding", on="2031-01-02", duty="standing"), as_of="2031-12-31",
    )  # fmt: skip
    rows = [row for row in analyse(known, "survival", {}).rows if isinstance(row, SurvivalRow) and row.per == "all"]
    found = [(row.days, row.at_risk, row.delivered, row.censored, row.undelivered) for row in rows]
    assert found == [(5, 3, 0, 1, 1.0), (10, 2, 1, 0, 0.5), (20, 1, 0, 1, 0.5)]
    assert rows[0].median_days == 10


def test_a_ledger_without_dates_has_no_curve() -> None:
    assert list(analyse(ledger(duty(1, "fulfilled", promised="", on=""), as_of=""), "survival", {}).rows) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 30), st.booleans()), min_size=2, max_size=40).filter(lambda spells: any(done for _, done in spells)))
def test_the_curve_is_that_of_statsmodels(spells: list[tuple[int, bool]]) -> None:
    mine = [row for row in curve([Spell(*spell) for spell in spells]) if row.delivered]
    with np.errstate(divide="ignore", invalid="ignore"):
        theirs = SurvfuncRight([days for days, _ in spells], [int(done) for _, done in spells])
        errors = theirs.surv_prob_se
    at = {int(days): place for place, days in enumerate(theirs.surv_times)}
    for row in mine:
        assert row.undelivered == pytest.approx(theirs.surv_prob[at[row.days]], abs=1e-6)
        assert row.at_risk == theirs.n_risk[at[row.days]]
        if row.standard_error is not None:
            assert row.standard_error == pytest.approx(errors[at[row.days]], abs=1e-6)
            assert row.low is not None
            assert row.high is not None
            assert row.low <= row.undelivered <= row.high


def exchanged(one: Commitment, other: Commitment) -> ExchangeRow:
    ties = [(Relation(kind="exchange", commitment_id=to),) for to in (other.commitment_id, one.commitment_id)]
    from msgspec.structs import replace

    (row,) = analyse(ledger(replace(one, relations=ties[0]), replace(other, relations=ties[1])), "exchanges", {}).rows
    assert isinstance(row, ExchangeRow)
    return row


BACK: dict[str, Any] = {"debtor": ("BBB",), "beneficiary": ("AAA",)}


def test_who_delivered_first_and_how_many_days_before_the_other() -> None:
    row = exchanged(duty(1, "fulfilled", on="2031-02-10"), duty(2, "fulfilled", on="2031-02-03", **BACK))
    assert (row.one, row.other, row.first, row.lag_days, row.waiting_days) == ("C-0001", "C-0002", "BBB", -7, None)
    row = exchanged(duty(1, "fulfilled", on="2031-02-10"), duty(2, "fulfilled", on="2031-02-10", **BACK))
    assert (row.first, row.lag_days) == ("same day", 0)


def test_an_unanswered_delivery_waits_until_the_day_of_the_ledger() -> None:
    row = exchanged(duty(1, "fulfilled", on="2031-12-01"), duty(2, "announced", **BACK))
    assert (row.first, row.lag_days, row.waiting_days) == ("AAA", None, 30)
    row = exchanged(duty(1, "announced"), duty(2, "announced", **BACK))
    assert (row.first, row.lag_days, row.waiting_days) == (None, None, None)
