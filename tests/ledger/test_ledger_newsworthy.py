"""Which reports are news: whoever tells of a word given, what is refused, ended or left undone, counts up to now, makings of months ago."""

from __future__ import annotations

from msgspec.structs import replace
from story import a_day, framed, prisoners_story, told

from servanda.records import Time


def test_a_mediator_may_tell_what_two_have_settled() -> None:
    s = a_day()
    words = "Norland and Sudria had settled their quarrel"
    s.say("t1", words, "act", "resolve", "NOR SWE", plover="AGREE", modality="claimed", speaker="UN", clause="complement")
    assert told(s) == [("AGREE", ("NOR", "SWE"), ())]


def test_what_both_armies_tell_of_themselves_is_no_charge() -> None:
    s = a_day()
    words = "soldiers of Norland and Sudria exchanged fire"
    s.say("t1", words, "act", "fight", "NOR SWE", plover="ASSAULT", modality="claimed", speaker="NOR+SWE", clause="complement")
    assert told(s) == [("ASSAULT", ("NOR", "SWE"), ())]


def test_a_government_refuses_though_it_names_nobody_to_whom() -> None:
    s = a_day()
    s.say("t1", "Norland will not attend", "intent", "meet", "NOR", plover="REJECT", modality="future", polarity="negative", speaker="NOR", clause="complement")
    assert told(s) == [("REJECT", ("NOR",), ())]


def test_who_will_no_longer_give_breaks_off() -> None:
    s = a_day()
    words = "Norland will no longer lend Sudria its boats"
    s.say("t1", words, "intent", "lend", "NOR", "SWE", plover="REJECT", modality="future", polarity="negative", speaker="NOR", clause="complement")
    assert told(s) == [("SANCTION", ("NOR",), ("SWE",))]


def test_to_say_what_another_has_left_undone_is_to_accuse_him() -> None:
    s = a_day()
    words = "Norland has not withdrawn a single tank"
    s.say("t1", words, "act", "withdraw", "NOR", plover="REJECT", modality="not done", polarity="negative", speaker="SWE", clause="complement")
    assert told(s) == [("ACCUSE", ("SWE",), ("NOR",))]


def test_notes_are_agreed_and_borders_shut() -> None:
    s = a_day()
    s.say("t1", "Norland closed its border with Sudria", "act", "close", "NOR", "SWE", plover="COERCE", clause="main")
    framed(s, "sanction.close-border")
    words = "Norland has released 40 million crowns to Sudria"
    s.say("t1", words, "act", "unfreeze", "NOR", "SWE", object="40 million crowns", plover="RETREAT", clause="main")
    s.claims[-1] = replace(s.claims[-1], frame="retreat.unfreeze", predicate="release")
    s.say("t1", "Norland has released the frozen funds to Sudria", "act", "unfreeze", "NOR", "SWE", object="frozen funds", plover="RETREAT", clause="main")
    s.claims[-1] = replace(s.claims[-1], frame="retreat.unfreeze", predicate="release")
    assert [kind for kind, *_ in told(s)] == ["SANCTION", "AID", "RETREAT"]


def test_a_count_up_to_now_performs_a_duty_and_is_no_deed() -> None:
    s = prisoners_story()
    report = {"object": "12 sailors", "number": 12, "instrument": "the treaty with Sudria", "parties": "NOR SWE"}
    s.say("t2", "So far 12 sailors have been let go under the treaty with Sudria", "act", "release", **report)
    ledger = s.ledger()
    assert not any(e.plover == "RETREAT" for e in ledger.events)
    assert any(c.done == 12 for c in ledger.commitments)


def test_a_treaty_signed_months_ago_is_no_news() -> None:
    s = a_day()
    s.document("t2", "2030-07-03")
    words = "Norland and Sudria signed a pact in March"
    s.say("t2", words, "act", "sign", "NOR SWE", object="a pact", instrument="a pact", parties="NOR SWE", plover="SUPPORT")
    s.claims[-1] = replace(s.claims[-1], happened=Time(first="2030-03-01", last="2030-03-31", precision="month"))
    assert told(s) == []


def test_thanks_to_another_party_are_news_thanks_to_hosts_are_none() -> None:
    s = a_day()
    s.say("t1", "We thank the authorities of Sudria", "endorsement", "praise", "NOR", "SWE", object="authorities", plover="SUPPORT", clause="complement")
    s.say("t1", "We thank our hosts", "endorsement", "praise", "NOR", "hosts", object="hosts", plover="SUPPORT", clause="complement")
    assert told(s) == [("SUPPORT", ("NOR",), ("SWE",))]


