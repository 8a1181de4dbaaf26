"""Where the other side stands when the row's own places hold nobody, and who acts where a passive names nobody."""

from __future__ import annotations

import pytest
from corrected import coded, codes, event_types, first_event, parse, word

from servanda.coding.matching import event_noun, hyphenated


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Norway severed ties with Sweden.", ["SWE"]),
        ("Norway severed the ties with Sweden and Finland.", ["SWE", "FIN"]),
        ("Norway praised the villages of Sweden.", ["SWE"]),
        ("Norway praised talks with Sweden in Rome.", ["SWE"]),
        ("Norway recalled its envoy from Sweden.", ["SWE"]),
        ("Norway severed ties.", []),
    ],
)
def test_a_party_inside_the_object_is_the_other_side(sentence: str, expected: list[str]) -> None:
    assert codes(first_event(sentence).recipients) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Norwegian planes bombed a village in Sweden.", ["SWE"]),  # done in a place to those whose it is
        ("Norway imposed a curfew in Rome.", ["ITA"]),
        ("Norway praised a village in Sweden.", []),
        ("Norway praised talks in Rome.", []),
        ("Norway criticised Sweden in Rome.", ["SWE"]),
    ],
)
def test_a_mere_place_is_the_other_side_only_of_what_is_done_in_a_place(sentence: str, expected: list[str]) -> None:
    assert codes(first_event(sentence).recipients) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Norway praised the Northern League.", [("Northern League", "group")]),
        ("Norway praised the harbour.", []),
        ("Police used water cannon to disperse teachers.", [("teachers", "people")]),  # what the purpose is about
        ("Police used water cannon on Friday.", []),
        ("The army imposed a curfew in parts of Gorna.", [("parts of Gorna", "unknown")]),  # a place that no table knows
        ("The army imposed a curfew on Monday.", []),
        ("The army imposed a curfew on the eve of the Gorna fair.", []),  # a day
        ("The army praised calm in parts of Gorna.", []),
    ],
)
def test_bodies_people_and_places_that_no_table_knows(sentence: str, expected: list[tuple[str, str]]) -> None:
    found = first_event(sentence).recipients
    assert [(m.text, m.kind) for m in found] == expected
    assert set(codes(found)) <= {None}


def test_officers_of_the_place_arrest_where_nobody_is_said_to() -> None:
    found = first_event("Two editors were arrested in Norway.")
    assert (codes(found.agents), [m.text for m in found.recipients]) == (["NOR"], ["Two editors"])


def test_the_place_does_nothing_where_others_act_or_the_deed_is_anybodys() -> None:
    assert [m.text for m in first_event("Police arrested two editors.").agents] == ["Police"]
    assert event_types("Two editors were praised in Norway.") == []
    assert event_types("Two miners were beaten in Norway.") == []


def test_what_two_made_together_has_both_as_agents() -> None:
    assert codes(first_event("Talks between Norway and Sweden were held.").agents) == ["NOR", "SWE"]
    claims = {c.plover: codes(c.agents) for c in coded("The accord between Norway and Sweden was signed.").claims if c.frame != "instrument.named"}
    assert claims["SUPPORT"] == ["NOR", "SWE"]
    assert event_types("The bridge between Norway and Sweden was painted.") == []


def test_who_issued_a_thing_may_hang_on_the_thing() -> None:
    found = first_event("An appeal by Norway was issued.")
    assert (found.plover, codes(found.agents)) == ("REQUEST", ["NOR"])


@pytest.mark.parametrize(
    ("sentence", "plover"),
    [("Norway completed the pull-out of its troops.", "RETREAT"), ("Students staged a sit-in at the ministry.", "PROTEST")],
)
def test_a_hyphenated_noun_is_one_event(sentence: str, plover: str) -> None:
    assert event_types(sentence) == [plover]


def test_a_part_of_a_hyphenated_noun_is_none() -> None:
    assert event_types("Students enjoyed a sit at the ministry.") == []


def test_the_whole_of_a_hyphenated_noun_from_either_end() -> None:
    doc = parse("Norway completed the pull-out of its troops.")
    assert (event_noun(word(doc, "pull")), event_noun(word(doc, "troops"))) == ("pull-out", "troops")
    assert (hyphenated(word(doc, "out")), hyphenated(word(doc, "out"), "-"), hyphenated(word(doc, "troops"))) == ("pullout", "pull-out", "troops")


def test_a_subjunctive_asks_and_a_past_tense_reports() -> None:
    found = first_event("Norway insisted that Sweden revoke the law.")
    assert (found.illocution, found.plover, codes(found.agents), codes(found.recipients)) == ("appeal", "REQUEST", ["NOR"], ["SWE"])
    assert "REQUEST" not in event_types("Norway insisted that Sweden revoked the law.")
