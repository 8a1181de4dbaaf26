"""What binds a party by its own word, outside any agreement's text: deeds that serve another, terms told of a deal, gifts set apart."""

from __future__ import annotations

import pytest
from corrected import coded, codes


def owed(*sentences: str) -> list[tuple[list[str | None], list[str | None], str, str]]:
    """Debtor, to whom, deed and thing of each promise."""
    found = [c for c in coded(*sentences).claims if c.illocution == "commissive"]
    return [(codes(c.agents), codes(c.recipients), c.action, c.object.text if c.object else "") for c in found]


@pytest.mark.parametrize(
    ("sentence", "debtor", "beneficiary", "thing"),
    [
        ("Kenya said that it would ship 50 tonnes of maize to Uganda by 3 May.", "KEN", "UGA", "50 tonnes of maize"),
        ("Kenya will supply 50 tonnes of maize to Uganda.", "KEN", "UGA", "50 tonnes of maize"),
        ("Kenya is going to repair two Ugandan ferries.", "KEN", "UGA", "two Ugandan ferries"),
        ("Two ferries will be delivered to Uganda, the Kenyan ministry said.", "KEN", "UGA", "Two ferries"),
        ("Kenya decided to give Uganda two ferries.", "KEN", "UGA", "two ferries"),
    ],
)
def test_a_deed_that_serves_another_is_owed_by_who_tells_of_it(sentence: str, debtor: str, beneficiary: str, thing: str) -> None:
    assert [(who, whom, what) for who, whom, _, what in owed(sentence)] == [([debtor], [beneficiary], thing)]


@pytest.mark.parametrize("sentence", ["Kenya said that it would ship 50 tonnes of maize.", "Kenya will supply maize.", "Kenya decided to give two ferries."])
def test_a_deed_that_names_nobody_else_is_a_plan(sentence: str) -> None:
    assert owed(sentence) == []


@pytest.mark.parametrize(
    "sentence", ["Kenya will not shut its border to Ugandan lorries, the president assured Uganda.", "Kenya said that it would expel no Ugandan teachers."]
)
def test_harm_that_a_party_says_it_will_not_do_is_owed_not_to_be_done(sentence: str) -> None:
    assert [(who, act) for who, _, act, _ in owed(sentence)] == [(["KEN"], "refrain")]


@pytest.mark.parametrize(
    ("sentence", "deed"),
    [
        ("Under the accord Kenya would reopen the border.", (["KEN"], "border")),
        ("Kenya and Uganda signed an accord under which Kenya takes back 300 refugees.", (["KEN"], "300 refugees")),
        ("Kenya and Uganda signed a deal to link their power grids.", (["KEN", "UGA"], "their power grids")),
    ],
)
def test_the_terms_of_a_deal_bind(sentence: str, deed: tuple[list[str], str]) -> None:
    assert deed in [(who, thing) for who, _, _, thing in owed(sentence)]


@pytest.mark.parametrize("sentence", ["Under the proposed accord Kenya would reopen the border.", "Kenya rejected a deal to link their power grids."])
def test_the_terms_of_what_was_never_made_bind_nobody(sentence: str) -> None:
    assert owed(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "debtor", "beneficiary", "thing"),
    [
        ("The bank said it would lend Kenya two million euros.", None, "KEN", "two million euros"),
        ("Kenya is to provide Uganda with two ferries under the accord.", "KEN", "UGA", "two ferries"),
        ("Uganda has been promised two ferries by Kenya.", "KEN", "UGA", "two ferries"),
        ("Kenya's pledge of two ferries to Uganda was made on Tuesday.", "KEN", "UGA", "two ferries to Uganda"),
    ],
)
def test_who_gets_it_is_told_from_what_is_given(sentence: str, debtor: str | None, beneficiary: str, thing: str) -> None:
    found = coded(sentence).claims
    assert any(beneficiary in codes(c.recipients) and c.object is not None and c.object.text == thing for c in found)
    assert debtor is None or any(codes(c.agents) == [debtor] and c.illocution == "commissive" for c in found)


def test_a_handover_that_is_to_take_place_has_not_yet() -> None:
    found = coded("Kenya and Uganda signed a deal to link their power grids.", "The handover of the prisoners is to take place on 20 March.").claims
    (handover,) = [c for c in found if c.predicate == "handover"]
    assert (handover.illocution, handover.deadline.date) == ("commissive", "2024-03-20")


def test_what_is_done_as_soon_as_another_thing_is_waits_for_it() -> None:
    (claim,) = [c for c in coded("Kenya will send 200 doctors to Uganda as soon as the accord is approved.").claims if c.illocution == "commissive"]
    assert claim.condition is not None
    assert "accord is approved" in claim.condition.text
