"""What counts as a promise, and who owes it to whom."""

from __future__ import annotations

import msgspec
import pytest
from story import Story, treaty_story

from servanda.records import Deadline, Quantity


def alone(illocution: str, action: str, agents: str, words: str = "It speaks of the ten bridges", **more: object) -> int:
    s = Story()
    s.document("d1", "2030-01-01")
    s.say("d1", words, illocution, action, agents, object=words.split(" of ")[-1], **more)
    return len(s.ledger().commitments)


def test_a_partys_own_pledge_outside_any_agreement_is_kept() -> None:
    assert alone("commissive", "rebuild", "NOR") == 1


@pytest.mark.parametrize("illocution", ["intent", "position", "appeal", "endorsement", "condition", "denial", "act"])
def test_nothing_else_binds(illocution: str) -> None:
    assert alone(illocution, "rebuild", "NOR") == 0


@pytest.mark.parametrize("modality", ["hypothetical", "possible", "threatened", "intended"])
def test_unreal_promises_are_none(modality: str) -> None:
    assert alone("commissive", "rebuild", "NOR", modality=modality) == 0


def test_actors_without_a_code_owe_nothing() -> None:
    assert alone("commissive", "rebuild", "the club") == 0


@pytest.mark.parametrize("action", ["purchase", "play"])
def test_private_business_is_no_promise_between_parties(action: str) -> None:
    assert alone("commissive", action, "NOR") == 0


@pytest.mark.parametrize(("action", "kept"), [("sign", 0), ("recognise", 0), ("deploy", 1), ("attack", 1)])
def test_a_refusal_is_no_pledge_but_restraint_is(action: str, kept: int) -> None:
    assert alone("commissive", action, "NOR", polarity="negative") == kept


def test_threats_with_unless_are_no_promise() -> None:
    assert alone("commissive", "close", "NOR", words="It will shut all of the ten bridges", condition=None) == 1
    s = Story()
    s.document("d1", "2030-01-01")
    s.say("d1", "It will close bridges unless Sudria yields", "commissive", "close", "NOR", object="bridges", condition="unless Sudria yields")
    assert s.ledger().commitments == ()


def test_what_the_counterpart_says_the_debtor_owes_is_no_promise() -> None:
    s = treaty_story()
    s.say("t1", "Sudria must repair the dam", "commissive", "repair", "SWE", object="the dam", modality="claimed", speaker="NOR")
    assert s.ledger().commitments == ()


def test_both_sides_are_the_parties_of_the_agreement_at_hand() -> None:
    s = treaty_story()
    s.say("t1", "both sides will open the road", "commissive", "open", "both sides", object="the road")
    (row,) = s.ledger().commitments
    assert row.debtor == row.beneficiary == ("NOR", "SWE")


def test_recipient_outside_the_agreement_is_the_destination_not_the_creditor() -> None:
    s = treaty_story()
    s.say("t1", "Norland will hand over all weapons to the UN", "commissive", "hand over", "NOR", "UN", object="all weapons")
    (row,) = s.ledger().commitments
    assert row.beneficiary == ("SWE",)


def test_a_single_new_body_counts_one() -> None:
    s = treaty_story()
    s.say("t1", "They will set up a joint monitoring committee of experts", "commissive", "set up", "NOR SWE", object="a joint monitoring committee of experts")
    (row,) = s.ledger().commitments
    assert row.quantity is not None
    assert (row.quantity.value, row.quantity.unit) == (1, "committee")


def test_another_number_for_the_same_promise_is_a_disagreement() -> None:
    s = treaty_story()
    s.say("t1", "Norland will free 32 sailors", "commissive", "free", "NOR", object="32 sailors", number=32)
    s.document("t2", "2030-01-11", "Other Paper")
    s.say("t2", "Under the treaty Norland will free 31 sailors", "commissive", "free", "NOR", object="31 sailors", number=31, instrument="treaty")
    ledger = s.ledger()
    (row,), (clash,) = ledger.commitments, ledger.disagreements
    assert row.quantity is not None
    assert row.quantity.value == 32
    assert (clash.field, [(v.value, v.by) for v in clash.values]) == ("quantity", [("32", "Lantern Wire"), ("31", "Other Paper")])


def test_two_promises_of_one_text_stay_two() -> None:
    s = treaty_story()
    s.say("t1", "Norland will pull troops out of the northern valley", "commissive", "pull out", "NOR", object="troops out of the northern valley")
    s.say("t1", "Norland will pull tanks out of the southern port", "commissive", "pull out", "NOR", object="tanks out of the southern port")
    assert len(s.ledger().commitments) == 2


