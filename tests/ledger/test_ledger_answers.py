"""Words that are the deed: said without naming to whom, of too unsure codes, and deeds told by others than their doers."""

from __future__ import annotations

from msgspec.structs import replace
from story import a_day, told


def test_a_charge_rejected_without_codes_is_an_event_and_answers_who_made_it() -> None:
    s = a_day()
    s.say("t1", "Norland accused Sudria of poaching", "act", "accuse", "NOR", "SWE", plover="ACCUSE", clause="main")
    claim = s.say("t1", "Sudria rejected the charge", "denial", "deny", "SWE", clause="main", confidence=0.3)
    s.claims[-1] = replace(claim, frame="reject.reject-charge")
    assert told(s) == [("ACCUSE", ("NOR",), ("SWE",)), ("REJECT", ("SWE",), ("NOR",))]


def test_what_is_said_without_codes_in_another_clause_is_no_event() -> None:
    s = a_day()
    claim = s.say("t1", "which had refused to pay", "act", "refuse", "NOR", clause="adverbial", confidence=0.2)
    s.claims[-1] = replace(claim, frame="operator.refuse")
    assert told(s) == []


def test_words_go_to_whoever_acted_towards_the_speaker_in_the_sentence_before_only() -> None:
    s = a_day()
    s.say("t1", "Norland seized three trawlers", "act", "seize", "NOR", "SWE", plover="COERCE")
    s.say("t1", "Denland demanded calm", "appeal", "demand", "DNK", plover="REQUEST")
    assert told(s)[1] == ("REQUEST", ("DNK",), ())
    s = a_day()
    s.say("t1", "Norland seized three trawlers", "act", "seize", "NOR", "SWE", plover="COERCE")
    s.say("t1", "Sudria demanded the boats", "appeal", "demand", "SWE", plover="REQUEST")
    assert told(s)[1] == ("REQUEST", ("SWE",), ("NOR",))


def test_what_a_sentence_adds_is_said_to_the_same_party() -> None:
    s = a_day()
    first = s.say("t1", "Sudria protested to Norland", "act", "protest", "SWE", "NOR", plover="ACCUSE")
    second = s.say("t1", "and demanded the boats", "appeal", "demand", "SWE", plover="REQUEST")
    s.claims[-1] = replace(second, sentence_start=first.sentence_start)
    assert told(s) == [("ACCUSE", ("SWE",), ("NOR",)), ("REQUEST", ("SWE",), ("NOR",))]


def test_a_handover_told_by_a_third_is_a_deed_and_a_raid_told_by_its_victim_a_charge() -> None:
    s = a_day()
    s.say("t1", "Norland handed over two men", "act", "hand over", "NOR", "SWE", plover="RETREAT", modality="claimed", speaker="ICRC", clause="complement")
    s.say("t1", "Norland raided a farm", "act", "raid", "NOR", "SWE", plover="ASSAULT", modality="claimed", speaker="SWE", clause="complement")
    assert told(s) == [("RETREAT", ("NOR",), ("SWE",)), ("ACCUSE", ("SWE",), ("NOR",))]
