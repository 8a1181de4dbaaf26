"""Where a clause plays: its own places first, a country behind a preposition of place, the dateline only by the word "here"."""

from __future__ import annotations

import pytest
from corrected import coded, knowledge, parse

from servanda.coding.document import code_reading
from servanda.language.reading import Paragraph, Reading
from servanda.records import Claim, Coded, Dateline, Document


def signing(found: Coded) -> Claim:
    return next(claim for claim in found.claims if claim.predicate == "sign")


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Norway signed a treaty with Sweden in Tangier.", ("Tangier", "MAR", "city")),
        ("Norway signed the Oslo treaty with Sweden in Tangier.", ("Tangier", "MAR", "city")),
        ("Norway signed a treaty with Sweden in Libya.", ("Libya", "LBY", "country")),
    ],
)
def test_the_place_of_a_clause(sentence: str, place: tuple[str, str, str]) -> None:
    claim = signing(coded(sentence))
    assert claim.place is not None
    assert (claim.place.name, claim.place.country, claim.place.precision) == place


@pytest.mark.parametrize(("sentence", "place"), [("Norway signed a treaty with Sweden.", None), ("Norway signed a treaty with Sweden here.", "Tangier")])
def test_a_dateline_is_the_place_of_a_clause_only_by_here(sentence: str, place: str | None) -> None:
    head = "TANGIER, May 3 - "
    document = Document(doc_id="d", text=head + sentence, body_start=len(head), dateline=Dateline(place="Tangier", date=None, start=0, end=len(head) - 3))
    found = code_reading(Reading(document, (Paragraph(len(head), parse(sentence)),)), knowledge())
    assert [place.name for place in found.places] == ["Tangier"]
    claim = signing(found)
    assert (claim.place and claim.place.name) == place
