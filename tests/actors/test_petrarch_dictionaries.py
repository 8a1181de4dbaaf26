"""PETRARCH and TABARI dictionaries: names, terms, role nouns, sets, and what is refused with file and line."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from servanda.actors import Gazetteer
from servanda.actors.petrarch import DictionaryRow, looks_like_dictionary, read_day, read_dictionary
from servanda.errors import TableError

DICTIONARY = """# A dictionary of our own
ARNOR_ [ARN]   # the northern kingdom
+KINGDOM_OF_ARNOR_
+ARNORIAN

ELENA_VOSS_
+PRESIDENT_VOSS_
\t[ARNGOV 20100101-20141231]
\t[ARNELI] ; when out of office
JON_HALE_\t[ARNOPP <991231][ARNGOV >000101]

GREY_COMPANY* [ARNMIL]
WATCHMAN {WATCHMEN} [~COP]
HERALD~ [~MED]
RIVER_POLICE {} [~COP]
RELIEF_BODY [NGO~]
!FLEET! = SHIP, SHIPS, VESSEL
WAR!FLEET! [~MIL]
FISHER!PERSON! [~AGR]
"""


def rows(text: str) -> list[tuple[str, str, str, str]]:
    return [(row.name, row.code, row.first, row.last) for row in read_dictionary(text.encode(), "own.txt")]


def load(tmp_path: Path, text: str, name: str = "Own.actors.txt") -> Gazetteer:
    path = tmp_path / name
    path.write_bytes(text.encode())
    return Gazetteer.load([path])


def codes(gazetteer: Gazetteer, text: str, on: str | None = None) -> list[str | None]:
    return [mention.code for mention in gazetteer.find(text, datetime.date.fromisoformat(on) if on else None)]


def test_names_alternatives_and_whole_words(tmp_path: Path) -> None:
    gazetteer = load(tmp_path, DICTIONARY)
    assert codes(gazetteer, "Arnor, the Kingdom of Arnor and an Arnorian road") == ["ARN", "ARN", "ARN"]
    assert codes(gazetteer, "Arnorstead") == []
    assert codes(gazetteer, "the Grey Companymen") == ["ARNMIL"]


def test_dated_codes_and_the_code_for_all_other_times(tmp_path: Path) -> None:
    gazetteer = load(tmp_path, DICTIONARY)
    found = [codes(gazetteer, "President Voss", day)[0] for day in ("2009-12-31", "2010-01-01", "2014-12-31", "2015-01-01")]
    assert found == ["ARNELI", "ARNGOV", "ARNGOV", "ARNELI"]
    assert codes(gazetteer, "Jon Hale", "1999-12-31") == ["ARNOPP"]
    assert codes(gazetteer, "Jon Hale", "2000-01-01") == ["ARNGOV"]


def test_role_nouns_with_their_plurals_and_sets(tmp_path: Path) -> None:
    gazetteer = load(tmp_path, DICTIONARY)
    for words, code in {
        "Arnorian watchmen": "ARNCOP",
        "an Arnorian herald": "ARNMED",
        "Arnorian heralds": "ARNMED",
        "Arnorian river police": "ARNCOP",
        "Arnorian relief body": "NGOARN",
        "an Arnorian warship": "ARNMIL",
        "Arnorian fisherwoman": "ARNAGR",
    }.items():
        assert codes(gazetteer, words) == [code], words


@pytest.mark.parametrize("name", ["own.txt", "own.actors", "own"])
def test_a_dictionary_is_known_by_its_look_whatever_its_suffix(tmp_path: Path, name: str) -> None:
    assert codes(load(tmp_path, DICTIONARY, name), "Arnor") == ["ARN"]
    assert codes(load(tmp_path, "name,code\nARNOR [north],ARN\n", name), "Arnor [north]") == ["ARN"]
    assert not looks_like_dictionary("name,colour\nA,B\n")
    assert not looks_like_dictionary("# only [COMMENTS]\n")


def test_of_terms_that_overlap_the_first_stands_over_all_entries_of_a_name() -> None:
    assert rows("VOSS_ [ARNGOV 100101-101231]\nVOSS_ [ARNELI] [ARNOPP 100601-110630]\n") == [
        ("VOSS", "ARNGOV", "2010-01-01", "2010-12-31"),
        ("VOSS", "ARNOPP", "2011-01-01", "2011-06-30"),
        ("VOSS", "ARNELI", "", "2009-12-31"),
        ("VOSS", "ARNELI", "2011-07-01", ""),
    ]


def test_a_name_that_is_no_actor_for_a_time_has_no_row_for_it() -> None:
    assert rows("VOSS_ [---] [ARNGOV > 150101]\nWEST_SEA [---]\n") == [("VOSS", "ARNGOV", "2015-01-01", "")]


@pytest.mark.parametrize("code", ["RUR", "~COP"])
def test_a_set_with_words_of_no_letters_adds_no_name_that_is_met_everywhere(tmp_path: Path, code: str) -> None:
    gazetteer = load(tmp_path, f"!ANY! = _, *, .\nRURITANIA_ [RUR]\n!ANY! [{code}]\n")
    assert codes(gazetteer, "The port of Ruritania was shut.") == ["RUR"]


def test_everyday_words_are_no_names_as_case_does_not_count() -> None:
    assert rows("US_ [USA]\nWHO [IGOUNO]\nUSA_ [USA]\n") == [("USA", "USA", "", "")]


def test_plurals_and_stems_are_marked() -> None:
    text = b"HERALD~ [~MED]\nMAN-AT-ARMS {MEN-AT-ARMS} [~MIL]\nARNOR* [ARN]\n"
    assert read_dictionary(text, "own.txt") == [
        DictionaryRow("HERALD", "~MED", True, plural=True),
        DictionaryRow("MAN-AT-ARMS", "~MIL", True),
        DictionaryRow("MEN-AT-ARMS", "~MIL", True),
        DictionaryRow("ARNOR", "ARN", False, stem=True),
    ]


def test_lines_may_be_of_two_encodings_and_line_ends_of_two_systems() -> None:
    data = "\ufeffVOSS_ [ARN]\r\n".encode() + "+VÖSS_\r\n".encode("cp1252") + "+ВОСС_\r\n".encode()
    assert [row.name for row in read_dictionary(data, "own.txt")] == ["VOSS", "VÖSS", "ВОСС"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("VOSS_\nHALE_ [ARN]\n", "own.txt:1: a name without a code"),
        ("HALE_ [ARN]\nVOSS_", "own.txt:2: a name without a code"),
        ("\t[ARN]\n", "own.txt:1: a line without a name before it"),
        ("+VOSS_\n", "own.txt:1: a line without a name before it"),
        ("VOSS_\n\t[ARN] chief\n", "own.txt:2: not only codes"),
        ("VOSS_ [ARN}\nHALE [ARN]", "own.txt:1: not a name with codes"),
        ("VOSS_ [ARN] chief\n", "own.txt:1: not a name with codes"),
        ("_ [ARN]\n", "own.txt:1: not a name with codes"),
        ("VOSS_ [ARN]\n+HALE_ +KOS_\n", "own.txt:2: two names on one line"),
        ("VOSS_ [ARN 2010011-20141231]\n", "own.txt:1: not a code with its term"),
        ("VOSS_ [ARN >20101341]\n", "own.txt:1: not a code with its term"),
        ("VOSS_ [ARN since 2010]\n", "own.txt:1: not a code with its term"),
        ("VOSS_ [ARN 110101-100101]\n", "own.txt:1: a term that ends before it begins"),
        ("GUARD [~COP~]\n", "own.txt:1: an agent's code without one '~'"),
        ("GUARD [~COP] [~MIL]\n", "own.txt:1: a role noun with several codes"),
        ("SAILOR!GUILD! [~AGR]\n", "own.txt:1: a set that no line above explains"),
    ],
)
def test_a_line_that_cannot_be_read_is_refused_with_its_number_and_a_mend(text: str, message: str) -> None:
    with pytest.raises(TableError) as raised:
        read_dictionary(text.encode(), "own.txt")
    assert str(raised.value).startswith(message)
    assert len(str(raised.value)) > len(message) + 10
    assert "also in" not in str(raised.value)


def test_all_faults_of_a_file_are_named_at_once() -> None:
    text = b"VOSS_\nHALE_ [ARN]\nKOS_\nMARK_ [ARN 1-2]\n+\xc5\xc5\xff_\n"
    with pytest.raises(TableError) as raised:
        read_dictionary(text, "own.txt")
    message = str(raised.value)
    assert message.startswith("own.txt:1: a name without a code (also in line 3). ")
    assert "not a code with its term in line 4. Write [CODE]" in message
    assert "not UTF-8 in line 5. Save the file as UTF-8" in message


@pytest.mark.parametrize(
    ("digits", "day"),
    [("290101", "2029-01-01"), ("300101", "1930-01-01"), ("19291231", "1929-12-31"), ("230229", None), ("2010", None), ("00000101", None)],
)
def test_days(digits: str, day: str | None) -> None:
    assert read_day(digits) == day
