"""How reports, deadlines and the agreement's own life move a commitment."""

from __future__ import annotations

import pytest
from story import Story, treaty_story

from servanda.records import Commitment, Deadline


def only(story: Story, as_of: str | None = None) -> Commitment:
    (row,) = story.ledger(as_of=as_of).commitments
    return row


def steps(row: Commitment) -> list[tuple[str, str]]:
    return [(h.on, h.status) for h in row.history]


def promise(story: Story, words: str = "Norland will hand over 30 rifles", deadline: Deadline | None = None, **more: object) -> None:
    story.say("t1", words, "commissive", "hand over", "NOR", object="30 rifles", number=30, unit="rifle", deadline=deadline, **more)


def handed(story: Story, doc_id: str, on: str, number: float, words: str = "Norland handed over rifles", **more: object) -> None:
    story.document(doc_id, on, outlet=f"Outlet {doc_id}")
    story.say(doc_id, words, "act", "hand over", "NOR", "SWE", object="rifles", number=number, unit="rifle", happened=on, **more)


def test_parts_add_up_and_reprints_of_one_act_count_once() -> None:
    s = treaty_story()
    promise(s)
    handed(s, "t2", "2030-02-01", 10)
    handed(s, "t3", "2030-02-01", 10)
    assert (only(s).status, only(s).done) == ("partly_fulfilled", 10)
    handed(s, "t4", "2030-03-01", 20)
    assert steps(only(s)) == [("2030-01-10", "announced"), ("2030-02-01", "partly_fulfilled"), ("2030-03-01", "fulfilled")]
    assert only(s).done == 30


def test_so_far_replaces_what_was_counted() -> None:
    s = treaty_story()
    promise(s)
    handed(s, "t2", "2030-02-01", 10)
    handed(s, "t3", "2030-03-01", 15, words="Norland has so far handed over rifles")
    assert (only(s).status, only(s).done) == ("partly_fulfilled", 15)


def test_relative_deadline_counts_from_signing_and_a_late_act_is_late() -> None:
    s = treaty_story()
    promise(s, deadline=Deadline(kind="relative", anchor="signing", days=40, text="within 40 days of signing"))
    assert only(s, "2030-02-19").status == "announced"
    row = only(s, "2030-02-20")
    assert (row.deadline.date, row.status, steps(row)[-1]) == ("2030-02-19", "overdue", ("2030-02-20", "overdue"))
    handed(s, "t2", "2030-02-25", 30)
    assert steps(only(s))[-1] == ("2030-02-25", "fulfilled_late")


def test_silence_without_a_deadline_changes_nothing() -> None:
    s = treaty_story()
    promise(s)
    assert steps(only(s, "2035-01-01")) == [("2030-01-10", "announced")]


def test_act_before_the_promise_is_background() -> None:
    s = treaty_story()
    promise(s)
    s.document("t2", "2030-02-01")
    s.say("t2", "Norland handed over 30 rifles", "act", "hand over", "NOR", object="30 rifles", number=30, unit="rifle", happened="2029-06-01")
    assert only(s).status == "announced"


def test_begun_is_in_progress() -> None:
    s = treaty_story()
    promise(s)
    s.document("t2", "2030-02-01")
    s.say("t2", "Norland began to hand over rifles", "act", "hand over", "NOR", object="rifles", predicate="begin", happened="2030-02-01")
    assert steps(only(s))[-1] == ("2030-02-01", "in_progress")


def test_denied_performance_of_the_debtors_word_is_disputed() -> None:
    s = treaty_story()
    promise(s)
    handed(s, "t2", "2030-02-01", 30, speaker="NOR", modality="claimed")
    assert (only(s).status, only(s).grade) == ("fulfilled", "promisor-only")
    s.document("t3", "2030-02-03")
    words = "Norland has not handed over the 30 rifles"
    s.say("t3", words, "act", "hand over", "NOR", object="rifles", polarity="negative", modality="claimed", speaker="SWE")
    assert only(s).status == "disputed"
    (clash,) = s.ledger().disagreements
    assert [(v.value, v.by) for v in clash.values] == [("done", "NOR"), ("not done", "SWE")]


def negative(story: Story) -> None:
    words = "Norland will not attack ships"
    story.say("t1", words, "commissive", "attack", "NOR", object="ships", polarity="negative")


