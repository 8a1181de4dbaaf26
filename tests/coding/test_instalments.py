"""Promises that fall due in parts, and the measures that stand beside a verb."""

from __future__ import annotations

import pytest
from corrected import coded

from servanda.records import Claim

SIGNED = "Armenia and Azerbaijan signed a treaty."


def promises(sentence: str) -> list[tuple[float | None, str, str | None]]:
    """Amount, unit and day of each promise of a sentence in an item of 8 December 2023."""
    return [
        (c.quantity.value if c.quantity else None, c.quantity.unit if c.quantity else "", c.deadline.date or str(c.deadline.days))
        for c in coded(SIGNED, sentence).claims
        if c.illocution == "commissive"
    ]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        (
            "Norway undertook to pay 15 million euros by 30 June 2024, 18 million by 31 December and 12 million by 30 June 2025.",
            [(15e6, "EUR", "2024-06-30"), (18e6, "EUR", "2024-12-31"), (12e6, "EUR", "2025-06-30")],
        ),
        (
            "Norway undertook to pay 30 million dollars in June, 25 million in July and the rest by December.",
            [(30e6, "USD", "2024-06-30"), (25e6, "USD", "2024-07-31"), (None, "", "2024-12-31")],
        ),
        (
            "Norway undertook to destroy 60 tonnes within 30 days of signing and 40 tonnes within 90 days of signing.",
            [(60, "tonne", "30"), (40, "tonne", "90")],
        ),
        (
            "Norway undertook to pay 12 million euros in three instalments of 4 million euros each, on 15 January, 15 February and 15 March 2024.",
            [(12e6, "EUR", "2024-03-15")],
        ),
        ("Norway undertook to hand over 46 maps, 26 of them by 31 March 2024 and 20 by 30 June.", [(26, "map", "2024-03-31"), (20, "map", "2024-06-30")]),
        ("Norway undertook to release 20 prisoners in May and 10 in June.", [(20, "person", "2024-05-31"), (10, "person", "2024-06-30")]),
    ],
)
def test_each_dated_part_of_a_promise_is_a_claim(sentence: str, wanted: list[tuple[float | None, str, str]]) -> None:
    assert promises(sentence) == wanted


def test_parts_of_one_promise_have_names_of_their_own_and_come_in_the_order_of_the_text() -> None:
    found = [c for c in coded(SIGNED, "Norway undertook to pay 5 million euros by April and 6 million by June.").claims if c.illocution == "commissive"]
    assert len({c.claim_id for c in found}) == 2
    assert [c.quantity.text for c in found if c.quantity] == ["5 million euros", "6 million"]


def test_sub_totals_without_days_make_no_instalments() -> None:
    assert [value for value, *_ in promises("Norway undertook to release 32 prisoners, among them two officers, by 1 May.")] == [32]


def quantity_of(predicate: str, *sentences: str) -> tuple[float, str] | None:
    claim: Claim = next(c for c in coded(SIGNED, *sentences).claims if c.predicate == predicate and c.illocution != "appeal")
    return (claim.quantity.value, claim.quantity.unit) if claim.quantity else None


@pytest.mark.parametrize(
    ("predicate", "sentence", "wanted"),
    [
        ("cancel", "Norway undertook to cancel claims on Sweden in the amount of 90 million euros.", (90e6, "EUR")),
        ("prolong", "Norway and Sweden agreed to prolong the accord by 60 days.", (60, "day")),
        ("give", "Norway undertook to give 20 minutes of air time to Sweden.", (20, "minute")),
        ("free", "Norway undertook to free the captives within 60 days.", None),
        ("free", "Norway freed one of the 12 captives.", (1, "person")),
        ("withdraw", "Norway withdrew guns 20 kilometres from the border.", (20, "km")),
    ],
)
def test_measures_beside_the_verb(predicate: str, sentence: str, wanted: tuple[float, str] | None) -> None:
    assert quantity_of(predicate, sentence) == wanted
