"""Reciprocity and change points: what they find in series that were made to hold it, and what they refuse."""

from __future__ import annotations

import datetime
import math
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from views.analysis.test_dyad_tables import Ledger

from servanda.errors import InputError
from servanda.views.analysis.changes import LEAST, StretchRow, change_points
from servanda.views.analysis.measures import analyse
from servanda.views.analysis.reciprocity import GrangerRow


def weekly(one: Sequence[int], other: Sequence[int]) -> Ledger:
    """A dyad with so many acts in each week of either direction."""
    ledger = Ledger()
    for week, counts in enumerate(zip(one, other, strict=True)):
        day = (datetime.date(2028, 1, 3) + datetime.timedelta(weeks=week)).isoformat()
        for (source, target), count in zip((("AAA", "BBB"), ("BBB", "AAA")), counts, strict=True):
            for _ in range(count):
                ledger.act(source, target, day)
    return ledger


def thrown(count: int, seed: int = 7) -> list[int]:
    """Numbers from 1 to 4 without any order in them (a linear congruential generator)."""
    found = []
    for _ in range(count):
        seed = (1103515245 * seed + 12345) % 2**31
        found.append(1 + (seed >> 29))
    return found


def test_who_follows_the_other_is_found_and_not_the_other_way_round() -> None:
    leads = thrown(61)
    ledger = weekly(leads[1:], [(2 * before + noise) // 2 for before, noise in zip(leads, thrown(60, 99), strict=False)])
    answer = analyse(ledger, "reciprocity", {"dyad": "AAA-BBB", "by": "week", "criterion": "bic"})
    forward, back = (row for row in answer.rows if isinstance(row, GrangerRow))
    assert (forward.cause, forward.effect, forward.lags, forward.periods) == ("AAA", "BBB", 1, 60)
    assert forward.p < 1e-6 < 0.05 < back.p
    assert forward.response > 0.7
    assert (forward.df_numerator, forward.criterion) == (1, "bic")


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ([1] * 10, [1] * 10, "10 periods is too short"),
        ([1] * 30, [0] * 30, "AAA did to BBB is 1 in every period"),
        (thrown(30), [0] * 30, "BBB did to AAA is 0 in every period"),
        (thrown(30), thrown(30), "both directions are the same series"),
    ],
)
def test_series_from_which_nothing_can_be_learnt_are_refused_with_the_reason(one: list[int], other: list[int], words: str) -> None:
    with pytest.raises(InputError, match=words):
        analyse(weekly(one, other), "reciprocity", {"dyad": "AAA-BBB", "by": "week"})


def test_without_statsmodels_the_mend_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "statsmodels.tsa.api", None)
    with pytest.raises(InputError, match=r'statsmodels is not installed. Install it with: pip install "servanda\[analysis\]"'):
        analyse(weekly(thrown(30), thrown(30, 5)), "reciprocity", {"dyad": "AAA-BBB", "by": "week"})


def test_a_dyad_must_be_named() -> None:
    with pytest.raises(InputError, match="--dyad: reciprocity is of one dyad"):
        analyse(weekly([1], [1]), "reciprocity", {})


def test_a_change_of_rate_is_found_where_it_was_made() -> None:
    answer = analyse(weekly([1] * 20 + [4] * 12, [0] * 32), "changes", {"dyad": "AAA-BBB", "by": "week"})
    found = [(row.source, row.first_period, row.periods, row.events, row.rate, row.times) for row in answer.rows if isinstance(row, StretchRow)]
    assert found == [("AAA", "2028-W01", 20, 20, 1.0, None), ("AAA", "2028-W21", 12, 48, 4.0, 4.0), ("BBB", "2028-W01", 32, 0, 0.0, None)]
    assert answer.notes[0] == f"each change costs {2 * math.log(32):.4g}"


def test_joint_acts_count_once_where_all_events_are_taken_together() -> None:
    ledger = Ledger()
    ledger.act("AAA BBB", "", "2031-03-02", "AGREE", "030")
    assert [row.events for row in analyse(ledger, "changes", {}).rows if isinstance(row, StretchRow)] == [1]


def cheapest(counts: Sequence[int], price: float) -> float:
    """The cost of the best split, tried in full."""
    best: list[Any] = [-price] + [math.inf] * len(counts)
    for end in range(LEAST, len(counts) + 1):
        for start in range(end - LEAST + 1):
            best[end] = min(best[end], best[start] + stretch_cost(counts[start:end]) + price)
    return float(best[-1])


def stretch_cost(counts: Sequence[int]) -> float:
    total = sum(counts)
    return 2 * (total - total * math.log(total / len(counts))) if total else 0.0


@settings(max_examples=300, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=2, max_size=24), st.sampled_from([0.0, 0.5, 2.0, 6.0]))
def test_pruning_never_loses_the_best_split(counts: list[int], price: float) -> None:
    bounds = [0, *change_points(counts, price), len(counts)]
    parts = [counts[start:end] for start, end in pairwise(bounds)]
    assert all(len(part) >= LEAST for part in parts)
    assert sum(map(stretch_cost, parts)) + price * (len(parts) - 1) == pytest.approx(cheapest(counts, price), abs=1e-6)
