"""What is told of nobody or only laid to somebody's charge: what was not seen, not charged, not done by the accused, no longer binding."""

from __future__ import annotations

from corrected import coded, codes

from servanda.records import Claim

SIGNED = "Armenia and Azerbaijan signed a treaty."


def only(sentence: str) -> Claim:
    (claim,) = coded(sentence).claims
    return claim


def test_what_nobody_found_is_an_act_that_was_not_done() -> None:
    claim = only("No new mines have been found in the valley since the signature.")
    assert (claim.illocution, claim.polarity, claim.predicate, claim.object and claim.object.text) == ("act", "negative", "find", "new mines")
    assert claim.plover is None


def test_a_deed_laid_to_somebodys_charge_is_no_deed_of_who_charges_him() -> None:
    assert [(c.action, codes(c.agents), codes(c.recipients)) for c in coded("Norway accused Sweden of having broken the truce.").claims] == [
        ("accuse", ["NOR"], ["SWE"])
    ]


def test_what_this_is_called_is_no_appeal() -> None:
    assert {c.illocution for c in coded("Norway calls this a reinforcement in breach of the treaty.").claims} == {"position"}


def test_a_fee_that_is_charged_accuses_nobody() -> None:
    claim = only("No fee was charged on the shipment.")
    assert (claim.frame, claim.polarity, claim.plover) == ("everyday.levy", "negative", None)


def test_a_number_counts_what_the_sentence_names_first() -> None:
    claim = only("Of the 40 lorries, twelve were delivered.")
    assert (claim.object and claim.object.text, claim.quantity and claim.quantity.value) == ("lorries", 12)


def test_a_participle_behind_a_comma_tells_what_was_done_and_when() -> None:
    (claim,) = [c for c in coded("The maps, handed to Sweden on Friday, were incomplete.").claims if c.predicate == "hand"]
    assert (claim.illocution, codes(claim.recipients)) == ("act", ["SWE"])
    assert claim.happened is not None
    assert claim.happened.first == "2023-12-08"


def test_who_no_longer_holds_himself_bound_says_so() -> None:
    (claim,) = [c for c in coded("Norway no longer considers itself bound by the treaty.").claims if c.action == "be bound"]
    assert (claim.polarity, codes(claim.agents)) == ("negative", ["NOR"])


def test_no_more_of_something_is_a_duty_not_to_act() -> None:
    claim = next(c for c in coded(SIGNED, "Norway will plant no more mines.").claims if c.object is not None and "mines" in c.object.text)
    assert claim.polarity == "negative"


def test_what_will_be_complete_is_not_complete() -> None:
    assert not [c for c in coded("The money will be paid when the withdrawal is complete.").claims if c.frame.startswith("progress")]
