"""The pairs of promise and report that the reader of outcomes was fitted to."""

from __future__ import annotations

import json
from collections import Counter

from training.outcomes.exporting import LABELS
from training.outcomes.preparing import ASKED, bundles, marked


def test_every_report_has_a_label_and_every_label_many_reports() -> None:
    counted = Counter(row["label"] for row in marked())
    assert set(counted) == set(LABELS)
    assert min(counted.values()) > 200


def test_no_promise_is_shown_with_one_sentence_twice() -> None:
    for bundle in bundles():
        shown = [(report["before"], report["text"]) for report in bundle["reports"]]
        assert len(set(shown)) == len(shown)


def test_what_was_asked_of_our_own_episodes_has_labels_too() -> None:
    rows = list(map(json.loads, ASKED.read_text("utf-8").splitlines()))
    assert {row["label"] for row in rows} <= set(LABELS)
