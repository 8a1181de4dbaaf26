"""Which claims are events of the field: political actors, no interviews, and of spoken words only those that name who acts."""

from __future__ import annotations

import pytest
from corrected import coded

from servanda.coding.frames import Codes
from servanda.coding.relevance import is_political, relevant
from servanda.records import Mention

TURNS = ("MS. LINDH:", "MR. HOLM:", "MS. LINDH:")  # three turns make a transcript
CIVILIAN = Mention(start=0, end=8, text="students", kind="people", role="CVL")


def types(*sentences: str, outlet: str | None = None) -> list[str | None]:
    """The PLOVER type of every claim."""
    return [c.plover for c in coded(*sentences, outlet=outlet).claims]


@pytest.mark.parametrize(
    ("mention", "political"),
    [
        (Mention(start=0, end=6, text="Norway", code="NOR", kind="state"), True),
        (Mention(start=0, end=15, text="Northern League", kind="group"), True),
        (Mention(start=0, end=9, text="Anna Holm", kind="person"), True),
        (Mention(start=0, end=6, text="nurses", kind="people", role="HLH"), True),  # a role in public life
        (CIVILIAN, False),
        (Mention(start=0, end=7, text="growers", kind="people"), False),
        (Mention(start=0, end=4, text="They", kind="group"), False),  # stands for nobody known
        (Mention(start=0, end=4, text="They", code="NOR", kind="state"), True),
    ],
)
def test_political_actors_are_known_bodies_persons_or_people_in_a_public_role(mention: Mention, political: bool) -> None:
    assert is_political(mention) is political


def test_one_political_side_is_enough() -> None:
    assert types("The student helped the Armenian government.") == ["AID"]
    aid, state = Codes(plover="AID", cameo="070"), Mention(start=0, end=6, text="Norway", code="NOR", kind="state")
    assert relevant(aid, "act", [CIVILIAN], [state], named=True, spoken=False, outlet="") == aid
    assert relevant(aid, "act", [CIVILIAN], [CIVILIAN], named=True, spoken=False, outlet="") == Codes()


@pytest.mark.parametrize("plover", ["PROTEST", "ASSAULT", "COERCE", "MOBILIZE"])
def test_what_the_public_does_or_suffers_is_an_event_whoever_it_is(plover: str) -> None:
    assert relevant(Codes(plover=plover), "act", [CIVILIAN], [CIVILIAN], named=True, spoken=False, outlet="").plover == plover


def test_an_attack_among_the_public_is_an_event_in_a_sentence() -> None:
    assert types("The protesters attacked the villagers.") == ["ASSAULT"]


@pytest.mark.parametrize(
    ("sentence", "outlet", "expected"),
    [
        ("The Armenian minister met Georgian envoys in Oslo.", None, ["CONSULT"]),
        ("The Armenian minister met reporters in Oslo.", None, [None]),
        ("The Armenian minister met Lantern Wire in Oslo.", "Lantern Wire", [None]),
        ("The Armenian minister met Lantern Wire in Oslo.", "Fjord Bulletin", ["CONSULT"]),
        ("The Armenian minister praised reporters in Oslo.", None, ["SUPPORT"]),  # only meetings are interviews
    ],
)
def test_a_meeting_with_the_press_or_the_outlet_itself_is_an_interview(sentence: str, outlet: str | None, expected: list[str | None]) -> None:
    assert types(sentence, outlet=outlet) == expected


def test_in_news_a_pronoun_may_act() -> None:
    assert types("Norway met Sweden.", "It attacked Georgia.") == ["CONSULT", "ASSAULT"]


def test_in_a_transcript_only_a_named_subject_acts_and_only_words_are_deeds_of_a_pronoun() -> None:
    sentences = ("Norway met Sweden.", "It attacked Georgia.", "It condemned Georgia.", "Norway attacked Georgia.")
    assert types(*TURNS, *sentences) == ["CONSULT", None, "ACCUSE", "ASSAULT"]


def test_a_claim_without_a_type_stays_as_it_is() -> None:
    statement = Codes(cameo="010")
    assert relevant(statement, "act", [CIVILIAN], [], named=False, spoken=True, outlet="") == statement


def test_a_mere_thing_does_nothing_but_an_event_noun_or_a_thing_with_an_owner_does() -> None:
    assert types("The drought killed two Norwegian villagers.") == [None]
    assert types("The blast killed two Norwegian villagers.") == ["ASSAULT"]
    assert "ASSAULT" in types("Norwegian shelling killed two villagers.")


def test_a_private_person_of_whom_only_the_nationality_is_told_is_no_political_actor() -> None:
    player = Mention(start=0, end=4, text="Lund", code="NOR", kind="person", role="CVL")
    state, stranger = Mention(start=0, end=6, text="Norway", code="NOR", kind="state"), Mention(start=0, end=9, text="Anna Holm", kind="person")
    arrest, request = Codes(plover="COERCE", mode="arrest", cameo="173"), Codes(plover="REQUEST", cameo="020")
    assert relevant(arrest, "act", (), (player,), False, False, "").plover is None
    assert relevant(arrest, "act", (state,), (player,), False, False, "").plover == "COERCE"
    assert relevant(request, "appeal", (stranger,), (player,), False, False, "").plover is None
