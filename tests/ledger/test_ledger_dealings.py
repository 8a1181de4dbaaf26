"""Plain dealings, decisions and charges: events where coding gives no codes, or others."""

from __future__ import annotations

from msgspec.structs import replace
from story import a_day, framed, told


def test_what_is_sold_handed_or_lent_to_a_party_is_an_event_though_no_row_knows_the_verb() -> None:
    s = a_day()
    s.say("t1", "Norland sold Sudria 40 gigawatt-hours", "act", "sell", "NOR", "SWE", object="40 gigawatt-hours", clause="main")
    framed(s, "open")
    s.say("t1", "Norland handed Sudria a patrol boat", "act", "hand", "NOR", "SWE", object="patrol boat", clause="main")
    framed(s, "open")
    s.say("t1", "Norland handed Sudria the list of divers", "act", "hand", "NOR", "SWE", object="list of divers", clause="main")
    framed(s, "open")
    s.say("t1", "Norland handed Sudria a defeat", "act", "hand", "NOR", "SWE", object="defeat", clause="main")
    framed(s, "open")
    assert sorted(told(s)) == [("AID", ("NOR",), ("SWE",)), ("COOPERATE", ("NOR",), ("SWE",))]


def test_what_two_do_to_a_thing_is_their_common_work() -> None:
    s = a_day()
    s.say("t1", "Norland and Sudria laid a cable", "act", "lay", "NOR SWE", object="cable", clause="main")
    framed(s, "open")
    assert told(s) == [("COOPERATE", ("NOR", "SWE"), ())]


def test_a_decision_against_a_party_is_an_event() -> None:
    s = a_day()
    s.say("t1", "Norland decided to ban fish from Sudria", "intent", "decide", "NOR", "SWE", plover="SANCTION", clause="main")
    framed(s, "operator.decide")
    assert told(s) == [("SANCTION", ("NOR",), ("SWE",))]


def test_a_victims_account_is_a_charge() -> None:
    s = a_day()
    s.say("t1", "Sudria's guns had shelled a village", "act", "attack", "SWE", "NOR", plover="ASSAULT", modality="claimed", speaker="NOR", clause="complement")
    assert told(s) == [("ACCUSE", ("NOR",), ("SWE",))]


def test_a_verdict_on_a_deed_accuses_its_doer() -> None:
    s = a_day()
    s.say("t1", "Norland closed the strait to Sudria", "act", "close", "NOR", "SWE", plover="COERCE", clause="main")
    s.say("t1", "Sudria called it an unfriendly act", "position", "state", "SWE", object="it an unfriendly act", speaker="SWE")
    s.claims[-1] = replace(s.claims[-1], predicate="call", frame="speech.position")
    assert told(s) == [("COERCE", ("NOR",), ("SWE",)), ("ACCUSE", ("SWE",), ("NOR",))]


def test_a_thief_arrested_at_home_is_nobodys_event() -> None:
    s = a_day()
    s.say("t1", "police arrested a young man in the old town", "act", "arrest", "NOR/police", object="young man", plover="COERCE", mode="arrest", clause="main")
    assert told(s) == []


def test_talks_in_anothers_house_are_held_by_all() -> None:
    s = a_day()
    s.say("t1", "Oman hosted talks between Norland and Sudria", "act", "host", "OMN", "NOR SWE", plover="CONSULT", clause="main")
    framed(s, "consult.host-talks")
    assert told(s) == [("CONSULT", ("NOR", "SWE", "OMN"), ())]
