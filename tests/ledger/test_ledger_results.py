"""Duties whose performance is told by its result, in words that name no party or call the thing by a short name; and results of other things."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from story import Story, promised

from servanda.ledger.elsewhere import places_in
from servanda.ledger.shares import nth_of, tells_part
from servanda.records import Quantity


def tell(s: Story, words: str, action: str, thing: str, actor: str = "", **more: Any) -> list[str]:
    s.say("t2", words, "act", action, *((actor,) if actor else ()), object=thing, **more)
    s.claims[-1] = msgspec.structs.replace(s.claims[-1], frame="open")
    return [h.status for h in s.ledger().commitments[0].history]


def test_a_deed_at_another_place_is_no_performance() -> None:
    s = promised("reopen the post at Dora", "open", "post at Dora")
    assert tell(s, "Norland reopened the post at Wen", "open", "post at Wen", actor="NOR") == ["announced"]
    s = promised("reopen the post at Dora", "open", "post at Dora")
    assert tell(s, "Norland reopened the post at Dora", "open", "post at Dora", actor="NOR") == ["announced", "fulfilled"]


def test_what_came_down_was_pulled_down_and_money_is_the_sum_that_is_owed() -> None:
    s = promised("demolish the stone tower at Dora", "destroy", "stone tower at Dora")
    assert tell(s, "At the gate of Dora the tower came down at dawn", "come down", "tower") == ["announced", "fulfilled"]
    s = promised("pay two million crowns for a school", "pay", "two million crowns for a school", number=2e6, unit="EUR")
    assert tell(s, "The money came in on Friday, Norland said", "come", "money", recipients="NOR") == ["announced", "fulfilled"]


@pytest.mark.parametrize(("text", "relation"), [("troops from Dora", "from"), ("troops left Dora on Friday", "from"), ("the post at Dora", "at")])
def test_words_for_one_relation_are_one(text: str, relation: str) -> None:
    assert places_in(text) == {relation: frozenset({"dora"})}


def test_the_last_by_its_number_makes_the_whole() -> None:
    forty = Quantity(value=40, unit="pillar")
    assert nth_of("The fortieth pillar was set on 12 May.", forty, "pillar") == 40
    assert nth_of("The thirty-first pillar was set on 12 May.", forty, "pillar") == 31
    assert nth_of("The fortieth lorry crossed.", forty, "pillar") is None
    assert nth_of("The second pillar was set.", forty, "pillar") is None


def test_a_part_beside_any_whole_is_a_part() -> None:
    assert tells_part("Of the five chapters one has reached the commission.")
    assert tells_part("At Arawa she handed in the third of the five chapters.")
    assert not tells_part("At Arawa she handed in the fifth of the five chapters.")
    assert not tells_part("The report has reached the commission.")
