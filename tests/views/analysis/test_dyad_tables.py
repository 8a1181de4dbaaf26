"""Dyad tables: what counts in which period, and what stands apart."""

from __future__ import annotations

import datetime
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from views.exports.told import Told, claim, document, party

from servanda.errors import InputError, LookupFailed
from servanda.records import Commitment, Time
from servanda.views.analysis.directed_events import dyad_from
from servanda.views.analysis.dyads import DyadRow
from servanda.views.analysis.measures import MEASURES, analyse
from servanda.views.analysis.periods import holding, period_of, periods
from servanda.views.analysis.results import By


class Ledger(Told):
    """Events and commitments as of a day."""

    def __init__(self, as_of: str = "2031-12-31") -> None:
        super().__init__()
        self.as_of = as_of
        self.commitments: list[Commitment] = []

    def act(self, source: str, target: str, on: str | None, plover: str = "SUPPORT", cameo: str = "051", **more: Any) -> None:
        """An event between parties with codes, reported on the fourth of March 2031."""
        sides = {"agents": [party(code) for code in source.split()], "recipients": [party(code) for code in target.split()]}
        own = claim(len(self.events) + 1, **sides, happened=more.pop("happened", None))
        self.tell(source, target, plover, cameo, own, on=on, **more)


def rows(ledger: Ledger, **options: Any) -> list[DyadRow]:
    return [row for row in analyse(ledger, "dyads", options).rows if isinstance(row, DyadRow)]


def cells(ledger: Ledger, **options: Any) -> list[tuple[str | None, str, str, int]]:
    return [(row.period, row.source, row.target, row.events) for row in rows(ledger, **options)]


@pytest.mark.parametrize(
    ("day", "by", "name", "first", "last"),
    [
        ("2021-01-03", "week", "2020-W53", "2020-12-28", "2021-01-03"),
        ("2024-12-30", "week", "2025-W01", "2024-12-30", "2025-01-05"),
        ("2024-02-10", "month", "2024-02", "2024-02-01", "2024-02-29"),
        ("2023-12-31", "month", "2023-12", "2023-12-01", "2023-12-31"),
        ("2023-12-31", "day", "2023-12-31", "2023-12-31", "2023-12-31"),
        ("9999-12-31", "month", "9999-12", "9999-12-01", "9999-12-31"),
    ],
)
def test_periods_have_the_bounds_of_the_calendar(day: str, by: By, name: str, first: str, last: str) -> None:
    period = period_of(day, by)
    assert (period.name, period.first, period.last) == (name, first, last)


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1)), st.integers(0, 800), st.sampled_from(["day", "week", "month"]))
def test_periods_follow_each_other_without_gap_and_hold_their_days(start: datetime.date, length: int, by: By) -> None:
    end = start + datetime.timedelta(days=length)
    known = list(periods(start.isoformat(), end.isoformat(), by))
    assert known[0].first <= start.isoformat() <= known[0].last
    assert known[-1].first <= end.isoformat() <= known[-1].last
    for one, other in pairwise(known):
        assert datetime.date.fromisoformat(one.last) + datetime.timedelta(days=1) == datetime.date.fromisoformat(other.first)
    assert all(holding(period.first, period.last, by) == period for period in known)


def test_counts_sums_and_means_stand_beside_the_names_of_their_scales() -> None:
    ledger = Ledger()
    ledger.act("AAA", "BBB", "2031-03-02")
    ledger.act("AAA", "BBB", "2031-03-05", "ASSAULT", "190")
    ledger.act("BBB", "AAA", "2031-03-05", "AID", "070")
    first, second = rows(ledger)
    assert (first.source, first.target, first.events, first.verbal_cooperation, first.material_conflict, first.net_cooperation) == ("AAA", "BBB", 2, 1, 1, 0)
    assert (first.scored, first.goldstein_sum, first.goldstein_mean, first.goldstein_scale) == (2, -6.6, -3.3, "goldstein-gdelt-1")
    assert (second.material_cooperation, second.net_cooperation, second.quad_table) == (1, 1, "quad-plover-0.8")


def test_what_two_do_together_counts_in_both_directions() -> None:
    ledger = Ledger()
    ledger.act("AAA BBB", "", "2031-03-02", "AGREE", "030")
    assert cells(ledger) == [("2031-03", "AAA", "BBB", 1), ("2031-03", "BBB", "AAA", 1)]


MARCH = Time(first="2031-03-01", last="2031-03-31", precision="month")


def test_an_event_of_a_month_counts_in_its_month_and_in_no_week() -> None:
    ledger = Ledger()
    ledger.act("AAA", "BBB", "2031-04-04", precision="month", happened=MARCH)
    assert cells(ledger, by="month") == [("2031-03", "AAA", "BBB", 1)]
    assert cells(ledger, by="week") == [(None, "AAA", "BBB", 1)]


