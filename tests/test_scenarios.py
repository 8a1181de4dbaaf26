"""The episodes of `scenarios/`: what they expect is in their own texts, so that a slip of the pen is no error of the program."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any, get_args

import pytest

from servanda.records import Status

EPISODES = sorted(path.parent for path in (Path(__file__).parent / "scenarios").glob("*/expected.json"))
STATUSES = set(get_args(Status))


def documents(episode: Path) -> dict[str, dict[str, Any]]:
    """The items by id."""
    rows = [json.loads(line) for line in (episode / "documents.jsonl").read_text("utf-8").splitlines() if line.strip()]
    assert len({row["id"] for row in rows}) == len(rows)
    return {row["id"]: row for row in rows}


def expected(episode: Path) -> dict[str, Any]:
    """The ledger that a careful reader would enter."""
    found: dict[str, Any] = json.loads((episode / "expected.json").read_text("utf-8"))
    return found


def test_there_are_forty_three_episodes() -> None:
    assert len(EPISODES) == 43


@pytest.mark.parametrize("episode", EPISODES, ids=lambda path: path.name)
def test_quotes_and_places_stand_in_their_documents(episode: Path) -> None:
    texts = {name: " ".join(row["text"].split()) for name, row in documents(episode).items()}
    ledger = expected(episode)
    assert [q["quote"] for q in ledger["attributions"] if q["quote"] not in texts[q["doc"]]] == []
    assert [p["name"] for p in ledger["places"] if p["name"].lower() not in texts[p["doc"]].lower()] == []


@pytest.mark.parametrize("episode", EPISODES, ids=lambda path: path.name)
def test_rows_name_documents_and_keys_that_exist(episode: Path) -> None:
    docs, ledger = documents(episode), expected(episode)
    keys = {row["key"] for kind in ("agreements", "commitments") for row in ledger[kind]}
    assert {row["doc"] for kind in ("endorsements", "appeals", "events", "attributions", "places") for row in ledger[kind]} <= set(docs)
    assert {name for row in ledger["commitments"] for names in row["evidence"].values() for name in names} <= set(docs)
    assert {row["agreement"] for row in ledger["commitments"] if row["agreement"]} <= keys
    assert {row[end] for row in ledger["relations"] for end in ("a", "b")} <= keys


@pytest.mark.parametrize("episode", EPISODES, ids=lambda path: path.name)
def test_histories_run_forward_from_the_promise_to_the_status(episode: Path) -> None:
    ledger = expected(episode)
    for row in ledger["commitments"]:
        days = [dt.date.fromisoformat(step["on"]) for step in row["history"]]
        assert days == sorted(days), row["key"]
        assert row["history"][0]["status"] == "announced", row["key"]
        assert row["history"][-1]["status"] == row["status"], row["key"]
        assert {step["status"] for step in row["history"]} <= STATUSES, row["key"]
        assert days[-1] <= dt.date.fromisoformat(ledger["as_of"]), row["key"]
