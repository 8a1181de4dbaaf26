"""Reporters' outlines of a text, and what is no promise although it looks like one."""

from __future__ import annotations

import pytest
from corrected import coded, parse

from servanda.coding.outlines import is_term
from servanda.records import Claim

OUTLINE = ("Norway takes Finland off its list of unsafe harbours.", "Finland provides a full inventory of its depots by 31 December.")
TREATY = "Norway and Finland signed a treaty."


def promises(*sentences: str, title: str | None = None) -> list[Claim]:
    return [c for c in coded(*sentences, title=title).claims if c.illocution in {"commissive", "performative"}]


def test_what_a_reporters_outline_of_a_text_tells_in_the_present_tense_is_owed_by_who_does_it() -> None:
    told = promises("Norway and Finland issued a text. In short:", *OUTLINE)
    assert [([m.code for m in c.agents], c.in_text) for c in told] == [(["NOR"], True), (["FIN"], True)]
    assert told[1].deadline.date == "2023-12-31"


@pytest.mark.parametrize("sentence", OUTLINE)
def test_the_present_tense_can_be_a_term_of_an_outline(sentence: str) -> None:
    assert all(map(is_term, parse(sentence).sents))


def test_an_outline_ends_with_what_has_happened() -> None:
    assert not any(map(is_term, parse("The coastguards found a wreck on Monday.").sents))


def test_without_words_that_open_an_outline_the_present_tense_is_news() -> None:
    assert not promises("The European Union praised Norway.", OUTLINE[0])


def test_help_for_whoever_asks_is_readiness_and_no_promise() -> None:
    assert promises("Norway promised to lend Finland a mediator.")
    assert not promises("Norway promised to lend Finland a mediator should it ask for one.")


@pytest.mark.parametrize(
    "sentence", ["Norway would not contribute to the fund while the wreck was unsettled.", "Norway will pay for none of the diesel."]
)  # fmt: skip
def test_what_is_withheld_is_refused_and_not_promised(sentence: str) -> None:
    assert not promises(TREATY, sentence)


def test_forces_that_are_to_shrink_are_owed_by_their_state() -> None:
    (told,) = promises(TREATY, "Norwegian forces in Finland are to shrink to 800 by 1 May.")
    assert (told.frame, told.object.text if told.object else "", [m.code for m in told.agents]) == (
        "retreat.draw-down", "Norwegian forces in Finland", ["NOR"],
    )  # fmt: skip


def test_people_counted_by_their_nation_act_for_no_state() -> None:
    claims = coded(TREATY, "For each Syrian returned Finland will resettle another from Norway.").claims
    assert not [c for c in claims if any(m.code == "SYR" and m.kind == "state" for m in (*c.agents, *c.recipients))]


def test_two_countries_are_those_that_the_title_names_together() -> None:
    pilot, signed = "The European Union praised Norway.", "The two countries signed a treaty on Monday."
    titled = coded("Finland gives back two boats.", pilot, signed, title="Norway and Finland share a lighthouse").claims
    assert [sorted(m.code or "" for m in c.agents) for c in titled if c.action == "sign"] == [["FIN", "NOR"]]


def test_the_commission_is_that_of_the_one_union_that_the_text_names() -> None:
    told = "Sweden and Finland will each send 20 engineers, a spokesman for the Commission said."
    speakers = {q.speaker.code for q in coded("The European Union praised Norway.", told).quotations if q.speaker is not None}
    assert speakers == {"EU"}
    assert "EU" not in {q.speaker.code for q in coded(TREATY, told).quotations if q.speaker is not None}


def test_who_signs_as_a_witness_stands_by_the_text_and_who_is_named_as_one_makes_no_witness_of_its_parties() -> None:
    (signed,) = [c for c in coded("Norway and Finland signed a treaty on Monday, with Sweden as a witness.").claims if c.predicate == "sign"]
    assert (signed.frame, [m.code for m in signed.agents]) == ("agree.sign", ["NOR", "FIN"])
    (stood_by,) = [c for c in coded(TREATY, "Sweden signed as a witness.").claims if "SWE" in {m.code for m in c.agents}]
    assert (stood_by.frame, stood_by.illocution) == ("support.witness", "endorsement")
    assert stood_by.instrument is not None
