"""Parts told beside their whole, and what is counted where the object is a pronoun or a bare number."""

from __future__ import annotations

import pytest
from story import treaty_story

from servanda.ledger.shares import last_of, share_of
from servanda.records import Deadline, Quantity

OWED = Quantity(value=12, unit="lorry")


@pytest.mark.parametrize(
    ("sentence", "amount", "total"),
    [
        ("Seven of the twelve lorries promised by Norland were unloaded on Monday.", 7, False),
        ("Of the 12 lorries that Norland owes, only five had come by June 30, the ministry said.", 5, True),
        ("The first of the twelve lorries was unloaded on Monday.", 1, False),
        ("The ministry said that of the twelve lorries four were sold.", 4, True),
    ],
)
def test_the_part_that_a_sentence_tells_of_the_whole(sentence: str, amount: float, total: bool) -> None:
    share = share_of(sentence, OWED)
    assert share is not None
    assert (share.amount, share.total) == (amount, total)


@pytest.mark.parametrize(
    "sentence",
    [
        "Norland sent the twelve lorries.",
        "The last of the twelve lorries was unloaded on Monday.",
        "Seven of the 40 lorries were unloaded.",
        "Of the twelve lorries 300 litres of oil had leaked.",
    ],
)
def test_no_part_of_what_is_owed(sentence: str) -> None:
    assert share_of(sentence, OWED) is None


def test_a_report_that_counts_the_whole_counts_the_part_told_beside_it() -> None:
    s = treaty_story()
    s.say("t1", "Norland will pay 60 million euros", "commissive", "pay", "NOR", object="60 million euros", number=6e7, unit="EUR")
    s.document("t2", "2030-02-01")
    words = "Of the 60 million euros that NOR pledged 20 million had been paid to SWE"
    s.say("t2", words, "act", "pay", "NOR", "SWE", object="60 million euros", number=6e7, unit="EUR", happened="2030-01-31")
    (row,) = s.ledger().commitments
    assert (row.status, row.done) == ("partly_fulfilled", 2e7)


def test_what_is_owed_without_a_number_is_done_without_one() -> None:
    s = treaty_story()
    s.say("t1", "Norland will hand over the voters' roll", "commissive", "hand over", "NOR", object="the voters' roll")
    s.document("t2", "2030-02-01")
    words = "Norland handed over the voters' roll with 4,000 names"
    s.say("t2", words, "act", "hand over", "NOR", object="the voters' roll with 4,000 names", number=4000, happened="2030-01-31")
    (row,) = s.ledger().commitments
    assert (row.status, row.done) == ("fulfilled", None)


@pytest.mark.parametrize(("before", "status"), [("The soundings of the lake have changed hands", "fulfilled"), ("The weather was bad", "announced")])
def test_a_report_by_a_pronoun_counts_where_the_words_before_it_name_the_thing(before: str, status: str) -> None:
    s = treaty_story()
    s.say("t1", "Norland will hand over the soundings of the lake", "commissive", "hand over", "NOR", object="the soundings of the lake")
    s.document("t2", "2030-02-01")
    s.say("t2", before, "position", "say", "SWE")
    s.say("t2", "Norland handed them over", "act", "hand over", "NOR", object="them", happened="2030-01-31")
    assert s.ledger().commitments[0].status == status


@pytest.mark.parametrize(
    ("words", "status"), [("Norland will not lift the curfew for the time being", "suspended"), ("Norland will not lift the curfew", "withdrawn")]
)
def test_a_party_that_says_it_will_not_do_what_it_owes_puts_it_off_or_takes_it_back(words: str, status: str) -> None:
    s = treaty_story()
    s.say("t1", "Norland will lift the curfew", "commissive", "lift", "NOR", object="the curfew")
    s.document("t2", "2030-02-01")
    s.say("t2", words, "intent", "lift", "NOR", object="the curfew", polarity="negative")
    assert [c.status for c in s.ledger().commitments if c.action == "lift"] == [status]


@pytest.mark.parametrize(
    ("words", "thing", "duty"),
    [
        ("Norland will publish the readings of its gauges every day", "the readings of its gauges", "recurring"),
        ("Norland will carry out joint patrols around the islet", "joint patrols around the islet", "recurring"),
        ("Norland will supply two patrol boats", "two patrol boats", "one-shot"),
        ("Norland will publish the readings of its gauges", "the readings of its gauges", "one-shot"),
    ],
)
def test_what_is_to_be_done_again_and_again(words: str, thing: str, duty: str) -> None:
    s = treaty_story()
    s.say("t1", words, "commissive", "publish", "NOR", object=thing)
    assert s.ledger().commitments[0].duty == duty


def test_a_report_of_the_day_of_the_promise_in_its_own_text_keeps_nothing() -> None:
    s = treaty_story()
    s.say("t1", "Norland will hold talks on visas", "commissive", "meet", "NOR", object="talks on visas")
    s.say("t1", "Norland held talks on visas", "act", "meet", "NOR", object="talks on visas", happened=s.documents["t1"].published)
    assert s.ledger().commitments[0].status == "announced"


@pytest.mark.parametrize(
    ("sentence", "last"),
    [
        ("Two lorries, the last of the twelve, were unloaded on Monday.", True),
        ("The last five of its 12 lorries came on Monday.", True),
        ("The last of 40 lorries came on Monday.", False),
        ("Five of the twelve lorries came last Monday.", False),
    ],
)
def test_the_last_of_the_whole_makes_it_whole(sentence: str, last: bool) -> None:
    assert last_of(sentence, OWED) is last


def test_the_last_few_of_a_number_are_reported_of_the_duty_that_owes_that_number() -> None:
    s = treaty_story()
    s.say("t1", "Norland will free 40 sailors", "commissive", "release", "NOR", object="40 sailors", number=40)
    s.say("t1", "Sudria will free 14 sailors", "commissive", "release", "SWE", object="14 sailors", number=14)
    s.document("t2", "2030-02-10")
    s.say("t2", "Five sailors, the last of 14, were freed on Friday", "act", "release", object="Five sailors", number=5, happened="2030-02-08")
    assert [[(h.on, h.status) for h in row.history[1:]] for row in s.ledger().commitments] == [[], [("2030-02-08", "fulfilled")]]


def test_leave_until_a_day_is_kept_up_and_leave_by_a_day_given_once() -> None:
    for text, duty in (("until 31 March", "standing"), ("by 31 March", "one-shot")):
        s = treaty_story()
        due = Deadline(kind="date", date="2030-03-31", text=text)
        s.say("t1", f"Norland will allow the ferry through {text}", "commissive", "allow", "NOR", object="the ferry", deadline=due)
        assert s.ledger().commitments[0].duty == duty
