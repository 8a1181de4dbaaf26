"""Acts between parties in everyday words, in passives, by arrivals, and on whose word they were done: each in a sentence of our own."""

from __future__ import annotations

from functools import cache

import pytest

from servanda.coding import Coder
from servanda.documents import make_document
from servanda.records import Claim


@cache
def _coder() -> Coder:
    return Coder.load()


def events(text: str) -> set[tuple[str, str, str]]:
    """Type and the first party of each side, of the claims that have codes."""
    (result,) = _coder().code([make_document(text, doc_id="d", published="2020-01-10")])
    return {(c.plover, first(c, "agents"), first(c, "recipients")) for c in result.claims if c.plover}


def first(claim: Claim, side: str) -> str:
    """The code of the first party of a side."""
    return next((m.code for m in getattr(claim, side) if m.code), "")


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Kenya paid Uganda two million dollars for the wagons.", ("COOPERATE", "KEN", "UGA")),
        ("Kenya gave back four farms to Ugandan owners.", ("RETREAT", "KEN", "UGA")),
        ("Nine Kenyan deminers arrived in Uganda on Friday.", ("AID", "KEN", "UGA")),
        ("The first 40 tonnes of Kenyan flour were unloaded in Uganda on Friday.", ("AID", "KEN", "UGA")),
        ("A consignment of cholera medicine from Kenya reached Uganda.", ("AID", "KEN", "UGA")),
        ("The border crossing, shut by Kenya in March, reopened to Ugandan traders.", ("RETREAT", "KEN", "UGA")),
        ("Uganda's embassy was closed on the orders of the Kenyan government.", ("SANCTION", "KEN", "UGA")),
        ("Kenya ordered four Ugandan envoys to leave.", ("SANCTION", "KEN", "UGA")),
        ("Four Ugandan soldiers were wounded when Kenyan gunmen opened fire.", ("ASSAULT", "KEN", "UGA")),
        ("Kenya retaliated by closing its border with Uganda.", ("COERCE", "KEN", "UGA")),
    ],
)
def test_who_did_what_to_whom(text: str, event: tuple[str, str, str]) -> None:
    assert event in events(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya paid for the repairs.",
        "In 1959 Kenya attacked Uganda, and Rwanda accused both of treason.",
        "In 1959 Kenya and Uganda fought a war. Rwanda accused Kenya of treason.",
        "Kenya had promised to return the boats of Uganda.",
    ],
)
def test_no_event_without_another_party_or_of_old_days(text: str) -> None:
    assert events(text) == set()
