"""Promises in other words than "will give": what a text provides for, what neither side is to do, what is kept away, renounced or taken up again."""

from __future__ import annotations

import datetime as dt

import pytest
from corrected import claim, coded, codes, parse

from servanda.language.deadlines import find_deadlines
from servanda.records import Claim

ACCORD = "Armenia and Georgia signed an accord on Monday."


def promises(*sentences: str, published: str = "2023-03-08") -> list[Claim]:
    """The promises of a document."""
    return [c for c in coded(*sentences, published=published).claims if c.illocution == "commissive"]


def only(*sentences: str, published: str = "2023-03-08") -> Claim:
    """The one promise of a document."""
    (found,) = promises(*sentences, published=published)
    return found


def test_what_it_provides_for_is_owed_where_it_is_the_accord() -> None:
    made = only(ACCORD, "It provides for the release of 40 prisoners by Georgia by May 1.")
    assert (made.action, codes(made.agents), made.deadline.date) == ("release", ["GEO"], "2023-05-01")
    assert made.quantity is not None
    assert made.quantity.value == 40


def test_neither_side_is_to_make_it_public() -> None:
    made = only(ACCORD, "Neither side is to make the list public.")
    assert (made.action, made.polarity, codes(made.agents)) == ("refrain", "negative", ["ARM", "GEO"])


@pytest.mark.parametrize("sentence", ["Georgia will keep its gendarmes out of the strip.", "Georgia renounced the laying of new mines."])
def test_to_keep_ones_own_away_and_to_renounce_is_to_refrain(sentence: str) -> None:
    made = only(ACCORD, sentence)
    assert (made.action, codes(made.agents)) == ("refrain", ["GEO"])


def test_to_invite_somebody_is_promised_under_an_accord() -> None:
    made = only(ACCORD, "Georgia will invite six Armenian engineers.")
    assert (made.action, made.object and made.object.text) == ("invite", "six Armenian engineers")


def test_flight_plans_are_papers_and_no_intention() -> None:
    assert only(ACCORD, "Georgia will send Armenia each day the flight plans of all aircraft.").action == "send"


def test_to_bring_down_is_a_deed() -> None:
    assert only(ACCORD, "Georgia will bring its levy down to 15 per cent.").action == "bring down"


@pytest.mark.parametrize(
    ("promise", "sequel", "day"),
    [
        ("Georgia will train sixty teachers.", "The training is to be completed by the end of April.", "2023-04-30"),
        ("Georgia pledged to deliver 400 doses to Armenia.", "They will be delivered no later than 30 June.", "2023-06-30"),
    ],
)
def test_a_sentence_that_takes_up_a_promise_adds_its_day_and_owes_nothing_new(promise: str, sequel: str, day: str) -> None:
    made = only(ACCORD, promise, sequel)
    assert (codes(made.agents), made.deadline.date) == (["GEO"], day)


def test_to_have_them_there_is_the_end_of_sending_them() -> None:
    made = only("Georgia promised Armenia to send forty engineers, and to have them on the spot before the end of October.")
    assert (made.predicate, made.deadline.date) == ("send", "2023-10-31")


def test_a_month_since_which_people_are_held_is_no_deadline() -> None:
    assert only(ACCORD, "Georgia will free 41 sailors held since November.").deadline.kind == "none"


def test_two_of_them_are_of_those_promised_before() -> None:
    made = promises(ACCORD, "Georgia will lend Armenia eight boats.", "Armenia will repair two of them by May 1.")
    assert [c.object and c.object.text for c in made] == ["eight boats", "eight boats"]


@pytest.mark.parametrize(
    "sentence", ["The last instalment will not be released unless Georgia pays.", "Georgia will open an office in Gyumri, so that nobody would be left alone."]
)
def test_what_holds_a_payment_back_and_what_a_thing_is_for_is_not_promised(sentence: str) -> None:
    assert all(c.polarity == "positive" for c in promises(ACCORD, sentence))


