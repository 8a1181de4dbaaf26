"""What is told beside the acts themselves: reported words, confirmations, endings, charges, mediators, what is off the beat."""

from __future__ import annotations

import msgspec
import pytest
from story import Story, treaty_story

from servanda.records import Commitment, Deadline, Time


def row_of(story: Story, action: str, as_of: str | None = None) -> Commitment:
    (row,) = [c for c in story.ledger(as_of=as_of).commitments if c.action == action]
    return row


def withdrawal(deadline: Deadline | None = None) -> Story:
    s = treaty_story()
    s.say("t1", "Norland will withdraw its gunboats", "commissive", "withdraw", "NOR", object="its gunboats", deadline=deadline)
    return s


def says(story: Story, doc_id: str, on: str, words: str, speaker: str) -> None:
    story.document(doc_id, on, outlet=f"Outlet {doc_id}")
    story.say(doc_id, "Norland and Sudria met", "act", "meet", "NOR SWE")
    story.say(doc_id, words, "position", "state", speaker, speaker=speaker)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("the withdrawal of the gunboats was completed", "fulfilled"),
        ("the withdrawal of the gunboats has begun", "in_progress"),
        ("the withdrawal of the gunboats will be completed", "announced"),
        ("the withdrawal of the barges was completed", "announced"),
        ("the gunboats stay where they are, withdrawal or no withdrawal", "announced"),
    ],
)
def test_reported_words_tell_of_performance_by_the_speakers_grade(words: str, status: str) -> None:
    s = withdrawal()
    says(s, "t2", "2030-02-01", words, "NOR")
    row = row_of(s, "withdraw")
    assert row.status == status
    assert row.grade == ("none" if status == "announced" else "promisor-only")


def test_reported_words_that_it_was_not_done_make_it_overdue_once_the_day_has_passed() -> None:
    s = withdrawal(Deadline(kind="date", date="2030-01-20", text="by 20 January"))
    says(s, "t2", "2030-02-01", "Norland has not withdrawn the gunboats", "SWE")
    assert [(h.on, h.status) for h in row_of(s, "withdraw").history][-1] == ("2030-01-21", "overdue")


def test_words_that_the_text_is_no_longer_in_force_end_its_standing_duties() -> None:
    s = treaty_story()
    s.say("t1", "Norland will allow inspections", "commissive", "allow", "NOR", object="inspections")
    s.document("t2", "2031-05-01")
    s.say("t2", "The treaty was criticised", "act", "criticise", "NOR SWE", object="treaty", instrument="The treaty")
    s.say("t2", "the treaty is no longer in force", "position", "state", "SWE", speaker="SWE")
    ledger = s.ledger()
    assert ledger.commitments[0].status == "lapsed"
    assert ledger.agreements[0].lifecycle["lapsed"] == "2031-05-01"


def test_a_witness_who_confirms_makes_it_third_party_evidence() -> None:
    s = withdrawal()
    s.document("t2", "2030-02-01")
    s.say("t2", "We withdrew the gunboats from Sudria", "act", "withdraw", "NOR", "SWE", object="the gunboats", speaker="NOR", happened="2030-02-01")
    assert row_of(s, "withdraw").grade == "promisor-only"
    s.say("t2", "The Red Cross confirmed it", "act", "confirm", "ICRC")
    assert row_of(s, "withdraw").grade == "third-party"


def test_a_press_release_is_the_word_of_the_party_that_puts_it_out() -> None:
    s = withdrawal()
    s.document("t2", "2030-02-01", filler="Ministry of NOR. Press release.")
    s.say("t2", "The gunboats were withdrawn today", "act", "withdraw", "NOR", "SWE", object="The gunboats", happened="2030-02-01")
    assert row_of(s, "withdraw").grade == "promisor-only"


def test_a_text_tells_of_duties_under_an_earlier_text() -> None:
    s = treaty_story()
    due = Deadline(kind="date", date="2030-01-15", text="by 15 January")
    s.say("t1", "The commanders of both will meet", "commissive", "meet", "NOR SWE", object="The commanders", deadline=due)
    s.document("t2", "2030-01-16")
    s.say("t2", "The declaration below was signed", "act", "sign", "NOR SWE", object="declaration", instrument="declaration", happened="2030-01-16")
    met = s.say("t2", "We have met", "act", "meet", "NOR SWE", in_text=True, happened="2030-01-14")
    row = row_of(s, "meet")
    assert row.status == "fulfilled"
    assert met.claim_id in row.history[-1].claims


def test_who_broke_the_word_is_said_by_the_accuser_and_denied_by_the_accused() -> None:
    s = treaty_story()
    s.say("t1", "They will not attack ports", "commissive", "attack", "NOR SWE", object="ports", polarity="negative")
    s.document("t2", "2030-02-01")
    s.say("t2", "Sudria accused Norland of breaking the treaty", "act", "accuse", "SWE", "NOR", plover="ACCUSE")
    s.document("t3", "2030-02-02")
    s.say("t3", "Norland rejected the charge", "denial", "reject", "NOR", object="the charge", plover="REJECT")
    ledger = s.ledger()
    (clash,) = ledger.disagreements
    assert [(v.value, v.by) for v in clash.values] == [("broken by NOR", "SWE"), ("not broken", "NOR")]
    assert ledger.commitments[0].status == "disputed"


