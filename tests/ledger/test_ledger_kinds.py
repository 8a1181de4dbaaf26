"""Kinds of wording that make or do not make a promise, a deadline, a pair, an event or an endorsement."""

from __future__ import annotations

import pytest
from story import Story, treaty_story

from servanda.records import Deadline


def objects(story: Story) -> list[str]:
    return [c.object for c in story.ledger().commitments]


@pytest.mark.parametrize(
    ("words", "thing"),
    [
        ("provided that Norland will hand over the fugitives", "the fugitives"),
        ("They will settle how the strip is to be run", "how the strip is to be run"),
        ("They will discuss both", "both"),
    ],
)
def test_provisos_questions_and_bare_pronouns_promise_nothing(words: str, thing: str) -> None:
    s = treaty_story()
    full = f"Sudria would meet Norland, {words}"
    s.say("t1", full, "commissive", "hand over", "NOR", object=thing)
    claim = s.claims[-1]
    start = claim.start + full.index(words) + len("provided that ")
    s.claims[-1] = type(claim)(**{**{f: getattr(claim, f) for f in claim.__struct_fields__}, "start": start})
    assert objects(s) == []


def test_what_a_sentence_only_supposes_is_not_promised() -> None:
    s = treaty_story()
    s.say("t1", "If changes were made, Norland would have to reopen the canal", "commissive", "reopen", "NOR", object="the canal")
    assert objects(s) == []
    s.say("t1", "Norland said it would reopen the canal if Sudria did", "commissive", "reopen", "NOR", object="the canal")
    assert objects(s) == ["canal"]


def test_what_a_text_only_notes_is_not_promised_by_it() -> None:
    s = treaty_story()
    s.say("t1", "Norland will respect the ruling", "commissive", "respect", "NOR", object="the ruling", in_text=True)
    assert objects(s) == ["ruling"]
    words = "We note the assertion that Norland will respect the ruling"
    claim = s.say("t1", words, "commissive", "respect", "NOR", object="the ruling", in_text=True)
    start = claim.start + words.index("Norland")
    s.claims[-2:] = [type(claim)(**{**{f: getattr(claim, f) for f in claim.__struct_fields__}, "start": start})]
    assert objects(s) == []


def test_a_duty_put_into_the_past_is_a_recap() -> None:
    s = treaty_story()
    s.say("t1", "Norland will clear the strip", "commissive", "clear", "NOR", object="the strip")
    s.document("t2", "2031-01-10")
    s.say("t2", "the year in which Norland was to clear the strip", "commissive", "clear", "NOR", object="the strip")
    s.say("t2", "the year in which Norland was to dredge the canal with Sudria", "commissive", "dredge", "NOR SWE", object="the canal")
    assert objects(s) == ["strip"]


def test_an_article_before_the_object_counts_one() -> None:
    s = treaty_story()
    s.say("t1", "They will establish a joint monitoring committee", "commissive", "establish", "NOR SWE", object="joint monitoring committee")
    s.say("t1", "They will open crossings", "commissive", "open", "NOR SWE", object="crossings")
    body, crossings = s.ledger().commitments
    assert body.quantity is not None
    assert (body.quantity.value, body.quantity.unit) == (1, "committee")
    assert crossings.quantity is None


@pytest.mark.parametrize("told", ["Start-Day is Sunday, January 20", "Sunday, January 20, was Start-Day"])
def test_a_label_is_dated_where_a_document_says_what_day_it_is(told: str) -> None:
    s = treaty_story()
    due = Deadline(kind="relative", anchor="Start-Day", days=10, text="within ten days of Start-Day")
    s.say("t1", "Norland will clear the strip", "commissive", "clear", "NOR", object="the strip", deadline=due)
    assert s.ledger().commitments[0].deadline.date is None
    s.texts["t1"] += f" {told}."
    assert s.ledger().commitments[0].deadline.date == "2030-01-30"


def test_another_deadline_from_the_same_anchor_dates_it() -> None:
    s = treaty_story()
    first = Deadline(kind="relative", anchor="Start-Day", days=10, text="within ten days of Start-Day")
    other = Deadline(kind="relative", anchor="Start-Day", days=14, date="2030-02-03", text="within 14 days of Start-Day")
    s.say("t1", "Norland will clear the strip", "commissive", "clear", "NOR", object="the strip", deadline=first)
    s.say("t1", "Sudria will open the pipeline", "commissive", "open", "SWE", object="the pipeline", deadline=other)
    assert [c.deadline.date for c in s.ledger().commitments] == ["2030-01-30", "2030-02-03"]


