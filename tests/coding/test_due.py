"""By when a promise falls due where its own clause does not say so."""

from __future__ import annotations

import pytest
from corrected import coded


def due(sentence: str) -> list[str | None]:
    """The day, or the number of days, by which each promise of a sentence in an item of 8 December 2023 falls due."""
    found = [c.deadline for c in coded("Armenia and Azerbaijan signed a treaty.", sentence).claims if c.illocution == "commissive"]
    return [d.date or (str(d.days) if d.days else None) for d in found]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Norway commits to lifting its ban on mangoes no later than 30 January.", ["2024-01-30"]),
        ("Norway will hand over the remains of sailors killed in 2021 by 10 February.", ["2024-02-10"]),
        ("Norway will restore the line to the port, which it cut in May, within five days.", ["5"]),
        ("Both sides will cease fire from 12 December.", ["2023-12-12"]),
        ("Norway will send 300 engineers in March.", ["2024-03-31"]),
        ("Norway will pay two million euros every month from 12 December.", [None]),
        ("Under a protocol signed with Finland on Friday, Norway will send 20 engineers.", [None]),
    ],
)
def test_a_promise_falls_due_by_the_deadline_or_day_that_its_sentence_names(sentence: str, wanted: list[str | None]) -> None:
    assert due(sentence) == wanted
