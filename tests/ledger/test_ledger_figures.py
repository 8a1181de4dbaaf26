"""Numbers that sources dispute: kept side by side, tied to what is owed, and never moved into a status."""

from __future__ import annotations

import msgspec
from story import Story, treaty_story

from servanda.ledger.corpus import RIVAL_FIGURE
from servanda.records import Disagreement


def release() -> Story:
    s = treaty_story()
    s.say("t1", "Norland will release 30 sailors", "commissive", "release", "NOR", object="30 sailors", number=30)
    return s


def dispute(story: Story, doc_id: str, on: str, thing: str, *counts: tuple[str, float], outlet: str = "Lantern Wire") -> None:
    """A document in which each of the speakers gives a number of the thing."""
    story.document(doc_id, on, outlet=outlet)
    story.say(doc_id, "Norland and Sudria met", "act", "meet", "NOR SWE")
    first = story.say(doc_id, f"Norland has freed some of the {thing}", "position", "count", counts[0][0], object=thing, number=counts[0][1])
    story.claims.pop()
    for speaker, number in counts:
        said = story.say(doc_id, f"{speaker} counts {number:g}", "position", "count", speaker, number=number, speaker=speaker)
        story.claims[-1] = msgspec.structs.replace(said, frame=RIVAL_FIGURE, object=first.object)


def told(story: Story) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(d.field, [(v.value, v.by) for v in d.values]) for d in story.ledger().disagreements]


def test_rival_counts_stand_side_by_side_about_the_commitment() -> None:
    s = release()
    dispute(s, "t2", "2030-02-01", "sailors", ("NOR", 12), ("SWE", 10))
    ledger = s.ledger()
    (row,) = ledger.commitments
    (clash,) = ledger.disagreements
    assert (clash.about, clash.field) == (row.commitment_id, "quantity")
    assert [(v.value, v.by, v.doc_id) for v in clash.values] == [("12", "NOR", "t2"), ("10", "SWE", "t2")]
    assert [h.status for h in row.history] == ["announced"]
    assert not [p for p in ledger.positions if "counts" in p.content]


def test_a_dispute_about_nothing_owed_is_named_in_the_words_of_the_text() -> None:
    s = release()
    dispute(s, "t2", "2030-02-01", "broken street lamps", ("NOR", 2500000), ("SWE", 811.6))
    clash: Disagreement
    (clash,) = s.ledger().disagreements
    assert clash.about == "broken street lamps"
    assert [v.value for v in clash.values] == ["2500000", "811.6"]


def test_a_dispute_told_again_is_one_and_a_later_count_another() -> None:
    s = release()
    dispute(s, "t2", "2030-02-01", "sailors", ("NOR", 12), ("SWE", 10))
    dispute(s, "t3", "2030-02-03", "sailors", ("NOR", 12), ("ICRC", 11), outlet="Island Courier")
    dispute(s, "t4", "2030-03-01", "sailors", ("NOR", 24), ("SWE", 20), outlet="Harbour Press")
    assert told(s) == [
        ("quantity", [("12", "NOR"), ("10", "SWE"), ("12", "NOR"), ("11", "ICRC")]),
        ("quantity", [("24", "NOR"), ("20", "SWE")]),
    ]


def test_who_corrects_himself_counts_with_his_last_word() -> None:
    s = release()
    dispute(s, "t2", "2030-02-01", "sailors", ("NOR", 12), ("SWE", 10), ("SWE", 11))
    assert told(s) == [("quantity", [("12", "NOR"), ("11", "SWE")])]


def test_reports_of_one_day_in_two_papers_that_differ_in_number_are_rivals_and_of_two_days_are_not() -> None:
    s = release()
    for doc_id, outlet, on, number in (
        ("t2", "Harbour Press", "2030-02-01", 12),
        ("t3", "Island Courier", "2030-02-01", 10),
        ("t4", "Early Bird", "2030-02-09", 5),
    ):
        s.document(doc_id, "2030-02-10", outlet=outlet)
        s.say(doc_id, f"Norland freed {number} sailors", "act", "release", "NOR", "SWE", object="sailors", number=number, happened=on)
    assert told(s) == [("quantity", [("12", "Harbour Press"), ("10", "Island Courier")])]