def test_an_event_without_a_day_stands_apart_unless_the_report_may_stand_in() -> None:
    ledger = Ledger()
    ledger.act("AAA", "BBB", "2031-03-04", precision="unknown")
    assert cells(ledger, by="day") == [(None, "AAA", "BBB", 1)]
    assert "no day can hold" in analyse(ledger, "dyads", {"by": "day"}).notes[0]
    assert cells(ledger, by="day", undated="report") == [("2031-03-04", "AAA", "BBB", 1)]


def test_empty_periods_have_rows_in_both_directions_when_asked_for() -> None:
    ledger = Ledger()
    ledger.act("AAA", "BBB", "2030-12-30")
    ledger.act("AAA", "BBB", "2031-01-15")
    weeks = ["2031-W01", "2031-W02", "2031-W03"]
    wanted = [(week, source, target) for source, target in (("AAA", "BBB"), ("BBB", "AAA")) for week in weeks]
    found = rows(ledger, by="week", zeros=True)
    assert [(row.period, row.source, row.target) for row in found] == wanted
    assert [row.events for row in found] == [1, 0, 1, 0, 0, 0]
    assert (found[1].goldstein_sum, found[1].goldstein_mean) == (0.0, None)


def test_parties_without_a_code_are_left_out_and_told_of() -> None:
    ledger = Ledger()
    ledger.tell("AAA", "", "ACCUSE", "111", claim(1, agents=[party("AAA")], recipients=[party(None, "the hill militia")]))
    answer = analyse(ledger, "dyads", {})
    assert list(answer.rows) == []
    assert answer.notes == ("1 event left out: no two parties with codes",)


def test_a_ledger_without_any_date_has_rows_apart_and_no_error() -> None:
    ledger = Ledger(as_of="")
    ledger.act("AAA", "BBB", None, precision="unknown")
    ledger.documents["d1"] = document("d1", None)
    assert cells(ledger, zeros=True, undated="report") == [(None, "AAA", "BBB", 1)]


def test_a_window_cuts_periods_and_not_events_apart() -> None:
    ledger = Ledger()
    ledger.act("AAA", "BBB", "2031-01-15")
    ledger.act("AAA", "BBB", "2031-03-15")
    assert cells(ledger, since="2031-02-01") == [("2031-03", "AAA", "BBB", 1)]
    assert [row.period for row in rows(ledger, until="2031-02-10", zeros=True) if row.source == "AAA"] == ["2031-01", "2031-02"]


@pytest.mark.parametrize("day", ["20310201", "2031-W05-6", "2031-02-01"])
def test_a_window_means_the_same_day_however_iso_8601_writes_it(day: str) -> None:
    ledger = Ledger()
    ledger.act("AAA", "BBB", "2031-01-30")
    ledger.act("AAA", "BBB", "2031-02-02")
    assert cells(ledger, by="day", since=day) == [("2031-02-02", "AAA", "BBB", 1)]
    assert cells(ledger, by="day", until=day) == [("2031-01-30", "AAA", "BBB", 1)]


def test_a_dyad_is_found_though_its_codes_hold_hyphens_or_other_case() -> None:
    assert dyad_from("aaa-hill-front", ["AAA", "Hill-Front", "Hill"]) == ("AAA", "Hill-Front")
    with pytest.raises(LookupFailed, match="no two parties"):
        dyad_from("AAA-AAA", ["AAA", "BBB"])


@pytest.mark.parametrize(
    ("measure", "options", "words"),
    [
        ("dyads", {"by": "year"}, "--by: 'year' is not one of its values"),
        ("dyads", {"since": "March"}, "--since: 'March' is not a day"),
        ("delivery", {"zeros": True}, "--zeros: delivery has no use for it"),
        ("reciprocity", {"dyad": "AAA-BBB", "lags": 0}, "--lags: 0 is no number of lags"),
        ("changes", {"of": "net"}, "--of: net is no count"),
        ("changes", {"penalty": -1.0}, "--penalty: -1 is no price"),
        ("dyads", {"min_confidence": 2.0}, "--min-confidence: 2.0 is no share"),
    ],
)
def test_options_that_do_not_fit_are_refused(measure: str, options: dict[str, Any], words: str) -> None:
    ledger = Ledger()
    ledger.act("AAA", "BBB", "2031-03-02")
    with pytest.raises(InputError, match=words):
        analyse(ledger, measure, options)


@pytest.mark.parametrize("measure", sorted(set(MEASURES) - {"reciprocity", "changes"}))
def test_measures_of_an_empty_ledger_are_empty(measure: str) -> None:
    assert list(analyse(Ledger(), measure, {}).rows) == []


def test_unknown_measures_parties_and_scales_are_named_with_a_mend() -> None:
    for measure, options in (("nonsense", {}), ("dyads", {"party": "ZZZ"}), ("dyads", {"dyad": "ZZZ-AAA"}), ("dyads", {"goldstein": "own"})):
        with pytest.raises(LookupFailed) as caught:
            analyse(Ledger(), measure, options)
        assert caught.value.args[0].count(". ") >= 1
