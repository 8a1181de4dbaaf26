"""Verdicts on an agreement are endorsements or criticism; verdicts on other things are opinions."""

from __future__ import annotations

import pytest
from story import treaty_story


@pytest.mark.parametrize(
    ("words", "predicate", "object", "stance"),
    [
        ("Ostland called it a step in the right direction", "call", "it a step in the right direction", "welcome"),
        ("Ostland described the treaty as a trap", "describe", "the treaty as a trap", "criticise"),
        ("Ostland spoke of a good day for the valley", "speak", "a good day for the valley", "welcome"),
    ],
)
def test_a_verdict_endorses_or_criticises(words: str, predicate: str, object: str, stance: str) -> None:
    s = treaty_story()
    s.say("t1", words, "position", "state", "FRA", object=object, predicate=predicate)
    assert [(e.by, e.stance) for e in s.ledger().endorsements] == [("FRA", stance)]


@pytest.mark.parametrize(
    ("words", "predicate", "object"),
    [
        ("Ostland called the flood a disaster", "call", "the flood a disaster"),
        ("Ostland called it a river", "call", "it a river"),
        ("Ostland asked whether it was a milestone", "ask", "it was a milestone"),
    ],
)
def test_an_opinion_of_something_else_is_no_endorsement(words: str, predicate: str, object: str) -> None:
    s = treaty_story()
    s.say("t1", words, "position", "state", "FRA", object=object, predicate=predicate)
    assert s.ledger().endorsements == ()


def test_praise_without_a_named_thing_means_the_agreement_at_hand() -> None:
    s = treaty_story()
    s.say("t1", "Ostland voiced its satisfaction", "endorsement", "welcome", "FRA", object="its satisfaction")
    s.say("t1", "Westmark praised its own harvest", "endorsement", "praise", "DEU", object="its own harvest")
    assert [e.by for e in s.ledger().endorsements] == ["FRA"]
