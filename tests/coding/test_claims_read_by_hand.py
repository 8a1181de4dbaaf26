"""Kinds of error that reading claims against running text brought up: each in a sentence of our own."""

from __future__ import annotations

from functools import cache

import pytest

from servanda.coding import Coder
from servanda.documents import make_document
from servanda.records import Coded


@cache
def coded(sentence: str, outlet: str | None = None, title: str | None = None) -> Coded:
    """What the shipped pipeline and the coder make of a sentence."""
    (result,) = _coder().code([make_document(sentence, doc_id="d", outlet=outlet, title=title)])
    return result


@cache
def _coder() -> Coder:
    return Coder.load()


@pytest.mark.parametrize(
    ("sentence", "target"),
    [
        ("Norway condemned the attack in the northern province of Sweden.", []),  # where it was is not who did it
        ("Norway condemned Denmark's attack in the northern province of Sweden.", ["DNK"]),
        ("Norway commended Malawi's calls for the withdrawal of Danish forces.", ["MWI"]),
        ("Norway stands firm with the people of Sweden.", ["SWE"]),
        ("Norway condemned the murder of Kenya's envoy.", []),  # to whom it was done is not accused
        ("Norway condemned Denmark's invasion of Sweden.", ["DNK"]),
        ("Norway condemned the attack targeting members of the Swedish army.", []),
        ("Norway thanked host countries for their commitment to the Swedish people.", []),  # whoever they are
        ("Norway urged continued democratic reforms in Malawi.", ["MWI"]),
    ],
)
def test_only_the_owner_of_a_thing_is_the_other_side(sentence: str, target: list[str]) -> None:
    (claim, *_) = [c for c in coded(sentence).claims if c.plover]
    assert [m.code for m in claim.recipients] == target


@pytest.mark.parametrize(
    ("sentence", "plover"),
    [
        ("Norway offered steadfast solidarity with the people of Sweden.", "SUPPORT"),
        ("Norwegian ministers attacked the inquiry.", "ACCUSE"),
        ("Norwegian police are investigating the crash.", None),
        ("The Norwegian weather service warned of floods in Malawi.", None),
        ("Ana Roe was killed by lions in Malawi.", None),
        ("The drummer Harry Watts recommended Peter Lund to the singer.", None),  # between private people
    ],
)
def test_an_everyday_or_figurative_sense_is_no_act_of_the_field(sentence: str, plover: str | None) -> None:
    assert {c.plover for c in coded(sentence).claims} == {plover}


def test_that_men_were_arrested_is_announced_is_one_arrest() -> None:
    arrests = [c for c in coded("Officials announced that 300 suspects were arrested in Norway.").claims if c.plover]
    assert [c.predicate for c in arrests] == ["arrest"]


def test_of_names_who_suffers_an_arrest_that_is_a_noun() -> None:
    (claim,) = [c for c in coded("Norway announced an arrest of a fisherman on Monday.").claims if c.plover]
    assert [m.text for m in claim.recipients] == ["fisherman"]


MINISTRY = "Norwegian Ministry of Foreign Affairs"


@pytest.mark.parametrize(
    ("sentence", "title", "sides"),
    [
        ("Special Envoy Harmon condemned the launches by Malawi.", "On the launches", (["NOR"], ["MWI"])),
        ("We congratulate the nation on its day.", "Malawi’s National Day", (["NOR"], ["MWI"])),
        ("We thank you.", "Minister Lund and Malawi’s Minister Banda Before Their Meeting", (["NOR"], ["MWI"])),
        ("We call on all parties to refrain from violence.", "On Malawi and Sweden", (["NOR"], [None])),
    ],
)
def test_an_issuers_officials_and_the_other_of_a_text_between_two(sentence: str, title: str, sides: tuple[list[str], list[str | None]]) -> None:
    claims = [c for c in coded(sentence, MINISTRY, title).claims if c.plover]
    assert [([m.code for m in c.agents], [m.code for m in c.recipients]) for c in claims] == [sides]


def test_the_two_of_a_text_between_two_are_they_and_not_those_it_speaks_of() -> None:
    said = "Minister Lund spoke with Minister Banda about the war between Sweden and Denmark. The two also discussed trade."
    claims = [c for c in coded(said, MINISTRY, "Minister Lund’s Call with Malawi’s Minister Banda").claims if c.predicate == "discuss"]
    assert [sorted(m.code or "" for m in c.agents) for c in claims] == [["MWI", "NOR"]]


def test_a_wish_that_a_speaker_utters_is_the_act_wished() -> None:
    (claim,) = [c for c in coded("We wish to express our thanks to Malawi.", MINISTRY).claims if c.plover]
    assert (claim.plover, claim.illocution) == ("SUPPORT", "endorsement")


