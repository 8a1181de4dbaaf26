"""Copies, suspensions and words that blur an object: reports that an episode of ours once got wrong."""

from __future__ import annotations

import pytest
from story import Story, treaty_story

from servanda.ledger.terms import head, terms, without_participle
from servanda.records import Commitment

COPIED = " ".join(f"word{n}" for n in range(120))  # long enough for two documents to be copies of one


def only(story: Story) -> Commitment:
    (row,) = story.ledger().commitments
    return row


def promised(words: str = "Norland will hand over 30 rifles") -> Story:
    s = treaty_story()
    s.say("t1", words, "commissive", "hand over", "NOR", object="30 rifles", number=30, unit="rifle")
    return s


def test_a_copy_that_lost_the_number_does_not_complete_what_the_original_told_in_part() -> None:
    s = promised()
    for doc_id, number in (("t2", 10), ("t3", None)):
        s.document(doc_id, "2030-02-02", outlet=f"Outlet {doc_id}", filler=COPIED)
        s.say(doc_id, "Norland handed over rifles", "act", "hand over", "NOR", "SWE", object="rifles", number=number, unit="rifle")
    assert (only(s).status, only(s).done) == ("partly_fulfilled", 10)


def test_what_the_debtor_stops_doing_is_suspended() -> None:
    s = promised()
    s.document("t2", "2030-02-02", outlet="Outlet")
    s.say("t2", "Norland suspended the surrender of rifles", "act", "stop", "NOR", predicate="suspend", object="surrender of rifles", happened="2030-02-02")
    assert only(s).status == "suspended"


def test_a_debtor_that_will_not_act_for_now_suspends() -> None:
    s = promised()
    s.document("t2", "2030-02-02", outlet="Outlet")
    words = "Norland will not hand over rifles for the time being"
    s.say("t2", words, "intent", "hand over", "NOR", object="rifles", polarity="negative")
    assert only(s).status == "suspended"


@pytest.mark.parametrize(("agents", "words"), [("NOR SWE", "The two countries shall meet every year"), ("NOR SWE", "Both countries shall meet every year")])
def test_who_meets_is_no_object(agents: str, words: str) -> None:
    s = treaty_story()
    s.say("t1", words, "commissive", "meet", agents, object=" ".join(words.split()[: 3 if words.startswith("The") else 2]).removeprefix("The "))
    (row,) = s.ledger().commitments
    assert (row.action, row.object) == ("meet", "")


def test_numbers_in_words_and_what_is_outstanding_tell_no_thing() -> None:
    assert terms("the outstanding forty million dollars") == terms("dollars")


@pytest.mark.parametrize(
    ("phrase", "short"),
    [
        ("observers stranded in Montevideo", "observers"),
        ("gendarmes held for months", "gendarmes"),
        ("stranded in Montevideo", "stranded in Montevideo"),
        ("a red flag", "a red flag"),
    ],
)
def test_a_participle_behind_a_noun_is_no_part_of_its_name(phrase: str, short: str) -> None:
    assert without_participle(phrase) == short


def test_the_head_noun_stands_before_its_participle() -> None:
    assert head("observers stranded in Montevideo") == head("observers")
