"""Ways of promising beside "agreed to": nouns, extraposed clauses, things pledged, lists of duties without a finite verb."""

from __future__ import annotations

import pytest
from corrected import coded, codes

from servanda.coding.defined import with_defined
from servanda.records import Mention


def promised(*sentences: str) -> list[tuple[list[str | None], str, str | None]]:
    """Who owes what deed to what."""
    found = [c for c in coded(*sentences).claims if c.illocution == "commissive"]
    return [(codes(c.agents), c.action, c.object.text if c.object else None) for c in found]


@pytest.mark.parametrize(
    ("sentence", "owed"),
    [
        ("Kenya commits to lifting its ban on mangoes.", (["KEN"], "lift", "its ban on mangoes")),
        ("It was agreed that Kenya would release two prisoners.", (["KEN"], "release", "two prisoners")),
        ("Kenya gave Uganda its word that the road would be opened by 3 May.", (["KEN"], "open", "road")),
        ("Kenya and Uganda reached agreement on the release of two prisoners.", (["KEN", "UGA"], "release", "two prisoners")),
    ],
)
def test_a_promise_is_found_under_nouns_and_extraposed(sentence: str, owed: tuple[list[str], str, str]) -> None:
    assert owed in promised(sentence)


def test_what_somebody_is_assured_of_in_the_past_tense_is_told_not_promised() -> None:
    assert promised("Kenya assured Uganda that the line was safe.") == []


def test_a_sum_pledged_is_to_be_paid() -> None:
    assert promised("Kenya pledged two million euros to Uganda.") == [(["KEN"], "pay", "two million euros")]


def test_support_without_number_or_day_is_no_promise_that_could_be_called_in() -> None:
    assert promised("Kenya promised support.") == []


def test_what_a_relative_clause_says_was_promised_is_no_new_promise() -> None:
    assert promised("Uganda saw the two engineers that Kenya had promised.") == []


def test_a_gift_told_as_settled_binds() -> None:
    assert promised("Kenya will donate two bridges to Uganda.") == [(["KEN"], "give", "two bridges")]


def test_an_infinitive_without_a_finite_verb_is_what_somebody_is_to_do() -> None:
    agreed = "It was agreed that Kenya would release two prisoners."
    found = [c for c in coded(agreed, "Kenya to issue two permits.").claims if c.action in {"issue", "grant"}]
    assert [codes(c.agents) for c in found] == [["KEN"]]


def test_a_sum_is_told_by_what_it_is_for() -> None:
    objects = [c.object.text for c in coded("Kenya invested two million dollars in a warehouse.").claims if c.object]
    assert objects == ["two million dollars in a warehouse"]


def defined(text: str) -> list[tuple[str, str | None]]:
    names = [
        Mention(start=(at := text.find(name)), end=at + len(name), text=name, code=code, kind="state") for name, code in (("Kenya", "KEN"), ("Uganda", "UGA"))
    ]
    return [(m.text, m.code) for m in with_defined(text, names) if m.text not in {"Kenya", "Uganda"}]


def test_names_that_a_treaty_defines_stand_for_its_parties() -> None:
    text = 'Kenya (hereinafter "the Lender") and Uganda, hereinafter referred to as "the Borrower", agree. The Borrower shall repay the Lender.'
    assert set(defined(text)) == {("Borrower", "UGA"), ("Lender", "KEN")}
    text = '"sending Party" means Kenya and "receiving Party" means the Republic of Uganda. The sending Party pays the receiving Party.'
    assert defined(text) == [("sending Party", "KEN"), ("receiving Party", "UGA")]


def test_a_name_for_both_parties_is_no_name_of_one() -> None:
    assert defined('Kenya and Uganda (hereinafter "the Parties") agree. The Parties meet.') == []
