"""Countries of places that no table knows: told beside them, by the dateline, or by where the text plays."""

from __future__ import annotations

import pytest

from servanda.documents import make_document
from servanda.language.places import find_places

CASES = [
    ("MALIMBA, Malawi, May 2 (Test Wire) - The post was opened.", "Malimba", "MWI"),
    ("The gate of Hollowick, Texas, was closed.", "Hollowick", "USA"),
    ("ZOMBA, Malawi, May 2 (Test Wire) - Malawi closed the road near Kalumbwe on Monday.", "Kalumbwe", "MWI"),
    ("ZOMBA, Malawi, May 2 (Test Wire) - Zambia and Malawi closed the road near Kalumbwe. Zambia paid, and Zambia will mend it.", "Kalumbwe", None),
]


@pytest.mark.parametrize(("text", "name", "country"), CASES)
def test_a_place_that_no_table_knows_has_the_country_that_the_text_tells(text: str, name: str, country: str | None) -> None:
    document = make_document(text, doc_id="d", published="2024-05-02")
    at = document.text.upper().index(name.upper())
    found = [place for place in find_places(document, [(at, at + len(name), "LOC")]) if place.name == name]
    assert [place.country for place in found] == [country]


@pytest.mark.parametrize(("city", "name"), [("ANKARA", "Ankara"), ("GORNADOL", "Gornadol")])
def test_a_letter_that_grows_in_small_letters_before_a_dateline_moves_no_place(city: str, name: str) -> None:
    text = f"İmza atıldı, İzmir sustu\n\n{city}, Turkey, March 4 (Test Wire) - The minister met the envoy."
    document = make_document(text, doc_id="d", published="2024-03-05")
    assert document.dateline is not None
    places = [place for place in find_places(document) if place.name == name]
    assert [document.text[place.start : place.end] for place in places] == [city]


def test_grounds_that_a_headline_names_above_the_dateline_are_places_too() -> None:
    text = "Fire at Corvale Street market\n\nANKARA, Turkey, March 4 (Test Wire) - The minister spoke."
    document = make_document(text, doc_id="d", published="2024-03-05")
    assert [place.name for place in find_places(document)] == ["Corvale Street", "Ankara"]
