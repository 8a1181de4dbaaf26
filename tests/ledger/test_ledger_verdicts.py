"""Verdicts on an agreement are endorsements or criticism; verdicts on other things are opinions."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from story import Story, treaty_story


@pytest.mark.parametrize(
    ("words", "predicate", "object", "stance"),
    [
        ("Ostland called it a step in the right direction", "call", "it a step in the right direction", "welcome"),
        ("Ostland described the treaty as a trap", "describe", "the treaty as a trap", "criticise"),
        ("Ostland spoke of a good day for the valley", "speak", "a good day for the valley", "welcome"),
    ],
)
def test_a_verdict_endorses_or_criticises(words: str, predicate: str, object: str, stance: str) -> None:
    s = treaty_story()
    s.say("t1", words, "position", "state", "FRA", object=object, predicate=predicate)
    assert [(e.by, e.stance) for e in s.ledger().endorsements] == [("FRA", stance)]


@pytest.mark.parametrize(
    ("words", "predicate", "object"),
    [
        ("Ostland called the flood a disaster", "call", "the flood a disaster"),
        ("Ostland called it a river", "call", "it a river"),
        ("Ostland asked whether it was a milestone", "ask", "it was a milestone"),
    ],
)
def test_an_opinion_of_something_else_is_no_endorsement(words: str, predicate: str, object: str) -> None:
    s = treaty_story()
    s.say("t1", words, "position", "state", "FRA", object=object, predicate=predicate)
    assert s.ledger().endorsements == ()


def test_praise_without_a_named_thing_means_the_agreement_at_hand() -> None:
    s = treaty_story()
    s.say("t1", "Ostland voiced its satisfaction", "endorsement", "welcome", "FRA", object="its satisfaction")
    s.say("t1", "Westmark praised its own harvest", "endorsement", "praise", "DEU", object="its own harvest")
    assert [e.by for e in s.ledger().endorsements] == ["FRA"]


def test_it_takes_up_what_was_praised_before_where_no_agreement_is_known() -> None:
    s = Story()
    s.document("d1", "2030-01-10")
    s.say("d1", "Ostland applauded the truce in the marshes", "endorsement", "welcome", "FRA", object="the truce in the marshes")
    s.say("d1", "Westmark called it a step in the right direction", "position", "state", "DEU", object="it a step in the right direction", predicate="call")
    s.say("d1", "Ostland called the flood a step back", "position", "state", "FRA", object="the flood a step back", predicate="call")
    assert [(e.by, e.of, e.stance) for e in s.ledger().endorsements] == [("FRA", "truce in the marshes", "welcome"), ("DEU", "truce in the marshes", "welcome")]


def test_who_supports_talks_endorses_them_without_a_document() -> None:
    s = Story()
    s.document("d1", "2030-01-10")
    s.say("d1", "Ostland supported the talks", "stance", "support", "FRA", object="the talks")
    s.say("d1", "Westmark supported its farmers", "stance", "support", "DEU", object="its farmers")
    assert [(e.by, e.stance) for e in s.ledger().endorsements] == [("FRA", "support")]


def test_a_bare_verdict_on_what_was_just_done_accuses_and_one_on_a_charge_rejects() -> None:
    s = Story()
    s.document("d1", "2030-01-10")
    s.say("d1", "Norland expelled two envoys of Sudria", "act", "expel", "NOR", "SWE", plover="SANCTION")
    s.say("d1", "It was a stab in the back, said Sudria", "position", "state", "SWE", object="It was a stab in the back", predicate="say", speaker="SWE")
    s.say("d1", "It was not a breach, said Sudria", "position", "state", "SWE", object="It was not a breach", predicate="say", speaker="SWE")
    s.document("d2", "2030-02-10")
    s.say("d2", "Ostland accused Westmark of theft", "act", "accuse", "FRA", "DEU", plover="ACCUSE")
    s.say(
        "d2",
        "The accusations are without foundation",
        "position",
        "state",
        "DEU",
        object="The accusations are without foundation",
        predicate="say",
        speaker="DEU",
    )
    found = [(e.plover, e.source, e.target) for e in s.ledger().events]
    assert found == [("SANCTION", ("NOR",), ("SWE",)), ("ACCUSE", ("SWE",), ("NOR",)), ("ACCUSE", ("FRA",), ("DEU",)), ("REJECT", ("DEU",), ("FRA",))]


def test_a_row_of_blame_judges_what_it_takes_up_and_support_the_agreement_at_hand() -> None:
    s = treaty_story()
    s.say("t1", "Ostland called it a historic mistake", "position", "criticise", "FRA", object="it", predicate="call")
    s.claims[-1] = replace(s.claims[-1], frame="accuse.unjustified")
    s.say("t1", "Westmark voiced cautious support", "stance", "support", "DEU", object="cautious support")
    assert [(e.by, e.stance) for e in s.ledger().endorsements] == [("FRA", "criticise"), ("DEU", "support")]


def test_reproach_names_whom_it_blames() -> None:
    s = Story()
    s.document("d1", "2030-01-10")
    s.say("d1", "Norland and Sudria met", "act", "meet", "NOR SWE", plover="CONSULT")
    s.document("d2", "2030-03-10")
    s.say("d2", "NOR is solely to blame", "position", "state", "SWE", object="NOR is solely to blame", predicate="say", speaker="SWE")
    s.document("d3", "2030-05-10")
    s.say("d3", "NOR was not to blame", "position", "state", "SWE", object="NOR was not to blame", predicate="say", speaker="SWE")
    s.document("d4", "2030-07-10")
    thing = "of a gross breach of the pact by NOR"
    s.say("d4", f"Sudria spoke {thing}", "position", "state", "SWE", object=thing, predicate="speak", speaker="SWE")
    assert [(e.plover, e.source, e.target, e.on) for e in s.ledger().events if e.plover == "ACCUSE"] == [
        ("ACCUSE", ("SWE",), ("NOR",), "2030-03-10"),
        ("ACCUSE", ("SWE",), ("NOR",), "2030-07-10"),
    ]
