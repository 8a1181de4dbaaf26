"""Endorsements, appeals and duties: who counts by his own name, what a pronoun takes up, what each owes alone."""

from __future__ import annotations

import msgspec
import pytest
from story import Story, treaty_story

from servanda.records import Mention

LEAGUE = Mention(start=0, end=24, text="Norlandic growers' league", code="NOR", name="Norland", kind="people", role="UNS", organ="league")


def owed(story: Story) -> list[tuple[tuple[str, ...], str, str]]:
    return [(c.debtor, c.action, c.object) for c in story.ledger().commitments]


def test_a_league_speaks_for_itself_and_not_for_its_state() -> None:
    s = treaty_story()
    said = s.say("t1", "The Norlandic growers' league criticised the treaty", "endorsement", "criticise", "NOR", object="treaty", instrument="the treaty")
    s.claims[-1] = msgspec.structs.replace(said, agents=(LEAGUE,), plover="ACCUSE")
    ledger = s.ledger()
    assert [(e.by, e.speaker, e.stance) for e in ledger.endorsements] == [("Norlandic growers' league", "league", "criticise")]
    assert ("Norlandic growers' league",) in [e.source for e in ledger.events]


def test_a_league_appeals_under_its_own_name() -> None:
    s = treaty_story()
    said = s.say("t1", "The league called on Norland to line the canals", "appeal", "call", "NOR", "NOR", object="line the canals")
    s.claims[-1] = msgspec.structs.replace(said, agents=(LEAGUE,))
    assert [(a.by, a.to) for a in s.ledger().appeals] == [(("Norlandic growers' league",), ("NOR",))]


def test_a_mayor_appeals_under_his_own_office() -> None:
    s = treaty_story()
    said = s.say("t1", "The mayor of Upton pleaded with Sudria to mend the weir", "appeal", "plead", "mayor of Upton", "SWE", object="mend the weir")
    mayor = Mention(start=0, end=14, text="mayor of Upton", kind="people", role="GOV", organ="mayor")
    s.claims[-1] = msgspec.structs.replace(said, agents=(mayor,))
    assert [(a.by, a.to) for a in s.ledger().appeals] == [(("mayor of Upton",), ("SWE",))]


def test_a_question_is_no_appeal() -> None:
    s = treaty_story()
    s.say("t1", "Ostland asked Sudria when the weir would be mended", "appeal", "ask", "FRA", "SWE", object="when the weir would be mended")
    s.say("t1", "Ostland asked Norland whether it could lend a crane", "appeal", "ask", "FRA", "NOR", object="whether it could lend a crane")
    assert [a.to for a in s.ledger().appeals] == [("NOR",)]


def test_a_parliament_may_reject_what_its_own_government_signed() -> None:
    s = treaty_story()
    for words, stance in (("Norland rejected the treaty in its Senate", "reject"), ("Sudria praised the treaty in its Senate", "welcome")):
        said = s.say("t1", words, "act", stance, "NOR", object="the treaty", instrument="the treaty")
        senate = Mention(start=0, end=6, text="Senate", code="NOR", name="Norland", kind="organ", role="LEG", organ="Senate")
        s.claims[-1] = msgspec.structs.replace(said, agents=(senate,))
    assert [(e.by, e.speaker, e.stance) for e in s.ledger().endorsements] == [("NOR", "Senate", "reject")]


@pytest.mark.parametrize(("code", "object"), [("NOR", "the treaty"), (None, "Members of the opposition")])
def test_the_opposition_is_no_party_and_may_leave_out_what_it_votes_against(code: str | None, object: str) -> None:
    s = treaty_story()
    said = s.say("t1", "Members of the opposition voted against the treaty", "stance", "oppose", object=object, instrument="the treaty" if code else "")
    assert said.object is not None
    start, end = (said.object.start, said.object.end) if code is None else (said.start, said.start + 25)
    members = Mention(start=start, end=end, text="Members of the opposition", code=code, kind="organ", role="OPP", organ="members")
    s.claims[-1] = msgspec.structs.replace(said, agents=(members,))
    assert [(e.by, e.stance) for e in s.ledger().endorsements] == [("opposition", "reject")]


