"""A document that is withdrawn or corrected takes back what rested on it."""

from __future__ import annotations

from story import Story, treaty_story

from servanda.records import Commitment, LedgerTables

REPORT = "Norland returned 9 gunboats to Sudria at the pier of Eastholm"
AROUND = (
    " The handover began before dawn and was watched by fishermen of the town, who had come down to the water with lamps and flasks of tea."
    " A clerk of the harbour wrote the number of every hull into a green book, and a bell was rung as each boat passed the mole."
)


def promised() -> Story:
    """Norland owes Sudria nine gunboats."""
    s = treaty_story()
    s.say("t1", "Under it Norland is to return 9 gunboats", "commissive", "return", "NOR", "SWE", object="9 gunboats", number=9, unit="gunboat")
    return s


def reports(s: Story, doc_id: str, day: str, number: int = 9, **more: str) -> None:
    words = REPORT.replace("9", str(number))
    s.document(doc_id, day, filler=AROUND, **more)
    s.say(doc_id, words, "act", "return", "NOR", "SWE", object=f"{number} gunboats", number=number, unit="gunboat", plover="RETREAT")


def duty(ledger: LedgerTables) -> Commitment:
    return next(row for row in ledger.commitments if row.action == "return")


def test_a_withdrawn_document_counts_for_nothing() -> None:
    s = promised()
    reports(s, "t2", "2030-02-01", status="withdrawn")
    assert duty(s.ledger()).status == "announced"
    assert s.ledger().events == promised().ledger().events


def test_a_later_notice_withdraws_the_earlier_item_of_its_outlet_from_its_own_day_on() -> None:
    s = promised()
    reports(s, "t2", "2030-02-01", title="Gunboats go home")
    assert duty(s.ledger()).status == "fulfilled"
    s.document("t3", "2030-02-04", filler=" Our item has been withdrawn.", title="Gunboats go home", status="withdrawn")
    assert duty(s.ledger()).status == "announced"
    assert s.ledger().retracted == {"t2": "t3"}
    assert duty(s.ledger(known_by="2030-02-03")).status == "fulfilled"


def test_a_notice_of_another_outlet_or_about_another_item_withdraws_nothing() -> None:
    s = promised()
    reports(s, "t2", "2030-02-01", title="Gunboats go home")
    s.document("t3", "2030-02-04", "Island Courier", filler=" Our item has been withdrawn.", title="Gunboats go home", status="withdrawn")
    s.document("t4", "2030-02-04", filler=" Our item has been withdrawn.", title="Harvest fair opens", status="withdrawn")
    assert duty(s.ledger()).status == "fulfilled"
    assert s.ledger().retracted == {}


def test_a_corrected_version_takes_the_place_of_the_earlier_one() -> None:
    s = promised()
    reports(s, "t2", "2030-02-01")
    reports(s, "t3", "2030-02-02", number=4, status="corrected")
    row = duty(s.ledger())
    assert (row.status, row.done) == ("partly_fulfilled", 4)
    assert {item.doc_id for item in row.evidence} == {"t1", "t3"}
    assert s.ledger().retracted == {"t2": "t3"}


def test_of_two_corrections_the_last_stands() -> None:
    s = promised()
    reports(s, "t2", "2030-02-01")
    reports(s, "t3", "2030-02-02", number=4, status="corrected")
    reports(s, "t4", "2030-02-03", number=6, status="corrected")
    assert duty(s.ledger()).done == 6
    assert s.ledger().retracted == {"t2": "t4", "t3": "t4"}


def test_a_correction_of_the_same_day_comes_after_what_it_corrects_whatever_its_id() -> None:
    s = promised()
    reports(s, "t9", "2030-02-01")
    reports(s, "t2", "2030-02-01", number=4, status="corrected")
    assert duty(s.ledger()).done == 4


def test_copies_of_a_withdrawn_item_in_other_outlets_go_with_it() -> None:
    s = promised()
    reports(s, "t2", "2030-02-01", title="Gunboats go home")
    reports(s, "t3", "2030-02-02", outlet="Island Courier")
    assert duty(s.ledger()).sources == 1
    s.document("t4", "2030-02-04", filler=" Our item has been withdrawn.", title="Gunboats go home", status="withdrawn")
    assert s.ledger().retracted == {"t2": "t4", "t3": "t4"}
    assert duty(s.ledger()).status == "announced"


def test_a_copy_of_the_corrected_version_stays() -> None:
    s = promised()
    reports(s, "t2", "2030-02-01")
    reports(s, "t3", "2030-02-02", number=4, status="corrected")
    reports(s, "t4", "2030-02-02", number=4, outlet="Island Courier")
    assert s.ledger().retracted == {"t2": "t3"}
    assert duty(s.ledger()).done == 4


def test_what_others_report_in_their_own_words_stands() -> None:
    s = promised()
    reports(s, "t2", "2030-02-01", status="withdrawn")
    s.document("t3", "2030-02-02", "Island Courier")
    s.say("t3", "Norland gave back 9 gunboats", "act", "return", "NOR", "SWE", object="9 gunboats", number=9, unit="gunboat", plover="RETREAT")
    assert duty(s.ledger()).status == "fulfilled"
