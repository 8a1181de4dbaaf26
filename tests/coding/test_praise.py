"""Who welcomes, rejects and calls for what: bodies of nobody's state, agreements taken up by a word, appeals beside a hope."""

from __future__ import annotations

from corrected import coded, codes, topics_of

from servanda.coding.topics import Topics, outside
from servanda.records import Instrument

JOINT = "On Monday delegates of Armenia and Georgia agreed a joint note."


def test_what_is_rejected_as_a_deal_is_the_agreement_named_before() -> None:
    claims = coded("Armenia welcomed the accord, as had been agreed.", "The Georgian growers' league rejected it as a deal struck in the dark.").claims
    rejected = next(c for c in claims if c.predicate == "reject")
    assert rejected.instrument is not None
    assert rejected.instrument.head == "accord"


def test_the_last_word_of_a_longer_name_takes_it_up() -> None:
    joint, short = topics_of(JOINT, "Iran welcomed the note.").instruments
    assert (joint.head, short.head, short.definite, short.text) == ("agreed note", "agreed note", True, "the note")
    assert topics_of("Iran welcomed the note.").instruments == []


def test_the_text_that_is_signed_is_the_one_named_before() -> None:
    signed = next(c for c in coded("Iran welcomed the note.", JOINT, "The text was signed by Armenia and Georgia.").claims if c.action == "sign")
    assert signed.instrument is not None
    assert signed.instrument.text == "a joint note"


def test_a_time_before_the_noun_is_no_part_of_the_party() -> None:
    agreed = next(c for c in coded(JOINT).claims if c.frame != "instrument.named")
    assert {m.text for m in agreed.agents} == {"delegates of Armenia and Georgia"}


def test_an_appeal_beside_a_hope_is_of_those_who_hope() -> None:
    (found,) = [c for c in coded("Armenia and Georgia hope that trade will grow, and call on Iran to pay.").claims if c.predicate == "call"]
    assert (found.illocution, codes(found.agents), codes(found.recipients)) == ("appeal", ["ARM", "GEO"], ["IRN"])


def test_a_ministry_in_its_capital_is_of_that_state() -> None:
    claims = coded("In Bern the foreign ministry called on Georgia to pay.").claims
    assert [codes(c.agents) for c in claims if c.illocution == "appeal"] == [["CHE"]]


def test_the_secretary_general_is_the_organisations_named_last() -> None:
    claims = coded("The United Nations praised Armenia and Georgia.", "The Secretary General called on Georgia to pay.").claims
    assert [codes(c.agents) for c in claims if c.illocution == "appeal"] == [["UN"]]


def test_what_a_text_reads_is_its_own_words_and_its_joint_commission_the_parties() -> None:
    claims = coded(JOINT, "Armenia and Georgia agreed to form a joint commission.", '"The commission shall meet three times," the note reads.').claims
    (meeting,) = [c for c in claims if c.predicate == "meet"]
    assert (meeting.illocution, meeting.in_text, codes(meeting.agents)) == ("commissive", True, ["ARM", "GEO"])


def test_whom_a_text_binds_owes_it() -> None:
    (paid,) = [c for c in coded("The text binds Armenia to pay.").claims if c.predicate == "pay"]
    assert (paid.illocution, codes(paid.agents)) == ("commissive", ["ARM"])


def test_a_relative_clause_with_would_promises_nothing() -> None:
    claims = coded(JOINT, "It was the only draft that Armenia would discuss.").claims
    assert "commissive" not in {c.illocution for c in claims if c.predicate == "discuss"}


def test_to_keep_open_and_to_let_go_are_deeds_that_can_be_owed() -> None:
    claims = coded(JOINT, "The post shall be kept open by Armenia.", "Ten men will be let go by Armenia.").claims
    assert [(c.predicate, codes(c.agents)) for c in claims if c.illocution == "commissive"] == [("keep", ["ARM"]), ("let", ["ARM"])]


def test_what_neither_may_bring_is_a_duty_not_to() -> None:
    (found,) = [c for c in coded(JOINT, "Neither may bring arms into the strip.").claims if c.predicate == "bring"]
    assert (found.illocution, found.polarity, found.action, codes(found.agents)) == ("commissive", "negative", "refrain", ["ARM", "GEO"])


def test_an_accord_that_a_preamble_names_is_not_the_text_it_opens() -> None:
    first, second = (Instrument(start=at, end=at + 4, text="pact", head="pact", definite=True) for at in (5, 40))
    assert outside(Topics([first, second]), [(20, 200)], 90) == [first]
    assert outside(Topics([first, second]), [], 90) == [first, second]
