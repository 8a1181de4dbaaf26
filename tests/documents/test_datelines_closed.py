"""Datelines whose agency is closed by a colon or a stray quotation mark."""

from __future__ import annotations

import pytest

from servanda.documents import make_document

BODY = "The two ministers agreed to reopen the bridge."


@pytest.mark.parametrize(
    ("head", "line", "place", "date", "outlet"),
    [
        ("OSLO, 8 December (Fjord Wire): ", "OSLO, 8 December", "OSLO", "2023-12-08", "Fjord Wire"),
        ("OSLO, Dec 8 (Fjord Wire) : ", "OSLO, Dec 8", "OSLO", "2023-12-08", "Fjord Wire"),
        ("OSLO (Fjord Wire): ", "OSLO", "OSLO", None, "Fjord Wire"),
        ("VADSØ (Fjord Wire): ", "VADSØ", "VADSØ", None, "Fjord Wire"),  # a place that no list holds
        ("OSLO, Norway, December 8. /Fjord/: ", "OSLO, Norway, December 8", "OSLO", "2023-12-08", "Fjord"),
        ("Oslo, December 8 (Fjord Wire): ", "Oslo, December 8", "Oslo", "2023-12-08", "Fjord Wire"),
        ('OSLO, Dec 8 /FJORD/" ', "OSLO, Dec 8", "OSLO", "2023-12-08", "FJORD"),
        ("OSLO, Dec 8 (Fjord Wire)” ", "OSLO, Dec 8", "OSLO", "2023-12-08", "Fjord Wire"),
    ],
)
def test_a_colon_or_quotation_mark_behind_the_agency_closes_a_dateline(head: str, line: str, place: str, date: str | None, outlet: str) -> None:
    document = make_document(head + BODY, published="2023-12-08")
    found = document.dateline
    assert found is not None
    assert document.text[found.start : found.end] == line
    assert (found.place, found.date) == (place, date)
    assert document.text[document.body_start :] == BODY
    assert document.outlet == outlet


@pytest.mark.parametrize(
    "head",
    [
        "OSLO (Fjord Wire) ",  # neither date nor close
        "Oslo (Fjord Wire): ",  # a word with a capital, and no date
        "MINISTER (angrily): ",
        "OSLO, Dec 8 (Fjord Wire):",  # the sentence follows without a space
    ],
)
def test_what_a_colon_does_not_make_a_dateline(head: str) -> None:
    document = make_document(head + BODY, published="2023-12-08")
    assert document.dateline is None
    assert document.body_start == 0
