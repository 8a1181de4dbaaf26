"""Parties that no table knows and a text names itself."""

from __future__ import annotations

import msgspec
import pytest
from corrected import coded, codes, knowledge

from servanda.coding.coined import with_coined
from servanda.coding.naming import with_halves
from servanda.records import Mention


def coined(text: str) -> list[tuple[str, str | None, str]]:
    """Words, code and kind of each mention."""
    return [(m.text, m.code, m.kind) for m in with_coined(text, [])]


def test_an_abbreviation_becomes_the_code_of_its_name_and_of_the_head_of_its_name() -> None:
    text = "The rebel Deep South Front (DSF) left. The DSF and the Front said so."
    assert coined(text) == [
        ("Deep South Front", "DSF", "armed group"), ("DSF", "DSF", "armed group"), ("DSF", "DSF", "armed group"), ("Front", "DSF", "armed group"),
    ]  # fmt: skip


def test_a_name_of_two_aims_is_one_name_but_another_party_ends_it() -> None:
    text = "The Front for Change and Concord left. On Friday the Front for Peace and Borea met."
    borea = Mention(start=text.index("Borea"), end=text.index("Borea") + 5, text="Borea", code="BOR", name="Borea", kind="state")
    names = {m.text for m in with_coined(text, [borea])}
    assert {"Front for Change and Concord", "Front for Peace", "Borea"} <= names


def test_a_name_with_of_is_taken_up_by_the_word_before_it() -> None:
    text = "Rebels of the Front of the Upper Lakes (FUL) left. On Friday the Front said so."
    assert {code for _, code, _ in coined(text)} == {"FUL"}
    assert coined(text)[-1] == ("Front", "FUL", "armed group")


def test_a_name_without_an_abbreviation_is_its_own_code() -> None:
    assert coined("The opposition Mandara Concord met.") == [("Mandara Concord", "Mandara Concord", "group")]


def test_an_apposition_tells_that_a_name_is_a_party() -> None:
    assert [code for _, code, _ in coined("Bahari Yetu, an association of boat owners, sued.")] == ["Bahari Yetu"]


@pytest.mark.parametrize(
    "text",
    [
        "Neither Party shall detain boats. Each Party and Either Party agree.",  # determiners of a treaty's text
        "The Soviet Union fell.",
        "Gross Domestic Product (XYZ) rose.",  # letters that are not its own
    ],
)
def test_these_are_no_parties(text: str) -> None:
    assert coined(text) == []


def test_whom_a_coined_party_attacks_keeps_its_own_code() -> None:
    assert codes(coded("The Deep South Front (DSF) attacked Norway.").claims[-1].recipients) == ["NOR"]


def test_a_later_the_front_acts_under_the_coined_code() -> None:
    claims = coded("The Deep South Front (DSF) attacked Norway.", "The Front released ten gendarmes.").claims
    assert [codes(c.agents) for c in claims if c.plover] == [["DSF"], ["DSF"]]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Separately Delta Forum, a watchdog, sued.", "Delta Forum", "organisation"),
        ("On Monday Delta Forum, a watchdog, sued.", "Delta Forum", "organisation"),
        ("In the port the Union of the Uplands, the largest opposition party, sued.", "Union of the Uplands", "group"),
        ("The Mandara Front freed its hostages.", "Mandara Front", "armed group"),  # who holds captives is armed
    ],
)
def test_words_that_open_a_sentence_are_no_part_of_a_name(text: str, name: str, kind: str) -> None:
    assert coined(text) == [(name, name, kind)]


def test_a_body_without_a_code_takes_the_initials_that_the_text_gives() -> None:
    text = "The Borean Customs (ALBO) met. The Borean Customs left."
    body = Mention(start=4, end=18, text="Borean Customs", code="Borean Customs", name="Borean Customs", kind="organisation")
    again = msgspec.structs.replace(body, start=35, end=49)
    assert {m.code for m in with_coined(text, [body, again])} == {"ALBO"}
    assert {m.code for m in with_coined(text, [body, again], {"ALBO": "state"}.get)} == {"Borean Customs"}  # another's code


def test_a_front_named_by_what_it_is_of_is_taken_up_by_its_first_word() -> None:
    text = "The Front of the Green Valleys freed ten gendarmes. The Front said so."
    assert [code for _, code, _ in coined(text)] == ["Front of the Green Valleys"] * 2


@pytest.mark.parametrize(("text", "found"), [
    ("South Korea was late. The South freed ten sailors.", ["KOR", "KOR"]),
    ("South Korea was late. It went to the South Sea.", ["KOR"]),
    ("Norway was late. The South freed ten sailors.", ["NOR"]),
])  # fmt: skip
def test_a_divided_country_is_called_by_its_half_where_the_text_names_it(text: str, found: list[str]) -> None:
    assert [m.code for m in with_halves(text, knowledge().gazetteer.find(text))] == found


def test_laws_titles_and_halves_of_a_hyphenated_name_are_no_parties() -> None:
    assert coined("The Ballot Safety Act (BSA) passed.") == []
    assert coined("They praised the A.B.-CDE Alliance.") == []
