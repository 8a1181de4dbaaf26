"""Events kept whole or expanded to dyads, with the mirror codes of what two do together."""

from __future__ import annotations

from pathlib import Path

import pytest
from told import Told, claim, meeting, party

from servanda.views.exports.dyads import MOST, dyads
from servanda.views.exports.facts import facts_of
from servanda.views.exports.formats import EVENTS


def rows(source: str, target: str, cameo: str, plover: str = "CONSULT") -> list[tuple[str, str, str]]:
    """The expanded rows of an event: source, target, code."""
    told = Told()
    told.tell(source, target, plover, cameo, claim(1))
    (facts,) = facts_of(told)
    return [("".join(p.key for p in item.source), "".join(p.key for p in item.target), item.cameo) for item in dyads(facts, expand=True)]


def test_every_source_meets_every_target() -> None:
    assert rows("ARM GEO", "IRN TUR", "112", "ACCUSE") == [("ARM", "IRN", "112"), ("ARM", "TUR", "112"), ("GEO", "IRN", "112"), ("GEO", "TUR", "112")]


def test_a_meeting_is_written_from_both_sides() -> None:
    assert rows("ARM", "GEO", "040") == [("ARM", "GEO", "040"), ("GEO", "ARM", "040")]
    assert rows("ARM GEO", "", "040") == [("ARM", "GEO", "040"), ("GEO", "ARM", "040")]


@pytest.mark.parametrize(("code", "mirror"), [("042", "043"), ("043", "042")])
def test_a_visit_made_is_a_visit_received(code: str, mirror: str) -> None:
    assert rows("ARM", "GEO", code) == [("ARM", "GEO", code), ("GEO", "ARM", mirror)]


def test_two_who_visit_do_not_visit_each_other() -> None:
    assert rows("ARM GEO", "", "042") == [("ARM", "", "042"), ("GEO", "", "042")]


def test_an_agreement_of_three_has_six_rows() -> None:
    assert len(rows("ARM GEO IRN", "", "057", "AGREE")) == 6


def test_one_sided_intent_has_no_mirror_but_joint_intent_has() -> None:
    assert rows("ARM", "GEO", "0311", "AGREE") == [("ARM", "GEO", "0311")]
    assert rows("ARM GEO", "", "0311", "AGREE") == [("ARM", "GEO", "0311"), ("GEO", "ARM", "0311")]


def test_an_act_of_one_direction_has_no_mirror() -> None:
    assert rows("ARM GEO", "", "141", "PROTEST") == [("ARM", "", "141"), ("GEO", "", "141")]
    assert rows("ARM", "GEO", "0841", "RETREAT") == [("ARM", "GEO", "0841")]


def test_nobody_at_all_is_still_a_row() -> None:
    assert rows("", "", "190", "ASSAULT") == [("", "", "190")]
    assert rows("", "ARM", "040") == [("", "ARM", "040")]


def test_a_party_on_both_sides_and_a_mirror_give_no_row_twice() -> None:
    assert rows("ARM GEO", "GEO ARM", "040").count(("ARM", "GEO", "040")) == 1


def test_the_code_of_an_event_without_one_comes_from_its_type() -> None:
    told = Told()
    told.tell("ARM", "GEO", "CONSULT", None, claim(1), mode="visit")
    told.tell("ARM", "GEO", "CONSULT", None, claim(2), mode="of a later manual")
    assert [facts.cameo for facts in facts_of(told)] == ["042", "040"]


def test_hostile_lists_of_parties_are_bounded() -> None:
    told = Told()
    many = [party(None, f"band {number}") for number in range(MOST * 3)]
    told.tell("ARM", "", "ACCUSE", "112", claim(1, agents=[party("ARM")], recipients=many))
    (facts,) = facts_of(told)
    assert sum(1 for _ in dyads(facts, expand=True)) == MOST


@pytest.mark.parametrize(("name", "expands"), [(name, name in ("icews", "gdelt1", "gdelt2", "phoenix")) for name in EVENTS])
def test_formats_expand_or_keep_as_their_users_expect(name: str, expands: bool, tmp_path: Path) -> None:
    count = {True: 2, False: 1}
    header = EVENTS[name].style in ("tab with header", "csv")
    assert meeting().written(name, tmp_path).count(b"\n") - header == count[expands]
    assert meeting().written(name, tmp_path, expand=not expands).count(b"\n") - header == count[not expands]


def test_ids_of_rows_differ_and_stay_when_other_events_join(tmp_path: Path) -> None:
    told = meeting()
    before = [row["GLOBALEVENTID"] for row in told.loaded("gdelt1", tmp_path)]
    told.tell("ARM", "GEO", "ACCUSE", "112", claim(9))
    after = [row["GLOBALEVENTID"] for row in told.loaded("gdelt1", tmp_path)]
    assert after[:2] == before
    assert len(set(after)) == 3
    assert all(int(number) < 2**53 for number in after)


def test_sides_kept_whole_are_joined(tmp_path: Path) -> None:
    told = Told()
    told.tell("ARM UN", "GEO", "CONSULT", "040", claim(1))
    (gdelt,) = told.loaded("gdelt1", tmp_path, expand=False)
    assert (gdelt["Actor1Code"], gdelt["Actor1Name"], gdelt["Actor1CountryCode"]) == ("ARM;IGOUNO", "ARMENIA;UNITED NATIONS", "ARM;")
    (phoenix,) = told.loaded("phoenix", tmp_path, expand=False)
    assert (phoenix["SourceActorFull"], phoenix["SourceActorEntity"]) == ("ARM;IGOUNO", "ARM;IGO")
    (icews,) = told.loaded("icews", tmp_path, expand=False)
    assert icews["Source Name"] == "Armenia; United Nations"
