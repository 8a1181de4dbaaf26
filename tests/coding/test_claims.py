"""What clauses become: who may bind whom, what is promised, refrained from, threatened, asked, and by whom it is said."""

from __future__ import annotations

import pytest
from corrected import actions, claim, coded, codes

AGREED = "The agreement between Armenia and Azerbaijan entered into force."
PROMISES = {"commissive", "performative"}


def promises(*sentences: str) -> list[tuple[str, list[str | None]]]:
    return [(c.action, codes(c.agents)) for c in coded(*sentences).claims if c.illocution in PROMISES]


@pytest.mark.parametrize(
    "sentence",
    ["Armenia will release two soldiers.", "Armenia is to release two men.", "Armenia was to release two men."],
)
def test_auxiliaries_bind_where_an_agreement_is_spoken_of(sentence: str) -> None:
    found = claim(AGREED, sentence, action="release")
    assert (found.illocution, found.modality, codes(found.agents)) == ("commissive", "promised", ["ARM"])
    assert found.instrument is not None
    assert codes(found.instrument.parties) == ["ARM", "AZE"]
    assert promises(sentence) == []


def test_a_partys_own_word_binds_it() -> None:
    found = claim(AGREED, "Armenia said that it will release two soldiers.", action="release")
    assert (found.illocution, codes(found.agents)) == ("commissive", ["ARM"])


def test_an_operator_binds_without_an_agreement() -> None:
    assert promises("Armenia agreed to release two soldiers.") == [("release", ["ARM"])]
    assert promises("Russia and Ukraine undertook to exchange prisoners.") == [("exchange", ["RUS", "UKR"])]


@pytest.mark.parametrize(
    "sentence",
    [
        "Georgia said that Armenia will release two soldiers.",  # nobody binds another
        "Armenia would release two soldiers.",
        "Armenia may release two soldiers.",
        "Armenia will be strong.",  # no deed
        "The company will release two soldiers.",  # a private party
        "Armenia did not agree to release two soldiers.",
        "Armenia refused to release two soldiers.",
        "Armenia plans to close the border.",
        "Armenia threatened to close the border.",
        "The borders have yet to be delimited.",
        "France urged Serbia to withdraw its troops.",
        "Armenia has never released prisoners.",
    ],
)
def test_what_binds_nobody(sentence: str) -> None:
    assert promises(AGREED, sentence) == []


def test_the_present_tense_promises_only_for_parties_of_an_agreement() -> None:
    found = claim(AGREED, "Armenia releases two soldiers.", action="release")
    assert (found.illocution, found.in_text) == ("performative", True)
    assert actions("Armenia releases two soldiers.") == [("act", "release")]
    assert actions(AGREED, "Armenia is releasing two soldiers.")[-1] == ("act", "release")


def test_by_doing_does_what_the_clause_above_does() -> None:
    sentence = "Armenia supports the bid by withdrawing its own candidacy."
    assert [c.illocution for c in coded(AGREED, sentence).claims if c.action in {"support", "withdraw"}] == ["performative", "performative"]


def test_a_passive_without_an_agent_binds_the_parties() -> None:
    assert promises(AGREED, "The servicemen will be released.") == [("release", ["ARM", "AZE"])]


def test_quantity_deadline_condition_and_order() -> None:
    release = claim(AGREED, "In its turn, Armenia releases two soldiers.", action="release")
    assert release.quantity is not None
    assert (release.quantity.value, release.quantity.unit, release.marker) == (2, "person", "in its turn")
    withdraw = claim(AGREED, "Armenia is to withdraw its troops within 30 days.", action="withdraw")
    assert (withdraw.deadline.kind, withdraw.deadline.days) == ("relative", 30)
    lift = claim(AGREED, "Azerbaijan will lift the blockade once Armenia withdraws its troops.", action="lift")
    assert lift.condition is not None
    assert lift.condition.text == "once Armenia withdraws its troops"


def test_a_deadline_is_no_time_of_happening() -> None:
    assert claim(AGREED, "Armenia is to withdraw its troops within 30 days.", action="withdraw").happened is None


def test_the_day_a_deed_was_done() -> None:
    signed = claim("Armenia and Azerbaijan signed a peace treaty on August 8, 2025.", action="sign", published="2025-08-09")
    assert signed.happened is not None
    assert (signed.happened.first, signed.happened.precision) == ("2025-08-08", "day")


@pytest.mark.parametrize(
    ("sentence", "words"),
    [("Armenia gave its word not to attack ships.", "attack ships"), ("Armenia may not produce missiles.", "produce missiles")],
)
def test_a_duty_not_to_act_is_to_refrain_from_the_acts_own_words(sentence: str, words: str) -> None:
    found = claim(AGREED, sentence, action="refrain")
    assert (found.illocution, found.polarity, found.object.text if found.object else "") == ("commissive", "negative", words)


def test_to_agree_to_refrain_is_to_refrain() -> None:
    found = claim("Armenia agreed to refrain from attacks.", action="refrain")
    assert (found.illocution, found.object.text if found.object else "") == ("commissive", "attacks")


