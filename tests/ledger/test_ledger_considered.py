"""Reports near to a commitment that do not count for it are kept, with the reason."""

from __future__ import annotations

from typing import Any

import pytest
from story import Story, treaty_story

from servanda.records import Commitment
from servanda.views.roles import roles


def promised() -> Story:
    s = treaty_story()
    s.say("t1", "Under it Norland is to return 9 gunboats", "commissive", "return", "NOR", "SWE", object="9 gunboats", number=9, unit="gunboat")
    return s


def row_of(s: Story) -> Commitment:
    return next(row for row in s.ledger().commitments if row.action == "return")


@pytest.mark.parametrize(
    ("day", "words", "agents", "to", "more", "role"),
    [
        ("2030-02-01", "Norland returned 9 gunboats", "NOR", "SWE", {"happened": "2029-12-30"}, "before the promise"),
        ("2030-02-01", "Norland returned 9 gunboats", "NOR", "FRA", {}, "to another party"),
        ("2030-02-01", "Norland returned 40 gunboats", "NOR", "SWE", {"number": 40}, "more than promised"),
        ("2030-02-01", "Norland may have returned 9 gunboats", "NOR", "SWE", {"modality": "possible"}, "not vouched for"),
    ],
)
def test_a_near_report_is_kept_with_the_reason_why_it_does_not_count(day: str, words: str, agents: str, to: str, more: dict[str, Any], role: str) -> None:
    s = promised()
    s.document("t2", day, "Island Courier")
    number = more.get("number", 9)
    fields = {"object": f"{number} gunboats", "number": 9, "unit": "gunboat", **more}
    claim = s.say("t2", words, "act", "return", agents, to, **fields)
    row = row_of(s)
    assert row.status == "announced"
    assert [(item.claim_id, item.role) for item in row.considered] == [(claim.claim_id, role)]
    assert role in roles().not_counted


def test_what_counts_is_not_listed_and_what_is_far_is_not_told() -> None:
    s = promised()
    s.document("t2", "2030-02-01", "Island Courier")
    s.say("t2", "Norland returned 9 gunboats", "act", "return", "NOR", "SWE", object="9 gunboats", number=9, unit="gunboat")
    s.say("t2", "Norland returned the ballots", "act", "return", "NOR", object="the ballots")
    assert row_of(s).status == "fulfilled"
    assert row_of(s).considered == ()


def test_steps_say_by_whose_word_and_on_how_many_sources() -> None:
    s = promised()
    for doc_id, outlet, speaker in (("t2", "Island Courier", "NOR"), ("t3", "Harbour Press", "SWE")):
        s.document(doc_id, "2030-02-01", outlet)
        s.say(doc_id, "Norland returned 9 gunboats", "act", "return", "NOR", "SWE", object="9 gunboats", number=9, unit="gunboat", speaker=speaker)
    first, last = row_of(s).history
    assert (first.grade, first.sources) == ("none", 1)
    assert (last.grade, last.sources) == ("counterpart", 2)