def test_an_outsider_may_tell_what_a_pact_lays_upon_a_party() -> None:
    made = only(ACCORD, "According to the mediators, Georgia is to free 20 men.")
    assert (made.action, codes(made.agents)) == ("release", ["GEO"])


def test_a_day_of_the_year_gone_by_is_that_of_the_year_to_come_where_the_promise_is_new() -> None:
    made = only("Georgia pledged on Monday to pay Armenia 40 million dollars by 31 October.", published="2023-11-15")
    assert made.deadline.date == "2024-10-31"


def test_what_is_equipped_is_counted() -> None:
    made = only(ACCORD, "Georgia will equip 24 clinics with refrigerators.")
    assert made.quantity is not None
    assert made.quantity.value == 24


def test_what_a_government_published_on_a_day_is_an_act() -> None:
    assert claim("Georgia published the list on Friday.", action="issue").illocution == "act"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("before the year is out", "2023-12-31"),
        ("in the course of this year", "2023-12-31"),
        ("before the month ends", "2023-03-31"),
        ("before this week is over", "2023-03-12"),
        ("by the turn of the year", "2023-12-31"),
    ],
)
def test_the_end_of_the_period_that_runs(words: str, day: str) -> None:
    assert [(d.text, d.date) for d in find_deadlines(f"It will pay {words}.", dt.date(2023, 3, 8))] == [(words, day)]


class TestMendedParses:
    """What the words around them rule out: `servanda.language.mending`."""

    def relation(self, sentence: str, word: str) -> tuple[str, str]:
        token = next(t for t in parse(sentence) if t.text == word)
        return token.dep_, token.head.text

    def test_what_is_counted_is_given_and_not_given_to(self) -> None:
        assert self.relation("Georgia will feed 60 megawatts into the grid of Armenia.", "megawatts") == ("obj", "feed")

    def test_that_behind_one_who_is_told_opens_what_he_is_told(self) -> None:
        sentence = "Georgia informed the meeting that it would pay in two million dollars by the end of June."
        assert self.relation(sentence, "pay") == ("ccomp", "informed")

    def test_thirty_is_a_part_of_thirty_one(self) -> None:
        assert self.relation("Thirty-one of the boats were handed to Armenia by Georgia.", "Thirty") == ("compound", "one")

    def test_each_fighter_is_paid_a_sum(self) -> None:
        assert self.relation("Georgia is to pay each fighter 4,000 dollars a month.", "fighter") == ("iobj", "pay")
        assert self.relation("Georgia is to pay each fighter 4,000 dollars a month.", "4,000") == ("nummod", "dollars")


def test_by_the_same_date_is_the_day_named_before() -> None:
    found = find_deadlines("Armenia will free 24 men by 31 March. Georgia undertook to free 18 by the same date.", dt.date(2023, 3, 8))
    assert [(d.text, d.date) for d in found] == [("by 31 March", "2023-03-31"), ("by the same date", "2023-03-31")]


def test_what_was_done_when_is_done_on_the_day_on_which_it_hangs() -> None:
    made = claim("Workers have entered Georgia again since Wednesday, when a ban was removed by the ministry.", action="lift", published="2023-03-10")
    assert made.happened is not None
    assert made.happened.first == "2023-03-08"


@pytest.mark.parametrize(
    ("sentence", "action"),
    [("Georgia promised to release the 17 crew members.", "release"), ("Georgia pledged to destroy 40 missiles.", "destroy")],
)
def test_to_promise_a_deed_is_no_offer_of_mercy_and_no_threat(sentence: str, action: str) -> None:
    made = only(ACCORD, sentence)
    assert (made.action, codes(made.agents)) == (action, ["GEO"])


def test_what_the_other_side_of_a_pact_tells_is_owed() -> None:
    made = only(ACCORD, "Georgia will send 40 buses by May 15, the Armenian ministry said.")
    assert (made.predicate, codes(made.agents), made.deadline.date) == ("send", ["GEO"], "2023-05-15")
