"""Parties that no table knows beside one that is known, powers that are counted before they are named, things behind a time between commas."""

from __future__ import annotations

from corrected import coded, parse, word

from servanda.coding.coined import with_coined
from servanda.coding.naming import with_halves
from servanda.coding.set_off import thing_set_off
from servanda.records import Mention


def named(text: str) -> list[str]:
    """The codes that a text gives to names beside Asteria, wherever this stands first."""
    at = text.index("Asteria")
    known = Mention(start=at, end=at + 7, text="Asteria", code="AST", name="Asteria", kind="state")
    return [m.code or "" for m in with_coined(text, [known]) if m.code != "AST"]


def test_a_name_beside_a_party_before_a_verb_of_agreeing_is_a_party() -> None:
    assert named("Asteria and the Upland Council signed a truce on Monday.") == ["Upland Council"]
    assert named("Asteria’s interim government and Upper Selma have agreed to talk. Upper Selma will withdraw.") == ["Upper Selma", "Upper Selma"]
    assert named("Upper Selma and Asteria signed a truce.") == ["Upper Selma"]
    assert named("The accord between Asteria and Upper Selma holds.") == ["Upper Selma"]


def test_a_person_a_day_and_a_lone_word_are_none() -> None:
    assert named("Asteria and Daniel Holm signed a truce.") == []
    assert named("Asteria and Karu Holm signed a truce. President Holm left.") == []
    assert named("Asteria and Monday signed a truce.") == []
    assert named("Asteria and Selma signed a truce.") == []
    assert named("Asteria and the Selma signed a truce.") == ["Selma"]


def test_what_beside_no_verb_of_agreeing_is_none() -> None:
    assert named("Asteria and Upper Selma lie on the coast.") == []


def test_a_party_that_the_text_names_so_owes() -> None:
    told = coded("Norway and Republika Selma signed a truce on Monday.", "Republika Selma gives back two boats.").claims
    assert [m.code for c in told if c.action != "sign" and c.illocution == "performative" for m in c.agents] == ["Republika Selma"]


def test_powers_that_are_counted_are_those_that_the_text_names_together_later() -> None:
    told = coded(
        "Norway and five powers signed a treaty on Monday.", "The five - Sweden, Denmark, Finland, Estonia and Iceland - will mend the lighthouse."
    ).claims
    (signed,) = [c for c in told if c.action == "sign"]
    assert [m.code for m in signed.agents] == ["NOR", "SWE", "DNK", "FIN", "EST", "ISL"]


def test_what_a_verb_is_done_to_may_stand_behind_a_time_between_commas() -> None:
    told = word(parse("It will also submit, within 30 working days of the entry into force, a plan for the better protection of lighthouses."), "submit")
    assert [t.text for t in thing_set_off(told)] == ["plan"]
    assert thing_set_off(word(parse("Norway will submit a plan, within 30 days of the signing, to Finland."), "submit")) == []


def test_the_commission_of_a_union_is_a_body_and_no_state() -> None:
    union = Mention(start=0, end=5, text="Union", code="EU", name="European Union", kind="organisation")
    kinds = {m.text: m.kind for m in with_halves("Union experts left. The Commission stayed.", [union])}
    assert kinds == {"Union": "organisation", "Commission": "organisation"}
