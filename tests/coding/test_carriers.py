"""Deeds told through what carries them: a call, a letter, a resolution, an operation; and whose deed it then is."""

from __future__ import annotations

import pytest
from corrected import coded, codes

from servanda.records import Claim


def event(sentence: str) -> Claim:
    """The only claim that has a PLOVER type."""
    (found,) = [c for c in coded(sentence).claims if c.plover]
    return found


@pytest.mark.parametrize(
    ("sentence", "plover"),
    [
        ("NATO Secretary General Jens Stoltenberg called Erdogan to apologize for the delay.", "SUPPORT"),
        ("Norway sent Sweden a letter threatening to withdraw its envoy.", "THREATEN"),
        ("The parliament of Norway adopted a resolution condemning Sweden.", "ACCUSE"),
        ("Norway adopted a resolution on fishing.", "SUPPORT"),  # no deed in it but its own
        ("Swedish police launched an operation to detain the miners.", "COERCE"),
    ],
)
def test_what_is_carried_is_the_event(sentence: str, plover: str) -> None:
    assert event(sentence).plover == plover


def test_people_sent_are_sent_by_their_own_side() -> None:
    sent = event("Swedish peacekeepers were deployed to Chad.")
    assert (codes(sent.agents), codes(sent.recipients)) == (["SWE"], ["TCD"])
    assert [c.plover for c in coded("Two letters were deployed to Chad.").claims] == [None]


def test_who_calls_another_responsible_is_the_source_of_the_charge() -> None:
    charge = event("Sweden said Norway was responsible.")
    assert (charge.plover, codes(charge.agents), codes(charge.recipients)) == ("ACCUSE", ["SWE"], ["NOR"])


def test_what_another_must_do_is_asked_whatever_it_is() -> None:
    request = event("Sweden said that Norway must do something.")
    assert (request.illocution, request.plover, codes(request.agents), codes(request.recipients)) == ("appeal", "REQUEST", ["SWE"], ["NOR"])
    assert all(c.plover is None for c in coded("Sweden said that Sweden must do something.").claims)


@pytest.mark.parametrize(
    ("sentence", "plover"),
    [
        ("Norway announced a weeklong cease-fire with the rebels.", "CONCEDE"),  # written with a hyphen
        ("Norway and Sweden agreed a trade pact.", "SUPPORT"),
        ("Norway and Sweden agreed a truce.", "AGREE"),
        ("The king of Norway reaffirmed his commitment to the independence of Chad.", "SUPPORT"),
        ("Sweden remains the largest donor of aid to Chad.", "AID"),
        ("Swedish soldiers captured the mosque in Gorna.", "ASSAULT"),
    ],
)
def test_the_class_of_the_object_or_subject_decides(sentence: str, plover: str) -> None:
    assert event(sentence).plover == plover


def test_a_commitment_to_do_something_is_an_intention() -> None:
    assert {c.plover for c in coded("The king of Norway reaffirmed his commitment to withdraw the troops.").claims} == {"AGREE"}


def test_a_named_victim_is_news_without_the_doer() -> None:
    found = [c for c in coded("Jonas Lund was tortured and killed in a secret prison.").claims if c.plover == "ASSAULT"]
    assert found
    assert all([m.text for m in c.recipients] == ["Jonas Lund"] for c in found)
