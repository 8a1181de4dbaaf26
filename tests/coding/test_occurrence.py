"""When what a clause tells happened, where its own words name no day."""

from __future__ import annotations

import pytest
from corrected import coded

WEDNESDAY = "2023-12-06"


def days(sentence: str) -> dict[str, str | None]:
    return {claim.predicate: claim.happened.first if claim.happened else None for claim in coded(sentence).claims}


@pytest.mark.parametrize(
    ("sentence", "predicate"),
    [
        ("Norway handed over 30 men on Wednesday and freed two pilots.", "free"),  # joined verbs share their day
        ("Sweden urges Norway, it said on Wednesday.", "urge"),  # what is done by saying it is done when it is said
        ("Sweden said on Wednesday that talks had failed. It urged Norway to release two pilots.", "urge"),
        ("Norway seized a boat before dawn on Wednesday.", "seize"),  # a noun that was parsed as a clause, and no deadline
    ],
)
def test_the_day_comes_from_the_words_around(sentence: str, predicate: str) -> None:
    assert days(sentence)[predicate] == WEDNESDAY


def test_the_day_of_a_report_is_not_that_of_the_deed_it_tells() -> None:
    assert days("Norway freed two pilots, the ministry of defence there said on Wednesday.")["free"] is None
