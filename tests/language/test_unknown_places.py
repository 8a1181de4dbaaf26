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
