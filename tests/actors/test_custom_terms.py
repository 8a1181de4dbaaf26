"""Names of custom tables: the endings they take on, their terms, and the offices of a table."""

from __future__ import annotations

import datetime

import pytest

from servanda.actors import Gazetteer

TABLE = """name,code,kind,from,until
ROHAN,ROH,actor,,
ZUK,ZUK,actor,,
OAS,OASORG,actor,,
LOMIA,LOM,actor,,
MARN,MRN,actor,,
MARN,MRNREB,actor,20000101,20091231
MARN,MRNGOV,actor,20030101,20041231
MARN,MRNOPP,actor,20300101,
TARN,TRNOLD,actor,,19991231
TARN,TRN,actor,20000101,
MINISTER,~GOV,agent,,
"""


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    """The shipped gazetteer with the table."""
    path = tmp_path_factory.mktemp("actors") / "own.csv"
    path.write_text(TABLE, encoding="utf-8")
    return Gazetteer.load([path])


def found(gazetteer: Gazetteer, text: str, on: str | None = None) -> list[tuple[str, str | None]]:
    """Words and code of every mention."""
    return [(m.text, m.code) for m in gazetteer.find(text, datetime.date.fromisoformat(on) if on else None)]


@pytest.mark.parametrize("form", ["Rohan", "Rohans", "Rohanish", "Rohanese", "Rohanians"])
def test_a_name_takes_on_plurals_and_the_endings_of_peoples(gazetteer: Gazetteer, form: str) -> None:
    assert found(gazetteer, f"They saw {form} there.") == [(form, "ROH")]


@pytest.mark.parametrize("word", ["Rohanwards", "Rohanite", "Lomiax", "proRohan"])
def test_a_longer_word_is_not_the_name(gazetteer: Gazetteer, word: str) -> None:
    assert found(gazetteer, f"They saw {word} there.") == []


@pytest.mark.parametrize("word", ["oasis", "Zuks", "Zukan"])
def test_a_short_name_takes_on_nothing(gazetteer: Gazetteer, word: str) -> None:
    assert found(gazetteer, f"They saw {word} there.") == []


@pytest.mark.parametrize(("name", "code"), [("OAS", "OASORG"), ("Zuk", "ZUK")])
def test_a_short_name_is_found_as_it_stands(gazetteer: Gazetteer, name: str, code: str) -> None:
    assert found(gazetteer, f"They saw {name} there.") == [(name, code)]


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("1999-12-31", "MRN"),  # no term: the row without limits
        ("2000-01-01", "MRNREB"),
        ("2003-06-01", "MRNGOV"),  # the narrower of two terms
        ("2004-12-31", "MRNGOV"),
        ("2005-01-01", "MRNREB"),
        ("2015-06-01", "MRN"),
        ("2031-06-01", "MRNOPP"),  # open at its end
    ],
)
def test_the_narrowest_term_that_covers_the_day_counts(gazetteer: Gazetteer, day: str, code: str) -> None:
    assert found(gazetteer, "Marn spoke.", day) == [("Marn", code)]


@pytest.mark.parametrize(("day", "code"), [("1998-01-01", "TRNOLD"), ("1999-12-31", "TRNOLD"), ("2000-01-01", "TRN")])
def test_terms_that_meet_change_hands_on_the_day(gazetteer: Gazetteer, day: str, code: str) -> None:
    assert found(gazetteer, "Tarn spoke.", day) == [("Tarn", code)]


def test_an_office_of_the_table_is_known_by_its_words_and_joins_a_partys_code(gazetteer: Gazetteer) -> None:
    office = gazetteer.office("minister")
    assert office is not None
    assert (gazetteer.of_party("ROH", office), gazetteer.of_party("NOR", office)) == ("ROHGOV", "NORGOV")
    assert gazetteer.of_party("ROH", None) == "ROH"
    assert gazetteer.office("minister of the harbour") is None


def test_offices_of_the_shipped_table_have_no_code_to_join() -> None:
    assert Gazetteer.load().office("minister") is None