@pytest.mark.parametrize(
    ("sentence", "title", "sides"),
    [
        ("Minister Lund met the envoy of Malawi.", "Minister Lund’s Call with Kenya’s Minister Banda", (["NOR"], ["MWI"])),  # the title's own man
        ("While in Lilongwe, Minister Lund met senior government officials.", "Minister Lund’s Travel", (["NOR"], ["MWI"])),
        ("Norway applauds her election.", "Ana Roe Elected to the Committee of Kenya", (["NOR"], [])),
        ("Norway condemned the launches.", "On Monday", (["NOR"], [])),
        ("The launches by Malawi go on. Norway condemned the launches.", "On Monday", (["NOR"], ["MWI"])),
        ("Norway regrets that curbs imposed by Malawi will keep Kenya away.", "On Monday", (["NOR"], ["MWI"])),
        ("Norway supports the fight against Malawi.", "On Monday", (["NOR"], [])),
    ],
)
def test_sides_in_what_a_ministry_puts_out(sentence: str, title: str, sides: tuple[list[str], list[str]]) -> None:
    claim = next(c for c in coded(sentence, MINISTRY, title).claims if c.frame.split(".")[0] in {"consult", "support", "accuse"})
    assert ([m.code for m in claim.agents], [m.code for m in claim.recipients]) == sides


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("Norway’s minister met her Swedish, Danish and Kenyan counterparts.", ["DNK", "KEN", "NOR", "SWE"]),
        ("The minister of Norway met Kenyan President Ana Roe and Foreign Minister Jan Lorn.", ["KEN", "NOR"]),
        ("The minister of Norway thanked leaders from Central Africa, Malawi and Sweden.", ["MWI", "NOR", "SWE"]),
    ],
)
def test_all_of_a_row_and_each_with_his_state(sentence: str, codes: list[str]) -> None:
    (claim,) = [c for c in coded(sentence).claims if c.plover]
    assert sorted(m.code or "" for m in (*claim.agents, *claim.recipients)) == codes


def test_all_who_issue_a_joint_text_speak_in_it_and_nobody_of_whom_it_speaks() -> None:
    head = "The following is the text of a joint statement by the Foreign Ministers of Australia, Canada and Norway, condemning the raids in Malawi."
    (claim,) = [
        c for c in coded(f"{head}\n\nWe urge Malawi to stop the raids.", MINISTRY, "Joint Statement on Raids in Malawi").claims if c.frame == "request.appeal"
    ]
    assert sorted(m.code or "" for m in claim.agents) == ["AUS", "CAN", "NOR"]


def test_where_somebody_died_is_not_whose_he_is() -> None:
    (claim,) = [c for c in coded("Peter Holt, who died in Sweden, once condemned Kenya.").claims if c.plover == "ACCUSE"]
    assert [m.code for m in claim.agents] == [None]


def test_what_is_shared_about_a_party_is_not_shared_with_it() -> None:
    claims = [c for c in coded("Norway gave parliament a report on the plans of Malawi.").claims if c.plover]
    assert "MWI" not in {m.code for c in claims for m in c.recipients}


@pytest.mark.parametrize(
    "sentence",
    [
        "There is no indication that Malawi attacked Kenya.",
        "Norway found no evidence that Malawi had attacked Kenya.",
        "Nothing suggests that Malawi attacked Kenya.",
        "Norway bid farewell to the envoy of Kenya.",
        "Norway will provide more information on the visit of Kenya.",
        "Norway and Kenya came together in support of the plan.",
        "Norway was encouraged by what Kenya had seen.",
    ],
)
def test_what_is_denied_or_a_figure_of_speech_is_no_event(sentence: str) -> None:
    assert [c.predicate for c in coded(sentence).claims if c.plover] == []


def test_evidence_that_there_is_leaves_the_deed() -> None:
    assert [c.plover for c in coded("There is evidence that Malawi attacked Kenya.").claims if c.plover] == ["ASSAULT"]


def test_to_look_forward_to_ones_own_deed_is_an_intention() -> None:
    assert {c.plover for c in coded("Norway looks forward to working with Malawi.").claims if c.plover} == {"AGREE"}


def test_two_numbers_of_which_the_first_governs_do_not_govern_each_other() -> None:
    assert coded("I was 18-19 [when all of these things happened].").claims == ()


def test_the_end_of_a_word_is_no_word_before_a_title() -> None:
    (claim,) = [c for c in coded("We congratulate President-elect Joe Biden.", MINISTRY).claims if c.frame == "support.praise"]
    assert claim.recipients[0].text == "President-elect Joe Biden"
