"""Which claims are events, and whose, where the clause alone does not say it."""

from __future__ import annotations

import msgspec
from story import Story, prisoners_story, treaty_story

from servanda.records import Event, Mention, Time


def told(story: Story, on: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Type and sides of the events of a day."""
    events: tuple[Event, ...] = story.ledger().events
    return [(e.plover, e.source, e.target) for e in events if e.on == on]


def test_a_report_that_names_neither_side_is_an_event_between_debtor_and_creditor() -> None:
    s = prisoners_story()
    words = "Under the treaty with Sudria 12 sailors were let go on Saturday"
    s.say("t2", words, "act", "release", object="12 sailors", number=12, happened="2030-02-09", instrument="the treaty with Sudria", parties="NOR SWE")
    assert told(s, "2030-02-09") == [("RETREAT", ("NOR",), ("SWE",))]


def test_an_event_whose_type_a_duty_gives_has_no_mode_and_code_of_another_type() -> None:
    s = prisoners_story()
    words = "Under the treaty with Sudria 12 sailors were let go on Saturday"
    report = {"object": "12 sailors", "number": 12, "happened": "2030-02-09", "instrument": "the treaty with Sudria", "parties": "NOR SWE"}
    s.say("t2", words, "act", "release", plover="AID", mode="military", cameo="0871", **report)
    (event,) = (e for e in s.ledger().events if e.on == "2030-02-09")
    assert (event.plover, event.mode, event.cameo) == ("RETREAT", None, None)


def test_a_denied_performance_is_no_event() -> None:
    s = prisoners_story()
    s.say("t2", "Norland freed 12 sailors on Saturday", "act", "release", "NOR", object="12 sailors", number=12, happened="2030-02-09", polarity="negative")
    assert told(s, "2030-02-09") == []


def test_what_a_relative_clause_recalls_without_a_day_is_no_event() -> None:
    s = prisoners_story()
    s.say("t2", "which Sudria had promised", "act", "promise", "SWE", "NOR", plover="AGREE", clause="relative")
    assert told(s, "2030-02-10") == []
    s.say("t2", "who met the envoy of Sudria on Friday", "act", "meet", "NOR", "SWE", plover="CONSULT", clause="relative", happened="2030-02-08")
    assert told(s, "2030-02-08") == [("CONSULT", ("NOR",), ("SWE",))]


def test_an_agreement_signed_on_the_day_it_was_reached_is_one_event() -> None:
    s = treaty_story()
    s.say("t1", "Norland and Sudria have agreed", "act", "agree", "NOR SWE", happened="2030-01-10", plover="AGREE", predicate="agree")
    assert told(s, "2030-01-10") == [("SUPPORT", ("NOR", "SWE"), ())]


def test_a_noun_phrase_without_a_day_makes_no_agreement_news() -> None:
    s = Story()
    s.document("t1", "2030-01-10")
    pact = {"instrument": "its pact with Sudria", "parties": "NOR SWE", "modality": "presupposed", "clause": "nominal"}
    s.say("t1", "Norland spoke of its pact with Sudria", "act", "agree", "NOR SWE", object="its pact with Sudria", **pact)
    assert s.ledger().events == ()


def test_a_meeting_of_a_body_that_two_states_share_is_one_between_them() -> None:
    s = treaty_story()
    s.document("t2", "2030-03-10")
    s.say("t2", "The treaty between Norland and Sudria made a board", "act", "provide", instrument="The treaty between Norland and Sudria", parties="NOR SWE")
    claim = s.say("t2", "Their joint commission met on Friday", "act", "meet", "joint commission;", happened="2030-03-08")
    s.claims[-1] = msgspec.structs.replace(claim, frame="consult.meet")
    assert told(s, "2030-03-08") == [("CONSULT", ("NOR", "SWE"), ())]


def test_backing_a_bid_is_an_event() -> None:
    s = treaty_story()
    s.say("t1", "Denland backs the bid of Norland", "stance", "support", "DNK", "NOR", object="the bid of Norland", plover="SUPPORT")
    assert ("SUPPORT", ("DNK",), ("NOR",)) in told(s, "2030-01-10")


def test_who_welcome_an_agreement_together_speak_each_for_himself() -> None:
    s = treaty_story()
    s.say("t1", "DNK and FIN welcomed the treaty", "endorsement", "welcome", "DNK FIN", object="the treaty", instrument="the treaty", plover="SUPPORT")
    found = told(s, "2030-01-10")
    assert ("SUPPORT", ("DNK",), ("NOR", "SWE")) in found
    assert ("SUPPORT", ("FIN",), ("NOR", "SWE")) in found


def test_a_verdict_on_an_agreement_is_told_to_its_parties() -> None:
    s = treaty_story()
    s.say("t1", "Denland called it a trap", "position", "call", "DNK", object="it a trap")
    assert ("ACCUSE", ("DNK",), ("NOR", "SWE")) in told(s, "2030-01-10")


def test_what_is_undertaken_in_an_annex_is_a_clause_of_the_text() -> None:
    s = treaty_story()
    s.say("t1", "Denland undertook in an annex", "act", "promise", "DNK", plover="AGREE")
    assert told(s, "2030-01-10") == [("SUPPORT", ("NOR", "SWE"), ())]


def test_agreeing_to_prolong_is_told_once() -> None:
    s = treaty_story("2029-06-10")
    s.document("t2", "2030-01-12")
    first = s.say("t2", "Norland and Sudria agreed on Thursday to prolong the treaty", "act", "agree", "NOR SWE", plover="AGREE", happened="2030-01-10")
    pact = s.say("t2", "They mean the treaty", "commissive", "prolong", "NOR SWE", object="the treaty", instrument="the treaty", modality="promised")
    s.claims[-1] = msgspec.structs.replace(pact, sentence_start=first.sentence_start, sentence_end=first.sentence_end)
    assert [(e.on, e.plover, e.source) for e in s.ledger().events if e.on and e.on >= "2030"] == [("2030-01-10", "AGREE", ("NOR", "SWE"))]


def test_what_follows_unless_another_acts_is_a_threat() -> None:
    s = treaty_story()
    s.say("t1", "Denland will shut its ports unless Norland pays", "commissive", "close", "DNK", "NOR", object="its ports", plover="AGREE")
    assert ("THREATEN", ("DNK",), ("NOR",)) in told(s, "2030-01-10")


def test_what_a_party_says_will_follow_is_a_threat_to_the_other() -> None:
    s = treaty_story()
    s.say("t1", "Should it slip, the gate would stay shut", "condition", "stay", "the gate;", speaker="NOR", modality="threatened")
    assert ("THREATEN", ("NOR",), ("SWE",)) in told(s, "2030-01-10")


def test_a_gift_of_an_outsider_is_news_though_it_serves_an_agreement() -> None:
    s = treaty_story()
    words = "Denland will lend the two states ten boats"
    gift = s.say("t1", words, "intent", "lend", "DNK", "NOR SWE", object="ten boats", plover="AGREE", modality="future")
    s.claims[-1] = msgspec.structs.replace(gift, frame="aid.equipment")
    assert ("AGREE", ("DNK",), ("NOR", "SWE")) in told(s, "2030-01-10")


def test_thanks_inside_what_is_said_are_no_event() -> None:
    s = treaty_story()
    s.say("t1", "We are grateful to DNK", "endorsement", "thank", "NOR SWE", "DNK", plover="SUPPORT")
    assert told(s, "2030-01-10") == [("SUPPORT", ("NOR", "SWE"), ())]


def test_a_duty_is_performed_by_who_owes_it_whoever_stands_as_subject() -> None:
    s = treaty_story()
    s.say("t1", "Norland will admit inspectors of DNK", "commissive", "admit", "NOR", object="inspectors of DNK")
    s.document("t2", "2030-02-10")
    words = "Under the treaty with Sudria inspectors of DNK were let in on Saturday"
    pact = {"instrument": "the treaty with Sudria", "parties": "NOR SWE"}
    seen = s.say("t2", words, "act", "let in", "", object="inspectors of DNK", happened="2030-02-09", plover="RETREAT", **pact)
    s.claims[-1] = msgspec.structs.replace(seen, frame="retreat.admit-inspectors")
    assert [source for _, source, _ in told(s, "2030-02-09")] == [("NOR",)]


def test_a_shared_body_meets_for_those_who_founded_it_though_the_document_does_not_name_the_agreement() -> None:
    s = treaty_story()
    s.document("t2", "2030-05-10")
    s.say("t2", "Norland and Sudria have quiet borders", "position", "state", "NOR SWE")
    claim = s.say("t2", "The commission's third meeting was held on Friday", "act", "meet", object="The commission's third meeting", happened="2030-05-08")
    s.claims[-1] = msgspec.structs.replace(claim, frame="consult.meet")
    assert told(s, "2030-05-08") == [("CONSULT", ("NOR", "SWE"), ())]


def test_weeks_of_talks_are_the_way_to_an_agreement_a_day_of_them_is_a_meeting() -> None:
    for words, meetings in (("After two weeks of talks", 0), ("After a day of talks", 1)):
        s = treaty_story()
        claim = s.say("t1", words, "act", "talk", clause="nominal")
        s.claims[-1] = msgspec.structs.replace(claim, frame="consult.talk")
        assert len([e for e in s.ledger().events if e.plover == "CONSULT"]) == meetings, words


def test_who_declines_to_say_has_refused_nothing() -> None:
    s = treaty_story()
    whole = s.say("t1", "The board of Denland declined to say who had fired", "act", "refuse", "DNK", plover="REJECT", predicate="decline")
    s.claims[-1] = msgspec.structs.replace(whole, end=whole.start + len("The board of Denland declined"))
    assert told(s, "2030-01-10") == [("SUPPORT", ("NOR", "SWE"), ())]


def test_endorsing_a_text_together_backs_it_and_one_alone_backs_the_other() -> None:
    s = Story()
    s.document("t1", "2030-01-10")
    pact = {"object": "declaration", "instrument": "a declaration", "plover": "SUPPORT", "happened": "2030-01-10"}
    s.say("t1", "Norland and Sudria endorsed a declaration", "act", "endorse", "NOR SWE", **pact)
    assert told(s, "2030-01-10") == [("SUPPORT", ("NOR", "SWE"), ())]
    s = Story()
    s.document("t1", "2030-01-10")
    plan = {"object": "plan of Norland", "instrument": "the plan of Norland", "plover": "SUPPORT", "happened": "2030-01-10"}
    s.say("t1", "Sudria endorsed the plan of Norland", "act", "endorse", "SWE", "NOR", **plan)
    assert ("SUPPORT", ("SWE",), ("NOR",)) in told(s, "2030-01-10")


def test_an_act_of_no_class_owed_under_an_agreement_is_cooperation_when_done() -> None:
    s = treaty_story()
    s.say("t1", "Norland will rake the eastern salt pans", "commissive", "rake", "NOR", object="the eastern salt pans")
    s.document("t2", "2030-02-10")
    pact = {"instrument": "the treaty with Sudria", "parties": "NOR SWE"}
    words = "Under the treaty with Sudria the eastern salt pans were raked on Saturday"
    s.say("t2", words, "act", "rake", object="the eastern salt pans", happened="2030-02-09", **pact)
    assert told(s, "2030-02-09") == [("COOPERATE", ("NOR",), ("SWE",))]


def test_a_charge_told_in_a_relative_clause_is_made_all_the_same() -> None:
    s = treaty_story()
    s.say("t1", "for which Denland blamed Norland", "act", "accuse", "DNK", "NOR", plover="ACCUSE", clause="relative", object="Norland")
    assert ("ACCUSE", ("DNK",), ("NOR",)) in told(s, "2030-01-10")


def test_who_says_that_a_truce_was_broken_charges_whoever_broke_it() -> None:
    s = treaty_story()
    words = "The truce had been broken there, the mission said"
    s.say("t1", words, "act", "break", object="The truce", plover="ASSAULT", modality="claimed", speaker="OSCE")
    assert ("ACCUSE", ("OSCE",), ()) in told(s, "2030-01-10")


def test_two_calls_of_neighbouring_days_are_two_where_their_words_differ() -> None:
    s = treaty_story()
    s.say("t1", "Denland urged Norland to spare the harbour", "appeal", "urge", "DNK", "NOR", object="spare the harbour", plover="REQUEST")
    for doc_id, wish in (("t2", "accept the frontier"), ("t3", "spare the harbour")):
        s.document(doc_id, "2030-01-11")
        s.say(doc_id, f"Denland urged Norland to {wish}", "appeal", "urge", "DNK", "NOR", object=wish, plover="REQUEST")
    calls = [[e.doc_id for e in event.evidence] for event in s.ledger().events if event.plover == "REQUEST"]
    assert sorted(calls) == [["t1", "t3"], ["t2"]]


def test_a_truce_that_takes_hold_is_kept_by_those_who_promised_it() -> None:
    s = treaty_story()
    s.say("t1", "Both sides will cease fire", "commissive", "cease fire", "NOR SWE", object="fire")
    s.document("t2", "2030-01-14")
    s.say("t2", "Denland watched over Norland", "position", "state", "DNK", "NOR")
    claim = s.say("t2", "The truce took hold at midnight on Saturday", "act", "hold", object="hold", happened="2030-01-12")
    s.claims[-1] = msgspec.structs.replace(claim, frame="retreat.ceasefire-holds")
    assert told(s, "2030-01-12") == [("RETREAT", ("NOR", "SWE"), ())]


def test_what_is_recalled_by_a_month_in_a_relative_clause_is_no_event() -> None:
    s = prisoners_story()
    when = Time(first="2030-02-01", last="2030-02-28", precision="month")
    claim = s.say("t2", "to which Sudria had bound itself in February", "act", "promise", "SWE", "NOR", plover="AGREE", clause="relative")
    s.claims[-1] = msgspec.structs.replace(claim, happened=when)
    assert told(s, "2030-02-10") == []


def test_what_was_agreed_is_no_event_where_something_is_measured_by_it() -> None:
    s = prisoners_story()
    s.say("t2", "than agreed with Sudria", "act", "agree", "NOR", "SWE", plover="AGREE")
    assert told(s, "2030-02-10") == []


def test_an_offer_is_made_in_being_told() -> None:
    s = prisoners_story()
    claim = s.say("t2", "Peru has offered to pay for the boats of Sudria", "intent", "offer", "PER", "SWE", plover="AGREE")
    s.claims[-1] = msgspec.structs.replace(claim, frame="operator.offer")
    assert told(s, "2030-02-10") == [("AGREE", ("PER",), ("SWE",))]


def test_a_crowd_that_protests_goes_by_the_noun_for_it() -> None:
    s = prisoners_story()
    claim = s.say("t2", "Some 90 tram drivers of Sund blocked a bridge", "act", "block", "", "NOR", plover="PROTEST")
    crowd = Mention(start=claim.start, end=claim.start + 28, text="Some 90 tram drivers of Sund", kind="people", role="CVL")
    s.claims[-1] = msgspec.structs.replace(claim, agents=(crowd,))
    assert told(s, "2030-02-10") == [("PROTEST", ("tram drivers",), ("NOR",))]


def test_the_opposition_charges_under_that_name() -> None:
    s = prisoners_story()
    claim = s.say("t2", "Opposition members accused Norland of fraud", "act", "accuse", "", "NOR", plover="ACCUSE")
    members = Mention(start=claim.start, end=claim.start + 18, text="Opposition members", kind="organ", role="OPP", organ="members")
    s.claims[-1] = msgspec.structs.replace(claim, agents=(members,))
    assert told(s, "2030-02-10") == [("ACCUSE", ("opposition",), ("NOR",))]