def test_the_mediators_praise_under_their_own_names() -> None:
    s = treaty_story()
    s.say("t1", "Ostland brokered the treaty between Norland and Sudria", "act", "broker", "FRA", "NOR SWE", object="the treaty", instrument="the treaty")
    s.say("t1", "The mediators welcomed it", "endorsement", "welcome", "mediators;", object="it")
    assert [(e.by, e.speaker, e.stance) for e in s.ledger().endorsements] == [("FRA", "mediators", "welcome")]


@pytest.mark.parametrize(("illocution", "predicate", "stance"), [("endorsement", "criticise", "criticise"), ("denial", "reject", "reject")])
def test_a_pronoun_takes_up_the_agreement_named_before(illocution: str, predicate: str, stance: str) -> None:
    s = treaty_story()
    named = s.claims[0].instrument
    said = s.say("t1", "Ostland would have none of it", illocution, "deny" if illocution == "denial" else predicate, "FRA", object="it", predicate=predicate)
    assert s.ledger().endorsements == ()
    assert named is not None
    s.claims[-1] = msgspec.structs.replace(said, instrument=msgspec.structs.replace(named, definite=True))
    assert [(e.by, e.stance) for e in s.ledger().endorsements] == [("FRA", stance)]


def test_what_each_side_owes_is_a_duty_of_each() -> None:
    s = treaty_story()
    s.say("t1", "Each side shall hand over a list of its captives", "commissive", "hand over", "NOR SWE", object="list of its captives", in_text=True)
    assert owed(s) == [(("NOR",), "hand over", "list of its captives"), (("SWE",), "hand over", "list of its captives")]
    assert [c.beneficiary for c in s.ledger().commitments] == [("SWE",), ("NOR",)]


def test_what_both_do_together_stays_one_duty() -> None:
    s = treaty_story()
    s.say("t1", "Each side shall hold talks in May", "commissive", "hold talks", "NOR SWE", object="talks", in_text=True)
    s.say("t1", "Neither side shall build new forts on the strip", "commissive", "build", "NOR SWE", object="new forts", in_text=True, polarity="negative")
    assert [debtor for debtor, *_ in owed(s)] == [("NOR", "SWE"), ("NOR", "SWE")]


def test_neither_may_hold_boats_of_the_other_is_a_duty_of_each() -> None:
    s = treaty_story()
    s.say(
        "t1", "Neither side shall detain boats of the other", "commissive", "detain", "NOR SWE", object="boats of the other", in_text=True, polarity="negative",
    )  # fmt: skip
    assert {debtor for debtor, *_ in owed(s)} == {("NOR",), ("SWE",)}


def test_each_who_gives_his_word_owes_it_alone() -> None:
    s = treaty_story()
    words = "Each of them gave its word not to shell the docks"
    said = s.say("t1", words, "commissive", "shell", "NOR SWE", object="the docks", polarity="negative", clause="complement")
    s.claims[-1] = msgspec.structs.replace(said, start=said.start + words.index("not"))
    assert {debtor for debtor, *_ in owed(s)} == {("NOR",), ("SWE",)}


def test_the_party_concerned_owes_it_alone() -> None:
    s = treaty_story()
    s.say("t1", "The posts shall be kept open by the Party concerned", "commissive", "continue", "NOR SWE", object="The posts", in_text=True)
    assert {debtor for debtor, *_ in owed(s)} == {("NOR",), ("SWE",)}