def test_a_date_to_be_agreed_is_no_deadline() -> None:
    s = treaty_story()
    s.say("t1", "They will settle the border on a date to be agreed", "commissive", "settle", "NOR SWE", object="the border", deadline=Deadline(kind="open"))
    assert s.ledger().commitments[0].deadline.kind == "none"


def test_a_printed_text_days_after_the_agreement_is_a_new_one() -> None:
    s = Story()
    s.document("t1", "2030-01-02")
    s.say("t1", "Norland and Sudria signed an accord", "act", "sign", "NOR SWE", object="accord", instrument="accord", happened="2030-01-02")
    s.document("t2", "2030-01-12")
    s.say("t2", "Norland and Sudria signed the declaration", "act", "sign", "NOR SWE", object="declaration", instrument="declaration")
    words = "By this declaration Norland will give up its howitzers"
    own = s.say("t2", words, "commissive", "give up", "NOR", object="its howitzers", in_text=True, instrument="declaration")
    first = s.claims[1].instrument
    s.claims[-1] = type(own)(**{**{f: getattr(own, f) for f in own.__struct_fields__}, "instrument": first})
    assert [a.date for a in s.ledger().agreements] == ["2030-01-02", "2030-01-12"]


def test_a_promise_to_return_to_an_old_deal_is_a_new_promise() -> None:
    s = treaty_story("2029-01-10")
    s.document("t2", "2030-07-17")
    s.say("t2", "Norland will return to the treaty with Sudria", "commissive", "return", "NOR", "SWE", object="the treaty with Sudria", instrument="the treaty")
    assert [h.on for h in s.ledger().commitments[0].history] == ["2030-07-17"]


def test_a_joint_promise_months_later_stands_under_the_last_agreement_of_its_makers() -> None:
    s = treaty_story()
    s.document("t2", "2030-02-20")
    s.say("t2", "Norland and Sudria agreed on the wording of the annex", "act", "agree", "NOR SWE", plover="AGREE")
    s.say("t2", "Both will endorse the annex on fishing", "commissive", "endorse", "NOR SWE", object="the annex on fishing")
    ledger = s.ledger()
    assert len(ledger.agreements) == 1
    assert ledger.commitments[0].agreement_id == ledger.agreements[0].agreement_id
    assert "AGREE" in {e.plover for e in ledger.events}


def test_an_answer_in_the_next_sentence_makes_an_exchange() -> None:
    s = treaty_story()
    s.say("t1", "Norland will support the bid", "commissive", "support", "NOR", object="the bid")
    s.say("t1", "Sudria, for its part, will change its rules", "commissive", "change", "SWE", object="its rules", marker="for its part")
    one, other = s.ledger().commitments
    assert [(r.kind, r.commitment_id) for r in one.relations] == [("exchange", other.commitment_id)]


def test_a_charge_in_anothers_mouth_is_his_event() -> None:
    s = treaty_story()
    s.document("t2", "2030-02-01")
    s.say("t2", "Norland had violated the treaty", "act", "violate", "NOR", speaker="SWE", modality="claimed", plover="ACCUSE")
    s.say("t2", "Norland had no plan to attack", "denial", "attack", "NOR", speaker="NOR", polarity="negative", plover="ASSAULT")
    assert [(e.plover, e.source, e.target) for e in s.ledger().events if e.on == "2030-02-01"] == [("ACCUSE", ("SWE",), ("NOR",))]


def test_the_making_of_an_agreement_told_late_is_background() -> None:
    s = Story()
    s.document("t1", "2030-01-10")
    treaty = {"object": "treaty", "instrument": "treaty", "happened": "2029-05-10", "plover": "SUPPORT"}
    s.say("t1", "Norland and Sudria signed a treaty in May", "act", "sign", "NOR SWE", **treaty)
    assert s.ledger().events == ()


def test_criticism_of_a_decision_is_none_of_the_agreement() -> None:
    s = treaty_story()
    s.document("t2", "2030-01-12")
    s.say("t2", "The treaty was read out in Norland and Sudria", "act", "read", "NOR SWE", object="The treaty", instrument="The treaty")
    s.say("t2", "The EU deplored the decision to leave the treaty", "endorsement", "deplore", "EU", object="the decision", instrument="the treaty")
    assert s.ledger().endorsements == ()
    s.say("t2", "The UN deplored the treaty", "endorsement", "deplore", "UN", object="the treaty", instrument="the treaty")
    assert [(e.by, e.stance) for e in s.ledger().endorsements] == [("UN", "criticise")]


def test_leaders_of_parties_endorse_where_outsiders_join_them() -> None:
    s = treaty_story()
    s.say("t1", "Four leaders supported the treaty", "stance", "support", "NOR FRA", object="the treaty", instrument="the treaty")
    assert {e.by for e in s.ledger().endorsements} == {"NOR", "FRA"}
