"""Who a noun phrase speaks of: names, organs, pronouns and descriptions, resolved against what stood before."""

from __future__ import annotations

import pytest
from corrected import claim, coded, codes, knowledge, reading

from servanda.coding.parties import Parties

TALKS = "Talks between Armenia and Azerbaijan ended."
STATEMENT = "The Presidential Administration of Azerbaijan and the Office of the Prime Minister of Armenia issued a joint statement."
PRESENTED = "Brazil's foreign minister, Paulo Sandoval, met Hugo Lind of Guyana."


def test_coordinated_parties_keep_their_organs() -> None:
    agents = claim(STATEMENT, action="issue").agents
    assert [(m.code, m.organ) for m in agents] == [("AZE", "Presidential Administration"), ("ARM", "Office of the Prime Minister")]


def test_a_list_is_read_to_its_end() -> None:
    assert codes(claim("Russia, Turkey and Iran signed a treaty.", action="sign").agents) == ["RUS", "TUR", "IRN"]


def test_an_armed_group_is_a_party_beside_a_state() -> None:
    agents = coded("Israel and Hamas agreed on a truce.").claims[0].agents
    assert [(m.code, m.kind) for m in agents] == [("ISR", "state"), ("Hamas", "armed group")]


def test_an_apposition_adds_no_party() -> None:
    assert codes(claim("Türkiye, Azerbaijan's closest partner, welcomed the treaty.", action="welcome").agents) == ["TUR"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Both sides released prisoners.",
        "The two countries released prisoners.",
        "They released prisoners.",
        "Each of the parties released prisoners.",
        "Neither government released prisoners.",
    ],
)
def test_descriptions_of_several_parties(sentence: str) -> None:
    assert codes(claim(TALKS, sentence, action="release").agents) == ["ARM", "AZE"]


def test_both_sides_are_the_organs_that_were_named() -> None:
    assert codes(claim(STATEMENT, "Both sides released prisoners.", action="release").agents) == ["AZE", "ARM"]


@pytest.mark.parametrize(
    "sentence", ["Both sides released prisoners.", "They released prisoners.", "It released two soldiers.", "The latter released two soldiers."]
)
def test_nothing_is_guessed_where_nobody_was_named(sentence: str) -> None:
    assert [codes(c.agents) for c in coded(sentence).claims if c.agents] == []


def test_the_latter_is_the_second() -> None:
    assert codes(claim(TALKS, "The latter released two soldiers.", action="release").agents) == ["AZE"]


def test_it_is_the_last_subject() -> None:
    assert codes(claim("Armenia withdrew its troops.", "It released two soldiers.", action="release").agents) == ["ARM"]
    assert codes(claim("Armenia met with Azerbaijan in Tbilisi.", "It released two soldiers.", action="release").agents) == ["ARM"]


def test_a_bare_government_is_that_of_the_last_subject_not_of_a_capital_named_as_a_place() -> None:
    for before in ("Armenia withdrew its troops.", "Armenia met with Azerbaijan in Tbilisi."):
        (agent,) = claim(before, "The government released two soldiers.", action="release").agents
        assert (agent.code, agent.kind, agent.role, agent.organ) == ("ARM", "organ", "GOV", "government")


def test_the_organization_is_the_last_one_named_never_a_state() -> None:
    praise = claim("The European Union welcomed the treaty.", "The organization praised Armenia.", action="praise")
    assert (codes(praise.agents), codes(praise.recipients)) == (["EU"], ["ARM"])
    unnamed = claim("The United States welcomed the vote.", "The organization praised Armenia.", action="praise").agents
    assert [(m.code, m.text) for m in unnamed] == [(None, "organization")]  # its words are kept, no state is guessed


def test_surnames_stand_for_people_whom_the_text_presented() -> None:
    praise = claim(PRESENTED, "Lind praised Sandoval.", action="praise")
    assert [(m.code, m.kind, m.text) for m in praise.agents] == [("GUY", "person", "Lind")]
    assert codes(praise.recipients) == ["BRA"]
    unknown = claim("Lind praised Sandoval.", action="praise")
    assert [(m.code, m.text) for m in unknown.agents] == [(None, "Lind")]


def test_he_is_a_person_never_a_state() -> None:
    assert codes(claim(PRESENTED, "He praised Armenia.", action="praise").agents) == ["BRA"]
    assert claim(TALKS, "He praised Armenia.", action="praise").agents == ()


def test_bodies_that_many_states_have_are_taken_for_one_only_where_its_state_is_named() -> None:
    assert codes(claim("The United States welcomed the vote.", "Congress passed a law.", action="adopt").agents) == ["USA"]
    assert "USA" not in codes(claim("Congress passed a law.", action="adopt").agents)
    assert "USA" not in codes(claim("The European Union welcomed the treaty.", "Congress passed a law.", action="adopt").agents)


def test_an_actor_that_no_table_knows_keeps_its_words() -> None:
    (agent,) = claim("The Forest Lantern League released two soldiers.", action="release").agents
    assert (agent.code, agent.text, agent.kind) == (None, "Forest Lantern League", "group")


def test_offsets_point_at_the_words() -> None:
    read = reading(TALKS, PRESENTED, "Lind praised Sandoval.")
    for c in coded(TALKS, PRESENTED, "Lind praised Sandoval.").claims:
        for mention in (*c.agents, *c.recipients):
            assert read.document.text[mention.start : mention.end] == mention.text


def test_parties_named_together() -> None:
    parties = Parties(reading(TALKS, "Russia, Turkey and Iran signed a treaty."), knowledge().gazetteer)
    assert [codes(group) for group in parties.references.together] == [["ARM", "AZE"], ["RUS", "TUR", "IRN"]]
    assert codes(parties.references.last_group(len(TALKS))) == ["ARM", "AZE"]
    assert codes(parties.references.last_group(10_000)) == ["RUS", "TUR", "IRN"]
    assert codes(parties.references.last_group(10_000, 2)) == ["ARM", "AZE"]
