"""Predicates of more than one word: light verbs, verbs that name their object, operators over operators, copulas."""

from __future__ import annotations

import pytest
from corrected import coded, codes, reader_of, word

from servanda.coding.sentence import names_object

Event = tuple[str, str | None, str | None]


def events(sentence: str) -> list[Event]:
    """Illocution, PLOVER type and mode of every claim that has a type."""
    return [(c.illocution, c.plover, c.mode) for c in coded(sentence).claims if c.plover]


def sides(sentence: str) -> list[tuple[list[str | None], list[str | None]]]:
    """Agents and recipients of every claim that has a type."""
    return [(codes(c.agents), codes(c.recipients)) for c in coded(sentence).claims if c.plover]


@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        ("Norway launched an attack on Sweden.", ("act", "ASSAULT", None)),
        ("Norwegian troops unleashed an attack on Sweden.", ("act", "ASSAULT", None)),
        ("Norway unveiled the suspension of aid to Sweden.", ("act", "SANCTION", "discontinue")),
        ("Norway will launch an attack on Sweden.", ("intent", "THREATEN", "violence")),
        ("Norway announced the suspension of aid to Sweden.", ("act", "SANCTION", "discontinue")),
    ],
)
def test_a_light_or_announcing_verb_lends_its_subject_to_an_event_noun(sentence: str, event: Event) -> None:
    assert events(sentence) == [event]
    assert sides(sentence) == [(["NOR"], ["SWE"])]


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway described an attack on Sweden.",  # no light verb
        "Norway remembered an attack on Sweden.",
        "Norway studied the suspension of aid to Sweden.",
        "Norway launched a website on Sweden.",  # no event
        "Norway did not launch an attack on Sweden.",
    ],
)
def test_what_lends_nothing(sentence: str) -> None:
    assert events(sentence) == []


def test_a_verb_that_names_its_object_is_one_predicate_with_it() -> None:
    assert events("Norway issued an appeal to Sweden.") == [("appeal", "REQUEST", None)]
    assert events("Norway issued stamps to Sweden.") == []


def test_names_object_asks_for_the_noun_in_the_rows_own_pattern() -> None:
    doc, reader = reader_of("Norway issued an appeal to Sweden.")
    frame = reader.frame(reader.clauses[word(doc, "issued").i])
    assert frame is not None
    assert names_object(frame, word(doc, "issued"), word(doc, "appeal"))
    assert not names_object(frame, word(doc, "issued"), word(doc, "Sweden"))


@pytest.mark.parametrize(
    ("sentence", "plover", "mode"),
    [
        ("Norway plans to begin talks with Sweden.", "AGREE", None),
        ("Norway threatened to stop talks with Sweden.", "THREATEN", "relations"),
        ("Norway refused to stop shelling the town.", "REJECT", "yield"),
        ("Norway asked Sweden to stop shelling the town.", "REQUEST", "yield"),
        ("Norway vowed to end support for the rebels.", "THREATEN", "relations"),
        ("Norway wants Sweden to withdraw its troops.", "REQUEST", "yield"),  # another's deed is asked for, not intended
        ("Norway wants to withdraw its troops.", "AGREE", None),
    ],
)
def test_each_operator_changes_all_that_it_governs(sentence: str, plover: str, mode: str | None) -> None:
    outer = coded(sentence).claims[0]
    assert (outer.plover, outer.mode) == (plover, mode)


@pytest.mark.parametrize("sentence", ["Norway wants to go home.", "Norway decided on a colour.", "Norway announced a colour."])
def test_an_operator_over_no_act_of_the_field_has_no_type(sentence: str) -> None:
    assert events(sentence) == []


def test_without_an_operator_an_act_is_what_it_is() -> None:
    assert events("Norway began talks with Sweden.") == [("act", "CONSULT", None)]


@pytest.mark.parametrize(
    ("sentence", "plover"),
    [
        ("Norway is critical of Sweden.", "ACCUSE"),
        ("Norway is hostile to Sweden.", "ACCUSE"),
        ("Norway is ready to attack Sweden.", "THREATEN"),
        ("Norway is the largest donor to Sweden.", "AID"),
    ],
)
def test_an_adjective_or_noun_with_a_copula_is_a_predicate(sentence: str, plover: str) -> None:
    assert [plover for _, plover, _ in events(sentence)] == [plover]
    assert sides(sentence) == [(["NOR"], ["SWE"])]


def test_a_noun_with_a_copula_may_stand_behind_a_preposition() -> None:
    assert events("The miners are on strike.") == [("act", "PROTEST", "strike")]
    assert events("The miners are not on strike.") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway is not critical of Sweden.",
        "Norway is not the largest donor to Sweden.",
        "Norway could be the largest donor to Sweden.",
        "Norway is a neighbour of Sweden.",
    ],
)
def test_what_is_denied_or_merely_possible_or_no_act_has_no_type(sentence: str) -> None:
    assert events(sentence) == []


def test_without_a_copula_adjective_and_noun_say_nothing() -> None:
    assert [plover for _, plover, _ in events("The critical Norwegian report praised Sweden.")] == ["SUPPORT"]
    assert [plover for _, plover, _ in events("Norway praised the largest donor to Sweden.")] == ["SUPPORT"]
