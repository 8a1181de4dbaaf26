"""`servanda show`: fields that exist, filters that filter, cells of one line."""

from __future__ import annotations

import pytest
from toy_coder import ToyCoder, toy_derive

from servanda.errors import LookupFailed
from servanda.records import Deadline, Disagreement, Document, Mention, Place, Quantity, Record, RivalValue, Span, Time
from servanda.store.tables import TABLES
from servanda.views.listing import cell, concerns, listed_fields, listing, select

DOCUMENT = Document(doc_id="d", text="AZE promises ARM 32 servicemen. ARM promises AZE 2 men. AZE released 32 servicemen.", published="2023-12-07")
CODED = next(ToyCoder().code([DOCUMENT]))
COMMITMENTS: list[Record] = list(toy_derive([DOCUMENT], CODED.claims).commitments)


@pytest.mark.parametrize("table", TABLES)
def test_every_listed_field_is_a_field(table: str) -> None:
    assert set(listed_fields()[table]) <= set(TABLES[table].__struct_fields__)
    assert [line.plain for line in listing(table, [])] == [f"no {table}"]


def test_rows_are_listed_in_columns() -> None:
    lines = [line.plain for line in listing("commitments", COMMITMENTS)]
    assert lines[0].split()[:4] == ["display", "debtor", "beneficiary", "action"]
    assert lines[1].split()[:6] == ["C-0001", "AZE", "ARM", "release", "32", "servicemen"]
    assert lines[-1] == "2 commitments"


def test_other_rows_are_named_as_they_are_displayed() -> None:
    clash = Disagreement(disagreement_id="x", display="D-0001", about="c1", field="quantity", values=())
    assert listing("disagreements", [clash], {"c1": "C-0001"})[1].plain.split() == ["D-0001", "C-0001", "quantity"]


def test_filters() -> None:
    assert len(select("commitments", COMMITMENTS, party="aze")) == 2
    assert select("commitments", COMMITMENTS, party="TUR") == []
    assert [row.display for row in select("commitments", COMMITMENTS, status="Fulfilled")] == ["C-0001"]
    assert select("commitments", COMMITMENTS, status="partly fulfilled") == []
    assert concerns(CODED.claims[0], "arm")
    assert not concerns(CODED.claims[2], "arm")


@pytest.mark.parametrize(
    ("table", "options", "message"),
    [
        ("commitments", {"status": "kept"}, "no status 'kept'"),
        ("events", {"status": "fulfilled"}, "no status of performance"),
        ("places", {"party": "AZE"}, "places have no parties"),
    ],
)
def test_filters_that_make_no_sense_are_refused(table: str, options: dict[str, str], message: str) -> None:
    with pytest.raises(LookupFailed, match=message):
        select(table, [], **options)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (32.0, "32"),
        ("a\x1bb", "a b"),
        ({"signed": "2023"}, "signed 2023"),
        (("AZE", "ARM"), "AZE+ARM"),
        ((), ""),
        ((Mention(start=0, end=1, text="Baku", code="AZE"), Mention(start=0, end=1, text="rebels")), "AZE; rebels"),
        (Quantity(value=2.0, unit="person", bound="at most"), "≤2 person"),
        (Deadline(kind="immediate"), "immediate"),
        (Deadline(), ""),
        (Time(first="2023-12-07", last=None, precision="day"), "2023-12-07"),
        (RivalValue(value="32", by="AFP", doc_id="d"), "32 (AFP)"),
        (Span(start=0, end=1, text="x"), "x"),
        (Place(doc_id="d", start=0, end=1, name="Baku"), "Baku"),
    ],
)
def test_cells(value: object, text: str) -> None:
    assert cell(value) == text
