"""Duties told without a verb of promising beside them: by nouns, in lists, by place and date, by who stands between."""

from __future__ import annotations

import pytest

from servanda import code
from servanda.records import Claim, Coded

MADE = "Ostland and Norway signed a protocol on Tuesday."


def coded(*sentences: str, published: str = "2024-03-06") -> Coded:
    """What the sentences say as one paragraph, read with the shipped pipeline."""
    return code(" ".join(sentences), published=published)


def owed(*sentences: str, published: str = "2024-03-06") -> list[Claim]:
    """The promises of a text."""
    return [c for c in coded(*sentences, published=published).claims if c.illocution in {"commissive", "performative"} and c.modality == "promised"]


def debtors(*sentences: str) -> list[tuple[list[str | None], str]]:
    """Who owes which act."""
    return [([m.code for m in c.agents], c.action) for c in owed(*sentences)]


@pytest.mark.parametrize(
    "words",
    [
        "Sweden renewed its commitment to remove the barriers by June.",
        "Sweden entered into an engagement to remove the barriers.",
        "Sweden has taken it upon itself to remove the barriers.",
        "Sweden undertook that the barriers would be removed.",
        "Sweden's part of the bargain is to remove the barriers.",
        "The protocol provides for Sweden to remove the barriers.",
        "The protocol has Sweden removing the barriers.",
        "Under the protocol it falls to Sweden to remove the barriers.",
        "Sweden was given six weeks to remove the barriers.",
    ],
)
def test_each_way_of_binding_binds_the_one_who_is_named(words: str) -> None:
    assert [[m.code for m in c.agents] for c in owed("Sweden and Norway signed a protocol on Tuesday.", words)] == [["SWE"]]


@pytest.mark.parametrize("words", ["Sweden reaffirmed its commitment to protect the border.", "Sweden renewed its commitment to peace."])
def test_a_commitment_without_a_deed_is_a_disposition(words: str) -> None:
    assert owed(words) == []


def test_each_thing_of_a_timetable_has_its_day() -> None:
    found = owed("Under the deal signed on Monday by Sweden and Norway, Sweden will vacate the yard by 1 May, the mill by 1 June and the quay by 1 July.")
    assert [(c.object.text if c.object else "", c.deadline.date) for c in found] == [
        ("yard", "2024-05-01"), ("the mill", "2024-06-01"), ("the quay", "2024-07-01"),
    ]  # fmt: skip


def test_a_colon_opens_a_timetable() -> None:
    found = owed("Sweden and Norway signed an accord on Monday.", "Sweden will leave in stages: the yard by 1 May, the mill by 1 June and the quay by 1 July.")
    assert [c.deadline.date for c in found] == ["2024-05-01", "2024-06-01", "2024-07-01"]


def test_things_owed_are_duties_by_their_nouns() -> None:
    found = owed("Sweden owes Norway a new law on courts, an audit of the mill and the release of 30 sailors.")
    assert [(c.action, [m.code for m in c.agents], [m.code for m in c.recipients]) for c in found] == [
        ("adopt", ["SWE"], ["NOR"]), ("audit", ["SWE"], ["NOR"]), ("release", ["SWE"], ["NOR"]),
    ]  # fmt: skip
    assert [c.quantity.value if c.quantity else None for c in found] == [None, None, 30]


def test_a_list_of_obligations_names_each_party_before_its_own() -> None:
    found = debtors(
        "The note on the truce lists the obligations of each.", "Sweden: a halt to patrols, the release of 90 sailors.", "Norway: the return of eight boats."
    )
    assert found == [(["SWE"], "stop"), (["SWE"], "release"), (["NOR"], "return")]


def test_what_an_accord_provides_for_is_owed_by_its_parties() -> None:
    found = debtors("Sweden and Norway signed an accord in May.", "Nothing has come of the joint tribunal that the accord provides for.")
    assert found == [(["SWE", "NOR"], "set up")]


def test_a_go_between_tells_what_the_sides_will_do() -> None:
    found = debtors("Finland, which mediated, said that Sweden would free 35 sailors and that Norway would pay the fine.")
    assert (["SWE"], "release") in found
    assert debtors("Finland said that Sweden would free 35 sailors and that Norway would pay the fine.") == []


def test_those_jailed_are_amnestied_by_the_state_and_not_by_the_rebels() -> None:
    told = "Chad and the Deep South Front (DSF), an armed group, signed an accord on Tuesday."
    assert debtors(told, "Those jailed in the war will be amnestied within 15 days.") == [(["TCD"], "amnesty")]
    assert debtors(told, "The prisoners will be released within 15 days.") == [(["TCD", "DSF"], "release")]


def test_the_government_beside_a_front_is_not_the_fronts() -> None:
    found = coded(
        "N'Djamena, Chad.", "The Deep South Front (DSF), an armed group, fights Chad.", "The Deep South Front and the government signed a truce on Monday."
    )
    assert {m.code for c in found.claims if c.predicate == "sign" for m in c.agents} == {"DSF", "TCD"}


def test_reticence_is_no_duty() -> None:
    assert owed(MADE, "Norway would not be drawn on the price.") == []
    assert owed("Sweden and Norway signed an accord on Monday.", "Norway makes no mention of any date.") == []


