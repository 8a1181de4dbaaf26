"""What is told by what is left, by a bare number, by the day in a sentence, and by whom a word is meant for."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from story import Story, owing_sailors, promised, row_of, treaty_story

from servanda.ledger.parties import seats_in
from servanda.ledger.shares import nth_of, running, share_of
from servanda.ledger.terms import head, terms
from servanda.ledger.told import only_day
from servanda.records import Deadline, Quantity

BOATS = Quantity(value=9, unit="boat")
WHEAT = Quantity(value=40000, unit="tonne")


@pytest.mark.parametrize(
    ("words", "done"),
    [
        ("Only two of the nine boats have yet to arrive", 7),
        ("Only two of the nine boats are still to be handed over", 7),
        ("Three of the nine boats are missing", 6),
        ("Norland is still waiting for the last two of the nine boats", 7),
        ("Two of the nine boats never arrived", 7),
        ("Two of the nine boats have arrived", 2),
        ("Two of the nine boats were the first to arrive", 2),
    ],
)
def test_what_is_left_of_a_whole_is_not_what_was_done(words: str, done: float) -> None:
    share = share_of(words, BOATS)
    assert share is not None
    assert share.amount == done


def test_what_is_left_moves_the_duty_by_the_others() -> None:
    s = promised("hand over nine boats", "hand over", "nine boats", number=9, unit="boat")
    words = "Only two of the nine boats that Norland owes are still to be handed over"
    s.say("t2", words, "act", "be", recipients="NOR", object="two of the nine boats", number=2, unit="boat")
    s.claims[-1] = replace(s.claims[-1], frame="progress.left")
    row = row_of(s)
    assert (row.status, row.done) == ("partly_fulfilled", 7)


@pytest.mark.parametrize("thing", ["The other 20", "The last twenty", "The remaining 20"])
def test_a_bare_number_stands_for_the_things_of_the_sentence_before(thing: str) -> None:
    s = owing_sailors()
    s.say("t2", "NOR freed 40 sailors on Monday", "act", "release", "NOR", object="40 sailors", number=40, happened="2030-02-04")
    s.say("t2", f"{thing} were let go on Friday", "act", "release", object=thing, number=20, unit="", happened="2030-02-08")
    row = row_of(s)
    assert (row.status, row.done) == ("fulfilled", 60)


def test_a_bare_number_that_follows_other_things_counts_none() -> None:
    s = owing_sailors()
    s.say("t2", "Sudria counted 40 lorries on Monday", "act", "count", "SWE", object="40 lorries", number=40, unit="lorry")
    s.say("t2", "The other 20 were let go on Friday", "act", "release", object="The other 20", number=20, unit="")
    assert row_of(s).status == "announced"


def test_an_ordinal_without_a_noun_is_of_what_is_owed() -> None:
    buses = Quantity(value=100, unit="bus")
    assert nth_of("The hundredth was handed over at noon.", buses, "bus") == 100
    assert nth_of("The hundredth visitor was given a cake.", buses, "bus") is None


def test_the_measure_of_a_thing_is_not_its_head() -> None:
    assert head("5 million cubic metres of gas a day") == "gas"
    assert head("90,000 tonnes of maize") == "maize"
    assert terms("gas a day") == terms("gas")
    assert terms("31 children") == terms("a child")


def test_receipts_put_at_so_much_are_a_sum() -> None:
    assert running("The agency put its receipts of wheat at 31,000 tonnes by 30 June", WHEAT) == 31000
    assert running("The agency put its losses of wheat at 31,000 tonnes", WHEAT) is None


def test_what_has_been_arriving_has_only_begun() -> None:
    s = promised("deliver 40,000 tonnes of wheat", "deliver", "40,000 tonnes of wheat", number=40000, unit="tonne")
    s.say("t2", "Norland has been delivering wheat since Monday", "act", "deliver", "NOR", object="wheat", happened="2030-02-04")
    assert row_of(s).status == "in_progress"


def test_money_from_a_capital_is_its_state_s() -> None:
    assert seats_in("One million dollars from Kampala was credited") == {"UGA"}
    assert not seats_in("The money was spent in Kampala")


def test_the_only_day_of_a_sentence() -> None:
    words = "The asphalt promised by Norland had been in the country since 22 December"
    assert only_day(words, "2030-01-10") == "2029-12-22"
    assert only_day(words, "2030-01-10", frozenset({"2029-12-22"})) is None
    assert only_day(f"{words}, the port said on 9 January", "2030-01-10") is None


def test_who_gets_what_is_promised_outside_any_agreement_is_a_counterpart() -> None:
    s = Story()
    s.document("t1", "2030-01-10")
    s.say("t1", "Donors met for Sudria and made it several offers", "act", "offer", recipients="SWE")
    s.claims[-1] = replace(s.claims[-1], frame="agree.offer")
    s.say("t1", "Norland will send 30 engineers", "commissive", "send", "NOR", object="30 engineers", number=30)
    s.document("t2", "2030-02-10")
    s.say("t2", "The 30 engineers sent by Norland have arrived", "act", "send", "NOR", object="30 engineers", number=30, speaker="SWE")
    assert row_of(s).grade == "counterpart"


def test_a_denial_may_stand_before_the_report_that_it_denies() -> None:
    s = treaty_story()
    s.say("t1", "Norland will train 200 nurses", "commissive", "train", "NOR", object="200 nurses", number=200)
    s.document("t2", "2030-02-10")
    s.say("t2", "Sudria denied that a single nurse had been trained", "denial", "deny", "SWE", object="a single nurse")
    s.say("t2", "Norland had said that it trained all 200 nurses", "act", "train", "NOR", object="200 nurses", number=200, speaker="NOR")
    assert row_of(s).status == "disputed"


def test_a_day_that_is_moved_suspends_nothing() -> None:
    due = Deadline(kind="date", date="2030-02-15", text="by 15 February")
    s = promised("lift its entry ban on commuters by 15 February", "lift", "its entry ban on commuters", deadline=due)
    words = "Norland put off the end of its entry ban on commuters until 20 March"
    s.say("t2", words, "act", "stop", "NOR", object="the end of its entry ban on commuters", predicate="postpone")
    row = row_of(s)
    assert (row.status, row.deadline.date) == ("announced", "2030-03-20")


def halting() -> Story:
    """Norland owes that it deports nobody any more."""
    return promised("stop deporting Sudrian families", "stop", "deporting Sudrian families")


def test_an_act_that_is_to_end_is_seen_to_have_ended_or_not() -> None:
    s = halting()
    s.say("t2", "No Sudrian family has been deported by Norland", "act", "deport", "NOR", object="Sudrian family", polarity="negative", speaker="UN")
    assert row_of(s).status == "holding"
    s = halting()
    s.say("t2", "Norland deported nine Sudrian families", "act", "deport", "NOR", object="nine Sudrian families", speaker="SWE")
    assert row_of(s).status == "disputed"


def test_what_came_within_its_days_was_in_time() -> None:
    due = Deadline(kind="date", date="2030-01-20", text="within ten days")
    s = promised("issue exit papers within ten days", "issue", "exit papers", deadline=due)
    s.say("t2", "The exit papers of Norland came within two days", "act", "come", recipients="NOR", object="exit papers", speaker="SWE")
    s.claims[-1] = replace(s.claims[-1], frame="open")
    assert row_of(s).status == "fulfilled"


@pytest.mark.parametrize(("words", "status"), [("The accounts are still open", "announced"), ("The accounts are open", "fulfilled")])
def test_what_was_to_be_settled_and_is_still_open_is_not_done(words: str, status: str) -> None:
    s = promised("publish the accounts of the bank", "publish", "the accounts of the bank")
    s.say("t2", words, "act", "be", recipients="NOR", object="accounts", predicate="open")
    s.claims[-1] = replace(s.claims[-1], frame="progress.present")
    assert row_of(s).status == status


@pytest.mark.parametrize(
    ("words", "verb", "thing", "status"),
    [
        ("Nobody has declared the ceasefire over", "declare", "the ceasefire", "announced"),
        ("Earlier ceasefires did not last", "last", "Earlier ceasefires", "announced"),
        ("Not a shot has been fired", "fire", "a shot", "holding"),
    ],
)
def test_a_truce_is_seen_kept_by_deeds_and_not_by_words_about_it(words: str, verb: str, thing: str, status: str) -> None:
    s = treaty_story()
    s.say("t1", "Norland and Sudria will cease fire", "commissive", "cease", "NOR SWE", object="fire")
    s.document("t2", "2030-02-10")
    s.say("t2", words, "act", verb, object=thing, polarity="negative", recipients="NOR SWE")
    assert row_of(s).status == status
