"""Charges turned down, what those who met put out, meetings that took place, calls by people without a body, deeds of too unsure codes between two."""

from __future__ import annotations

from msgspec.structs import replace
from story import a_day, framed, told

from servanda.records import Attribution


def charged(words: str, cue: str, plover: str = "ACCUSE") -> list[str]:
    """The types of the events where Sudria answers, by a verb of saying, what Norland said."""
    s = a_day()
    s.say("t1", "Norland accused Sudria of poaching", "act", "accuse", "NOR", "SWE", plover=plover, clause="main")
    claim = s.say("t1", words, "position", "state", "SWE", object=words.split(" ", 2)[2], speaker="SWE", clause="main", predicate=cue)
    first, last = claim.attribution
    s.claims[-1] = replace(claim, attribution=(first, Attribution(speaker=last.speaker, cue=cue)))
    return [event[0] for event in told(s)]


def test_a_retort_turns_down_what_was_said_before_and_a_plain_answer_a_charge() -> None:
    assert charged("Sudria retorted that the nets were empty", "retort") == ["ACCUSE", "REJECT"]
    assert charged("Sudria retorted that the nets were empty", "retort", "REQUEST") == ["REQUEST", "REJECT"]
    assert charged("Sudria replied that the nets were empty", "reply") == ["ACCUSE", "REJECT"]
    assert charged("Sudria replied that the nets were empty", "reply", "REQUEST") == ["REQUEST"]
    assert charged("Sudria said that the nets were empty", "say") == ["ACCUSE"]


def test_a_charge_called_a_fable_is_turned_down_and_a_deed_called_blackmail_is_a_charge() -> None:
    assert charged("Sudria called the charge a fable", "call") == ["ACCUSE", "REJECT"]
    assert charged("Sudria called the measure blackmail", "call") == ["ACCUSE", "ACCUSE"]


def test_a_paper_put_out_by_nobody_named_is_that_of_those_who_met() -> None:
    s = a_day()
    s.say("t1", "The ministers of Norland and Sudria met in Hamn", "act", "meet", "NOR SWE", plover="CONSULT", clause="main")
    s.say("t1", "A communique was adopted", "act", "issue", clause="main", object="communique")
    framed(s, "agree.issue-statement")
    assert told(s) == [("CONSULT", ("NOR", "SWE"), ()), ("AGREE", ("NOR", "SWE"), ())]


def test_a_meeting_that_took_place_is_that_of_whom_it_names() -> None:
    s = a_day()
    words = "A second meeting of the mayors of NOR and SWE took place"
    claim = s.say("t1", words, "act", "meet", recipients="NOR SWE", object="second meeting of the mayors of NOR and SWE", clause="main")
    at = claim.start
    inside = tuple(replace(m, start=at + words.index(m.text), end=at + words.index(m.text) + 3) for m in claim.recipients)
    s.claims[-1] = replace(claim, frame="progress.complete", recipients=inside)
    assert told(s) == [("CONSULT", ("NOR", "SWE"), ())]


def test_people_who_call_on_a_party_do_so_by_the_words_for_them() -> None:
    s = a_day()
    claim = s.say("t1", "Three deputies from Hamn urged Norland to pay", "appeal", "urge", "three deputies from Hamn", "NOR", object="pay", plover="REQUEST")
    s.claims[-1] = replace(claim, agents=tuple(replace(m, kind="organ", organ="deputies") for m in claim.agents))
    assert told(s) == [("REQUEST", ("deputies from Hamn",), ("NOR",))]
    assert [call.by for call in s.ledger().appeals] == [("deputies from Hamn",)]


def test_a_suspension_without_codes_is_a_sanction_where_it_names_another_party() -> None:
    s = a_day()
    s.say("t1", "Norland suspended the programme", "act", "suspend", "NOR", clause="main", object="programme")
    framed(s, "operator.stop")
    s.say("t1", "Norland suspended free entry for Swedes", "act", "suspend", "NOR", "SWE", clause="main", object="free entry")
    framed(s, "operator.stop")
    assert told(s) == [("SANCTION", ("NOR",), ("SWE",))]
    s.say("t1", "The transfers to Sudria were halted", "act", "halt", "", "SWE", clause="main", object="transfers", modality="claimed", speaker="DNK")
    framed(s, "operator.stop")
    assert told(s)[1:] == [("SANCTION", ("DNK",), ("SWE",))]


def test_a_trespass_told_by_the_other_side_is_a_charge() -> None:
    s = a_day()
    s.say("t1", "Norwegian troops crossed the line", "act", "cross", "NOR", plover="MOBILIZE", modality="claimed", speaker="SWE", clause="complement")
    framed(s, "mobilize.cross-border")
    assert told(s) == [("ACCUSE", ("SWE",), ("NOR",))]


def test_a_fault_owned_to_is_a_concession_and_a_fact_owned_to_is_none() -> None:
    assert charged("Sudria admitted that the seizure was wrong", "admit") == ["ACCUSE", "CONCEDE"]
    assert charged("Sudria admitted that the papers lay in a drawer", "admit") == ["ACCUSE"]


def test_what_was_asked_in_a_clause_that_says_which_thing_is_no_event() -> None:
    s = a_day()
    s.say("t1", "they asked Norland for", "appeal", "ask", "SWE", "NOR", object="Norland", plover="REQUEST", clause="relative")
    s.say("t1", "who called on Norland to pay", "appeal", "call", "", "NOR", object="pay", plover="REQUEST", clause="relative")
    s.claims[-1] = replace(s.claims[-1], agents=(s.claims[0].agents[0],))
    assert told(s) == [("REQUEST", ("SWE",), ("NOR",))]
    assert [call.content for call in s.ledger().appeals] == ["pay"]