def test_the_same_day_is_that_of_the_term_before() -> None:
    found = owed(
        "Sweden and Norway signed an accord on Monday.",
        "They will clear the strait within 30 days of the handover.",
        "By the same day the masts are to be removed.",
    )
    assert [(c.deadline.anchor, c.deadline.days) for c in found] == [("handover", 30), ("handover", 30)]
    found = owed("Sweden and Norway signed an accord on Monday.", "Sweden will return the boats by 20 August, and on that very day Norway will free the crew.")
    assert [c.deadline.date for c in found] == ["2024-08-20", "2024-08-20"]


def test_onlookers_and_witnesses_are_none_of_the_parties() -> None:
    told = ("The head of Sweden's council and a rebel chief signed a declaration on Sunday.", "In it both parties undertake to respect the truce.")
    assert not any(
        m.code == "USA" for c in coded(*told, "The United States welcomed the declaration.").claims if c.illocution == "commissive" for m in c.agents
    )


@pytest.mark.parametrize(
    "words", ["Should Norway pull out, Sweden will free the 28 sailors.", "Sweden will free the 28 sailors on the day that Norway lifts its ban."]
)
def test_an_inverted_clause_and_a_day_are_conditions(words: str) -> None:
    assert all(c.condition is not None for c in owed("Sweden and Norway signed an accord on Monday.", words))


@pytest.mark.parametrize(
    ("words", "action"),
    [
        ("The border post is to be open by 1 May.", "open"),
        ("The hotline is to be in place by 1 May.", "set up"),
        ("All troops are to be out of the zone by 1 May.", "withdraw"),
        ("The bridge reopens on 1 May.", "reopen"),
        ("Heavy weapons go into barracks within 120 days.", "put"),
    ],
)
def test_a_thing_that_is_to_be_so_is_owed_by_the_parties(words: str, action: str) -> None:
    assert debtors("Sweden and Norway signed a protocol on Tuesday.", words) == [(["SWE", "NOR"], action)]
    assert debtors(words) == []  # under no agreement nobody owes it


def test_who_sees_to_it_owes_that_it_be_so() -> None:
    found = owed("Sweden and Norway signed a protocol on Tuesday.", "Sweden shall see to it that all foreign fighters leave.")
    assert [(c.action, [m.code for m in c.agents], c.object.text if c.object else "") for c in found] == [("ensure", ["SWE"], "foreign fighters leave")]


def test_a_deed_of_ones_own_that_is_accepted_is_owed() -> None:
    assert debtors("Chad and the Deep South Front (DSF) signed a truce.", "The DSF accepted the disarmament of its fighters.") == [(["DSF"], "disarm")]
    assert debtors("Chad and the Deep South Front (DSF) signed a truce.", "The DSF accepted the return of Chad's governor.") == []


def test_a_text_commits_to_deeds_and_deeds_are_agreed() -> None:
    assert debtors("Sweden and Norway signed a protocol.", "The protocol commits Sweden to the removal of the barriers.") == [(["SWE"], "remove")]
    assert debtors("Sweden and Norway signed a protocol.", "An exchange of 40 prisoners by 1 May was agreed.") == [(["SWE", "NOR"], "exchange")]


def test_who_bears_the_cost_under_an_agreement_owes_it() -> None:
    assert [who for who, _ in debtors("Sweden and Norway signed a protocol.", "The cost is borne by Sweden.")] == [["SWE"]]


def test_a_span_of_days_ends_with_its_last() -> None:
    found = owed("Sweden and Norway signed a protocol.", "Sweden will withdraw its guards in stages that begin on 15 April and end on 31 May 2024.")
    assert [c.deadline.date for c in found] == ["2024-05-31"]


def test_both_sides_are_all_who_stood_on_both_before() -> None:
    told = "Sweden and the two fronts, the Deep South Front (DSF) and the Upper Lakes Front (ULF), are to cease fire."
    found = owed("Sweden, the Deep South Front (DSF) and the Upper Lakes Front (ULF) signed a truce.", told, "Both sides are to pull their guns back.")
    assert {m.code for m in found[-1].agents} >= {"SWE"}


def test_shares_by_several_are_one_each() -> None:
    found = owed("Sweden and Norway signed a treaty.", "Under its terms 1,846 mines are to be destroyed by Sweden and 846 by Norway.")
    assert [([m.code for m in c.agents], c.quantity.value if c.quantity else None) for c in found] == [(["SWE"], 1846), (["NOR"], 846)]


def test_a_treaty_that_takes_effect_now_is_in_force() -> None:
    told = "Sweden and Norway exchanged the instruments of ratification on Tuesday."
    assert "enter into force" in {c.action for c in coded(told, "The treaty thereby enters into force.").claims}
    assert "enter into force" not in {c.action for c in coded(told, "The treaty enters into force on 1 May 2024.").claims}


def test_witnesses_owe_nothing_that_the_signatories_will_do() -> None:
    told = ("Sweden and the Deep South Front (DSF) signed an accord.", "Chad, Qatar and Egypt signed as witnesses.")
    found = owed(*told, "The council is to be enlarged for the front.")
    assert not {m.code for c in found for m in c.agents} & {"TCD", "QAT", "EGY"}