@pytest.mark.parametrize(("speaker", "status"), [("SWE", "disputed"), ("UN", "breached")])
def test_a_partys_charge_is_disputed_and_a_bodys_finding_a_breach(speaker: str, status: str) -> None:
    s = treaty_story()
    negative(s)
    s.document("t2", "2030-05-01")
    s.say("t2", "Norland broke the treaty", "act", "break", "NOR", object="the treaty", instrument="treaty", modality="claimed", speaker=speaker)
    row = only(s)
    assert (row.action, row.object, row.duty, row.status) == ("refrain", "attacking ships", "negative", status)


def test_charge_and_denial_stand_side_by_side() -> None:
    s = treaty_story()
    negative(s)
    s.document("t2", "2030-05-01")
    s.say("t2", "Sudria accused Norland of breaking the treaty", "act", "accuse", "SWE", "NOR", object="Norland")
    s.say("t2", "Norland denied it", "denial", "deny", "NOR")
    (clash,) = s.ledger().disagreements
    assert (clash.field, [v.value for v in clash.values]) == ("status", ["broken", "not broken"])
    assert only(s).status == "disputed"


def test_life_of_the_agreement_moves_standing_duties() -> None:
    s = treaty_story()
    s.say("t1", "Norland will allow transit of grain", "commissive", "allow", "NOR", object="transit of grain")
    life = (("2030-03-01", "take effect", ""), ("2030-06-01", "suspend", "NOR"), ("2030-07-01", "resume", "NOR"), ("2031-01-10", "expire", ""))
    for on, action, agents in life:
        doc_id = f"t{on}"
        s.document(doc_id, on)
        s.say(doc_id, "the treaty of Norland and Sudria", "act", action, agents, instrument="treaty", parties="NOR SWE", happened=on)
    assert steps(only(s)) == [
        ("2030-01-10", "announced"), ("2030-03-01", "in_force"), ("2030-06-01", "suspended"), ("2030-07-01", "in_force"), ("2031-01-10", "lapsed"),
    ]  # fmt: skip
    (agreement,) = s.ledger().agreements
    assert list(agreement.lifecycle) == ["signed", "in_force", "suspended", "resumed", "lapsed"]


def test_who_leaves_withdraws_and_the_others_duty_lapses() -> None:
    s = treaty_story()
    for code in ("NOR", "SWE"):
        s.say("t1", f"{code} will not test missiles", "commissive", "test", code, object="missiles", polarity="negative")
    s.document("t2", "2030-09-01")
    s.say("t2", "Sudria withdrew from the treaty", "act", "withdraw", "SWE", object="the treaty", instrument="treaty", happened="2030-09-01")
    rows = s.ledger().commitments
    assert {c.debtor: c.status for c in rows} == {("NOR",): "lapsed", ("SWE",): "withdrawn"}
    assert {r.kind for c in rows for r in c.relations} == {"mutual"}


def test_a_prolongation_is_a_new_agreement_and_replaces_the_earlier_term() -> None:
    s = treaty_story()
    for doc_id, on, days in (("t2", "2030-05-01", 60), ("t3", "2030-07-01", 90)):
        s.document(doc_id, on)
        words = "Norland and Sudria agreed to extend the treaty"
        s.say(
            doc_id, words, "commissive", "extend", "NOR SWE", object="the treaty", number=days, unit="day", instrument="treaty",
            happened=on, deadline=Deadline(kind="date", date=f"2030-{6 + days // 30:02d}-30"), predicate="agree",
        )  # fmt: skip
    ledger = s.ledger()
    assert [(a.date, a.parties) for a in ledger.agreements] == [("2030-01-10", ("NOR", "SWE")), ("2030-05-01", ("NOR", "SWE")), ("2030-07-01", ("NOR", "SWE"))]
    first, second = ledger.commitments
    assert steps(first)[-1] == ("2030-07-01", "superseded")
    assert [(r.kind, r.commitment_id) for r in second.relations] == [("supersedes", first.commitment_id)]


def test_half_of_a_joint_duty_is_a_part() -> None:
    s = treaty_story()
    s.say("t1", "Norland and Sudria will instruct the companies", "commissive", "instruct", "NOR SWE", object="the companies")
    s.document("t2", "2030-02-01")
    s.say("t2", "Norland instructed the companies", "act", "instruct", "NOR", object="the companies", happened="2030-02-01")
    assert only(s).status == "partly_fulfilled"
    s.document("t3", "2030-02-05")
    s.say("t3", "Sudria instructed the companies", "act", "instruct", "SWE", object="the companies", happened="2030-02-05")
    assert steps(only(s))[-1] == ("2030-02-05", "fulfilled")
