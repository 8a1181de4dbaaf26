"""Where a claim's sides stand: traits of the model that says how far its codes can be trusted."""

from __future__ import annotations

from unittest import mock

import pytest
from corrected import coded

from servanda.coding import event_codes


def shown(*sentences: str) -> set[str]:
    """What the claims of some sentences show of their sides."""
    asked: list[tuple[str, ...]] = []

    def weigh(found: tuple[str, ...]) -> float:
        asked.append(found)
        return 1.0

    with mock.patch.object(event_codes, "confidence", weigh):
        coded(*sentences)
    return {trait for found in asked for trait in found}


@pytest.mark.parametrize(
    ("sentence", "traits"),
    [
        ("Norway condemned Sweden.", {"source at subject", "target at object", "sides two known", "source named once"}),
        ("Each of the parties released prisoners.", set()),
    ],
)
def test_a_claim_shows_where_its_sides_stand(sentence: str, traits: set[str]) -> None:
    assert traits <= shown(sentence)


def test_a_party_that_the_text_is_about_is_named_often() -> None:
    assert "source named often" in shown(*["Norway condemned Sweden."] * 3)
