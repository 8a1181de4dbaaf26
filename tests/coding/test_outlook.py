"""What an auxiliary says where it binds nobody: what is to come, what is refused, what a speaker asks of another."""

from __future__ import annotations

import pytest
from corrected import coded, codes

TURNS = ("MS. LINDH:", "MR. HOLM:", "MS. LINDH:")  # three turns make a transcript

Outlook = tuple[str, str, str | None]


def outlooks(*sentences: str) -> list[Outlook]:
    """Illocution, modality and PLOVER type of every claim."""
    return [(c.illocution, c.modality, c.plover) for c in coded(*sentences).claims]


@pytest.mark.parametrize(
    ("sentence", "plover", "mode", "root"),
    [
        ("Armenia will meet Georgia next week.", "AGREE", None, "03"),  # cooperation to come
        ("Norwegian troops will attack the rebels next week.", "THREATEN", "violence", "13"),  # hostility to come
        ("Armenia will not meet Georgia.", "REJECT", "meet", "12"),
        ("Armenia will start to withdraw its troops.", "AGREE", None, "03"),
    ],
)
def test_what_is_to_come_is_agreement_threat_or_refusal(sentence: str, plover: str, mode: str | None, root: str) -> None:
    (found,) = coded(sentence).claims
    assert (found.illocution, found.modality, found.plover, found.mode) == ("intent", "future", plover, mode)
    assert (found.cameo or "").startswith(root)


def test_what_is_no_deed_has_no_future() -> None:
    assert outlooks("Armenia will be strong.") == []


def test_nobody_in_particular_agrees_to_come_but_may_threaten() -> None:
    assert outlooks("People will meet Georgia.") == []
    assert outlooks("People will attack the Georgian embassy.") == [("intent", "future", "THREATEN")]


def test_would_is_a_future_of_the_past_in_news_without_a_condition() -> None:
    assert outlooks("The Armenian government would meet Georgia in March.") == [("intent", "future", "AGREE")]
    assert outlooks("Armenia said it would attack Georgia.") == [("intent", "future", "THREATEN")]


def test_would_beside_a_condition_foretells_nothing() -> None:
    assert outlooks("If the vote failed, Armenia would meet Georgia.") == []


def test_would_in_a_transcript_foretells_nothing() -> None:
    assert outlooks(*TURNS, "The Armenian government would meet Georgia in March.") == []


def test_might_counts_of_oneself_only() -> None:
    assert outlooks("Armenia said it might attack Georgia.") == [("intent", "possible", "THREATEN")]
    assert outlooks("Armenia might attack Georgia.") == []


@pytest.mark.parametrize(
    ("sentence", "root"),
    [
        ("Georgia said that Armenia must withdraw its troops.", "10"),  # demanded
        ("Georgia said that Armenia should withdraw its troops.", "02"),  # appealed for
        ("Georgia said that Armenia must not attack the town.", "10"),  # to leave off
    ],
)
def test_what_another_must_do_is_a_request_of_the_speaker(sentence: str, root: str) -> None:
    (found,) = coded(sentence).claims
    assert (found.illocution, found.modality, found.plover, found.mode) == ("appeal", "requested", "REQUEST", "yield")
    assert (codes(found.agents), codes(found.recipients)) == (["GEO"], ["ARM"])
    assert (found.cameo or "").startswith(root)


@pytest.mark.parametrize(
    "sentence",
    [
        "Georgia said that it must withdraw its troops.",  # of itself
        "Georgia said that it should withdraw its troops.",
        "Armenia must withdraw its troops.",  # nobody says so
        "Georgia said that Armenia does not have to withdraw its troops.",
        "Norway raised issues that Sweden must address.",  # what sort of issues
    ],
)
def test_where_must_asks_nothing_of_another(sentence: str) -> None:
    assert [plover for _, _, plover in outlooks(sentence) if plover == "REQUEST"] == []


def test_a_relative_clause_under_must_asks_nothing_beside_the_clause_that_does() -> None:
    found = [c for c in coded("Norway said Sweden must address the issues that Georgia must solve.").claims if c.illocution == "appeal"]
    assert [codes(c.recipients) for c in found] == [["SWE"]]


def test_the_auxiliary_of_the_verb_above_an_event_noun_counts() -> None:
    assert outlooks("The Norwegian army will begin a military operation against the rebels.") == [("intent", "future", "THREATEN")]
    assert outlooks("The Norwegian army began an offensive against the rebels.") == [("act", "begun", "ASSAULT")]