def test_a_hostile_deed_on_a_condition_is_a_threat() -> None:
    found = claim(AGREED, "If Armenia closes the border, Azerbaijan will attack the town.", action="attack")
    assert (found.illocution, found.modality) == ("condition", "threatened")


@pytest.mark.parametrize("sentence", ["Armenia did not release the men.", "Armenia failed to release two soldiers.", "Armenia has never released prisoners."])
def test_what_was_not_done_is_said_to_be_not_done(sentence: str) -> None:
    found = claim(sentence, action="release")
    assert (found.illocution, found.polarity, found.modality, found.plover) == ("act", "negative", "not done", None)


def test_an_appeal_has_those_who_are_to_do_what_is_asked() -> None:
    for sentence, words in (
        ("France urged Serbia to withdraw its troops.", "withdraw its troops"),
        ("Georgia called on Armenia and Azerbaijan to continue the talks.", "continue the talks"),
        ("Azerbaijan demanded that Armenia release two soldiers.", "Armenia release two soldiers"),
    ):
        (found,) = (c for c in coded(sentence).claims if c.illocution == "appeal")
        assert found.object is not None
        assert found.object.text == words
        assert None not in codes(found.recipients)
        assert found.recipients


def test_a_hope_about_others_is_an_appeal_and_nobodys_promise() -> None:
    (appeal,) = (c for c in coded("Armenia hopes that Georgia will support the bid.").claims if c.illocution == "appeal")
    assert (codes(appeal.agents), codes(appeal.recipients)) == (["ARM"], ["GEO"])
    assert promises(AGREED, "Armenia hopes that Georgia will support the bid.") == []


def test_an_endorsement_names_the_document() -> None:
    found = claim("Armenia welcomed the joint statement.", action="welcome")
    assert (found.illocution, found.instrument.head if found.instrument else "") == ("endorsement", "joint statement")


def test_what_only_a_party_says_is_claimed_and_the_chain_runs_from_the_outlet_inwards() -> None:
    found = claim("Armenia said that it had released two soldiers.", action="release", outlet="Lantern Wire")
    assert (found.illocution, found.modality) == ("act", "claimed")
    outer, inner = found.attribution
    assert (outer.outlet, outer.speaker) == ("Lantern Wire", None)
    assert inner.speaker is not None
    assert (inner.speaker.code, inner.cue) == ("ARM", "say")
    assert claim("Azerbaijan released 32 servicemen.", action="release").modality == "asserted"


def test_the_one_who_is_asked_a_question_appeals_for_nothing() -> None:
    sentence = "Asked about the vote, the minister said that Armenia released two soldiers."
    assert [illocution for illocution, _ in actions(sentence)] == ["act"]


def test_who_requests_without_being_named_is_the_body_whose_text_it_is() -> None:
    def asked(sentence: str, outlet: str | None) -> list[tuple[list[str | None], list[str | None]]]:
        return [(codes(c.agents), codes(c.recipients)) for c in coded(sentence, outlet=outlet).claims if c.illocution == "appeal"]

    passive = "Georgia was requested to release two soldiers."
    assert asked(passive, "Ministry of Foreign Affairs of Armenia") == [(["ARM"], ["GEO"])]
    assert asked(passive, "Ministry of Foreign Affairs of Georgia") == []
    assert asked(passive, "Lantern Wire") == []
    assert asked("Visitors were requested to leave.", "Ministry of Foreign Affairs of Armenia") == []


def test_a_denial_is_kept_as_one() -> None:
    assert claim("Armenia denied closing the border.", action="deny").illocution == "denial"


def test_words_of_a_party_without_another_claim_are_its_position() -> None:
    sentence = '"The vote was fair," the Armenian ministry said.'
    (found,) = coded(sentence).claims
    assert (found.illocution, found.frame, codes(found.agents)) == ("position", "speech.position", ["ARM"])
    assert found.object is not None
    assert found.object.text == '"The vote was fair,"'
    (quotation,) = coded(sentence).quotations
    assert (quotation.direct, quotation.cue, quotation.speaker.code if quotation.speaker else None) == (True, "say", "ARM")


def test_words_that_hold_a_claim_are_no_position_besides() -> None:
    assert actions("Armenia said that it had released two soldiers.") == [("act", "release")]


@pytest.mark.parametrize("published", ["2023-12-08", None])
def test_every_span_stands_in_the_text_and_main_clauses_come_first(published: str | None) -> None:
    sentences = (AGREED, "Armenia agreed to release two soldiers.", "Azerbaijan will lift the blockade once Armenia withdraws its troops.")
    result = coded(*sentences, published=published)
    text = result.document.text
    assert len({c.claim_id for c in result.claims}) == len(result.claims)
    for c in result.claims:
        assert 0 <= c.sentence_start <= c.start < c.end <= c.sentence_end <= len(text)
        for span in (c.object, c.condition, c.quantity, c.instrument):
            assert span is None or text[span.start : span.end] == span.text
    assert list(result.claims) == sorted(result.claims, key=lambda c: (c.sentence_start, c.depth, c.start))
