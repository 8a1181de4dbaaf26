"""Agreements across documents: one where it is one, two where they are two."""

from __future__ import annotations

import msgspec
from story import Story, treaty_story

from servanda.records import Claim


def signed(story: Story, doc_id: str, published: str, agents: str, instrument: str = "treaty", on: str = "") -> Claim:
    story.document(doc_id, published)
    return story.say(doc_id, f"They signed a {instrument}", "act", "sign", agents, object=instrument, instrument=instrument, happened=on or published)


def test_two_reports_of_one_signing_are_one_agreement() -> None:
    s = treaty_story()
    signed(s, "t2", "2030-01-11", "SWE NOR", on="2030-01-10")
    (agreement,) = s.ledger().agreements
    assert {e.doc_id for e in agreement.evidence} == {"t1", "t2"}


def test_another_day_or_other_parties_make_another_agreement() -> None:
    s = treaty_story()
    signed(s, "t2", "2030-06-01", "SWE NOR")
    signed(s, "t3", "2030-01-10", "SWE FIN")
    assert [(a.date, set(a.parties)) for a in s.ledger().agreements] == [
        ("2030-01-10", {"NOR", "SWE"}), ("2030-01-10", {"SWE", "FIN"}), ("2030-06-01", {"NOR", "SWE"}),
    ]  # fmt: skip


def test_an_annex_is_not_the_treaty() -> None:
    s = treaty_story()
    signed(s, "t2", "2030-01-12", "NOR SWE", instrument="annex")
    assert [a.instrument for a in s.ledger().agreements] == ["treaty", "annex"]


def test_stages_gather_on_one_agreement() -> None:
    s = treaty_story()
    for doc_id, on, action, agents in (("t2", "2030-02-01", "ratify", "NOR"), ("t3", "2030-03-01", "take effect", "")):
        s.document(doc_id, on)
        s.say(doc_id, "the treaty with Sudria and Norland", "act", action, agents, instrument="treaty", parties="NOR SWE", happened=on)
    (agreement,) = s.ledger().agreements
    assert agreement.lifecycle == {"signed": "2030-01-10", "ratified": "2030-02-01", "in_force": "2030-03-01"}


def test_an_accord_named_by_its_month_is_the_one_of_that_month() -> None:
    s = treaty_story()
    signed(s, "t2", "2030-06-01", "NOR SWE")
    s.document("t3", "2030-07-01")
    words = "Norland will build a dam under the treaty"
    s.say("t3", words, "commissive", "build", "NOR", object="a dam", instrument="treaty", parties="NOR SWE", dated="2030-01-10")
    (row,) = s.ledger().commitments
    assert [a.date for a in s.ledger().agreements if a.agreement_id == row.agreement_id] == ["2030-01-10"]


def test_old_background_is_no_agreement_of_the_ledger() -> None:
    s = Story()
    signed(s, "d1", "2030-01-01", "NOR SWE", on="2011-05-05")
    assert s.ledger().agreements == ()


def test_laws_and_contracts_are_no_agreements() -> None:
    s = Story()
    signed(s, "d1", "2030-01-01", "NOR SWE", instrument="contract")
    assert s.ledger().agreements == ()


def test_confidence_building_is_noted() -> None:
    s = Story()
    s.document("d1", "2030-01-01")
    s.say("d1", "Norland and Sudria reached an agreement on confidence-building measures", "act", "reach", "NOR SWE", instrument="agreement")
    assert s.ledger().agreements[0].category == "confidence-building"


def test_who_praises_its_own_agreement_is_no_endorser() -> None:
    s = treaty_story()
    for code in ("NOR", "UN"):
        s.say("t1", f"{code} welcomed the treaty", "endorsement", "welcome", code, object="the treaty", instrument="treaty")
    assert [e.by for e in s.ledger().endorsements] == ["UN"]


def test_praise_for_the_outcome_means_the_agreement_at_hand() -> None:
    s = treaty_story()
    s.say("t1", "The UN praised the outcome", "endorsement", "praise", "UN", object="the outcome")
    (row,) = s.ledger().endorsements
    assert row.of == s.ledger().agreements[0].agreement_id