def test_the_accused_who_repeats_a_charge_does_not_make_it() -> None:
    s = treaty_story()
    s.say("t1", "They will not attack ports", "commissive", "attack", "NOR SWE", object="ports", polarity="negative")
    s.document("t2", "2030-02-01")
    words = "that it had broken the treaty with Sudria"
    s.say("t2", words, "act", "break", "NOR", "SWE", object="the treaty", instrument="the treaty", speaker="NOR", modality="claimed")
    assert s.ledger().commitments[0].status == "announced"


@pytest.mark.parametrize(("words", "status"), [("Norland has broken its word", "disputed"), ("a lorry had broken down", "announced")])
def test_reported_words_charge_only_where_something_owed_is_broken(words: str, status: str) -> None:
    s = treaty_story()
    s.say("t1", "They will not attack ports", "commissive", "attack", "NOR SWE", object="ports", polarity="negative")
    says(s, "t2", "2030-02-01", words, "SWE")
    assert s.ledger().commitments[0].status == status


def test_mediators_host_or_are_named_so_or_announce_the_agreement() -> None:
    s = Story()
    s.document("m1", "2030-01-10", filler="Talks brokered by ICRC went on.")
    words = "Norland and Sudria signed a treaty"
    s.say("m1", words, "act", "sign", "NOR SWE", object="treaty", instrument="treaty", happened="2030-01-10", speaker="UN")
    s.say("m1", "The OSCE hosted both", "act", "host", "OSCE", object="both")
    s.say("m1", "The Red Cross said nothing", "position", "state", "ICRC")
    assert set(s.ledger().agreements[0].mediators) == {"UN", "OSCE", "ICRC"}
    s.document("m2", "2030-06-10")
    s.say("m2", "The EU hosted both under the treaty", "act", "host", "EU", "NOR SWE", object="both", instrument="the treaty")
    assert "EU" not in s.ledger().agreements[0].mediators


def test_sport_and_markets_are_off_the_beat() -> None:
    s = Story()
    s.document("b1", "2030-01-10", filler="The coach and the captain shook hands after the match; the referee whistled.")
    s.say("b1", "Norland agreed to return to Sudria next year", "commissive", "return", "NOR", object="to Sudria")
    s.say("b1", "Norland met Sudria", "act", "meet", "NOR", "SWE", plover="CONSULT")
    assert s.ledger().commitments == ()
    assert s.ledger().events == ()
    s.texts["b1"] = s.texts["b1"].replace("coach", "guide").replace("referee", "guard")
    assert len(s.ledger().events) == 1


def test_what_is_still_undone_is_so_on_the_day_it_is_told_whatever_week_the_words_name() -> None:
    s = withdrawal()
    s.document("t2", "2030-01-25", outlet="Early Bird")
    s.say("t2", "Norland withdrew the gunboats", "act", "withdraw", "NOR", object="the gunboats")
    s.document("t3", "2030-02-01", outlet="Harbour Press")
    left = s.say("t3", "The gunboats named last week were not withdrawn", "act", "withdraw", "NOR", object="The gunboats", modality="not done")
    s.claims[-1] = msgspec.structs.replace(left, happened=Time(first="2030-01-21", last="2030-01-27", precision="range"))
    s.document("t4", "2030-02-05", outlet="Island Courier")
    s.say("t4", "Norland withdrew the gunboats", "act", "withdraw", "NOR", object="the gunboats", happened="2030-02-04", speaker="NOR")
    (clash,) = s.ledger().disagreements
    assert [v.value for v in clash.values] == ["2030-01-25", "not yet done on 2030-02-01", "2030-02-04"]


@pytest.mark.parametrize("words", ["with OSCE as mediator", "as a spokesman for OSCE, the mediator, said"])
def test_whom_the_words_call_mediator_is_no_party(words: str) -> None:
    s = Story()
    s.document("t1", "2030-01-10")
    says = f"Norland and Sudria signed a treaty {words}"
    s.say("t1", says, "act", "sign", "NOR SWE OSCE", object="treaty", instrument="treaty", happened="2030-01-10", plover="SUPPORT")
    s.say("t1", "Norland will withdraw its gunboats", "commissive", "withdraw", "NOR", object="its gunboats")
    ledger = s.ledger()
    (agreement,) = ledger.agreements
    assert (agreement.parties, agreement.mediators) == (("NOR", "SWE"), ("OSCE",))
    assert ledger.commitments[0].beneficiary == ("SWE",)


def test_an_outsiders_promise_is_owed_to_whom_it_names() -> None:
    s = treaty_story()
    s.say("t1", "The OSCE will lend the Red Cross a ship under the treaty", "commissive", "lend", "OSCE", "ICRC", object="a ship", instrument="the treaty")
    (row,) = s.ledger().commitments
    assert row.beneficiary == ("ICRC",)
