"""Clauses that tell only who did likewise."""

from __future__ import annotations

from corrected import coded, codes

WELCOME = "Armenia welcomed the accord, as did Georgia and Iran."


def test_who_did_likewise_did_what_the_clause_before_says() -> None:
    first, second = [c for c in coded(WELCOME).claims if c.illocution == "endorsement"]
    assert (codes(first.agents), codes(second.agents)) == (["ARM"], ["GEO", "IRN"])
    assert (second.action, second.instrument, second.object) == (first.action, first.instrument, first.object)
    assert WELCOME[second.start : second.end] == "as did Georgia and Iran"


def test_a_sentence_of_its_own_takes_up_the_one_before() -> None:
    found = [c for c in coded("Iran welcomed the note.", "So had Norway.").claims if c.illocution == "endorsement"]
    assert [codes(c.agents) for c in found] == [["IRN"], ["NOR"]]
    assert found[0].claim_id != found[1].claim_id


def test_nor_takes_up_only_what_was_not_done() -> None:
    assert [(codes(c.agents), c.polarity) for c in coded("Armenia did not sign the accord, nor did Georgia.").claims if c.action == "sign"] == [
        (["ARM"], "negative"), (["GEO"], "negative"),
    ]  # fmt: skip


def test_an_auxiliary_before_its_own_verb_takes_up_nothing() -> None:
    assert [codes(c.agents) for c in coded("Armenia welcomed the accord, as had been agreed.").claims if c.illocution == "endorsement"] == [["ARM"]]


def test_a_number_alone_counts_the_thing_of_the_same_verb_before() -> None:
    text = "Armenia will release 85 prisoners and Georgia will release 40."
    found = [c for c in coded("Armenia and Georgia signed an accord.", text).claims if c.action == "release"]
    assert [(codes(c.agents), c.quantity.value if c.quantity else None, c.object.text if c.object else "") for c in found] == [
        (["ARM"], 85, "85 prisoners"), (["GEO"], 40, "prisoners"),
    ]  # fmt: skip


def test_a_number_behind_another_verb_counts_something_else() -> None:
    found = coded("Armenia released 85 prisoners and Georgia scored 40.").claims
    assert not [c for c in found if codes(c.agents) == ["GEO"] and c.object is not None and "prisoners" in c.object.text]