def test_a_headline_that_sums_up_the_duties_of_each_makes_none_of_its_own() -> None:
    s = treaty_story()
    s.say("t1", "Norland and Sudria agreed to sign a fishing protocol", "commissive", "sign", "NOR SWE", object="fishing protocol")
    s.say("t1", "The fishing protocol shall be signed by either minister", "commissive", "sign", "NOR SWE", object="fishing protocol", in_text=True)
    assert {debtor for debtor, *_ in owed(s)} == {("NOR",), ("SWE",)}


@pytest.mark.parametrize(
    ("words", "action", "thing"),
    [
        ("Norland is to receive the lists", "receive", "the lists"),
        ("The boats which Norland undertook to supply", "supply", "Norland"),  # who, not what
        ("Ostland notes the statement that Norland will plant trees", "plant", "trees"),
    ],
)
def test_these_are_no_duties(words: str, action: str, thing: str) -> None:
    s = treaty_story()
    said = s.say("t1", words, "commissive", action, "NOR", object=thing)
    start = said.start + words.index("Norland")
    agents = tuple(msgspec.structs.replace(m, start=start, end=start + len("Norland")) for m in said.agents)
    s.claims[-1] = msgspec.structs.replace(said, start=start if action == "plant" else said.start, agents=agents)
    assert owed(s) == []


def test_agreeing_to_disagree_promises_nothing() -> None:
    s = treaty_story()
    said = s.say("t1", "They agreed to disagree about the strip", "commissive", "oppose", "NOR SWE", object="the strip", predicate="disagree")
    s.claims[-1] = msgspec.structs.replace(said, frame="accuse.disapprove")
    assert owed(s) == []


def test_a_statement_that_prints_what_was_signed_that_day_is_no_second_agreement() -> None:
    s = treaty_story()
    s.say("t1", "The statement of Norland and Sudria reads", "act", "issue", instrument="The statement", parties="NOR SWE")
    printed = s.claims[-1].instrument
    assert printed is not None
    said = s.say("t1", "Norland releases two men", "performative", "release", "NOR", object="two men", number=2, in_text=True)
    s.claims[-1] = msgspec.structs.replace(said, instrument=printed)
    ledger = s.ledger()
    assert [a.instrument for a in ledger.agreements] == ["treaty"]
    assert [c.agreement_id for c in ledger.commitments] == [ledger.agreements[0].agreement_id]


def test_their_timetable_is_a_part_of_what_they_agreed() -> None:
    s = treaty_story()
    s.document("t2", "2030-06-01")
    s.say(
        "t2", "their timetable", "act", "agree", "NOR SWE", object="their timetable", instrument="their timetable", parties="NOR SWE", modality="presupposed",
    )  # fmt: skip
    assert [a.instrument for a in s.ledger().agreements] == ["treaty"]


def test_of_three_parties_a_later_text_may_name_two() -> None:
    s = Story()
    s.document("t1", "2030-01-10")
    s.say("t1", "Three signed an accord", "act", "sign", "NOR SWE FRA", object="accord", instrument="an accord", happened="2030-01-10")
    s.document("t2", "2030-09-01")
    s.say("t2", "Norland paid Sudria as the accord says", "act", "pay", "NOR", "SWE", object="Sudria", instrument="the accord")
    s.say("t2", "Norland and Sudria are to publish a register", "commissive", "publish", "NOR SWE", object="a register")
    assert len(s.ledger().agreements) == 1


def test_a_text_signed_after_it_was_named_is_signed() -> None:
    s = Story()
    s.document("t1", "2030-01-11")
    s.say("t1", "Norland promised water under a memorandum", "act", "promise", "NOR", object="water", instrument="a memorandum")
    named = s.claims[-1].instrument
    said = s.say("t1", "The text was signed by Norland and Sudria", "act", "sign", "NOR SWE", object="text", happened="2030-01-10")
    s.claims[-1] = msgspec.structs.replace(said, instrument=named)
    assert [(a.instrument, a.parties, a.date) for a in s.ledger().agreements] == [("memorandum", ("NOR", "SWE"), "2030-01-10")]