def test_a_welcome_told_as_the_day_after_the_signing_is_dated_by_it() -> None:
    s = treaty_story()
    s.document("t2", "2030-02-01")
    words = "The UN had welcomed the treaty the day after it was signed"
    s.say("t2", words, "endorsement", "welcome", "UN", "NOR SWE", object="the treaty", instrument="treaty", parties="NOR SWE", plover="SUPPORT")
    assert [event.on for event in s.ledger().events if event.source == ("UN",)] == ["2030-01-11"]


def test_a_new_text_told_in_a_relative_clause_is_news_an_old_one_is_not() -> None:
    s = treaty_story("2029-01-10")
    s.document("t2", "2030-03-10")
    pact = {"object": "a supplementary protocol", "instrument": "a supplementary protocol", "clause": "relative", "plover": "SUPPORT"}
    s.say("t2", "a supplementary protocol that Norland and Sudria signed on Friday", "act", "sign", "NOR SWE", happened="2030-03-08", **pact)
    assert [a.date for a in s.ledger().agreements] == ["2029-01-10", "2030-03-08"]


def test_as_agreed_makes_no_agreement() -> None:
    s = treaty_story("2029-01-10")
    s.document("t2", "2030-03-10")
    s.say("t2", "as had been agreed", "act", "agree", "NOR DNK", plover="AGREE", predicate="agree", clause="adverbial")
    assert len(s.ledger().agreements) == 1
    assert [e.on for e in s.ledger().events] == ["2029-01-10"]


def test_the_text_that_was_signed_is_the_known_one_whoever_was_named_before() -> None:
    s = treaty_story("2030-03-01")
    s.document("t2", "2030-03-04")
    s.say("t2", "Norland and Denland met", "act", "meet", "NOR DNK", plover="CONSULT")
    signed = s.say("t2", "The treaty had been signed", "act", "sign", "NOR DNK", object="treaty", instrument="The treaty", plover="SUPPORT")
    s.claims[-1] = msgspec.structs.replace(signed, agents=s.claims[-2].agents)
    assert [a.parties for a in s.ledger().agreements] == [("NOR", "SWE")]


def test_an_addendum_of_which_no_party_is_named_is_between_those_of_what_it_adds_to() -> None:
    s = treaty_story("2029-01-10")
    s.document("t2", "2030-03-10")
    s.say("t2", "Norland spoke with Sudria", "position", "state", "NOR", "SWE")
    words = "an addendum signed on Friday"
    s.say("t2", words, "act", "sign", object="an addendum", instrument="an addendum", clause="relative", happened="2030-03-08", dated="2030-03-08")
    s.say("t2", "Under it Norland will pay the toll", "commissive", "pay", "NOR", object="the toll", instrument="it")
    assert [(a.instrument, a.parties) for a in s.ledger().agreements][-1] == ("addendum", ("NOR", "SWE"))


def test_who_signs_without_being_a_party_does_so_for_himself() -> None:
    s = Story()
    s.document("t1", "2030-01-10")
    words = "The protocol of Norland and Sudria was signed by DNK on Tuesday"
    pact = {"object": "The protocol", "instrument": "The protocol of Norland and Sudria", "parties": "NOR SWE"}
    s.say("t1", words, "act", "sign", "DNK", happened="2030-01-08", plover="SUPPORT", **pact)
    assert [(e.plover, e.source) for e in s.ledger().events] == [("SUPPORT", ("DNK",))]


def test_a_text_signed_another_day_is_new_though_only_the_sentence_before_names_its_parties() -> None:
    s = treaty_story("2029-01-10")
    s.document("t2", "2030-03-10")
    s.say("t2", "Norland and Denland met", "act", "meet", "NOR DNK", plover="CONSULT")
    signed = s.say("t2", "The treaty was signed on Friday", "act", "sign", "NOR DNK", object="treaty", instrument="The treaty", happened="2030-03-08")
    s.claims[-1] = msgspec.structs.replace(signed, agents=s.claims[-2].agents)
    assert [a.parties for a in s.ledger().agreements] == [("NOR", "SWE"), ("NOR", "DNK")]
