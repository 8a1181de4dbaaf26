"""Which agreement a text speaks of, whose it is, and which stretches are its own words."""

from __future__ import annotations

import pytest
from corrected import claim, coded, codes, topics_of

BY_BOTH = "The joint statement, issued by Armenia and Azerbaijan on December 7, 2023, named 32 servicemen."
TEXT = ('"We release 32 servicemen.', '"Our ministers meet in May."')


@pytest.mark.parametrize(
    ("sentence", "head", "parties", "definite"),
    [
        ("Armenia and Azerbaijan signed a peace treaty on August 8, 2025.", "treaty", ["ARM", "AZE"], False),  # those who sign it
        ("The joint statement of Armenia and Azerbaijan named 32 servicemen.", "joint statement", ["ARM", "AZE"], True),
        ("The agreement between Armenia and Azerbaijan entered into force.", "agreement", ["ARM", "AZE"], True),
        (BY_BOTH, "joint statement", ["ARM", "AZE"], True),
        ("A joint statement was read.", "joint statement", [], False),
        ("The accord binds Serbia and Kosovo.", "accord", [], True),
    ],
)
def test_instruments_that_a_sentence_names(sentence: str, head: str, parties: list[str], definite: bool) -> None:
    (found,) = topics_of(sentence).instruments
    assert (found.head, codes(found.parties), found.definite) == (head, parties, definite)


def test_laws_are_no_agreements() -> None:
    assert topics_of("The law bans weapons.").instruments == []


def test_who_will_sign_is_not_yet_a_party() -> None:
    (treaty,) = topics_of("Armenia will sign a treaty with Azerbaijan.").instruments
    assert "ARM" not in codes(treaty.parties)


def test_the_day_within_the_name_is_the_instruments_day() -> None:
    (found,) = topics_of(BY_BOTH).instruments
    assert found.date is not None
    assert found.date.first == "2023-12-07"


def test_a_noun_phrase_alone_says_that_there_is_an_agreement() -> None:
    made = next(c for c in coded(BY_BOTH).claims if c.frame == "instrument.named")
    assert (made.illocution, made.action, made.modality, codes(made.agents)) == ("act", "issue", "presupposed", ["ARM", "AZE"])
    assert made.happened is not None
    assert made.happened.first == "2023-12-07"
    assert made.instrument == topics_of(BY_BOTH).instruments[0]


@pytest.mark.parametrize("sentence", ["A joint statement was read.", "The accord binds Serbia and Kosovo.", "The law bans weapons."])
def test_an_instrument_without_two_parties_makes_no_agreement(sentence: str) -> None:
    assert [c for c in coded(sentence).claims if c.frame == "instrument.named"] == []


def test_a_quoted_block_in_the_first_person_is_the_agreements_text() -> None:
    topics = topics_of("The joint statement of Armenia and Azerbaijan named 32 servicemen.", *TEXT)
    ((_, _, authors, instrument),) = topics.texts
    assert codes(authors) == ["ARM", "AZE"]
    assert instrument is not None
    assert instrument.head == "joint statement"


def test_in_an_agreements_text_we_are_its_parties_and_the_present_promises() -> None:
    release = claim("The joint statement of Armenia and Azerbaijan named 32 servicemen.", *TEXT, action="release")
    assert (release.illocution, release.in_text, codes(release.agents)) == ("performative", True, ["ARM", "AZE"])
    assert release.instrument is not None
    assert release.instrument.head == "joint statement"
    assert [a.speaker.code for a in release.attribution if a.speaker] == ["ARM", "AZE"]


def test_the_title_names_the_instrument_where_the_text_does_not() -> None:
    release = claim("Armenia and Azerbaijan issued a text.", *TEXT, action="release", title="Text of the joint declaration")
    assert release.instrument is not None
    assert (release.instrument.head, codes(release.instrument.parties)) == ("joint declaration", ["ARM", "AZE"])
    assert claim("Armenia and Azerbaijan issued a text.", *TEXT, action="release").instrument is None


def test_the_same_words_unquoted_are_no_agreements_text() -> None:
    assert topics_of("Armenia and Azerbaijan issued a text.", "Armenia releases two soldiers.").texts == []


def test_the_agreement_spoken_of_binds_its_parties_only() -> None:
    topics = topics_of("The agreement between Armenia and Azerbaijan entered into force.", "The accord binds Serbia and Kosovo.")
    agreement, accord = topics.instruments
    assert topics.current(10_000, agreement.parties) == agreement
    assert topics.current(10_000) == accord  # the last that does not say whom it binds
    assert topics.at(agreement.start, agreement.end) == agreement
    assert topics.at(agreement.end, accord.start) is None
