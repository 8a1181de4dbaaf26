"""Parts told beside their whole, whatever the verb; goods in the creditor's hands; words given that are kept or taken back."""

from __future__ import annotations

import msgspec
import pytest
from story import Story, owing_sailors, promised

from servanda.records import Commitment


def only(s: Story) -> Commitment:
    (row,) = s.ledger().commitments
    return row


@pytest.mark.parametrize(
    ("words", "status", "done"),
    [
        ("The transfer of a further 15 men brought the total to 40 of the 60 sailors promised", "partly_fulfilled", 40),
        ("Of the 60 sailors due only 12 have been put ashore", "partly_fulfilled", 12),
        ("The count stands at 40 out of the 60 sailors", "partly_fulfilled", 40),
        ("The last of the 60 sailors walked down the gangway", "fulfilled", 60),
        ("The promise of 60 sailors has been kept in full", "fulfilled", 60),
        ("Of the 60 sailors 12 are missing", "announced", None),
        ("Of the 70 sailors only 12 have been put ashore", "announced", None),
    ],
)
def test_numbers_tell_which_duty_is_meant_whatever_the_verb(words: str, status: str, done: float | None) -> None:
    s = owing_sailors()
    s.say("t2", words, "act", "walk", recipients="NOR", object=words.split(" ")[-1])
    assert (only(s).status, only(s).done) == (status, done)


def test_a_sentence_is_counted_once() -> None:
    s = owing_sailors()
    s.say("t2", "Norland freed 12 of the 60 sailors", "act", "release", "NOR", object="12 of the 60 sailors", number=12, happened="2030-02-09")
    assert only(s).done == 12


def test_the_second_of_four_makes_two() -> None:
    s = promised("dismantle 4 posts", "dismantle", "4 posts", number=4, unit="post")
    s.say("t2", "Norland dismantled the second post", "act", "dismantle", "NOR", object="the second post", happened="2030-02-08")
    assert (only(s).status, only(s).done) == ("partly_fulfilled", 2)


def files(words: str, holder: str) -> Commitment:
    s = promised("hand over the old files", "hand over", "the old files")
    s.say("t2", words, "act", "be", holder, object="The old files")
    s.claims[-1] = msgspec.structs.replace(s.claims[-1], frame="progress.undone")
    return only(s)


def test_what_is_in_the_creditors_hands_has_been_handed_over() -> None:
    assert files("The old files are in Swedish hands", "SWE").status == "fulfilled"
    assert files("The old files are still in Norland's hands", "NOR").status != "fulfilled"


def test_an_offer_that_is_scrapped_is_withdrawn() -> None:
    s = promised("finance a reading room", "pay", "a reading room")
    s.say("t2", "Norland scrapped its offer to finance a reading room", "act", "breach", "NOR", object="its offer to finance a reading room", predicate="scrap")
    assert only(s).status == "withdrawn"


def test_a_deed_that_had_been_done_by_a_day_was_done_on_it() -> None:
    s = owing_sailors()
    s.say("t2", "Norland had freed 60 sailors by the evening of 5 February 2030", "act", "release", "NOR", object="60 sailors", number=60)
    assert [h.on for h in only(s).history][-1] == "2030-02-05"


def test_measures_tell_it_without_the_things_name() -> None:
    s = promised("supply 200 tonnes of grain", "supply", "200 tonnes of grain", number=200, unit="tonne")
    s.say("t2", "Sudria has had 140 tonnes out of 200", "act", "have", "SWE", object="140 tonnes", number=140, unit="tonne")
    assert (only(s).status, only(s).done) == ("partly_fulfilled", 140)


@pytest.mark.parametrize(("speaker", "status"), [("NOR", "breached"), ("SWE", "disputed")])
def test_a_deed_against_what_was_agreed_breaks_it_where_its_doer_owns_up(speaker: str, status: str) -> None:
    s = promised("dig no new positions", "dig", "new positions", polarity="negative")
    words = "Norland had dug trenches in violation of the treaty"
    s.say("t2", words, "act", "deploy", "NOR", object="trenches", predicate="dig", speaker=speaker, modality="claimed")
    assert only(s).status == status
