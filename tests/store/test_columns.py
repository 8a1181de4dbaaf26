"""What is written to Arrow comes back equal, whatever is nested or empty."""

from __future__ import annotations

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from servanda.errors import StoreError
from servanda.records import Agreement, Claim, Commitment, Dateline, Deadline, Document, Instrument, Mention, Quantity, Record, Relation, Span, Time
from servanda.store.columns import from_arrow, schema_of, to_arrow
from servanda.store.tables import TABLES

MENTION = Mention(start=0, end=3, text="Öst", code=None, name=None)
DAY = Time(first="2023-12-07", last="2023-12-07", precision="day", start=4, end=9, text="today")
CLAIM = Claim(
    claim_id="c1", doc_id="d1", start=0, end=9, sentence_start=0, sentence_end=10, illocution="performative", predicate="release", action="release", frame="f",
    agents=(MENTION, Mention(start=5, end=8, text="ARM", code="ARM", kind="state", organ="Office of the Prime Minister")),
    object=Span(start=1, end=2, text="x"), quantity=Quantity(value=32.0, unit="person", bound="at least"), parts=(Quantity(value=1.5, unit=""),),
    deadline=Deadline(kind="relative", days=0), context=("a", "b"), happened=DAY,
    instrument=Instrument(start=1, end=2, text="the accord", head="accord", parties=(MENTION,), date=DAY), in_text=True, depth=2,
)  # fmt: skip
BARE = Claim(claim_id="c2", doc_id="d1", start=0, end=9, sentence_start=0, sentence_end=10, illocution="act", predicate="p", action="a", frame="f")
AGREEMENT = Agreement(
    agreement_id="a",
    display="A-0001",
    title="t",
    instrument="treaty",
    date=None,
    parties=("ARM", "AZE"),
    organs={"ARM": "office"},
    lifecycle={"reached": "2023-12-07", "signed": "2023-12-08"},
)
COMMITMENT = Commitment(
    commitment_id="c",
    display="C-0001",
    agreement_id=None,
    debtor=("AZE",),
    beneficiary=(),
    action="release",
    object="",
    relations=(Relation(kind="exchange", commitment_id="d"),),
)
DOCUMENT = Document(doc_id="d1", text="a\n\x00b\U0001f600", dateline=Dateline(place="BAKU", date=None, start=0, end=4))


@pytest.mark.parametrize("rows", [[CLAIM, BARE], [AGREEMENT], [COMMITMENT], [DOCUMENT, Document(doc_id="", text="")]])
def test_records_come_back_equal_through_parquet(rows: list[Record], tmp_path: object) -> None:
    record = type(rows[0])
    sink = pa.BufferOutputStream()
    pq.write_table(to_arrow(rows, record), sink)
    assert from_arrow(pq.read_table(pa.BufferReader(sink.getvalue())), record) == rows


@pytest.mark.parametrize("name", TABLES)
def test_empty_tables_keep_their_columns(name: str) -> None:
    record = TABLES[name]
    table = to_arrow([], record)
    assert table.column_names == list(record.__struct_fields__)
    assert from_arrow(table, record) == []


def test_sql_can_look_into_nested_values() -> None:
    schema = schema_of(Claim)
    assert pa.types.is_struct(schema.field("quantity").type)
    assert pa.types.is_list(schema.field("agents").type)
    assert schema.field("quantity").type.field("value").type == pa.float64()


def test_leading_columns_come_first_and_are_left_out_of_records() -> None:
    table = to_arrow([DAY], Time, doc_id=["d1"])
    assert table.column_names[0] == "doc_id"
    assert from_arrow(table, Time) == [DAY]


def test_a_table_of_another_version_is_refused() -> None:
    table = to_arrow([DOCUMENT], Document)
    with pytest.raises(StoreError, match="lacks the column text"):
        from_arrow(table.drop_columns(["text"]), Document)
    strange = table.set_column(table.column_names.index("status"), "status", pa.array(["shredded"]))
    with pytest.raises(StoreError, match="does not fit"):
        from_arrow(strange, Document)


def test_offsets_and_the_deadline_that_is_none_are_kept_once() -> None:
    plain = msgspec.structs.replace(CLAIM, start=70_001, end=70_002, deadline=Deadline())
    one, other = from_arrow(to_arrow([plain, plain], Claim), Claim)
    assert one == other == plain
    assert one.start is other.start
    assert one.deadline is other.deadline


def test_short_texts_that_come_up_again_are_kept_once() -> None:
    one, other = from_arrow(to_arrow([CLAIM, CLAIM], Claim), Claim)
    assert one == other == CLAIM
    assert one.doc_id is other.doc_id
    assert one.agents[1].organ is other.agents[1].organ
    assert one.context[0] is other.context[0]