def test_successor_keeps_the_predecessors_duty() -> None:
    s = Story()
    s.document("d1", "1987-12-08")
    s.say("d1", "They signed a treaty", "act", "sign", "USA SUN", object="treaty", instrument="treaty", happened="1987-12-08")
    s.say("d1", "The Soviet side will destroy 40 launchers", "commissive", "destroy", "SUN", object="40 launchers", number=40, unit="launcher")
    s.document("d2", "1992-03-01")
    s.say("d2", "Russia destroyed 40 launchers", "act", "destroy", "RUS", object="40 launchers", number=40, unit="launcher", happened="1992-02-28")
    (row,) = s.ledger().commitments
    assert (row.debtor, row.status) == (("SUN",), "fulfilled")


@pytest.mark.parametrize(
    ("words", "action", "thing", "frame"),
    [
        ("Norland agreed to disagree about the reef", "disagree", "the reef", "accuse.disapprove"),
        ("Norland will receive the lists", "receive", "the lists", "open"),
        ("Norland would look at the request", "examine", "the request", "open"),
    ],
)
def test_what_nobody_owes_is_no_commitment(words: str, action: str, thing: str, frame: str) -> None:
    s = Story()
    s.document("d1", "2030-01-10")
    s.say("d1", words, "commissive", action, "NOR", object=thing)
    s.claims[-1] = msgspec.structs.replace(s.claims[-1], frame=frame)
    assert s.ledger().commitments == ()


def test_a_loan_is_lent_not_just_paid() -> None:
    s = treaty_story()
    s.say("t1", "Norland will lend Sudria 5 million crowns", "commissive", "pay", "NOR", "SWE", object="5 million crowns", predicate="lend")
    assert [c.action for c in s.ledger().commitments] == ["lend"]


def test_fighters_assembled_under_an_accord_are_promised_not_threatened_with() -> None:
    s = treaty_story()
    words = "Norland will assemble its fighters under the treaty"
    s.say("t1", words, "commissive", "assemble", "NOR", object="its fighters", instrument="the treaty", plover="THREATEN")
    s.say("t1", "Sudria will muster its fighters", "commissive", "muster", "SWE", object="its fighters", plover="THREATEN")
    assert [c.debtor for c in s.ledger().commitments] == [("NOR",)]


def test_the_object_shows_neither_its_measure_nor_its_deadline() -> None:
    s = treaty_story()
    thing = "30 million cubic metres of water by 30 June, 20 million by 31 July"
    claim = s.say("t1", f"Norland will release {thing}", "commissive", "release", "NOR", object=thing)
    at = claim.object.start + thing.index("by 30 June")
    due = Deadline(kind="date", date="2030-06-30", text="by 30 June", start=at, end=at + len("by 30 June"))
    s.claims[-1] = msgspec.structs.replace(claim, deadline=due, quantity=Quantity(3e7, "m3", text="30 million cubic metres"))
    assert [row.object for row in s.ledger().commitments] == ["water"]


def test_every_ten_days_is_again_and_again() -> None:
    s = treaty_story()
    s.say("t1", "Norland will send readings every ten days", "commissive", "send", "NOR", object="readings")
    assert [row.duty for row in s.ledger().commitments] == ["recurring"]


@pytest.mark.parametrize(("words", "kept"), [("They agreed to share the ten bridges", 1), ("They agreed on how to share the ten bridges", 0)])
def test_what_was_agreed_on_how_to_do_is_a_question_answered_and_no_deed(words: str, kept: int) -> None:
    s = Story()
    s.document("d1", "2030-01-01")
    claim = s.say("d1", words, "commissive", "share", "NOR FIN", object="ten bridges")
    start = claim.start + words.index("how" if "how" in words else "share")
    s.claims[-1] = msgspec.structs.replace(claim, start=start)
    assert len(s.ledger().commitments) == kept


@pytest.mark.parametrize(("named", "kept"), [("the agreement", 0), ("a protocol", 1)])
def test_the_signing_of_the_agreement_itself_is_a_step_of_its_life_and_no_duty(named: str, kept: int) -> None:
    s = treaty_story()
    s.document("d9", "2030-01-20")
    words = f"They will sign {named} on mangoes in May"
    claim = s.say("d9", words, "commissive", "sign", "NOR FIN", object=f"{named} on mangoes", instrument=named, parties="NOR FIN")
    s.claims[-1] = msgspec.structs.replace(claim, frame="agree.sign")
    assert sum(c.action == "sign" for c in s.ledger().commitments) == kept


def test_a_review_that_is_to_start_is_owed_and_talks_that_are_to_start_are_not() -> None:
    def started(thing: str) -> int:
        s = treaty_story()
        before = len(s.ledger().commitments)
        s.document("d9", "2030-01-20")
        claim = s.say("d9", f"Norway will start the {thing}", "commissive", "start", "NOR", object=thing)
        s.claims[-1] = msgspec.structs.replace(claim, frame="operator.start")
        return len(s.ledger().commitments) - before

    assert (started("review of its bans"), started("talks")) == (1, 0)
