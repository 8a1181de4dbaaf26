"""The confidence of event codes: a fixed table, the same number for the same traits, codes withheld below the threshold."""

from __future__ import annotations

from unittest import mock

from corrected import coded

from servanda.coding import event_codes as coding
from servanda.coding.confidence import confidence, trusted, weights
from servanda.coding.tables import table


def test_every_claim_with_codes_says_how_far_to_trust_them_and_others_say_nothing() -> None:
    claims = coded("Norway condemned Sweden.", "Each of the parties released prisoners.").claims
    assert [(c.confidence is not None) for c in claims] == [c.plover is not None for c in claims]
    assert all(0 <= (c.confidence or 0) <= 1 for c in claims)


def test_traits_that_the_table_does_not_know_weigh_nothing() -> None:
    known = max(weights(), key=lambda name: weights()[name])
    assert confidence(["no such trait"]) == confidence([])
    assert confidence([known]) > confidence([])


def test_codes_below_the_threshold_are_withheld_and_the_claim_keeps_the_number() -> None:
    with mock.patch.object(coding, "confidence", return_value=0.0):
        (claim,) = coded("Norway condemned Sweden.").claims
    assert (claim.plover, claim.cameo, claim.confidence, claim.frame) == (None, None, 0.0, "accuse.condemn")


def test_the_threshold_is_the_tables() -> None:
    assert trusted(table("confidence")["threshold"])
    assert not trusted(table("confidence")["threshold"] - 0.01)