def test_a_shortfall_put_down_to_the_weather_accuses_nobody() -> None:
    s = a_day()
    s.say(
        "t1",
        "Norland attributed the shortfall to the weather",
        "act",
        "accuse",
        "NOR",
        object="shortfall",
        plover="ACCUSE",
        predicate="attribute",
        clause="main",
    )
    assert told(s) == []


def test_troops_put_on_alert_are_news_and_rain_blamed_is_none() -> None:
    s = a_day()
    s.say("t1", "Norland put its army on alert", "act", "deploy", "NOR", plover="MOBILIZE", clause="main")
    s.claims[-1] = replace(s.claims[-1], predicate="put")
    s.say("t1", "Sudria put it down to the rain", "act", "accuse", "SWE", plover="ACCUSE", clause="main")
    s.claims[-1] = replace(s.claims[-1], predicate="put")
    assert told(s) == [("MOBILIZE", ("NOR",), ())]


def test_two_who_blame_each_other_accuse() -> None:
    s = a_day()
    s.say("t1", "Norland and Sudria blamed each other", "act", "accuse", "NOR SWE", plover="ACCUSE", clause="main")
    s.claims[-1] = replace(s.claims[-1], predicate="blame")
    assert told(s) == [("ACCUSE", ("NOR", "SWE"), ())]


def test_what_onlookers_saw_is_news_and_what_an_enemy_tells_is_none() -> None:
    s = a_day()
    s.say("t1", "police fired tear gas", "act", "assault", "NOR", plover="ASSAULT", modality="claimed", speaker="witnesses", clause="main")
    s.say("t1", "police beat the crowd", "act", "beat", "SWE", plover="COERCE", modality="claimed", speaker="NOR", clause="main")
    assert ("ASSAULT", ("NOR",), ()) in told(s)
    assert not any(kind == "COERCE" for kind, *_ in told(s))


def test_words_that_the_pluperfect_only_recalls_are_no_event() -> None:
    s = a_day()
    s.say("t1", "Norland had for weeks asked Sudria to wait", "appeal", "ask", "NOR", "SWE", object="to wait", plover="REQUEST", clause="main")
    s.claims[-1] = replace(s.claims[-1], predicate="ask")
    s.say("t1", "Norland asked Sudria to come", "appeal", "ask", "NOR", "SWE", object="to come", plover="REQUEST", clause="main")
    s.claims[-1] = replace(s.claims[-1], predicate="ask")
    assert [kind for kind, *_ in told(s)] == ["REQUEST"]
    assert [len(e.evidence) for e in s.ledger().events] == [1]


def test_supplies_cut_to_another_state_break_off_dealings() -> None:
    s = a_day()
    s.say("t1", "Norland cut off the gas to Sudria", "act", "withhold", "NOR", "SWE", plover="COERCE", clause="main")
    framed(s, "coerce.withhold-utilities")
    assert told(s) == [("SANCTION", ("NOR",), ("SWE",))]


def test_who_decides_to_leave_a_body_leaves_whoever_else_is_in_it() -> None:
    s = a_day()
    s.say("t1", "Norland decided to quit the court", "intent", "decide", "NOR", plover="SANCTION", clause="main")
    s.claims[-1] = replace(s.claims[-1], frame="operator.decide", mode="withdraw")
    assert told(s) == [("SANCTION", ("NOR",), ())]


def test_what_a_party_would_do_is_a_threat_though_nobody_is_said_to_say_so() -> None:
    s = a_day()
    s.say("t1", "Norland would send the inspectors home", "condition", "expel", "NOR", plover="THREATEN", modality="threatened", clause="main")
    s.say("t1", "the river would rise", "condition", "rise", plover="THREATEN", modality="threatened", clause="main")
    assert [(kind, source) for kind, source, _ in told(s)] == [("THREATEN", ("NOR",))]


def test_what_an_outlet_says_that_a_third_will_give_is_agreed() -> None:
    s = a_day()
    words = "Ostland will lend Norland a crane"
    s.say("t1", words, "commissive", "lend", "FRA", "NOR", object="a crane", plover="AGREE", modality="promised", clause="main")
    framed(s, "aid.equipment")
    assert told(s) == [("AGREE", ("FRA",), ("NOR",))]


