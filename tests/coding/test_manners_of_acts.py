"""Acts told in another manner than by their plain verb: by a verdict, held out on a condition, denied by the doer, by whose the goods are."""

from __future__ import annotations

import pytest
from test_claims_read_by_hand import coded

Event = tuple[str, str | None, str | None]


def events(sentence: str) -> list[Event]:
    """Type, first agent and first recipient of every claim with a type."""
    found = (c for c in coded(sentence).claims if c.plover)
    return [(c.plover or "", next((m.code for m in c.agents), None), next((m.code for m in c.recipients), None)) for c in found]


@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        ("Norway called the Swedish patrol a provocation.", ("ACCUSE", "NOR", "SWE")),
        ("Norway described the Swedish reform as a milestone.", ("SUPPORT", "NOR", "SWE")),
        ("Norway said it would shut the border unless Sweden lifted its ban.", ("THREATEN", "NOR", "SWE")),
        ("Norway said it had not shelled the Swedish village.", ("REJECT", "NOR", "SWE")),
        ("Gas from Norway has been flowing to Sweden since Monday.", ("COOPERATE", "NOR", "SWE")),
        ("Norway lodged a protest with Sweden.", ("ACCUSE", "NOR", "SWE")),
        ("Norway threw its weight behind Sweden's membership bid.", ("SUPPORT", "NOR", "SWE")),
        ("Norway would like Sweden to free the sailors.", ("REQUEST", "NOR", "SWE")),
        ("Norway stood by Sweden after the vote.", ("SUPPORT", "NOR", "SWE")),
        ("Norway withdrew its promise to lend Sweden a ferry.", ("REJECT", "NOR", "SWE")),
        ("Norway raised the prospect of military action against Sweden.", ("THREATEN", "NOR", "SWE")),
    ],
)
def test_the_manner_of_telling_has_the_type_of_the_act(sentence: str, event: Event) -> None:
    assert event in events(sentence)


@pytest.mark.parametrize(
    ("sentence", "other"),
    [
        ("Norway called the vote in Sweden a step forward.", "CONCEDE"),  # no vote was called
        ("Norway said it had not shelled the Swedish village.", "RETREAT"),
        ("Norway closed its border with Sweden.", "ASSAULT"),
        ("Norway paid for the electricity of last year.", "AID"),
    ],
)
def test_what_only_looks_like_another_act(sentence: str, other: str) -> None:
    assert other not in [plover for plover, *_ in events(sentence)]
