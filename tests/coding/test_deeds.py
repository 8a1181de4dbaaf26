"""Deeds that only a ledger looks for: what was moved, given or reopened, to whom, and what binds nobody."""

from __future__ import annotations

import pytest
from corrected import coded, codes

from servanda.records import Claim

SIGNED = "Armenia and Azerbaijan signed a treaty."


def only(sentence: str) -> Claim:
    (claim,) = coded(sentence).claims
    return claim


def test_of_two_bare_objects_the_first_name_is_whom_it_is_given_to() -> None:
    claim = next(c for c in coded(SIGNED, "Norway will lend Sweden a transport aircraft.").claims if c.predicate == "lend")
    assert (codes(claim.recipients), claim.object and claim.object.text) == (["SWE"], "transport aircraft")


@pytest.mark.parametrize(
    ("sentence", "action", "thing"),
    [
        ("Norway reopened the post two days early.", "reopen", "post"),  # the days are no deed that was resumed
        ("Norwegian soldiers returned to Oslo.", "return", "Norwegian soldiers"),
        ("Norway brought back 130 men.", "bring back", "130 men"),
    ],
)
def test_acts_outside_the_lexicon_are_kept_with_what_they_were_done_to(sentence: str, action: str, thing: str) -> None:
    claim = only(sentence)
    assert (claim.illocution, claim.plover, claim.object and claim.object.text.removeprefix("the ")) == ("act", None, thing)
    assert claim.action == action


def test_what_a_denied_report_says_is_promised_by_nobody() -> None:
    found = coded(SIGNED, "Norway denied a report that Norway would compensate growers.").claims
    assert not [c for c in found if c.illocution == "commissive"]


def test_a_state_named_as_a_place_is_not_the_government_of_a_local_report() -> None:
    claims = coded("The truce was concluded in Sweden.", "The government released ten gendarmes.").claims
    assert [codes(c.agents) for c in claims if c.plover == "RETREAT"] == [["SWE"]]  # nowhere else to look


def test_people_who_are_still_held_need_no_named_keeper() -> None:
    (held,) = [
        c
        for c in coded("The agreement between Armenia and Azerbaijan entered into force.", "The sailors remain in custody.").claims
        if c.frame == "undone.still-held"
    ]
    assert (held.illocution, held.polarity, held.agents) == ("act", "negative", ())