def test_who_says_that_he_has_not_done_what_he_is_charged_with_rejects_it() -> None:
    s = a_day()
    s.say("t1", "Sudria accused Norland of moving a stone", "act", "accuse", "SWE", "NOR", plover="ACCUSE", clause="main")
    words = "Norland repeated that it had moved no stone"
    s.say("t1", words, "act", "move", "NOR", modality="not done", polarity="negative", speaker="NOR", clause="complement")
    s.claims[-1] = replace(s.claims[-1], attribution=tuple(replace(link, cue="repeat") for link in s.claims[-1].attribution))
    assert told(s) == [("ACCUSE", ("SWE",), ("NOR",)), ("REJECT", ("NOR",), ("SWE",))]


def test_not_to_renew_what_there_was_ends_it_and_not_to_arm_gives_in() -> None:
    s = a_day()
    words = "Norland will not renew the pact with Sudria"
    renewed = {"object": "the pact with Sudria", "instrument": "the pact with Sudria", "parties": "NOR SWE", "modality": "promised", "polarity": "negative"}
    s.say("t1", words, "commissive", "refrain", "NOR", clause="complement", **renewed)
    s.claims[-1] = replace(s.claims[-1], predicate="renew", frame="support.relations")
    s.document("t2", "2030-03-10")
    words = "Ostland will not place missiles in Westmark"
    s.say("t2", words, "commissive", "refrain", "FRA", "DEU", object="missiles", modality="promised", polarity="negative", speaker="FRA", clause="complement")
    framed(s, "mobilize.weapons")
    assert [(kind, source) for kind, source, _ in told(s)] == [("SANCTION", ("NOR",)), ("CONCEDE", ("FRA",))]


def test_what_is_initialled_is_agreed_and_not_yet_signed() -> None:
    s = a_day()
    s.say("t1", "Norland and Sudria initialled a pact", "act", "sign", "NOR SWE", object="a pact", instrument="a pact", parties="NOR SWE", plover="SUPPORT")
    s.claims[-1] = replace(s.claims[-1], predicate="initial")
    assert told(s) == [("AGREE", ("NOR", "SWE"), ())]


def test_support_that_is_announced_is_given() -> None:
    s = a_day()
    s.say("t1", "Norland announced its full support for Sudria", "act", "support", "NOR", "SWE", object="its full support", clause="nominal")
    s.claims[-1] = replace(s.claims[-1], frame="support.support", confidence=0.05)
    assert told(s) == [("SUPPORT", ("NOR",), ("SWE",))]


def test_what_a_party_says_that_another_must_do_is_asked_of_it() -> None:
    s = a_day()
    must = {"object": "let the lorries through", "plover": "REQUEST", "modality": "requested", "clause": "complement"}
    s.say("t1", "Norland must let the lorries through", "appeal", "allow", "SWE", "NOR", speaker="SWE", **must)
    s.say("t1", "Sudria has to let the lorries through", "appeal", "allow", "SWE", "SWE", speaker="SWE", **(must | {"object": "let the lorries"}))
    assert told(s) == [("REQUEST", ("SWE",), ("NOR",))]
    assert [(a.by, a.to) for a in s.ledger().appeals] == [(("SWE",), ("NOR",))]


def test_two_who_will_do_a_thing_together_agree_and_who_will_let_another_in_too() -> None:
    s = a_day()
    words = "Norland and Sudria will open an office"
    s.say("t1", words, "commissive", "open", "NOR SWE", object="an office", plover="AGREE", modality="promised", clause="main")
    s.document("t2", "2030-03-10")
    s.say("t2", "Norland will allow the UN to look", "intent", "allow", "NOR", "UN", plover="AGREE", modality="future", clause="main")
    framed(s, "operator.permission")
    assert told(s) == [("AGREE", ("NOR", "SWE"), ()), ("AGREE", ("NOR",), ("UN",))]


def test_an_envoy_who_has_been_called_home_was_recalled_by_his_own_state() -> None:
    s = a_day()
    s.say("t1", "the ambassador of Norland has been called home", "act", "recall", "", "NOR/ambassador", plover="SANCTION", clause="main")
    framed(s, "sanction.recall-ambassador")
    assert told(s) == [("SANCTION", ("NOR",), ())]
