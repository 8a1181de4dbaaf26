"""Fates told in other words than the promise: sums, what is all but there, refusals, plans given up, terms that ran out, disputed counts."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from story import Story, owing_sailors, promised, row_of, treaty_story

from servanda.language.quantities import find_quantities
from servanda.ledger.shares import running, share_of
from servanda.records import Deadline, Quantity, Time

SAILORS = Quantity(value=60, unit="person")
WHEAT = Quantity(value=40000, unit="tonne")


@pytest.mark.parametrize(
    ("words", "owed", "sum_"),
    [
        ("Arrivals of grain have risen to 17,400 tonnes", WHEAT, 17400),
        ("Cumulative receipts, as verified, amount to 43,000 tonnes", WHEAT, 43000),
        ("The number of residents brought to safety stands at 40", SAILORS, 40),
        ("That brings the total to 40", SAILORS, 40),
        ("Arrivals of grain rose by 400 tonnes", WHEAT, None),
        ("Deliveries have reached 170,000 tonnes", WHEAT, None),  # of something else
        ("The delivery of 17,400 tonnes was met by a crowd", WHEAT, None),
    ],
)
def test_a_sum_that_has_been_reached(words: str, owed: Quantity, sum_: float | None) -> None:
    assert running(words, owed) == sum_


@pytest.mark.parametrize(
    ("words", "done"), [("All but three of the sailors have left", 57), ("All but the last four sailors are home", 56), ("All sailors left", None)]
)
def test_all_but_a_few(words: str, done: float | None) -> None:
    share = share_of(words, SAILORS)
    assert (share.amount if share is not None else None) == done


def test_find_quantities_counts_seafarers_as_people() -> None:
    assert [(q.value, q.unit) for q in find_quantities("41 seafarers and 40 sappers")] == [(41, "person"), (40, "person")]


def test_they_make_up_the_sixty_whose_liberty_was_promised() -> None:
    s = owing_sailors()
    s.say("t2", "Norland freed 40 sailors", "act", "release", "NOR", object="40 sailors", number=40, happened="2030-02-09")
    s.say("t2", "With those sent home last week they make up the 60 whose liberty had been pledged", "act", "send home", "NOR", object="those")
    assert (row_of(s).status, row_of(s).done) == ("fulfilled", 60)


def test_more_than_was_owed_is_shown() -> None:
    s = promised("deliver 40,000 tonnes of wheat", "deliver", "40,000 tonnes of wheat", number=40000, unit="tonne")
    s.say("t2", "Deliveries of wheat from Norland have reached 43,000 tonnes", "act", "reach", "NOR", object="Deliveries of wheat")
    assert (row_of(s).status, row_of(s).done) == ("fulfilled", 43000)


def test_only_so_many_after_the_debtor_alone_has_told_of_all_is_a_dispute() -> None:
    s = owing_sailors()
    s.say("t2", "Norland said it had freed all 60 sailors", "act", "release", "NOR", object="all 60 sailors", number=60, speaker="NOR")
    s.document("t3", "2030-02-12")
    s.say("t3", "Sudria said it had received only 40 of the sailors", "act", "receive", "SWE", object="only 40 of the sailors", number=40, speaker="SWE")
    assert (row_of(s).status, row_of(s).done) == ("disputed", 40)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("the remaining sailors will not be freed, there being no ship for them", "withdrawn"),
        ("it no longer intends to free the sailors", "withdrawn"),
        ("the sailors will not be freed until the ransom is paid", "announced"),
    ],
)
def test_a_debtors_own_word_that_it_will_not_be_done(words: str, status: str) -> None:
    s = owing_sailors()
    s.say("t2", f"Norland said that {words}", "position", "say", "NOR", object=words, speaker="NOR", recipients="SWE")
    assert row_of(s).status == status


def test_anothers_word_takes_nothing_back() -> None:
    s = owing_sailors()
    s.say("t2", "Sudria said that the sailors will not be freed", "position", "say", "SWE", object="the sailors will not be freed", speaker="SWE")
    assert row_of(s).status == "announced"


def test_a_plan_given_up() -> None:
    s = promised("open an office in the port", "open", "an office in the port")
    s.say("t2", "Norland has dropped its plan to open an office in the port", "act", "drop", "NOR", object="its plan to open an office in the port")
    assert row_of(s).status == "withdrawn"


def truce(until: str = "2030-02-01") -> Story:
    s = treaty_story()
    s.say(
        "t1", "Norland will test no missiles over the gulf until 1 February", "commissive", "test", "NOR", object="missiles over the gulf",
        polarity="negative", deadline=Deadline(kind="date", date=until, text="until 1 February"),
    )  # fmt: skip
    s.document("t2", "2030-02-10")
    return s


def test_a_term_that_ran_out_ends_the_duty_on_its_last_day() -> None:
    s = truce()
    thing = "The halt to missiles over the gulf"
    s.say("t2", f"{thing} ran out, as Norland had said", "act", "run out", recipients="NOR", object=thing)
    row = row_of(s)
    assert (row.status, row.history[-1].on) == ("lapsed", "2030-02-01")


def test_a_term_that_has_passed_says_nothing_by_itself() -> None:
    s = truce()
    s.say("t2", "Norland met Sudria", "act", "meet", "NOR", "SWE", happened="2030-02-09")
    assert row_of(s).status == "announced"


def test_flights_are_suspended_by_naming_the_thing_alone() -> None:
    s = promised("operate a weekly flight to the island", "operate", "a weekly flight to the island")
    s.say("t2", "Norland suspended the flight to the island", "act", "suspend", "NOR", object="the flight to the island", happened="2030-02-09")
    assert (row_of(s).duty, row_of(s).status) == ("recurring", "suspended")


def test_the_crew_of_the_tankers_is_no_tanker() -> None:
    s = promised("return 2 tankers", "return", "2 tankers", number=2, unit="tanker")
    words = "Norland handed over 23 crew members of the tankers"
    s.say("t2", words, "act", "hand over", "NOR", object="23 crew members of the tankers", number=23, happened="2030-02-09")
    assert row_of(s).status == "announced"


def test_people_are_freed_and_not_issued() -> None:
    s = treaty_story()
    s.say("t1", "Norland will free 60 sailors of the tankers", "commissive", "release", "NOR", object="60 sailors of the tankers", number=60)
    s.claims[-1] = replace(s.claims[-1], frame="retreat.release")
    s.document("t2", "2030-02-10")
    s.say("t2", "A court in Norland ordered the sale of the tankers", "act", "order", "NOR", object="the sale of the tankers", happened="2030-02-09")
    assert row_of(s).status == "announced"


def test_a_spans_end_is_no_state_of_the_thing() -> None:
    s = treaty_story()
    s.say("t1", "Norland and Sudria will set up a commission", "commissive", "set up", "NOR SWE", object="a commission")
    s.document("t2", "2030-02-10")
    words = "The sixty days that Norland gave the commission ran out on Sunday"
    s.say("t2", words, "act", "be", "NOR", object="sixty days that Norland gave the commission")
    s.claims[-1] = replace(s.claims[-1], frame="progress.present")
    assert row_of(s).status == "announced"


@pytest.mark.parametrize("often", ["every second month", "every Friday", "once a month", "in two trains a day"])
def test_how_often_makes_a_duty_recurring(often: str) -> None:
    s = treaty_story()
    s.say("t1", f"Norland will send a ship to the island {often}", "commissive", "send", "NOR", object="a ship to the island")
    assert row_of(s).duty == "recurring"


def test_a_day_late_is_no_recurrence() -> None:
    s = treaty_story()
    s.say("t1", "Norland will send the ships a day later", "commissive", "send", "NOR", object="the ships")
    assert row_of(s).duty == "one-shot"


def test_what_has_come_of_a_rate_is_no_part_of_it() -> None:
    s = treaty_story()
    words = "Norland will supply 3,000 tonnes of gas a day"
    s.say("t1", words, "commissive", "supply", "NOR", object="3,000 tonnes of gas", number=3000, unit="tonne")
    s.document("t2", "2030-02-10")
    s.say("t2", "Norland supplied 2,000 tonnes of gas", "act", "supply", "NOR", object="2,000 tonnes of gas", number=2000, unit="tonne", happened="2030-02-09")
    assert (row_of(s).duty, row_of(s).done) == ("recurring", None)


def test_a_ministers_word_to_send_people_to_a_town_is_of_the_state_that_its_document_names() -> None:
    s = Story()
    s.document("t1", "2030-01-10", title="Norland to send doctors to Sudria SWE")
    s.say("t1", "Norland promised to send 12 doctors to Neiaf", "commissive", "send", "NOR", object="12 doctors to Neiaf", number=12)
    s.document("t2", "2030-02-10", title="SWE")
    words = "Norland has given up a plan to send the doctors to Sudria"
    s.say("t2", words, "act", "stop", "NOR", "SWE", object="plan to send the doctors to Sudria", predicate="give", happened="2030-02-09")
    assert row_of(s).status == "withdrawn"


def test_patrols_carried_out_are_the_duty_to_patrol() -> None:
    s = treaty_story()
    s.say("t1", "The navies will patrol the coast once a month", "commissive", "protect", "NOR SWE", object="the coast", predicate="patrol")
    s.document("t2", "2030-02-10")
    s.say("t2", "Norland and Sudria carried out a joint patrol", "act", "exercise", "NOR SWE", object="a joint patrol", happened="2030-02-09")
    s.document("t3", "2030-03-10")
    words = "Norland suspended its participation in joint patrols"
    s.say("t3", words, "act", "suspend", "NOR", object="its participation in joint patrols", happened="2030-03-09")
    assert [(step.status, step.on) for step in row_of(s).history[1:]] == [("in_force", "2030-02-09"), ("suspended", "2030-03-09")]


def test_permits_granted_in_half_a_year_that_is_over_were_granted_by_its_end() -> None:
    s = treaty_story()
    due = Deadline(kind="date", date="2030-06-30", text="by 30 June")
    s.say("t1", "Norland will issue 4,000 permits by 30 June", "commissive", "issue", "NOR", object="4,000 permits", number=4000, unit="permit", deadline=due)
    s.document("t2", "2030-07-04")
    s.say("t2", "Norland granted 4,650 permits in the first half of the year", "act", "issue", "NOR", object="4,650 permits", number=4650, unit="permit")
    s.claims[-1] = replace(s.claims[-1], happened=Time(first="2030-01-01", last="2030-06-30", precision="range"))
    assert (row_of(s).status, row_of(s).done) == ("fulfilled", 4650)


def test_the_second_instalment_is_a_part() -> None:
    s = promised("pay out the loan", "pay", "the loan")
    s.say("t2", "Norland paid the second instalment of the loan", "act", "pay", "NOR", object="the second instalment of the loan", happened="2030-02-09")
    assert row_of(s).status == "partly_fulfilled"


def test_a_train_under_the_arrangement_that_left_leaves_no_arrangement() -> None:
    s = promised("keep the corridor open", "keep", "the corridor open")
    thing = "The first train under the treaty"
    s.say("t2", f"{thing} left the port of Norland", "act", "leave", object=thing, instrument="the treaty", happened="2030-02-09")
    assert row_of(s).status != "lapsed"


def test_what_was_to_be_scrapped_is_scrapped_and_not_called_off() -> None:
    s = promised("scrap its duty on tea", "scrap", "its duty on tea")
    s.say("t2", "Norland scrapped its duty on tea", "act", "scrap", "NOR", object="its duty on tea", happened="2030-02-09")
    assert row_of(s).status == "fulfilled"


def test_a_visit_called_off_is_called_off() -> None:
    s = promised("send a delegation", "send", "a delegation")
    s.say("t2", "Norland cancelled the sending of the delegation", "act", "cancel", "NOR", object="the sending of the delegation", happened="2030-02-09")
    assert row_of(s).status == "withdrawn"


def test_a_crossing_to_be_kept_open_is_closed_and_opened_again() -> None:
    s = promised("keep the crossing at Dora open", "continue", "the crossing at Dora", predicate="keep")
    s.say("t2", "Norland closed the crossing at Dora", "act", "close", "NOR", object="the crossing at Dora", happened="2030-02-09")
    s.document("t3", "2030-03-10")
    s.say("t3", "Norland reopened the crossing at Dora", "act", "open", "NOR", object="the crossing at Dora", predicate="reopen", happened="2030-03-09")
    assert [(step.status, step.on) for step in row_of(s).history[1:]] == [("suspended", "2030-02-09"), ("in_force", "2030-03-09")]


def test_an_arrangement_before_this_one_that_ran_out_ends_nothing() -> None:
    s = treaty_story()
    s.say("t1", "Norland shall not fly drones near the border", "commissive", "refrain", "NOR", object="fly drones near the border", polarity="negative")
    s.say("t1", "The previous arrangement ran out", "act", "run out", object="The previous arrangement", instrument="The previous arrangement")
    assert row_of(s).status == "announced"


def test_one_months_payment_does_not_fulfil_a_monthly_one() -> None:
    s = promised("pay 300 crowns of rent every month", "pay", "300 crowns of rent every month", number=300, unit="crown")
    s.say("t2", "Norland paid 300 crowns of rent", "act", "pay", "NOR", object="300 crowns of rent", number=300, unit="crown")
    assert row_of(s).status == "in_force"


def test_who_is_no_longer_bound_has_withdrawn() -> None:
    s = treaty_story()
    s.say("t1", "Norland shall not fly drones near the border", "commissive", "refrain", "NOR", object="fly drones near the border", polarity="negative")
    s.document("t2", "2030-03-01")
    words = "Norland no longer considers itself bound by the treaty"
    s.say("t2", words, "act", "be bound", "NOR", object="itself", polarity="negative", instrument="the treaty", parties="NOR SWE")
    assert row_of(s).status == "withdrawn"
